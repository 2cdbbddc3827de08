// Secrets of a job: what is mounted, what is said, what is left.

import { existsSync, readFileSync, statSync } from 'node:fs';
import { join } from 'node:path';
import { expect, test } from 'vitest';
import { buildTasks } from '../../src/commands/build.ts';
import { makePlan } from '../../src/commands/plan.ts';
import { NO_PINS } from '../../src/core/pins.ts';
import { isWork } from '../../src/core/plan.ts';
import type { BuildResult } from '../../src/core/result.ts';
import { fakeWorld, type FakeWorld, TOP } from '../fakes/world.ts';

const VALUE = 'canary-value-1';
const YAML = `${TOP}images:\n  - {name: go, build: {packages: dev-lang/go, secrets: [NPM_TOKEN]}}\n`;

async function build(world: FakeWorld): Promise<BuildResult[]> {
  const { plan, survey } = await makePlan(world, {
    ...{ imagesFile: 'images.yaml', registry: undefined, pins: NO_PINS, push: true, name: true },
    ...{ rebuild: 'changed' as const, only: [], exclude: [] },
  });
  const tasks = plan.levels.flat().filter(isWork);
  return await buildTasks(
    world,
    survey,
    tasks.map(({ node, fingerprint, do: what }) => ({ node, fingerprint, do: what })),
  );
}

test('are files of one mount, which is gone afterwards', async () => {
  const world = await fakeWorld(YAML);
  world.secrets.set('NPM_TOKEN', VALUE);
  let folder = '';
  world.jobs.set('go', {
    look: (_job, mounts) => {
      const mount = mounts.find(({ target }) => target === '/gib/secrets');
      folder = mount?.source ?? '';
      expect(mount?.readonly).toBe(true);
      expect(statSync(folder).mode & 0o077).toBe(0);
      expect(readFileSync(join(folder, 'values/NPM_TOKEN'), 'utf8')).toBe(VALUE);
      expect(readFileSync(join(folder, 'forms/NPM_TOKEN'), 'utf8').split('\n')).toContain(VALUE);
    },
  });
  expect((await build(world)).at(-1)?.status).toBe('built');
  expect(folder).not.toBe('');
  expect(existsSync(folder)).toBe(false);
});

test('are in no word of a failure', async () => {
  const world = await fakeWorld(YAML);
  world.secrets.set('NPM_TOKEN', VALUE);
  const failure = `kind=hook\nhook=finish_rootfs_build\nhow=failed\nstatus=1\ncommand=login ${VALUE}\n`;
  world.jobs.set('go', { code: 1, lines: [`no user ${VALUE}`], out: { step: 'hook finish_rootfs_build\n', failure } });
  const results = await build(world);
  expect(results.at(-1)?.failure?.reason).toBe(
    'a command of the hook failed: login *** (status 1); the last words were: no user ***',
  );
  expect(JSON.stringify([results, world.problems, world.said])).not.toContain(VALUE);
});

test.each([
  [undefined, 'the environment variable NPM_TOKEN, a secret, is not set'],
  ['', 'the environment variable NPM_TOKEN, a secret, is not set'],
  ['12345', 'the secret NPM_TOKEN is too short to be kept out of logs and images'],
])('%j fails the image at its line', async (value, reason) => {
  const world = await fakeWorld(YAML);
  if (value !== undefined) world.secrets.set('NPM_TOKEN', value);
  const result = (await build(world)).at(-1);
  expect(result?.failure).toMatchObject({ phase: 'secrets', reason, place: { line: 5 } });
});
