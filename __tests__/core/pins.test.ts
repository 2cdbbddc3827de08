import { describe, expect, test } from 'vitest';
import type { SnapshotSource } from '../../src/core/catalog.ts';
import {
  addPins,
  askQuestions,
  commitIn,
  NO_PINS,
  parsePins,
  pinOf,
  type Pins,
  revisionName,
  snapshotDates,
} from '../../src/core/pins.ts';
import {
  DATE,
  DIGEST,
  FACTS,
  hook,
  type ImageWords,
  makeBuilder,
  makeGraph,
  makeImage,
  makeMirror,
  makeScript,
  OTHER_DIGEST,
  placeAt,
  placed,
  problemsOf,
  STAGE3,
} from '../fakes/catalog.ts';

const place = placeAt(1, 'portage');
const image = (reference: string): SnapshotSource => ({ kind: 'image', reference, place });
const folder = (path: string, date?: string): SnapshotSource => ({ kind: 'folder', path, date, place });
const pins = (names: Pins['names']): Pins => ({ scheme: 1, names });

function questionsOf(portage: SnapshotSource, known: Pins = NO_PINS, stage3 = `${STAGE3}@${DIGEST}`): unknown {
  const builders = new Map([['default', makeBuilder({ portage, stage3: placed(stage3) })]]);
  return askQuestions(makeGraph([makeImage()], { builders }), known);
}

describe('questions', () => {
  const none = { references: [], revisions: [], undated: [], trees: [], globs: [], periods: false };
  const at = (path: string): object => ({ path, place });
  test.each<[string, SnapshotSource, Pins, unknown]>([
    [
      'a tag that moves',
      image('a/p:latest'),
      NO_PINS,
      { references: [{ reference: 'a/p:latest', dated: true, place }] },
    ],
    [
      'a date as the tag',
      image('a/p:20261116'),
      NO_PINS,
      { references: [{ reference: 'a/p:20261116', dated: false, place }] },
    ],
    [
      'a digest without a date',
      image(`a/p@${DIGEST}`),
      NO_PINS,
      { references: [{ reference: `a/p@${DIGEST}`, dated: true, place }] },
    ],
    ['date and digest', image(`a/p:20261116@${DIGEST}`), NO_PINS, {}],
    ['pinned wholly', image('a/p:latest'), pins({ 'a/p:latest': { digest: DIGEST, date: DATE } }), {}],
    [
      'pinned by half',
      image('a/p:latest'),
      pins({ 'a/p:latest': { digest: DIGEST } }),
      { references: [{ reference: 'a/p:latest', dated: true, place }] },
    ],
    ['a folder', folder('tree'), NO_PINS, { trees: [at('tree')], undated: ['tree'] }],
    ['a folder with its date', folder('tree', DATE), NO_PINS, { trees: [at('tree')] }],
    ['a folder with a pinned date', folder('tree'), pins({ tree: { date: DATE } }), { trees: [at('tree')] }],
  ])('%s', (_, portage, known, questions) => {
    expect(questionsOf(portage, known)).toEqual({ ...none, ...(questions as object) });
  });

  test('a stage3 that is not pinned', () => {
    expect(questionsOf(folder('t', DATE), NO_PINS, STAGE3)).toMatchObject({
      references: [{ reference: STAGE3, dated: false }],
    });
    expect(questionsOf(folder('t', DATE), FACTS.pins, STAGE3)).toMatchObject({ references: [] });
  });

  test('overlays, each folder once; and nothing of a builder that no image has', () => {
    const overlays = ['a', 'b', 'a'].map((path, index) => ({ name: `o${index}`, path, priority: 50, place }));
    const builders = new Map([
      ['default', makeBuilder({ overlays })],
      ['idle', makeBuilder({ name: 'idle', portage: folder('other') })],
    ]);
    expect(askQuestions(makeGraph([makeImage()], { builders }), FACTS.pins)).toEqual({
      ...none,
      trees: [at('a'), at('b')],
    });
  });

  test('a builder’s patches and script', () => {
    const file = (path: string): { path: string; place: typeof place } => ({ path, place });
    const builders = new Map([['default', makeBuilder({ patches: file('patches'), script: file('builder.sh') })]]);
    expect(askQuestions(makeGraph([makeImage()], { builders }), FACTS.pins)).toEqual({
      ...none,
      trees: [at('patches'), at('builder.sh')],
    });
  });

  test.each<[string, ImageWords, unknown]>([
    ['script', { script: { path: 'hooks.sh', place } }, { trees: [at('hooks.sh')] }],
    ['a Dockerfile’s file', { dockerfile: { file: { path: 'Dockerfile', place } } }, { trees: [at('Dockerfile')] }],
    ['a Dockerfile’s lines', { dockerfile: { lines: hook('RUN true\n') } }, {}],
    [
      'what a Dockerfile’s lines copy, and what its stages begin with',
      {
        dockerfile: {
          file: { path: 'app/Dockerfile', place },
          lines: hook('FROM a/b:1 AS one\nCOPY src /src\nCOPY --from=one /src /src\n'),
        },
      },
      {
        trees: [{ path: 'app/src', place: hook('').place }],
        references: [{ reference: 'a/b:1', dated: false, place: placeAt(1, 'FROM a/b:1 AS one') }],
      },
    ],
    [
      'what is added',
      {
        add: [
          { kind: 'path', path: 'src', dest: '/a', to: 'target', place },
          { kind: 'git', url: 'https://example.org', ref: 'c', dest: '/b', to: 'builder', place },
          { kind: 'url', url: 'https://example.org', digest: 'c', dest: '/c', to: 'builder', place },
        ],
      },
      { trees: [at('src')], revisions: [{ url: 'https://example.org', ref: 'c', place }] },
    ],
    [
      'commits are not asked for',
      { add: [{ kind: 'git', url: 'https://example.org', ref: 'c'.repeat(40), dest: '/b', to: 'builder', place }] },
      {},
    ],
    [
      'script of a test',
      { tests: [{ kind: 'script', place, title: 't', file: { path: 't.sh', place }, env: new Map(), timeout: 1 }] },
      { trees: [at('t.sh')] },
    ],
    ['a period of refresh', { refresh: 'weekly' }, { periods: true }],
    ['another text of refresh', { refresh: '7' }, {}],
  ])('an image’s %s', (_, own, questions) => {
    expect(askQuestions(makeGraph([makeImage(own)]), FACTS.pins)).toEqual({ ...none, ...(questions as object) });
  });

  test('a script’s inputs', () => {
    const inputs = [{ value: 'a/**', place }];
    expect(askQuestions(makeGraph([makeScript({ inputs })]), NO_PINS)).toEqual({ ...none, globs: [at('a/**')] });
  });

  test('a mirror’s source, unless it is known', () => {
    const source = 'docker.io/library/registry:3';
    const ask = (value: string, known = NO_PINS): unknown =>
      askQuestions(makeGraph([makeMirror({ source: { value, place } })]), known);
    expect(ask(source)).toEqual({ ...none, references: [{ reference: source, dated: false, place }] });
    expect(ask(source, pins({ [source]: { digest: DIGEST } }))).toEqual(none);
    expect(ask(`${source}@${DIGEST}`)).toEqual(none);
  });
});

describe('pinOf', () => {
  test.each<[string, string, Pins, object]>([
    ['nothing', 'a/b:latest', NO_PINS, {}],
    ['its own words', `a/b:20261116@${DIGEST}`, NO_PINS, { digest: DIGEST, date: '20261116' }],
    [
      'the pins',
      'a/b:latest',
      pins({ 'a/b:latest': { digest: DIGEST, date: '20261115' } }),
      { digest: DIGEST, date: '20261115' },
    ],
    [
      'its own words before the pins',
      `a/b@${DIGEST}`,
      pins({ [`a/b@${DIGEST}`]: { digest: OTHER_DIGEST } }),
      { digest: DIGEST },
    ],
    ['no name of Object.prototype', 'constructor', NO_PINS, {}],
  ])('%s', (_, name, known, pin) => {
    expect(pinOf(known, name)).toEqual(pin);
  });
});

test('dates of the builders', () => {
  const builders = new Map(
    Object.entries({
      a: image('a/p:20261116'),
      b: image('a/p:latest'),
      c: folder('t', '20261101'),
      d: folder('u'),
    }).map(([name, portage]) => [name, makeBuilder({ name, portage })]),
  );
  const { catalog } = makeGraph([], { builders });
  expect([...snapshotDates(catalog, pins({ u: { date: '20261102' } }))]).toEqual([
    ['a', '20261116'],
    ['c', '20261101'],
    ['d', '20261102'],
  ]);
});

test('pins are added by name and stand in order', () => {
  const both = addPins(pins({ b: { digest: DIGEST }, c: {} }), { b: { date: DATE }, a: { digest: OTHER_DIGEST } });
  expect(JSON.stringify(both)).toBe(
    `{"scheme":1,"names":{"a":{"digest":"${OTHER_DIGEST}"},"b":{"digest":"${DIGEST}","date":"${DATE}"},"c":{}}}`,
  );
});

describe('pins as JSON', () => {
  test('are read as they were written', () => {
    expect(parsePins(JSON.stringify(FACTS.pins), 'x')).toEqual(FACTS.pins);
    expect(parsePins('{"scheme":1,"names":{}}', 'x')).toEqual(NO_PINS);
  });

  test('keep what was set and the periods, and answers that are added change neither', () => {
    const told: Pins = {
      ...pins({ b: { digest: DIGEST } }),
      set: { 'software.nodejs.version': '22.12.0', 'vars.__proto__': '`x`\n' },
      periods: { daily: '2026-11-22', weekly: '2026-W47', monthly: '2026-11' },
    };
    expect(parsePins(JSON.stringify(told), 'x')).toEqual(told);
    expect(addPins(told, { a: { date: DATE } })).toEqual({
      ...told,
      names: { a: { date: DATE }, b: { digest: DIGEST } },
    });
  });

  test.each([
    '',
    'null',
    '[]',
    '{}',
    '{"scheme":2,"names":{}}',
    '{"scheme":1,"names":[]}',
    '{"scheme":1,"names":{"a":"b"}}',
    '{"scheme":1,"names":{"a":{"digest":"latest"}}}',
    '{"scheme":1,"names":{"a":{"date":"2026-11-16"}}}',
    '{"scheme":1,"names":{"a":{"date":20261116}}}',
    '{"scheme":1,"names":{},"set":[]}',
    '{"scheme":1,"names":{},"set":{"a":1}}',
    '{"scheme":1,"names":{},"set":null}',
    '{"scheme":1,"names":{},"periods":{"daily":"2026-11-22","weekly":"2026-W47"}}',
    '{"scheme":1,"names":{},"periods":{"daily":1,"weekly":"2026-W47","monthly":"2026-11"}}',
    '{"scheme":1,"names":{},"periods":"daily"}',
  ])('are refused: %s', (text) => {
    expect(problemsOf(() => parsePins(text, 'the input pins'))).toBe(
      `the input pins does not hold the pins that plan put out
  hint: it is JSON: {"scheme": 1, "names": {"docker.io/gentoo/stage3:latest": {"digest": "sha256:..."}}}`,
    );
  });
});

test('a branch that is pinned is not asked for, counts by its commit, and travels as JSON', () => {
  const branch = {
    kind: 'git',
    url: 'https://example.org/a.git',
    ref: 'main',
    dest: '/b',
    to: 'builder',
    place,
  } as const;
  const commit = 'a'.repeat(40);
  const known = addPins(FACTS.pins, { [revisionName(branch.url, branch.ref)]: { commit } });
  const graph = makeGraph([makeImage({ add: [branch] })]);
  expect(askQuestions(graph, known).revisions).toEqual([]);
  expect(commitIn(known, branch.url, branch.ref)).toBe(commit);
  expect(commitIn(known, branch.url, commit)).toBe(commit);
  expect(() => commitIn(known, branch.url, 'other')).toThrow('nothing is known of https://example.org/a.git#other');
  expect(parsePins(JSON.stringify(known), 'the input')).toEqual(known);
  const wrong = { scheme: 1, names: { 'https://example.org/a.git#main': { commit: 'main' } } };
  expect(() => parsePins(JSON.stringify(wrong), 'the input')).toThrow('does not hold the pins');
});
