// A cache in the registry: `<registry>/<section>/cache:<name>`, an artifact with a blob a file. In: files, records.
// Out: the same in a later job. The store checks every blob's digest; failures are its own.

import { type CacheEntry, type CacheRecord, type CacheService, isEntry } from '../core/cache-record.ts';
import type { ImageStore } from '../core/image-store.ts';
import { OCI_EMPTY, OCI_MANIFEST, parseManifest, sha256 } from '../core/oci.ts';
import type { Reference } from '../core/reference.ts';
import { LABEL } from '../core/target.ts';
import type { Files } from './world.ts';

/** The type of the artifact and of its blobs. */
const CACHE_TYPE = 'application/vnd.gentoo-image-builder.cache.v1';
const TITLE = 'org.opencontainers.image.title';
const MODIFIED = `${LABEL}modified`;
/** The configuration of an artifact that has none (image-spec, "Guidance for an Empty Descriptor"). */
const EMPTY = '{}';

/** The cache of a repository. */
export function openRegistryCache(store: ImageStore, repository: Reference, files: Files): CacheService {
  return {
    async find(name): Promise<CacheRecord | undefined> {
      const there = await store.head({ ...repository, tag: name });
      if (there.answer === 'unknown') throw new Error(there.reason);
      if (there.answer === 'no') return undefined;
      const { bytes, mediaType } = await store.manifest({ ...repository, tag: name });
      const entries: unknown[] = filesIn(bytes, mediaType);
      return entries.every(isEntry) ? { scheme: 1, entries } : undefined;
    },

    async fetch(entry, path): Promise<boolean> {
      if (!(await store.hasBlob(repository, entry.digest))) return false;
      await files.saveStream(path, await store.blob(repository, entry));
      return true;
    },

    async store({ digest, size }, path): Promise<boolean> {
      await store.putBlob(repository, { digest, size, open: () => files.openStream(path) });
      return true;
    },

    async write(name, record): Promise<boolean> {
      const config = Buffer.from(EMPTY);
      const open = async function* (): AsyncGenerator<Uint8Array> {
        yield await Promise.resolve(config);
      };
      await store.putBlob(repository, { digest: sha256(EMPTY), size: config.length, open });
      await store.putManifest({ ...repository, tag: name }, manifestOf(record), OCI_MANIFEST);
      return true;
    },
  };
}

function manifestOf({ entries }: CacheRecord): Uint8Array {
  const layers = entries.map(({ path, digest, size, modified }: CacheEntry) => {
    return { mediaType: CACHE_TYPE, digest, size, annotations: { [TITLE]: path, [MODIFIED]: String(modified) } };
  });
  const config = { mediaType: OCI_EMPTY, digest: sha256(EMPTY), size: EMPTY.length };
  const manifest = { schemaVersion: 2, mediaType: OCI_MANIFEST, artifactType: CACHE_TYPE, config, layers };
  return Buffer.from(JSON.stringify(manifest));
}

function filesIn(bytes: Uint8Array, mediaType: string): Partial<CacheEntry>[] {
  const parsed = parseManifest(bytes, mediaType);
  const layers = parsed?.kind === 'image' ? parsed.manifest.layers : [];
  return layers.map(({ digest, size, annotations = {} }) => {
    return { path: annotations[TITLE] ?? '', digest, size, modified: Number(annotations[MODIFIED]) };
  });
}

/** When the newest of the files in a manifest of ours was made, in milliseconds since 1970; undefined for none. */
export function newestFile(bytes: Uint8Array, mediaType: string): number | undefined {
  const times = filesIn(bytes, mediaType).flatMap(({ modified }) =>
    Number.isSafeInteger(modified) ? [modified ?? 0] : [],
  );
  return times.length === 0 ? undefined : Math.max(...times) * 1000;
}
