// The plan as it travels from the plan step to the report. In: a plan; later the text of the output `plan`. Out: JSON;
// what the report has to hold the run against, or a `UserError` where the text is no whole plan.

import { isRecord, parseJson } from './canonical.ts';
import { isRowNode } from './job.ts';
import type { Row } from './matrix.ts';
import { parsePins, type Pins } from './pins.ts';
import { type Decision, isWork, type Plan } from './plan.ts';
import { UserError } from './problem.ts';
import { nodeId } from './requires.ts';

/** Where the run keeps its images, and what of it may be written. */
export interface PlanPlace {
  /** host and path, without `below`; undefined: nowhere but on the jobs' own machines */
  readonly registry: string | undefined;
  /** path below it that takes all that is written */
  readonly below: string | undefined;
  /** whether images are pushed */
  readonly push: boolean;
  /** whether names for people are moved */
  readonly name: boolean;
}

/** What the plan said of a node. */
export interface PlannedNode {
  readonly name: string;
  readonly platform: string;
  readonly fingerprint: string;
  readonly do: Decision['do'];
  readonly reason: string;
  readonly tags: readonly string[];
  /** of what is there already and stays */
  readonly digest?: string | undefined;
  /** digest of the image that it takes the place of */
  readonly before?: string | undefined;
}

export interface PlanFile {
  readonly rows: readonly Row[];
  readonly pins: Pins;
  readonly place: PlanPlace;
  /** by id, in the graph's order */
  readonly nodes: ReadonlyMap<string, PlannedNode>;
}

/** What the output `plan` holds, before it is packed. `rows`: of the workflow, be it by levels or a job an image; `before`: digests of what is replaced. */
export function planFile(
  plan: Plan,
  rows: readonly Row[],
  place: PlanPlace,
  before: ReadonlyMap<string, string>,
): string {
  const decisions = [...plan.decisions.values()].map(({ node, fingerprint, do: what, reason, tags, digest }) => {
    return {
      name: node.label,
      platform: node.platform,
      fingerprint,
      do: what,
      reason,
      tags,
      digest,
      before: before.get(node.id),
    };
  });
  return JSON.stringify({ rows, count: rows.length, pins: plan.pins, place, decisions });
}

/** Reads it. Throws a `UserError` for what is none, and for one that does not agree with itself. */
export function parsePlanFile(text: string | undefined): PlanFile {
  const value = text === undefined ? undefined : parseJson(text);
  if (!isRecord(value)) throw notWhole('is no plan');
  const { rows, pins, count, decisions, place } = value;
  if (!isList(rows, isRow) || !isList(decisions, isPlannedNode) || !isPlace(place)) {
    throw notWhole('is no plan of this version');
  }
  if (count !== rows.length) throw notWhole(`counts ${String(count)} jobs and has ${rows.length}`);
  const nodes = new Map(decisions.map((node) => [nodeId(node.name, node.platform), node]));
  const told = rows.flatMap((row) => row.nodes.map(({ name, platform }) => nodeId(name, platform))).sort();
  const work = [...nodes].flatMap(([id, node]) => (isWork(node) ? [id] : [])).sort();
  if (told.join('\n') !== work.join('\n')) throw notWhole('does not give each image that has work to one job');
  return { rows, pins: parsePins(JSON.stringify(pins), 'the input plan'), place: placeOf(place), nodes };
}

function notWhole(words: string): UserError {
  return new UserError([
    {
      code: 'bad-input',
      message: `the input \`plan\` ${words}`,
      hint: 'pass `plan: ${{ needs.plan.outputs.plan }}`; it is empty where plan failed, or where GitHub dropped the output because a secret is part of it',
    },
  ]);
}

type WrittenPlace = { [key in keyof PlanPlace]?: PlanPlace[key] };

function placeOf({ registry, below, push = false, name = false }: WrittenPlace): PlanPlace {
  return { registry, below, push, name };
}

function isPlace(value: unknown): value is WrittenPlace {
  if (!isRecord(value)) return false;
  const { registry, below, push, name } = value;
  return [registry, below].every(isTextOrNone) && typeof push === 'boolean' && typeof name === 'boolean';
}

function isRow(value: unknown): value is Row {
  return isRecord(value) && typeof value.name === 'string' && isList(value.nodes, isRowNode);
}

const DECISIONS: readonly string[] = [
  'build',
  'rebuild',
  'test',
  'tag',
  'reuse',
  'unneeded',
] satisfies Decision['do'][];

function isPlannedNode(value: unknown): value is PlannedNode {
  if (!isRecord(value)) return false;
  const { name, platform, fingerprint, do: what, reason, tags, digest, before } = value;
  const texts = [name, platform, fingerprint, what, reason].every((one) => typeof one === 'string');
  return texts && DECISIONS.includes(what as string) && isList(tags, isText) && [digest, before].every(isTextOrNone);
}

function isText(value: unknown): value is string {
  return typeof value === 'string';
}

function isTextOrNone(value: unknown): value is string | undefined {
  return value === undefined || isText(value);
}

function isList<T>(value: unknown, isOne: (one: unknown) => one is T): value is T[] {
  return Array.isArray(value) && value.every(isOne);
}
