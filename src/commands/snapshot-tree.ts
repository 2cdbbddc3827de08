// An ebuild repository as its snapshot has it, read without an engine. In: a builder, what is wanted. Out: files.
// A folder is read where it is, an image layer by layer from its registry.

import { join } from 'node:path/posix';
import type { Builder } from '../core/catalog.ts';
import { treeIn } from '../core/container.ts';
import type { ImageStore } from '../core/image-store.ts';
import { type ImageConfig, type Manifest, parseManifest, parseObject } from '../core/oci.ts';
import { snapshotIn } from '../core/held.ts';
import { parseReference, type Reference } from '../core/reference.ts';
import type { TreeFiles, Wanted } from '../core/tree.ts';
import { unreachable } from '../core/unreachable.ts';
import type { Job } from './job-context.ts';

/** Files of a builder's snapshot as it is now. Undefined for an image whose layers cannot be read here. */
export async function readSnapshot(job: Job, builder: Builder, wanted: Wanted): Promise<TreeFiles | undefined> {
  const { portage } = builder;
  if (portage.kind === 'folder') return await job.world.readTree(join(job.folder, portage.path), wanted);
  const { registries } = job.stores;
  const parsed = parseReference(portage.reference);
  if (!parsed) throw new Error(`'${portage.reference}' came through as a reference`);
  const { registry, repository } = parsed;
  const { content } = snapshotIn(builder, job.facts);
  const { manifest, config } = await readImage(registries, { registry, repository, digest: content });
  const layers = manifest.layers.map((layer) => ({
    mediaType: layer.mediaType,
    open: async () => await registries.blob({ registry, repository }, layer),
  }));
  return await job.world.readTreeLayers(layers, treeIn(config.config ?? {}), wanted);
}

/** Of an index any platform's will do: the tree is the same. */
async function readImage(
  store: ImageStore,
  reference: Reference,
): Promise<{ manifest: Manifest; config: ImageConfig }> {
  const { bytes, mediaType } = await store.manifest(reference);
  const parsed = parseManifest(bytes, mediaType);
  if (parsed?.kind === 'index') {
    const [first] = parsed.index.manifests;
    if (first) return await readImage(store, { ...reference, digest: first.digest });
  }
  if (parsed?.kind !== 'image') throw unreachable(`${reference.repository} is no image`);
  const chunks: Uint8Array[] = [];
  for await (const chunk of await store.blob(reference, parsed.manifest.config)) chunks.push(chunk);
  const config = parseObject(Buffer.concat(chunks)) as unknown as ImageConfig | undefined;
  if (!config) throw unreachable(`${reference.repository} has a configuration that is no JSON`);
  return { manifest: parsed.manifest, config };
}
