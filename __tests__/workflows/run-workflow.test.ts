// The harness itself: GitHub's rules about `if`, `needs`, matrices and "Re-run", on workflows of a few lines.

import { describe, expect, test } from 'vitest';
import { evaluate } from './expressions.ts';
import { type Leg, type Run, runWorkflow } from './run-workflow.ts';
import { jobWorkflow } from '../../src/core/level-workflow.ts';
import { ACTION } from '../../src/core/version.ts';

/** Runs jobs that only succeed or, by their path, fail. */
async function run(jobs: string, failing: readonly string[] = [], outputs: Record<string, string> = {}, rerun?: Run) {
  const ran: string[] = [];
  const text = `name: w\non: push\npermissions: {}\njobs:\n${jobs}`;
  const done = await runWorkflow('w.yml', {
    read: (uses) => (uses === 'w.yml' ? text : jobWorkflow(ACTION)),
    github: { event_name: 'push' },
    runLeg: ({ path, job }: Leg) => {
      ran.push(path);
      const own = job.part('outputs') ? outputs : {};
      return Promise.resolve({ result: failing.includes(path) ? 'failure' : 'success', outputs: own });
    },
    ...(rerun && { rerun }),
  });
  const results = Object.fromEntries([...done.jobs].map(([path, { result, error }]) => [path, error ?? result]));
  return { ran, results, done };
}

const job = (id: string, more: string): string =>
  `  ${id}:\n    runs-on: x\n${more.replaceAll(/^(?=.)/gm, '    ')}\n    steps: [{uses: ./}]\n`;

const PLAN = job('plan', 'outputs: {levels: a}');
const level = (index: number, needs: string): string =>
  job(
    `level-${index}`,
    `needs: ${needs}
if: \${{ !cancelled() && needs.plan.result == 'success' && fromJSON(needs.plan.outputs.levels)[${index}] }}
strategy: {fail-fast: false, matrix: "\${{ fromJSON(needs.plan.outputs.levels)[${index}] }}"}
name: L${index} \${{ matrix.name }}`,
  );
const LADDER = PLAN + level(0, 'plan') + level(1, '[plan, level-0]') + level(2, '[plan, level-1]');
const rows = (...names: string[]): object => ({ include: names.map((name) => ({ name })) });

describe('a job', () => {
  test('without a status function is skipped with any before it, and so on', async () => {
    const jobs = job('a', '') + job('b', 'needs: a') + job('c', 'needs: b') + job('d', 'needs: c\nif: always()');
    expect((await run(jobs, ['a'])).results).toEqual({ a: 'failure', b: 'skipped', c: 'skipped', d: 'success' });
  });

  test('may ask for failure', async () => {
    const jobs = job('a', '') + job('b', 'needs: a\nif: failure()');
    expect((await run(jobs, ['a'])).ran).toEqual(['a', 'b']);
    expect((await run(jobs)).ran).toEqual(['a']);
  });

  test('that calls a workflow may not have it ask for more', async () => {
    const call = `  a:\n    uses: org/gentoo-image-builder/.github/workflows/job.yml@v1\n    permissions: {contents: read}
    with: {job: '{"runner": "x", "timeout": 1}', pins: '{}'}\n`;
    expect((await run(call)).results['a/build']).toBe(
      'the job build requests packages: write, but its caller does not allow it',
    );
  });

  test('that calls a workflow gives it what it takes', async () => {
    const call = `  a:\n    uses: org/gentoo-image-builder/.github/workflows/job.yml@v1\n    with: {jobs: x}\n`;
    expect((await run(call)).results.a).toContain('has no input jobs');
  });
});

describe('a ladder', () => {
  test('runs what is there', async () => {
    const levels = JSON.stringify([rows('a', 'b'), rows('c')]);
    const { ran, results } = await run(LADDER, [], { levels });
    expect(ran).toEqual(['plan', 'level-0[0]', 'level-0[1]', 'level-1[0]']);
    expect(results['level-2']).toBe('skipped');
  });

  test('is red with a plan that failed, and with an output that was dropped', async () => {
    expect((await run(LADDER, ['plan'])).results).toMatchObject({ 'level-0': 'skipped', 'level-2': 'skipped' });
    const dropped = await run(LADDER, [], {});
    expect(dropped.results['level-0']).toBe('empty input');
    expect(dropped.done.result).toBe('failure');
  });

  test('goes on beside a leg that failed', async () => {
    const levels = JSON.stringify([rows('a', 'b'), rows('c')]);
    const { ran, done } = await run(LADDER, ['level-0[0]'], { levels });
    expect(ran).toContain('level-1[0]');
    expect(done.result).toBe('failure');
  });

  test.each([
    [[{ include: [] }], 'Matrix must define at least one vector'],
    [[rows(...Array.from({ length: 257 }, (_, index) => `i${index}`))], 'Strategy produced more than 256'],
  ])('%#: is refused as GitHub refuses it', async (levels, error) => {
    expect((await run(LADDER, [], { levels: JSON.stringify(levels) })).results['level-0']).toBe(error);
  });
});

test('"Re-run failed jobs" takes what failed and all that depends on it', async () => {
  const levels = JSON.stringify([rows('a', 'b'), rows('c')]);
  const first = await run(LADDER, ['level-0[1]'], { levels });
  const second = await run(LADDER, [], { levels }, first.done);
  expect(second.ran).toEqual(['level-0[1]', 'level-1[0]']);
  expect(second.done.result).toBe('success');
  expect((await run(LADDER, [], { levels }, second.done)).ran).toEqual([]);
});

test('what the harness does not know is an error, never empty', async () => {
  await expect(run(job('a', 'container: x'))).rejects.toThrow('the harness does not know container');
  await expect(run(job('a', 'strategy: {matrix: {x: [1]}, fail-fast: false}'))).rejects.toThrow('`include` alone');
  expect(() => evaluate('nothing.there', {})).toThrow();
  await expect(run(job('a', 'needs: b'))).rejects.toThrow();
});
