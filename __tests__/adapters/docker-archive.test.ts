// Read by tar itself, as an engine would.

import { execFileSync } from 'node:child_process';
import { mkdirSync, mkdtempSync, readdirSync, readFileSync, rmSync, symlinkSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, expect, test } from 'vitest';
import { dockerArchive, openArchive } from '../../src/adapters/docker-archive.ts';
import { sha256 } from '../../src/core/oci.ts';
import { blobOf, collect, streamOf } from './image-store.contract.ts';

let folder = '';
beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), 'archive-'));
});
afterEach(() => {
  rmSync(folder, { recursive: true });
});

const config = Buffer.from('{"os":"linux"}');
const hex = (digest: string): string => digest.replace('sha256:', '');

async function extract(...contents: (string | Buffer)[]): Promise<string[]> {
  const layers = contents.map((content) => blobOf(content));
  const bytes = await collect(dockerArchive(config, sha256(config), layers));
  execFileSync('tar', ['-xf', '-', '-C', folder], { input: bytes, maxBuffer: 1 << 28 });
  return layers.map(({ digest }) => hex(digest));
}

test('configuration, layers and a manifest without a name', async () => {
  const large = Buffer.alloc(5_000_000, 'layer');
  const [one = '', two = ''] = await extract('first', large);
  expect(readdirSync(folder).sort()).toEqual([`${hex(sha256(config))}.json`, one, two, 'manifest.json'].sort());
  expect(JSON.parse(readFileSync(join(folder, 'manifest.json'), 'utf8'))).toEqual([
    { Config: `${hex(sha256(config))}.json`, RepoTags: null, Layers: [`${one}/layer.tar`, `${two}/layer.tar`] },
  ]);
  expect(readFileSync(join(folder, `${hex(sha256(config))}.json`)).equals(config)).toBe(true);
  expect(readFileSync(join(folder, one, 'layer.tar'), 'utf8')).toBe('first');
  expect(readFileSync(join(folder, two, 'layer.tar')).equals(large)).toBe(true);
});

test('the same layer twice is one file', async () => {
  const [one = ''] = await extract('same', 'other', 'same');
  const [{ Layers }] = JSON.parse(readFileSync(join(folder, 'manifest.json'), 'utf8')) as [{ Layers: string[] }];
  expect([Layers.length, Layers[0], Layers[2]]).toEqual([3, `${one}/layer.tar`, `${one}/layer.tar`]);
  expect(readdirSync(folder)).toHaveLength(4);
});

test('no layer at all', async () => {
  await extract();
  expect(readdirSync(folder)).toHaveLength(2);
});

test.each<[string, () => AsyncIterable<Uint8Array>]>([
  [
    'breaks',
    async function* () {
      yield await Promise.resolve(Buffer.from('12'));
      throw new Error('the disk broke');
    },
  ],
  ['is shorter than it says', () => streamOf(Buffer.from('12'))],
  ['is longer than it says', () => streamOf(Buffer.from('123456'))],
])('a layer that %s breaks the archive', async (_, open) => {
  const layer = { digest: sha256('x'), size: 4, open };
  await expect(collect(dockerArchive(config, sha256(config), [layer]))).rejects.toThrow();
});

test('an archive is taken apart: a layer that is there twice is a link to the first, and names are nobody’s files', async () => {
  const from = join(folder, 'from');
  const manifest = [{ Config: '../c.json', Layers: ['a/layer.tar', 'b/layer.tar', 'blobs/sha256/d'] }];
  for (const name of ['a', 'b', 'blobs/sha256']) mkdirSync(join(from, name), { recursive: true });
  writeFileSync(join(from, 'a/layer.tar'), 'one');
  symlinkSync('../a/layer.tar', join(from, 'b/layer.tar'));
  writeFileSync(join(from, 'blobs/sha256/d'), 'two');
  writeFileSync(join(from, 'c.json'), config);
  writeFileSync(join(from, 'manifest.json'), JSON.stringify(manifest));
  const options = ['--transform=s|^c.json|../c.json|', '-P'];
  execFileSync('tar', [
    '-cf',
    join(folder, 'image.tar'),
    ...options,
    '-C',
    from,
    'a',
    'b',
    'blobs',
    'c.json',
    'manifest.json',
  ]);
  const { configBytes, layers } = await openArchive(join(folder, 'image.tar'), join(folder, 'to'));
  expect(Buffer.from(configBytes).equals(config)).toBe(true);
  expect(layers.map((path) => readFileSync(path, 'utf8'))).toEqual(['one', 'one', 'two']);
  expect(readdirSync(folder).sort()).toEqual(['from', 'image.tar', 'to']);
  expect(readdirSync(join(folder, 'to')).every((name) => /^\d+$/.test(name))).toBe(true);
});

test('an archive that lacks a layer is no image', async () => {
  const from = join(folder, 'from');
  mkdirSync(from);
  writeFileSync(join(from, 'c.json'), config);
  writeFileSync(join(from, 'manifest.json'), JSON.stringify([{ Config: 'c.json', Layers: ['none.tar'] }]));
  execFileSync('tar', ['-cf', join(folder, 'image.tar'), '-C', from, 'c.json', 'manifest.json']);
  await expect(openArchive(join(folder, 'image.tar'), join(folder, 'to'))).rejects.toThrow(
    "the engine's archive has no none.tar",
  );
});
