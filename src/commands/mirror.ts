// A mirror: an image of another registry, copied with all of its platforms. In: a node of a job. Out: what became of it.
// Manifests are copied byte for byte, so that digests stay; of blobs only what is missing moves. No engine takes part.
// Artifacts that refer to the image (signatures, SBOMs) are not copied.

import type { MirrorNode } from '../core/graph.ts';
import { type ImageStore, isRegistryError } from '../core/image-store.ts';
import { contentReference, targetRepository } from '../core/layout.ts';
import { type Descriptor, isManifestType, parseManifest, type ParsedManifest } from '../core/oci.ts';
import { pinOf } from '../core/pins.ts';
import type { Work } from '../core/plan.ts';
import { formatReference, parseReference, type Reference } from '../core/reference.ts';
import { formatSize } from '../core/result.ts';
import { sizeOf } from '../core/target.ts';
import { unreachable } from '../core/unreachable.ts';
import { type Job, namesOf, type Outcome } from './job-context.ts';
import { JobFailure } from './job-failure.ts';
import { giveNames } from './naming.ts';
import { existing } from './presence.ts';

/** A manifest as a store has it. */
type Stored = Awaited<ReturnType<ImageStore['manifest']>>;

/** From where to where, and what has moved so far. */
interface Copy {
  readonly job: Job;
  readonly from: Reference;
  readonly to: Reference;
  readonly moved: { blobs: number; all: number; bytes: number };
}

/** Copies a mirror's image, or only names what was copied before. */
export async function mirrorImage(job: Job, node: MirrorNode, fingerprint: string, work: Work): Promise<Outcome> {
  const content = contentReference(job.catalog, node, fingerprint);
  const isThere = work !== 'rebuild' && (await existing(job, node, content)).answer === 'yes';
  // Names that stay on this machine need the parts here too.
  if (isThere && !job.local) {
    const stored = await job.stores.images.manifest(content);
    return { status: work === 'tag' ? 'tagged' : 'reused', ...(await nameMirror(job, node, stored)) };
  }
  const copy = openCopy(job, node);
  const stored = await readSource(copy, node, copy.from);
  await copyParts(copy, node, stored);
  await job.stores.images.putManifest(content, stored.bytes, stored.mediaType);
  const { blobs, all, bytes } = copy.moved;
  job.world.screen.say(`${node.label}: copied ${blobs} of ${all} blobs (${formatSize(bytes)}), the others were there`);
  return { status: isThere ? 'tagged' : 'built', ...(await nameMirror(job, node, stored)) };
}

function openCopy(job: Job, node: MirrorNode): Copy {
  const { source } = node.image;
  const reference = parseReference(source.value);
  const { digest } = pinOf(job.facts.pins, source.value);
  if (!reference || digest === undefined) throw new Error(`${source.value} is not pinned`);
  const { registry, repository } = reference;
  const moved = { blobs: 0, all: 0, bytes: 0 };
  return { job, from: { registry, repository, digest }, to: targetRepository(job.catalog, node), moved };
}

/** All that a manifest lists. What is listed comes before the list, as registries want it. */
async function copyParts(copy: Copy, node: MirrorNode, stored: Stored): Promise<void> {
  const parsed = parsedOf(copy.from, stored);
  if (parsed.kind === 'image') {
    for (const part of [parsed.manifest.config, ...parsed.manifest.layers]) await copyBlob(copy, part);
    return;
  }
  for (const part of parsed.index.manifests) {
    if (isManifestType(part.mediaType)) await copyManifest(copy, node, part.digest);
    else await copyBlob(copy, part);
  }
}

async function copyManifest(copy: Copy, node: MirrorNode, digest: string): Promise<void> {
  const stored = await readSource(copy, node, { ...copy.from, digest });
  await copyParts(copy, node, stored);
  await copy.job.stores.images.putManifest({ ...copy.to, digest }, stored.bytes, stored.mediaType);
}

async function copyBlob({ job, from, to, moved }: Copy, part: Descriptor): Promise<void> {
  // Foreign layers are fetched from elsewhere by who uses them; registries need not have them.
  if ((part.urls ?? []).length > 0) return;
  const { stores, world } = job;
  const open = async function* (): AsyncGenerator<Uint8Array> {
    yield* await stores.registries.blob(from, part);
  };
  world.screen.progress(`copy ${formatReference(from)}: ${formatSize(part.size)}`);
  const done = await stores.images.putBlob(to, { digest: part.digest, size: part.size, open }, [from]);
  moved.all += 1;
  // What one registry gives from one place to another does not move either.
  if (done !== 'uploaded') return;
  moved.blobs += 1;
  moved.bytes += part.size;
}

/** A digest that was pinned may be gone by the time of the copy: a tag that moved leaves nothing that holds it. */
async function readSource({ job }: Copy, { image }: MirrorNode, reference: Reference): Promise<Stored> {
  try {
    return await job.stores.registries.manifest(reference);
  } catch (error) {
    if (!isRegistryError(error) || error.code !== 'not-found') throw error;
    throw new JobFailure('failed', {
      phase: 'copy',
      reason: `${formatReference(reference)} is not there any more`,
      place: image.source.place,
      hint: 'its registry has removed it since it was pinned: plan again, or correct the digest',
    });
  }
}

function parsedOf(from: Reference, { bytes, mediaType, digest }: Stored): ParsedManifest {
  const parsed = parseManifest(bytes, mediaType);
  if (parsed) return parsed;
  throw unreachable(`${formatReference({ ...from, digest })} is neither an image nor an index`);
}

/** Names for people are further names of the same bytes. */
async function nameMirror(job: Job, node: MirrorNode, stored: Stored): Promise<Omit<Outcome, 'status'>> {
  const given = await giveNames(job, node, job.name ? namesOf(job, node) : [], stored);
  const parsed = parsedOf(targetRepository(job.catalog, node), stored);
  const size = parsed.kind === 'image' ? sizeOf(parsed.manifest) : undefined;
  return { digest: stored.digest, ...given, size };
}
