// Targets as the store has them. In: a reference. Out: manifest and configuration, and the layers as files.
// Reads only.

import { join } from 'node:path/posix';
import { type Descriptor, type ImageConfig, type Index, parseManifest, parseObject } from '../core/oci.ts';
import { formatReference, type Reference } from '../core/reference.ts';
import { retrying } from '../core/retry.ts';
import type { ParentImage } from '../core/target.ts';
import { unreachable } from '../core/unreachable.ts';
import { JobFailure } from './job-failure.ts';
import type { Job } from './job-context.ts';

/** A target with the bytes of its documents. */
export interface StoredTarget extends ParentImage {
  readonly repository: Reference;
  readonly manifestBytes: Uint8Array;
  readonly mediaType: string;
  readonly configBytes: Uint8Array;
}

/** A layer in a file. */
export interface LayerFile extends Descriptor {
  readonly path: string;
}

/**
 * Reads a target's documents. Throws what the store throws when it is not there. `platform`: which image is meant where
 * the reference leads to an index, as that of a mirror does.
 */
export async function readTarget(job: Job, reference: Reference, platform?: string): Promise<StoredTarget> {
  const { digest, mediaType, bytes } = await job.stores.images.manifest(reference);
  const parsed = parseManifest(bytes, mediaType);
  if (parsed?.kind === 'index' && platform !== undefined) {
    return await readTarget(job, { ...reference, digest: digestFor(parsed.index, platform, reference) });
  }
  if (parsed?.kind !== 'image') throw unreachable(`${formatReference(reference)} is not the image of one platform`);
  const configBytes = await readBlob(job, reference, parsed.manifest.config);
  const config = parseObject(configBytes) as unknown as ImageConfig | undefined;
  if (!config) throw unreachable(`${formatReference(reference)} has a configuration that is no JSON`);
  const { registry, repository } = reference;
  return {
    repository: { registry, repository },
    digest,
    mediaType,
    manifest: parsed.manifest,
    manifestBytes: bytes,
    config,
    configBytes,
  };
}

function digestFor({ manifests }: Index, platform: string, reference: Reference): string {
  const [os, architecture, variant] = platform.split('/');
  const found = manifests.find(
    ({ platform: own }) =>
      own?.os === os && own?.architecture === architecture && (variant === undefined || own?.variant === variant),
  );
  if (found) return found.digest;
  throw new JobFailure('failed', {
    phase: 'start',
    reason: `${formatReference(reference)} has no image for ${platform}`,
  });
}

/** Fetches all layers of a target into a folder, lowest first; names are numbers, so that their order shows. */
export async function fetchLayers(job: Job, target: StoredTarget, folder: string): Promise<LayerFile[]> {
  const files = target.manifest.layers.map((layer, index) => {
    return { ...layer, path: join(folder, `${String(index).padStart(3, '0')}.tar`) };
  });
  for (const file of files) {
    await patiently(job, async () => {
      await job.world.files.saveStream(file.path, await job.stores.images.blob(target.repository, file));
    });
  }
  return files;
}

async function readBlob(job: Job, repository: Reference, descriptor: Descriptor): Promise<Uint8Array> {
  return await patiently(job, async () => {
    const chunks: Uint8Array[] = [];
    for await (const chunk of await job.stores.images.blob(repository, descriptor)) chunks.push(chunk);
    return Buffer.concat(chunks);
  });
}

/** What a stream turns out to be shows at its end: wrong bytes are fetched once more, by who has taken them in. */
async function patiently<T>({ world }: Job, attempt: () => Promise<T>): Promise<T> {
  const log = (line: string): void => {
    world.screen.say(line);
  };
  return await retrying({ clock: world.clock, random: Math.random, log }, attempt, true);
}
