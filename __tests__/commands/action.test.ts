import { readFileSync } from 'node:fs';
import { describe, expect, test } from 'vitest';
import { unpack } from '../../src/adapters/packing.ts';
import { buildStep, planStep, type StepOutcome } from '../../src/commands/action.ts';
import type { InputName } from '../../src/core/input-table.ts';
import { type Inputs, parseInputs } from '../../src/core/inputs.ts';
import type { Matrix, Row } from '../../src/core/matrix.ts';
import { parsePlanFile } from '../../src/core/plan-file.ts';
import { formatProblem, UserError } from '../../src/core/problem.ts';
import type { RunEvent } from '../../src/core/push-policy.ts';
import type { BuildResult } from '../../src/core/result.ts';
import { CHAIN, fakeWorld, type FakeWorld, putImage } from '../fakes/world.ts';

const main: RunEvent = { name: 'push', ref: 'refs/heads/main', defaultBranch: 'main' };
const request: RunEvent = { name: 'pull_request', ref: 'refs/pull/7/merge', defaultBranch: 'main' };
const branch: RunEvent = { name: 'push', ref: 'refs/heads/x', defaultBranch: 'main' };
const inputs = (given: Partial<Record<InputName, string>> = {}): Inputs => parseInputs((name) => given[name] ?? '');

const plan = (world: FakeWorld, given: Partial<Record<InputName, string>> = {}, event = main): Promise<StepOutcome> =>
  planStep(world, inputs(given), event);
const levelsOf = ({ outputs }: StepOutcome): Matrix[] => JSON.parse(outputs.get('levels') ?? '') as Matrix[];

/** Runs all rows of a plan, as the jobs of a workflow would. */
async function buildAll(
  world: FakeWorld,
  planned: StepOutcome,
  event = main,
  given: Partial<Record<InputName, string>> = {},
): Promise<StepOutcome[]> {
  const done: StepOutcome[] = [];
  for (const row of levelsOf(planned).flatMap(({ include }) => include))
    done.push(await build(world, planned, row, event, given));
  return done;
}
const build = (
  world: FakeWorld,
  planned: StepOutcome,
  row: Row,
  event = main,
  given: Partial<Record<InputName, string>> = {},
): Promise<StepOutcome> =>
  buildStep(
    world,
    inputs({ mode: 'build', job: JSON.stringify(row), pins: planned.outputs.get('pins') ?? '', ...given }),
    event,
  );
const mistake = async (work: Promise<unknown>): Promise<string> => {
  const error: unknown = await work.catch((thrown: unknown) => thrown);
  return error instanceof UserError ? error.problems.map(formatProblem).join('\n') : String(error);
};

describe('plan', () => {
  test('puts out what the workflow needs', async () => {
    const world = await fakeWorld();
    const planned = await plan(world);
    expect(planned.failed).toBe(false);
    expect([...planned.outputs.keys()]).toEqual([
      'levels',
      'pins',
      'depth',
      'count',
      'has-work',
      'max-parallel',
      'images',
      'reused',
      'plan',
    ]);
    expect(planned.outputs.get('depth')).toBe('4');
    expect(parsePlanFile(unpack(planned.outputs.get('plan') ?? '')).nodes.size).toBe(5);
    expect(levelsOf(planned).map(({ include }) => include.map(({ name }) => name))).toEqual([
      ['builder-scratch'],
      ['base', 'lone'],
      ['go'],
      ['hydra'],
    ]);
    expect(planned.summary).toMatch(/^## 5 to build\n/);
    expect(planned.summary).toContain('| 3 | <code>hydra</code> | build | never built | <code>20261116</code> |  |');
    expect(world.events).toEqual([]);
  });

  test('puts everything into one job where nothing may be pushed, and says why', async () => {
    const world = await fakeWorld();
    const planned = await plan(world, {}, request);
    expect(levelsOf(planned).map(({ include }) => include.map(({ nodes }) => nodes.length))).toEqual([[5]]);
    expect(world.said[0]).toBe('nothing is pushed: pull_request on refs/pull/7/merge writes nothing');
  });

  test('says that no registry is named', async () => {
    const world = await fakeWorld(CHAIN.replace('registry: ghcr.io/acme\n', ''));
    await plan(world);
    expect(world.said[0]).toBe('nothing is pushed: no registry is named');
  });

  test('refuses more levels than the workflow has', async () => {
    expect(await mistake(plan(await fakeWorld(), { 'max-levels': '3' }))).toMatch(
      /^the plan has 4 levels, but the workflow has jobs for 3\n {2}hint: let .*\n\n {2}level-3:\n[^]*registry: ghcr.io\n/,
    );
    expect((await plan(await fakeWorld(), { 'max-levels': '4' })).failed).toBe(false);
  });

  test('of a branch that may not move names finds nothing to tag', async () => {
    const world = await fakeWorld();
    await buildAll(world, await plan(world));
    await world.write('images.yaml', CHAIN.replace('{name: lone,', '{name: lone, tag: "7",'));
    expect((await plan(world)).outputs.get('count')).toBe('1');
    expect((await plan(world, { push: 'true' }, branch)).outputs.get('count')).toBe('0');
  });
});

describe('build', () => {
  test('puts out its result, and a file with all of them', async () => {
    const world = await fakeWorld();
    const one = {
      name: 'dev-lang/go-1.22',
      slot: '0',
      use: '',
      license: '',
      repository: 'gentoo',
      size: 1,
      asked: true,
    };
    world.jobs.set('go', {
      out: {
        'packages.json': JSON.stringify({
          packages: [
            { ...one, own: true },
            { ...one, name: 'a/b-1', own: false },
          ],
        }),
      },
    });
    const [, , , go] = await buildAll(world, await plan(world));
    expect(go?.failed).toBe(false);
    expect(Object.fromEntries(go?.outputs ?? [])).toEqual({
      status: 'built',
      image: 'go',
      digest: expect.stringMatching(/^sha256:/) as string,
      tags: '["ghcr.io/acme/go:20261116"]',
      builder: expect.stringMatching(/^ghcr\.io\/acme\/builder-go:f1-/) as string,
      'builder-digest': expect.stringMatching(/^sha256:/) as string,
      size: String('layer of base'.length + 'layer of go'.length),
      packages: '["dev-lang/go-1.22"]',
      'result-file': expect.stringMatching(/result-[0-9a-f]{8}\.json$/) as string,
    });
    const file = JSON.parse(readFileSync(go?.outputs.get('result-file') ?? '', 'utf8')) as BuildResult[];
    expect(file).toMatchObject([{ status: 'built', image: 'go' }]);
    expect(go?.summary).toContain('| <code>go</code> | built | 20261116 |');
  });

  test('of what failed fails, and so does what is blocked', async () => {
    const world = await fakeWorld();
    world.jobs.set('base', { code: 1 });
    const done = await buildAll(world, await plan(world));
    expect(done.map(({ failed, outputs }) => [outputs.get('image'), outputs.get('status'), failed])).toEqual([
      ['builder-scratch', 'built', false],
      ['base', 'failed', true],
      ['lone', 'built', false],
      ['go', 'blocked', true],
      ['hydra', 'blocked', true],
    ]);
    expect(Object.fromEntries(done[3]?.outputs ?? [])).toMatchObject({
      digest: '',
      tags: '[]',
      size: '',
      packages: '[]',
    });
  });

  test('of several images has the worst status', async () => {
    const world = await fakeWorld();
    world.jobs.set('hydra', { code: 1 });
    const [one] = await buildAll(world, await plan(world, {}, request), request);
    expect([one?.failed, one?.outputs.get('status')]).toEqual([true, 'failed']);
    expect(world.events.filter((event) => /^(push|blob|manifest)/.test(event))).toEqual([]);
  });

  test('a branch that may push, but not name', async () => {
    const world = await fakeWorld();
    await buildAll(world, await plan(world, { push: 'true' }, branch), branch, { push: 'true' });
    expect(world.events.filter((event) => event.startsWith('push'))).toHaveLength(5);
    expect(world.events.filter((event) => event.endsWith(':20261116'))).toEqual([]);
  });

  test('a job without the plan’s pins is refused when a name has moved', async () => {
    const yaml = CHAIN.replace('portage:20261116', 'portage:latest');
    const world = await fakeWorld(yaml);
    await putImage(world.registry, 'docker.io/gentoo/portage:latest', '2026-11-16T00:00:00Z');
    const planned = await plan(world);
    await putImage(world.registry, 'docker.io/gentoo/portage:latest', '2026-11-17T00:00:00Z');
    const row = levelsOf(planned)[0]?.include[0];
    if (!row) throw new Error('no row');
    expect(await mistake(build(world, planned, row, main, { pins: '' }))).toMatch(
      /^the job promises 'builder-scratch' as f1-[0-9a-f]{32}, but this checkout makes it f1-[0-9a-f]{32}\n/,
    );
    expect((await build(world, planned, row)).outputs.get('status')).toBe('built');
  });

  test('a job that is no row is refused before anything is asked', async () => {
    const world = await fakeWorld();
    expect(await mistake(buildStep(world, inputs({ mode: 'build', job: '{}' }), main))).toContain(
      'the input `job` is no row of the plan',
    );
    expect(world.asked).toEqual([]);
  });
});
