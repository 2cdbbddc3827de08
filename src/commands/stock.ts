// Binary packages at hand for a container. In: a node of a job. Out: a folder to mount, taken for this process alone,
// filled with what an earlier build of the image made: of this machine, or out of its pushed builder where that is all
// that was reached. Whether a package still fits is told in the container, by packages.sh.

import { join } from 'node:path/posix';
import { containerNameFor } from '../core/container.ts';
import type { BuiltNode } from '../core/graph.ts';
import { stockName } from '../core/stock.ts';
import { hasBuilder, takeBuilder } from './builder-images.ts';
import type { Job } from './job-context.ts';

/** Where packages.sh keeps the packages of an image in its builder. */
const IN_BUILDER = '/var/lib/gentoo-image-builder/state/packages';

/** Does work with a node's stock. `fresh`: an empty one, since people want it compiled anew. */
export async function withStock<T>(
  job: Job,
  node: BuiltNode,
  fresh: boolean,
  work: (folder: string) => Promise<T>,
): Promise<T> {
  const { files, packages } = job.world;
  const folder = await files.takeFolder(packages, stockName(job.graph, job.prints, node));
  try {
    if (fresh) await empty(job, folder);
    else await takeFromBuilder(job, node, folder);
    return await work(folder);
  } finally {
    await files.giveFolder(folder);
  }
}

async function empty({ world }: Job, folder: string): Promise<void> {
  await world.files.removeFolder(folder);
  await world.files.ensureFolder(folder);
}

/** Killed between the builder and the target: the builder is of the same ingredients, so what it merged is wanted. */
async function takeFromBuilder(job: Job, node: BuiltNode, folder: string): Promise<void> {
  const { engine, files, screen } = job.world;
  if (node.kind === 'builder' || !(await hasBuilder(job, node))) return;
  await empty(job, folder);
  const offered = join(folder, 'offered');
  await files.ensureFolder(offered);
  const image = await takeBuilder(job, node);
  const found = await engine.copyOut(containerNameFor('copy', job.world.random()), image, IN_BUILDER, offered);
  if (found) screen.say(`${node.label}: its builder is there, with its binary packages`);
}
