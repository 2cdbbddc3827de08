// The world was not reachable: not the user's mistake, not a bug, worth trying again. In: what and why. Out: an error.

/** An error that means "try again later"; `hint` says what to look at. */
export type UnreachableError = Error & { readonly hint: string | undefined };

/** Makes an `UnreachableError`: an engine or a service that does not answer, or does not do what it always does. */
export function unreachable(message: string, hint?: string, cause?: unknown): UnreachableError {
  const error = new Error(message, cause === undefined ? {} : { cause });
  error.name = 'UnreachableError';
  return Object.assign(error, { hint });
}

export function isUnreachable(error: unknown): error is UnreachableError {
  return error instanceof Error && error.name === 'UnreachableError';
}
