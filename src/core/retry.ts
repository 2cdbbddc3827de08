/**
 * In: something that may fail, and the errors' own word on whether trying again may help. Out: its result, or its last error.
 * Never waits but through the clock that it is given, never tries what cannot get better.
 */
import { isRegistryError, type RegistryError } from './image-store.ts';

/** The world's time, in milliseconds. Tests bring one that does not wait. */
export interface Clock {
  now(): number;
  sleep(ms: number): Promise<void>;
}

export const MOST_TRIES = 6;
const FIRST_WAIT = 500;
const LONGEST_WAIT = 30_000;
const MOST_WAITING = 300_000;

/** Milliseconds that `Retry-After` asks for: seconds, or a date; undefined for neither. */
export function parseRetryAfter(header: string | undefined, now: number): number | undefined {
  if (header === undefined) return undefined;
  if (/^\s*[0-9]{1,9}\s*$/.test(header)) return Number(header) * 1000;
  const date = Date.parse(header.slice(0, 64));
  return Number.isNaN(date) ? undefined : Math.max(0, date - now);
}

/** Milliseconds to wait behind the n-th failed try (from 1): full jitter below 0.5 s, 1 s, 2 s ... 30 s, and what was asked. */
export function backOff(tries: number, random: () => number, retryAfter = 0): number {
  const jitter = random() * Math.min(LONGEST_WAIT, FIRST_WAIT * 2 ** (tries - 1));
  return Math.round(retryAfter === 0 ? jitter : retryAfter + Math.min(jitter, FIRST_WAIT));
}

/**
 * Tries until it works, up to six times and five minutes, as long as the errors say that trying again may help.
 * `longTries`: the tries themselves may take any time (uploads), only the waits count.
 */
export async function retrying<T>(
  world: { clock: Clock; random: () => number; log: (line: string) => void },
  attempt: () => Promise<T>,
  longTries = false,
): Promise<T> {
  const begun = world.clock.now();
  let waited = 0;
  for (let tries = 1; ; tries++) {
    try {
      return await attempt();
    } catch (error) {
      if (!isRegistryError(error)) throw error;
      if (tries > error.retries || tries >= MOST_TRIES) throw givenUp(error);
      const wait = backOff(tries, world.random, error.retryAfter);
      if ((longTries ? waited : world.clock.now() - begun) + wait > MOST_WAITING) throw givenUp(error);
      world.log(
        `${error.message}; trying again in ${(wait / 1000).toFixed(1)} s (${tries + 1} of ${error.retries + 1})`,
      );
      await world.clock.sleep(wait);
      waited += wait;
    }
  }
}

/** Tried often enough: nobody further up, whose own tries contain these, shall begin anew. */
export function givenUp(error: RegistryError): RegistryError {
  return Object.assign(error, { retries: 0 });
}
