// The end of a process: the only place that catches. In: what to do, and a screen. Out: the exit code, and words for
// what was thrown: a user's mistake (2), the world (75), or a bug (70). A signal ends what runs, then us.

import { isRegistryError } from './core/image-store.ts';
import { UserError } from './core/problem.ts';
import type { Screen } from './core/screen.ts';
import { isUnreachable } from './core/unreachable.ts';

/** Runs to the end and sets the exit code. */
export async function finish(screen: Screen, work: (signal: AbortSignal) => Promise<number>): Promise<void> {
  const controller = new AbortController();
  let ended: number | undefined;
  const onSignal = (name: NodeJS.Signals): void => {
    ended = name === 'SIGINT' ? 130 : 143;
    controller.abort();
  };
  process.on('SIGINT', onSignal).on('SIGTERM', onSignal);
  try {
    const code = await work(controller.signal);
    screen.endGroup();
    process.exitCode = ended ?? code;
  } catch (error) {
    screen.endGroup();
    process.exitCode = ended ?? explain(screen, error);
  } finally {
    process.off('SIGINT', onSignal).off('SIGTERM', onSignal);
  }
}

function explain(screen: Screen, error: unknown): number {
  if (error instanceof UserError) {
    for (const problem of error.problems) screen.problem(problem);
    return 2;
  }
  if (isUnreachable(error)) {
    screen.problem({ code: 'bad-value', message: error.message, place: error.place, hint: error.hint });
    return 75;
  }
  if (isRegistryError(error)) {
    screen.problem({ code: 'bad-value', message: error.message });
    return 75;
  }
  const words = error instanceof Error ? (error.stack ?? error.message) : String(error);
  screen.problem({ code: 'bad-value', message: `this is a bug, please report it:\n${words}` });
  return 70;
}
