// The action's last step, which runs also when the job failed, was cancelled, or its main step was killed.
// In: the number of the run, as main noted it. Out: nothing of ours is left on the runner; what was built is kept.

import { join } from 'node:path';
import { parseInputs } from './core/inputs.ts';
import * as files from './adapters/files.ts';
import * as github from './adapters/github.ts';
import { finish } from './exit.ts';
import { cacheFolder, runFolder } from './run-folder.ts';

const screen = github.openLog((text) => process.stdout.write(text), github.readInput('working-directory'));
const run = github.readState('run');

// Where main did nothing, there is nothing to do.
if (run !== '') {
  await finish(screen, async (signal) => {
    const temporary = runFolder(run);
    process.env.TMPDIR = temporary;
    const { removeLeftovers } = await import('./adapters/leftovers.ts');
    try {
      // First, since a container that is still running writes where we read.
      await removeLeftovers(run);
      const text = await files.readText(join(temporary, 'cache.json'));
      if (text !== undefined) await saveNotes(text, signal, temporary);
    } finally {
      await files.removeFolder(temporary);
      await files.removeFolder(cacheFolder());
    }
    return 0;
  });
}

async function saveNotes(text: string, signal: AbortSignal, temporary: string): Promise<void> {
  const { openWorld } = await import('./real-world.ts');
  const { parseNotes, saveNoted } = await import('./commands/caching.ts');
  const notes = parseNotes(text);
  if (!notes) return;
  const { workingDirectory: folder, imagesFile, engine } = parseInputs(github.readInput);
  const packages = join(temporary, 'packages');
  const scripts = join(import.meta.dirname, 'container');
  const world = openWorld({ screen, folder, imagesFile, engine, scripts, signal, temporary, packages });
  await saveNoted(world, notes);
}
