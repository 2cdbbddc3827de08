import { describe, expect, test } from 'vitest';
import { credentialFiles, credentialPlaces, helperCredentials } from '../../src/core/credentials.ts';

const auth = (user: string, password = 'pw'): object => ({
  auth: Buffer.from(`${user}:${password}`).toString('base64'),
});
const inline = (username: string, password = 'pw'): object => ({ kind: 'inline', credentials: { username, password } });

describe('credentialPlaces', () => {
  test.each<[string, unknown, string, string, unknown[]]>([
    ['nothing', {}, 'a.b', 'c', []],
    ['no file', undefined, 'a.b', 'c', []],
    ['host', { auths: { 'a.b': auth('u') } }, 'a.b', 'c', [inline('u')]],
    ['a colon in the password', { auths: { 'a.b': auth('u', 'p:w:') } }, 'a.b', 'c', [inline('u', 'p:w:')]],
    ['another host', { auths: { 'a.b': auth('u') } }, 'b', 'c', []],
    ['host with a port', { auths: { 'a.b:5000': auth('u') } }, 'a.b:5000', 'c', [inline('u')]],
    ['old form', { auths: { 'https://a.b/v2/': auth('u') } }, 'a.b', 'c', [inline('u')]],
    ['the Hub', { auths: { 'https://index.docker.io/v1/': auth('u') } }, 'docker.io', 'library/x', [inline('u')]],
    ['plain', { auths: { 'a.b': { username: 'u', password: 'pw' } } }, 'a.b', 'c', [inline('u')]],
    [
      'most specific path',
      { auths: { 'a.b': auth('all'), 'a.b/org': auth('org'), 'a.b/org/app': auth('app'), 'a.b/or': auth('no') } },
      'a.b',
      'org/app',
      [inline('app')],
    ],
    ['path above', { auths: { 'a.b': auth('all'), 'a.b/org': auth('org') } }, 'a.b', 'org/app/x', [inline('org')]],
    [
      'identity token',
      { auths: { 'a.b': { auth: '', identitytoken: 'it' } } },
      'a.b',
      'c',
      [{ kind: 'inline', credentials: { identityToken: 'it' } }],
    ],
    [
      'helpers before the file',
      { auths: { 'a.b': auth('u') }, credsStore: 'pass', credHelpers: { 'a.b': 'ecr-login' } },
      'a.b',
      'c',
      [
        { kind: 'helper', helper: 'docker-credential-ecr-login', server: 'a.b' },
        { kind: 'helper', helper: 'docker-credential-pass', server: 'a.b' },
        inline('u'),
      ],
    ],
    [
      'helper for the Hub',
      { auths: { 'https://index.docker.io/v1/': {} }, credsStore: 'desktop' },
      'docker.io',
      'library/x',
      [{ kind: 'helper', helper: 'docker-credential-desktop', server: 'https://index.docker.io/v1/' }],
    ],
    ['a helper that is a path', { credsStore: '../../bin/sh' }, 'a.b', 'c', []],
    ['no base64', { auths: { 'a.b': { auth: '!!!' } } }, 'a.b', 'c', []],
    ['prototype', JSON.parse('{"auths":{}}'), '__proto__', 'constructor', []],
    ['lists', { auths: [], credHelpers: 1 }, 'a.b', 'c', []],
  ])('%s', (_, config, host, repository, places) => {
    expect(credentialPlaces(config, host, repository)).toEqual(places);
  });
});

test.each([
  ['{"ServerURL":"x","Username":"u","Secret":"s"}', { username: 'u', password: 's' }],
  ['{"Username":"<token>","Secret":"s"}', { identityToken: 's' }],
  ['{"Username":"","Secret":""}', undefined],
  ['credentials not found', undefined],
])('a helper prints %s', (printed, credentials) => {
  expect(helperCredentials(printed)).toEqual(credentials);
});

test('credentialFiles', () => {
  expect(credentialFiles({}, '/home/ann')).toEqual([
    '/home/ann/.docker/config.json',
    '/home/ann/.config/containers/auth.json',
  ]);
  const env = {
    REGISTRY_AUTH_FILE: '/a.json',
    DOCKER_CONFIG: '/d',
    XDG_RUNTIME_DIR: '/run/user/1',
    XDG_CONFIG_HOME: '/c',
  };
  expect(credentialFiles(env, '/home/ann')).toEqual([
    '/a.json',
    '/d/config.json',
    '/run/user/1/containers/auth.json',
    '/c/containers/auth.json',
  ]);
});
