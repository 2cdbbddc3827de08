// An expected outcome on its way up to the one place that makes a result of it. In: why. Out: an error that only
// `build.ts` catches; nothing else may escape as one.

import type { Failure } from '../core/result.ts';

/** A node that failed, or that is blocked by another. */
export class JobFailure extends Error {
  readonly status: 'failed' | 'blocked' | 'unfinished';
  readonly failure: Failure;

  constructor(status: JobFailure['status'], failure: Failure) {
    super(failure.reason);
    this.name = 'JobFailure';
    this.status = status;
    this.failure = failure;
  }
}
