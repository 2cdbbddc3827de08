/** The client against a real registry: the contract, and a registry that wants a password. */
import { execFile } from 'node:child_process';
import { randomBytes } from 'node:crypto';
import { mkdtemp, readFile, rm } from 'node:fs/promises';
import { createServer, type Server } from 'node:https';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { rootCertificates } from 'node:tls';
import { promisify } from 'node:util';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { openHttp } from '../../src/adapters/http.ts';
import { openRegistry } from '../../src/adapters/registry.ts';
import type { Credentials } from '../../src/core/credentials.ts';
import type { ImageStore } from '../../src/core/image-store.ts';
import type { Existence } from '../../src/core/oci.ts';
import type { HostAccess } from '../../src/core/registry-protocol.ts';
import { type FaultProxy, startFaultProxy } from '../fakes/fault-proxy.ts';
import { startRegistry, type RegistryProcess } from '../fakes/registry-process.ts';
import { blobOf, collect, imageStoreContract, putImage } from './image-store.contract.ts';

const run = promisify(execFile);

// user `ann`, password `secret`
const HTPASSWD = 'ann:$2y$04$abcdefghijklmnopqrstuu2r9OfJnfCsdneAXAGHnS4UpFFP8WIrW\n';

function clientFor(login?: Credentials): ImageStore {
  const access = (): object => ({});
  return openRegistry({
    access,
    send: openHttp({ access }),
    credentials: () => Promise.resolve(login),
    clock: { now: () => Date.now(), sleep: () => Promise.resolve() },
  });
}

describe('open registry', () => {
  let registry: RegistryProcess;
  beforeAll(async () => {
    registry = await startRegistry();
  });
  afterAll(() => registry.stop());

  imageStoreContract(() => Promise.resolve({ store: clientFor(), registry: registry.host }));

  test('mounts between repositories', async () => {
    const store = clientFor();
    const [from, to] = ['mount/from', 'mount/to'].map((repository) => ({ registry: registry.host, repository }));
    if (from === undefined || to === undefined) throw new Error('two');
    await store.putBlob(from, blobOf('once is enough'));
    expect(await store.putBlob(to, blobOf('once is enough'), [to, from])).toBe('mounted');
  });

  test('40 MB in both directions', async () => {
    const store = clientFor();
    const here = { registry: registry.host, repository: 'big/blob' };
    const blob = blobOf(Buffer.alloc(40_000_000, 'gentoo'));
    expect(await store.putBlob(here, blob)).toBe('uploaded');
    expect((await collect(await store.blob(here, blob))).length).toBe(40_000_000);
  });

  test('256 questions at once', async () => {
    const store = clientFor();
    const here = { registry: registry.host, repository: 'many/questions', tag: 'there' };
    await putImage(store, here);
    const tags = Array.from({ length: 256 }, (_, index) => (index % 2 === 0 ? 'there' : `absent${index}`));
    const found = await Promise.all(tags.map((tag) => store.head({ ...here, tag })));
    expect(found.map(({ answer }) => answer)).toEqual(tags.map((tag) => (tag === 'there' ? 'yes' : 'no')));
  });
});

describe('uploads that break off', () => {
  let registry: RegistryProcess;
  let proxy: FaultProxy;
  beforeAll(async () => {
    registry = await startRegistry();
    proxy = await startFaultProxy(registry.host);
  });
  afterAll(async () => {
    await proxy.stop();
    await registry.stop();
  });

  const content = randomBytes(40_000_000);
  const sent = (): number => proxy.seen.reduce((sum, one) => sum + one.sent, 0);
  const writes = (): string[] =>
    proxy.writes().map(({ method, status, sent: bytes }) => `${method} ${status} ${Math.round(bytes / 1e6)}`);

  test('in the middle: docker’s registry drops them, so all is sent once more', async () => {
    proxy.script({ method: 'PUT', path: /uploads/, times: 1, fault: { kind: 'sever', after: 20_000_000 } });
    const here = { registry: proxy.host, repository: 'broken/in-the-middle' };
    expect(await clientFor().putBlob(here, blobOf(content))).toBe('uploaded');
    expect(await clientFor().hasBlob(here, blobOf(content).digest)).toBe(true);
    expect(sent()).toBeLessThanOrEqual(2 * content.length);
    expect(proxy.writes().map(({ method }) => method)).toEqual([
      'POST',
      'PUT',
      'POST',
      'PATCH',
      'PATCH',
      'PATCH',
      'PUT',
    ]);
  });

  test('between two chunks: goes on with the chunk that was refused', async () => {
    const fault = { kind: 'answer', status: 503 } as const;
    proxy.script(
      { method: 'PUT', path: /uploads/, times: 1, fault },
      { method: 'PATCH', path: /uploads/, nth: 2, times: 1, fault },
    );
    const here = { registry: proxy.host, repository: 'broken/between' };
    expect(await clientFor().putBlob(here, blobOf(content))).toBe('uploaded');
    expect((await collect(await clientFor().blob(here, blobOf(content)))).equals(content)).toBe(true);
    expect(writes()).toEqual([
      ...['POST 202 0', 'PUT 503 40', 'PATCH 202 17', 'PATCH 503 17'],
      ...['PATCH 202 17', 'PATCH 202 6', 'PUT 201 0'],
    ]);
  });
});

describe('registry with a password', () => {
  let registry: RegistryProcess;
  beforeAll(async () => {
    registry = await startRegistry({ auth: HTPASSWD });
  });
  afterAll(() => registry.stop());

  test('with the password everything works', async () => {
    const store = clientFor({ username: 'ann', password: 'secret' });
    const here = { registry: registry.host, repository: 'closed/image', tag: '1' };
    await putImage(store, here);
    expect(await store.head(here)).toMatchObject({ answer: 'yes' });
  });

  test.each([
    ['none', undefined],
    ['a wrong one', { username: 'ann', password: 'hunter2' }],
  ])('login: %s: nothing is known, and nothing is written', async (_, login) => {
    const store = clientFor(login);
    const here = { registry: registry.host, repository: 'closed/image', tag: '1' };
    const answer = await store.head(here);
    expect(answer).toMatchObject({ answer: 'unknown' });
    expect(JSON.stringify(answer)).not.toContain('hunter2');
    await expect(store.putBlob(here, blobOf('x'))).rejects.toMatchObject({ code: 'unauthorized' });
  });
});

describe('https', () => {
  let folder = '';
  let ca = '';
  let server: Server;
  beforeAll(async () => {
    folder = await mkdtemp(path.join(tmpdir(), 'authority-'));
    const [key, cert] = [path.join(folder, 'key.pem'), path.join(folder, 'cert.pem')];
    const subject = ['-subj', '/CN=home', '-addext', 'subjectAltName=IP:127.0.0.1'];
    const curve = ['-newkey', 'ec', '-pkeyopt', 'ec_paramgen_curve:prime256v1', '-nodes'];
    await run('openssl', ['req', '-x509', '-days', '2', ...curve, ...subject, '-keyout', key, '-out', cert]);
    ca = await readFile(cert, 'utf8');
    server = createServer({ key: await readFile(key), cert: ca }, (_, response) => {
      response.writeHead(404, { 'content-type': 'application/json' }).end();
    });
    await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  });
  afterAll(async () => {
    server.closeAllConnections();
    server.close();
    await rm(folder, { recursive: true, force: true });
  });

  function asking(access: HostAccess): { head: () => Promise<Existence>; waits: number[] } {
    const { port } = server.address() as { port: number };
    const waits: number[] = [];
    const sleep = (ms: number): Promise<void> => Promise.resolve(void waits.push(ms));
    const store = openRegistry({
      access: () => access,
      send: openHttp({ access: () => access }),
      credentials: () => Promise.resolve(undefined),
      clock: { now: () => 0, sleep },
    });
    return { head: () => store.head({ registry: `127.0.0.1:${port}`, repository: 'a', tag: '1' }), waits };
  }

  test('an own authority is trusted where it is stated', async () => {
    expect(await asking({ ca }).head()).toEqual({ answer: 'no' });
  });

  test('another authority is not, and waiting does not help', async () => {
    const { head, waits } = asking({ ca: String(rootCertificates[0]) });
    const reason = expect.stringMatching(/certificate is not trusted .* state 'ca' for this host$/) as string;
    expect(await head()).toEqual({ answer: 'unknown', reason });
    expect(waits).toEqual([]);
  });
});
