// No example can rot: each `examples/*/images.yaml` is read, linked and planned, and must come to the texts in
// `cases/examples/<name>/`; each workflow, the README's too, keeps to the rules of `workflows/rules.ts` and to what this
// action takes. `UPDATE_CASES=1 npx vitest run __tests__/examples.test.ts` writes the texts anew.

import { existsSync, mkdirSync, readFileSync, readdirSync, writeFileSync } from 'node:fs';
import { join, relative } from 'node:path';
import process from 'node:process';
import { describe, expect, test } from 'vitest';
import { parse } from 'yaml';
import { hashGlob, hashTree } from '../src/adapters/files.ts';
import { fillCatalog } from '../src/core/defaults.ts';
import { parseDefinition } from '../src/core/definition.ts';
import { printFingerprints } from '../src/core/fingerprint.ts';
import { linkGraph } from '../src/core/graph.ts';
import { imageWorkflow } from '../src/core/image-workflow.ts';
import schema from '../src/core/images.schema.json' with { type: 'json' };
import { INPUTS, OUTPUTS } from '../src/core/input-table.ts';
import { matricesOf } from '../src/core/matrix.ts';
import type { Existence } from '../src/core/oci.ts';
import { notYetOf } from '../src/core/not-yet.ts';
import { addPins, askQuestions, NO_PINS, type Pin, snapshotDates } from '../src/core/pins.ts';
import { periodsAt } from '../src/core/periods.ts';
import { decidePlan } from '../src/core/plan.ts';
import { formatProblem, UserError } from '../src/core/problem.ts';
import { formatPlan, treeGraph } from '../src/core/report.ts';
import { parseSource } from '../src/core/source.ts';
import { LADDER_EXAMPLES, withLadder } from './workflows/examples.ts';
import { complaintsOf } from './workflows/rules.ts';

const root = join(import.meta.dirname, '..');
const ours = 'org/gentoo-image-builder@v1';

/** The graph, the plan of a first run, and its jobs, as people read them; the world's answers are made up. */
function describeImages(file: string): string {
  const definition = parseDefinition([parseSource('images.yaml', readFileSync(file, 'utf8'))]);
  const first = linkGraph(fillCatalog(definition, { dates: new Map() }));
  const questions = askQuestions(first, NO_PINS);
  const made: Pin = { digest: `sha256:${'0'.repeat(64)}`, date: '20261116' };
  const names = [...questions.references.map(({ reference }) => reference), ...questions.undated];
  const told = { ...NO_PINS, periods: periodsAt(Date.UTC(2026, 10, 22)) };
  const pins = addPins(told, Object.fromEntries(names.map((name) => [name, made])));
  const trees = new Map([...questions.trees, ...questions.globs].map(({ path }) => [path, '0'.repeat(64)]));
  const graph = linkGraph(fillCatalog(definition, { dates: snapshotDates(first.catalog, pins) }));
  const no: Existence = { answer: 'no' };
  const presences = new Map([...graph.nodes.keys()].map((id) => [id, { content: no, untested: no }]));
  const plan = decidePlan(graph, pins, printFingerprints(graph, { pins, trees }), presences);
  const jobs = matricesOf(plan, { runners: new Map(), shared: true }).flatMap(({ include }) =>
    include.map(({ name, level, runner, timeout }) => `level ${level}: ${name} on ${String(runner)}, ${timeout} min`),
  );
  const tags = [...plan.decisions.values()].map(
    ({ node, tags }) => `${node.label}: ${tags.join(', ') || 'no names for people'}`,
  );
  const part = (title: string, lines: readonly string[]): string => `${title}\n${lines.join('\n')}\n`;
  return [
    part('# graph', treeGraph(graph)),
    part('# plan', formatPlan(plan)),
    part('# tags', tags),
    part('# jobs', jobs),
  ].join('\n');
}

function describeOrProblems(file: string): string {
  try {
    return describeImages(file);
  } catch (error) {
    if (error instanceof UserError) return `${error.problems.map(formatProblem).join('\n\n')}\n`;
    throw error;
  }
}

describe('images files', () => {
  const names = readdirSync(join(root, 'examples'));
  const files: [string, string][] = [
    ...names.map((name): [string, string] => [name, join(root, 'examples', name, 'images.yaml')]),
    ['demo', join(root, 'script/demo-images.yaml')],
  ];

  test.each(files)('%s comes to its golden text', (name, file) => {
    expect(existsSync(file), `${relative(root, file)} is missing`).toBe(true);
    const golden = join(root, '__tests__/cases/examples', name, 'expected.txt');
    const text = describeOrProblems(file);
    if (process.env.UPDATE_CASES === '1') {
      mkdirSync(join(golden, '..'), { recursive: true });
      writeFileSync(golden, text);
    }
    expect(existsSync(golden), `${name} has no expected.txt`).toBe(true);
    expect(text).toBe(readFileSync(golden, 'utf8'));
  });

  test.each(names)('%s has the files that it names', async (name) => {
    const folder = join(root, 'examples', name);
    const definition = parseDefinition([parseSource('images.yaml', readFileSync(join(folder, 'images.yaml'), 'utf8'))]);
    const { trees, globs } = askQuestions(linkGraph(fillCatalog(definition, { dates: new Map() })), NO_PINS);
    const found = [
      ...trees.map(async ({ path }) => [path, await hashTree(join(folder, path))]),
      ...globs.map(async ({ path }) => [path, await hashGlob(folder, path)]),
    ];
    expect((await Promise.all(found)).filter(([, hash]) => hash === undefined).map(([path]) => path)).toEqual([]);
  });
});

interface Workflow {
  readonly jobs: Record<
    string,
    {
      readonly uses?: string;
      readonly with?: object;
      readonly secrets?: object;
      readonly if?: string;
      readonly strategy?: { readonly matrix?: unknown };
      readonly outputs?: Record<string, string>;
      readonly steps?: readonly { readonly id?: string; readonly uses?: string; readonly with?: object }[];
    }
  >;
}

/** The fenced blocks of a language in Markdown. */
function blocks(markdown: string, language: string): string[] {
  return [...markdown.matchAll(/^```(\w+)\n(.*?)^```$/gms)].flatMap(([, found, text]) =>
    found === language ? [text ?? ''] : [],
  );
}

/** Keys of the schema that are answered with "not yet" whatever their value, wherever they stand. */
const notYetKeys = new Set(
  (
    [
      ['builder', (key: string) => `builders: {default: {${key}: x}}`],
      ['gentoo', (key: string) => `images: [{${key}: x}]`],
      ['build', (key: string) => `images: [{build: {${key}: x}}]`],
      [undefined, (key: string) => `${key}: x`],
    ] as const
  ).flatMap(([part, write]) =>
    Object.keys((part === undefined ? schema : schema.$defs[part]).properties).filter(
      (key) => notYetOf(parseSource('images.yaml', write(key)), () => undefined).length > 0,
    ),
  ),
);

const readme = readFileSync(join(root, 'README.md'), 'utf8');
const readmeWorkflows = blocks(readme, 'yaml').filter((text) => /^jobs:/m.test(text));
const workflows: [string, string][] = [
  ...readdirSync(join(root, 'examples'), { recursive: true, encoding: 'utf8' })
    .filter((path) => /\.github\/workflows\/[^/]+\.yml$/.test(path))
    .sort()
    .map((path) => `examples/${path}`)
    .map((path): [string, string] => [path, readFileSync(join(root, path), 'utf8')]),
  ...readmeWorkflows.map((text, index): [string, string] => [`README.md, block ${index + 1}`, text]),
];

/** A reusable workflow of this repository, by the `uses` of a caller. */
function calledBy(uses: string): { inputs: string[]; secrets: string[] } {
  const [, path = ''] = /^org\/gentoo-image-builder\/(.*)@v1$/.exec(uses) ?? [];
  const { on } = parse(readFileSync(join(root, path), 'utf8')) as {
    on: { workflow_call: { inputs: object; secrets: object } };
  };
  return { inputs: Object.keys(on.workflow_call.inputs), secrets: Object.keys(on.workflow_call.secrets) };
}

describe('workflows', () => {
  test.each(workflows)('%s keeps to the rules', async (_name, content) => {
    expect(await complaintsOf(content)).toEqual([]);
  });

  test.each(workflows)('%s gives this action what it takes, and takes what it gives', (_name, content) => {
    const inputs: readonly string[] = INPUTS.map(({ name }) => name);
    const outputs: readonly string[] = OUTPUTS.map(({ name }) => name);
    const jobs = Object.values((parse(content) as Workflow).jobs);
    const steps = jobs.flatMap((job) => job.steps ?? []).filter(({ uses }) => uses === ours);
    const calls = jobs.filter(({ uses }) => uses !== undefined);
    expect(steps.length + calls.length, 'steps and jobs that use this action').toBeGreaterThan(0);
    expect(steps.flatMap((step) => Object.keys(step.with ?? {})).filter((name) => !inputs.includes(name))).toEqual([]);
    for (const job of calls) {
      const called = calledBy(job.uses ?? '');
      expect(called.inputs).toEqual(expect.arrayContaining(Object.keys(job.with ?? {})));
      expect(called.secrets).toEqual(expect.arrayContaining(Object.keys(job.secrets ?? {})));
    }
    const ids = steps.flatMap(({ id }) => id ?? []);
    const taken = [...content.matchAll(/steps\.([\w-]+)\.outputs\.([\w-]+)/g)].filter(([, id]) =>
      ids.includes(id ?? ''),
    );
    expect(taken.map(([, , name]) => name ?? '').filter((name) => !outputs.includes(name))).toEqual([]);
  });

  test.each(LADDER_EXAMPLES)('%s has the jobs that src/core makes', (name) => {
    const path = join(root, 'examples', name, '.github/workflows/images.yml');
    const text = readFileSync(path, 'utf8');
    const made = withLadder(name, text);
    if (process.env.UPDATE_CASES === '1') writeFileSync(path, made);
    expect(process.env.UPDATE_CASES === '1' ? made : text).toBe(made);
  });

  test('static has the jobs that the command writes', () => {
    const path = join(root, 'examples/static/.github/workflows/images.yml');
    const images = parseSource('images.yaml', readFileSync(join(root, 'examples/static/images.yaml'), 'utf8'));
    const graph = linkGraph(fillCatalog(parseDefinition([images]), { dates: new Map() }));
    const before = existsSync(path) ? readFileSync(path, 'utf8') : undefined;
    const made = imageWorkflow(
      graph,
      {
        ...{ fuse: false, action: ours, imagesFile: 'images.yaml', workingDirectory: '.', registry: undefined },
        ...{ runners: '', runner: 'ubuntu-24.04' },
      },
      before,
    );
    if (process.env.UPDATE_CASES === '1') writeFileSync(path, made);
    expect(process.env.UPDATE_CASES === '1' ? made : before).toBe(made);
  });
});

describe('README.md', () => {
  test('shows the workflow of the quickstart as it is', () => {
    const text = readFileSync(join(root, 'examples/quickstart/.github/workflows/images.yml'), 'utf8');
    expect(readmeWorkflows).toEqual([text]);
  });

  test('shows images files that are right', () => {
    const texts = blocks(readme, 'yaml').filter((text) => /^images:/m.test(text));
    expect(texts.length).toBeGreaterThan(0);
    for (const text of texts) fillCatalog(parseDefinition([parseSource('images.yaml', text)]), { dates: new Map() });
  });

  test('says "not yet" of the keys that the program says it of, and of no others', () => {
    const paragraph = /^\*\*Not yet\*\*:.*?\n\n/ms.exec(readme)?.[0] ?? '';
    const said = new Set([...paragraph.matchAll(/`(\w+)`/g)].map(([, key]) => key ?? ''));
    const lost = [...notYetKeys].filter((key) => !said.has(key));
    const strange = [...said].filter((key) => !notYetKeys.has(key));
    expect({ lost, strange }, 'lost keys are to be there, strange ones not').toEqual({ lost: [], strange: [] });
  });
});
