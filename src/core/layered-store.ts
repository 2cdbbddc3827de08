// Two stores as one: what is written goes to the near one, what is read comes from there or else from the far one.
// In: two stores. Out: a store. For runs that may read a registry, but not write to it.

import type { ImageStore } from './image-store.ts';
import type { Existence } from './oci.ts';
import type { Reference } from './reference.ts';

/** `near` takes all writes; `far` is only read. */
export function layerStores(near: ImageStore, far: ImageStore): ImageStore {
  const place = async (reference: Reference): Promise<ImageStore> => {
    return (await near.head(reference)).answer === 'yes' ? near : far;
  };
  return {
    async head(reference): Promise<Existence> {
      const there = await near.head(reference);
      return there.answer === 'yes' ? there : await far.head(reference);
    },
    async manifest(reference) {
      return await (await place(reference)).manifest(reference);
    },
    async blob(repository, descriptor) {
      const store = (await near.hasBlob(repository, descriptor.digest)) ? near : far;
      return await store.blob(repository, descriptor);
    },
    async hasBlob(repository, digest) {
      return (await near.hasBlob(repository, digest)) || (await far.hasBlob(repository, digest));
    },
    async putBlob(repository, blob, from) {
      return await near.putBlob(repository, blob, from);
    },
    async putManifest(reference, bytes, mediaType) {
      return await near.putManifest(reference, bytes, mediaType);
    },
  };
}
