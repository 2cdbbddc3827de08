import { describe, expect, test } from 'vitest';
import { makePlan, type PlanSettings } from '../../src/commands/plan.ts';
import { NO_PINS } from '../../src/core/pins.ts';
import { isUnreachable } from '../../src/core/unreachable.ts';
import { CHAIN, fakeWorld, type FakeWorld, PORTAGE, putImage, STAGE3 } from '../fakes/world.ts';

const settings: PlanSettings = {
  ...{ imagesFile: 'images.yaml', registry: undefined, pins: NO_PINS, push: true, name: true },
  rebuild: 'changed',
  only: [],
  exclude: [],
};

async function decisions(world: FakeWorld, own: Partial<PlanSettings> = {}): Promise<Record<string, string>> {
  const { plan } = await makePlan(world, { ...settings, ...own });
  return Object.fromEntries([...plan.decisions.values()].map(({ node, do: what }) => [node.label, what]));
}

/** Puts content, builder or untested images there, as `base`, `builder-base`, `base-untested`. */
async function have(world: FakeWorld, ...names: string[]): Promise<void> {
  const { plan } = await makePlan(world, settings);
  for (const { node, fingerprint } of plan.decisions.values()) {
    if (names.includes(node.label)) await putImage(world.registry, `ghcr.io/acme/${node.label}:${fingerprint}`);
    if (names.includes(`builder-${node.label}`))
      await putImage(world.registry, `ghcr.io/acme/builder-${node.label}:${fingerprint}`);
    if (names.includes(`${node.label}-untested`))
      await putImage(world.registry, `ghcr.io/acme/${node.label}:${fingerprint}-untested`);
  }
  world.asked.splice(0);
}

test('nothing is there: one question a content tag and one an untested one', async () => {
  const world = await fakeWorld();
  expect(await decisions(world)).toEqual({
    'builder-scratch': 'build',
    base: 'build',
    go: 'build',
    hydra: 'build',
    lone: 'build',
  });
  expect(world.asked.sort()).toEqual(
    [
      PORTAGE,
      STAGE3,
      'ghcr.io/acme/builder-scratch:f1',
      ...['base', 'go', 'hydra', 'lone'].flatMap((name) => [
        `ghcr.io/acme/${name}:f1`,
        `ghcr.io/acme/${name}:f1-untested`,
      ]),
    ].sort(),
  );
  expect(world.events).toEqual([]);
});

test('what is there is asked for its builder where children start from it, and for its names', async () => {
  const world = await fakeWorld();
  await have(world, 'base', 'lone', 'builder-base');
  expect(await decisions(world)).toEqual({
    'builder-scratch': 'unneeded',
    base: 'tag',
    go: 'build',
    hydra: 'build',
    lone: 'tag',
  });
  expect(world.asked.filter((one) => /base|lone/.test(one)).sort()).toEqual([
    'ghcr.io/acme/base:20261116',
    'ghcr.io/acme/base:f1',
    'ghcr.io/acme/builder-base:f1',
    'ghcr.io/acme/lone:20261116',
    'ghcr.io/acme/lone:f1',
  ]);
  expect(new Set(world.asked).size).toBe(world.asked.length);
});

test('names are not asked for where they may not be moved', async () => {
  const world = await fakeWorld();
  await have(world, 'base', 'lone', 'builder-base');
  expect(await decisions(world, { name: false })).toMatchObject({ base: 'reuse', lone: 'reuse' });
  expect(world.asked.filter((one) => one.endsWith(':20261116'))).toEqual([PORTAGE]);
});

test('a builder that is gone is missed', async () => {
  const world = await fakeWorld();
  await have(world, 'base');
  expect(await decisions(world)).toMatchObject({ 'builder-scratch': 'build', base: 'rebuild', go: 'build' });
});

test('what is only untested is tested', async () => {
  const world = await fakeWorld();
  await have(world, 'lone-untested', 'base-untested');
  expect(await decisions(world)).toMatchObject({ lone: 'test', base: 'build' });
});

test('what has not passed its tests as they are is tested; an answer that is not given stops', async () => {
  const world = await fakeWorld();
  await have(world, 'go', 'base', 'builder-base', 'builder-go', 'hydra');
  expect(await decisions(world)).toMatchObject({ go: 'test', hydra: 'tag' });
  world.silent.add('go:f1-passed');
  await expect(makePlan(world, settings)).rejects.toThrow(/acme\/go:f1-[0-9a-f]{32}-passed-[0-9a-f]{16}: 503/);
});

describe('an answer that is not given', () => {
  test.each([
    ['go:f1', 'go:f1'],
    ['go:f1-untested', 'go:f1-untested'],
    ['builder-scratch:f1', 'builder-scratch:f1'],
  ])('to %s stops everything: don’t know is never no', async (part, name) => {
    const world = await fakeWorld();
    world.silent.add(`acme/${part}`);
    if (part === 'go:f1') world.silent.delete('acme/go:f1-untested');
    const error: unknown = await makePlan(world, settings).catch((thrown: unknown) => thrown);
    expect(isUnreachable(error)).toBe(true);
    expect(String(error)).toMatch(
      new RegExp(
        `^UnreachableError: the registry does not say what it has: ghcr\\.io/acme/${name.replace('f1', 'f1-[0-9a-f]{32}')}: 503 from the registry$`,
      ),
    );
    expect(error).toMatchObject({ hint: 'nothing is built on a guess: try again, or see that you are logged in' });
  });

  test('to several names how many', async () => {
    const world = await fakeWorld();
    world.silent.add('ghcr.io/acme/');
    await expect(makePlan(world, settings)).rejects.toThrow(/503 from the registry, and \d more answers$/);
  });
});

describe('without a registry', () => {
  const yaml = CHAIN.replace('registry: ghcr.io/acme\n', '');
  test('builders are asked for in the engine', async () => {
    const world = await fakeWorld(yaml);
    const { plan } = await makePlan(world, settings);
    const scratch = [...plan.decisions.values()][0]?.fingerprint ?? '';
    world.images.set(`localhost/builder-scratch:${scratch}`, 'sha256:1');
    expect(await decisions(world)).toMatchObject({ 'builder-scratch': 'reuse', base: 'build' });
    expect(world.asked.filter((one) => one.includes('localhost') && !one.startsWith('local '))).toEqual([]);
  });
});

test('a hundred images are asked for once each', async () => {
  const images = Array.from({ length: 100 }, (_, index) => `  - {name: i${index}}\n`).join('');
  const world = await fakeWorld(`${CHAIN.slice(0, CHAIN.indexOf('images:'))}images:\n${images}`);
  await makePlan(world, settings);
  expect(world.asked).toHaveLength(2 + 1 + 200);
  expect(new Set(world.asked).size).toBe(world.asked.length);
});
