// `action.yml` and the README's tables against the tables in `src/core/inputs.ts`: names, order, defaults, descriptions.
// `UPDATE_TABLES=1 npx vitest run __tests__/action-yml.test.ts && npm run format` writes them anew.

import { readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import process from 'node:process';
import { NoOperationTraceWriter } from '@actions/workflow-parser';
import { parseAction } from '@actions/workflow-parser/actions/action-parser';
import { describe, expect, test } from 'vitest';
import { parse, stringify } from 'yaml';
import { INPUTS, type InputRow, OUTPUTS } from '../src/core/input-table.ts';
import { writeShippedWorkflows } from './workflows/shipped.ts';

const root = join(import.meta.dirname, '..');
const advice = 'correct it, or let UPDATE_TABLES=1 npx vitest run __tests__/action-yml.test.ts write it';

interface ActionFile {
  readonly inputs: Record<string, { description?: string; default?: string }>;
  readonly outputs: Record<string, { description?: string }>;
  readonly runs: Record<string, string>;
}

/** The runner evaluates `${{ }}` in descriptions too, and does not load an action that has one there. */
function plain(description: string): string {
  return description.replaceAll(/\$\{\{\s*(.*?)\s*\}\}/g, '$1');
}

const expectedInputs = Object.fromEntries(
  INPUTS.map((row: InputRow) => [row.name, { description: plain(row.description), default: row.default }]),
);
const expectedOutputs = Object.fromEntries(
  OUTPUTS.map(({ name, description }) => [name, { description: plain(description) }]),
);

/** What does not work yet is said where people choose. */
function withNotYet({ description, notYet }: InputRow): string {
  if (!notYet) return description;
  const values = notYet.filter((value) => value !== '*').map((value) => `\`${value}\``);
  return `${description} (${['not yet', ...(values.length > 0 ? [values.join(', ')] : [])].join(': ')})`;
}

function code(text: string): string {
  return text === '' ? '' : `\`${text}\``;
}

const tables = {
  inputs: [
    ['input', 'of', 'default', 'meaning'],
    ...INPUTS.map((row: InputRow) => [
      code(row.name),
      row.modes.length === 0 ? 'all' : row.modes.join(', '),
      code(row.default),
      withNotYet(row),
    ]),
  ],
  outputs: [
    ['output', 'of', 'meaning'],
    ...OUTPUTS.map(({ name, mode, description }) => [code(name), mode, description]),
  ],
};

function read(file: string): string {
  return readFileSync(join(root, file), 'utf8');
}

function markers(name: string): readonly [string, string] {
  return [`<!-- ${name}: held to src/core/input-table.ts by a test -->`, `<!-- end of ${name} -->`];
}

/** The rows of the README's table between its markers, as trimmed cells. */
function tableIn(readme: string, name: string): string[][] {
  const [start, end] = markers(name);
  const from = readme.indexOf(start);
  const to = readme.indexOf(end);
  expect(from >= 0 && to > from, `README.md has no table between '${start}' and '${end}'`).toBe(true);
  return readme
    .slice(from + start.length, to)
    .trim()
    .split('\n')
    .filter((line) => !/^[|\s:-]+$/.test(line))
    .map((line) =>
      line
        .split('|')
        .slice(1, -1)
        .map((cell) => cell.trim()),
    );
}

function update(): void {
  const file = read('action.yml');
  const head = file.slice(0, file.indexOf('\ninputs:'));
  const runs = file.slice(file.indexOf('\nruns:'));
  const middle = stringify({ inputs: expectedInputs, outputs: expectedOutputs }, { singleQuote: true, lineWidth: 0 });
  writeFileSync(join(root, 'action.yml'), `${head}\n${middle.replace('\noutputs:', '\n\noutputs:')}${runs}`);
  let readme = read('README.md');
  for (const [name, rows] of Object.entries(tables)) {
    const [start, end] = markers(name);
    const [header = [], ...others] = rows;
    const table = [header, header.map(() => '---'), ...others].map((row) => `| ${row.join(' | ')} |`).join('\n');
    const [before] = readme.split(start);
    const [, after] = readme.split(end);
    readme = `${before ?? ''}${start}\n\n${table}\n\n${end}${after ?? ''}`;
  }
  writeFileSync(join(root, 'README.md'), readme);
  writeShippedWorkflows();
}

if (process.env.UPDATE_TABLES === '1') update();

/** What differs, a sentence each, in the words of whoever has to mend it. */
function differences(
  kind: 'input' | 'output',
  found: Readonly<Record<string, Readonly<Record<string, unknown>>>>,
  expected: Readonly<Record<string, Readonly<Record<string, string>>>>,
): string[] {
  const missing = Object.keys(expected).filter((name) => !(name in found));
  const extra = Object.keys(found).filter((name) => !(name in expected));
  const changed = Object.entries(expected).flatMap(([name, row]) =>
    Object.entries(row)
      .filter(([key, value]) => name in found && found[name]?.[key] !== value)
      .map(([key, value]) => `the ${kind} ${name} has ${key} ${JSON.stringify(found[name]?.[key])}, not '${value}'`),
  );
  return [
    ...missing.map((name) => `the ${kind} ${name} of src/core/inputs.ts is missing`),
    ...extra.map((name) => `src/core/inputs.ts has no ${kind} ${name}`),
    ...changed,
  ];
}

describe('action.yml', () => {
  const text = read('action.yml');
  const action = parse(text) as ActionFile;

  test('has the inputs of src/core/input-table.ts', () => {
    expect(differences('input', action.inputs, expectedInputs), advice).toEqual([]);
    expect(Object.keys(action.inputs), `the order of the inputs: ${advice}`).toEqual(Object.keys(expectedInputs));
  });

  test('has the outputs of src/core/input-table.ts', () => {
    expect(differences('output', action.outputs, expectedOutputs), advice).toEqual([]);
    expect(Object.keys(action.outputs), `the order of the outputs: ${advice}`).toEqual(Object.keys(expectedOutputs));
  });

  test('runs the bundles on Node 24, the last step in any case', () => {
    const runs = { using: 'node24', main: 'dist/index.js', post: 'dist/post.js', 'post-if': 'always()' };
    expect(action.runs).toEqual(runs);
  });

  test('is an action to GitHub’s own parser', () => {
    const { context } = parseAction({ name: 'action.yml', content: text }, new NoOperationTraceWriter());
    expect(context.errors.getErrors().map(({ message }) => message)).toEqual([]);
  });

  test('has expressions in defaults only: the runner evaluates them everywhere', () => {
    const lines = text.split('\n').filter((line) => line.includes('${{') && !/^\s+default:/.test(line));
    expect(lines).toEqual([]);
  });
});

describe('README.md', () => {
  test.each(['inputs', 'outputs'] as const)('has the %s of src/core/inputs.ts in its table', (name) => {
    const found = tableIn(read('README.md'), name);
    const rows = (table: readonly (readonly string[])[]): string[] => table.map((row) => row.join(' | '));
    const lost = rows(tables[name]).filter((row) => !rows(found).includes(row));
    const strange = rows(found).filter((row) => !rows(tables[name]).includes(row));
    expect({ lost, strange }, `lost rows are to be there, strange ones not: ${advice}`).toEqual({
      lost: [],
      strange: [],
    });
    expect(found, `the order of the rows: ${advice}`).toEqual(tables[name]);
  });
});
