/** The client and logins: tokens, passwords, what is told of them, and where they must not go. */
import { describe, expect, test } from 'vitest';
import { sha256 } from '../../src/core/oci.ts';
import { BLOB, FOUND, basic, challenge, client, reference, serve } from '../fakes/registry-client.ts';
import { reply, type Asked, type ScriptedServer } from '../fakes/scripted-server.ts';
import { collect } from './image-store.contract.ts';

describe('logins', () => {
  function tokenServer(good: (asked: Asked) => boolean): Promise<ScriptedServer> {
    return serve((asked, response) => {
      if (asked.path === '/token') return reply(response, 200, { token: `t${asked.before}` });
      if (!good(asked))
        return reply(response, 401, { errors: [{ code: 'UNAUTHORIZED' }] }, challenge(asked.headers.host ?? ''));
      return reply(response, 200, '', FOUND);
    });
  }

  test('a token is fetched once for many questions', async () => {
    const server = await tokenServer(({ headers }) => headers.authorization === 'Bearer t0');
    const { head } = client();
    const found = await Promise.all(Array.from({ length: 20 }, () => head(reference(server))));
    expect(new Set(found.map(({ answer }) => answer))).toEqual(new Set(['yes']));
    await head(reference(server));
    const tokens = server.asked.filter(({ path }) => path === '/token');
    expect(tokens).toHaveLength(1);
    expect(tokens[0]?.headers.authorization).toBe(basic);
    expect(tokens[0]?.query.get('scope')).toBe('repository:org/app:pull');
    expect(tokens[0]?.query.get('service')).toBe('the registry');
  });

  test('without a login the token is asked for anonymously', async () => {
    const server = await tokenServer(({ headers }) => headers.authorization !== undefined);
    const { head } = client({ credentials: () => Promise.resolve(undefined) });
    expect(await head(reference(server))).toMatchObject({ answer: 'yes' });
    expect(server.asked.find(({ path }) => path === '/token')?.headers.authorization).toBeUndefined();
  });

  test('an identity token is exchanged by POST', async () => {
    const server = await tokenServer(({ headers }) => headers.authorization !== undefined);
    const { head } = client({ credentials: () => Promise.resolve({ identityToken: 'refresh me' }) });
    expect(await head(reference(server))).toMatchObject({ answer: 'yes' });
    const asked = server.asked.find(({ path }) => path === '/token');
    expect(asked?.method).toBe('POST');
    expect(asked?.body.toString()).toContain('grant_type=refresh_token&refresh_token=refresh+me&service=the+registry');
  });

  test('a token that is no longer good is renewed once', async () => {
    let good = 'Bearer t0';
    const server = await tokenServer(({ headers }) => headers.authorization === good);
    const { head } = client();
    await head(reference(server));
    good = 'Bearer t1';
    expect(await head(reference(server))).toMatchObject({ answer: 'yes' });
  });

  test('still 401 behind a fresh login: stop, and tell no secret', async () => {
    const server = await tokenServer(() => false);
    const { head, lines, waits } = client();
    const answer = await head(reference(server));
    expect(answer).toMatchObject({ answer: 'unknown', reason: expect.stringContaining('HTTP 401') as string });
    expect(server.asked.map(({ path }) => path)).toEqual([
      '/v2/org/app/manifests/1.2',
      '/token',
      '/v2/org/app/manifests/1.2',
    ]);
    expect(JSON.stringify([answer, lines])).not.toMatch(/correct|Y29ycmVjdC|Bearer|t0/);
    expect(waits).toEqual([]);
  });

  test('a token server that refuses, and one that is busy', async () => {
    const server = await serve(({ path, before, headers }, response) => {
      if (path !== '/token') {
        if (headers.authorization === 'Bearer ok') return reply(response, 200, '', FOUND);
        return reply(response, 401, '', challenge(headers.host ?? ''));
      }
      return before === 0
        ? reply(response, 503)
        : before === 1
          ? reply(response, 200, { token: 'ok' })
          : reply(response, 401);
    });
    const { head, waits } = client();
    expect(await head(reference(server))).toMatchObject({ answer: 'yes' });
    expect(waits).toHaveLength(1);
    const answer = await client().head(reference(server));
    expect(answer).toMatchObject({
      answer: 'unknown',
      reason: expect.stringContaining('a token for org/app') as string,
    });
  });

  test('Basic', async () => {
    const server = await serve(({ headers }, response) =>
      headers.authorization === basic
        ? reply(response, 200, '', FOUND)
        : reply(response, 401, '', { 'www-authenticate': 'Basic realm="x"' }),
    );
    expect(await client().head(reference(server))).toMatchObject({ answer: 'yes' });
    const { head } = client({ credentials: () => Promise.resolve(undefined) });
    expect(await head(reference(server))).toMatchObject({ answer: 'unknown' });
  });

  test('logins that cannot be looked up are told without their cause', async () => {
    const server = await serve((_, response) => reply(response, 401, '', { 'www-authenticate': 'Basic realm="x"' }));
    const { manifest } = client({ credentials: () => Promise.reject(new Error('helper broke')) });
    await expect(manifest(reference(server))).rejects.toMatchObject({
      code: 'unauthorized',
      message: `${server.host}: the login for it could not be looked up`,
    });
  });

  test('an expired login in the middle of an upload is renewed, and the blob sent anew', async () => {
    let tokens = 0;
    const server = await serve((asked, response) => {
      if (asked.path === '/token') return reply(response, 200, { token: `t${++tokens}` });
      const wanted = asked.method === 'PUT' ? 'Bearer t2' : /^Bearer t[12]$/;
      const renewed = asked.method === 'PUT' || asked.method === 'POST';
      const allowed = renewed ? asked.headers.authorization?.match(wanted) : true;
      if (!allowed) return reply(response, 401, '', challenge(asked.headers.host ?? ''));
      if (asked.method === 'HEAD') return reply(response, 404);
      return asked.method === 'POST' ? reply(response, 202, '', { location: '/up' }) : reply(response, 201);
    });
    expect(await client().putBlob(reference(server), BLOB)).toBe('uploaded');
    expect(server.asked.at(-1)).toMatchObject({ method: 'PUT', path: '/up' });
    expect(sha256(server.asked.at(-1)?.body ?? '')).toBe(BLOB.digest);
  });
});

describe('redirects', () => {
  test('to another origin go without the login', async () => {
    const storage = await serve((_, response) =>
      reply(response, 200, 'the content of a blob, long enough to be cut in two'),
    );
    const server = await serve(({ headers, path }, response) => {
      if (headers.authorization !== basic) return reply(response, 401, '', { 'www-authenticate': 'Basic' });
      if (path.endsWith('/moved')) return reply(response, 307, '', { location: `http://${storage.host}/signed?key=k` });
      return reply(response, 302, '', { location: 'moved' });
    });
    const content = await collect(await client().blob(reference(server), BLOB));
    expect(sha256(content)).toBe(BLOB.digest);
    expect(server.asked.at(-1)?.headers.authorization).toBe(basic);
    expect(storage.asked.map(({ headers }) => headers.authorization)).toEqual([undefined]);
  });

  test('an upload that goes on elsewhere does so without the login', async () => {
    const storage = await serve((_, response) => reply(response, 201));
    const server = await serve(({ headers, method }, response) => {
      if (headers.authorization !== basic) return reply(response, 401, '', { 'www-authenticate': 'Basic' });
      return method === 'HEAD'
        ? reply(response, 404)
        : reply(response, 202, '', { location: `http://${storage.host}/up` });
    });
    expect(await client().putBlob(reference(server), BLOB)).toBe('uploaded');
    expect(storage.asked[0]?.headers.authorization).toBeUndefined();
  });

  test('in a circle end', async () => {
    const server = await serve((_, response) => reply(response, 302, '', { location: '/v2/org/app/manifests/1.2' }));
    expect(await client().head(reference(server))).toMatchObject({ answer: 'unknown' });
    expect(server.asked).toHaveLength(6);
  });
});
