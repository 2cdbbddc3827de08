import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { readDockerCredentials, type Run } from '../../src/adapters/credentials.ts';

let folder = '';
beforeAll(async () => {
  folder = await mkdtemp(path.join(tmpdir(), 'logins-'));
});
afterAll(() => rm(folder, { recursive: true, force: true }));

async function file(name: string, content: unknown): Promise<string> {
  const full = path.join(folder, name);
  await writeFile(full, typeof content === 'string' ? content : JSON.stringify(content));
  return full;
}

const noHelper: Run = () => Promise.reject(new Error('must not run'));
const auth = Buffer.from('ann:secret').toString('base64');

test('the first file with a login wins; absent files are passed over', async () => {
  const empty = await file('empty.json', { auths: {} });
  const full = await file('full.json', { auths: { 'a.b': { auth } } });
  const find = readDockerCredentials([path.join(folder, 'absent.json'), empty, full], noHelper);
  expect(await find('a.b', 'c')).toEqual({ username: 'ann', password: 'secret' });
  expect(await find('other.example')).toBeUndefined();
});

test('a login made later is seen', async () => {
  const config = await file('later.json', {});
  const find = readDockerCredentials([config], noHelper);
  expect(await find('a.b')).toBeUndefined();
  await file('later.json', { auths: { 'a.b': { auth } } });
  expect(await find('a.b')).toBeDefined();
});

test('helpers get the server on stdin; what they do not have is looked for elsewhere', async () => {
  const config = await file('helper.json', { credsStore: 'pass', auths: { 'c.d': { auth } } });
  const run: Run = (argv, options) => {
    expect(argv).toEqual(['docker-credential-pass', 'get']);
    if (options?.input === 'a.b')
      return Promise.resolve({ code: 0, stdout: '{"Username":"u","Secret":"s"}', stderr: '' });
    if (options?.input === 'e.f') return Promise.resolve({ code: 2, stdout: '', stderr: 'gpg: secret s is locked' });
    return Promise.resolve({ code: 1, stdout: 'credentials not found in native keychain', stderr: '' });
  };
  const find = readDockerCredentials([config], run);
  expect(await find('a.b')).toEqual({ username: 'u', password: 's' });
  expect(await find('c.d')).toEqual({ username: 'ann', password: 'secret' });
  expect(await find('nowhere.example')).toBeUndefined();
  await expect(find('e.f')).rejects.toThrow(
    'docker-credential-pass failed with exit code 2 when asked for the login for e.f',
  );
});

test('a damaged file is named, its content is not', async () => {
  const config = await file('damaged.json', `{"auths": {"a.b": {"auth": "${auth}"`);
  const error = await readDockerCredentials([config], noHelper)('a.b').catch((caught: unknown) => caught);
  expect(String(error)).toBe(`Error: cannot read the logins in ${config}: it is no JSON`);
  await expect(readDockerCredentials([folder], noHelper)('a.b')).rejects.toThrow('EISDIR');
});
