// Every way in which a job fails is shown at a line of the images file: where it was written, or, where nothing of that
// is to blame, where the image has its name. GitHub makes annotations of them.

import { afterEach, describe, expect, test } from 'vitest';
import { buildTasks } from '../../src/commands/build.ts';
import { makePlan } from '../../src/commands/plan.ts';
import { registryError } from '../../src/core/image-store.ts';
import { NO_PINS } from '../../src/core/pins.ts';
import { isWork } from '../../src/core/plan.ts';
import { unreachable } from '../../src/core/unreachable.ts';
import { finish } from '../../src/exit.ts';
import { fakeWorld, type FakeWorld, TOP } from '../fakes/world.ts';

/** `base` in line 5, `go` in line 7; what may be to blame from line 8 on. */
const YAML = `${TOP}images:
  - name: base
    build: {packages: sys-apps/baselayout}
  - name: go
    requires: base
    build:
      packages: dev-lang/go
      finish_rootfs_build: touch "$ROOT/x"
    test: go version
`;

/** What is said of a build of `names` in which `change` goes wrong: the first line of each problem. */
async function said(
  change: (world: FakeWorld) => unknown,
  { yaml = YAML, names = ['builder-scratch', 'base', 'go'] } = {},
): Promise<string[]> {
  const world = await fakeWorld(yaml);
  await change(world);
  const { plan, survey } = await makePlan(world, {
    ...{ imagesFile: 'images.yaml', registry: undefined, pins: NO_PINS, push: true, name: true },
    ...{ rebuild: 'changed', only: [], exclude: [] },
  });
  const tasks = plan.levels.flat().filter(isWork);
  await finish(world.screen, async () => {
    const chosen = tasks.filter(({ node }) => names.includes(node.label));
    await buildTasks(
      world,
      survey,
      chosen.map(({ node, fingerprint, do: what }) => ({ node, fingerprint, do: what })),
    );
    return 0;
  });
  return world.problems.map((problem) => problem.split('\n')[0] ?? '');
}
afterEach(() => {
  process.exitCode = undefined;
});

const fails =
  (label: string, step: string, failure = '') =>
  (world: FakeWorld) =>
    world.jobs.set(label, { code: 1, out: { step: `${step}\n`, failure } });

const refusingRegistry = (world: FakeWorld): void => {
  Object.assign(world.engine, { push: () => Promise.reject(registryError('denied', 'ghcr.io', 'it refuses')) });
};

describe('a failure is shown at the line of', () => {
  const end = 'it ended with 1';
  test.each<[string, (world: FakeWorld) => unknown, string]>([
    [
      'the packages, when emerge failed',
      (world) =>
        world.jobs.set('go', {
          ...{ code: 1, out: { step: 'emerge\n', failure: 'kind=emerge\nstatus=1\n' } },
          lines: [' * ERROR: dev-lang/go-1.23::gentoo failed (compile phase):', ' *   emake failed'],
        }),
      "images.yaml:10:17 go: dev-lang/go-1.23 failed in the phase 'compile': emake failed",
    ],
    [
      'the hook, when a command of it failed',
      fails('go', 'hook finish_rootfs_build', 'kind=hook\nhook=finish_rootfs_build\nhow=failed\nline=1\nstatus=1\n'),
      `images.yaml:11:28 go: it failed in the phase 'finish_rootfs_build': a command of the hook failed (status 1)`,
    ],
    [
      'the test, when it failed',
      (world) => world.tests.set('go version', { code: 3 }),
      "images.yaml:12:11 go: it failed in the phase 'test': the test 'go version' ended with 3 instead of 0 and printed nothing",
    ],
    [
      'the image, when emerge said nothing',
      fails('go', 'emerge', 'kind=emerge\n'),
      `images.yaml:7:11 go: it failed in the phase 'emerge': ${end}`,
    ],
    [
      'the image, when packing failed',
      fails('go', 'pack'),
      `images.yaml:7:11 go: it failed in the phase 'pack': ${end}`,
    ],
    ['the image, when it never began', fails('go', ''), `images.yaml:7:11 go: it failed in the phase 'start': ${end}`],
    [
      'the builder, when that failed',
      fails('scratch', 'clean'),
      `images.yaml:3:3 builder-scratch: it failed in the phase 'clean': ${end}`,
    ],
  ])('%s', async (_, change, expected) => {
    expect(await said(change)).toEqual([expected]);
  });

  test('an image that another job has not made a parent for', async () => {
    expect(await said(() => undefined, { names: ['go'] })).toEqual([
      'images.yaml:7:11 go: blocked: base was not built in this run',
    ]);
  });

  test('an image that could not be pushed, and the job ends as unreachable', async () => {
    const [line] = await said(refusingRegistry);
    expect(line).toBe('images.yaml:3:3 ghcr.io: it refuses');
    expect(process.exitCode).toBe(75);
  });

  test('an image for which the engine did not answer', async () => {
    const change = (world: FakeWorld): unknown =>
      Object.assign(world.engine, {
        runBuilder: () => Promise.reject(unreachable('docker does not answer', 'start it')),
      });
    expect(await said(change)).toEqual(['images.yaml:3:3 docker does not answer']);
  });
});
