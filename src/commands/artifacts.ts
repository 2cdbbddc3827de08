// Small documents that refer to images, in a store. In: a store and documents, or the image that they refer to. Out: the
// documents. What they mean is their owners' to know.

import { bytesBlob, type ImageStore } from '../core/image-store.ts';
import { OCI_MANIFEST, parseManifest } from '../core/oci.ts';
import type { Reference } from '../core/reference.ts';
import type { Artifact } from '../core/referrers.ts';

/** Stores an artifact beside the image that it refers to. */
export async function putArtifact(images: ImageStore, repository: Reference, artifact: Artifact): Promise<void> {
  for (const bytes of artifact.blobs) await images.putBlob(repository, bytesBlob(bytes));
  await images.putManifest({ ...repository, digest: artifact.digest }, artifact.manifestBytes, OCI_MANIFEST);
}

/** The bytes of an artifact's one blob; undefined for what is none. */
export async function readArtifact(
  images: ImageStore,
  reference: Reference & { readonly digest: string },
): Promise<Uint8Array | undefined> {
  const { bytes, mediaType } = await images.manifest(reference);
  const parsed = parseManifest(bytes, mediaType);
  const blob = parsed?.kind === 'image' ? parsed.manifest.layers[0] : undefined;
  if (!blob) return undefined;
  const chunks: Uint8Array[] = [];
  for await (const chunk of await images.blob(reference, blob)) chunks.push(chunk);
  return Buffer.concat(chunks);
}
