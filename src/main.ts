// The action's main step. In: what the runner sets. Out: outputs, summary, exit code.

import { randomBytes } from 'node:crypto';
import { join } from 'node:path';
import * as github from './adapters/github.ts';
import { openGithub } from './adapters/github-api.ts';
import { ensureFolder, readText } from './adapters/files.ts';
import type { StepOutcome } from './commands/action.ts';
import type { World } from './commands/world.ts';
import type { GithubApi } from './core/github-api.ts';
import { type Inputs, parseInputs } from './core/inputs.ts';
import type { RunEvent } from './core/push-policy.ts';
import { finish } from './exit.ts';
import { runFolder } from './run-folder.ts';

// What the last step has to know, said first of all: this one may be killed at any time.
const run = randomBytes(4).toString('hex');
const temporary = runFolder(run);
github.saveState('run', run);
// Whatever is made for a moment, logins included, lies in it.
process.env.TMPDIR = temporary;
const folder = github.readInput('working-directory');
const screen = github.openLog((text) => process.stdout.write(text), folder);

await finish(screen, async (signal) => {
  github.hide(github.readInput('github-token'));
  await ensureFolder(temporary);
  const inputs: Inputs = parseInputs(github.readInput);
  const { openWorld } = await import('./real-world.ts');
  const world = openWorld({
    screen,
    folder: inputs.workingDirectory,
    imagesFile: inputs.imagesFile,
    engine: inputs.engine,
    scripts: join(import.meta.dirname, 'container'),
    signal,
    // A runner that lives on would hand a stranger's packages to the next job.
    packages: join(temporary, 'packages'),
    temporary,
    run,
    ...(inputs.mode === 'build' && { budgetMinutes: inputs.budgetMinutes }),
  });
  try {
    const path = process.env.GITHUB_EVENT_PATH;
    const event = github.readEvent(path === undefined ? undefined : await readText(path));
    const { outputs, environment, summary, failed } = await runStep(world, inputs, event);
    for (const [name, value] of outputs) github.writeOutput(name, value);
    for (const [name, value] of environment) github.writeVariable(name, value);
    await github.writeSummary(summary);
    return failed ? 1 : 0;
  } finally {
    await world.engine.close();
  }
});

async function runStep(world: World, inputs: Inputs, event: RunEvent | undefined): Promise<StepOutcome> {
  if (inputs.mode === 'update') {
    const { updateStep } = await import('./commands/action-update.ts');
    return await updateStep(world, inputs, event, inputs.token ? githubOf(event) : undefined);
  }
  if (inputs.mode === 'report') {
    const { reportStep } = await import('./commands/report.ts');
    return await reportStep(world, inputs);
  }
  const { buildStep, planStep } = await import('./commands/action.ts');
  return await (inputs.mode === 'plan' ? planStep : buildStep)(world, inputs, event);
}

/** GitHub as the run's token sees it; undefined where the runner does not say of which repository it is. */
function githubOf(event: RunEvent | undefined): GithubApi | undefined {
  const { GITHUB_REPOSITORY: repository, GITHUB_API_URL: url } = process.env;
  if (repository === undefined || event === undefined) return undefined;
  return openGithub({ token: github.readInput('github-token'), repository, base: event.defaultBranch, url });
}
