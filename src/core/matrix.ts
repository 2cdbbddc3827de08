// The plan as GitHub's jobs. In: a `Plan`. Out: rows, matrices by level, and the outputs of the plan step as text.
// An empty level is not there at all: an empty `include` is an error of the workflow. Nothing secret goes in.
// https://docs.github.com/en/actions/reference/limits

import { UserError } from './problem.ts';
import { type Decision, isWork, type Plan, type Work } from './plan.ts';

/** One thing to do in a job. A promise: the job computes the fingerprint again and refuses another. */
export interface RowNode {
  readonly name: string;
  readonly platform: string;
  readonly fingerprint: string;
  readonly do: Work;
}

/** One job of a level. */
export interface Row {
  /** of the job, for people */
  readonly name: string;
  readonly level: number;
  /** for `runs-on` */
  readonly runner: string | readonly string[];
  /** minutes */
  readonly timeout: number;
  /** in this order */
  readonly nodes: readonly RowNode[];
}

/** One level as a whole `strategy.matrix`. */
export interface Matrix {
  readonly include: readonly Row[];
}

export interface MatrixOptions {
  /** by platform; `default` for the others */
  readonly runners: ReadonlyMap<string, string | readonly string[]>;
  /** whether jobs meet in a registry; otherwise what belongs together goes into one job */
  readonly shared: boolean;
}

/** Jobs in a matrix, and in all matrices of a run (GitHub's documents allow both readings). */
const MOST_JOBS = 256;

/** A job may put out 1 MB, counted as UTF-16: half a million characters; some room is left. */
const MOST_CHARACTERS = 480_000;

const DEFAULT_RUNNER = 'ubuntu-24.04';

/** The matrices of a plan, one a level; none when there is nothing to do. */
export function matricesOf(plan: Plan, options: MatrixOptions): Matrix[] {
  if (!options.shared) return oneMachine(plan, options);
  const total = plan.levels.reduce((sum, level) => sum + level.length, 0);
  return plan.levels.map((level, index) => {
    const share = Math.max(1, Math.floor((MOST_JOBS * level.length) / Math.max(total, MOST_JOBS)));
    const groups = total > MOST_JOBS ? spread(level, share) : level.map((decision) => [decision]);
    return { include: groups.map((group) => rowOf(group, index, options)) };
  });
}

/** All rows by the name of their job. */
export function rowsByName(matrices: readonly Matrix[]): Record<string, Row> {
  return Object.fromEntries(matrices.flatMap(({ include }) => include.map((row) => [row.name, row] as const)));
}

/**
 * The outputs of the plan step by name. Throws a `UserError` with figures when they are larger than a job may put out:
 * GitHub would drop them, and with them the whole run would be green and empty.
 */
export function planOutputs(
  plan: Plan,
  matrices: readonly Matrix[],
  wanted: ReadonlySet<string>,
  packed: string,
): Map<string, string> {
  const decisions = [...plan.decisions.values()];
  const work = decisions.filter(isWork);
  const rows = matrices.flatMap(({ include }) => include);
  const outputs = new Map<string, string>([
    ['levels', JSON.stringify(matrices)],
    ['pins', JSON.stringify(plan.pins)],
    ['depth', String(matrices.length)],
    ['count', String(rows.length)],
    ['has-work', String(rows.length > 0)],
    ['max-parallel', String(Math.max(1, ...matrices.map(({ include }) => include.length)))],
    ['images', JSON.stringify(labels(work))],
    ['reused', JSON.stringify(labels(decisions.filter((decision) => decision.do === 'reuse')))],
    ['plan', packed],
  ]);
  if (wanted.has('rows')) outputs.set('rows', JSON.stringify(rowsByName(matrices)));
  if (wanted.has('matrix')) outputs.set('matrix', JSON.stringify({ include: rows }));
  refuseTooLarge(outputs);
  return outputs;
}

function labels(decisions: readonly Decision[]): string[] {
  return decisions.filter(({ node }) => node.kind !== 'builder').map(({ node }) => node.label);
}

/** Without a registry that all reach, children cannot fetch their parents: each family is one job, in order. */
function oneMachine(plan: Plan, options: MatrixOptions): Matrix[] {
  const work = plan.levels.flat();
  const family = new Map<string, Decision[]>();
  for (const decision of work) {
    const joined = new Set(decision.node.needs.flatMap((need) => family.get(need) ?? []));
    const members = [...work.filter((other) => joined.has(other)), decision];
    for (const member of members) family.set(member.node.id, members);
  }
  const families = [...new Set(family.values())];
  if (families.length === 0) return [];
  return [{ include: families.map((members) => rowOf(members, 0, options)) }];
}

function spread(level: readonly Decision[], share: number): Decision[][] {
  const groups: Decision[][] = Array.from({ length: Math.min(share, level.length) }, () => []);
  level.forEach((decision, index) => groups[index % groups.length]?.push(decision));
  return groups;
}

function rowOf(group: readonly Decision[], level: number, options: MatrixOptions): Row {
  const [first] = group;
  if (!first) throw new Error('a job without anything to do');
  const more = group.length > 1 ? ` and ${group.length - 1} more` : '';
  return {
    name: first.node.label + more,
    level,
    runner: runnerOf(first, options),
    timeout: Math.max(...group.map(({ node }) => (node.kind === 'builder' ? 360 : node.image.timeout))),
    nodes: group.filter(isWork).map(({ node, fingerprint, do: work }) => ({
      name: node.label,
      platform: node.platform,
      fingerprint,
      do: work,
    })),
  };
}

function runnerOf({ node }: Decision, { runners }: MatrixOptions): string | readonly string[] {
  const own = node.kind === 'builder' ? undefined : node.image.runner;
  if (own) return own.length === 1 ? (own[0] ?? DEFAULT_RUNNER) : own;
  return runners.get(node.platform) ?? runners.get('default') ?? defaultRunner(node.platform);
}

function defaultRunner(platform: string): string {
  return platform === 'linux/arm64' ? `${DEFAULT_RUNNER}-arm` : DEFAULT_RUNNER;
}

function refuseTooLarge(outputs: ReadonlyMap<string, string>): void {
  const sizes = [...outputs].map(([name, text]) => ({ name, size: text.length })).sort((a, b) => b.size - a.size);
  const sum = sizes.reduce((total, { size }) => total + size, 0);
  if (sum <= MOST_CHARACTERS) return;
  const figures = sizes.slice(0, 3).map(({ name, size }) => `${name} ${size}`);
  throw new UserError([
    {
      code: 'limit',
      message: `the outputs of plan are ${sum} characters; GitHub takes ${MOST_CHARACTERS} of a job (${figures.join(', ')})`,
      hint: 'ask for fewer of them with `outputs`, or plan a part with `only`',
    },
  ]);
}
