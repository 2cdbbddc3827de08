// What was built on its way into the store, in the order of the layout: target untested, then names for people.
// In: a built image or a stored target. Out: manifests and tags. Tests and the commit record are the caller's.

import { closureLabel } from '../core/closure.ts';
import { type GentooNode, initialOf, nodeOf } from '../core/graph.ts';
import { targetRepository, untestedReference } from '../core/layout.ts';
import { type BlobSource, bytesBlob } from '../core/image-store.ts';
import { OCI_MANIFEST } from '../core/oci.ts';
import type { Reference } from '../core/reference.ts';
import { packagesLabel } from '../core/result.ts';
import { type AssembledImage, assembleTarget, sizeOf, type TargetOrder } from '../core/target.ts';
import type { BuiltImage, MadeLayer } from './container-job.ts';
import { type Job, namesOf } from './job-context.ts';
import { type Given, giveNames } from './naming.ts';
import { keepScope } from './scope-record.ts';
import { loadTarget } from './target-test.ts';
import type { StoredTarget } from './stored-target.ts';

/** Assembles the target and stores it under `-untested`; the parent's layers are mounted from its repository. */
export async function publishTarget(job: Job, node: GentooNode, fingerprint: string, built: BuiltImage): Promise<void> {
  const { world, stores, catalog } = job;
  const target = assemble(job, node, fingerprint, built);
  world.screen.progress('push the target');
  const reference = untestedReference(catalog, node, fingerprint);
  for (const layer of ownLayers(built)) await stores.images.putBlob(reference, fileBlob(job, layer));
  await putParentLayers(job, node, reference, built);
  await stores.images.putBlob(reference, bytesBlob(target.configBytes));
  await stores.images.putManifest(reference, target.manifestBytes, OCI_MANIFEST);
  const { digest, manifestBytes } = target;
  const subject = { digest, size: manifestBytes.length, mediaType: OCI_MANIFEST };
  if (built.scope) await keepScope(job, node, targetRepository(catalog, node), subject, built.scope);
}

/** Assembles the target and saves it with all of its layers as an OCI layout; asks no registry. Gives its reference. */
export async function saveTarget(
  job: Job,
  node: GentooNode,
  fingerprint: string,
  built: BuiltImage,
  folder: string,
): Promise<Reference> {
  const store = job.world.openLayout(folder);
  const target = assemble(job, node, fingerprint, built);
  const reference = untestedReference(job.catalog, node, fingerprint);
  for (const layer of [...built.parentLayers, ...ownLayers(built)])
    await store.putBlob(reference, fileBlob(job, layer));
  await store.putBlob(reference, bytesBlob(target.configBytes));
  await store.putManifest(reference, target.manifestBytes, OCI_MANIFEST);
  return reference;
}

function ownLayers({ layer, made }: BuiltImage): readonly MadeLayer[] {
  return [layer, ...(made?.layers ?? [])];
}

function assemble(job: Job, node: GentooNode, fingerprint: string, built: BuiltImage): AssembledImage {
  return assembleTarget(targetOrder(job, node, fingerprint, built));
}

/** What a built image's target is assembled of. */
export function targetOrder(job: Job, node: GentooNode, fingerprint: string, built: BuiltImage): TargetOrder {
  return {
    name: node.name,
    platform: node.platform,
    target: node.image.target,
    parent: built.parent,
    layer: built.layer,
    epoch: built.epoch,
    fingerprint,
    ingredients: job.prints.get(node.id)?.ingredients ?? {},
    builder: job.prints.get(initialOf(job.graph, node)?.id ?? '')?.ingredients,
    version: built.version,
    packages: packagesLabel(built.packages),
    closure: closureLabel(built.findings),
    lines: built.lines,
    made: built.made,
  };
}

function fileBlob({ world }: Job, file: { digest: string; size: number; path: string }): BlobSource {
  const { digest, size, path } = file;
  return { digest, size, open: () => world.files.openStream(path) };
}

/** Gives a target its names for people, last of all. Without a push the engine gets it under the same names. */
export async function nameTarget(
  job: Job,
  node: GentooNode,
  target: StoredTarget,
): Promise<Given & { digest: string; size: number }> {
  const names = job.name ? namesOf(job, node, target) : [];
  const given = await giveNames(job, node, names, { ...target, bytes: target.manifestBytes });
  if (job.local && given.tags.length > 0) {
    const image = await loadTarget(job, target);
    for (const name of given.tags) await job.world.engine.tag(image, name);
  }
  return { digest: target.digest, ...given, size: sizeOf(target.manifest) };
}

async function putParentLayers(job: Job, node: GentooNode, reference: Reference, built: BuiltImage): Promise<void> {
  const { parent } = built;
  if (!parent || node.parent === undefined) return;
  const from = targetRepository(job.catalog, nodeOf(job.graph, node.parent));
  for (const layer of parent.manifest.layers) {
    const open = (): AsyncIterable<Uint8Array> => fetched(job, from, layer);
    await job.stores.images.putBlob(reference, { digest: layer.digest, size: layer.size, open }, [from]);
  }
}

/** Only read when the registry refuses to mount. */
async function* fetched(
  job: Job,
  from: Reference,
  layer: { digest: string; size: number },
): AsyncGenerator<Uint8Array> {
  yield* await job.stores.images.blob(from, layer);
}
