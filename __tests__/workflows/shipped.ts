// The reusable workflows of this repository. In: nothing. Out: what they hold, and what src/core makes of them.

import { readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { jobWorkflow, reusableWorkflow } from '../../src/core/level-workflow.ts';
import { ACTION } from '../../src/core/version.ts';

export const ROOT = join(import.meta.dirname, '../..');

/** File to the text that the generator makes of it. `action`: `uses` of this action. */
export function shippedWorkflows(action: string = ACTION): ReadonlyMap<string, string> {
  return new Map([
    ['.github/workflows/images.yml', reusableWorkflow(action)],
    ['.github/workflows/job.yml', jobWorkflow(action)],
  ]);
}

/** Writes them anew, as UPDATE_TABLES asks. */
export function writeShippedWorkflows(): void {
  for (const [path, text] of shippedWorkflows()) writeFileSync(join(ROOT, path), text);
}

/** A workflow of this repository. */
export function readWorkflow(path: string): string {
  return readFileSync(join(ROOT, path), 'utf8');
}
