import { mkdtemp, readdir, rm, utimes, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, expect, test } from 'vitest';
import { openStore } from '../../src/adapters/store.ts';
import { sweepStore } from '../../src/adapters/store-sweep.ts';
import { OCI_INDEX } from '../../src/core/oci.ts';
import { parseReference, type Reference } from '../../src/core/reference.ts';
import { putImage } from '../fakes/world.ts';
import { blobOf } from './image-store.contract.ts';

const folders: string[] = [];
afterEach(async () => {
  await Promise.all(folders.splice(0).map((folder) => rm(folder, { recursive: true, force: true })));
});

const reference = (name: string): Reference => parseReference(name) ?? { registry: '', repository: '' };
const LATER = Date.now() + 2 * 86_400_000;

async function folder(): Promise<string> {
  const made = await mkdtemp(join(tmpdir(), 'sweep-'));
  folders.push(made);
  return made;
}

const blobs = (made: string): Promise<string[]> => readdir(join(made, 'blobs/sha256'));

test('what no tag leads to goes, after a day', async () => {
  const made = await folder();
  const store = openStore(made);
  const digest = await putImage(store, 'localhost/base:1');
  const gone = await putImage(store, 'localhost/base:2');
  // An index, whose part has no tag of its own.
  const part = await putImage(store, 'localhost/part:1');
  const { bytes, mediaType } = await store.manifest(reference('localhost/part:1'));
  const index = {
    schemaVersion: 2,
    mediaType: OCI_INDEX,
    manifests: [{ mediaType, digest: part, size: bytes.length }],
  };
  await store.putManifest(reference('localhost/all:1'), Buffer.from(JSON.stringify(index)), OCI_INDEX);
  await store.remove({ ...reference('localhost/base:2'), digest: gone });
  const before = await blobs(made);
  await sweepStore(made, Date.now());
  expect(await blobs(made)).toEqual(before);
  await sweepStore(made, LATER);
  // The removed image's configuration and layer.
  expect(before.length - (await blobs(made)).length).toBe(2);
  for (const name of ['base:1', 'part:1', 'all:1']) {
    expect((await store.head(reference(`localhost/${name}`))).answer).toBe('yes');
  }
  expect((await store.head({ ...reference('localhost/base:1'), digest })).answer).toBe('yes');
});

test('what was written a while ago goes by its own time', async () => {
  const made = await folder();
  const store = openStore(made);
  await putImage(store, 'localhost/base:1');
  const old = blobOf('an old one');
  const young = blobOf('a young one');
  for (const blob of [old, young]) await store.putBlob(reference('localhost/base:1'), blob);
  const past = new Date(Date.now() - 2 * 86_400_000);
  await utimes(join(made, 'blobs/sha256', old.digest.slice(7)), past, past);
  await sweepStore(made, Date.now());
  const left = await blobs(made);
  expect([left.includes(old.digest.slice(7)), left.includes(young.digest.slice(7))]).toEqual([false, true]);
});

test('a damaged store, and none at all, are left alone', async () => {
  const made = await folder();
  await sweepStore(join(made, 'none'), LATER);
  await putImage(openStore(made), 'localhost/base:1');
  const before = await blobs(made);
  await writeFile(join(made, 'index.json'), '{');
  await sweepStore(made, LATER);
  expect(await blobs(made)).toEqual(before);
});

test('a manifest that two repositories name goes with the last of them', async () => {
  const store = openStore(await folder());
  const digest = await putImage(store, 'localhost/one:1');
  const { bytes, mediaType } = await store.manifest(reference('localhost/one:1'));
  await store.putManifest(reference('localhost/two:1'), bytes, mediaType);
  await store.remove({ ...reference('localhost/one:1'), digest });
  expect((await store.head(reference('localhost/one:1'))).answer).toBe('no');
  expect((await store.head(reference('localhost/two:1'))).answer).toBe('yes');
  await store.remove({ ...reference('localhost/two:1'), digest });
  expect((await store.head({ ...reference('localhost/two:1'), digest })).answer).toBe('no');
});
