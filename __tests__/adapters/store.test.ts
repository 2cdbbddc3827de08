/** The local store: the contract, and what only a folder can get wrong. */
import { execFile } from 'node:child_process';
import { mkdir, mkdtemp, readFile, readdir, rm, utimes, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { pathToFileURL } from 'node:url';
import { promisify } from 'node:util';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { openStore } from '../../src/adapters/store.ts';
import { sha256 } from '../../src/core/oci.ts';
import { blobOf, collect, imageStoreContract, putImage } from './image-store.contract.ts';

const run = promisify(execFile);
/** runs TypeScript as it is */
const NODE_24 = path.resolve(import.meta.dirname, '../../node_modules/node/bin/node');
const here = { registry: 'localhost', repository: 'base/zlib', tag: 'f1-abc' };
let scratch = '';
let count = 0;
const newFolder = (): string => path.join(scratch, `store${++count}`);

beforeAll(async () => {
  scratch = await mkdtemp(path.join(tmpdir(), 'store-'));
});
afterAll(() => rm(scratch, { recursive: true, force: true }));

describe('contract', () => {
  imageStoreContract(() => Promise.resolve({ store: openStore(newFolder()), registry: 'localhost' }));
});

test('is an OCI image layout', async () => {
  const folder = newFolder();
  const bytes = await putImage(openStore(folder), here);
  expect(JSON.parse(await readFile(path.join(folder, 'oci-layout'), 'utf8'))).toEqual({ imageLayoutVersion: '1.0.0' });
  expect(JSON.parse(await readFile(path.join(folder, 'index.json'), 'utf8'))).toEqual({
    schemaVersion: 2,
    mediaType: 'application/vnd.oci.image.index.v1+json',
    manifests: [
      {
        mediaType: 'application/vnd.oci.image.manifest.v1+json',
        digest: sha256(bytes),
        size: bytes.length,
        annotations: { 'org.opencontainers.image.ref.name': 'localhost/base/zlib:f1-abc' },
      },
    ],
  });
  expect(await readdir(path.join(folder, 'incoming'))).toEqual([]);
  expect(await readdir(path.join(folder, 'blobs', 'sha256'))).toHaveLength(3);
});

test('a flipped bit is found when a blob or a manifest is read', async () => {
  const folder = newFolder();
  const store = openStore(folder);
  const digest = sha256(await putImage(store, here));
  const blob = blobOf('precious');
  await store.putBlob(here, blob);
  for (const one of [digest, blob.digest]) await writeFile(path.join(folder, 'blobs', ...one.split(':')), 'preciouz');
  await expect(store.blob(here, blob).then(collect)).rejects.toMatchObject({ code: 'digest-mismatch' });
  await expect(store.manifest(here)).rejects.toMatchObject({ code: 'digest-mismatch' });
  expect(await store.head(here)).toMatchObject({ answer: 'unknown' });
});

test('a tag that leads nowhere and a damaged index are no "no"', async () => {
  const folder = newFolder();
  const store = openStore(folder);
  const digest = sha256(await putImage(store, here));
  await rm(path.join(folder, 'blobs', ...digest.split(':')));
  expect(await store.head(here)).toMatchObject({ answer: 'unknown' });
  await writeFile(path.join(folder, 'index.json'), '{"manifests": [{"digest": "sha256:../../etc/passwd"}]}');
  expect(await store.head(here)).toEqual({ answer: 'unknown', reason: `${folder}: its index.json is damaged` });
});

test('a digest is never a path', async () => {
  const store = openStore(newFolder());
  await expect(store.hasBlob(here, 'sha256:../../index.json')).rejects.toMatchObject({ code: 'protocol' });
});

test('a lock that a dead process left is taken over', async () => {
  const folder = newFolder();
  await mkdir(folder);
  const lock = path.join(folder, 'index.lock');
  await writeFile(lock, 'dead');
  const old = new Date(Date.now() - 120_000);
  await utimes(lock, old, old);
  await putImage(openStore(folder), here);
  expect(await readdir(folder)).not.toContain('index.lock');
});

test('two processes at once lose no tag', async () => {
  const folder = newFolder();
  const bytes = await putImage(openStore(folder), here);
  const source = pathToFileURL(path.resolve(import.meta.dirname, '../../src/adapters/store.ts')).href;
  const program = `
    const [, source, folder, name, manifest] = process.argv;
    const { openStore } = await import(source);
    const bytes = Buffer.from(manifest, 'base64');
    for (let tag = 0; tag < 25; tag++) {
      const reference = { registry: 'localhost', repository: name, tag: String(tag) };
      await openStore(folder).putManifest(reference, bytes, 'application/vnd.oci.image.manifest.v1+json');
    }`;
  await Promise.all(
    ['first', 'second'].map((name) =>
      run(NODE_24, ['--input-type=module', '-e', program, source, folder, name, bytes.toString('base64')]),
    ),
  );
  const index = JSON.parse(await readFile(path.join(folder, 'index.json'), 'utf8')) as { manifests: unknown[] };
  expect(index.manifests).toHaveLength(51);
}, 30_000);
