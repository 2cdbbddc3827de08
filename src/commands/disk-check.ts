// Room for a job, looked at before anything is fetched, and told when it has run out after all. In: a job, what it will
// fetch. Out: nothing, or a `JobFailure` with figures: better now than in the fifth hour.

import { shortageOf } from '../core/disk-need.ts';
import type { Node } from '../core/graph.ts';
import type { ImageStore } from '../core/image-store.ts';
import type { EngineLimits } from '../core/engine.ts';
import { type Descriptor, type Manifest, parseManifest, type Platform } from '../core/oci.ts';
import { formatReference, type Reference } from '../core/reference.ts';
import { formatSize } from '../core/result.ts';
import { JobFailure } from './job-failure.ts';
import type { Job } from './job-context.ts';
import type { Room } from './world.ts';

/** An image that the engine will pull, and the store that knows its manifest. */
export interface Pulled {
  readonly reference: Reference;
  readonly store: ImageStore;
}

/** The words of `strerror` for ENOSPC and EDQUOT. */
const FULL = /No space left on device|Disk quota exceeded/;

const FREE = 'are free at';

/** The share of inodes below which they are what runs out. */
const FEW = 0.02;

/** Checks an image that will be pulled, and the parent's layers, which come to the temporary folder and are unpacked. */
export async function checkDisk(job: Job, node: Node, { reference, store }: Pulled, parent?: Manifest): Promise<void> {
  const { engine, files, temporary } = job.world;
  const limits = await engine.limits();
  if (!limits) return;
  const layers = parent?.layers ?? [];
  const isHere = (await engine.imageId(formatReference(reference))) !== undefined;
  const pulled = isHere ? [] : await layersOf(store, reference, node.platform);
  refuseZstd(limits, reference, pulled);
  const wanted = [
    { path: limits.root, fetched: sum(pulled) + sum(layers) },
    { path: temporary, fetched: sum(layers) },
  ];
  const rooms = await Promise.all(wanted.map(({ path }) => files.roomAt(path)));
  const places = wanted.flatMap((place, index) => {
    const room = rooms[index];
    return room ? [{ ...place, ...room }] : [];
  });
  const shortage = shortageOf(places);
  if (shortage === undefined) return;
  throw new JobFailure('failed', {
    phase: 'disk',
    reason: `there is not enough room: ${shortage}`,
    hint: 'remove what the runner does not need, or take a larger one; nothing was fetched',
  });
}

/**
 * Does work that writes to the temporary folder; a full disk becomes a failure with figures instead of a bug. To be put
 * around what is cleaned up afterwards, not around the cleaning: the figures are those of the moment.
 */
export async function onDisk<T>(job: Job, work: () => Promise<T>): Promise<T> {
  try {
    return await work();
  } catch (error) {
    const code = error instanceof Error && 'code' in error ? error.code : undefined;
    const hint = 'remove what the runner does not need, or take a larger one';
    if (code === 'ENOSPC' || code === 'EDQUOT') {
      const reason = `the disk is full (${code}); ${await figuresOf(job)}`;
      throw new JobFailure('failed', { phase: 'disk', reason, hint });
    }
    // What happens in a container tells it in the words of whatever program met it first.
    if (error instanceof JobFailure && FULL.test(error.failure.reason) && !error.failure.reason.includes(FREE)) {
      const reason = `${error.failure.reason}; ${await figuresOf(job)}`;
      throw new JobFailure('failed', { ...error.failure, reason, hint });
    }
    throw error;
  }
}

async function figuresOf({ world }: Job): Promise<string> {
  const root = (await world.engine.limits())?.root;
  const paths = [world.temporary, world.cache, ...(root === undefined ? [] : [root])];
  const rooms = await Promise.all(paths.map((path) => world.files.roomAt(path)));
  const lines = paths.flatMap((path, index) => {
    const room = rooms[index];
    return room ? [`${formatRoom(room)} ${FREE} ${path}`] : [];
  });
  return lines.join(', ');
}

/** `1.2 GB of 72 GB`; where no more files can be made, how few there are, since the bytes alone would be a riddle. */
function formatRoom({ free, size, inodes }: Room): string {
  const bytes = `${formatSize(free)} of ${formatSize(size)}`;
  return inodes.free < inodes.all * FEW ? `${bytes}, but only ${inodes.free} of ${inodes.all} inodes` : bytes;
}

/** The layers of an image on a platform; none where an index does not have it: the pull will say so. */
async function layersOf(store: ImageStore, reference: Reference, platform: string): Promise<readonly Descriptor[]> {
  const { bytes, mediaType } = await store.manifest(reference);
  const parsed = parseManifest(bytes, mediaType);
  if (parsed?.kind === 'image') return parsed.manifest.layers;
  const fitting = parsed?.index.manifests.find(
    (entry) => entry.platform && formatPlatform(entry.platform) === platform,
  );
  return fitting ? await layersOf(store, { ...reference, digest: fitting.digest }, platform) : [];
}

function formatPlatform({ os, architecture, variant }: Platform): string {
  return [os, architecture, ...(variant === undefined ? [] : [variant])].join('/');
}

function refuseZstd({ zstd }: EngineLimits, reference: Reference, layers: readonly Descriptor[]): void {
  if (zstd || !layers.some(({ mediaType }) => mediaType.endsWith('zstd'))) return;
  throw new JobFailure('failed', {
    phase: 'start',
    reason: `this docker is too old for ${formatReference(reference)}, whose layers are compressed with zstd`,
    hint: 'install Docker Engine 23 or newer',
  });
}

function sum(layers: readonly Descriptor[]): number {
  return layers.reduce((bytes, { size }) => bytes + size, 0);
}
