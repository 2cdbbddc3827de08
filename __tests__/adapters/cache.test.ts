// GitHub's cache through its real client, against a small local service: what is kept, found, missed, refused.

import { mkdir, mkdtemp, readFile, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, test, vi } from 'vitest';
import { hasActionsCache, openActionsCache } from '../../src/adapters/cache.ts';
import { hashFile } from '../../src/adapters/files.ts';
import type { CacheEntry } from '../../src/core/cache-record.ts';
import { type CacheServer, startCacheServer } from '../fakes/cache-server.ts';

let folder = '';
let server: CacheServer;
beforeEach(async () => {
  folder = await mkdtemp(join(tmpdir(), 'cache-'));
  server = await startCacheServer();
  for (const [name, value] of Object.entries(server.env)) vi.stubEnv(name, value);
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
  return { at, path, modified: 1, ...(await hashFile(at)) };
}
const open = () => openActionsCache(join(folder, 'cache'));
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

  test('more than 200 entries a minute', async () => {
    all(429, 'slow down');
    const { at, ...entry } = await fileOf('one');
    await expect(open().store(entry, at)).rejects.toThrow(/Rate limited: .*\(429\)/);
  });

  test('evicted between the question and the download', async () => {
    const { at, ...entry } = await fileOf('one');
    await open().store(entry, at);
    server.refuse = (what) => (what === 'GET blob' ? { status: 404, msg: 'gone' } : undefined);
    expect(await open().fetch(entry, join(folder, 'x'))).toBe(false);
  });
});
