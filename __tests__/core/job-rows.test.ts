import { describe, expect, test } from 'vitest';
import type { GentooImage } from '../../src/core/catalog.ts';
import { rowsOfJobs } from '../../src/core/job-rows.ts';
import type { MatrixOptions } from '../../src/core/matrix.ts';
import type { Existence } from '../../src/core/oci.ts';
import { decidePlan, type Plan } from '../../src/core/plan.ts';
import { chain, DIGEST, FACTS, makeGraph, makeImage, printsOf, problemsOf } from '../fakes/catalog.ts';

const no: Existence = { answer: 'no' };
const yes: Existence = { answer: 'yes', digest: DIGEST, mediaType: '' };
const shared: MatrixOptions = { runners: new Map(), shared: true };

/** A plan in which everything is built but what is named. */
function plan(present: readonly string[] = [], images: readonly GentooImage[] = chain()): Plan {
  const graph = makeGraph(images);
  const presences = [...graph.nodes.values()].map(
    ({ id, label }) => [id, { content: present.includes(label) ? yes : no, builder: yes }] as const,
  );
  return decidePlan(graph, FACTS.pins, printsOf(graph), new Map(presences));
}

const ALONE = [['builder-scratch'], ['base'], ['go'], ['hydra'], ['lone']];
const FUSED = [['builder-scratch'], ['base', 'go', 'hydra'], ['lone']];

const rows = (made: Plan, jobs: readonly string[][], options = shared): Record<string, string> =>
  Object.fromEntries(
    Object.entries(rowsOfJobs(made, jobs, options)).map(([name, row]) => [
      name,
      `${row.name} @${row.level} ${row.timeout} min: ${row.nodes.map((node) => node.name).join(' ')}`,
    ]),
  );

describe('rows of jobs', () => {
  test('an image each', () => {
    expect(rows(plan(), ALONE)).toEqual({
      'builder-scratch': 'builder-scratch @0 360 min: builder-scratch',
      base: 'base @1 60 min: base',
      lone: 'lone @1 60 min: lone',
      go: 'go @2 60 min: go',
      hydra: 'hydra @3 60 min: hydra',
    });
  });

  test('more than a matrix may have share nothing', () => {
    const many = Array.from({ length: 600 }, (_, index) => makeImage({ name: `i${index}` }));
    const jobs = [['builder-scratch'], ...many.map(({ name }) => [name])];
    expect(Object.keys(rowsOfJobs(plan([], many), jobs, shared))).toHaveLength(601);
  });

  test('what has nothing to do has no row', () => {
    expect(Object.keys(rows(plan(['builder-scratch', 'base', 'lone']), ALONE))).toEqual(['go', 'hydra']);
    expect(rows(plan(['builder-scratch', 'base', 'lone', 'go', 'hydra']), ALONE)).toEqual({});
  });

  test('a chain is one row, under its first name whatever is there', () => {
    expect(rows(plan(['builder-scratch', 'base', 'lone']), FUSED)).toEqual({
      base: 'go and 1 more @0 120 min: go hydra',
    });
  });

  test('without a registry a family is the row of its first job', () => {
    const alone = { ...shared, shared: false };
    expect(rows(plan(), ALONE, alone)).toEqual({
      'builder-scratch': 'builder-scratch and 4 more @0 360 min: builder-scratch base lone go hydra',
    });
    expect(Object.keys(rows(plan(['builder-scratch']), ALONE, alone))).toEqual(['base', 'lone']);
  });
});

describe('a workflow that is older than the images file', () => {
  test('lacks jobs, and has some too many', () => {
    const jobs = [['builder-scratch'], ['base'], ['go'], ['python']];
    expect(problemsOf(() => rowsOfJobs(plan(), jobs, shared))).toBe(
      `the workflow has no job for hydra, lone
  hint: run \`gentoo-image-builder workflow\` again, and commit what it writes
the workflow has a job for python, which the images file does not have
  hint: run \`gentoo-image-builder workflow\` again, and commit what it writes`,
    );
  });

  test('lacks even jobs for what is there already', () => {
    const all = ['builder-scratch', 'base', 'go', 'hydra', 'lone'];
    expect(problemsOf(() => rowsOfJobs(plan(all), ALONE.slice(1), shared))).toContain('no job for builder-scratch');
  });
});
