// GitHub's cache through its real client, against a small local service: what is kept, found, missed, refused.

import { mkdir, mkdtemp, readFile, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, test, vi } from 'vitest';
import { hasActionsCache, openActionsCache } from '../../src/adapters/cache.ts';
import * as files from '../../src/adapters/files.ts';
import { cautious, restoreKept, saveKept } from '../../src/commands/kept.ts';
import type { CacheEntry } from '../../src/core/cache-record.ts';
import type { Screen } from '../../src/core/screen.ts';
import { type CacheServer, startCacheServer } from '../fakes/cache-server.ts';

let folder = '';
let server: CacheServer;
beforeEach(async () => {
  folder = await mkdtemp(join(tmpdir(), 'cache-'));
  server = await startCacheServer();
  for (const [name, value] of Object.entries(server.env)) vi.stubEnv(name, value);
  told = [];
  slept = [];
  vi.stubEnv('RUNNER_TEMP', folder);
  vi.stubEnv('GITHUB_WORKSPACE', folder);
});
afterEach(async () => {
  vi.unstubAllEnvs();
  vi.unstubAllGlobals();
  await server.close();
  await rm(folder, { recursive: true });
});

async function fileOf(text: string, path = 'a/b-1.gpkg.tar'): Promise<CacheEntry & { readonly at: string }> {
  const at = join(folder, 'from', path);
  await mkdir(join(at, '..'), { recursive: true });
  await writeFile(at, text);
  return { at, path, modified: 1, ...(await files.hashFile(at)) };
}
let told: string[] = [];
let slept: number[] = [];
const open = () => {
  const clock = { now: () => 0, sleep: (ms: number) => Promise.resolve(void slept.push(ms)) };
  return openActionsCache(join(folder, 'cache'), { clock, log: (line) => void told.push(line) });
};
const record = (...entries: CacheEntry[]) => ({ scheme: 1, entries }) as const;

describe('the cache service', () => {
  test('is there where the runner says so', () => {
    expect(hasActionsCache(server.env)).toBe(true);
    expect(hasActionsCache({})).toBe(false);
    expect(hasActionsCache({ ...server.env, ACTIONS_RUNTIME_TOKEN: '' })).toBe(false);
  });

  test('gives back what it keeps, by name and by digest', async () => {
    const { at, ...entry } = await fileOf('one');
    await open().store(entry, at);
    await open().write('packages-base-1', record(entry));
    expect(await open().find('packages-base-1')).toEqual(record(entry));
    expect(await open().find('packages-bas')).toBeUndefined();
    expect(await open().fetch(entry, join(folder, 'to/here'))).toBe(true);
    expect(await readFile(join(folder, 'to/here'), 'utf8')).toBe('one');
  });

  test('gives the newest record of a name', async () => {
    const { at: _at, ...entry } = await fileOf('one');
    await open().write('name', record(entry));
    await open().write('name', record());
    expect(await open().find('name')).toEqual(record());
  });

  test('keeps a file once: another job was first', async () => {
    const { at, ...entry } = await fileOf('one');
    await open().store(entry, at);
    await open().store(entry, at);
    server.refuse = (what) => (what === 'CreateCacheEntry' ? { status: 409, msg: 'already exists' } : undefined);
    const { at: second, ...other } = await fileOf('two');
    await open().store(other, second);
    expect(server.entries).toHaveLength(1);
  });

  test('several at once leave the log as it was', async () => {
    const write = (): PropertyDescriptor | undefined => Object.getOwnPropertyDescriptor(process.stdout, 'write');
    const before = write();
    const all = await Promise.all(['one', 'two', 'three'].map((text) => fileOf(text, text)));
    await Promise.all(all.map(({ at, ...entry }) => open().store(entry, at)));
    expect(server.entries).toHaveLength(3);
    expect(write()?.value).toBe(before?.value);
  });

  test('has what was evicted no more: a miss', async () => {
    const { at, ...entry } = await fileOf('one');
    await open().store(entry, at);
    server.entries.length = 0;
    expect(await open().fetch(entry, join(folder, 'to/here'))).toBe(false);
  });
});

describe('a cache service that does not work', () => {
  // The client waits half a minute between its tries.
  const hurry = (): void => {
    const real = setTimeout;
    vi.stubGlobal('setTimeout', (work: () => void) => real(work, 0));
  };
  const all = (status: number, msg: string): void => {
    server.refuse = () => ({ status, msg });
  };

  test('is told as an error, and nothing of it gets into the log', async () => {
    hurry();
    all(503, 'down');
    const written = vi.spyOn(process.stdout, 'write');
    const words = /Failed to make request after 5 attempts: Failed request: \(503\) Service Unavailable: down/;
    await expect(open().find('name')).rejects.toThrow(words);
    const { at, ...entry } = await fileOf('one');
    await expect(open().store(entry, at)).rejects.toThrow(words);
    expect(written.mock.calls.flat().join('')).not.toContain('::');
    written.mockRestore();
  });

  test('more than 200 entries a minute: the rest is kept in the next one', async () => {
    let refusals = 2;
    server.refuse = () => (refusals-- > 0 ? { status: 429, msg: 'slow down' } : undefined);
    const { at, ...entry } = await fileOf('one');
    expect(await open().store(entry, at)).toBe(true);
    expect(server.entries).toHaveLength(1);
    expect(slept.every((ms) => ms >= 60_000 && ms <= 60_500)).toBe(true);
    expect(told[0]).toMatch(
      /^the cache service: Failed to CreateCacheEntry: Rate limited: .*\(429\) Too Many Requests: slow down; trying again in 60\.\d s \(2 of 5\)$/,
    );
    expect(told).toHaveLength(2);
  });

  test('more than 200 entries in each of five minutes', async () => {
    all(429, 'slow down');
    const { at, ...entry } = await fileOf('one');
    await expect(open().store(entry, at)).rejects.toThrow(
      /^the cache service: Failed to CreateCacheEntry: Rate limited: .*\(429\)/,
    );
    expect(slept).toHaveLength(4);
  });

  test('that may only be read says so', async () => {
    vi.stubEnv('ACTIONS_CACHE_MODE', 'read');
    const { at, ...entry } = await fileOf('one');
    await expect(open().store(entry, at)).rejects.toThrow("the effective cache-mode 'read' does not permit writes.");
  });

  test('is one warning of a whole job, and what was there is not needed', async () => {
    hurry();
    all(503, 'down');
    const screen = { say: (line: string) => void told.push(line) };
    const warned: string[] = [];
    const service = cautious(open(), (line) => void warned.push(line));
    const world = { files, screen: screen as unknown as Screen };
    const packages = join(folder, 'packages');
    const kept = { kind: 'distfile', name: 'distfiles-a', label: 'a', folder: packages } as const;
    await files.writeText(join(packages, 'a.tar'), 'a');
    expect(await restoreKept(world, service, kept, packages)).toEqual([]);
    await saveKept(world, service, { ...kept, before: [], others: [] });
    expect(warned).toHaveLength(1);
    expect(warned[0]).toMatch(/^the cache does not work and is left out: .*\(503\) Service Unavailable: down$/);
    expect(told).toEqual([]);
    expect(server.entries).toEqual([]);
  });

  test('tells no signature of an address', async () => {
    all(400, 'see https://blobs.test/a?sig=secret&x=1 for it');
    await expect(open().find('name')).rejects.toThrow(/see https:\/\/blobs\.test\/a for it$/);
  });

  test('evicted between the question and the download', async () => {
    const { at, ...entry } = await fileOf('one');
    await open().store(entry, at);
    server.refuse = (what) => (what === 'GET blob' ? { status: 404, msg: 'gone' } : undefined);
    expect(await open().fetch(entry, join(folder, 'x'))).toBe(false);
  });
});
