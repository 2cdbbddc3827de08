import { describe, expect, test } from 'vitest';
import { buildersFor } from '../../src/core/additions.ts';
import type { GentooImage } from '../../src/core/catalog.ts';
import { childrenById, type Graph, linkGraph, MOST_GENERATIONS, nodeOf } from '../../src/core/graph.ts';
import { nodeId } from '../../src/core/requires.ts';
import {
  chain,
  makeBuilder,
  makeCatalog,
  makeGraph,
  makeImage,
  makeMirror,
  makeScript,
  placeAt,
  placed,
  problemsOf,
} from '../fakes/catalog.ts';

const ids = (graph: Graph): string[] => [...graph.nodes.keys()];
const row = (count: number): ReturnType<typeof makeImage>[] =>
  Array.from({ length: count }, (_, index) =>
    makeImage({ name: `i${index}`, ...(index > 0 && { requires: `i${index - 1}` }) }),
  );
const two = {
  builders: new Map([
    ['default', makeBuilder()],
    ['musl', makeBuilder({ name: 'musl' })],
  ]),
};

describe('the order', () => {
  test('is the order of the file where nothing else decides', () => {
    expect(ids(makeGraph())).toEqual([
      'builder-scratch@linux/amd64',
      'base@linux/amd64',
      'go@linux/amd64',
      'hydra@linux/amd64',
      'lone@linux/amd64',
    ]);
  });

  test('has parents before children, whatever the file says', () => {
    const [base, go, hydra, lone] = chain() as [never, never, never, never];
    expect(ids(makeGraph([hydra, lone, go, base]))).toEqual([
      'builder-scratch@linux/amd64',
      'base@linux/amd64',
      'go@linux/amd64',
      'hydra@linux/amd64',
      'lone@linux/amd64',
    ]);
  });

  test('has every image that is required before, not only the parent', () => {
    const graph = makeGraph([
      makeImage({ name: 'all', requires: ['base', 'tool', 'base'] }),
      makeImage({ name: 'base' }),
      makeImage({ name: 'tool' }),
    ]);
    expect(ids(graph)).toEqual(['builder-scratch', 'base', 'tool', 'all'].map((one) => nodeId(one, 'linux/amd64')));
    expect(nodeOf(graph, 'all@linux/amd64')).toMatchObject({
      parent: 'base@linux/amd64',
      startsFrom: 'base@linux/amd64',
      needs: ['base@linux/amd64', 'tool@linux/amd64'],
      generation: 2,
    });
  });
});

test('an image without a parent stands on the initial builder', () => {
  expect(nodeOf(makeGraph(), 'base@linux/amd64')).toMatchObject({
    parent: undefined,
    startsFrom: 'builder-scratch@linux/amd64',
    needs: ['builder-scratch@linux/amd64'],
    generation: 1,
  });
});

test('children by id', () => {
  const children = childrenById(makeGraph());
  expect([...children].map(([id, nodes]) => [id, nodes.map(({ label }) => label)])).toEqual([
    ['builder-scratch@linux/amd64', ['base', 'lone']],
    ['base@linux/amd64', ['go']],
    ['go@linux/amd64', ['hydra']],
    ['hydra@linux/amd64', []],
    ['lone@linux/amd64', []],
  ]);
});

test('an id of another graph is a bug', () => {
  expect(() => nodeOf(makeGraph(), 'nope@linux/amd64')).toThrow('no node nope@linux/amd64 in the graph');
});

describe('names', () => {
  const base = (section: string): ReturnType<typeof makeImage> => makeImage({ name: 'base', section });
  test.each([
    ['the own section wins', [base('a'), base('b')], 'b', 'base', 'b/base'],
    ['another section will do', [base('a')], 'b', 'base', 'a/base'],
    ['the whole name says which', [base('a'), base('b')], 'b', 'a/base', 'a/base'],
    ['none is a section too', [base(''), base('b')], '', 'base', 'base'],
  ])('%s', (_, images, section, requires, found) => {
    const graph = makeGraph([...images, makeImage({ name: 'top', section, requires })]);
    const top = [...graph.nodes.values()].find(({ name }) => name === 'top');
    expect(top).toMatchObject({ parent: nodeId(found, 'linux/amd64') });
  });

  test('are looked for on the own platform', () => {
    const arm = { platform: 'linux/arm64' };
    const graph = makeGraph([
      ...chain(),
      makeImage({ name: 'base', ...arm }),
      makeImage({ name: 'go', requires: 'base', ...arm }),
    ]);
    expect(nodeOf(graph, 'go@linux/arm64')).toMatchObject({ parent: 'base@linux/arm64' });
    expect(ids(graph)).toContain('builder-scratch@linux/arm64');
  });
});

describe('what is refused', () => {
  test('an unknown parent, with the nearest name', () => {
    expect(
      problemsOf(() => makeGraph([makeImage({ name: 'base' }), makeImage({ name: 'go', requires: 'bsae' })])),
    ).toBe(
      `images.yaml:11:3 'go' requires 'bsae', which is no image of this file
    bsae
    ~~~~
  hint: did you mean 'base'?`,
    );
  });

  test('an unknown parent, with nothing near', () => {
    expect(problemsOf(() => makeGraph([makeImage({ requires: 'something' })]))).toBe(
      `images.yaml:11:3 'base' requires 'something', which is no image of this file
    something
    ~~~~~~~~~
  hint: leave \`requires\` out to build from scratch`,
    );
  });

  test('an ambiguous parent', () => {
    const images = ['a', 'b'].map((section, index) =>
      makeImage({ name: 'base', section, place: placeAt(20 + index, 'name: base') }),
    );
    expect(problemsOf(() => makeGraph([...images, makeImage({ name: 'go', section: 'c', requires: 'base' })]))).toBe(
      `images.yaml:11:3 'base' is the name of 2 images
    base
    ~~~~
  images.yaml:20:3 'a/base' is here
      name: base
      ~~~~~~~~~~
  images.yaml:21:3 'b/base' is here
      name: base
      ~~~~~~~~~~
  hint: write 'a/base' or 'b/base'`,
    );
  });

  test('a parent that is only there for another platform', () => {
    const images = [makeImage({ name: 'base', platform: 'linux/arm64' }), makeImage({ name: 'go', requires: 'base' })];
    expect(problemsOf(() => makeGraph(images))).toBe(
      `images.yaml:11:3 'base' is not built for linux/amd64, which 'go' is built for
    base
    ~~~~
  hint: it has linux/arm64`,
    );
  });

  test('an image that requires itself', () => {
    expect(problemsOf(() => makeGraph([makeImage({ requires: 'base' })]))).toBe(
      `images.yaml:11:3 these images require each other in a ring: base -> base
    base
    ~~~~
  hint: take one of these requirements out`,
    );
  });

  test('two rings, each once and whole, and what hangs on them not at all', () => {
    const ring = (...names: string[]): ReturnType<typeof makeImage>[] =>
      names.map((name, index) => makeImage({ name, requires: names[(index + 1) % names.length] ?? '' }));
    const images = [makeImage({ name: 'tail', requires: 'a' }), ...ring('a', 'b', 'c'), ...ring('x', 'y')];
    expect(problemsOf(() => makeGraph(images))).toBe(
      `images.yaml:11:3 these images require each other in a ring: a -> b -> c -> a
    b
    ~
  images.yaml:11:3 'b' requires 'c'
      c
      ~
  images.yaml:11:3 'c' requires 'a'
      a
      ~
  hint: take one of these requirements out
images.yaml:11:3 these images require each other in a ring: x -> y -> x
    y
    ~
  images.yaml:11:3 'y' requires 'x'
      x
      ~
  hint: take one of these requirements out`,
    );
  });

  test('everything at once', () => {
    const images = [makeImage({ requires: 'base' }), makeImage({ name: 'go', requires: ['no', 'nor'] })];
    expect(problemsOf(() => makeGraph(images)).match(/^images.yaml/gm)).toHaveLength(3);
  });

  test('more generations than engines take, once a chain', () => {
    expect(makeGraph(row(MOST_GENERATIONS)).nodes.size).toBe(MOST_GENERATIONS + 1);
    expect(problemsOf(() => makeGraph(row(MOST_GENERATIONS + 20)))).toBe(
      `images.yaml:10:3 'i100' is generation 101 of its chain; container engines end at 125 layers
    name: i100
    ~~~~~~~~~~
  hint: build it on an earlier image`,
    );
  });
});

test('ten thousand images in a row end in an error, not in a stack overflow, and soon', () => {
  expect(problemsOf(() => makeGraph(row(10_000)))).toContain('generation 101');
  expect(problemsOf(() => makeGraph(row(10_000).reverse()))).toContain('generation 101');
});

test('ten thousand images side by side are linked soon', () => {
  const images = Array.from({ length: 10_000 }, (_, index) =>
    makeImage({ name: index === 0 ? 'base' : `i${index}`, ...(index > 0 && { requires: 'base' }) }),
  );
  expect(makeGraph(images).nodes.size).toBe(10_001);
});

describe('several builders', () => {
  test('each has its own scratch, the default one without a name', () => {
    const graph = makeGraph([makeImage({ name: 'base' }), makeImage({ name: 'tiny', builder: 'musl' })], {
      ...two,
      section: 'local',
    });
    expect(ids(graph)).toEqual([
      'local/builder-scratch@linux/amd64',
      'base@linux/amd64',
      'local/builder-scratch-musl@linux/amd64',
      'tiny@linux/amd64',
    ]);
    expect(nodeOf(graph, 'tiny@linux/amd64')).toMatchObject({ startsFrom: 'local/builder-scratch-musl@linux/amd64' });
  });

  test('a child inherits its parent’s', () => {
    const graph = makeGraph(
      [makeImage({ name: 'tiny', builder: 'musl' }), makeImage({ name: 'child', requires: 'tiny' })],
      two,
    );
    expect(nodeOf(graph, 'child@linux/amd64').builder?.name).toBe('musl');
    expect(ids(graph)).not.toContain('builder-scratch@linux/amd64');
  });

  test('a child that names its parent’s starts from its parent', () => {
    const graph = makeGraph([makeImage(), makeImage({ name: 'child', requires: 'base', builder: 'default' })], two);
    expect(nodeOf(graph, 'child@linux/amd64')).toMatchObject({ startsFrom: 'base@linux/amd64' });
  });

  test('a child that names another starts from that one’s scratch, with its parent’s target below', () => {
    const graph = makeGraph([makeImage(), makeImage({ name: 'child', requires: 'base', builder: 'musl' })], two);
    expect(nodeOf(graph, 'child@linux/amd64')).toMatchObject({
      parent: 'base@linux/amd64',
      startsFrom: 'builder-scratch-musl@linux/amd64',
      needs: ['builder-scratch-musl@linux/amd64', 'base@linux/amd64'],
    });
  });

  test('a child on another takes its parent’s too, where the state is; its own children do not', () => {
    const images = [
      makeImage(),
      makeImage({ name: 'child', requires: 'base', builder: 'musl' }),
      makeImage({ name: 'grandchild', requires: 'child' }),
    ];
    const graph = makeGraph(images, two);
    const taken = (name: string): readonly string[] => buildersFor(nodeOf(graph, nodeId(name, 'linux/amd64')), graph);
    expect(taken('child')).toEqual(['builder-scratch-musl@linux/amd64', 'base@linux/amd64']);
    expect(taken('grandchild')).toEqual(['child@linux/amd64']);
  });
});

describe('scripts and mirrors', () => {
  test('need no builder, and stand in the order of the file', () => {
    const graph = makeGraph([makeMirror({ section: 'mirror' }), makeScript()]);
    expect(ids(graph)).toEqual(['mirror/registry@linux/amd64', 'certificates@linux/amd64']);
    const none = { parent: undefined, startsFrom: undefined, needs: [], generation: 1 };
    expect(nodeOf(graph, 'mirror/registry@linux/amd64')).toMatchObject({
      ...{ kind: 'mirror', label: 'mirror/registry', name: 'registry', section: 'mirror', ...none },
    });
    expect(nodeOf(graph, 'certificates@linux/amd64')).toMatchObject({ kind: 'script', label: 'certificates', ...none });
  });

  test('wait for what they require', () => {
    const graph = makeGraph([makeScript({ requires: ['base', 'registry'] }), makeMirror(), makeImage()]);
    const script = nodeOf(graph, 'certificates@linux/amd64');
    expect(script).toMatchObject({ needs: ['base@linux/amd64', 'registry@linux/amd64'], parent: undefined });
    expect(ids(graph).indexOf(script.id)).toBe(3);
  });

  test.each([
    ['registry', makeMirror()],
    ['certificates', makeScript()],
  ])('a child of %s is built on it, by the initial builder', (requires, parent) => {
    const graph = makeGraph([
      parent,
      makeImage({ name: 'child', requires }),
      makeImage({ name: 'grandchild', requires: 'child' }),
    ]);
    expect(nodeOf(graph, 'child@linux/amd64')).toMatchObject({
      parent: `${requires}@linux/amd64`,
      startsFrom: 'builder-scratch@linux/amd64',
      needs: ['builder-scratch@linux/amd64', `${requires}@linux/amd64`],
      generation: 2,
    });
    expect(nodeOf(graph, 'grandchild@linux/amd64')).toMatchObject({ startsFrom: 'child@linux/amd64', generation: 3 });
  });

  test('a child that names a builder is built by that one', () => {
    const graph = makeGraph([makeMirror(), makeImage({ name: 'child', requires: 'registry', builder: 'musl' })], two);
    expect(ids(graph)).toEqual(['registry@linux/amd64', 'builder-scratch-musl@linux/amd64', 'child@linux/amd64']);
  });

  test('as a second requirement are only there before', () => {
    const graph = makeGraph([
      makeScript(),
      makeImage(),
      makeImage({ name: 'child', requires: ['base', 'certificates'] }),
    ]);
    expect(nodeOf(graph, 'child@linux/amd64')).toMatchObject({
      parent: 'base@linux/amd64',
      startsFrom: 'base@linux/amd64',
      needs: ['base@linux/amd64', 'certificates@linux/amd64'],
    });
  });

  test('can stand in a ring', () => {
    const images = [makeScript({ requires: 'base' }), makeImage({ requires: 'certificates' })];
    expect(problemsOf(() => makeGraph(images))).toContain(
      'these images require each other in a ring: certificates -> base -> certificates',
    );
  });
});

describe('what is copied from another image', () => {
  const from = (value: string): GentooImage['add'] => [
    {
      kind: 'image',
      image: placed(value, 30),
      src: '/a',
      from: 'target',
      dest: '/a',
      to: 'target',
      place: placeAt(30, 'x'),
    },
  ];
  const problems = (requires: string[], value: string): string =>
    problemsOf(() =>
      makeGraph([
        ...chain(),
        makeImage({ name: 'tool', section: 'tools' }),
        makeImage({ name: 'top', requires, add: from(value) }),
      ]),
    );

  test.each([
    [['lone'], 'lone'],
    [['base', 'lone'], 'lone'],
    [['base', 'tool'], 'tools/tool'],
    [['base', 'tools/tool'], 'tool'],
  ])('%j: %s', (requires, value) => {
    expect(problems(requires, value)).toBe('');
  });

  test.each([
    [[], 'lone'],
    [['base'], 'lone'],
    [['hydra'], 'go'],
    [['base'], 'nobody'],
  ])('is to be required: %j, %s', (requires, value) => {
    expect(problems(requires, value)).toBe(`images.yaml:30:3 'top' copies from '${value}', which it does not require
    ${value}
    ${'~'.repeat(value.length)}
  hint: add '${value}' to its \`requires\`, behind the parent`);
  });
});

test('no image, no node', () => {
  expect(linkGraph(makeCatalog([])).nodes.size).toBe(0);
});
