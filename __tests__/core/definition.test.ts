import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { parseDefinition } from '../../src/core/definition.ts';
import type { Definition, GentooDefinition, ImageDefinition } from '../../src/core/definition-shape.ts';
import { notYetProblems } from '../../src/core/not-yet.ts';
import type { Problem } from '../../src/core/problem.ts';
import { UserError } from '../../src/core/problem.ts';
import { parseSource } from '../../src/core/source.ts';

const BUILDERS = 'builders: {default: {stage3: a/b:c, portage: a/p:20261116}}\n';

function define(...files: readonly string[]): Definition {
  return parseDefinition(
    files.map((text, index) => parseSource(index === 0 ? 'images.yaml' : `more${index}.yaml`, text)),
  );
}

/** Problems of an image with these lines. */
function wrongImage(...lines: readonly string[]): Problem[] {
  return problemsOf(`${BUILDERS}images:\n  - ${['name: base', ...lines].join('\n    ')}\n`);
}

function gentoo(image: ImageDefinition): GentooDefinition {
  if (image.type !== 'gentoo') throw new Error('another type');
  return image;
}

describe('a definition', () => {
  const definition = define(`${BUILDERS}registry: ghcr.io/acme
x-anything: {goes: here}
registries: {"host:5000": {insecure: true}, docker.io: {mirror: "host:5000", x-why: because}}
software: {node: {version: 22.10, url: "https://x", n: [1, 2]}}
vars: {a: 010, b: {c: true}}
images:
  - name: base
    x-note: [parked]
    requires: other
    runner: [self-hosted, linux]
    latest: false
    tag: 2025.10
    env: {A: 1.10, x-b: ignored}
    build:
      packages: a/b c
      cmd: [sh, 1.0]
      finish_rootfs_build: |
        one
    test: [{run: a b, exit_code: 3}, {args: []}]
  - {name: other, type: gentoo-image-builder, test: [a, b]}
`);
  const [base, other] = definition.images.map(gentoo);

  it('keeps texts as written', () => {
    expect(base?.tag?.value).toBe('2025.10');
    expect(base?.target.env.get('A')?.value).toBe('1.10');
    expect(base?.target.cmd?.map(({ value }) => value)).toEqual(['sh', '1.0']);
    expect(definition.versions.get('node')?.value).toBe('22.10');
    expect(definition.vars.get('a')).toBe('010');
  });

  it('leaves parked keys out', () => {
    expect([...(base?.target.env.keys() ?? [])]).toEqual(['A']);
  });

  it('fills nothing in', () => {
    expect(other).toMatchObject({
      section: undefined,
      latest: undefined,
      timeout: undefined,
      build: { packages: [] },
      platforms: [],
    });
  });

  it('takes one text for a list of one', () => {
    expect(base?.requires.map(({ value }) => value)).toEqual(['other']);
    expect(base?.build.packages.map(({ value }) => value)).toEqual(['a/b', 'c']);
    expect(base?.runner?.map(({ value }) => value)).toEqual(['self-hosted', 'linux']);
  });

  it('knows where a hook begins', () => {
    expect(base?.build.finishRootfsBuild).toMatchObject({ value: 'one\n', lines: [{ line: 19 }, {}] });
  });

  it('reads all forms of tests', () => {
    expect(base?.tests).toMatchObject([
      { run: { value: 'a b' }, exitCode: 3 },
      { run: undefined, args: [] },
    ]);
    expect(other?.tests).toMatchObject([{ run: [{ value: 'a' }, { value: 'b' }] }]);
  });

  it('reads registries', () => {
    expect(definition.registries.get('docker.io')).toEqual({ insecure: false, ca: undefined, mirror: 'host:5000' });
  });

  it('takes images, software and vars of further files', () => {
    const both = define(
      `${BUILDERS}vars: {a: b}\ninclude: [more1.yaml]\nimages: []\n`,
      'images: [{name: more, tag: "${{ vars.a }}"}]\nvars: {c: d}\n',
    );
    expect(both.images.map(({ name }) => name.place.file)).toEqual(['more1.yaml']);
    expect([...both.vars.keys()]).toEqual(['a', 'c']);
  });
});

describe('the default builder', () => {
  const builder = '{stage3: a/b:c, portage: a/p:20261116}';

  it.each([
    [`builders: {a: ${builder}}`, 'a'],
    [`builders: {a: ${builder}, default: ${builder}}`, 'default'],
    [`builders: {a: ${builder}, b: ${builder}}\ndefault_builder: b`, 'b'],
    [`builders: {default: ${builder}, b: ${builder}}\ndefault_builder: b`, 'b'],
  ])('%s', (yaml, name) => {
    expect(define(`${yaml}\nimages: []\n`).defaultBuilder).toBe(name);
  });

  it('must be plain', () => {
    expect(problemsOf(`builders: {a: ${builder}, b: ${builder}}\nimages: []\n`)).toMatchObject([
      { code: 'missing-key' },
    ]);
    expect(problemsOf('builders: {}\nimages: []\n')).toMatchObject([{ message: 'there is no builder' }]);
  });
});

describe('what is refused of an image', () => {
  it.each<[string, Problem['code']]>([
    ['section: Local', 'bad-name'],
    ['section: ../x', 'bad-name'],
    ['section: a//b', 'bad-name'],
    ['requires: [-v]', 'bad-name'],
    ['requires: ["a:1"]', 'bad-name'],
    ['requires: base', 'cycle'],
    ['tag: --privileged', 'bad-tag'],
    ['tag: ""', 'bad-tag'],
    [`tag: ${'a'.repeat(129)}`, 'bad-tag'],
    ['workdir: ./x', 'bad-path'],
    ['workdir: /a/../b', 'bad-path'],
    ['user: --root', 'bad-value'],
    ['user: "a b"', 'bad-value'],
    ['env: {"A=B": c}', 'bad-name'],
    ['env: {A: "\\0"}', 'bad-value'],
    ['env: {A: }', 'wrong-type'],
    ['env: {A: [b]}', 'wrong-type'],
    ['test: "a \'b"', 'bad-value'],
    ['test: [a, {run: b}]', 'wrong-type'],
    ['timeout: "60"', 'wrong-type'],
    ['timeout: 1.5', 'wrong-type'],
    ['timeout: -1', 'bad-value'],
    ['timeout: .inf', 'wrong-type'],
    ['latest: "true"', 'wrong-type'],
    ['packages: [a/b]', 'unknown-key'],
    ['build: {packages: [--ask]}', 'bad-atom'],
    ['build: {packages: "@world -a"}', 'bad-atom'],
    ['build: {package_use: [a/b, ""]}', 'bad-atom'],
    ['build: {environment: {1A: b}}', 'bad-name'],
    ['build: {finish_rootfs_build: "echo ${{ x }}"}', 'unknown-name'],
    ['build: {finish_rootfs_build: 5}', 'wrong-type'],
    ['tag: "${{ vars.x }}"', 'unknown-name'],
    ['tag: "${{ \' \' }}"', 'bad-tag'],
    ['builder: nope', 'unknown-name'],
    ['platforms: [linux]', 'bad-value'],
  ])('%s', (line, code) => {
    expect(wrongImage(line).map((problem) => problem.code)).toEqual([code]);
  });

  it.each(['/etc/x', '../x', 'a/../../b', 'a/..', '..', 'C:\\x', 'C:/x', 'c:x', 'a\\b', '\\\\host\\x', '', 'a\0b'])(
    'the path %j of an overlay',
    (path) => {
      const builder = { stage3: 'a/b', portage: { path: 'tree' }, overlays: [{ name: 'x', path }] };
      const problems = problemsOf(JSON.stringify({ builders: { default: builder }, images: [] }));
      expect(problems).toMatchObject([{ place: { file: 'images.yaml' } }]);
    },
  );

  it('is said at once, with every other mistake, each with its place', () => {
    const problems = wrongImage(
      'nmae: x',
      'timeout: no',
      'tag: -x',
      'env: {A: "${{ vars.no }}"}',
      'tags: ["${{ x }}"]',
      'requires: [base, B]',
    );
    const codes = ['unknown-key', 'wrong-type', 'bad-tag', 'unknown-name', 'unknown-name', 'cycle', 'bad-name'];
    expect(problems.map(({ code }) => code)).toEqual(codes);
    expect(problems.every(({ place }) => place !== undefined)).toBe(true);
  });

  it('is said once where an alias brings it in twice', () => {
    expect(
      problemsOf(`x-b: &b {packages: [-a]}\n${BUILDERS}images: [{name: a, build: *b}, {name: c, build: *b}]\n`),
    ).toHaveLength(1);
  });
});

describe('keys that do not work yet', () => {
  const notYet = (line: string) => define(`${BUILDERS}images:\n  - name: base\n    ${line}\n`).notYet;

  it.each<[string, 'plan' | 'build', string]>([
    ['platforms: [linux/amd64, linux/arm64]', 'plan', 'platforms: [linux/amd64, linux/arm64]'],
  ])('%s: %s', (line, stage, words) => {
    const found = notYet(line.startsWith('{') ? line.slice(1, -1).replaceAll(', ', '\n    ') : line);
    expect(found).toMatchObject([{ stage, words, identity: 'base', place: { line: expect.any(Number) as number } }]);
  });

  it.each([
    ...['platforms: [linux/arm64]', 'builder: default', 'type: gentoo', 'x-tags: [a]', 'tag_check: warn'],
    ...['tags: ["1"]', 'build: {make_conf: {A: b}}', 'build: {refresh: weekly}', 'tags: ["${{ portage }}"]'],
    ...['tags: ["${{ date }}"]', 'size_budget: 3 MB', 'state: {drop: [a/b]}', 'labels: {a: b}', 'tag: {package: a/b}'],
    ...[
      'build: {dockerfile: RUN x}',
      'build: {keep: [man]}',
      'build: {builder_packages: a/b}',
      'build: {network: none}',
    ],
  ])('not among them: %s', (line) => {
    expect(notYet(line)).toEqual([]);
  });

  it('are problems of the stage that cannot carry them out, and of those behind it', () => {
    const [first] = notYet('platforms: [linux/amd64, linux/arm64]');
    const found = first ? [first, { ...first, stage: 'build' as const, words: 'later' }] : [];
    const words = (stage: 'plan' | 'build') => notYetProblems(found, stage).map(({ message, hint }) => [message, hint]);
    const platforms = [
      "'platforms: [linux/amd64, linux/arm64]' is known but does not work yet",
      '`validate` checks it; leave it out to plan and build',
    ];
    const lines = [
      "'later' is known but does not work yet",
      '`validate` and `plan` work with it; leave it out to build',
    ];
    expect(words('plan')).toEqual([platforms]);
    expect(words('build')).toEqual([platforms, lines]);
  });
});

describe('the schema', () => {
  const file = join(import.meta.dirname, '../../src/core/images.schema.json');
  const schema = JSON.parse(readFileSync(file, 'utf8')) as Schema;

  it('describes every key', () => {
    const bare = Object.values({ top: schema, ...schema.$defs }).flatMap(({ properties = {} }) =>
      Object.entries(properties).filter(([, each]) => typeof each === 'object' && !described(each, schema)),
    );
    expect(bare.map(([key]) => key)).toEqual([]);
  });

  it('lets keys be parked wherever unknown ones are refused', () => {
    const closed = JSON.stringify(schema).split('"additionalProperties":false').length;
    expect(JSON.stringify(schema).split('"^x-"').length).toBeGreaterThanOrEqual(closed);
  });
});

interface Schema {
  readonly description?: string;
  readonly $ref?: string;
  readonly $defs?: Readonly<Record<string, Schema>>;
  readonly properties?: Readonly<Record<string, Schema | boolean>>;
}

function described({ description, $ref = '' }: Schema, { $defs = {} }: Schema): boolean {
  return (description ?? $defs[$ref.replace('#/$defs/', '')]?.description) !== undefined;
}

function problemsOf(text: string): Problem[] {
  try {
    define(text);
    return [];
  } catch (error) {
    if (error instanceof UserError) return [...error.problems];
    throw error;
  }
}
