// A plan for a workflow with a job an image. In: a plan, and which images each job of the workflow has. Out: a row for
// every job that has something to do; or a `UserError` when workflow and images file are not of one mind.

import { familiesOf, type MatrixOptions, type Row, rowOf } from './matrix.ts';
import type { Decision, Plan } from './plan.ts';
import { type Problem, refuse } from './problem.ts';

/** Rows by the first image of their job. `jobs`: the images of each job, in order. */
export function rowsOfJobs(
  plan: Plan,
  jobs: readonly (readonly string[])[],
  options: MatrixOptions,
): Record<string, Row> {
  const first = new Map(jobs.flatMap((labels) => labels.map((label) => [label, labels[0] ?? ''] as const)));
  refuse(differences(plan, first));
  // Where nothing is pushed, a family is one job, whose first image says which; the other jobs have nothing to do.
  const groups = options.shared ? plan.levels.flat().map((decision) => [decision]) : familiesOf(plan);
  const rows = new Map<string, Decision[]>();
  for (const group of groups) {
    const name = first.get(group[0]?.node.label ?? '') ?? '';
    rows.set(name, [...(rows.get(name) ?? []), ...group]);
  }
  const levels = new Map(plan.levels.flatMap((level, index) => level.map(({ node }) => [node.id, index] as const)));
  return Object.fromEntries(
    [...rows].map(([name, group]) => [name, rowOf(group, levels.get(group[0]?.node.id ?? '') ?? 0, options)]),
  );
}

/** An image without a job would never be built, and the run be green. */
function differences({ graph }: Plan, first: ReadonlyMap<string, string>): Problem[] {
  const known = new Set([...graph.nodes.values()].map(({ label }) => label));
  const lost = [...known].filter((label) => !first.has(label));
  const gone = [...first.keys()].filter((label) => !known.has(label));
  const say = (message: string): Problem => ({
    code: 'stale-job',
    message,
    hint: 'run `gentoo-image-builder workflow` again, and commit what it writes',
  });
  return [
    ...(lost.length > 0 ? [say(`the workflow has no job for ${words(lost)}`)] : []),
    ...(gone.length > 0 ? [say(`the workflow has a job for ${words(gone)}, which the images file does not have`)] : []),
  ];
}

function words(labels: readonly string[]): string {
  const more = labels.length > 5 ? ` and ${labels.length - 5} more` : '';
  return labels.slice(0, 5).join(', ') + more;
}
