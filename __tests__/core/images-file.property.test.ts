// Random images files that are right: each is accepted, and means the same however it is written: keys in another order,
// flow or block style, other quotes, parked keys, a part of it in a file that is included.

import { describe, expect, it } from 'vitest';
import { Document, isCollection, isMap, isPair, isScalar, visit } from 'yaml';
import { fillCatalog } from '../../src/core/defaults.ts';
import { parseDefinition } from '../../src/core/definition.ts';
import { UserError, formatProblem } from '../../src/core/problem.ts';
import { parseSource } from '../../src/core/source.ts';

const FILES = 300;
const DIGITS = '0123456789abcdef'.repeat(4);

/** Mulberry32: the same file for the same seed, everywhere. */
function makeRandom(seed: number) {
  let state = seed;
  const next = (): number => {
    state = (state + 0x6d2b79f5) | 0;
    let mixed = Math.imul(state ^ (state >>> 15), 1 | state);
    mixed = (mixed + Math.imul(mixed ^ (mixed >>> 7), 61 | mixed)) ^ mixed;
    return ((mixed ^ (mixed >>> 14)) >>> 0) / 2 ** 32;
  };
  const below = (count: number): number => Math.floor(next() * count);
  const flip = (chance = 0.5): boolean => next() < chance;
  const pick = <Value>(values: readonly Value[]): Value => values[below(values.length)] as Value;
  const some = <Value>(values: readonly Value[]): Value[] => values.filter(() => flip());
  const shuffle = <Value>(values: readonly Value[]): Value[] => {
    const left = [...values];
    return values.map(() => left.splice(below(left.length), 1)[0] as Value);
  };
  return { below, flip, pick, some, shuffle };
}

type Random = ReturnType<typeof makeRandom>;
type Mapping = Record<string, unknown>;
type Entries = Record<string, () => unknown>;

/** Each entry is there or not. */
function maybe(random: Random, entries: Entries): Mapping {
  const chosen = Object.entries(entries).filter(() => random.flip(0.3));
  return Object.fromEntries(chosen.map(([key, make]) => [key, make()]));
}

function portageOf(random: Random): Entries {
  return {
    make_conf: () => ({ MAKEOPTS: '-j4', USE: random.pick(['-X', '"quoted" $x', '${{ vars.one }}']) }),
    package_use: () => random.some(['*/* -doc', 'dev-vcs/git -perl', '# a comment', '>=dev-lang/go-1.22 a']),
    package_accept_keywords: () => ['net-libs/nodejs ~${{ platform.arch }}'],
    package_mask: () => random.some(['>=dev-lang/go-1.24', 'dev-lang/*']),
    package_unmask: () => ['=dev-lang/go-1.24*'],
    package_license: () => ['*/* @FREE'],
    package_env: () => ['net-libs/nodejs no-lto.conf'],
    use_mask: () => ['systemd', '-static'],
    use_force: () => ['static'],
    profile: () => random.pick(['default/linux/amd64/23.0/musl', 'local:base']),
    environment: () => ({ A: '1.10', B: 'yes', 'x-parked': 1 }),
    script: () => 'hooks/./script.sh',
  };
}

function builderOf(random: Random, parents: readonly string[]): Mapping {
  const stage3 = random.pick([
    'docker.io/gentoo/stage3:musl',
    'a/b@sha256:' + DIGITS,
    { variant: 'musl', date: 20261115 },
  ]);
  const portage = random.pick<unknown>([
    20261116,
    'latest',
    'a/p:20261117',
    { path: 'tree', date: '20261118' },
    { path: 'tree' },
  ]);
  const own = random.flip() && parents.length > 0 ? { extends: random.pick(parents) } : { stage3, portage };
  return {
    ...own,
    ...maybe(random, {
      ...portageOf(random),
      overlays: () => [
        { name: 'local', path: 'overlay', ...maybe(random, { priority: () => 9999 }) },
        ...random.some([{ name: 'guru', git: 'https://example.org/guru.git', ref: DIGITS.slice(0, 40) }]),
      ],
      patches: () => 'patches',
      configure_builder: () => 'emerge a/b\n\n  echo ${{ builder.portage }}\n',
      finish_build: () => 'true',
      portage_scope: () => random.pick(['snapshot', 'packages']),
    }),
  };
}

function targetOf(random: Random): Mapping {
  return maybe(random, {
    entrypoint: () => ['/usr/bin/node', '--x=${{ vars.one }}'],
    cmd: () => ['1.0', 'no', 'a b'],
    user: () => random.pick(['nobody', '65534:65534']),
    expose: () => random.some(['8080', '53/udp', 443]),
    volumes: () => ['/data'],
    labels: () => ({ 'org.example.a': 'ü', b: 'null' }),
    healthcheck: () => ({
      test: random.pick<unknown>(['curl -f x', ['CMD', 'curl'], ['CMD-SHELL', 'curl || exit 1'], ['NONE']]),
      ...maybe(random, {
        interval: () => '1m30s',
        timeout: () => '500ms',
        start_period: () => '1.5h',
        retries: () => 0,
      }),
    }),
    stop_signal: () => random.pick(['SIGTERM', 9, 'RTMIN+3']),
    onbuild: () => ['RUN true', 'COPY . /app'],
    env: () => ({ NODE_ENV: 'production', EMPTY: '' }),
    workdir: () => '/app',
  });
}

function buildOf(random: Random, requires: readonly string[]): Mapping {
  const from = requires.map((image) => ({ image, src: '/a', dest: '/b', ...maybe(random, { from: () => 'builder' }) }));
  return maybe(random, {
    ...portageOf(random),
    packages: () => random.pick<unknown>([['a/b', '@world', 'c'], 'a/b  c', '>=a/b-1:0/1::gentoo[-doc]\nd']),
    builder_packages: () => ['dev-vcs/git'],
    provided: () => maybe(random, { root: () => ['a/b', 'c/d-1.2-r3'], builder: () => ['e/f'] }),
    configure_builder: () => 'true\n',
    configure_rootfs_build: () => 'mkdir -p "$ROOT/etc"\n# ${{ image.name }}\n',
    finish_rootfs_build: () => "cat > x <<'END'\n\ttab: {a}\nEND\n",
    add: () => [
      ...random.some(from),
      { path: './files', dest: '/x', ...maybe(random, { to: () => 'target' }) },
      { git: 'https://example.org/a.git', ref: random.pick(['v1', DIGITS.slice(0, 40)]), dest: '/y' },
      { url: 'https://example.org/a.tar', sha256: DIGITS, dest: '/z' },
    ],
    refresh: () => random.pick(['daily', '2026.10']),
    keep: () => random.some(['headers', 'man', 'vdb']),
    dockerfile: () => random.pick<unknown>(['Dockerfile', 'FROM a AS b\nCOPY --from=b /c /c\n', ['RUN a', 'RUN b']]),
    capabilities: () => ['SYS_PTRACE', 'CAP_NET_RAW'],
    secrets: () => ['TOKEN'],
    network: () => 'none',
  });
}

function testsOf(random: Random): unknown {
  return random.pick<unknown>([
    "sh -c 'a b'",
    ['a', '1.0'],
    { args: [] },
    [
      { run: 'a ${{ vars.one }}', exit_code: 1 },
      { script: 'test.sh', env: { A: 'b' } },
    ],
    [
      { healthcheck: true, healthy: 2 },
      { run: ['a'], args: ['b'], stdout: '1.10', timeout: 5 },
    ],
  ]);
}

function imageOf(random: Random, index: number, before: readonly string[], builders: readonly string[]): Mapping {
  const name = `image-${index}`;
  const requires = random.some(before).slice(0, 3);
  const head = {
    name,
    ...(requires.length > 0 && { requires: requires.length === 1 && random.flip() ? requires[0] : requires }),
    ...maybe(random, {
      section: () => random.pick(['tools', 'a/b']),
      tag: () => random.pick(['1.10', 'v${{ vars.one }}']),
      tags: () => ['${{ fingerprint }}', 'x-${{ portage }}', '${{ vars.one }}'],
      latest: () => random.flip(),
      runner: () => random.pick<unknown>(['ubuntu-24.04', ['self-hosted', 'arm64']]),
      timeout: () => 90,
    }),
  };
  const platforms = maybe(random, { platforms: () => random.pick([['linux/arm64'], ['linux/amd64', 'linux/arm64']]) });
  const test = maybe(random, { test: () => testsOf(random) });
  switch (random.below(6)) {
    case 0:
      return {
        ...head,
        ...platforms,
        ...test,
        type: 'script',
        command: './make.sh\n',
        ...maybe(random, { inputs: () => ['a/**'] }),
      };
    case 1:
      return { ...head, type: random.pick(['mirror', 'fetch']), source: `docker.io/library/${name}:3` };
    default:
      return {
        ...head,
        ...platforms,
        ...test,
        ...targetOf(random),
        build: buildOf(random, requires),
        ...maybe(random, {
          type: () => random.pick(['gentoo', 'gentoo-image-builder']),
          tag: () => random.pick<unknown>([{ package: 'a/b' }, { package: 'a/b', in: 'builder' }]),
          builder: () => random.pick(builders),
          tag_check: () => 'warn',
          size_budget: () => random.pick(['3 MB', '1.5GiB', 4096]),
          state: () => ({ drop: ['a/b'] }),
          closure: () => random.pick(['warn', 'fail', 'off']),
          allow_replace: () => ['/a'],
          portage_scope: () => 'packages',
        }),
      };
  }
}

interface Generated {
  readonly main: Mapping;
  readonly software: Mapping;
  readonly vars: Mapping;
  readonly images: readonly Mapping[];
}

function generate(random: Random): Generated {
  const builders: string[] = [];
  const all: Mapping = {};
  for (const name of ['default', 'musl', 'arm', 'third'].slice(0, 1 + random.below(4))) {
    all[name] = builderOf(random, builders);
    builders.push(name);
  }
  const images: Mapping[] = [];
  for (let index = 0; index < random.below(9); index++) {
    images.push(
      imageOf(
        random,
        index,
        images.map(({ name }) => String(name)),
        builders,
      ),
    );
  }
  const main = {
    builders: all,
    ...maybe(random, {
      registry: () => 'ghcr.io/acme',
      section: () => random.pick(['local', '${{ vars.two }}']),
      registries: () => ({ 'host:5000': { insecure: true, ca: 'ca.pem' }, 'docker.io': { mirror: 'host:5000' } }),
      default_builder: () => random.pick(builders),
      default_tag: () => '${{ image.name }}-${{ vars.one }}',
      portage_scope: () => 'snapshot',
    }),
  };
  const software = { 'image-0': { version: '22.10' }, 'image-3': { version: '1.0', url: 'https://x' }, other: {} };
  return { main, software, vars: { one: '1.0', two: 'b/c', deep: { list: ['a'] } }, images };
}

/** Keys of mappings in another order, at every level; sometimes with a parked one. */
function shuffled(value: unknown, random: Random): unknown {
  if (Array.isArray(value)) return value.map((each) => shuffled(each, random));
  if (typeof value !== 'object' || value === null) return value;
  const entries = Object.entries(value).map(([key, each]) => [key, shuffled(each, random)] as const);
  return Object.fromEntries([...random.shuffle(entries), ...(random.flip(0.1) ? [['x-parked', [{ a: null }]]] : [])]);
}

/** YAML with a style for each value by chance. */
function styled(value: Mapping, random: Random): string {
  const document = new Document(value, { aliasDuplicateObjects: false });
  visit(document, (_key, node, path) => {
    if (isCollection(node) && !isMap(path.at(-1)?.valueOf())) node.flow = random.flip(0.3);
    if (!isScalar(node)) return;
    const isKey = isPair(path.at(-1)) && (path.at(-1) as { key: unknown }).key === node;
    if (typeof node.value === 'string' && (isKey || random.flip())) {
      node.type = random.pick(isKey ? ['PLAIN', 'QUOTE_DOUBLE'] : ['PLAIN', 'QUOTE_DOUBLE', 'QUOTE_SINGLE']);
    }
  });
  return document.toString({ lineWidth: 0, indent: random.pick([2, 4]), flowCollectionPadding: random.flip() });
}

/** Some images, software and variables go into another file. */
function splitUp({ main, software, vars, images }: Generated, random: Random): [Mapping, Mapping] {
  const part = (whole: Mapping): [Mapping, Mapping] => {
    const entries = Object.entries(whole);
    const away = new Set(random.some(entries));
    const one = entries.filter((entry) => !away.has(entry));
    return [Object.fromEntries(one), Object.fromEntries(away)];
  };
  const awayImages = new Set(random.some(images));
  const [software1, software2] = part(software);
  const [vars1, vars2] = part(vars);
  const stay = images.filter((image) => !awayImages.has(image));
  return [
    { ...main, include: ['./more.yaml'], software: software1, vars: vars1, images: stay },
    { software: software2, vars: vars2, ...(awayImages.size > 0 && { images: [...awayImages] }) },
  ];
}

function wholeOf({ main, software, vars, images }: Generated): Mapping {
  return { ...main, software, vars, images };
}

/** The catalog as text: places left out, what has no order sorted. */
function meaningOf(...texts: readonly string[]): string {
  const sources = texts.map((text, index) => parseSource(index === 0 ? 'images.yaml' : 'more.yaml', text));
  try {
    const catalog = fillCatalog(parseDefinition(sources), { dates: new Map() });
    const images = [...catalog.images].sort((a, b) => order(a.identity + a.platform, b.identity + b.platform));
    const notYet = catalog.notYet.map((each) => JSON.stringify(plain(each))).sort();
    return JSON.stringify(plain({ ...catalog, images, notYet }), undefined, 1);
  } catch (error) {
    if (error instanceof UserError)
      throw new Error(`${error.problems.map(formatProblem).join('\n')}\n${texts.join('---\n')}`);
    throw error;
  }
}

const UNSEEN = new Set(['place', 'lines', 'find', 'rule']);

function plain(value: unknown): unknown {
  if (Array.isArray(value)) return value.map(plain);
  if (value instanceof Map) return plain(Object.fromEntries(value as Map<string, unknown>));
  if (typeof value !== 'object' || value === null) return value;
  const entries = Object.entries(value).filter(([key]) => !UNSEEN.has(key));
  return Object.fromEntries(entries.sort(([a], [b]) => order(a, b)).map(([key, each]) => [key, plain(each)]));
}

function order(a: string, b: string): number {
  return a < b ? -1 : 1;
}

describe('any images file that is right', () => {
  it('means the same however it is written', () => {
    for (let seed = 1; seed <= FILES; seed++) {
      const random = makeRandom(seed);
      const generated = generate(random);
      const whole = wholeOf(generated);
      const meaning = meaningOf(JSON.stringify(whole));
      expect(meaningOf(JSON.stringify(shuffled(whole, random))), `seed ${seed}: keys shuffled`).toBe(meaning);
      expect(meaningOf(styled(whole, random)), `seed ${seed}: another style`).toBe(meaning);
      const mixed = { ...whole, images: random.shuffle(generated.images), 'x-parked': { a: [1] } };
      expect(meaningOf(styled(mixed, random)), `seed ${seed}: images in another order`).toBe(meaning);
      const [main, more] = splitUp(generated, random);
      expect(meaningOf(styled(main, random), styled(more, random)), `seed ${seed}: split up`).toBe(meaning);
    }
  }, 60_000);
});
