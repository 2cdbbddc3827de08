/** The client against faults: what is no answer, waits, manifests, mirrors. No wait is real. */
import { describe, expect, test } from 'vitest';
import { OCI_MANIFEST, sha256 } from '../../src/core/oci.ts';
import type { HostAccess } from '../../src/core/registry-protocol.ts';
import { BLOB, DIGEST, FOUND, MANIFEST, UNKNOWN, client, reference, serve } from '../fakes/registry-client.ts';
import { reply, startServer } from '../fakes/scripted-server.ts';

describe('does it exist', () => {
  test('asks with all four types and gives digest, type and size', async () => {
    const server = await serve((_, response) => reply(response, 200, '', { ...FOUND, 'content-length': '123' }));
    const answer = await client().head(reference(server));
    expect(answer).toEqual({ answer: 'yes', digest: DIGEST, mediaType: OCI_MANIFEST, size: 123 });
    expect(server.asked[0]).toMatchObject({ method: 'HEAD', path: '/v2/org/app/manifests/1.2' });
    expect(server.asked[0]?.headers.accept?.split(', ')).toHaveLength(4);
  });

  test.each<[string, number, Record<string, string>]>([
    ['JSON', 404, { 'content-type': 'application/json; charset=utf-8' }],
    ["docker's header", 404, { 'docker-distribution-api-version': 'registry/2.0' }],
  ])('404 with %s is no', async (_, status, headers) => {
    const server = await serve((_asked, response) => reply(response, status, '', headers));
    expect(await client().head(reference(server))).toEqual({ answer: 'no' });
    expect(server.asked).toHaveLength(1);
  });

  test('a bare 404 is settled by GET', async () => {
    const server = await serve(({ method }, response) =>
      method === 'HEAD' ? reply(response, 404) : reply(response, 404, UNKNOWN),
    );
    expect(await client().head(reference(server))).toEqual({ answer: 'no' });
    const page = await serve((_, response) => reply(response, 404, '404 page not found\n'));
    expect(await client().head(reference(page))).toMatchObject({ answer: 'unknown' });
  });

  test('200 without a digest is settled by GET', async () => {
    const server = await serve(({ method }, response) =>
      reply(response, 200, method === 'HEAD' ? '' : MANIFEST.toString(), { 'content-type': OCI_MANIFEST }),
    );
    const yes = { answer: 'yes', digest: DIGEST, mediaType: OCI_MANIFEST, size: MANIFEST.length };
    expect(await client().head(reference(server))).toEqual(yes);
  });

  test.each<[string, number, Record<string, string>, number]>([
    ['a page for people', 404, { 'content-type': 'text/html; charset=utf-8' }, 6],
    ['a page for people, with 200', 200, { 'content-type': 'text/html' }, 2],
    ['403', 403, {}, 1],
    ['429', 429, {}, 6],
    ['400', 400, {}, 1],
    ['500', 500, {}, 6],
  ])('%s is never no', async (_, status, headers, requests) => {
    const server = await serve((_asked, response) => reply(response, status, '', headers));
    const answer = await client().head(reference(server));
    expect(answer).toMatchObject({ answer: 'unknown' });
    expect(server.asked).toHaveLength(requests);
  });

  test('a digest that is answered with another one is not known', async () => {
    const server = await serve((_, response) => reply(response, 200, '', FOUND));
    expect(await client().head({ ...reference(server), digest: sha256('x') })).toMatchObject({ answer: 'unknown' });
  });

  test('what is no reference is not asked for', async () => {
    const server = await serve((_, response) => reply(response, 404));
    const bad = { ...reference(server), repository: 'org/../../app' };
    expect(await client().head(bad)).toEqual({
      answer: 'unknown',
      reason: `${server.host}: 'org/../../app' is no repository`,
    });
    await expect(client().manifest(bad)).rejects.toMatchObject({ code: 'protocol' });
    expect(server.asked).toHaveLength(0);
  });

  test('nobody there', async () => {
    const server = await startServer(() => undefined);
    await server.stop();
    const { head, waits } = client();
    expect(await head(reference(server))).toEqual({
      answer: 'unknown',
      reason: `${server.host}: no connection (ECONNREFUSED)`,
    });
    expect(waits).toEqual([500, 1000, 2000, 4000, 8000]);
  });
});

describe('waits', () => {
  test('429 with Retry-After, three times: at least as long as asked', async () => {
    const server = await serve(({ before }, response) =>
      before < 3 ? reply(response, 429, '', { 'retry-after': '2' }) : reply(response, 200, '', FOUND),
    );
    const { head, waits, lines } = client();
    expect(await head(reference(server))).toMatchObject({ answer: 'yes' });
    expect(waits).toEqual([2500, 2500, 2500]);
    expect(lines[0]).toBe(`${server.host}: HTTP 429 for manifest 1.2 of org/app; trying again in 2.5 s (2 of 6)`);
  });

  test('a long page with 503 is still "not now"', async () => {
    const page = '<p>maintenance</p>'.repeat(50_000);
    const server = await serve(({ before }, response) =>
      reply(response, before < 1 ? 503 : 200, before < 1 ? page : MANIFEST.toString(), FOUND),
    );
    expect((await client().manifest(reference(server))).digest).toBe(DIGEST);
  });

  test('Retry-After as a date', async () => {
    const date = new Date(Date.UTC(2026, 10, 22, 0, 0, 30)).toUTCString();
    const server = await serve(({ before }, response) =>
      before < 1 ? reply(response, 503, '', { 'retry-after': date }) : reply(response, 200, '', FOUND),
    );
    const { head, waits } = client();
    await head(reference(server));
    expect(waits).toEqual([30_500]);
  });

  test('who asks for more than five minutes gets none', async () => {
    const server = await serve((_, response) => reply(response, 503, '', { 'retry-after': '3600' }));
    const { manifest, waits } = client();
    await expect(manifest(reference(server))).rejects.toMatchObject({ code: 'unavailable', host: server.host });
    expect(waits).toEqual([]);
  });

  test.each([500, 502, 503, 504])('%i four times on everything, then it works', async (status) => {
    const state = { blob: false };
    const server = await serve(({ method, path, before }, response) => {
      if (before % 5 !== 4) return reply(response, status);
      if (path.includes('manifests'))
        return reply(response, method === 'PUT' ? 201 : 200, method === 'GET' ? MANIFEST.toString() : '', FOUND);
      if (method === 'HEAD') return reply(response, state.blob ? 200 : 404);
      if (method === 'POST') return reply(response, 202, '', { location: '/v2/session?state=a%2Bb' });
      if (method === 'GET') return reply(response, 404);
      state.blob = true;
      return reply(response, 201);
    });
    const { putBlob, putManifest, manifest, waits } = client();
    expect(await putBlob(reference(server), BLOB)).toBe('uploaded');
    expect(await putManifest(reference(server), MANIFEST, OCI_MANIFEST)).toBe(DIGEST);
    expect((await manifest(reference(server))).digest).toBe(DIGEST);
    const stored = server.asked.filter(({ method, path }) => method === 'PUT' && path === '/v2/session');
    expect(stored.at(-1)?.body.toString()).toBe('the content of a blob, long enough to be cut in two');
    expect(stored.at(-1)?.query.get('state')).toBe('a+b');
    expect(stored).toHaveLength(5);
    expect(Math.max(...waits)).toBeLessThanOrEqual(30_000);
  });
});

describe('manifests', () => {
  test('wrong bytes are fetched once more, then it stops', async () => {
    const flaky = await serve(({ before }, response) =>
      reply(response, 200, before === 0 ? 'damaged' : MANIFEST.toString(), FOUND),
    );
    expect((await client().manifest(reference(flaky))).digest).toBe(DIGEST);
    const bad = await serve((_, response) => reply(response, 200, 'damaged', FOUND));
    await expect(client().manifest(reference(bad))).rejects.toMatchObject({ code: 'digest-mismatch' });
    expect(bad.asked).toHaveLength(2);
  });

  test('an endless one is cut off', async () => {
    const server = await serve((_, response) => reply(response, 200, 'x'.repeat(5_000_000), FOUND));
    await expect(client().manifest(reference(server))).rejects.toMatchObject({ code: 'protocol' });
  });

  test('another writer that was faster is told', async () => {
    const server = await serve(({ method }, response) =>
      reply(response, method === 'PUT' ? 201 : 200, '', { ...FOUND, 'docker-content-digest': sha256('of another') }),
    );
    await expect(client().putManifest(reference(server), MANIFEST, OCI_MANIFEST)).rejects.toMatchObject({
      code: 'digest-mismatch',
    });
  });

  test('403 on a write is tried three times, then it is denied', async () => {
    const denied = { errors: [{ code: 'DENIED', message: 'no\nway ::error::x' }] };
    const server = await serve((_, response) => reply(response, 403, denied));
    await expect(client().putManifest(reference(server), MANIFEST, OCI_MANIFEST)).rejects.toMatchObject({
      code: 'denied',
      message: `${server.host}: HTTP 403 for manifest 1.2 of org/app (DENIED: no way ::error::x): not allowed`,
    });
    expect(server.asked).toHaveLength(3);
  });
});

test('a mirror is asked instead, under the same path', async () => {
  const mirror = await serve((_, response) => reply(response, 200, '', FOUND));
  const access = (host: string): HostAccess => (host === 'docker.io' ? { mirror: mirror.host } : {});
  const hub = { registry: 'docker.io', repository: 'library/alpine', tag: '3' };
  expect(await client({ access }).head(hub)).toMatchObject({ answer: 'yes' });
  expect(mirror.asked[0]?.path).toBe('/v2/library/alpine/manifests/3');
});
