// The world was not reachable: not the user's mistake, not a bug, worth trying again. In: what and why. Out: an error.

import { isRegistryError } from './image-store.ts';
import type { Place } from './problem.ts';

/** An error that means "try again later"; `hint` says what to look at, `place` for what it was wanted. */
export type UnreachableError = Error & { readonly hint: string | undefined; readonly place?: Place };

/** Makes an `UnreachableError`: an engine or a service that does not answer, or does not do what it always does. */
export function unreachable(message: string, hint?: string, cause?: unknown): UnreachableError {
  const error = new Error(message, cause === undefined ? {} : { cause });
  error.name = 'UnreachableError';
  return Object.assign(error, { hint });
}

export function isUnreachable(error: unknown): error is UnreachableError {
  return error instanceof Error && error.name === 'UnreachableError';
}

/** The world's failure with the place of what it held up. Anything else, and what has a place, stays as it is. */
export function worldAt(error: unknown, place: Place): unknown {
  if (isUnreachable(error)) return error.place ? error : Object.assign(error, { place });
  if (!isRegistryError(error)) return error;
  return Object.assign(unreachable(error.message, undefined, error), { place });
}
