// Two stores as one: what is written goes to the near one, what is read comes from there or else from the far one.
// In: two stores. Out: a store. For runs that may read a registry, but not write to it.

import type { ImageStore } from './image-store.ts';
import { type Descriptor, type Existence, parseManifest } from './oci.ts';
import type { Reference } from './reference.ts';

/** `near` takes all writes; `far` is only read. */
export function layerStores(near: ImageStore, far: ImageStore): ImageStore {
  const place = async (reference: Reference): Promise<ImageStore> => {
    return (await near.head(reference)).answer === 'yes' ? near : far;
  };
  return {
    async head(reference): Promise<Existence> {
      const there = await near.head(reference);
      if (there.answer === 'yes') return there;
      const beyond = await far.head(reference);
      // A damaged near store does not make "don't know" a "no".
      return beyond.answer === 'no' ? there : beyond;
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
      // What is only named anew may lie in the far store: the near one gets its parts first, as every store wants them.
      const parsed = parseManifest(bytes, mediaType);
      const parts = parsed?.kind === 'image' ? [parsed.manifest.config, ...parsed.manifest.layers] : [];
      for (const part of parts) {
        if ((await near.hasBlob(reference, part.digest)) || !(await far.hasBlob(reference, part.digest))) continue;
        const open = (): AsyncIterable<Uint8Array> => readBlob(far, reference, part);
        await near.putBlob(reference, { digest: part.digest, size: part.size, open });
      }
      return await near.putManifest(reference, bytes, mediaType);
    },
  };
}

/** Asked for only when it is read. */
async function* readBlob(store: ImageStore, from: Reference, part: Descriptor): AsyncGenerator<Uint8Array> {
  yield* await store.blob(from, part);
}
