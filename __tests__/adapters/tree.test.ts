// Ebuild repositories in folders and in layers: what is wanted is read, the same from both.

import { mkdir, mkdtemp, rm, symlink, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import { gzipSync } from 'node:zlib';
import { pack } from 'tar-stream';
import { afterEach, beforeEach, expect, test } from 'vitest';
import { readTree, readTreeLayers, type TreeLayer } from '../../src/adapters/tree.ts';
import { OCI_LAYER, OCI_LAYER_GZIP, OCI_LAYER_ZSTD } from '../../src/core/oci.ts';
import { wantedFor } from '../../src/core/tree.ts';
import { collect } from './image-store.contract.ts';

const FILES = {
  'dev-libs/foo/foo-1.ebuild': 'one',
  'dev-libs/foo/files/deep/a.patch': 'a \u00ff',
  'dev-libs/bar/bar-1.ebuild': 'bar',
  'metadata/md5-cache/dev-libs/foo-1': 'cache',
  'metadata/news/x': 'news',
  'profiles/base/parent': '..',
};
const READ = ['dev-libs/foo/files/deep/a.patch', 'dev-libs/foo/foo-1.ebuild', 'metadata/md5-cache/dev-libs/foo-1'];

const wanted = wantedFor(new Set(['dev-libs/foo']), new Set());
const shown = (files: ReadonlyMap<string, Uint8Array> | undefined): Record<string, string> =>
  Object.fromEntries(
    [...(files ?? [])]
      .sort(([a], [b]) => (a < b ? -1 : 1))
      .map(([path, bytes]) => [path, Buffer.from(bytes).toString()]),
  );

async function layer(files: Readonly<Record<string, string>>, mediaType = OCI_LAYER_GZIP): Promise<TreeLayer> {
  const archive = pack();
  for (const [name, text] of Object.entries(files)) archive.entry({ name }, text);
  archive.finalize();
  const plain = await collect(archive as AsyncIterable<Uint8Array>);
  const bytes = mediaType === OCI_LAYER_GZIP ? gzipSync(plain) : plain;
  return {
    mediaType,
    // In pieces, as they come from a network.
    open: () => Promise.resolve(pieces(bytes)),
  };
}

async function* pieces(bytes: Uint8Array): AsyncGenerator<Uint8Array> {
  for (let at = 0; at < bytes.length; at += 100) yield await Promise.resolve(bytes.subarray(at, at + 100));
}

const below = (root: string, files: Readonly<Record<string, string>>): Record<string, string> =>
  Object.fromEntries(Object.entries(files).map(([path, text]) => [`${root}/${path}`, text]));

let folder = '';
beforeEach(async () => {
  folder = await mkdtemp(join(tmpdir(), 'tree-'));
});
afterEach(async () => {
  await rm(folder, { recursive: true, force: true });
});

test('a folder, behind a link too; none', async () => {
  for (const [path, text] of Object.entries(FILES)) {
    await mkdir(dirname(join(folder, 'real', path)), { recursive: true });
    await writeFile(join(folder, 'real', path), text);
  }
  await symlink('real', join(folder, 'link'));
  const found = shown(await readTree(join(folder, 'link'), wanted));
  expect(Object.keys(found)).toEqual([...READ, 'profiles/base/parent']);
  expect(found['dev-libs/foo/files/deep/a.patch']).toBe('a \u00ff');
  expect(shown(await readTree(join(folder, 'nothing'), wanted))).toEqual({});
});

test.each([OCI_LAYER, OCI_LAYER_GZIP])('layers of %s: the same as a folder', async (mediaType) => {
  const one = await layer({ 'etc/passwd': 'x', ...below('./var/db/repos/gentoo', FILES) }, mediaType);
  const found = shown(await readTreeLayers([one], '/var/db/repos/gentoo', wanted));
  expect(Object.keys(found)).toEqual([...READ, 'profiles/base/parent']);
});

test('later layers win, and take away', async () => {
  const root = 'var/db/repos/gentoo';
  const first = await layer(below(root, FILES));
  const over = async (files: Record<string, string>): Promise<Record<string, string>> =>
    shown(await readTreeLayers([first, await layer(files)], root, wanted));
  const path = 'dev-libs/foo/foo-1.ebuild';
  expect((await over({ [`${root}/${path}`]: 'two' }))[path]).toBe('two');
  expect(Object.keys(await over({ [`${root}/dev-libs/foo/.wh.files`]: '' }))).toEqual([
    path,
    'metadata/md5-cache/dev-libs/foo-1',
    'profiles/base/parent',
  ]);
  expect(Object.keys(await over({ [`${root}/dev-libs/foo/.wh.foo-1.ebuild`]: '' }))).not.toContain(path);
  expect(await over({ 'var/db/.wh.repos': '' })).toEqual({});
  expect(await over({ [`${root}/.wh..wh..opq`]: '', [`${root}/${path}`]: 'two' })).toEqual({ [path]: 'two' });
  expect(Object.keys(await over({ 'var/.wh.lib': '' }))).toHaveLength(4);
});

test('links: followed in a folder, refused in a layer', async () => {
  await mkdir(join(folder, 'profiles'));
  await writeFile(join(folder, 'file'), 'x');
  await symlink('../file', join(folder, 'profiles/link'));
  await symlink('nowhere', join(folder, 'profiles/lost'));
  expect(shown(await readTree(folder, wanted))).toEqual({ 'profiles/link': 'x' });
  const archive = pack();
  archive.entry({ name: 'x/profiles/link', type: 'symlink', linkname: '../file' });
  archive.finalize();
  const bytes = await collect(archive as AsyncIterable<Uint8Array>);
  const one: TreeLayer = { mediaType: OCI_LAYER, open: () => Promise.resolve(pieces(bytes)) };
  expect(await readTreeLayers([one], 'x', wanted)).toBeUndefined();
  expect(shown(await readTreeLayers([one], 'y', wanted))).toEqual({});
});

test('what cannot be read: another compression is told, a broken stream is an error', async () => {
  expect(await readTreeLayers([await layer({}, OCI_LAYER_ZSTD)], '/x', wanted)).toBeUndefined();
  const good = await layer(below('x', FILES));
  async function* breaking(): AsyncGenerator<Uint8Array> {
    yield* await good.open();
    throw new Error('its bytes are others');
  }
  const broken: TreeLayer = { ...good, open: () => Promise.resolve(breaking()) };
  await expect(readTreeLayers([broken], '/x', wanted)).rejects.toThrow('its bytes are others');
});
