// Several pieces of work at once, each when what it waits for has ended. In: pieces in an order in which none waits for a
// later one. Out: their results in that order. One that throws ends it: nothing more is begun, and what runs is waited
// for, since whoever cleans up behind us must find nothing that still writes.

import type { Screen } from '../core/screen.ts';

export interface Pieces<T, R> {
  readonly items: readonly T[];
  /** how many at once */
  readonly most: number;
  readonly waitsFor: (item: T) => readonly T[];
  readonly run: (item: T) => Promise<R>;
  /** nothing more is to be begun */
  readonly isEnded: () => boolean;
  /** one has thrown while so many others are running */
  readonly onError: (error: unknown, running: number) => void;
}

/** Runs all. Throws what was thrown first. */
export async function sideBySide<T, R>({ items, most, waitsFor, run, isEnded, onError }: Pieces<T, R>): Promise<R[]> {
  const waiting = new Set(items);
  const running = new Map<T, Promise<void>>();
  const done = new Map<T, R>();
  const errors: unknown[] = [];
  const isReady = (item: T): boolean => !waitsFor(item).some((other) => waiting.has(other) || running.has(other));
  const begin = async (item: T): Promise<void> => {
    try {
      done.set(item, await run(item));
    } catch (error) {
      errors.push(error);
      if (running.size > 1) onError(error, running.size - 1);
    } finally {
      running.delete(item);
    }
  };
  for (;;) {
    const isFull = running.size >= most || errors.length > 0 || isEnded();
    const next = isFull ? undefined : [...waiting].find(isReady);
    if (next !== undefined) {
      waiting.delete(next);
      running.set(next, begin(next));
    } else if (running.size > 0) {
      await Promise.race(running.values());
    } else break;
  }
  if (errors.length > 0) throw errors[0];
  return items.flatMap((item) => (done.has(item) ? [done.get(item) as R] : []));
}

/**
 * One screen for several at once: each line says whose it is, and what is going on stands together in one. `all`: how
 * many there are.
 */
export function shareScreen(screen: Screen, all: number): { of: (label: string) => Screen; end: () => void } {
  const going = new Map<string, string>();
  let ended = 0;
  const draw = (): void => {
    const words = [...going].map(([label, doing]) => `${label}: ${doing}`);
    if (words.length > 0) screen.progress(`${ended} of ${all} done; ${words.join('; ')}`);
    else screen.endGroup();
  };
  const of = (label: string): Screen => {
    const own = (text: string): string => (text.startsWith(`${label}: `) ? text : `${label}: ${text.trimStart()}`);
    const progress = (words: string): void => {
      going.set(label, words);
      draw();
    };
    return {
      say: (line) => {
        screen.say(own(line));
      },
      warn: (line) => {
        screen.warn(own(line));
      },
      problem: (problem) => {
        screen.problem(problem);
      },
      group(title) {
        screen.say(own(title));
        progress(title);
      },
      endGroup() {
        if (going.delete(label)) draw();
      },
      child: (line) => {
        screen.child(`${label}: ${line}`);
      },
      progress,
    };
  };
  return {
    of,
    end() {
      ended += 1;
      draw();
    },
  };
}
