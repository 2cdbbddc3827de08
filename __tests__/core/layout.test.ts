import { describe, expect, test } from 'vitest';
import { linkGraph, nodeOf } from '../../src/core/graph.ts';
import * as layout from '../../src/core/layout.ts';
import { formatReference } from '../../src/core/reference.ts';
import { makeBuilder, makeCatalog, makeImage } from '../fakes/catalog.ts';

const builders = new Map([
  ['default', makeBuilder()],
  ['musl', makeBuilder({ name: 'musl' })],
]);
const images = [
  makeImage(),
  makeImage({ name: 'go', section: 'lang/new' }),
  makeImage({ name: 'tiny', builder: 'musl' }),
];

function places(registry: string | undefined, section: string, label: string): string[] {
  const catalog = makeCatalog(images, { registry, section, builders });
  const node = nodeOf(linkGraph(catalog), `${label}@linux/amd64`);
  return [
    layout.contentReference(catalog, node, 'f1-0'),
    layout.untestedReference(catalog, node, 'f1-0'),
    layout.passedReference(catalog, node, 'f1-0', '1a2b'),
    layout.builderReference(catalog, node, 'f1-0'),
  ].map(formatReference);
}

describe('where a target and its builder are', () => {
  test.each([
    ['ghcr.io/acme', 'base', 'ghcr.io/acme/base', 'ghcr.io/acme/builder-base'],
    ['ghcr.io/acme', 'lang/new/go', 'ghcr.io/acme/lang/new/go', 'ghcr.io/acme/lang/new/builder-go'],
    ['host:5000', 'base', 'host:5000/base', 'host:5000/builder-base'],
    ['host:5000/a/b', 'base', 'host:5000/a/b/base', 'host:5000/a/b/builder-base'],
    [undefined, 'base', 'localhost/base', 'localhost/builder-base'],
    [undefined, 'lang/new/go', 'localhost/lang/new/go', 'localhost/lang/new/builder-go'],
  ])('%s: %s', (registry, label, target, builder) => {
    expect(places(registry, '', label)).toEqual([
      `${target}:f1-0`,
      `${target}:f1-0-untested`,
      `${target}:f1-0-passed-1a2b`,
      `${builder}:f1-0`,
    ]);
  });
});

test('an initial builder has no target: its scratch is the commit record, in the file’s section', () => {
  expect(places('ghcr.io/acme', 'os', 'os/builder-scratch')[0]).toBe('ghcr.io/acme/os/builder-scratch:f1-0');
  expect(places('ghcr.io/acme', 'os', 'os/builder-scratch-musl')[3]).toBe('ghcr.io/acme/os/builder-scratch-musl:f1-0');
});

test.each([
  [`f1-${'a'.repeat(32)}`, true],
  [`f12-${'a'.repeat(32)}-untested`, true],
  [`f1-${'a'.repeat(32)}-passed-0123456789abcdef`, true],
  [`sha256-${'a'.repeat(64)}`, true],
  [`f1-${'a'.repeat(33)}`, false],
  ['f1-1', false],
  ['latest', false],
  ['20261116', false],
])('a tag of our own: %s', (tag, own) => {
  expect(layout.isOwnTag(tag)).toBe(own);
});

test('the core stays on the machine', () => {
  expect(formatReference(layout.coreReference('f1-0'))).toBe('localhost/gentoo-image-builder/builder-core:f1-0');
});
