// Git repositories on a server of the test's own, by the machine's git.

import { existsSync, mkdtempSync, readFileSync, rmSync, statSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, afterEach, beforeAll, expect, test } from 'vitest';
import { checkOut, commitOf } from '../../src/adapters/git.ts';
import { openDownloads } from '../../src/adapters/downloads.ts';
import { openHttp } from '../../src/adapters/http.ts';
import { type FileServer, startFileServer } from '../fakes/file-server.ts';

let server: FileServer;
let folder: string;
beforeAll(async () => {
  server = await startFileServer();
  folder = mkdtempSync(join(tmpdir(), 'gib-git-'));
  process.env.GIT_SSL_CAINFO = server.ca;
});
afterEach(() => {
  process.env.GIT_SSL_CAINFO = server.ca;
});
afterAll(async () => {
  delete process.env.GIT_SSL_CAINFO;
  rmSync(folder, { recursive: true, force: true });
  await server.close();
});

test('names are resolved to commits', async () => {
  const commit = server.commit('names', { a: 'a' }, 'v1');
  const url = `https://${server.host}/names.git`;
  expect(await commitOf(url, 'main')).toBe(commit);
  expect(await commitOf(url, 'v1')).toBe(commit);
  expect(await commitOf(url, 'none')).toBeUndefined();
});

test('the files of a commit, without history, line ends as they are; a second time from the cache', async () => {
  const url = `https://${server.host}/files.git`;
  const commit = server.commit('files', { '.gitattributes': '*.txt text\n', 'a/run': '#!/bin/sh\n', 'b.txt': 'x\n' });
  server.commit('files', { 'later.txt': 'later' });
  const [cache, to] = [join(folder, 'cache'), join(folder, 'to')];
  expect(await checkOut(url, commit, cache, to)).toBe(true);
  expect(readFileSync(join(to, 'b.txt'), 'utf8')).toBe('x\n');
  expect(statSync(join(to, 'a/run')).mode & 0o111).not.toBe(0);
  expect(existsSync(join(to, '.git')) || existsSync(join(to, 'later.txt')) || existsSync(`${to}.index`)).toBe(false);
  const asked = server.asked.length;
  expect(await checkOut(url, commit, cache, join(folder, 'again'))).toBe(true);
  expect(server.asked).toHaveLength(asked);
  expect(await checkOut(url, 'f'.repeat(40), cache, join(folder, 'none'))).toBe(false);
});

test('nothing but https is ever asked, and what cannot be reached is told', async () => {
  server.commit('local', { a: 'a' });
  const path = join(folder, 'local.git');
  for (const url of [`file://${path}`, `ext::sh -c touch% ${join(folder, 'ran')}`, '--upload-pack=touch']) {
    await expect(commitOf(url, 'main')).rejects.toThrow(/not allowed|does not appear to be a git repository|blocked/);
  }
  expect(existsSync(join(folder, 'ran'))).toBe(false);
  delete process.env.GIT_SSL_CAINFO;
  await expect(commitOf(`https://${server.host}/local.git`, 'main')).rejects.toMatchObject({
    name: 'UnreachableError',
    message: expect.stringMatching(/^https:\/\/127\.0\.0\.1:\d+\/local\.git: unable to access /) as string,
  });
});

test('a file is followed from https to https only', async () => {
  const download = openDownloads(openHttp({ access: () => ({ ca: readFileSync(server.ca, 'utf8') }) }));
  const text = async (path: string): Promise<string> => {
    const chunks: Uint8Array[] = [];
    for await (const chunk of await download(`https://${server.host}${path}`)) chunks.push(chunk);
    return Buffer.concat(chunks).toString();
  };
  server.files
    .set('/a', '-> /b')
    .set('/b', 'bytes')
    .set('/plain', `-> http://${server.host}/b`)
    .set('/ring', '-> /ring');
  expect(await text('/a')).toBe('bytes');
  await expect(text('/plain')).rejects.toThrow(/leads to no https address/);
  await expect(text('/ring')).rejects.toThrow(/leads from one address to the next/);
  await expect(text('/none')).rejects.toMatchObject({ code: 'not-found', retries: 0 });
});
