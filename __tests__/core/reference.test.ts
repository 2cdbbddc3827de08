import { describe, expect, test } from 'vitest';
import {
  formatReference,
  isDigest,
  isRegistryHost,
  isRepository,
  isTag,
  parseReference,
} from '../../src/core/reference.ts';

const HEX = 'a'.repeat(64);
const DIGEST = `sha256:${HEX}`;

describe('parseReference', () => {
  test.each<[string, string, ReturnType<typeof parseReference>]>([
    ['alpine', 'docker.io/library/alpine', { registry: 'docker.io', repository: 'library/alpine' }],
    [
      'alpine:3.22',
      'docker.io/library/alpine:3.22',
      { registry: 'docker.io', repository: 'library/alpine', tag: '3.22' },
    ],
    ['gentoo/stage3', 'docker.io/gentoo/stage3', { registry: 'docker.io', repository: 'gentoo/stage3' }],
    ['docker.io/alpine', 'docker.io/library/alpine', { registry: 'docker.io', repository: 'library/alpine' }],
    ['index.docker.io/a/b', 'docker.io/a/b', { registry: 'docker.io', repository: 'a/b' }],
    ['ghcr.io/org/app:1', 'ghcr.io/org/app:1', { registry: 'ghcr.io', repository: 'org/app', tag: '1' }],
    ['localhost/app', 'localhost/app', { registry: 'localhost', repository: 'app' }],
    ['host:5000/app', 'host:5000/app', { registry: 'host:5000', repository: 'app' }],
    ['host:5000', 'docker.io/library/host:5000', { registry: 'docker.io', repository: 'library/host', tag: '5000' }],
    ['[::1]:5000/app:x', '[::1]:5000/app:x', { registry: '[::1]:5000', repository: 'app', tag: 'x' }],
    ['HOST/app', 'HOST/app', { registry: 'HOST', repository: 'app' }],
    ['a.b/c__d/e--f.g_h', 'a.b/c__d/e--f.g_h', { registry: 'a.b', repository: 'c__d/e--f.g_h' }],
    [`a.b/c:t@${DIGEST}`, `a.b/c:t@${DIGEST}`, { registry: 'a.b', repository: 'c', tag: 't', digest: DIGEST }],
  ])('%s is %s', (text, full, reference) => {
    expect(parseReference(text)).toEqual(reference);
    expect(parseReference(full)).toEqual(reference);
    expect(reference && formatReference(reference)).toBe(full);
  });

  test.each([
    '',
    ' alpine',
    'alpine\n',
    'Alpine',
    'a//b',
    '/a',
    'a/',
    'a.b/',
    'a..b',
    'a___b',
    '-a',
    'a-',
    'a:',
    'a:.x',
    `a:${'x'.repeat(129)}`,
    'a@',
    'a@sha256:abc',
    `a@md5:${HEX}`,
    `a@${DIGEST}@${DIGEST}`,
    `a@${DIGEST.toUpperCase()}`,
    HEX,
    'a.b/../c',
    'a.b:port/c',
    'user:pw@host/c',
    'https://a.b/c',
    'a.b/c?d',
    'a.b/c#d',
    'a.b/c%2fd',
    '--privileged',
    `a.b/${'x'.repeat(256)}`,
  ])('%j is no reference', (text) => {
    expect(parseReference(text)).toBeUndefined();
  });
});

test.each<[(text: string) => boolean, string, boolean]>([
  [isTag, 'f1-abc_D.9', true],
  [isTag, '_x', true],
  [isTag, '-x', false],
  [isTag, 'x\n', false],
  [isTag, 'a/b', false],
  [isDigest, DIGEST, true],
  [isDigest, `sha512:${HEX}${HEX}`, true],
  [isDigest, `sha512:${HEX}`, false],
  [isDigest, `${DIGEST}\n`, false],
  [isRepository, 'a/b-c/d', true],
  [isRepository, 'a/B', false],
  [isRegistryHost, 'registry.home:5000', true],
  [isRegistryHost, 'a-.b', false],
  [isRegistryHost, 'host:123456', false],
  [isRegistryHost, 'host/path', false],
])('%o of %s is %s', (check, text, outcome) => {
  expect(check(text)).toBe(outcome);
});

test.each(['a', '-', '_', '.', 'a-', 'a_', 'a.', 'a/', ':', '@', '[:', 'A0-'])('100 kB of %s take no time', (part) => {
  const text = part.repeat(100_000 / part.length);
  for (const check of [parseReference, isTag, isDigest, isRepository, isRegistryHost]) {
    check(text);
    check(text.slice(0, 255));
    check(`${text.slice(0, 250)}!`);
  }
});
