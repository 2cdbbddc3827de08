// Names that have moved since the plan pinned them. In: the pins that a job was told, and what it is to build of them.
// Out: a warning for each that leads elsewhere by now. What was pinned is built all the same, so that all jobs of a run
// stand on the same.

import type { Task } from '../core/job.ts';
import { pinnedNames, type Pins } from '../core/pins.ts';
import { parseReference } from '../core/reference.ts';
import type { Survey } from './survey.ts';
import type { World } from './world.ts';

/** Warns of names that moved. A registry that does not answer is no reason to warn, or to stop. */
export async function warnMoved(world: World, { stores }: Survey, told: Pins, tasks: readonly Task[]): Promise<void> {
  const looks = pinnedNames(
    tasks.map(({ node }) => node),
    told,
  ).map(async ({ name, digest }) => {
    const reference = parseReference(name);
    if (!reference) return;
    const there = await stores.registries.head({ ...reference, tag: reference.tag ?? 'latest' });
    if (there.answer === 'unknown' || (there.answer === 'yes' && there.digest === digest)) return;
    const now = there.answer === 'yes' ? `is ${there.digest} by now` : 'is gone by now';
    world.screen.warn(`${name} ${now}; built on what the plan pinned: ${digest}`);
  });
  await Promise.all(looks);
}
