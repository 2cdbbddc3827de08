// What a cache is trusted with: misses, a service that is down, bytes that are others. The file system is real.

import { mkdir, mkdtemp, readdir, readFile, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import { afterEach, beforeEach, expect, test } from 'vitest';
import * as files from '../../src/adapters/files.ts';
import { openStore } from '../../src/adapters/store.ts';
import { cautious, type Kept, restoreKept, saveKept } from '../../src/commands/kept.ts';
import { openRegistryCache } from '../../src/commands/registry-cache.ts';
import type { CacheRecord, CacheService } from '../../src/core/cache-record.ts';
import type { Screen } from '../../src/core/screen.ts';

let root = '';
let said: string[] = [];
beforeEach(async () => {
  root = await mkdtemp(join(tmpdir(), 'kept-'));
  said = [];
});
afterEach(async () => {
  await rm(root, { recursive: true });
});

const note = (line: string): void => void said.push(line);
const quiet = (): void => undefined;
const warn = (line: string): void => {
  note(`warning: ${line}`);
};
const screen: Screen = {
  ...{ say: note, warn, problem: quiet, group: quiet, endGroup: quiet, child: quiet, progress: quiet },
};
const world = { files, screen };

interface Memory extends CacheService {
  readonly blobs: Map<string, Buffer>;
  readonly records: Map<string, CacheRecord>;
}

function memory(): Memory {
  const blobs = new Map<string, Buffer>();
  const records = new Map<string, CacheRecord>();
  return {
    blobs,
    records,
    find: (name) => Promise.resolve(records.get(name)),
    async fetch({ digest }, path) {
      const bytes = blobs.get(digest);
      if (!bytes) return false;
      await mkdir(dirname(path), { recursive: true });
      await writeFile(path, bytes);
      return true;
    },
    async store({ digest }, path) {
      blobs.set(digest, await readFile(path));
      return true;
    },
    write(name, record) {
      records.set(name, record);
      return Promise.resolve(true);
    },
  };
}

async function write(folder: string, texts: Readonly<Record<string, string>>): Promise<void> {
  for (const [path, text] of Object.entries(texts)) await files.writeText(join(root, folder, path), text);
}

const A = 'app/a/a-1.gpkg.tar';
const STOCK = {
  [`offered/${A}`]: 'package a',
  'offered/app/b/b-1.gpkg.tar': 'half of',
  'offered/app/p/p-1.gpkg.tar': 'parent',
  'offered/Packages': `PACKAGES: 3\n\nCPV: app/a-1\nPATH: ${A}\nSIZE: 9\n\nCPV: app/b-1\nPATH: app/b/b-1.gpkg.tar\nSIZE: 99\n\nCPV: app/p-1\nPATH: app/p/p-1.gpkg.tar\nSIZE: 6\n\n`,
  'offered/stamps': `0 ${A}\n`,
  settings: 'tree settings\n',
  borrowed: 'app/p/p-1.gpkg.tar\n',
};
const kept = (): Kept => ({
  ...{ kind: 'package', name: 'packages-a', label: 'a', before: [], others: [], folder: join(root, 'packages') },
});

test('packages are kept that are whole and its own, with what tells of them; and come back', async () => {
  await write('packages/packages-a', STOCK);
  const service = memory();
  await saveKept(world, service, kept());
  const paths = service.records.get('packages-a')?.entries.map(({ path }) => path);
  expect(paths).toEqual(['offered/Packages', 'settings', 'offered/stamps', `offered/${A}`]);
  const there = await restoreKept(world, service, kept(), join(root, 'into'));
  expect(there.map(({ path }) => path)).toEqual(paths);
  expect(await files.readText(join(root, 'into/offered', A))).toBe('package a');
  const [from, to] = [join(root, 'packages/packages-a/offered', A), join(root, 'into/offered', A)];
  expect(await files.fileAt(to)).toEqual(await files.fileAt(from));
  // What is there is neither fetched nor stored again.
  service.blobs.clear();
  expect(await restoreKept(world, service, kept(), join(root, 'into'))).toEqual(there);
  await saveKept(world, service, { ...kept(), before: there });
  expect(service.blobs.size).toBe(0);
  expect(said).toEqual(['a: 4 files of packages for the cache', 'a: 4 files of packages from the cache']);
});

test.each(['memory', 'registry'])('a tampered package is refused, and built from source: %s', async (kind) => {
  await write('packages/packages-a', STOCK);
  const store = join(root, 'store');
  const repository = { registry: 'r.lan', repository: 'acme/cache' };
  const service = kind === 'memory' ? memory() : openRegistryCache(openStore(store), repository, files);
  await saveKept(world, service, kept());
  const digest = (await service.find('packages-a'))?.entries.find(({ path }) => path.endsWith(A))?.digest ?? '';
  if ('blobs' in service) (service as Memory).blobs.set(digest, Buffer.from('evil    x'));
  else await writeFile(join(store, 'blobs', digest.replace(':', '/')), 'evil    x');
  said = [];
  await restoreKept(world, cautious(service, warn), kept(), join(root, 'into'));
  expect(said).toEqual([
    `warning: a: the cached package offered/${A} is not what was kept; it is refused, and compiled anew`,
    'a: 3 files of packages from the cache',
  ]);
  expect(await files.readText(join(root, 'into/offered', A))).toBeUndefined();
});

test('a job that was killed had no time for its stamps: what it built comes back all the same', async () => {
  const { 'offered/stamps': _none, ...killed } = STOCK;
  await write('packages/packages-a', killed);
  const service = memory();
  await saveKept(world, service, kept());
  await restoreKept(world, service, kept(), join(root, 'into'));
  expect(await files.readText(join(root, 'into/offered', A))).toBe('package a');
});

test('stamps that were kept, but are there no more, leave packages that nobody can judge', async () => {
  await write('packages/packages-a', STOCK);
  const service = memory();
  await saveKept(world, service, kept());
  const stamps = service.records.get('packages-a')?.entries.find(({ path }) => path === 'offered/stamps');
  service.blobs.delete(stamps?.digest ?? '');
  expect(await restoreKept(world, service, kept(), join(root, 'into'))).toEqual([]);
});

test('without its index a package is none', async () => {
  await write('packages/packages-a', STOCK);
  const service = memory();
  await saveKept(world, service, kept());
  const index = service.records.get('packages-a')?.entries.find(({ path }) => path === 'offered/Packages');
  service.blobs.delete(index?.digest ?? '');
  expect(await restoreKept(world, service, kept(), join(root, 'into'))).toEqual([]);
  expect(await readdir(join(root, 'into'))).toEqual([]);
});

test('distfiles: what is new and whole; a tampered one is refused', async () => {
  await write('distfiles', { old: 'old', 'new.tar': 'new', 'half.__download__': 'h', 'x._checksum_failure_1': 'x' });
  const service = memory();
  const distfiles: Kept = { ...kept(), kind: 'distfile', folder: join(root, 'distfiles'), others: ['old'] };
  await saveKept(world, service, distfiles);
  const entries = service.records.get('packages-a')?.entries ?? [];
  expect(entries.map(({ path }) => path)).toEqual(['new.tar']);
  service.blobs.set(entries[0]?.digest ?? '', Buffer.from('bad'));
  await restoreKept(world, service, distfiles, join(root, 'into'));
  expect(said.at(-1)).toBe(
    'warning: a: the cached distfile new.tar is not what was kept; it is refused, and fetched anew',
  );
});

test('a service that is down is one warning, and left out', async () => {
  await write('packages/packages-a', STOCK);
  const down = (): Promise<never> => Promise.reject(new Error('503'));
  const service = cautious({ find: down, fetch: down, store: down, write: down }, warn);
  expect(await restoreKept(world, service, { ...kept(), kind: 'distfile' }, join(root, 'into'))).toEqual([]);
  await saveKept(world, service, kept());
  expect(said).toEqual(['warning: the cache does not work and is left out: 503']);
});

/** More files than go between two records. */
async function writeMany(count: number): Promise<string[]> {
  const names = Array.from({ length: count }, (_, index) => `file-${String(index).padStart(3, '0')}.tar`);
  await write('distfiles', Object.fromEntries(names.map((name) => [name, name])));
  return names;
}
const many = (): Kept => ({ ...kept(), kind: 'distfile', folder: join(root, 'distfiles') });

test('a service that fails in the middle has a record of what went before', async () => {
  const names = await writeMany(120);
  const service = memory();
  const full: CacheService = {
    ...service,
    store: (entry, path) => (service.blobs.size < 75 ? service.store(entry, path) : Promise.reject(new Error('full'))),
  };
  await saveKept(world, cautious(full, warn), many());
  expect(service.records.get('packages-a')?.entries.map(({ path }) => path)).toEqual(names.slice(0, 50));
  expect(said).toEqual([
    'warning: the cache does not work and is left out: full',
    'a: 50 files of distfiles for the cache',
  ]);
  // What was stored is found, and the rest goes on.
  said = [];
  const before = service.records.get('packages-a')?.entries ?? [];
  await saveKept(world, cautious(service, warn), { ...many(), before });
  expect(
    service.records
      .get('packages-a')
      ?.entries.map(({ path }) => path)
      .sort(),
  ).toEqual(names);
  expect(said).toEqual(['a: 70 files of distfiles for the cache']);
});

test('what is gone from the folder is gone from the record', async () => {
  await writeMany(2);
  const service = memory();
  await saveKept(world, service, many());
  const before = service.records.get('packages-a')?.entries ?? [];
  await rm(join(root, 'distfiles/file-000.tar'));
  await saveKept(world, service, { ...many(), before });
  expect(service.records.get('packages-a')?.entries.map(({ path }) => path)).toEqual(['file-001.tar']);
});

test('a record whose path leaves its folder is none', async () => {
  const { parseRecord } = await import('../../src/core/cache-record.ts');
  const entry = { path: '../../etc/passwd', digest: `sha256:${'0'.repeat(64)}`, size: 1, modified: 1 };
  expect(parseRecord(JSON.stringify({ scheme: 1, entries: [entry] }))).toBeUndefined();
  expect(parseRecord(JSON.stringify({ scheme: 1, entries: [{ ...entry, path: 'a/b' }] }))?.entries).toHaveLength(1);
});
