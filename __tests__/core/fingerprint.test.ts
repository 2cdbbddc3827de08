// What is an ingredient and what is not, each by its name: a row that moves to the other table rebuilds what people have.

import { describe, expect, test } from 'vitest';
import type { Builder, Image } from '../../src/core/catalog.ts';
import { fingerprintOf, isFingerprint, printFingerprints, printOf } from '../../src/core/fingerprint.ts';
import type { Facts } from '../../src/core/pins.ts';
import { canonicalJson } from '../../src/core/canonical.ts';
import {
  chain,
  DIGEST,
  FACTS,
  hook,
  makeBuilder,
  makeGraph,
  makeImage,
  OTHER_DIGEST,
  PLAIN_PORTAGE,
  placeAt,
  placed,
  PORTAGE,
  printsOf,
  STAGE3,
} from '../fakes/catalog.ts';

const place = placeAt(1, 'x');
const map = (values: Record<string, string>): Map<string, string> => new Map(Object.entries(values));

/** The fingerprint of the only image, and of its initial builder. */
function prints(image: Partial<Image>, builder: Partial<Builder> = {}, facts: Facts = FACTS): [string, string, string] {
  const { requires: _requires, builder: _builder, packages, ...own } = image;
  const words = { ...own, ...(packages && { packages: packages.map(({ value }) => value) }) };
  const graph = makeGraph([makeImage(words)], { builders: new Map([['default', makeBuilder(builder)]]) });
  const found = printsOf(graph, facts);
  const [first, second] = [...graph.nodes.values()].map((node) => printOf(found, node));
  return [second?.fingerprint ?? '', first?.fingerprint ?? '', first?.core ?? ''];
}

const [plain, plainBuilder, plainCore] = prints({});
const portage = (own: Partial<typeof PLAIN_PORTAGE>): { configuration: typeof PLAIN_PORTAGE } => ({
  configuration: { ...PLAIN_PORTAGE, ...own },
});
const makeConf = (values: Record<string, string>): { configuration: typeof PLAIN_PORTAGE } =>
  portage({ makeConf: map(values) });
const target = (own: Partial<Image['target']>): Partial<Image> => ({ target: { ...makeImage().target, ...own } });
const tags = (own: Partial<Image['tags']>): Partial<Image> => ({ tags: { ...makeImage().tags, ...own } });

test('the form', () => {
  expect(isFingerprint(plain)).toBe(true);
  expect(plain).toMatch(/^f1-[0-9a-f]{32}$/);
  expect(fingerprintOf({ b: 1, a: 2 })).toBe(fingerprintOf({ a: 2, b: 1 }));
  for (const text of ['', 'f1-', 'f1-xyz', `${plain}0`, plain.toUpperCase(), `x${plain}`])
    expect(isFingerprint(text)).toBe(false);
});

/** Held so that nobody changes every fingerprint of the world without a decision: then SCHEME or RECIPE is raised. */
test('the ingredients as text', () => {
  const graph = makeGraph([makeImage({ packages: ['app-misc/jq'] })]);
  const found = [...printsOf(graph).values()];
  expect(found.map(({ ingredients }) => JSON.parse(canonicalJson(ingredients)) as unknown)).toMatchInlineSnapshot(`
    [
      {
        "environment": {},
        "kind": "builder",
        "overlays": [],
        "platform": "linux/amd64",
        "portage": {
          "make_conf": {},
          "package_accept_keywords": [],
          "package_env": [],
          "package_license": [],
          "package_mask": [],
          "package_unmask": [],
          "package_use": [],
          "use_force": [],
          "use_mask": [],
        },
        "recipe": 1,
        "scheme": 1,
        "snapshot": {
          "content": "sha256:bbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbb",
          "date": "20261116",
        },
        "stage3": "sha256:aaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaa",
      },
      {
        "builder": "f1-2b6cc1447d70cfadb2cec7c5c74286bc",
        "env": {},
        "environment": {},
        "kind": "gentoo",
        "name": "base",
        "packages": [
          "app-misc/jq",
        ],
        "parent": null,
        "platform": "linux/amd64",
        "portage": {
          "make_conf": {},
          "package_accept_keywords": [],
          "package_env": [],
          "package_license": [],
          "package_mask": [],
          "package_unmask": [],
          "package_use": [],
          "use_force": [],
          "use_mask": [],
        },
        "recipe": 1,
        "scheme": 1,
      },
    ]
  `);
});

describe('an ingredient of an image', () => {
  test.each<[string, Partial<Image>]>([
    ['its name', { name: 'other' }],
    ['the platform', { platform: 'linux/arm64' }],
    ['a version that gives the tag', tags({ version: placed('1.2') })],
    ['a package', { packages: [placed('app-misc/jq')] }],
    ['the order of packages', { packages: [placed('b'), placed('a')] }],
    ['make.conf', makeConf({ CFLAGS: '-O2' })],
    ['EMERGE_DEFAULT_OPTS', makeConf({ EMERGE_DEFAULT_OPTS: '--with-bdeps=y' })],
    ['package_use', portage({ packageUse: ['a/b c'] })],
    ['package_accept_keywords', portage({ packageAcceptKeywords: ['a/b'] })],
    ['package_mask', portage({ packageMask: ['a/b'] })],
    ['package_unmask', portage({ packageUnmask: ['a/b'] })],
    ['package_license', portage({ packageLicense: ['a/b c'] })],
    ['package_env', portage({ packageEnv: ['a/b c'] })],
    ['use_mask', portage({ useMask: ['a'] })],
    ['use_force', portage({ useForce: ['a'] })],
    ['profile', portage({ profile: 'a' })],
    ['the environment', { environment: map({ A: 'b' }) }],
    ['a name of Object.prototype in the environment', { environment: map({ ['__proto__']: 'b' }) }],
    ['configure_builder', { configureBuilder: hook('a\n') }],
    ['configure_rootfs_build', { configureRootfsBuild: hook('a\n') }],
    ['finish_rootfs_build', { finishRootfsBuild: hook('a\n') }],
    ['a blank in a hook', { finishRootfsBuild: hook('a \n') }],
    ['the entrypoint', target({ entrypoint: ['a'] })],
    ['an empty entrypoint', target({ entrypoint: [] })],
    ['the command', target({ cmd: ['a'] })],
    ['the user', target({ user: 'a' })],
    ['the working directory', target({ workdir: '/a' })],
    ['the target’s environment', target({ env: map({ A: 'b' }) })],
  ])('%s', (_, image) => {
    expect(prints(image)[0]).not.toBe(plain);
  });

  test('no two of the same', () => {
    const texts = [
      prints({ configureBuilder: hook('a\n') }),
      prints({ configureRootfsBuild: hook('a\n') }),
      prints({ finishRootfsBuild: hook('a\n') }),
      prints({ environment: map({ A: 'b' }) }),
      prints(target({ env: map({ A: 'b' }) })),
      prints(makeConf({ A: 'b' })),
      prints(target({ cmd: ['a'] })),
      prints(target({ entrypoint: ['a'] })),
      prints(portage({ packageMask: ['a/b'] })),
      prints(portage({ packageUnmask: ['a/b'] })),
    ].map(([text]) => text);
    expect(new Set(texts).size).toBe(texts.length);
  });
});

describe('no ingredient of an image', () => {
  test.each<[string, Partial<Image>]>([
    ['an explicit tag', tags({ explicit: placed('1') })],
    ['an explicit tag beside a version', tags({ explicit: placed('1'), version: placed('2') })],
    ['latest', tags({ latest: true })],
    ['what a wrong version does', tags({ check: 'warn' })],
    ['the section', { section: 'tools', identity: 'tools/base' }],
    ['its place in the file', { place: placeAt(99, 'elsewhere') }],
    [
      'tests',
      {
        tests: [
          {
            place,
            title: 'a',
            argv: ['a'],
            keepEntrypoint: false,
            env: new Map(),
            exitCode: 0,
            stdout: undefined,
            timeout: 60,
          },
        ],
      },
    ],
    ['the time-out', { timeout: 5 }],
    ['the runner', { runner: ['self-hosted'] }],
    ['MAKEOPTS', makeConf({ MAKEOPTS: '-j64' })],
    ['GENTOO_MIRRORS', makeConf({ GENTOO_MIRRORS: 'https://example.org' })],
    ['PORTAGE_NICENESS', makeConf({ PORTAGE_NICENESS: '19' })],
    ['PORTAGE_IONICE_COMMAND', makeConf({ PORTAGE_IONICE_COMMAND: 'ionice' })],
    ['NINJAOPTS', makeConf({ NINJAOPTS: '-j64' })],
    ['MAKEOPTS in the environment', { environment: map({ MAKEOPTS: '-j64' }) }],
    ['only a count of jobs', makeConf({ EMERGE_DEFAULT_OPTS: '--jobs 4' })],
  ])('%s', (_, image) => {
    expect(prints(image)[0]).toBe(plain);
  });

  test.each([
    '--jobs=4',
    '--jobs 4',
    '--jobs',
    '-j4',
    '-j 4',
    '-j',
    '--load-average=3.5',
    '--load-average 3',
    '-l 3.5',
    '-l3',
    '--jobs 8 --load-average 7',
  ])('how many at once: %s', (count) => {
    const options = (text: string): string => prints(makeConf({ EMERGE_DEFAULT_OPTS: text }))[0];
    expect(options(`${count} --quiet`)).toBe(options('--quiet'));
    expect(options(`--quiet ${count}`)).toBe(options('--quiet'));
    expect(options(`--verbose ${count} --quiet`)).toBe(options('--verbose --quiet'));
  });

  test.each(['--jobserver', '--keep-going=4', '-lj', '--no-jobs'])(
    'but what only looks like it is one: %s',
    (option) => {
      expect(prints(makeConf({ EMERGE_DEFAULT_OPTS: option }))[0]).not.toBe(plain);
    },
  );

  test('the order of keys', () => {
    const both = (a: string, b: string): Partial<Image> => {
      const values = new Map([
        [a, '1'],
        [b, '1'],
      ]);
      return { environment: values, ...portage({ makeConf: values }), ...target({ env: values }) };
    };
    expect(prints(both('A', 'B'))[0]).toBe(prints(both('B', 'A'))[0]);
  });
});

test('the order of make.conf decides where a line sees those above it', () => {
  const [first] = prints(makeConf({ COMMON_FLAGS: '-O2', CFLAGS: '${COMMON_FLAGS}' }));
  const [second] = prints(makeConf({ CFLAGS: '${COMMON_FLAGS}', COMMON_FLAGS: '-O2' }));
  expect(first).not.toBe(second);
});

describe('an ingredient of the initial builder, and so of all on it', () => {
  const overlay = { name: 'o', path: 'o', priority: 50, place };
  const facts: Facts = { ...FACTS, trees: map({ o: 'sha256:1', p: 'sha256:1', tree: 'sha256:2' }) };
  const folder = (date: string): Partial<Builder> => ({ portage: { kind: 'folder', path: 'tree', date, place } });
  test.each<[string, Partial<Builder>, boolean]>([
    ['its configuration', portage({ packageUse: ['a/b c'] }), true],
    ['an overlay', { overlays: [overlay] }, true],
    ['a folder as snapshot', folder('20261116'), false],
    ['the environment', { environment: map({ A: 'b' }) }, false],
    ['configure_builder', { configureBuilder: hook('a\n') }, false],
  ])('%s', (_, own, core) => {
    const [image, builder, found] = prints({}, own, facts);
    expect(image).not.toBe(plain);
    expect(builder).not.toBe(plainBuilder);
    expect(found !== plainCore).toBe(core);
  });

  test('the stage3’s digest, not its name', () => {
    const moved = { ...FACTS.pins.names, [STAGE3]: { digest: OTHER_DIGEST } };
    expect(prints({}, {}, { ...FACTS, pins: { scheme: 1, names: moved } })[2]).not.toBe(plainCore);
    expect(prints({}, { stage3: placed(`mirror.example/stage3@${DIGEST}`) })).toEqual([plain, plainBuilder, plainCore]);
  });

  test('the snapshot’s digest and its date', () => {
    const at = (reference: string): string => prints({}, { portage: { kind: 'image', reference, place } })[1];
    expect(at(`a/p:20261116@${OTHER_DIGEST}`)).toBe(plainBuilder);
    expect(at(`a/p:20261116@${DIGEST}`)).not.toBe(plainBuilder);
    expect(at(`a/p:20261117@${OTHER_DIGEST}`)).not.toBe(plainBuilder);
    expect(prints({}, folder('20261116'), facts)).not.toEqual(prints({}, folder('20261117'), facts));
  });

  test('an overlay’s tree, name and priority, not its path', () => {
    const of = (own: Partial<typeof overlay>): string => prints({}, { overlays: [{ ...overlay, ...own }] }, facts)[2];
    expect(of({ path: 'p' })).toBe(of({}));
    expect(new Set([of({}), of({ path: 'tree' }), of({ name: 'q' }), of({ priority: 60 })]).size).toBe(4);
  });

  test('finish_build, which only images run', () => {
    const [image, builder] = prints({}, { finishBuild: hook('a\n') });
    expect([image !== plain, builder === plainBuilder]).toEqual([true, true]);
  });

  test('none: its name and its place', () => {
    expect(prints({}, { name: 'renamed', place: placeAt(9, 'there') })[0]).toBe(plain);
  });
});

describe('a change', () => {
  const changed = (name: string, own: object): string[] => {
    const before = makeGraph();
    const after = makeGraph(chain().map((image) => (image.name === name ? { ...image, ...own } : image)));
    const [old, now] = [printsOf(before), printsOf(after)];
    return [...before.nodes.values()]
      .filter((node) => printOf(old, node).fingerprint !== printOf(now, node).fingerprint)
      .map(({ label }) => label);
  };
  test.each([
    ['base', ['base', 'go', 'hydra']],
    ['go', ['go', 'hydra']],
    ['hydra', ['hydra']],
    ['lone', ['lone']],
  ])('of %s reaches exactly its descendants', (name, reached) => {
    expect(changed(name, { finishRootfsBuild: hook('touch "$ROOT/x"\n') })).toEqual(reached);
  });

  test('of a tag reaches nobody', () => {
    expect(changed('base', tags({ explicit: placed('7') }))).toEqual([]);
  });
});

test('names of Object.prototype are names like any other', () => {
  const graph = makeGraph([
    makeImage({ name: 'constructor' }),
    makeImage({ name: 'valueOf', requires: 'constructor' }),
  ]);
  expect(new Set([...printsOf(graph).values()].map(({ fingerprint }) => fingerprint)).size).toBe(3);
});

test.each<[string, Facts]>([
  [`nothing is known of ${STAGE3}`, { ...FACTS, pins: { scheme: 1, names: {} } }],
  [`nothing is known of ${PORTAGE}`, { ...FACTS, pins: { scheme: 1, names: { [STAGE3]: { digest: DIGEST } } } }],
])('a fact that lacks is a bug: %s', (message, facts) => {
  expect(() => printFingerprints(makeGraph(), facts)).toThrow(message);
});
