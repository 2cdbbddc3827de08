// Binary packages and distfiles at hand for a container. In: a node of a job. Out: a folder to mount, taken for this
// process alone, filled with what an earlier build of the image made: of this machine, out of its pushed builder where
// that is all that was reached, or out of a cache. Whether a package still fits is told in the container, by packages.sh.

import { join } from 'node:path/posix';
import { containerNameFor } from '../core/container.ts';
import type { BuiltNode } from '../core/graph.ts';
import { distfilesName, stockName } from '../core/stock.ts';
import { hasBuilder, takeBuilder } from './builder-images.ts';
import type { Job } from './job-context.ts';
import { restoreKept } from './kept.ts';

/** Where packages.sh keeps the packages of an image in its builder. */
const IN_BUILDER = '/var/lib/gentoo-image-builder/state/packages';

/** Does work with a node's stock. `fresh`: an empty one, since people want it compiled anew. */
export async function withStock<T>(
  all: Job,
  node: BuiltNode,
  fresh: boolean,
  work: (folder: string) => Promise<T>,
): Promise<T> {
  // Strangers' pull requests may read a cache, and a hook may have given a secret to emerge.
  const job = node.kind === 'gentoo' && node.image.secrets.length > 0 ? { ...all, cache: undefined } : all;
  const { files, packages } = job.world;
  await bringDistfiles(job, node);
  const name = stockName(job.graph, job.prints, node);
  const folder = await files.takeFolder(packages, name);
  try {
    await fill(job, node, { name, folder, fresh });
    return await work(folder);
  } finally {
    await files.giveFolder(folder);
  }
}

async function fill(
  job: Job,
  node: BuiltNode,
  { name, folder, fresh }: { readonly name: string; readonly folder: string; readonly fresh: boolean },
): Promise<void> {
  const { cache, world } = job;
  const { files, packages } = world;
  const kept = { kind: 'package', name, label: node.label, folder: packages } as const;
  if (fresh) {
    await empty(job, folder);
    await cache?.note({ ...kept, before: [], others: [] });
    return;
  }
  const hasOwn = await takeFromBuilder(job, node, folder);
  const isFilled = hasOwn || (await files.fileAt(join(folder, 'offered/Packages'))) !== undefined;
  if (!cache) return;
  const before = isFilled ? [] : await restoreKept(world, cache.service, kept, folder);
  await cache.note({ ...kept, before, others: [] });
}

/** The folder is the machine's, for all images; what others have in it is theirs to keep. */
async function bringDistfiles({ cache, world }: Job, node: BuiltNode): Promise<void> {
  if (!cache) return;
  const folder = join(world.cache, 'distfiles');
  await world.files.ensureFolder(folder);
  const others = await world.files.listFolder(folder);
  const kept = { kind: 'distfile', name: distfilesName(node), label: node.label, folder } as const;
  const before = await restoreKept(world, cache.service, kept, folder);
  await cache.note({ ...kept, before, others });
}

async function empty({ world }: Job, folder: string): Promise<void> {
  await world.files.removeFolder(folder);
  await world.files.ensureFolder(folder);
}

/** Killed between the builder and the target: the builder is of the same ingredients, so what it merged is wanted. */
async function takeFromBuilder(job: Job, node: BuiltNode, folder: string): Promise<boolean> {
  const { engine, files, screen } = job.world;
  if (node.kind === 'builder' || !(await hasBuilder(job, node))) return false;
  await empty(job, folder);
  const offered = join(folder, 'offered');
  await files.ensureFolder(offered);
  const image = await takeBuilder(job, node);
  const found = await engine.copyOut(containerNameFor('copy', job.world.random()), image, IN_BUILDER, offered);
  if (found) screen.say(`${node.label}: its builder is there, with its binary packages`);
  return found;
}
