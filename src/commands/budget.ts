// The time that a run has. In: the world's budget, how far emerge came. Out: an outcome that says what is left to do.
// What is built is kept in the stock of the image, whoever ends the container, and the next run goes on there.

import type { PackageProgress } from '../core/emerge-log.ts';
import { JobFailure } from './job-failure.ts';
import type { World } from './world.ts';

/** Whether the run has had its time. Somebody who ends it says so in another way. */
export function isOutOfTime({ budget, signal }: World): boolean {
  return budget?.aborted === true && !signal.aborted;
}

/** The outcome of a node whose container was ended; `at`: the package that was at work. */
export function outOfTime(at: PackageProgress | undefined): JobFailure {
  const hint = 'run it again: it goes on there; or raise budget-minutes';
  if (at === undefined) return new JobFailure('unfinished', { phase: 'start', reason: `${SPENT} before emerge`, hint });
  const { index, total, name } = at;
  const built = index === 1 ? 'no package is built' : `${index - 1} of ${total} packages are built and kept`;
  const after = total === index ? '' : `, and ${total - index} more`;
  return new JobFailure('unfinished', { phase: 'emerge', reason: `${SPENT}: ${built}; to do: ${name}${after}`, hint });
}

/** The outcome of a node whose turn did not come. */
export function notBegun(): JobFailure {
  const hint = 'run it again, or raise budget-minutes';
  return new JobFailure('unfinished', { phase: 'start', reason: `${SPENT} before its turn came`, hint });
}

const SPENT = 'the budget of time was used up';
