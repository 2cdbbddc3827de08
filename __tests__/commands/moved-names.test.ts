import { expect, test } from 'vitest';
import { warnMoved } from '../../src/commands/moved-names.ts';
import { makePlan } from '../../src/commands/plan.ts';
import type { Task } from '../../src/core/job.ts';
import { NO_PINS } from '../../src/core/pins.ts';
import { isWork } from '../../src/core/plan.ts';
import { parseReference } from '../../src/core/reference.ts';
import { putImage } from '../adapters/image-store.contract.ts';
import { CHAIN, fakeWorld, type FakeWorld, PORTAGE, STAGE3 } from '../fakes/world.ts';

const settings = {
  ...{ imagesFile: 'images.yaml', registry: undefined, pins: NO_PINS, push: true, name: true },
  ...{ rebuild: 'changed' as const, only: [], exclude: [] },
};

/** Plans, lets time pass, and looks at the names of the tasks that `choose` takes. */
async function look(pass: (world: FakeWorld) => unknown, choose: (task: Task) => boolean): Promise<string[]> {
  const world = await fakeWorld(CHAIN);
  const { plan, survey } = await makePlan(world, settings);
  await pass(world);
  const tasks = plan.levels.flat().filter(isWork).filter(choose);
  await warnMoved(world, survey, plan.pins, tasks);
  return world.said.map((line) => line.replaceAll(/sha256:[0-9a-f]{64}/g, 'digest'));
}

const all = (): boolean => true;
const moveStage3 = async ({ registry }: FakeWorld): Promise<void> => {
  const reference = parseReference(STAGE3);
  if (!reference) throw new Error('a reference');
  await putImage(registry, reference);
};

test('nothing moved: nothing is said', async () => {
  expect(await look(() => undefined, all)).toEqual([]);
});

test('a stage3 that moved is told to who builds on it', async () => {
  expect(await look(moveStage3, all)).toEqual([
    `warning: ${STAGE3} is digest by now; built on what the plan pinned: digest`,
  ]);
});

test('and to nobody else', async () => {
  expect(await look(moveStage3, ({ node }) => node.kind !== 'builder')).toEqual([]);
});

test('a snapshot that is gone is told', async () => {
  const remove = async ({ registry }: FakeWorld): Promise<void> => {
    const reference = parseReference(PORTAGE);
    if (!reference) throw new Error('a reference');
    const { digest } = await registry.manifest(reference);
    await registry.remove({ ...reference, digest });
  };
  expect(await look(remove, ({ node }) => node.label === 'lone')).toEqual([
    `warning: ${PORTAGE} is gone by now; built on what the plan pinned: digest`,
  ]);
});

test('a registry that does not answer is no reason to warn', async () => {
  expect(await look(({ silent }) => silent.add('stage3'), all)).toEqual([]);
});
