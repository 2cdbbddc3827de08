// Two stores as one: what is written goes to the near one, what is read comes from there or else from the far one.
// In: two stores, and where a reference of the near one is found in the far one. Out: a store. For runs that may read a
// registry, but not write to it, or write only below a path of their own.

import type { ImageStore } from './image-store.ts';
import { type Descriptor, type Existence, parseManifest } from './oci.ts';
import type { Reference } from './reference.ts';

/** Where a reference of the near store is found in the far one. */
export type Move = <R extends Reference>(reference: R) => R;

/** `near` takes all writes; `far` is only read, under the reference that `move` makes of the near one. */
export function layerStores(near: ImageStore, far: ImageStore, move: Move = (reference) => reference): ImageStore {
  async function isNear(reference: Reference): Promise<boolean> {
    return (await near.head(reference)).answer === 'yes';
  }

  return {
    async head(reference): Promise<Existence> {
      const there = await near.head(reference);
      if (there.answer === 'yes') return there;
      const beyond = await far.head(move(reference));
      // A damaged near store does not make "don't know" a "no".
      return beyond.answer === 'no' ? there : beyond;
    },
    async manifest(reference) {
      return (await isNear(reference)) ? await near.manifest(reference) : await far.manifest(move(reference));
    },
    async blob(repository, descriptor) {
      if (await near.hasBlob(repository, descriptor.digest)) return await near.blob(repository, descriptor);
      return await far.blob(move(repository), descriptor);
    },
    async hasBlob(repository, digest) {
      return (await near.hasBlob(repository, digest)) || (await far.hasBlob(move(repository), digest));
    },
    async putBlob(repository, blob, from = []) {
      return await near.putBlob(repository, blob, [...from, ...from.map(move)]);
    },
    async putManifest(reference, bytes, mediaType) {
      // What is only named anew may lie in the far store: the near one gets its parts first, as every store wants them.
      const parsed = parseManifest(bytes, mediaType);
      const parts = parsed?.kind === 'image' ? [parsed.manifest.config, ...parsed.manifest.layers] : [];
      for (const part of parts) {
        if (await near.hasBlob(reference, part.digest)) continue;
        if (!(await far.hasBlob(move(reference), part.digest))) continue;
        const open = (): AsyncIterable<Uint8Array> => readBlob(far, move(reference), part);
        await near.putBlob(reference, { digest: part.digest, size: part.size, open }, [move(reference)]);
      }
      return await near.putManifest(reference, bytes, mediaType);
    },
    async tags(repository) {
      const [own, others] = await Promise.all([near.tags(repository), far.tags(move(repository))]);
      return [...new Set([...own, ...others])];
    },
    async referrers(reference, artifactType) {
      const [own, others] = await Promise.all([
        near.referrers(reference, artifactType),
        far.referrers(move(reference), artifactType),
      ]);
      const known = new Set(own.map(({ digest }) => digest));
      return [...own, ...others.filter(({ digest }) => !known.has(digest))];
    },
    async remove(reference) {
      await near.remove(reference);
    },
  };
}

/**
 * The place in the registry itself of what is read below a path of its own: `ghcr.io/acme/pr-7/base` is
 * `ghcr.io/acme/base`. `registry`: `ghcr.io/acme`; `below`: `pr-7`.
 */
export function moverFrom(registry: string, below: string): Move {
  const [host = '', ...path] = registry.split('/');
  const from = [...path, below, ''].join('/');
  const to = path.map((part) => `${part}/`).join('');
  return (reference) => {
    if (reference.registry !== host || !reference.repository.startsWith(from)) return reference;
    return { ...reference, repository: `${to}${reference.repository.slice(from.length)}` };
  };
}

/** Asked for only when it is read. */
async function* readBlob(store: ImageStore, from: Reference, part: Descriptor): AsyncGenerator<Uint8Array> {
  yield* await store.blob(from, part);
}
