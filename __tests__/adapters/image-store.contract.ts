/**
 * What every image store has to do, whichever it is: run by the tests of the local folder and of the registry.
 * In: a way to open an empty store, and a registry's name. Out: tests.
 */
import { describe, expect, test } from 'vitest';
import type { ImageStore } from '../../src/core/image-store.ts';
import { OCI_CONFIG, OCI_EMPTY, OCI_INDEX, OCI_LAYER_GZIP, OCI_MANIFEST, sha256 } from '../../src/core/oci.ts';
import { artifactManifest } from '../../src/core/referrers.ts';
import type { Reference } from '../../src/core/reference.ts';

export async function* streamOf(...chunks: Uint8Array[]): AsyncGenerator<Uint8Array, void, undefined> {
  for (const chunk of chunks) yield await Promise.resolve(chunk);
}

export async function collect(stream: AsyncIterable<Uint8Array>): Promise<Buffer> {
  const chunks: Uint8Array[] = [];
  for await (const chunk of stream) chunks.push(chunk);
  return Buffer.concat(chunks);
}

export function blobOf(content: Uint8Array | string): {
  digest: string;
  size: number;
  open: () => AsyncIterable<Uint8Array>;
} {
  const bytes = Buffer.from(content);
  return { digest: sha256(bytes), size: bytes.length, open: () => streamOf(bytes) };
}

/** A small image, written with all its parts. */
export async function putImage(store: ImageStore, reference: Reference, text = 'layer'): Promise<Buffer> {
  const config = blobOf(JSON.stringify({ os: 'linux', architecture: 'amd64', note: text }));
  const layer = blobOf(`a layer: ${text}`);
  await store.putBlob(reference, config);
  await store.putBlob(reference, layer);
  const bytes = manifestOf(config, layer);
  await store.putManifest(reference, bytes, OCI_MANIFEST);
  return bytes;
}

/** A small artifact that refers to an image; gives its digest. */
export async function putReferrer(
  store: ImageStore,
  here: Reference,
  image: Uint8Array,
  type: string,
  text: string,
): Promise<string> {
  const [config, blob] = [blobOf('{}'), blobOf(text)];
  await store.putBlob(here, config);
  await store.putBlob(here, blob);
  const subject = { mediaType: OCI_MANIFEST, digest: sha256(image), size: image.length };
  const empty = { mediaType: OCI_EMPTY, digest: config.digest, size: config.size };
  const bytes = artifactManifest(subject, type, blob, empty, {});
  return await store.putManifest({ ...here, digest: sha256(bytes) }, bytes, OCI_MANIFEST);
}

export function manifestOf(config: { digest: string; size: number }, layer: { digest: string; size: number }): Buffer {
  const descriptor = (mediaType: string, { digest, size }: { digest: string; size: number }): object => ({
    mediaType,
    digest,
    size,
  });
  const manifest = {
    schemaVersion: 2,
    mediaType: OCI_MANIFEST,
    config: descriptor(OCI_CONFIG, config),
    layers: [descriptor(OCI_LAYER_GZIP, layer)],
  };
  return Buffer.from(JSON.stringify(manifest));
}

/** `open` gives the store under test and the registry to name in references; it may be the same one each time. */
export function imageStoreContract(open: () => Promise<{ store: ImageStore; registry: string }>): void {
  let count = 0;
  async function fresh(): Promise<{ store: ImageStore; here: Reference; other: Reference }> {
    const { store, registry } = await open();
    count += 1;
    const name = (end: string): Reference => ({ registry, repository: `contract/t${count}-${end}`, tag: 'f1-abc' });
    return { store, here: name('here'), other: name('other') };
  }

  describe('manifests', () => {
    test('an unknown repository, tag or digest is a clear no', async () => {
      const { store, here } = await fresh();
      expect(await store.head(here)).toEqual({ answer: 'no' });
      expect(await store.head({ ...here, digest: sha256('nothing') })).toEqual({ answer: 'no' });
      await expect(store.manifest(here)).rejects.toMatchObject({ code: 'not-found' });
      await putImage(store, here);
      expect(await store.head({ ...here, tag: 'other' })).toEqual({ answer: 'no' });
    });

    test('come back byte for byte, by tag and by digest', async () => {
      const { store, here } = await fresh();
      const bytes = await putImage(store, here);
      const digest = sha256(bytes);
      const yes = { answer: 'yes', digest, mediaType: OCI_MANIFEST, size: bytes.length };
      expect(await store.head(here)).toEqual(yes);
      expect(await store.head({ ...here, digest })).toEqual(yes);
      for (const reference of [here, { ...here, digest }]) {
        const found = await store.manifest(reference);
        expect(found).toMatchObject({ digest, mediaType: OCI_MANIFEST });
        expect(Buffer.from(found.bytes)).toEqual(bytes);
      }
    });

    test('a second tag is one more PUT of the same bytes', async () => {
      const { store, here } = await fresh();
      const bytes = await putImage(store, here);
      expect(await store.putManifest({ ...here, tag: 'latest' }, bytes, OCI_MANIFEST)).toBe(sha256(bytes));
      expect(await store.head({ ...here, tag: 'latest' })).toMatchObject({ answer: 'yes', digest: sha256(bytes) });
      expect(await store.head(here)).toMatchObject({ answer: 'yes' });
    });

    test('a tag moves to what was written last', async () => {
      const { store, here } = await fresh();
      await putImage(store, here, 'old');
      const bytes = await putImage(store, here, 'new');
      expect(await store.head(here)).toMatchObject({ digest: sha256(bytes) });
    });

    test('written under a digest it is no tag; an index may name it', async () => {
      const { store, here } = await fresh();
      const bytes = await putImage(store, here);
      const digest = sha256(bytes);
      const platform = { os: 'linux', architecture: 'amd64' };
      const manifests = [{ mediaType: OCI_MANIFEST, digest, size: bytes.length, platform }];
      const index = Buffer.from(JSON.stringify({ schemaVersion: 2, mediaType: OCI_INDEX, manifests }));
      const own = { ...here, digest: sha256(index) };
      expect(await store.putManifest(own, index, OCI_INDEX)).toBe(sha256(index));
      expect(await store.head(own)).toMatchObject({ answer: 'yes', mediaType: OCI_INDEX });
      expect(await store.head(here)).toMatchObject({ digest });
      await store.putManifest({ ...here, tag: 'all' }, index, OCI_INDEX);
      expect(await store.manifest({ ...here, tag: 'all' })).toMatchObject({ mediaType: OCI_INDEX, digest: own.digest });
    });

    test('what refers to one is listed with it, by type, and is no part of it', async () => {
      const { store, here } = await fresh();
      const bytes = await putImage(store, here);
      const digest = sha256(bytes);
      const subject = { ...here, digest };
      expect(await store.referrers(subject)).toEqual([]);
      const kinds = ['application/x.one', 'application/x.two', 'application/x.two'];
      const made: string[] = [];
      for (const [n, kind] of kinds.entries()) made.push(await putReferrer(store, here, bytes, kind, `no ${n}`));
      // The same one again is no second one.
      await putReferrer(store, here, bytes, 'application/x.one', 'no 0');
      const found = await store.referrers(subject);
      expect(found.map((entry) => [entry.digest, entry.artifactType])).toEqual(made.map((one, n) => [one, kinds[n]]));
      expect((await store.referrers(subject, 'application/x.two')).map((one) => one.digest)).toEqual(made.slice(1));
      expect(await store.head(here)).toMatchObject({ digest });
      expect(await store.referrers({ ...here, digest: sha256('nothing') })).toEqual([]);
    });

    test('referrers written at once are all listed', async () => {
      const { store, here } = await fresh();
      const bytes = await putImage(store, here);
      const made = await Promise.all(
        ['a', 'b', 'c'].map((text) => putReferrer(store, here, bytes, 'application/x', text)),
      );
      const found = await store.referrers({ ...here, digest: sha256(bytes) });
      expect(found.map(({ digest }) => digest).sort()).toEqual(made.sort());
    });

    test('one that is removed is gone with its tags; removing it again is no error', async () => {
      const { store, here } = await fresh();
      const kept = await putImage(store, { ...here, tag: 'kept' }, 'kept');
      const bytes = await putImage(store, here, 'gone');
      await store.putManifest({ ...here, tag: 'also' }, bytes, OCI_MANIFEST);
      const gone = { ...here, digest: sha256(bytes) };
      await store.remove(gone);
      await store.remove(gone);
      for (const one of [here, { ...here, tag: 'also' }, gone]) expect(await store.head(one)).toEqual({ answer: 'no' });
      expect(await store.head({ ...here, tag: 'kept' })).toMatchObject({ digest: sha256(kept) });
    });

    test('tags of a repository are all listed, and no other’s', async () => {
      const { store, here, other } = await fresh();
      expect(await store.tags(here)).toEqual([]);
      const bytes = await putImage(store, here);
      await putImage(store, { ...other, tag: 'others' }, 'other');
      for (const tag of ['1.2', 'latest']) await store.putManifest({ ...here, tag }, bytes, OCI_MANIFEST);
      expect((await store.tags(here)).sort()).toEqual(['1.2', 'f1-abc', 'latest']);
      await store.remove({ ...here, digest: sha256(bytes) });
      expect(await store.tags(here)).toEqual([]);
    });

    test('are refused when a part is missing, or under a digest that is not theirs', async () => {
      const { store, here } = await fresh();
      const bytes = manifestOf(blobOf('{}'), blobOf('never stored'));
      await expect(store.putManifest(here, bytes, OCI_MANIFEST)).rejects.toMatchObject({ code: 'protocol' });
      expect(await store.head(here)).toEqual({ answer: 'no' });
      const wrong = { ...here, digest: sha256('else') };
      await expect(store.putManifest(wrong, bytes, OCI_MANIFEST)).rejects.toMatchObject({ code: 'digest-mismatch' });
    });

    test('twenty writers at once lose nothing', async () => {
      const { store, here } = await fresh();
      const bytes = await putImage(store, here);
      const tags = Array.from({ length: 20 }, (_, index) => ({ ...here, tag: `t${index}` }));
      await Promise.all(tags.map((reference) => store.putManifest(reference, bytes, OCI_MANIFEST)));
      const found = await Promise.all(tags.map((reference) => store.head(reference)));
      expect(found.map(({ answer }) => answer)).toEqual(tags.map(() => 'yes'));
    });
  });

  describe('blobs', () => {
    test('come back as they were put; the second time they are present', async () => {
      const { store, here } = await fresh();
      const bytes = Buffer.alloc(300_000, 'x1y2z3');
      const blob = { ...blobOf(bytes), open: () => streamOf(bytes.subarray(0, 7), bytes.subarray(7)) };
      expect(await store.hasBlob(here, blob.digest)).toBe(false);
      expect(await store.putBlob(here, blob)).toBe('uploaded');
      expect(await store.hasBlob(here, blob.digest)).toBe(true);
      expect(await store.putBlob(here, blob)).toBe('present');
      expect((await collect(await store.blob(here, blob))).equals(bytes)).toBe(true);
    });

    test('an empty one is one, too', async () => {
      const { store, here } = await fresh();
      expect(await store.putBlob(here, blobOf(''))).toBe('uploaded');
      expect(await collect(await store.blob(here, blobOf('')))).toEqual(Buffer.alloc(0));
    });

    test('one from another repository is not sent again', async () => {
      const { store, here, other } = await fresh();
      const content = Buffer.from('shared between two');
      await store.putBlob(here, blobOf(content));
      const blob = {
        ...blobOf(content),
        open: () => {
          throw new Error('must not be opened');
        },
      };
      expect(['mounted', 'present']).toContain(await store.putBlob(other, blob, [here]));
      expect(await collect(await store.blob(other, blob))).toEqual(content);
    });

    test('a mount that cannot be falls back to an upload', async () => {
      const { store, here, other } = await fresh();
      expect(await store.putBlob(here, blobOf('not there yet'), [other, here])).toBe('uploaded');
    });

    test('an absent one is not found', async () => {
      const { store, here } = await fresh();
      await expect(store.blob(here, blobOf('absent'))).rejects.toMatchObject({ code: 'not-found' });
    });

    test('bytes other than announced are never stored', async () => {
      const { store, here } = await fresh();
      const blob = blobOf('announced');
      for (const content of ['announcex', 'short', 'rather too long for it']) {
        const lying = { ...blob, open: () => streamOf(Buffer.from(content)) };
        await expect(store.putBlob(here, lying)).rejects.toMatchObject({ code: 'digest-mismatch' });
      }
      expect(await store.hasBlob(here, blob.digest)).toBe(false);
    });

    test('a source that was wrong once is read again', async () => {
      const { store, here } = await fresh();
      let opened = 0;
      const good = blobOf('good content');
      const open = (): AsyncIterable<Uint8Array> =>
        ++opened === 1 ? streamOf(Buffer.from('bad content!')) : good.open();
      expect(await store.putBlob(here, { ...good, open })).toBe('uploaded');
      expect(opened).toBe(2);
    });

    test("a source's own failure comes through as it is", async () => {
      const { store, here } = await fresh();
      const cause = new Error('the disk is gone');
      const open = async function* (): AsyncGenerator<Uint8Array, void, undefined> {
        yield await Promise.resolve(Buffer.from('beg'));
        throw cause;
      };
      await expect(store.putBlob(here, { ...blobOf('begun and not ended'), open })).rejects.toBe(cause);
    });

    test('a wrong size is found out at the end', async () => {
      const { store, here } = await fresh();
      const blob = blobOf('of some size');
      await store.putBlob(here, blob);
      const stream = await store.blob(here, { digest: blob.digest, size: blob.size + 1 });
      await expect(collect(stream)).rejects.toMatchObject({ code: 'digest-mismatch' });
    });
  });
}
