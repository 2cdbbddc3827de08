import { describe, expect, test } from 'vitest';
import { OCI_MANIFEST, sha256 } from '../../src/core/oci.ts';
import * as protocol from '../../src/core/registry-protocol.ts';

const DIGEST = sha256('x');
const NOW = Date.UTC(2026, 10, 22);

test.each<[string, Record<string, protocol.HostAccess>, protocol.Endpoint]>([
  ['ghcr.io', {}, { host: 'ghcr.io', origin: 'https://ghcr.io' }],
  ['docker.io', {}, { host: 'docker.io', origin: 'https://registry-1.docker.io' }],
  ['docker.io', { 'docker.io': { mirror: 'm:5000' } }, { host: 'm:5000', origin: 'https://m:5000' }],
  ['docker.io', { 'docker.io': { mirror: 'm' }, m: { insecure: true } }, { host: 'm', origin: 'http://m' }],
  ['home:443', { 'home:443': { ca: 'PEM' } }, { host: 'home:443', origin: 'https://home' }],
  ['home:80', { 'home:80': { insecure: true } }, { host: 'home:80', origin: 'http://home' }],
  ['localhost:5000', {}, { host: 'localhost:5000', origin: 'http://localhost:5000' }],
  ['127.0.0.1:5000', { '127.0.0.1:5000': { ca: 'PEM' } }, { host: '127.0.0.1:5000', origin: 'https://127.0.0.1:5000' }],
])('%s with %j is reached at %j', (registry, access, endpoint) => {
  expect(protocol.endpointOf(registry, (host) => access[host] ?? {})).toEqual(endpoint);
});

test.each([
  ['localhost', true],
  ['localhost:5000', true],
  ['127.1.2.3', true],
  ['[::1]:5000', true],
  ['localhost.evil.example', false],
  ['127.0.0.1.evil.example', false],
  ['10.0.0.1', false],
])('%s on this machine: %s', (host, loopback) => {
  expect(protocol.isLoopback(host)).toBe(loopback);
});

describe('challenges', () => {
  test.each<[string, [string, Record<string, string>][]]>([
    ['Basic realm="x"', [['basic', { realm: 'x' }]]],
    ['Basic', [['basic', {}]]],
    [
      'Bearer realm="https://a/t",service="s",scope="repository:a/b:pull,push"',
      [['bearer', { realm: 'https://a/t', service: 's', scope: 'repository:a/b:pull,push' }]],
    ],
    ['bearer REALM = "a \\"b\\"" , error=invalid_token', [['bearer', { realm: 'a "b"', error: 'invalid_token' }]]],
    [
      'Negotiate, Basic realm="x", Bearer realm="y"',
      [
        ['negotiate', {}],
        ['basic', { realm: 'x' }],
        ['bearer', { realm: 'y' }],
      ],
    ],
    ['', []],
    ['"', []],
  ])('%s', (header, expected) => {
    const found = protocol.parseChallenges(header);
    expect(found.map(({ scheme, params }) => [scheme, Object.fromEntries(params)])).toEqual(expected);
  });

  test.each(['a', 'a ', ' ', ',', '="', 'a="\\', 'a=b,'])('100 kB of %j end', (part) => {
    protocol.parseChallenges(part.repeat(100_000 / part.length));
  });
});

describe('token requests', () => {
  const challengeFor = (realm: string): protocol.Challenge => ({
    scheme: 'bearer',
    params: new Map([
      ['realm', realm],
      ['service', 'a b'],
    ]),
  });
  const scopes = protocol.scopesOf('org/app', true, 'org/base');

  test('with a password, without, with an identity token', () => {
    const challenge = challengeFor('https://auth.example/token?x=1');
    const login = { username: 'ann', password: 'pä:ss' };
    const request = protocol.tokenRequest(challenge, scopes, login, 'https://r');
    expect(request?.url.href).toBe(
      'https://auth.example/token?x=1&service=a+b&scope=repository%3Aorg%2Fapp%3Apull%2Cpush&scope=repository%3Aorg%2Fbase%3Apull',
    );
    expect(request?.headers).toEqual({ authorization: `Basic ${Buffer.from('ann:pä:ss').toString('base64')}` });
    expect(protocol.tokenRequest(challenge, scopes, undefined, 'https://r')?.headers).toEqual({});
    const refresh = protocol.tokenRequest(challenge, scopes, { identityToken: 'secret' }, 'https://r');
    expect(refresh).toMatchObject({ method: 'POST' });
    expect(refresh?.url.href).not.toContain('secret');
    expect(refresh?.body).toContain('refresh_token=secret');
  });

  test.each([
    ['http://auth.example/token', 'https://r', false],
    ['http://auth.example/token', 'http://r', true],
    ['https://auth.example/token', 'http://r', true],
    ['file:///etc/passwd', 'http://r', false],
    ['/token', 'https://r', false],
    ['', 'https://r', false],
  ])('token server %s of a registry at %s: %s', (realm, origin, allowed) => {
    expect(protocol.tokenRequest(challengeFor(realm), scopes, undefined, origin) !== undefined).toBe(allowed);
  });

  test.each([
    ['{"token":"abc"}', 'abc'],
    ['{"access_token":"abc"}', 'abc'],
    ['{"token":""}', undefined],
    ['{"token":"a\\r\\nx: y"}', undefined],
    ['<html>', undefined],
  ])('%s', (body, token) => {
    expect(protocol.parseToken(Buffer.from(body))).toBe(token);
  });
});

test.each([
  ['https://a/b', '/c', 'https://a/c'],
  ['https://a/b', 'https://c/d?e', 'https://c/d?e'],
  ['https://a/b', 'http://a/b', undefined],
  ['http://a/b', 'http://c/d', 'http://c/d'],
  ['https://a/b', 'file:///c', undefined],
  ['https://a/b', 'https://', undefined],
])('from %s to %s is %s', (from, location, target) => {
  expect(protocol.nextHop(new URL(from), location)?.href).toBe(target);
});

test.each([
  ['https://a/v2/', '/up/1', 'https://a/up/1?digest=sha256%3Ax'],
  ['https://a/v2/', 'http://a/up?_state=b%3D%3D', 'https://a/up?_state=b%3D%3D&digest=sha256%3Ax'],
  ['https://a/v2/', 'https://b/up', 'https://b/up?digest=sha256%3Ax'],
  ['https://a/v2/', 'http://b/up', undefined],
])('an upload begun at %s goes from %s on to %s', (from, location, target) => {
  const session = protocol.uploadSession(new URL(from), location);
  expect(session && protocol.uploadEnd(session, 'sha256:x').href).toBe(target);
});

test.each([
  ['0-99', 100],
  ['bytes=0-49', 50],
  ['0-0', 0],
  [undefined, 0],
  ['0-100', undefined],
  ['5-9', undefined],
  ['nonsense', undefined],
])('of an upload of 100 bytes, Range: %s says that %s are there', (range, kept) => {
  expect(protocol.keptBytes(range, 100)).toBe(kept);
});

test.each<[number, Record<string, string>, string, unknown]>([
  [404, {}, 'application/json', { answer: 'no' }],
  [404, {}, 'application/problem+json', { answer: 'no' }],
  [404, { 'docker-distribution-api-version': 'registry/2.0' }, '', { answer: 'no' }],
  [404, {}, '', 'unclear'],
  [404, {}, 'text/plain', 'unclear'],
  [404, { 'docker-distribution-api-version': 'registry/2.0' }, 'text/html', 'refused'],
  [401, {}, 'application/json', 'refused'],
  [301, {}, '', 'refused'],
  [200, {}, OCI_MANIFEST, 'unclear'],
  [200, { 'docker-content-digest': 'nonsense' }, OCI_MANIFEST, 'unclear'],
  [200, { 'docker-content-digest': DIGEST }, 'text/html', 'unclear'],
  [200, { 'docker-content-digest': DIGEST }, OCI_MANIFEST, { answer: 'yes', digest: DIGEST, mediaType: OCI_MANIFEST }],
])('HEAD answered with %i, %j, %s', (status, headers, type, outcome) => {
  expect(protocol.headOutcome(status, headers, type)).toEqual(outcome);
});

describe('refusals', () => {
  const errors = (...codes: string[]): Uint8Array =>
    Buffer.from(JSON.stringify({ errors: codes.map((code) => ({ code })) }));
  test.each<[number, boolean, string[], string, number]>([
    [404, false, ['MANIFEST_UNKNOWN'], 'not-found', 0],
    [404, false, ['NAME_UNKNOWN'], 'not-found', 0],
    [404, false, ['NOT_FOUND'], 'not-found', 0],
    [404, false, [], 'unavailable', 5],
    [404, true, ['BLOB_UPLOAD_UNKNOWN'], 'unavailable', 5],
    [404, true, ['BLOB_UNKNOWN'], 'protocol', 2],
    [400, true, ['MANIFEST_BLOB_UNKNOWN'], 'protocol', 2],
    [400, true, ['MANIFEST_INVALID'], 'protocol', 0],
    [400, true, ['DIGEST_INVALID'], 'digest-mismatch', 1],
    [401, true, ['UNAUTHORIZED'], 'unauthorized', 0],
    [403, false, ['DENIED'], 'denied', 0],
    [403, true, ['DENIED'], 'denied', 2],
    [408, false, [], 'unavailable', 5],
    [425, false, [], 'unavailable', 5],
    [429, false, ['TOOMANYREQUESTS'], 'unavailable', 5],
    [413, true, [], 'protocol', 0],
    [500, true, [], 'unavailable', 5],
    [599, true, [], 'unavailable', 5],
  ])('%i, writing %s, %j: %s, %i more tries', (status, writing, codes, code, retries) => {
    const refusal = { status, writing, what: 'manifest 1 of a/b', body: errors(...codes) };
    expect(protocol.refusalError('host', refusal, NOW)).toMatchObject({ code, retries, host: 'host' });
  });

  test('say what happened, and nothing that could be a command', () => {
    const body = Buffer.from(
      JSON.stringify({ errors: [{ code: 'DENIED', message: `a\n::error::b\u001b[31m${'c'.repeat(999)}` }] }),
    );
    const { message } = protocol.refusalError(
      'ghcr.io',
      { status: 403, writing: false, what: 'manifest 1 of a/b', body },
      NOW,
    );
    expect(message).toMatch(
      /^ghcr\.io: HTTP 403 for manifest 1 of a\/b \(DENIED: a ::error::b \[31mc+\): not allowed$/,
    );
    expect(message.length).toBeLessThan(300);
  });

  test.each(['', '<html>', '{}', '{"errors":null}', '{"errors":[null,1,{"code":2}]}'])(
    '%j is no error document',
    (text) => {
      expect(protocol.errorBody(Buffer.from(text))).toEqual({ codes: [], message: '' });
    },
  );
});

test.each<[string, number, RegExp]>([
  ['ECONNRESET', 5, /^h: no connection \(ECONNRESET\)$/],
  ['EAI_AGAIN', 5, /EAI_AGAIN/],
  ['DEPTH_ZERO_SELF_SIGNED_CERT', 0, /not trusted .* state 'ca'/],
  ['ERR_TLS_CERT_ALTNAME_INVALID', 0, /not trusted/],
  ['CERT_HAS_EXPIRED', 0, /not trusted/],
  ['EPROTO', 0, /insecure: true/],
  ['ERR_SSL_WRONG_VERSION_NUMBER', 0, /insecure: true/],
])('connection trouble %s', (code, retries, message) => {
  const cause = Object.assign(new Error('x'), { code });
  expect(protocol.networkError('h', cause)).toMatchObject({ code: 'unavailable', retries, cause });
  expect(protocol.networkError('h', cause).message).toMatch(message);
});

test.each([
  [{ registry: 'a.b', repository: 'c' }, undefined],
  [{ registry: 'a b', repository: 'c' }, "'a b' is no registry"],
  [{ registry: 'a.b', repository: '../c' }, "'../c' is no repository"],
  [{ registry: 'a.b', repository: 'c', tag: '?' }, "'?' is no tag"],
  [{ registry: 'a.b', repository: 'c', digest: 'd' }, "'d' is no digest"],
])('%j', (reference, bad) => {
  expect(protocol.badReference(reference)).toBe(bad);
});
