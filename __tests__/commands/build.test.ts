import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, test } from 'vitest';
import { buildTasks } from '../../src/commands/build.ts';
import { makePlan, type PlanSettings } from '../../src/commands/plan.ts';
import type { Task } from '../../src/core/job.ts';
import { NO_PINS } from '../../src/core/pins.ts';
import { isWork, type Work } from '../../src/core/plan.ts';
import type { HealthEnd } from '../../src/core/health.ts';
import { formatProblem, type UserError } from '../../src/core/problem.ts';
import type { BuildResult } from '../../src/core/result.ts';
import { parseResultFile, resultFile } from '../../src/core/result-file.ts';
import { unreachable } from '../../src/core/unreachable.ts';
import { CHAIN, fakeWorld, type FakeWorld, TOP, recorded } from '../fakes/world.ts';

const settings: PlanSettings = {
  ...{ imagesFile: 'images.yaml', registry: undefined, pins: NO_PINS, push: true, name: true },
  rebuild: 'changed',
  only: [],
  exclude: [],
};

/** Plans and builds what is to be done; `choose` picks or changes the tasks. */
async function build(
  world: FakeWorld,
  own: Partial<PlanSettings> = {},
  choose: (tasks: Task[]) => Task[] = (tasks) => tasks,
): Promise<BuildResult[]> {
  const { plan, survey } = await makePlan(world, { ...settings, ...own });
  const tasks = plan.levels.flat().filter(isWork);
  world.events.splice(0);
  return await buildTasks(
    world,
    survey,
    choose(tasks.map(({ node, fingerprint, do: what }) => ({ node, fingerprint, do: what }))),
  );
}
const only =
  (...names: string[]) =>
  (tasks: Task[]): Task[] =>
    tasks.filter(({ node }) => names.includes(node.label));
const as =
  (what: Work) =>
  (tasks: Task[]): Task[] =>
    tasks.map((task) => ({ ...task, do: what }));
/** What keeps a result beside its target. */
const result = (name: string): string[] => [
  `blob acme/${name}`,
  `blob acme/${name}`,
  `manifest ghcr.io/acme/${name}@digest`,
];
const statuses = (results: readonly BuildResult[]): Record<string, string> =>
  Object.fromEntries(results.map(({ image, status }) => [image, status]));
const reasons = (results: readonly BuildResult[]): (string | undefined)[] =>
  results.map(({ failure }) => failure?.reason);

describe('the order of writes', () => {
  test('an initial builder: its core stays, its scratch is pushed', async () => {
    const world = await fakeWorld();
    const [result] = await build(world, {}, only('builder-scratch'));
    expect(result).toMatchObject({ status: 'built', tags: [], seconds: expect.closeTo(0, 1) as unknown });
    expect(world.events).toEqual([
      'pull docker.io/gentoo/portage@digest',
      'pull docker.io/gentoo/stage3@digest',
      'run core builder from docker.io/gentoo/stage3@digest',
      'commit localhost/gentoo-image-builder/builder-core:f1',
      'run scratch scratch from localhost/gentoo-image-builder/builder-core:f1',
      'commit ghcr.io/acme/builder-scratch:f1',
      'push ghcr.io/acme/builder-scratch:f1',
    ]);
  });

  test('an image: builder, blobs, untested, test, content, names', async () => {
    const world = await fakeWorld(CHAIN.replace('latest: false', 'latest: true, test: [a, b]'));
    await build(world, {}, only('builder-scratch'));
    await build(world, {}, only('base'));
    expect(world.events).toEqual([
      'run image base from ghcr.io/acme/builder-scratch:f1',
      'commit ghcr.io/acme/builder-base:f1',
      'push ghcr.io/acme/builder-base:f1',
      'blob acme/base',
      'blob acme/base',
      'manifest ghcr.io/acme/base:f1-untested',
      'load',
      'tag localhost/gentoo-image-builder/test:00000004',
      'test a b',
      'manifest ghcr.io/acme/base:f1-passed',
      'manifest ghcr.io/acme/base:f1',
      ...result('base'),
      ...recorded('acme/base'),
      'manifest ghcr.io/acme/base:20261116',
      'manifest ghcr.io/acme/base:latest',
    ]);
  });

  test('push-builders: needed: only builders that others start from are pushed', async () => {
    const world = await fakeWorld();
    const results = await build(world, { pushBuilders: 'needed' });
    expect(world.events.filter((event) => event.startsWith('push'))).toEqual([
      'push ghcr.io/acme/builder-scratch:f1',
      'push ghcr.io/acme/builder-base:f1',
      'push ghcr.io/acme/builder-go:f1',
    ]);
    const builders = results.map(({ image, builder }) => [image, builder?.replace(/f1-.*/, 'f1')]);
    expect(Object.fromEntries(builders)).toMatchObject({ go: 'ghcr.io/acme/builder-go:f1', hydra: undefined });
    expect(results.every(({ status }) => status === 'built')).toBe(true);
    // All is there, until somebody starts from what was not pushed.
    expect((await makePlan(world, settings)).plan.levels).toEqual([]);
    await world.write('images.yaml', `${CHAIN}  - {name: more, requires: lone, build: {packages: app-misc/more}}\n`);
    expect(await build(world, { pushBuilders: 'needed' })).toMatchObject([
      { image: 'lone', status: 'built' },
      { image: 'more', status: 'built' },
    ]);
    expect(world.events.filter((event) => event.startsWith('push'))).toEqual(['push ghcr.io/acme/builder-lone:f1']);
  });

  test('a child: the parent’s layers come from its repository', async () => {
    const world = await fakeWorld();
    await build(world, {}, only('builder-scratch', 'base'));
    await build(world, {}, only('go'));
    expect(world.events).toEqual([
      'run image go from ghcr.io/acme/builder-base:f1',
      'commit ghcr.io/acme/builder-go:f1',
      'push ghcr.io/acme/builder-go:f1',
      'blob acme/go',
      'blob acme/go from its parent',
      'blob acme/go',
      'manifest ghcr.io/acme/go:f1-untested',
      'load',
      'tag localhost/gentoo-image-builder/test:00000005',
      'test go version',
      'manifest ghcr.io/acme/go:f1-passed',
      'manifest ghcr.io/acme/go:f1',
      ...result('go'),
      ...recorded('acme/go', false),
      'manifest ghcr.io/acme/go:20261116',
    ]);
  });

  test('on another machine the parent’s builder is fetched', async () => {
    const world = await fakeWorld();
    await build(world, {}, only('builder-scratch', 'base'));
    world.images.clear();
    expect(statuses(await build(world, {}, only('go')))).toEqual({ go: 'built' });
    expect(world.events.filter((event) => event.startsWith('pull'))).toEqual([
      'pull docker.io/gentoo/portage@digest',
      'pull ghcr.io/acme/builder-base:f1',
    ]);
  });

  test('names that may not be moved stay where they are', async () => {
    const world = await fakeWorld();
    const results = await build(world, { name: false }, only('builder-scratch', 'lone'));
    expect(results[1]).toMatchObject({ status: 'built', tags: [] });
    expect(world.events.slice(-4)).toEqual(['manifest ghcr.io/acme/lone:f1', ...result('lone')]);
  });
});

test('everything, in one go, and nothing is left behind', async () => {
  const world = await fakeWorld();
  const results = await build(world);
  expect(statuses(results)).toEqual({
    'builder-scratch': 'built',
    base: 'built',
    lone: 'built',
    go: 'built',
    hydra: 'built',
  });
  expect(results.at(-1)).toMatchObject({
    tags: ['ghcr.io/acme/hydra:20261116'],
    layer: 'layer of hydra'.length,
    packages: [],
    platform: 'linux/amd64',
  });
  expect(world.running.size).toBe(0);
  expect(readdirSync(world.temporary)).toEqual([]);
  const { plan } = await makePlan(world, settings);
  expect(plan.levels).toEqual([]);
});

describe('what is there already', () => {
  test('is reused: a job that was run again', async () => {
    const world = await fakeWorld();
    let again: Task[] = [];
    await build(world, {}, (tasks) => (again = tasks));
    const results = await build(world, {}, () => again);
    expect(statuses(results)).toEqual({
      'builder-scratch': 'reused',
      base: 'reused',
      lone: 'reused',
      go: 'reused',
      hydra: 'reused',
    });
    expect(world.events.filter((event) => /^(run|commit|push|test)/.test(event))).toEqual([]);
    // Of the record of who moved its names.
    const blobs = world.events.filter((event) => event.startsWith('blob'));
    expect(blobs).toEqual(['base', 'lone', 'go', 'hydra'].map((name) => `blob acme/${name}`));
  });

  test('keeps the names that a newer commit has moved, and says so', async () => {
    const world = await fakeWorld();
    Object.assign(world, { now: () => Date.UTC(2026, 10, 22) });
    const runOf = async (letter: string, day: number, images: string): Promise<readonly BuildResult[]> => {
      await world.write('images.yaml', images);
      world.commitAt = () => Promise.resolve({ id: letter.repeat(40), time: Date.UTC(2026, 10, day) });
      return await build(world, {}, only('builder-scratch', 'lone'));
    };
    const [, newer] = await runOf('b', 2, CHAIN.replace('app-misc/lone', 'app-misc/newer'));
    const tag = 'ghcr.io/acme/lone:20261116';
    expect(newer).toMatchObject({ status: 'built', tags: [tag] });
    expect(newer).not.toHaveProperty('kept');
    const [older] = await runOf('a', 1, CHAIN);
    const by = 'commit bbbbbbbbbbbb of 2026-11-02T00:00:00Z';
    expect(older).toMatchObject({ status: 'built', tags: [], kept: [{ name: tag, digest: newer?.digest, by }] });
    expect(world.said).toContain(
      `lone: '20261116' is left where ${by} moved it; ours is older, commit aaaaaaaaaaaa of 2026-11-01T00:00:00Z`,
    );
    expect(parseResultFile(resultFile(older ? [older] : []))).toEqual([older]);
    const [again] = await runOf('c', 3, CHAIN);
    expect(again).toMatchObject({ status: 'tagged', tags: [tag] });
  });

  test('is built again when that is asked for', async () => {
    const world = await fakeWorld();
    await build(world);
    expect(statuses(await build(world, { rebuild: new Set(['go']) }))).toEqual({ go: 'built' });
    expect(world.events).toContain('run image go from ghcr.io/acme/builder-base:f1');
  });

  test('only gets its names', async () => {
    const world = await fakeWorld();
    await build(world);
    await world.write('images.yaml', CHAIN.replace('{name: lone,', '{name: lone, tag: "7",'));
    expect(await build(world)).toMatchObject([{ image: 'lone', status: 'tagged', tags: ['ghcr.io/acme/lone:7'] }]);
    expect(world.events).toEqual([...recorded('acme/lone', false), 'manifest ghcr.io/acme/lone:7']);
  });

  test('is tested only, when its tests or its budget changed', async () => {
    const world = await fakeWorld();
    await build(world);
    const edited = CHAIN.replace('test: go version', 'test: go env, size_budget: 5MB');
    await world.write('images.yaml', edited);
    expect(statuses(await build(world))).toEqual({ go: 'tested' });
    expect(world.events.filter((event) => !/^(load|tag)/.test(event))).toEqual([
      'test go env',
      'manifest ghcr.io/acme/go:f1-passed',
      'manifest ghcr.io/acme/go:f1',
      ...result('go'),
      ...recorded('acme/go', false),
    ]);
    expect((await makePlan(world, settings)).plan.levels).toEqual([]);
    // What was tested before is not tested again.
    await world.write('images.yaml', CHAIN);
    expect((await makePlan(world, settings)).plan.levels).toEqual([]);
  });

  test('is tested without its builder, as long as nobody needs that', async () => {
    const world = await fakeWorld();
    await build(world);
    for (const tag of await world.registry.tags({ registry: 'ghcr.io', repository: 'acme/builder-go' })) {
      const builder = { registry: 'ghcr.io', repository: 'acme/builder-go', tag };
      await world.registry.remove({ ...builder, digest: (await world.registry.manifest(builder)).digest });
    }
    world.images.clear();
    await world.write('images.yaml', CHAIN.replace('test: go version', 'test: go env'));
    expect(statuses(await build(world))).toEqual({ go: 'tested' });
  });

  test('fails a new test: its names stay where they are, and the next plan tests again', async () => {
    const world = await fakeWorld();
    await build(world);
    await world.write('images.yaml', CHAIN.replace('test: go version', 'test: go env, tag: "7"'));
    world.tests.set('go env', { code: 1 });
    expect(statuses(await build(world))).toEqual({ go: 'failed' });
    expect(world.events.filter((event) => event.startsWith('manifest'))).toEqual([]);
    world.tests.clear();
    expect(await build(world)).toMatchObject([{ status: 'tested', tags: ['ghcr.io/acme/go:7'] }]);
  });

  test('without its builder is built again, and comes out the same', async () => {
    const world = await fakeWorld();
    await build(world);
    const { plan } = await makePlan(world, settings);
    const before = plan.decisions.get('base@linux/amd64');
    const builder = { registry: 'ghcr.io', repository: 'acme/builder-base', tag: before?.fingerprint ?? '' };
    const { digest } = await world.registry.manifest(builder);
    await world.registry.remove({ ...builder, digest });
    world.images.clear();
    await world.write('images.yaml', CHAIN.replace('dev-lang/go', 'dev-lang/go dev-lang/rust'));
    const results = await build(world);
    expect(statuses(results)).toEqual({ base: 'built', go: 'built', hydra: 'built' });
    expect(results[0]?.digest).toBe(before?.digest);
    expect(world.said).toContain('base: the target is the same as before, @digest');
  });

  test('that does not come out the same is said', async () => {
    const world = await fakeWorld();
    await build(world);
    world.jobs.set('base', { out: { 'layer.tar.gz': 'another layer' } });
    expect(statuses(await build(world, { rebuild: new Set(['base']) }))).toEqual({ base: 'built' });
    expect(world.said.join('\n')).toMatch(
      /^warning: base: the target is not the same as before, though nothing changed that decides it: it was sha256:[0-9a-f]{64}, and is sha256:[0-9a-f]{64}$/m,
    );
  });

  test('untested, is tested and promoted', async () => {
    const world = await fakeWorld();
    world.tests.set('go version', { code: 1 });
    await build(world);
    world.tests.clear();
    world.images.clear();
    expect(statuses(await build(world, {}, only('go')))).toEqual({ go: 'tested' });
    expect(world.events).toEqual([
      'load',
      'tag localhost/gentoo-image-builder/test:00000008',
      'test go version',
      'manifest ghcr.io/acme/go:f1-passed',
      'manifest ghcr.io/acme/go:f1',
      ...result('go'),
      ...recorded('acme/go', false),
      'manifest ghcr.io/acme/go:20261116',
    ]);
  });
});

describe('a test', () => {
  const withTest = (test: string): string => `${TOP}images: [{name: go, latest: false, test: ${test}}]\n`;

  test('must print what it is to print, wherever its lines end', async () => {
    const yaml = withTest('{run: go version, stdout: "one\\ntwo"}');
    const world = await fakeWorld(yaml);
    world.tests.set('go version', { lines: ['so', 'one', 'two three'] });
    expect((await build(world)).at(-1)).toMatchObject({ status: 'built' });
    const other = await fakeWorld(yaml);
    other.tests.set('go version', { lines: ['one', '', 'two'] });
    expect((await build(other)).at(-1)?.failure?.reason).toBe(
      "the test 'go version' did not print 'one\ntwo':\none\n\ntwo",
    );
  });

  test('by a script is run from where it is mounted', async () => {
    const world = await fakeWorld(withTest('{script: tests/go.sh, env: {A: b}}'));
    await world.write('tests/go.sh', '#!/bin/sh\n');
    expect((await build(world)).at(-1)).toMatchObject({ status: 'built' });
    expect(world.events).toContain('test /gib-test/go.sh');
    expect(readdirSync(world.temporary)).toEqual([]);
  });

  test('by a script that is a folder, or that nothing runs, is refused before anything is built', async () => {
    const world = await fakeWorld(withTest('[{script: tests}, {script: plain.sh}]'));
    await world.write('plain.sh', 'echo\n');
    await world.write('tests/a.sh', '#!/bin/sh\n');
    const error = await build(world).catch((thrown: unknown) => thrown as UserError);
    expect((error as UserError).problems.map(formatProblem)).toEqual([
      `images.yaml:4:52 there is no file 'tests'
  images: [{name: go, latest: false, test: [{script: tests}, {script: plain.sh}]}]
                                                     ~~~~~`,
      `images.yaml:4:69 'plain.sh' does not say what runs it in the target
  images: [{name: go, latest: false, test: [{script: tests}, {script: plain.sh}]}]
                                                                      ~~~~~~~~
  hint: begin it with the target's own shell or interpreter, such as #!/bin/sh`,
    ]);
    expect(world.events.filter((event) => event.startsWith('run'))).toEqual([]);
  });

  test.each<[string, HealthEnd, string | undefined]>([
    ['healthy', { kind: 'healthy' }, undefined],
    ['none', { kind: 'none' }, "the test 'healthy within 5 s' cannot be made: the image has no healthcheck"],
    [
      'ended',
      { kind: 'ended', code: 3 },
      "the test 'healthy within 5 s' ended with 3 before it was healthy 2 times in a row",
    ],
    [
      'unhealthy',
      { kind: 'unhealthy', asked: 4, code: 1, words: 'no answer' },
      "the test 'healthy within 5 s' was not healthy 2 times in a row within 5 s; asked 4 times, the last answer was 1 (no answer)",
    ],
  ])('by the healthcheck: %s', async (_, health, reason) => {
    const world = await fakeWorld(withTest('{healthcheck: true, healthy: 2, within: 5}'));
    world.tests.set('healthcheck', { health });
    expect((await build(world)).at(-1)?.failure?.reason).toBe(reason);
    expect(world.events).toContain('health 2 within 5');
  });
});

describe('what the closure check found', () => {
  const yaml = (closure: string): string => `${TOP}images: [{name: go, latest: false, closure: ${closure}}]\n`;
  const found = ['soname', '/bin/x', 'libz.so.1', 'a/b-1', 'setuid', '/bin/su', '4755', 'a/c-1'];
  const out = { closure: found.map((text) => `${text}\0`).join('') };
  const words = '/bin/x of a/b-1 needs the library libz.so.1, which is not there';

  test('warn: is said, and stands in the result', async () => {
    const world = await fakeWorld(yaml('warn'));
    world.jobs.set('go', { out });
    const results = await build(world);
    expect(results.at(-1)).toMatchObject({ status: 'built', findings: [{ about: 'libz.so.1' }, { about: '4755' }] });
    expect(world.said.filter((line) => line.startsWith('warning'))).toEqual([
      `warning: go: ${words}`,
      "warning: go: /bin/su of a/c-1 runs with its owner's rights (mode 4755)",
    ]);
  });

  test('fail: fails on what is missing, and keeps the image as untested', async () => {
    const world = await fakeWorld(yaml('fail'));
    world.jobs.set('go', { out });
    expect((await build(world)).at(-1)).toMatchObject({ status: 'failed' });
    expect(world.problems).toEqual([
      `images.yaml:4:17 go: it failed in the phase 'closure': something is missing in it:
${words}
  images: [{name: go, latest: false, closure: fail}]
                  ~~
  hint: add what is missing, or set \`closure: warn\`; the image is kept as -untested`,
    ]);
    expect(world.events.filter((event) => event.startsWith('manifest ghcr.io/acme/go'))).toEqual([
      'manifest ghcr.io/acme/go:f1-untested',
    ]);
  });

  test('fail: what is only odd fails nothing', async () => {
    const world = await fakeWorld(yaml('fail'));
    world.jobs.set('go', { out: { closure: 'setuid\0/bin/su\x004755\0a/c-1\0' } });
    expect((await build(world)).at(-1)).toMatchObject({ status: 'built', findings: [{ kind: 'setuid' }] });
  });

  test('off: nothing is said', async () => {
    const world = await fakeWorld(yaml('off'));
    world.jobs.set('go', { out });
    expect((await build(world)).at(-1)?.findings).toBeUndefined();
    expect(world.said.filter((line) => line.startsWith('warning'))).toEqual([]);
  });

  test('much of it is cut short', async () => {
    const world = await fakeWorld(yaml('warn'));
    const many = Array.from({ length: 23 }, (_, index) => `link\0/l${index + 10}\0x\0a/b-1\0`);
    world.jobs.set('go', { out: { closure: many.join('') } });
    expect((await build(world)).at(-1)?.findings).toHaveLength(23);
    expect(world.said.at(-1)).toBe('warning: go: and 3 more; the result has all');
  });
});

describe('the log of a task', () => {
  test('holds what its containers print, and is named where it failed', async () => {
    const world = await fakeWorld();
    world.jobs.set('base', { lines: ['>>> gentoo-image-builder: emerge', 'so it goes'] });
    world.tests.set('go version', { code: 1, lines: ['no'] });
    const results = await build(world, {}, only('builder-scratch', 'base', 'go'));
    const path = (name: string): string => join(world.logs, `${name}-amd64.log`);
    expect(results.map(({ image, log }) => [image, log])).toEqual([
      ['builder-scratch', undefined],
      ['base', path('base')],
      ['go', path('go')],
    ]);
    expect(readFileSync(path('base'), 'utf8')).toBe('== emerge\nso it goes\n');
    expect(readFileSync(path('go'), 'utf8')).toBe('== test go\nno\n');
    expect(world.said.at(-1)).toBe(`  log: ${path('go')}`);
  });

  test('stays where nothing is run again', async () => {
    const world = await fakeWorld(`${TOP}images: [{name: base, latest: false}]\n`);
    world.jobs.set('base', { lines: ['first'] });
    const [, first] = await build(world);
    const again = await build(world, { rebuild: 'changed' });
    expect(again).toEqual([]);
    expect(readFileSync(first?.log ?? '', 'utf8')).toBe('first\n');
  });
});

describe('a failing test', () => {
  test.each<[string, Parameters<FakeWorld['tests']['set']>[1], string]>([
    [
      'ends otherwise',
      { code: 3, lines: ['no go', 'really'] },
      "the test 'go version' ended with 3 instead of 0:\nno go\nreally",
    ],
    ['says nothing', { code: 127 }, "the test 'go version' ended with 127 instead of 0 and printed nothing"],
    [
      'takes too long',
      { code: 143, timedOut: true },
      "the test 'go version' was not done after 60 s and printed nothing",
    ],
    [
      'has no memory left',
      { code: 137, outOfMemory: true },
      "the test 'go version' ran out of memory, and the kernel ended it (137) and printed nothing",
    ],
    [
      'is killed',
      { code: 137 },
      "the test 'go version' was killed (137), by somebody or by the kernel for want of memory, and printed nothing",
    ],
  ])('%s: the untested image stays, nothing else', async (_, happening, reason) => {
    const world = await fakeWorld();
    world.tests.set('go version', happening);
    const results = await build(world, {}, only('builder-scratch', 'base', 'go'));
    expect(results.at(-1)).toMatchObject({ status: 'failed', tags: [], failure: { phase: 'test', reason } });
    expect(world.events.filter((event) => event.startsWith('manifest ghcr.io/acme/go'))).toEqual([
      'manifest ghcr.io/acme/go:f1-untested',
    ]);
    expect(world.problems.join()).toContain('the image is kept as -untested: mending the test builds nothing again');
    expect(readdirSync(world.temporary)).toEqual([]);
  });

  test.each([
    ['stdout: go1.22', 'go1.21', false],
    ['stdout: go1.22', 'this is go1.22.1', true],
    ['exit_code: 3', 'x', false],
  ])('%s against %s', async (rule, line, passes) => {
    const world = await fakeWorld(`${TOP}images: [{name: go, test: [{run: go version, ${rule}}]}]\n`);
    world.tests.set('go version', { lines: [line] });
    expect((await build(world)).at(-1)?.status).toBe(passes ? 'built' : 'failed');
  });
});

describe('what failed', () => {
  test('blocks what stands on it, and nothing else', async () => {
    const world = await fakeWorld();
    world.jobs.set('base', { code: 1 });
    const results = await build(world);
    expect(statuses(results)).toEqual({
      'builder-scratch': 'built',
      base: 'failed',
      lone: 'built',
      go: 'blocked',
      hydra: 'blocked',
    });
    expect(reasons(results).slice(-2)).toEqual(['blocked: base failed before', 'blocked: go failed before']);
    expect(world.events.filter((event) => /base|go|hydra/.test(event) && !event.startsWith('pull'))).toEqual([
      'run image base from ghcr.io/acme/builder-scratch:f1',
    ]);
    expect(world.running.size).toBe(0);
    expect(readdirSync(world.temporary)).toEqual([]);
  });

  test('in another job blocks, too: never an older parent in its place', async () => {
    const world = await fakeWorld();
    const results = await build(world, {}, only('go'));
    expect(statuses(results)).toEqual({ go: 'blocked' });
    expect(reasons(results)).toEqual(['blocked: base was not built in this run']);
    expect(world.events).toEqual([]);
  });

  test('a parent without its builder blocks', async () => {
    const world = await fakeWorld();
    await build(world);
    const { plan } = await makePlan(world, settings);
    const fingerprint = plan.decisions.get('base@linux/amd64')?.fingerprint ?? '';
    await world.write('images.yaml', CHAIN.replace('dev-lang/go', 'dev-lang/go dev-lang/rust'));
    world.images.clear();
    world.silent.add('acme/builder-base');
    await expect(build(world, {}, only('go'))).rejects.toThrow(`builder-base:${fingerprint}: 503 from the registry`);
  });

  test('is no outcome when it is the world: it ends everything', async () => {
    const world = await fakeWorld();
    const { plan, survey } = await makePlan(world, settings);
    const tasks = plan.levels
      .flat()
      .filter(isWork)
      .map(({ node, fingerprint, do: what }) => ({ node, fingerprint, do: what }));
    world.silent.add('acme/lone');
    await expect(buildTasks(world, survey, only('builder-scratch', 'lone')(tasks))).rejects.toMatchObject({
      name: 'UnreachableError',
    });
  });
});

test('what is ended from outside is not begun', async () => {
  const controller = new AbortController();
  const world = await fakeWorld(CHAIN, controller.signal);
  controller.abort();
  expect(await build(world)).toEqual([]);
  expect(world.events).toEqual([]);
});

describe('a version that gives the tag', () => {
  const yaml = (check: string): string => `${TOP}software: {go: {version: 1.22.0}}\nimages: [{name: go${check}}]\n`;
  const packages = (name: string): { out: Record<string, string> } => {
    const one = { name, slot: '0', use: '', license: '', repository: 'gentoo', size: 1, own: true, asked: true };
    return { out: { 'packages.json': JSON.stringify({ packages: [one] }) } };
  };
  test.each([
    ['dev-lang/go-1.22.0', '', 'built'],
    ['dev-lang/go-1.22.0-r3', '', 'built'],
    ['dev-lang/go-bootstrap-1.18', '', 'built'],
    ['dev-lang/go-1.21.0', ', tag_check: warn', 'built'],
    ['dev-lang/go-1.21.0', '', 'failed'],
  ])('%s%s: %s', async (name, check, status) => {
    const world = await fakeWorld(yaml(check));
    world.jobs.set('go', packages(name));
    const result = (await build(world)).at(-1);
    expect(result?.status).toBe(status);
    if (status === 'failed') {
      expect(result?.failure).toMatchObject({
        phase: 'tag',
        reason: 'software.go.version is 1.22.0, but go-1.21.0 was merged',
      });
      expect(world.events.filter((event) => event.startsWith('manifest'))).toEqual([]);
    }
    expect(world.said.filter((line) => line.startsWith('warning'))).toHaveLength(check === '' ? 0 : 1);
  });
});

describe('where nothing is pushed', () => {
  test('all stays here, and the engine knows it by its names', async () => {
    const world = await fakeWorld(CHAIN.replace('registry: ghcr.io/acme\n', ''));
    const results = await build(world);
    expect(results.at(-1)).toMatchObject({
      status: 'built',
      tags: ['localhost/hydra:20261116'],
      builder: expect.stringMatching(/^localhost\/builder-hydra:f1-/) as string,
    });
    expect(world.events.filter((event) => /^(push|blob|manifest)/.test(event))).toEqual([]);
    expect(world.events.slice(-7)).toEqual([
      'local manifest localhost/hydra:f1',
      'local blob hydra',
      'local blob hydra',
      'local manifest localhost/hydra@digest',
      'local manifest localhost/hydra:20261116',
      'load',
      'tag localhost/hydra:20261116',
    ]);
    const { plan } = await makePlan(world, settings);
    expect(plan.levels).toEqual([]);
  });

  test('a registry is read, but not written: only what changed is built', async () => {
    const world = await fakeWorld();
    await build(world);
    world.images.clear();
    await world.write('images.yaml', CHAIN.replace('dev-lang/go', 'dev-lang/go dev-lang/rust'));
    const results = await build(world, { push: false });
    expect(statuses(results)).toMatchObject({ go: 'built', hydra: 'built' });
    expect(world.events.filter((event) => /^(push|blob|manifest)/.test(event))).toEqual([]);
    expect(await world.local.head({ registry: 'ghcr.io', repository: 'acme/go', tag: '20261116' })).toMatchObject({
      answer: 'yes',
    });
  });

  test('what the registry has gets its names here', async () => {
    const world = await fakeWorld();
    await build(world);
    const results = await build(world, { push: false, rebuild: new Set(['lone']) }, as('tag'));
    expect(results).toMatchObject([{ image: 'lone', status: 'tagged', tags: ['ghcr.io/acme/lone:20261116'] }]);
    expect(world.events).toContain('local manifest ghcr.io/acme/lone:20261116');
  });
});

test('a target that another run takes away between load and test is loaded again', async () => {
  const world = await fakeWorld();
  await build(world, {}, only('builder-scratch', 'base'));
  const tag = world.engine.tag.bind(world.engine);
  let taken = false;
  world.engine.tag = async (image, reference) => {
    if (!taken && reference.includes('/test:')) {
      taken = true;
      world.images.delete(image);
      throw unreachable(`docker tag failed: no such image: ${image}`);
    }
    await tag(image, reference);
  };
  expect(statuses(await build(world, {}, only('go')))).toEqual({ go: 'built' });
  expect(world.events.filter((event) => event === 'load')).toHaveLength(2);
});
