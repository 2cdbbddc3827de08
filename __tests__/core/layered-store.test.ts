// Two local stores as one: the near one is written, the far one only read.

import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, test } from 'vitest';
import { openStore } from '../../src/adapters/store.ts';
import { layerStores, moverFrom } from '../../src/core/layered-store.ts';
import type { ImageStore } from '../../src/core/image-store.ts';
import { OCI_MANIFEST, sha256 } from '../../src/core/oci.ts';
import { blobOf, collect, imageStoreContract, putImage } from '../adapters/image-store.contract.ts';

const here = { registry: 'ghcr.io', repository: 'acme/base' };
const built = { ...here, tag: 'f1-0' };
let folder = '';
let near: ImageStore;
let far: ImageStore;
let both: ImageStore;
beforeEach(async () => {
  folder = await mkdtemp(join(tmpdir(), 'layered-'));
  [near, far] = [openStore(join(folder, 'near')), openStore(join(folder, 'far'))];
  both = layerStores(near, far);
});
afterEach(() => rm(folder, { recursive: true, force: true }));

describe('contract', () => {
  imageStoreContract(() => Promise.resolve({ store: both, registry: 'localhost' }));
});

describe('what is read', () => {
  test('comes from the near one first', async () => {
    await putImage(far, built, 'far');
    const bytes = await putImage(near, built, 'near');
    expect(await both.head(built)).toMatchObject({ answer: 'yes', digest: sha256(bytes) });
    expect((await both.manifest(built)).digest).toBe(sha256(bytes));
  });

  test('else from the far one', async () => {
    const bytes = await putImage(far, built);
    const blob = blobOf('a layer: layer');
    expect(await both.head(built)).toMatchObject({ answer: 'yes', digest: sha256(bytes) });
    expect(Buffer.from((await both.manifest(built)).bytes).equals(bytes)).toBe(true);
    expect(await both.hasBlob(here, blob.digest)).toBe(true);
    expect((await collect(await both.blob(here, blob))).toString()).toBe('a layer: layer');
  });

  test('is nowhere', async () => {
    expect(await both.head(built)).toEqual({ answer: 'no' });
    await expect(both.manifest(built)).rejects.toMatchObject({ code: 'not-found' });
    expect(await both.hasBlob(here, blobOf('x').digest)).toBe(false);
  });

  test('is not known when one does not know and the other says no', async () => {
    await putImage(near, { ...built, tag: 'other' });
    await writeFile(join(folder, 'near', 'index.json'), 'damaged');
    expect(await both.head(built)).toMatchObject({ answer: 'unknown' });
    await putImage(far, built);
    expect(await both.head(built)).toMatchObject({ answer: 'yes' });
  });

  test('is not known when the far one does not know', async () => {
    await putImage(far, { ...built, tag: 'other' });
    await writeFile(join(folder, 'far', 'index.json'), 'damaged');
    expect(await both.head(built)).toMatchObject({ answer: 'unknown' });
  });
});

describe('what is written', () => {
  test('is in the near one only', async () => {
    await putImage(both, built);
    expect(await near.head(built)).toMatchObject({ answer: 'yes' });
    expect(await far.head(built)).toEqual({ answer: 'no' });
  });

  test('brings its parts along: a far image gets another name in the near store', async () => {
    const bytes = await putImage(far, built);
    const named = { ...here, tag: '20261116' };
    await both.putManifest(named, bytes, OCI_MANIFEST);
    expect(await near.head(named)).toMatchObject({ answer: 'yes', digest: sha256(bytes) });
    expect((await collect(await near.blob(here, blobOf('a layer: layer')))).toString()).toBe('a layer: layer');
    expect(await far.head(named)).toEqual({ answer: 'no' });
  });

  test('must be there somewhere', async () => {
    const bytes = await putImage(openStore(join(folder, 'third')), built);
    await expect(both.putManifest(built, bytes, OCI_MANIFEST)).rejects.toMatchObject({ name: 'RegistryError' });
  });
});

test.each([
  ['ghcr.io/acme', 'acme/pr-7/base', 'acme/base'],
  ['ghcr.io/acme', 'acme/pr-7/tools/go', 'acme/tools/go'],
  ['ghcr.io/acme', 'acme/pr-77/base', 'acme/pr-77/base'],
  ['ghcr.io/acme', 'acme/base', 'acme/base'],
  ['ghcr.io', 'pr-7/base', 'base'],
  ['other.io/acme', 'acme/pr-7/base', 'acme/pr-7/base'],
])('below pr-7 of %s, %s is found at %s', (registry, repository, found) => {
  const move = moverFrom(registry, 'pr-7');
  expect(move({ registry: 'ghcr.io', repository, tag: '1' })).toEqual({
    registry: 'ghcr.io',
    repository: found,
    tag: '1',
  });
});
