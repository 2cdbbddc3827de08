// The action's main step. In: what the runner sets. Out: outputs, summary, exit code.

import { join } from 'node:path';
import * as github from './adapters/github.ts';
import { readText } from './adapters/files.ts';
import { type Inputs, parseInputs } from './core/inputs.ts';
import { finish } from './exit.ts';

const folder = github.readInput('working-directory');
const screen = github.openLog((text) => process.stdout.write(text), folder);

await finish(screen, async (signal) => {
  github.hide(github.readInput('github-token'));
  const inputs: Inputs = parseInputs(github.readInput);
  const { openWorld } = await import('./real-world.ts');
  const { buildStep, planStep } = await import('./commands/action.ts');
  const world = openWorld({
    screen,
    folder: inputs.workingDirectory,
    imagesFile: inputs.imagesFile,
    engine: inputs.engine,
    scripts: join(import.meta.dirname, 'container'),
    signal,
  });
  try {
    const path = process.env.GITHUB_EVENT_PATH;
    const event = github.readEvent(path === undefined ? undefined : await readText(path));
    const step = inputs.mode === 'plan' ? planStep : buildStep;
    const { outputs, environment, summary, failed } = await step(world, inputs, event);
    for (const [name, value] of outputs) github.writeOutput(name, value);
    for (const [name, value] of environment) github.writeVariable(name, value);
    await github.writeSummary(summary);
    return failed ? 1 : 0;
  } finally {
    await world.engine.close();
  }
});
