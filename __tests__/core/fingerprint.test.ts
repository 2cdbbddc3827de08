// What is an ingredient and what is not, each by its name: a row that moves to the other table rebuilds what people have.

import { describe, expect, test } from 'vitest';
import type { Addition, Builder, GentooImage, Image } from '../../src/core/catalog.ts';
import { fingerprintOf, isFingerprint, printFingerprints, printOf } from '../../src/core/fingerprint.ts';
import type { Facts } from '../../src/core/pins.ts';
import { canonicalJson } from '../../src/core/canonical.ts';
import {
  chain,
  DIGEST,
  FACTS,
  hook,
  type ImageWords,
  makeBuilder,
  makeGraph,
  makeImage,
  makeMirror,
  makeScript,
  MIRRORED,
  OTHER_DIGEST,
  PLAIN_PORTAGE,
  PLAIN_TAGS,
  placeAt,
  placed,
  PORTAGE,
  printsOf,
  STAGE3,
} from '../fakes/catalog.ts';

const place = placeAt(1, 'x');
const map = (values: Record<string, string>): Map<string, string> => new Map(Object.entries(values));

/** The fingerprint of the only image, and of its initial builder. */
function prints(
  image: Partial<GentooImage>,
  builder: Partial<Builder> = {},
  facts: Facts = FACTS,
): [string, string, string] {
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
const target = (own: Partial<GentooImage['target']>): Partial<GentooImage> => ({
  target: { ...makeImage().target, ...own },
});
const tags = (own: Partial<GentooImage['tags']>): Partial<GentooImage> => ({ tags: { ...makeImage().tags, ...own } });

const healthcheck = {
  ...{ test: ['CMD', 'true'], interval: 1, timeout: undefined, startPeriod: undefined },
  ...{ startInterval: undefined, retries: undefined },
};
type Added<K extends Addition['kind']> = Extract<Addition, { kind: K }>;
const common = { dest: '/d', to: 'builder', place } as const;
const tree = (own: Partial<Added<'path'>>): Addition => ({ ...common, kind: 'path', path: 'a', ...own });
const git = (own: Partial<Added<'git'>>): Addition => ({
  ...common,
  kind: 'git',
  url: 'https://a.b',
  ref: 'c'.repeat(40),
  ...own,
});
const url = (own: Partial<Added<'url'>>): Addition => ({
  ...common,
  kind: 'url',
  url: 'https://a.b',
  digest: 'c',
  ...own,
});

const SUNDAY = { daily: '2026-11-22', weekly: '2026-W47', monthly: '2026-11' };
const MONDAY = { daily: '2026-11-23', weekly: '2026-W48', monthly: '2026-11' };
const atPeriods = (periods: typeof SUNDAY): Facts => ({ ...FACTS, pins: { ...FACTS.pins, periods } });
const told: Facts = {
  ...atPeriods(SUNDAY),
  trees: map({ a: 'sha256:1', same: 'sha256:1', b: 'sha256:2' }),
};

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
  test.each<[string, Partial<GentooImage>]>([
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
    ['a port', target({ expose: ['80/tcp'] })],
    ['a volume', target({ volumes: ['/a'] })],
    ['a label', target({ labels: map({ a: 'b' }) })],
    ['the healthcheck', target({ healthcheck })],
    ['the signal that stops it', target({ stopSignal: 'SIGINT' })],
    ['onbuild', target({ onbuild: ['RUN true'] })],
    ['a package of the builder', { builderPackages: [placed('dev-lang/go')] }],
    ['what is provided in the root', { provided: { root: [placed('a/b-1')], builder: [] } }],
    ['what is provided in the builder', { provided: { root: [], builder: [placed('a/b-1')] } }],
    ['what is dropped from the state', { stateDrop: [placed('a/b')] }],
    ['the script', { script: { path: 'a', place } }],
    ['the Dockerfile', { dockerfile: { lines: hook('RUN true\n') } }],
    ['the Dockerfile’s file', { dockerfile: { file: { path: 'a', place } } }],
    ['what pruning leaves', { keep: ['doc'] }],
    ['a capability', { capabilities: ['SYS_PTRACE'] }],
    ['the network', { network: 'none' }],
    ['what may be replaced', { allowReplace: ['/a'] }],
    ['a text of refresh', { refresh: '1' }],
    ['a period of refresh', { refresh: 'daily' }],
    ['the package that gives the tag', tags({ package: { atom: placed('a/b'), in: 'root' } })],
    ['a tree that is added', { add: [tree({})] }],
    ['a repository that is added', { add: [git({})] }],
    ['a download that is added', { add: [url({})] }],
  ])('%s', (_, image) => {
    expect(prints(image, {}, told)[0]).not.toBe(plain);
  });

  test.each<[string, Partial<GentooImage>, Partial<GentooImage>]>([
    ['the path of a tree that is added', { add: [tree({})] }, { add: [tree({ path: 'same' })] }],
    ['the path of the script', { script: { path: 'a', place } }, { script: { path: 'same', place } }],
    ['the place of an addition', { add: [git({})] }, { add: [git({ place: placeAt(9, 'y') })] }],
    ['the order of ports', target({ expose: ['1/tcp', '2/tcp'] }), target({ expose: ['2/tcp', '1/tcp'] })],
    ['the order of volumes', target({ volumes: ['/a', '/b'] }), target({ volumes: ['/b', '/a'] })],
    ['the order of labels', target({ labels: map({ a: '1', b: '2' }) }), target({ labels: map({ b: '2', a: '1' }) })],
    ['the order of what pruning leaves', { keep: ['doc', 'man'] }, { keep: ['man', 'doc'] }],
    ['the order of capabilities', { capabilities: ['A', 'B'] }, { capabilities: ['B', 'A'] }],
  ])('but not %s', (_, one, other) => {
    expect(prints(one, {}, told)[0]).toBe(prints(other, {}, told)[0]);
  });

  test('of an addition: where from, which, where to', () => {
    const list = [
      ...[tree({}), tree({ path: 'b' }), tree({ dest: '/e' }), tree({ to: 'target' })],
      ...[git({}), git({ ref: 'd'.repeat(40) }), git({ url: 'https://example.org/other' }), git({ dest: '/e' })],
      ...[url({}), url({ digest: 'other' }), url({ url: 'https://example.org/other' }), url({ to: 'target' })],
    ];
    const texts = [...list.map((one) => [one]), [tree({}), git({})], [git({}), tree({})]].map(
      (add) => prints({ add }, {}, told)[0],
    );
    expect(new Set(texts).size).toBe(14);
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
      prints({ packages: [placed('a/b')] }),
      prints({ builderPackages: [placed('a/b')] }),
      prints({ provided: { root: [placed('a/b')], builder: [] } }),
      prints({ provided: { root: [], builder: [placed('a/b')] } }),
      prints({ stateDrop: [placed('a/b')] }),
      prints(target({ labels: map({ A: 'b' }) })),
      prints(target({ volumes: ['/a'] })),
      prints(target({ onbuild: ['a'] })),
      prints({ allowReplace: ['/a'] }),
      prints({ dockerfile: { lines: hook('a\n') } }),
      prints({ script: { path: 'a', place } }, {}, told),
    ].map(([text]) => text);
    expect(new Set(texts).size).toBe(texts.length);
  });
});

describe('no ingredient of an image', () => {
  test.each<[string, Partial<GentooImage>]>([
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
            kind: 'command',
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
    ['secrets', { secrets: [placed('TOKEN')] }],
    ['the size that it may have', { sizeBudget: { value: 1, place } }],
    ['the check of the closure', { closure: 'fail' }],
    ['more tags', tags({ more: [], names: new Map([['a', 'b']]) })],
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
    const both = (a: string, b: string): Partial<GentooImage> => {
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
    ['patches', { patches: { path: 'o', place } }, true],
    ['its script', { script: { path: 'o', place } }, false],
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

describe('refresh', () => {
  const at = (refresh: string, periods: typeof SUNDAY): string => prints({ refresh }, {}, atPeriods(periods))[0];
  test.each([
    ['daily', true],
    ['weekly', true],
    ['monthly', false],
    ['another text', false],
  ])('%s builds again on Monday: %s', (refresh, again) => {
    expect(at(refresh, SUNDAY) !== at(refresh, MONDAY)).toBe(again);
  });

  test('what has none is the same whatever the day', () => {
    expect(prints({}, {}, atPeriods(MONDAY))[0]).toBe(plain);
  });

  test('needs the periods: without them is a bug', () => {
    expect(() => prints({ refresh: 'daily' })).toThrow('nothing is known of daily');
    expect(() => prints({ refresh: 'whenever' })).not.toThrow();
  });
});

describe('what is left out stays out', () => {
  const ofNode = (images: readonly Image[], facts = told): string[] =>
    Object.entries([...printsOf(makeGraph(images), facts).values()].at(-1)?.ingredients ?? {})
      .filter(([, value]) => value !== undefined)
      .map(([key]) => key)
      .sort();
  const least = [
    'builder',
    'env',
    'environment',
    'kind',
    'name',
    'packages',
    'parent',
    'platform',
    'portage',
    'recipe',
  ];

  test.each<[string, Partial<GentooImage>, string[]]>([
    ['nothing', {}, []],
    ['one key', { keep: ['doc'] }, ['keep']],
    ['two', { network: 'none', ...target({ stopSignal: 'SIGINT' }) }, ['network', 'stop_signal']],
    ['no version, since a tag is only a name', tags({ explicit: placed('1'), version: placed('2') }), []],
  ])('of a Gentoo image: %s', (_, own, more) => {
    expect(ofNode([{ ...makeImage(), ...own }])).toEqual([...least, 'scheme', ...more].sort());
  });

  test('of a script and a mirror', () => {
    const facts = { ...told, trees: map({ 'certificates/**': 'sha256:1' }), pins: pinned(DIGEST) };
    expect(ofNode([makeScript()], facts)).toEqual(['command', 'inputs', 'kind', 'name', 'needs', 'platform', 'scheme']);
    expect(ofNode([makeMirror()], facts)).toEqual(['kind', 'name', 'platform', 'scheme', 'source']);
  });
});

const pinned = (digest: string): Facts['pins'] => ({
  scheme: 1,
  names: { ...FACTS.pins.names, [MIRRORED]: { digest } },
});

describe('a mirror', () => {
  const print = (own: Parameters<typeof makeMirror>[0] = {}, digest = DIGEST): string =>
    [...printsOf(makeGraph([makeMirror(own)]), { ...FACTS, pins: pinned(digest) }).values()][0]?.fingerprint ?? '';

  test('is what its source is, by digest, not by its words, tag or section', () => {
    expect(print({}, OTHER_DIGEST)).not.toBe(print());
    expect(print({ source: placed(`elsewhere.example/registry@${DIGEST}`) })).toBe(print());
    expect(print({ section: 'a', tags: { ...PLAIN_TAGS, explicit: placed('3') }, timeout: 1 })).toBe(print());
    expect(print({ name: 'other' })).not.toBe(print());
  });

  test('reaches what is built on it', () => {
    const child = (digest: string): string | undefined => {
      const graph = makeGraph([makeMirror(), makeImage({ name: 'child', requires: 'registry' })]);
      return printsOf(graph, { ...FACTS, pins: pinned(digest) }).get('child@linux/amd64')?.fingerprint;
    };
    expect(child(OTHER_DIGEST)).not.toBe(child(DIGEST));
  });
});

describe('a script', () => {
  const facts = (hash: string): Facts => ({ ...FACTS, trees: map({ 'certificates/**': hash, b: 'sha256:b' }) });
  const print = (own: Parameters<typeof makeScript>[0] = {}, hash = 'sha256:1', more: readonly Image[] = []): string =>
    printsOf(makeGraph([...more, makeScript(own)]), facts(hash)).get('certificates@linux/amd64')?.fingerprint ?? '';

  test.each<[string, string]>([
    ['its files', print({}, 'sha256:2')],
    ['its command', print({ command: hook('./other.sh\n') })],
    [
      'its name',
      printsOf(makeGraph([makeScript({ name: 'other' })]), facts('sha256:1')).get('other@linux/amd64')?.fingerprint ??
        '',
    ],
    ['a file more', print({ inputs: [placed('certificates/**'), placed('b')] })],
    ['a version that gives the tag', print({ tags: { ...PLAIN_TAGS, version: placed('1') } })],
    ['what it requires', print({ requires: 'base' }, 'sha256:1', [makeImage()])],
  ])('is decided by %s', (_, other) => {
    expect(other).not.toBe(print());
  });

  test('and by what it requires having changed', () => {
    const on = (own: ImageWords): string => print({ requires: 'base' }, 'sha256:1', [makeImage(own)]);
    expect(on({ packages: ['a/b'] })).not.toBe(on({}));
  });

  test.each<[string, Parameters<typeof makeScript>[0]]>([
    ['a tag', { tags: { ...PLAIN_TAGS, explicit: placed('7') } }],
    ['the section', { section: 'a', identity: 'certificates' }],
    ['tests and time-outs', { timeout: 1 }],
    ['the builder that it does not have', { runner: ['self-hosted'] }],
  ])('is not by %s', (_, own) => {
    expect(print(own)).toBe(print());
  });
});

describe('what is copied from another image', () => {
  const print = (own: Partial<Added<'image'>>, lone: ImageWords = {}): string => {
    const add: Addition = { ...common, kind: 'image', image: placed('lone'), src: '/a', from: 'target', ...own };
    const images = [
      makeImage(),
      makeImage({ name: 'lone', ...lone }),
      makeImage({ name: 'top', requires: ['base', 'lone'], add: [add] }),
    ];
    return printsOf(makeGraph(images)).get('top@linux/amd64')?.fingerprint ?? '';
  };
  test.each([
    ['what it is', print({}, { packages: ['a/b'] })],
    ['its path there', print({ src: '/b' })],
    ['its path here', print({ dest: '/b' })],
    ['the builder instead of the target', print({ from: 'builder' })],
    ['another image', print({ image: placed('base') })],
  ])('is decided by %s', (_, other) => {
    expect(other).not.toBe(print({}));
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
