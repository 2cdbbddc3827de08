import { describe, expect, test } from 'vitest';
import type { Graph } from '../../src/core/graph.ts';
import type { Existence } from '../../src/core/oci.ts';
import { decidePlan, isBuilt, isWork, type Plan, type Presence, type Rebuild } from '../../src/core/plan.ts';
import { chain, DIGEST, FACTS, makeGraph, makeImage, OTHER_DIGEST, printsOf, problemsOf } from '../fakes/catalog.ts';

const yes: Existence = { answer: 'yes', digest: DIGEST, mediaType: '' };
const other: Existence = { answer: 'yes', digest: OTHER_DIGEST, mediaType: '' };
const no: Existence = { answer: 'no' };
/** built, tested, named */
const there: Presence = { content: yes, builder: yes, tags: new Map([['20261116', yes]]) };
const absent: Presence = { content: no, untested: no };

/** Presences by label; the others are `rest`. */
function plan(
  presences: Record<string, Presence>,
  rest: Presence = there,
  rebuild?: Rebuild,
  graph: Graph = makeGraph(),
): Plan {
  const known = [...graph.nodes.values()].map((node) => [node.id, presences[node.label] ?? rest] as const);
  return decidePlan(graph, FACTS.pins, printsOf(graph), new Map(known), rebuild);
}
function decisions(made: Plan): Record<string, string> {
  return Object.fromEntries(
    [...made.decisions.values()].map(({ node, do: what, reason }) => [node.label, `${what}: ${reason}`]),
  );
}
const levels = (made: Plan): string[][] => made.levels.map((level) => level.map(({ node }) => node.label));

describe('a decision', () => {
  const graph = makeGraph([makeImage()]);
  test.each<[string, Presence, Presence, Rebuild, string, string]>([
    ['all is there', there, there, 'changed', 'reuse: is there', 'unneeded: nothing is built on it this time'],
    ['nothing is there', absent, { content: no }, 'changed', 'build: is not there yet', 'build: is not there yet'],
    ['only the image lacks', absent, there, 'changed', 'build: is not there yet', 'reuse: is there'],
    [
      'not tested yet',
      { content: no, untested: yes },
      there,
      'changed',
      'test: is built, but not tested yet',
      'unneeded: nothing is built on it this time',
    ],
    [
      'a name that is nowhere',
      { content: yes, tags: new Map([['1', no]]) },
      there,
      'changed',
      'tag: is there, but 1 names something else or nothing',
      'unneeded: nothing is built on it this time',
    ],
    [
      'a name that is elsewhere',
      {
        content: yes,
        tags: new Map([
          ['1', yes],
          ['latest', other],
        ]),
      },
      there,
      'changed',
      'tag: is there, but latest names something else or nothing',
      'unneeded: nothing is built on it this time',
    ],
    [
      'names that were not asked for',
      { content: yes },
      there,
      'changed',
      'reuse: is there',
      'unneeded: nothing is built on it this time',
    ],
    [
      'its builder is gone, and nobody needs it',
      { ...there, builder: no },
      there,
      'changed',
      'reuse: is there',
      'unneeded: nothing is built on it this time',
    ],
    ['all are to be rebuilt', there, there, 'all', 'rebuild: asked for', 'reuse: is there'],
    ['it is to be rebuilt', there, there, new Set(['base']), 'rebuild: asked for', 'reuse: is there'],
    [
      'it is to be rebuilt, and was never built',
      absent,
      there,
      new Set(['base']),
      'rebuild: asked for',
      'reuse: is there',
    ],
    [
      'the scratch lacks, and nobody needs it',
      there,
      absent,
      'changed',
      'reuse: is there',
      'unneeded: nothing is built on it this time',
    ],
  ])('%s', (_, image, scratch, rebuild, wanted, ofScratch) => {
    expect(decisions(plan({ base: image, 'builder-scratch': scratch }, there, rebuild, graph))).toEqual({
      base: wanted,
      'builder-scratch': ofScratch,
    });
  });
});

describe('a builder that is gone', () => {
  test('is made anew when a child has to be built, and so is what it stands on', () => {
    const made = plan({
      base: { ...there, builder: no },
      go: { ...there, builder: no },
      hydra: absent,
      'builder-scratch': absent,
    });
    expect(decisions(made)).toEqual({
      'builder-scratch': 'build: is not there yet',
      base: 'rebuild: its builder is not there, and go needs it',
      go: 'rebuild: its builder is not there, and hydra needs it',
      hydra: 'build: is not there yet',
      lone: 'reuse: is there',
    });
    expect(levels(made)).toEqual([['builder-scratch'], ['base'], ['go'], ['hydra']]);
  });

  test('is not missed by a child that is only tested or tagged', () => {
    expect(decisions(plan({ base: { ...there, builder: no }, go: { content: no, untested: yes } }))).toMatchObject({
      base: 'reuse: is there',
      go: 'test: is built, but not tested yet',
    });
  });

  test('keeps an untested image from being only tested', () => {
    expect(decisions(plan({ base: { content: no, untested: yes, builder: no }, go: absent }))).toMatchObject({
      base: 'build: is not there yet',
    });
    expect(decisions(plan({ base: { content: no, untested: yes, builder: yes }, go: absent }))).toMatchObject({
      base: 'test: is built, but not tested yet',
    });
  });
});

describe('levels', () => {
  test('are one above what has to be done before', () => {
    expect(levels(plan({}, absent))).toEqual([['builder-scratch'], ['base', 'lone'], ['go'], ['hydra']]);
  });

  test.each<[string, Record<string, Presence>, string[][]]>([
    ['nothing to do, no level', {}, []],
    ['the last of a chain', { hydra: absent }, [['hydra']]],
    ['a hole in the middle', { base: absent, hydra: absent, lone: absent }, [['base', 'hydra', 'lone']]],
    ['two that follow one another', { go: absent, hydra: absent }, [['go'], ['hydra']]],
    ['a tag is work too', { base: { content: yes, tags: new Map([['1', no]]) }, go: absent }, [['base'], ['go']]],
  ])('%s', (_, presences, wanted) => {
    expect(levels(plan(presences))).toEqual(wanted);
  });

  test('count every image that is required, not only the parent', () => {
    const graph = makeGraph([...chain(), makeImage({ name: 'all', requires: ['lone', 'hydra'] })]);
    expect(levels(plan({}, absent, 'changed', graph)).at(-1)).toEqual(['all']);
  });
});

describe('rebuild', () => {
  test('all leaves an initial builder alone that is there', () => {
    expect(levels(plan({}, there, 'all'))).toEqual([['base', 'lone'], ['go'], ['hydra']]);
  });

  test('of names, short or whole, rebuilds only these: the children keep what they stand on', () => {
    const graph = makeGraph([
      makeImage({ section: 'os' }),
      makeImage({ name: 'go', section: 'lang', requires: 'base' }),
    ]);
    expect(levels(plan({}, there, new Set(['os/base']), graph))).toEqual([['os/base']]);
    expect(levels(plan({}, there, new Set(['go', 'base']), graph))).toEqual([['os/base'], ['lang/go']]);
  });

  test('of unknown names is refused', () => {
    expect(problemsOf(() => plan({}, there, new Set(['hydar', 'base', 'xyz'])))).toBe(
      `'hydar' is to be rebuilt, but the images file has no such image
  hint: did you mean 'hydra'?
'xyz' is to be rebuilt, but the images file has no such image`,
    );
  });
});

test('decisions stand in the graph’s order, with tags and fingerprints', () => {
  const graph = makeGraph();
  const made = plan({}, absent, 'changed', graph);
  expect([...made.decisions.keys()]).toEqual([...graph.nodes.keys()]);
  const prints = printsOf(graph);
  for (const [id, { fingerprint, tags, node }] of made.decisions) {
    expect(fingerprint).toBe(prints.get(id)?.fingerprint);
    expect(tags).toEqual(node.kind === 'builder' ? [] : ['20261116']);
  }
});

test('what is work, and what ends in a builder', () => {
  const [decision] = plan({}, absent).decisions.values();
  if (!decision) throw new Error('no decision');
  const all = (['build', 'rebuild', 'test', 'tag', 'reuse', 'unneeded'] as const).map((what) => ({
    ...decision,
    do: what,
  }));
  expect(all.map(isWork)).toEqual([true, true, true, true, false, false]);
  expect(all.map(isBuilt)).toEqual([true, true, false, false, false, false]);
  expect(isBuilt(undefined)).toBe(false);
});

test('a node of which nothing is known is a bug', () => {
  const graph = makeGraph();
  expect(() => decidePlan(graph, FACTS.pins, printsOf(graph), new Map())).toThrow(
    'nothing is known of lone@linux/amd64',
  );
});

test('ten thousand images are planned soon', () => {
  const images = Array.from({ length: 10_000 }, (_, index) =>
    makeImage({ name: index === 0 ? 'base' : `i${index}`, ...(index > 0 && { requires: 'base' }) }),
  );
  const graph = makeGraph(images);
  expect(levels(plan({}, absent, 'changed', graph)).map(({ length }) => length)).toEqual([1, 1, 9999]);
});
