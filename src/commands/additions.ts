// What an image adds, brought into its job's folder: fetched out here, so that the container needs neither a network nor a
// login for it, and checked before anything sees it. In: a job and what has to be brought. Out: files. What comes by a
// checksum or a commit stays in the cache.

import { join } from 'node:path/posix';
import type { Additions, Checkout, Download, ImageCopy } from '../core/additions.ts';
import { containerNameFor } from '../core/container.ts';
import { type GentooNode, nodeOf } from '../core/graph.ts';
import { isRegistryError, verified } from '../core/image-store.ts';
import { contentReference } from '../core/layout.ts';
import type { Place } from '../core/problem.ts';
import { PRUNED } from '../core/recipe.ts';
import { retrying } from '../core/retry.ts';
import { takeBuilder } from './builder-images.ts';
import { fingerprintIn, type Job } from './job-context.ts';
import { JobFailure } from './job-failure.ts';
import { fetchLayers, readTarget } from './stored-target.ts';

/** Brings all additions of an image into its job's folder. */
export async function bringAdditions(job: Job, node: GentooNode, all: Additions, folder: string): Promise<void> {
  const { files } = job.world;
  for (const [path, text] of all.files) await files.writeText(join(folder, path), text);
  for (const { from, to, place } of all.folders) await bringPath(job, from, join(folder, to), place);
  for (const checkout of all.checkouts) await bringCheckout(job, checkout, folder);
  for (const download of all.downloads) await bringDownload(job, download, folder);
  for (const copy of all.copies) await bringCopy(job, node, copy, folder);
}

/** Copies a path of the user's. A link that leads out of the images file's folder would bring any file of this machine into an image. */
export async function bringPath(job: Job, from: string, to: string, place: Place): Promise<void> {
  const { files } = job.world;
  const path = join(job.folder, from);
  if (!(await files.isInside(job.folder, path))) {
    throw failed(`'${from}' is a link that leads out of the images file's folder`, place);
  }
  await files.copyTree(path, to);
}

/** Writes the files of a commit; it fails the node where the repository does not have it. */
export async function bringCheckout(
  { world }: Job,
  { url, commit, to, place }: Omit<Checkout, 'place'> & { readonly place?: Place },
  folder: string,
): Promise<void> {
  world.screen.progress(`get ${url}`);
  const got = await world.git.checkOut(url, commit, join(world.cache, 'git'), join(folder, to));
  if (!got) throw failed(`${url} has no commit ${commit}`, place);
}

async function bringDownload(job: Job, { url, digest, to, place }: Download, folder: string): Promise<void> {
  const { world } = job;
  const { files } = world;
  const kept = join(world.cache, 'downloads', digest.replace(':', '-'));
  const host = new URL(url).host;
  const take = async (): Promise<void> => {
    await files.saveStream(join(folder, to), verified(opened(job, kept), { digest }, host));
  };
  if (await takes(take)) return;
  const log = (line: string): void => {
    world.screen.say(line);
  };
  world.screen.progress(`get ${url}`);
  try {
    await retrying({ clock: world.clock, random: Math.random, log }, async () => {
      await files.saveStream(kept, verified(await world.download(url), { digest }, host));
    });
  } catch (error) {
    if (!isRegistryError(error)) throw error;
    if (error.code === 'digest-mismatch') throw failed(`${url} has another checksum than the images file says`, place);
    if (error.code === 'not-found' || error.code === 'denied') throw failed(`${url}: ${error.message}`, place);
    throw error;
  }
  await take();
}

/** Opened when it is read: before, nobody would hear that there is no such file. */
async function* opened({ world }: Job, path: string): AsyncGenerator<Uint8Array> {
  yield* world.files.openStream(path);
}

/** Whether the cache has it, as it should be. */
async function takes(take: () => Promise<void>): Promise<boolean> {
  try {
    await take();
    return true;
  } catch (error) {
    const isMissing = error instanceof Error && 'code' in error && error.code === 'ENOENT';
    if (isMissing || isRegistryError(error)) return false;
    throw error;
  }
}

async function bringCopy(job: Job, node: GentooNode, copy: ImageCopy, folder: string): Promise<void> {
  const other = nodeOf(job.graph, copy.node);
  if (copy.from === 'builder') {
    await bringFromBuilder(job, copy, join(folder, copy.to));
    return;
  }
  const reference = contentReference(job.catalog, other, fingerprintIn(job, other.id));
  const target = await readTarget(job, reference, node.platform);
  const layers = await fetchLayers(job, target, join(folder, copy.to, 'layers'));
  const names = layers.map(({ path }) => `${path.slice(path.lastIndexOf('/') + 1)}\n`);
  await job.world.files.writeText(join(folder, copy.to, 'layers.list'), names.join(''));
}

/** What pruning took from the image's root lies in its builder, too; it goes before what is the builder's own. */
async function bringFromBuilder(job: Job, { node, src, place }: ImageCopy, file: string): Promise<void> {
  const { world } = job;
  const other = nodeOf(job.graph, node);
  if (other.kind !== 'gentoo') throw failed(`'${other.label}' has no builder to copy from`, place);
  await world.files.ensureFolder(join(file, '..'));
  const image = await takeBuilder(job, other);
  for (const path of [`${PRUNED}${src}`, src]) {
    if (await world.engine.saveOut(containerNameFor('copy', world.random()), image, path, file)) return;
  }
  const hint = 'what its root has is found with `from: target`';
  throw failed(`there is no ${src} in the builder of ${other.label}, nor was it pruned from its root`, place, hint);
}

function failed(reason: string, place: Place | undefined, hint?: string): JobFailure {
  return new JobFailure('failed', { phase: 'add', reason, place, hint });
}
