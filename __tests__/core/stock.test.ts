// What has a stock of its own, and what shares one: CHOST, CFLAGS, profile, stage3 and platform must never mix.

import { expect, test } from 'vitest';
import type { Builder, GentooImage } from '../../src/core/catalog.ts';
import type { Graph } from '../../src/core/graph.ts';
import { stockName, treeOf } from '../../src/core/stock.ts';
import type { Facts } from '../../src/core/pins.ts';
import {
  FACTS,
  hook,
  makeBuilder,
  makeGraph,
  makeImage,
  PLAIN_PORTAGE,
  PORTAGE,
  printsOf,
  STAGE3,
} from '../fakes/catalog.ts';

const map = (values: Record<string, string>): Map<string, string> => new Map(Object.entries(values));
const makeConf = (values: Record<string, string>) => ({ configuration: { ...PLAIN_PORTAGE, makeConf: map(values) } });

function named(image: Partial<GentooImage>, builder: Partial<Builder> = {}, facts: Facts = FACTS): [string, string] {
  const { requires: _requires, builder: _builder, packages, ...own } = image;
  const words = { ...own, ...(packages && { packages: packages.map(({ value }) => value) }) };
  const graph: Graph = makeGraph([makeImage(words)], { builders: new Map([['default', makeBuilder(builder)]]) });
  const node = [...graph.nodes.values()].find(({ kind }) => kind === 'gentoo');
  if (node?.kind !== 'gentoo') throw new Error('no image');
  const prints = printsOf(graph, facts);
  return [stockName(graph, prints, node), treeOf(graph, prints, node)];
}

const facts = (name: string): Facts => {
  const names = { ...FACTS.pins.names, [name]: { ...FACTS.pins.names[name], digest: `sha256:${'c'.repeat(64)}` } };
  return { ...FACTS, pins: { ...FACTS.pins, names } };
};
const [name, tree] = named({});

test('a name is good for a tag', () => {
  expect(name).toMatch(/^packages-[a-z0-9._-]+-[0-9a-f]{16}$/);
});

test.each([
  ['CFLAGS of the builder', named({}, makeConf({ CFLAGS: '-O3' }))],
  ['CHOST of the image', named(makeConf({ CHOST: 'x86_64-gentoo-linux-musl' }))],
  ['another profile', named({}, { configuration: { ...PLAIN_PORTAGE, profile: 'default/linux/amd64/23.0/musl' } })],
  ['settings of one package', named({ configuration: { ...PLAIN_PORTAGE, packageEnv: ['a/b debug'] } })],
  ['a variable of the environment', named({ environment: map({ CFLAGS: '-O3' }) })],
  ['another stage3', named({}, {}, facts(STAGE3))],
])('apart: %s', (_what, [other]) => {
  expect(other).not.toBe(name);
});

test.each([
  ['USE flags, which Portage compares', named(makeConf({ USE: 'ssl' }))],
  ['how many jobs', named({}, makeConf({ MAKEOPTS: '-j8' }))],
  ['what is run in the image', named({ target: { ...makeImage().target, cmd: ['x'] } })],
  ['a hook: what it changes shows in the container', named({ configureBuilder: hook('true\n') })],
])('shared: %s', (_what, [other, sameTree]) => {
  expect(other).toBe(name);
  expect(sameTree).toBe(tree);
});

test('a new snapshot has the same stock, but is another tree', () => {
  const [other, moved] = named({}, {}, facts(PORTAGE));
  expect(other).toBe(name);
  expect(moved).not.toBe(tree);
});
