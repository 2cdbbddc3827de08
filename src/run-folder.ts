// The folders of the action that its last step removes. In: the number of a run. Out: paths.

import { tmpdir } from 'node:os';
import { join } from 'node:path';

/** All that is of one run. */
export function runFolder(run: string): string {
  return join(process.env.RUNNER_TEMP ?? tmpdir(), `gib-run-${run}`);
}

/** Where files pass on their way to the cache service: the same in every run, since the path is part of their key. */
export function cacheFolder(): string {
  return join(process.env.RUNNER_TEMP ?? tmpdir(), 'gib-cache');
}
