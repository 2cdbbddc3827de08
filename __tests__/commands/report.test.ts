// A run as GitHub has it: plan, the rows of its levels, and the report over what they left. The registry is a store.

import { readFileSync } from 'node:fs';
import { describe, expect, test } from 'vitest';
import { buildStep, planStep, type StepOutcome } from '../../src/commands/action.ts';
import { reportStep } from '../../src/commands/report.ts';
import type { InputName } from '../../src/core/input-table.ts';
import { type Inputs, parseInputs } from '../../src/core/inputs.ts';
import type { Matrix } from '../../src/core/matrix.ts';
import { formatProblem, UserError } from '../../src/core/problem.ts';
import type { RunEvent } from '../../src/core/push-policy.ts';
import { parseReference, type Reference } from '../../src/core/reference.ts';
import type { BuildResult } from '../../src/core/result.ts';
import { CHAIN, fakeWorld, type FakeWorld, putImage } from '../fakes/world.ts';

type Given = Partial<Record<InputName, string>>;

const main: RunEvent = { name: 'push', ref: 'refs/heads/main', defaultBranch: 'main' };
const request: RunEvent = { name: 'pull_request', ref: 'refs/pull/7/merge', defaultBranch: 'main' };
const inputs = (given: Given): Inputs => parseInputs((name) => given[name] ?? '');

interface Run {
  readonly world: FakeWorld;
  readonly planned: StepOutcome;
  readonly report: (given?: Given) => Promise<StepOutcome>;
}

interface RunOptions {
  readonly event?: RunEvent;
  readonly plan?: Given;
  /** names of jobs that never run */
  readonly skip?: readonly string[];
  /** what happens to what a job left, before it is handed on; undefined: it is lost */
  readonly leave?: (results: BuildResult[], name: string) => string | undefined;
}

/** Plans and builds; each job's result file lies in a folder of its own, as artifacts do. */
async function runAll(world: FakeWorld, options: RunOptions = {}): Promise<Run> {
  const { event = main, plan = {}, skip = [], leave = (results) => JSON.stringify(results) } = options;
  const planned = await planStep(world, inputs(plan), event);
  const pins = planned.outputs.get('pins') ?? '';
  const levels = JSON.parse(planned.outputs.get('levels') ?? '') as Matrix[];
  await world.write('results/.keep', '');
  for (const row of levels.flatMap(({ include }) => include)) {
    if (skip.includes(row.name)) continue;
    const built = await buildStep(world, inputs({ mode: 'build', job: JSON.stringify(row), pins, ...plan }), event);
    const file = built.outputs.get('result-file') ?? '';
    const left = leave(JSON.parse(readFileSync(file, 'utf8')) as BuildResult[], row.name);
    if (left !== undefined) await world.write(`results/result-${row.name}/${file.split('/').at(-1) ?? ''}`, left);
  }
  world.said.length = 0;
  world.problems.length = 0;
  const told = { mode: 'report', plan: planned.outputs.get('plan') ?? '', results: 'results' };
  return { world, planned, report: (given = {}) => reportStep(world, inputs({ ...told, ...given })) };
}

/** What the summary says in plain words. */
function plain(markdown: string): string {
  return markdown
    .replaceAll(/<\/?code>|\u200d/g, '')
    .replaceAll(/&#(\d+);/g, (_all, code: string) => String.fromCodePoint(Number(code)))
    .replaceAll(/\\(.)/g, '$1');
}

const rowOf = (summary: string, image: string): string =>
  plain(summary)
    .split('\n')
    .find((line) => line.includes(`| ${image} |`)) ?? '';

const mistake = async (work: Promise<unknown>): Promise<string> => {
  const error: unknown = await work.catch((thrown: unknown) => thrown);
  return error instanceof UserError ? error.problems.map(formatProblem).join('\n') : String(error);
};

const at = (name: string): Reference => {
  const reference = parseReference(name);
  if (!reference) throw new Error(name);
  return reference;
};

/** Takes the content tag of an image out of the registry. */
async function loseContent(world: FakeWorld, name: string): Promise<void> {
  const repository = at(`ghcr.io/acme/${name}`);
  const tag = (await world.registry.tags(repository)).find((one) => /^f1-[0-9a-f]{32}$/.test(one));
  const there = await world.registry.head({ ...repository, tag: tag ?? '' });
  if (there.answer !== 'yes') throw new Error(`${name} is not there`);
  await world.registry.remove({ ...repository, digest: there.digest });
}

describe('a run in which all went well', () => {
  test('is confirmed by the registry', async () => {
    const { world, report } = await runAll(await fakeWorld());
    const reported = await report();
    expect(reported.failed).toBe(false);
    expect(world.said).toEqual([
      'all 5 done',
      '  planned: 5 in 5 jobs',
      '  results: 5 in 5 files',
      '  confirmed by the registry: 5',
    ]);
    expect(world.problems).toEqual([]);
    expect(plain(reported.summary)).toMatch(/^## ✅ all 5 done\n\n- planned: 5 in 5 jobs\n/);
    expect(reported.summary).toContain('["go<br>built, 0 s"]:::green');
    expect(rowOf(reported.summary, 'go')).toMatch(
      /^\| ✅ \| go \| built \| 20261116 \| sha256:[0-9a-f]{12} \| 24 B \| 0 \| 0 s \| base \|$/,
    );
  });

  test('with nothing to do says so', async () => {
    const world = await fakeWorld();
    await runAll(world);
    const { report } = await runAll(world);
    const reported = await report({ results: 'nowhere' });
    expect(reported.failed).toBe(false);
    expect(world.said.filter((line) => line.startsWith('warning'))).toEqual([]);
    expect(world.said[0]).toBe('nothing was to be done: all 4 were there');
    expect(plain(reported.summary)).toContain('- hydra');
  });

  test('puts out the details of all images, digests included', async () => {
    const { world, report } = await runAll(await fakeWorld());
    const reported = await report({ 'images-details-var': 'IMAGES' });
    const details = JSON.parse(reported.outputs.get('IMAGES') ?? '') as Record<string, unknown>[];
    const there = await world.registry.head(at('ghcr.io/acme/go:20261116'));
    expect(details.map(({ name }) => name)).toEqual(['base', 'go', 'hydra', 'lone']);
    expect(details[1]).toMatchObject({ name: 'go', tags: ['20261116'], parent: 'base' });
    expect(there).toMatchObject({ answer: 'yes', digest: details[1]?.digest });
    expect(reported.environment.get('IMAGES')).toBe(reported.outputs.get('IMAGES'));
  });
});

describe('what failed', () => {
  test('is told first: where it began, what it holds up, how to do it again', async () => {
    const world = await fakeWorld();
    world.jobs.set('base', { code: 1 });
    const { report } = await runAll(world);
    const reported = await report();
    expect(reported.failed).toBe(true);
    expect(world.said[0]).toBe('2 of 5 done, 1 failed, 2 blocked');
    expect(world.problems).toEqual([expect.stringMatching(/^images\.yaml:5:\d+ base: it failed in the phase/)]);
    expect(world.problems[0]).toContain('it holds up go, hydra');
    const text = plain(reported.summary);
    expect(text).toMatch(/^## ❌ 2 of 5 done, 1 failed, 2 blocked/);
    expect(text).toContain('- ❌ base failed: it failed in the phase');
    expect(text).toContain('  - holds up 2: go, hydra');
    expect(text).toContain(
      '  - on one machine: gentoo-image-builder build base --push false --pins pins.json --registry ghcr.io/acme\n',
    );
    expect(reported.summary).toContain('["base<br>failed, 0 s"]:::red');
    expect(reported.summary).toContain('["go<br>blocked"]:::orange');
    expect(rowOf(reported.summary, 'hydra')).toBe('| ⛔ | hydra | blocked |  |  |  |  | 0 s | base |');
    // Rows of what is not done come first.
    expect(text.indexOf('| ❌ | base')).toBeLessThan(text.indexOf('| ✅ | lone'));
  });

  test('a job that never ran is missing, and what needs it blocked', async () => {
    const { world, report } = await runAll(await fakeWorld(), { skip: ['go', 'hydra'] });
    expect((await report()).failed).toBe(true);
    expect(world.said[0]).toBe('3 of 5 done, 1 missing, 1 blocked');
    expect(world.problems).toEqual([
      expect.stringMatching(/ go: its job left no result, and the registry does not have it\nit holds up hydra\n/),
    ]);
  });

  test('a result that is lost is no failure where the registry confirms the image', async () => {
    const { world, report } = await runAll(await fakeWorld(), {
      leave: (results, name) => (name === 'go' ? undefined : JSON.stringify(results)),
    });
    expect((await report()).failed).toBe(false);
    expect(world.said).toContain('  results: 4 in 4 files');
    expect(world.said).toContain('warning: go: its job left no result, but the registry has it');
  });

  test('but of an image that was there before it says nothing', async () => {
    const world = await fakeWorld();
    await runAll(world);
    const { report } = await runAll(world, { plan: { rebuild: 'go' }, skip: ['go'] });
    await world.files.removeFolder(`${world.folder}/results`);
    expect((await report()).failed).toBe(true);
    expect(world.said).toContain("warning: there is no folder 'results' with result files");
    expect(world.problems[0]).toContain('so nothing says that it was built anew');
  });

  test('a job that says built is not believed', async () => {
    const world = await fakeWorld();
    const { report } = await runAll(world);
    await loseContent(world, 'hydra');
    expect((await report()).failed).toBe(true);
    expect(world.said[0]).toBe('4 of 5 done, 1 not confirmed');
    expect(world.problems[0]).toContain("hydra: its job says 'built', but the registry does not have it");
  });

  test('nor that its tests passed', async () => {
    const world = await fakeWorld();
    await runAll(world);
    await world.write('images.yaml', CHAIN.replace('test: go version', 'test: go env'));
    const { planned, report } = await runAll(world, { skip: ['go'] });
    expect(planned.outputs.get('images')).toBe('["go"]');
    await world.files.removeFolder(`${world.folder}/results`);
    expect((await report()).failed).toBe(true);
    expect(world.problems[0]).toContain('go: it is there, but nothing says that it passed its tests as they are');
  });

  test('nor is another digest than the registry has', async () => {
    const { world, report } = await runAll(await fakeWorld(), {
      leave: (results) => JSON.stringify(results.map((one) => ({ ...one, digest: `sha256:${'0'.repeat(64)}` }))),
    });
    expect((await report()).failed).toBe(true);
    expect(world.problems[0]).toMatch(/its job says that it is sha256:0{64}, but the registry has sha256:/);
  });

  test('a name that was not given', async () => {
    const world = await fakeWorld();
    await runAll(world);
    await world.write('images.yaml', CHAIN.replace('{name: lone,', '{name: lone, tag: "7",'));
    const { report } = await runAll(world, { skip: ['lone'] });
    await world.files.removeFolder(`${world.folder}/results`);
    expect((await report()).failed).toBe(true);
    expect(world.problems[0]).toContain("lone: it is there, but the registry has no name '7' for it");
  });

  test('a name that leads elsewhere was not given either, unless its job says that it did', async () => {
    const world = await fakeWorld();
    await runAll(world);
    await putImage(world.registry, 'ghcr.io/acme/lone:20261116');
    const skipped = await runAll(world, { skip: ['lone'] });
    await world.files.removeFolder(`${world.folder}/results`);
    expect((await skipped.report()).failed).toBe(true);
    expect(world.problems[0]).toContain("the name '20261116' leads to something else");
    const { report } = await runAll(world);
    await putImage(world.registry, 'ghcr.io/acme/lone:20261116');
    expect((await report()).failed).toBe(false);
    expect(world.said).toContain("warning: lone: the name '20261116' leads to something else by now");
  });

  test('where the registry does not say, nothing is confirmed', async () => {
    const world = await fakeWorld();
    const { report } = await runAll(world);
    world.silent.add('acme/go:');
    expect((await report()).failed).toBe(true);
    expect(world.said[0]).toBe('4 of 5 done, 1 not known');
    expect(world.problems[0]).toContain('the registry does not say whether it is there: 503 from the registry');
  });
});

describe('result files', () => {
  test('that are none, or of something else, are noticed', async () => {
    const { world, report } = await runAll(await fakeWorld(), {
      leave: (results, name) =>
        name === 'go'
          ? '[{"status": "built"}]'
          : JSON.stringify(
              name === 'lone' ? results.map((one) => ({ ...one, fingerprint: `f1-${'0'.repeat(32)}` })) : results,
            ),
    });
    await world.write('results/other/logs.json', 'not ours');
    expect((await report()).failed).toBe(false);
    expect(world.said.filter((line) => line.startsWith('warning'))).toEqual([
      expect.stringMatching(/^warning: result-go\/gentoo-image-builder-result-\w+\.json is no result file$/),
      'warning: there is a result of lone, which the plan does not have with this fingerprint',
      'warning: go: its job left no result, but the registry has it',
      'warning: lone: its job left no result, but the registry has it',
    ]);
  });

  test('all in one folder, and of a second attempt beside the first', async () => {
    const world = await fakeWorld();
    world.jobs.set('base', { code: 1 });
    const first = await runAll(world);
    expect((await first.report()).failed).toBe(true);
    world.jobs.delete('base');
    // "Re-run failed jobs" keeps the plan; what the first attempt left stays.
    const again = await runAll(world);
    expect(
      (
        await reportStep(
          world,
          inputs({ mode: 'report', plan: first.planned.outputs.get('plan') ?? '', results: 'results' }),
        )
      ).failed,
    ).toBe(false);
    expect((await again.report()).failed).toBe(false);
  });
});

describe('where nothing is pushed', () => {
  test('the jobs are believed, and that is said', async () => {
    const { world, report } = await runAll(await fakeWorld(), { event: request });
    const reported = await report();
    expect(reported.failed).toBe(false);
    expect(world.said).toContain('  nothing was pushed: the registry can confirm none of it');
    expect(reported.summary).toContain('nothing was pushed');
  });

  test('a job that says nothing is missing', async () => {
    const { world, report } = await runAll(await fakeWorld(), { event: request, leave: () => undefined });
    expect((await report()).failed).toBe(true);
    expect(world.said[0]).toBe('0 of 5 done, 1 missing, 4 blocked');
  });
});

describe('a plan that is none', () => {
  test.each([
    ['', 'is no plan'],
    ['AAAA', 'is no plan'],
  ])('%j', async (plan, words) => {
    const { report } = await runAll(await fakeWorld());
    expect(await mistake(report({ plan }))).toBe(
      `the input \`plan\` ${words}\n  hint: pass \`plan: \${{ needs.plan.outputs.plan }}\`; it is empty where plan failed, or where GitHub dropped the output because a secret is part of it`,
    );
  });

  test('of another checkout', async () => {
    const { world, report } = await runAll(await fakeWorld());
    await world.write('images.yaml', CHAIN.replace('app-misc/lone', 'app-misc/other'));
    expect(await mistake(report())).toBe(
      "this checkout makes 'lone@linux/amd64' something else than the plan says\n  hint: plan and report must see the same commit and the same `images-file`",
    );
    await world.write('images.yaml', CHAIN.replace('name: lone', 'name: alone'));
    expect(await mistake(report())).toMatch(/^the plan has 'lone@linux\/amd64', which this images file does not have/);
  });
});

describe('against the image that was there before', () => {
  const packages = (...names: string[]): string =>
    JSON.stringify({
      packages: names.map((name) => {
        return { name, slot: '0', use: '', license: '', repository: 'gentoo', size: 1, asked: true, own: true };
      }),
    });

  test('size and packages are compared, by the result that is kept beside it', async () => {
    const world = await fakeWorld();
    world.jobs.set('go', {
      out: { 'packages.json': packages('dev-lang/go-1.22', 'a/gone-1'), 'layer.tar.gz': 'x'.repeat(100) },
    });
    await runAll(world);
    world.jobs.set('go', {
      out: { 'packages.json': packages('dev-lang/go-1.23', 'a/b-1'), 'layer.tar.gz': 'x'.repeat(90) },
    });
    await world.write('images.yaml', CHAIN.replace('packages: dev-lang/go', 'packages: [dev-lang/go, a/b]'));
    const { planned, report } = await runAll(world);
    // The clock stands still here, but an earlier duration it is.
    expect(plain(planned.summary)).toContain('Expected: 0 s along go → hydra; by the earlier results of all 2.');
    expect(rowOf((await report()).summary, 'go')).toMatch(
      / \| 103 B \(−10 B\) \| 2: \+dev-lang\/go-1\.23, \+a\/b-1, −dev-lang\/go-1\.22, −a\/gone-1 \| 0 s \|/,
    );
  });

  test('what is built again is compared with itself', async () => {
    const world = await fakeWorld();
    await runAll(world);
    const { report } = await runAll(world, { plan: { rebuild: 'go' } });
    expect(rowOf((await report()).summary, 'go')).toContain(' | 24 B (+0 B) | 0, the same | 0 s |');
  });

  test('where there was none, nothing is said', async () => {
    const { report } = await runAll(await fakeWorld());
    expect(rowOf((await report()).summary, 'go')).toContain(' | 24 B | 0 | 0 s |');
  });
});
