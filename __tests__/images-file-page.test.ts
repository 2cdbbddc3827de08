// The reference page of the images file: made of the schema as it is, an example for each key, and each example right
// where it belongs.

import { execFileSync } from 'node:child_process';
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import process from 'node:process';
import { describe, expect, it } from 'vitest';
import { fillCatalog } from '../src/core/defaults.ts';
import { parseDefinition } from '../src/core/definition.ts';
import { includesOf } from '../src/core/include.ts';
import { UserError } from '../src/core/problem.ts';
import { parseSource } from '../src/core/source.ts';

const root = join(import.meta.dirname, '..');

interface Schema {
  readonly description?: string;
  readonly examples?: readonly unknown[];
  readonly $ref?: string;
  readonly properties?: Readonly<Record<string, Schema>>;
  readonly additionalProperties?: Schema;
  readonly items?: Schema;
  readonly $defs: Readonly<Record<string, Schema>>;
}

type Mapping = Readonly<Record<string, unknown>>;

const schema = JSON.parse(readFileSync(join(root, 'src/core/images.schema.json'), 'utf8')) as Schema;

const BUILDER = { stage3: 'docker.io/gentoo/stage3:musl', portage: 'latest' };

function fileWith({ image = {}, ...more }: { image?: Mapping } & Mapping): Mapping {
  const subject = { name: 'nodejs', requires: ['base'], ...image };
  return { builders: { default: BUILDER, musl: BUILDER }, images: [{ name: 'base' }, subject], ...more };
}

function builderWith(more: Mapping): Mapping {
  return fileWith({ builders: { default: BUILDER, musl: BUILDER, subject: { ...BUILDER, ...more } } });
}

/** What has to stand beside a key, for it to mean something. */
const BESIDE: Readonly<Record<string, Mapping>> = {
  'stage3.date': { variant: 'musl' },
  'portage.date': { path: 'portage' },
  'overlays.priority': { path: 'overlay' },
  'overlays.name': { path: 'overlay' },
  'overlays.git': { ref: '0'.repeat(40) },
  'overlays.ref': { git: 'https://example.org/a.git' },
  'tag.in': { package: 'a/b' },
  'add.git': { ref: 'main' },
  'add.ref': { git: 'https://example.org/a.git' },
  'add.url': { sha256: '0'.repeat(64) },
  'add.sha256': { url: 'https://example.org/a' },
  'add.sha512': { url: 'https://example.org/a' },
  'add.image': { src: '/a' },
  'add.src': { image: 'base' },
  'add.from': { image: 'base', src: '/a' },
  'add.dest': { path: 'a' },
  'add.to': { path: 'a' },
  'test.env': { run: 'a' },
  'test.exit_code': { run: 'a' },
  'test.stdout': { run: 'a' },
  'test.timeout': { run: 'a' },
  'test.healthy': { healthcheck: true },
  'test.within': { healthcheck: true },
};

/** By the level's name: its keys, and how a file with one of them looks. */
const LEVELS: Readonly<Record<string, [Schema | undefined, (more: Mapping) => Mapping]>> = {
  top: [schema, (more) => fileWith(more)],
  registry: [schema.$defs.registry, (more) => fileWith({ registries: { 'host:5000': more } })],
  builder: [schema.$defs.builder, builderWith],
  stage3: [schema.$defs.builder?.properties?.stage3, (more) => builderWith({ stage3: more })],
  portage: [schema.$defs.builder?.properties?.portage, (more) => builderWith({ portage: more })],
  overlays: [
    schema.$defs.builder?.properties?.overlays?.items,
    (more) => builderWith({ overlays: [{ name: 'local', ...more }] }),
  ],
  software: [schema.properties?.software?.additionalProperties, (more) => fileWith({ software: { nodejs: more } })],
  gentoo: [schema.$defs.gentoo, (more) => fileWith({ image: { tag: '1.2', ...more } })],
  tag: [schema.$defs.tag, (more) => fileWith({ image: { tag: more } })],
  state: [schema.$defs.gentoo?.properties?.state, (more) => fileWith({ image: { state: more } })],
  build: [schema.$defs.build, (more) => fileWith({ image: { build: more } })],
  provided: [schema.$defs.build?.properties?.provided, (more) => fileWith({ image: { build: { provided: more } } })],
  add: [
    schema.$defs.build?.properties?.add?.items,
    (more) => fileWith({ image: { build: { add: [{ dest: '/a', ...more }] } } }),
  ],
  healthcheck: [schema.$defs.healthcheck, (more) => fileWith({ image: { healthcheck: more } })],
  test: [schema.$defs.test, (more) => fileWith({ image: { test: more } })],
  script: [
    schema.$defs.script,
    (more) => fileWith({ image: { type: 'script', command: './a.sh', tag: '1.2', ...more } }),
  ],
  mirror: [schema.$defs.mirror, (more) => fileWith({ image: { source: 'a/b:1.2', ...more, type: 'mirror' } })],
};

/** Keys whose examples must be as they are beside nothing of the usual. */
const ALONE = new Set(['add.path', 'overlays.path', 'portage.path']);

describe('the reference page', () => {
  it('is current', () => {
    const check = () =>
      execFileSync(process.execPath, [join(root, 'script/generate.mjs'), '--check'], { stdio: 'pipe' });
    expect(check).not.toThrow();
  });

  it('speaks of every key', () => {
    const page = readFileSync(join(root, 'docs/images-file.md'), 'utf8');
    const keys = Object.values(LEVELS).flatMap(([level]) => Object.keys(level?.properties ?? {}));
    expect(keys.filter((key) => !page.includes(`### \`${key}\``))).toEqual([]);
    expect(page).not.toContain('undefined');
  });

  it('knows every level of the schema', () => {
    const text = JSON.stringify(schema);
    const closed = text.split('"additionalProperties":false').length - 1;
    // `software` is open, and has a level of its own.
    expect(Object.keys(LEVELS)).toHaveLength(closed + 1);
  });

  it.each(
    Object.entries(LEVELS).flatMap(([name, [level]]) =>
      Object.entries(level?.properties ?? {}).map(([key, each]) => [`${name}.${key}`, each] as const),
    ),
  )('has a right example of %s', (path, property) => {
    const [level = '', key = ''] = path.split('.');
    const words = property.description ?? schema.$defs[property.$ref?.replace('#/$defs/', '') ?? '']?.description;
    expect(words).toMatch(/^[A-Z`].*\.$/s);
    expect(property.examples, 'examples').not.toBeUndefined();
    expect(property.examples).not.toHaveLength(0);
    for (const example of property.examples ?? []) {
      const beside = ALONE.has(path) ? {} : (BESIDE[path] ?? {});
      const file = LEVELS[level]?.[1]({ ...beside, [key]: example }) ?? {};
      expect(problemsOf(file)).toEqual([]);
    }
  });
});

function problemsOf(file: Mapping): string[] {
  try {
    const main = parseSource('images.yaml', JSON.stringify(file));
    const more = includesOf(main).map(({ path }) => parseSource(path, 'images: []'));
    fillCatalog(parseDefinition([main, ...more]), { dates: new Map() });
    return [];
  } catch (error) {
    if (error instanceof UserError) return error.problems.map(({ message }) => message);
    throw error;
  }
}
