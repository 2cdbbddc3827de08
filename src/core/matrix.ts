// The plan as GitHub's jobs. In: a `Plan`. Out: rows, matrices by level, and the outputs of the plan step as text.
// An empty level is not there at all: an empty `include` is an error of the workflow. Nothing secret goes in.
// https://docs.github.com/en/actions/reference/limits

import { imagesDetails } from './details.ts';
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

/** GitHub's own machines end a job after six hours. */
const MOST_MINUTES = 360;

const DEFAULT_RUNNER = 'ubuntu-24.04';

/** The matrices of a plan, one a level; none when there is nothing to do. */
export function matricesOf(plan: Plan, options: MatrixOptions): Matrix[] {
  const levels = options.shared ? plan.levels.map((level) => level.map((one) => [one])) : [familiesOf(plan)];
  const piles = levels.map((groups) => pilesOf(groups, options));
  const shares = sharesOf(piles);
  const matrices = piles.map((ofLevel, level) => ({
    include: ofLevel.flatMap((pile) => dealt(pile, shares(pile)).map((group) => rowOf(group, level, options))),
  }));
  return matrices.filter(({ include }) => include.length > 0);
}

/** All rows by the name of their job. */
export function rowsByName(matrices: readonly Matrix[]): Record<string, Row> {
  return Object.fromEntries(matrices.flatMap(({ include }) => include.map((row) => [row.name, row] as const)));
}

/**
 * The outputs of the plan step by name. Throws a `UserError` with figures when they are larger than a job may put out:
 * GitHub would drop them, and with them the whole run would be green and empty. `jobs`: the rows of a workflow that has
 * a job an image, in the place of those of the levels.
 */
export function planOutputs(
  plan: Plan,
  matrices: readonly Matrix[],
  wanted: ReadonlySet<string>,
  packed: string,
  detailsVar?: string,
  jobs?: Readonly<Record<string, Row>>,
): Map<string, string> {
  const decisions = [...plan.decisions.values()];
  const work = decisions.filter(isWork);
  const rows = jobs ? Object.values(jobs) : matrices.flatMap(({ include }) => include);
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
  if (wanted.has('rows')) outputs.set('rows', JSON.stringify(jobs ?? rowsByName(matrices)));
  if (wanted.has('matrix')) outputs.set('matrix', JSON.stringify({ include: rows }));
  if (wanted.has('images-details')) outputs.set('images-details', JSON.stringify(imagesDetails(plan)));
  if (detailsVar !== undefined) outputs.set(detailsVar, JSON.stringify(imagesDetails(plan)));
  refuseTooLarge(outputs);
  return outputs;
}

function labels(decisions: readonly Decision[]): string[] {
  return decisions.filter(({ node }) => node.kind !== 'builder').map(({ node }) => node.label);
}

/** Decisions that go into one job, in order. */
export type Group = readonly Decision[];

/** Without a registry that all reach, children cannot fetch their parents: each family is one job, in order. */
export function familiesOf(plan: Plan): Group[] {
  const work = plan.levels.flat();
  const elders = new Map<string, string>(work.map(({ node }) => [node.id, node.id]));
  const elderOf = (id: string): string => {
    let elder = id;
    for (let next = elders.get(elder); next !== undefined && next !== elder; next = elders.get(elder)) elder = next;
    elders.set(id, elder);
    return elder;
  };
  for (const { node } of work) {
    for (const need of node.needs) if (elders.has(need)) elders.set(elderOf(node.id), elderOf(need));
  }
  const families = new Map<string, Decision[]>();
  for (const decision of work) {
    const elder = elderOf(decision.node.id);
    const family = families.get(elder);
    if (family) family.push(decision);
    else families.set(elder, [decision]);
  }
  return [...families.values()];
}

/** What runs on the same machines may share a job. */
function pilesOf(groups: readonly Group[], options: MatrixOptions): Group[][] {
  const piles = new Map<string, Group[]>();
  for (const group of groups) {
    const key = group[0] ? JSON.stringify(runnerOf(group[0], options)) : '';
    const pile = piles.get(key);
    if (pile) pile.push(group);
    else piles.set(key, [group]);
  }
  return [...piles.values()];
}

/** How many jobs a pile gets: one for each group, or what its part of the most is, and at least one. */
function sharesOf(levels: readonly (readonly Group[][])[]): (pile: readonly Group[]) => number {
  const sizes = levels.flat().map(({ length }) => length);
  const total = sizes.reduce((sum, size) => sum + size, 0);
  const spare = Math.max(0, MOST_JOBS - sizes.length);
  return ({ length }) =>
    total <= MOST_JOBS ? length : 1 + Math.floor((spare * (length - 1)) / Math.max(1, total - sizes.length));
}

/** Deals a pile's groups out to so many jobs, as evenly as it goes. */
function dealt(pile: readonly Group[], jobs: number): Group[] {
  const hands: Decision[][] = Array.from({ length: Math.min(jobs, pile.length) }, () => []);
  pile.forEach((group, index) => hands[index % hands.length]?.push(...group));
  return hands;
}

/** The row of what goes into one job. */
export function rowOf(group: Group, level: number, options: MatrixOptions): Row {
  const [first] = group;
  if (!first) throw new Error('a job without anything to do');
  const more = group.length > 1 ? ` and ${group.length - 1} more` : '';
  return {
    name: first.node.label + more,
    level,
    runner: runnerOf(first, options),
    timeout: timeoutOf(group),
    nodes: group.filter(isWork).map(({ node, fingerprint, do: work }) => ({
      name: node.label,
      platform: node.platform,
      fingerprint,
      do: work,
    })),
  };
}

/** One after the other they take the sum of their times, up to what GitHub lets a job run, or one alone wants. */
function timeoutOf(group: Group): number {
  const times = group.map(({ node }) => (node.kind === 'builder' ? MOST_MINUTES : node.image.timeout));
  const sum = times.reduce((total, time) => total + time, 0);
  return Math.max(Math.min(sum, MOST_MINUTES), ...times);
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
