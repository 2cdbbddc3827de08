// Who may import whom (ARCHITECTURE.md, "Floors"), held over TypeScript's own scan of the imports: types, re-exports
// and `import()` included. `violations` decides over values alone, so that it is tested on made-up graphs below.

import { readFileSync, readdirSync } from 'node:fs';
import { dirname, join, normalize } from 'node:path';
import ts from 'typescript';
import { describe, expect, test } from 'vitest';

const root = join(import.meta.dirname, '..');

/** File below src/ to what it imports: another file below src/ (`core/name.ts`) or a package (`yaml`). */
type Imports = ReadonlyMap<string, readonly string[]>;

const floors = ['core', 'adapters', 'commands', 'roof'] as const;
type Floor = (typeof floors)[number];

const corePackages = new Set(['yaml', 'shlex', '@actions/expressions', 'node:crypto']);
const actionsFiles = new Set([
  'adapters/github.ts',
  'adapters/github-api.ts',
  'adapters/cache.ts',
  'adapters/process.ts',
]);
const onlyAdapterForAll = 'adapters/process.ts';
const generatedValidator = 'core/images-validator.generated.js';

/** Longer than 300 lines, and why that reads better than two files. */
const longFiles: Readonly<Record<string, string>> = {};
const mostLines = 300;

function floorOf(file: string): Floor | undefined {
  if (!file.includes('/')) return 'roof';
  return floors.find((floor) => file.startsWith(`${floor}/`));
}

/** Everything in the imports that the floors forbid, a sentence for each. */
function violations(imports: Imports): string[] {
  const found = [...imports].flatMap(([file, targets]) =>
    targets.flatMap((target) => {
      const why = isFile(target) ? fileRule(file, target, imports) : packageRule(file, target);
      return why === undefined ? [] : [`src/${file} imports ${target}: ${why}`];
    }),
  );
  return [...found, ...circles(imports)];
}

function isFile(target: string): boolean {
  return /\.(ts|js|json)$/.test(target) && !target.startsWith('@') && !target.startsWith('ajv/');
}

function fileRule(file: string, target: string, imports: Imports): string | undefined {
  const from = floorOf(file);
  const to = floorOf(target);
  if (target === generatedValidator) return from === 'core' ? undefined : 'only core uses the validator';
  if (!imports.has(target)) return 'there is no such file below src/';
  if (from === undefined || to === undefined) return `a file belongs to one of the floors ${floors.join(', ')}`;
  if (floors.indexOf(to) > floors.indexOf(from)) return `${to} is above ${from}`;
  if (from === 'commands' && to === 'adapters') return 'commands are given a World and know no adapter';
  if (from === 'adapters' && to === 'adapters' && target !== onlyAdapterForAll) {
    return `adapters do not know one another, ${onlyAdapterForAll} excepted`;
  }
  return undefined;
}

function packageRule(file: string, target: string): string | undefined {
  if (floorOf(file) === 'core') {
    return corePackages.has(packageOf(target)) ? undefined : `core imports only ${[...corePackages].join(', ')}`;
  }
  if (target.startsWith('@actions/') && !corePackages.has(packageOf(target)) && !actionsFiles.has(file)) {
    return `only ${[...actionsFiles].join(', ')} know GitHub's packages`;
  }
  return undefined;
}

/** The package of a specifier that may name a file in it; a builtin such as `node:fs/promises` is one by itself. */
function packageOf(target: string): string {
  return target.startsWith('node:') ? target : target.split('/', target.startsWith('@') ? 2 : 1).join('/');
}

/** Each circle once, as the way round it. */
function circles(imports: Imports): string[] {
  const found: string[] = [];
  const done = new Set<string>();
  function visit(file: string, way: readonly string[]): void {
    const start = way.indexOf(file);
    if (start >= 0) {
      found.push(`circle: ${[...way.slice(start), file].map((name) => `src/${name}`).join(' -> ')}`);
      return;
    }
    if (done.has(file)) return;
    for (const target of imports.get(file) ?? []) if (imports.has(target)) visit(target, [...way, file]);
    done.add(file);
  }
  for (const file of imports.keys()) visit(file, []);
  return found;
}

function importsOf(file: string, source: string): string[] {
  return ts
    .preProcessFile(source, true, true)
    .importedFiles.map(({ fileName }) =>
      fileName.startsWith('.') ? normalize(join(dirname(file), fileName)) : fileName,
    );
}

function readSources(): Map<string, string> {
  const files = readdirSync(join(root, 'src'), { recursive: true, encoding: 'utf8' }).filter(
    (file) => file.endsWith('.ts') && !file.includes('.generated.'),
  );
  return new Map(files.sort().map((file) => [file, readFileSync(join(root, 'src', file), 'utf8')]));
}

describe('the sources', () => {
  const sources = readSources();

  test('are there', () => {
    expect(sources.size).toBeGreaterThan(0);
  });

  test('import only from their own floor and from below, and in no circle', () => {
    const imports = new Map([...sources].map(([file, source]) => [file, importsOf(file, source)]));
    expect(violations(imports)).toEqual([]);
  });

  test(`have at most ${mostLines} lines a file, or a reason`, () => {
    const long = [...sources]
      .map(([file, source]) => ({ file, lines: source.split('\n').length - 1 }))
      .filter(({ file, lines }) => lines > mostLines && longFiles[file] === undefined)
      .map(({ file, lines }) => `src/${file} has ${lines} lines: divide it, or give the reason in longFiles`);
    expect(long).toEqual([]);
  });

  test('the reasons for long files are still wanted', () => {
    const idle = Object.keys(longFiles).filter((file) => (sources.get(file)?.split('\n').length ?? 0) - 1 <= mostLines);
    expect(idle).toEqual([]);
  });
});

describe('the rule itself', () => {
  const empty = ['core/a.ts', 'core/b.ts', 'adapters/x.ts', 'adapters/y.ts', 'adapters/process.ts', 'commands/plan.ts'];

  /** A graph of files that import nothing but what is given. */
  function graph(given: Record<string, string[]>): Imports {
    return new Map<string, string[]>([
      ...empty.map((file): [string, string[]] => [file, []]),
      ...Object.entries(given),
    ]);
  }

  test.each<[string, Record<string, string[]>]>([
    [
      'own floor and below',
      { 'core/a.ts': ['core/b.ts'], 'adapters/x.ts': ['core/a.ts'], 'cli.ts': ['adapters/x.ts'] },
    ],
    ['the pure packages in core', { 'core/a.ts': ['yaml', 'shlex', 'node:crypto', '@actions/expressions/ast'] }],
    ['the validator in core', { 'core/a.ts': ['core/images-validator.generated.js'] }],
    ['process.ts in an adapter', { 'adapters/x.ts': ['adapters/process.ts'] }],
    ["GitHub's packages in their adapters", { 'adapters/cache.ts': ['@actions/cache'] }],
    [
      'a diamond, which is no circle',
      { 'cli.ts': ['core/a.ts', 'commands/plan.ts'], 'commands/plan.ts': ['core/a.ts'] },
    ],
  ])('allows %s', (_what, given) => {
    expect(violations(graph(given))).toEqual([]);
  });

  test.each<[string, Record<string, string[]>, string]>([
    [
      'core -> adapters',
      { 'core/a.ts': ['adapters/x.ts'] },
      'src/core/a.ts imports adapters/x.ts: adapters is above core',
    ],
    [
      'commands -> roof',
      { 'commands/plan.ts': ['cli.ts'], 'cli.ts': [] },
      'src/commands/plan.ts imports cli.ts: roof is above commands',
    ],
    [
      'adapters -> commands',
      { 'adapters/x.ts': ['commands/plan.ts'] },
      'src/adapters/x.ts imports commands/plan.ts: commands is above adapters',
    ],
    [
      'commands -> adapters',
      { 'commands/plan.ts': ['adapters/x.ts'] },
      'src/commands/plan.ts imports adapters/x.ts: commands are given a World and know no adapter',
    ],
    [
      'adapter -> adapter',
      { 'adapters/x.ts': ['adapters/y.ts'] },
      'src/adapters/x.ts imports adapters/y.ts: adapters do not know one another, adapters/process.ts excepted',
    ],
    [
      'core -> node:fs',
      { 'core/a.ts': ['node:fs'] },
      'src/core/a.ts imports node:fs: core imports only yaml, shlex, @actions/expressions, node:crypto',
    ],
    [
      '@actions elsewhere',
      { 'cli.ts': ['@actions/core'] },
      "src/cli.ts imports @actions/core: only adapters/github.ts, adapters/github-api.ts, adapters/cache.ts, adapters/process.ts know GitHub's packages",
    ],
    [
      'the validator elsewhere',
      { 'cli.ts': ['core/images-validator.generated.js'] },
      'src/cli.ts imports core/images-validator.generated.js: only core uses the validator',
    ],
    [
      'a file that is not there',
      { 'cli.ts': ['core/gone.ts'] },
      'src/cli.ts imports core/gone.ts: there is no such file below src/',
    ],
    [
      'a folder that is no floor',
      { 'utils/u.ts': ['core/a.ts'] },
      'src/utils/u.ts imports core/a.ts: a file belongs to one of the floors core, adapters, commands, roof',
    ],
    [
      'a circle of two',
      { 'core/a.ts': ['core/b.ts'], 'core/b.ts': ['core/a.ts'] },
      'circle: src/core/a.ts -> src/core/b.ts -> src/core/a.ts',
    ],
    ['a file that imports itself', { 'core/a.ts': ['core/a.ts'] }, 'circle: src/core/a.ts -> src/core/a.ts'],
  ])('refuses %s', (_what, given, message) => {
    expect(violations(graph(given))).toEqual([message]);
  });

  test('the scan sees types, re-exports and import()', () => {
    const source = `
      import type { A } from '../core/a.ts';
      export { b } from './b.ts';
      export * from 'yaml';
      const c = await import('@actions/cache');
      let d: import('./d.ts').D;
      import e = require('./e.ts');
    `;
    expect(importsOf('adapters/x.ts', source).sort()).toEqual(
      ['@actions/cache', 'adapters/b.ts', 'adapters/d.ts', 'adapters/e.ts', 'core/a.ts', 'yaml'].sort(),
    );
  });
});
