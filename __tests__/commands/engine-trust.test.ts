import { expect, test } from 'vitest';
import { buildTasks } from '../../src/commands/build.ts';
import { makePlan } from '../../src/commands/plan.ts';
import { NO_PINS } from '../../src/core/pins.ts';
import { isWork } from '../../src/core/plan.ts';
import { unreachable } from '../../src/core/unreachable.ts';
import { CHAIN, fakeWorld, type FakeWorld } from '../fakes/world.ts';

const settings = {
  ...{ imagesFile: 'images.yaml', registry: undefined, pins: NO_PINS, push: true, name: true },
  ...{ rebuild: 'changed' as const, only: [], exclude: [] },
};

async function build(world: FakeWorld, push = true): Promise<string[]> {
  const { plan, survey } = await makePlan(world, { ...settings, push });
  const tasks = plan.levels.flat().filter(isWork);
  await buildTasks(
    world,
    survey,
    tasks.map(({ node, fingerprint, do: what }) => ({ node, fingerprint, do: what })),
  );
  return world.events;
}

const INSECURE = `registries: {ghcr.io: {insecure: true}}\n${CHAIN}`;

test('an engine is asked whether it trusts the registry, before anything is built', async () => {
  expect((await build(await fakeWorld(INSECURE)))[0]).toBe('trust ghcr.io');
});

test('not where nothing is said of the registry, and not where nothing is pushed', async () => {
  expect((await build(await fakeWorld())).filter((event) => event.startsWith('trust'))).toEqual([]);
  expect((await build(await fakeWorld(INSECURE), false)).filter((event) => event.startsWith('trust'))).toEqual([]);
});

test('where it does not, nothing is built', async () => {
  const world = await fakeWorld(INSECURE);
  Object.assign(world.engine, { checkTrust: () => Promise.reject(unreachable('it does not')) });
  await expect(build(world)).rejects.toThrow('it does not');
  expect(world.events).toEqual([]);
});
