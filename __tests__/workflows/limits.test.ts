// How near plan and workflows come to GitHub's limits. In: 300 images beside one another, and 600 in all. Out: figures,
// of which the README speaks. https://docs.github.com/en/actions/reference/limits

import { expect, test } from 'vitest';
import { planStep } from '../../src/commands/action.ts';
import { imagesByJob, imageWorkflow } from '../../src/core/image-workflow.ts';
import type { InputName } from '../../src/core/input-table.ts';
import { parseInputs } from '../../src/core/inputs.ts';
import type { Matrix } from '../../src/core/matrix.ts';
import { parseEvent } from '../../src/core/push-policy.ts';
import { ACTION } from '../../src/core/version.ts';
import { linkGraph } from '../../src/core/graph.ts';
import { survey } from '../../src/commands/survey.ts';
import { NO_PINS } from '../../src/core/pins.ts';
import { fakeWorld, TOP } from '../fakes/world.ts';
import { type Dag, grownOf, seeded, wideOf } from './dags.ts';

/** A job may put out a megabyte, each letter counted as two bytes. */
const MOST_OUTPUT = 1_048_576;
/** Bytes of a workflow. */
const MOST_FILE = 500_000;
/** Jobs of a matrix. */
const MOST_JOBS = 256;

const PUSH = parseEvent('push', 'refs/heads/main', 'c'.repeat(40), { repository: { default_branch: 'main' } });

async function figuresOf(dag: Dag): Promise<string[]> {
  const images = dag.map(
    ([name, requires]) =>
      `  - {name: ${name}, requires: [${requires.join(', ')}], build: {packages: app-misc/${name}}}\n`,
  );
  const world = await fakeWorld(`${TOP}images:\n${images.join('').replaceAll('requires: [], ', '')}`);
  const settings = { imagesFile: 'images.yaml', registry: undefined, pins: NO_PINS, push: true, name: true };
  const { catalog } = await survey(world, settings);
  const graph = linkGraph(catalog);
  const plan = async (own: Partial<Record<InputName, string>>) => {
    const { outputs, summary } = await planStep(
      world,
      parseInputs((name) => own[name] ?? ''),
      PUSH,
    );
    const letters = [...outputs.values()].reduce((sum, text) => sum + text.length, 0);
    const levels = JSON.parse(outputs.get('levels') ?? '[]') as Matrix[];
    const jobs = levels.map(({ include }) => include.length);
    expect(letters * 2).toBeLessThan(MOST_OUTPUT);
    expect(Math.max(...jobs)).toBeLessThanOrEqual(MOST_JOBS);
    expect(Buffer.byteLength(summary)).toBeLessThan(MOST_OUTPUT);
    return `${percent(letters * 2, MOST_OUTPUT)} of the outputs, ${percent(Buffer.byteLength(summary), MOST_OUTPUT)} of the summary, ${jobs.length} levels`;
  };
  const written = (fuse: boolean): string => {
    const text = imageWorkflow(graph, {
      ...{ fuse, action: ACTION, imagesFile: 'images.yaml', workingDirectory: '.', registry: undefined },
      ...{ runners: '', runner: 'ubuntu-24.04' },
    });
    return `${percent(Buffer.byteLength(text), MOST_FILE)} of a file`;
  };
  const rows = (fuse: boolean): string =>
    imagesByJob(graph, fuse)
      .map((labels) => labels.join(' '))
      .join('\n');
  return [
    `reusable: ${await plan({})}`,
    `static: ${await plan({ outputs: 'rows', jobs: rows(false) })}, ${written(false)}`,
    `fused: ${await plan({ outputs: 'rows', jobs: rows(true) })}, ${written(true)}`,
  ];
}

/** In steps of five. */
function percent(part: number, whole: number): string {
  return `${Math.ceil((part / whole) * 20) * 5} %`;
}

test('300 images beside one another', async () => {
  expect(await figuresOf(wideOf(300))).toEqual([
    'reusable: 15 % of the outputs, 5 % of the summary, 2 levels',
    'static: 25 % of the outputs, 5 % of the summary, 2 levels, 30 % of a file',
    'fused: 25 % of the outputs, 5 % of the summary, 2 levels, 30 % of a file',
  ]);
});

test('600 images in all', async () => {
  expect(await figuresOf(grownOf(600, seeded(6)))).toEqual([
    'reusable: 25 % of the outputs, 10 % of the summary, 9 levels',
    'static: 50 % of the outputs, 10 % of the summary, 9 levels, 55 % of a file',
    'fused: 45 % of the outputs, 10 % of the summary, 9 levels, 45 % of a file',
  ]);
});
