// `workflow`: a workflow with a job an image. In: the world and an order. Out: a file, its text, or whether it is up to
// date. Asks no registry: only the images file decides.

import { resolve } from 'node:path/posix';
import { type Order, USUAL_WORKFLOW } from '../core/command.ts';
import { imageWorkflow } from '../core/image-workflow.ts';
import { parseRunners } from '../core/inputs.ts';
import { UserError } from '../core/problem.ts';
import { readGraph, type Settings } from './survey.ts';
import type { World } from './world.ts';

/** Writes the file, or with `--dry-run` prints it. `--check` throws a `UserError` when it is not what it would write. */
export async function writeWorkflow(
  world: World,
  settings: Settings,
  order: Order,
  print: (text: string) => void,
): Promise<number> {
  const { check, fuse, action, output } = order.workflow;
  const graph = await readGraph(world, settings);
  // Workflows lie at the top of a repository, where the command runs, wherever the images file is.
  const path = resolve(output);
  const before = await world.files.readText(path);
  const { imagesFile, workingDirectory, registry, runners } = order;
  const runner = parseRunners(runners, []).get('default') ?? 'ubuntu-24.04';
  const own = output === USUAL_WORKFLOW ? undefined : output;
  const options = { fuse, action, output: own, imagesFile, workingDirectory, registry, runners, runner };
  const text = imageWorkflow(graph, options, before);
  if (check && before !== text) throw outdated(output, before);
  if (check || (before === text && !order.dryRun)) {
    world.screen.say(`${output} is up to date`);
  } else if (order.dryRun) {
    print(text.trimEnd());
  } else {
    await world.files.writeText(path, text);
    world.screen.say(`${output} is written`);
  }
  return 0;
}

function outdated(output: string, before: string | undefined): UserError {
  const message = before === undefined ? `there is no ${output}` : `${output} is not what the images file makes it`;
  const hint = 'run `gentoo-image-builder workflow` with the options that its text names, and commit what it writes';
  return new UserError([{ code: 'file', message, hint }]);
}
