// A registry in memory, for tests that make thousands of images. In: what a store takes. Out: a store, its tags as a map.
// It refuses, like a real one, manifests whose parts are not there.

import { type ImageStore, mismatch, registryError } from '../../src/core/image-store.ts';
import { type Descriptor, parseManifest, sha256 } from '../../src/core/oci.ts';
import { ofType, referralOf } from '../../src/core/referrers.ts';
import { formatReference, type Reference } from '../../src/core/reference.ts';

export interface MemoryStore extends ImageStore {
  /** digests by `registry/repository:tag`; may be changed */
  readonly named: Map<string, string>;
}

export function memoryStore(): MemoryStore {
  const blobs = new Map<string, Uint8Array>();
  const manifests = new Map<string, { bytes: Uint8Array; mediaType: string }>();
  const named = new Map<string, string>();
  const listed = new Map<string, Descriptor[]>();
  const nameOf = ({ registry, repository, tag = 'latest' }: Reference): string => {
    return formatReference({ registry, repository, tag });
  };
  const digestOf = (reference: Reference): string | undefined => reference.digest ?? named.get(nameOf(reference));
  const found = (reference: Reference) => {
    const digest = digestOf(reference);
    const manifest = digest === undefined ? undefined : manifests.get(digest);
    return digest !== undefined && manifest ? { digest, ...manifest } : undefined;
  };
  return {
    named,
    head: (reference) => {
      const there = found(reference);
      return Promise.resolve(
        there ? { answer: 'yes', digest: there.digest, mediaType: there.mediaType } : { answer: 'no' },
      );
    },
    manifest: (reference) => {
      const there = found(reference);
      if (there) return Promise.resolve(there);
      return Promise.reject(registryError('not-found', 'memory', `it has no ${nameOf(reference)}`));
    },
    blob: (_repository, { digest }) => {
      const bytes = blobs.get(digest);
      if (!bytes) return Promise.reject(registryError('not-found', 'memory', `it has no ${digest}`));
      return Promise.resolve(
        (async function* () {
          yield await Promise.resolve(bytes);
        })(),
      );
    },
    hasBlob: (_repository, digest) => Promise.resolve(blobs.has(digest)),
    async putBlob(_repository, source) {
      if (blobs.has(source.digest)) return 'present';
      const chunks: Uint8Array[] = [];
      for await (const chunk of source.open()) chunks.push(chunk);
      const bytes = Buffer.concat(chunks);
      if (sha256(bytes) !== source.digest) throw mismatch('memory', source.digest, 'its bytes are others');
      blobs.set(source.digest, bytes);
      return 'uploaded';
    },
    putManifest: (reference, bytes, mediaType) => {
      const parsed = parseManifest(bytes, mediaType);
      const parts = parsed?.kind === 'image' ? [parsed.manifest.config, ...parsed.manifest.layers] : [];
      const lost = parts.find(({ digest }) => !blobs.has(digest));
      if (!parsed || lost) return Promise.reject(registryError('protocol', 'memory', `a part is not there`));
      const digest = sha256(bytes);
      const referral = manifests.has(digest) ? undefined : referralOf(bytes, digest, mediaType);
      if (referral) {
        const { subject, entry } = referral;
        listed.set(subject.digest, [...(listed.get(subject.digest) ?? []), entry]);
      }
      manifests.set(digest, { bytes, mediaType });
      if (reference.digest === undefined) named.set(nameOf(reference), digest);
      return Promise.resolve(digest);
    },
    tags: ({ registry, repository }) => {
      const prefix = `${formatReference({ registry, repository })}:`;
      const names = [...named.keys()].filter((name) => name.startsWith(prefix));
      return Promise.resolve(names.map((name) => name.slice(prefix.length)));
    },
    referrers: ({ digest }, artifactType) => Promise.resolve(ofType(listed.get(digest) ?? [], artifactType)),
    remove: ({ digest }) => {
      manifests.delete(digest);
      for (const [name, other] of [...named]) if (other === digest) named.delete(name);
      return Promise.resolve();
    },
  };
}
