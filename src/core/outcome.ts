// What became of a plan. In: what the plan said, what the jobs say, what the registry says. Out: an outcome for each node
// that had work, and where each failure began. The registry alone confirms: a job that left nothing, or said something
// that is not so, is never taken for done. Where nothing was pushed, there are only the jobs' own words.

import type { Graph, Node } from './graph.ts';
import type { Existence } from './oci.ts';
import { isWork, type Work } from './plan.ts';
import type { PlannedNode } from './plan-file.ts';
import type { Place } from './problem.ts';
import { describeKept, describePart, type BuildResult, isFailed } from './result.ts';
import { resultKey } from './result-file.ts';

/**
 * `missing`: no job said anything, and it is not there; `unconfirmed`: its job says that it is done, and the registry
 * says otherwise; `unknown`: the registry does not say.
 */
export type Verdict = 'done' | 'failed' | 'blocked' | 'missing' | 'unconfirmed' | 'unknown';

/** What the registry says of a node. */
export interface Evidence {
  /** the content tag */
  readonly content: Existence;
  /** the record that it passed its tests as they are now; undefined where nothing is demanded */
  readonly passed?: Existence | undefined;
  /** by name for people; empty where none are moved */
  readonly names: ReadonlyMap<string, Existence>;
}

/** Why a node is not done, for people. */
interface Reason {
  readonly reason: string;
  readonly hint?: string | undefined;
  readonly place?: Place | undefined;
}

export interface Outcome {
  readonly node: Node;
  readonly planned: PlannedNode & { readonly do: Work };
  readonly verdict: Verdict;
  readonly result: BuildResult | undefined;
  /** of the target, as the registry has it; where nothing was pushed, as its job says */
  readonly digest: string | undefined;
  /** of what is not done */
  readonly why: Reason | undefined;
  /** ids of the nodes that keep it from being done; empty where it is itself the cause */
  readonly causes: readonly string[];
  /** what is odd about a node that is done */
  readonly notes: readonly string[];
}

/** Everything that is known at the end of a run. */
export interface Known {
  readonly graph: Graph;
  readonly planned: ReadonlyMap<string, PlannedNode>;
  readonly results: ReadonlyMap<string, BuildResult>;
  /** by id; undefined where nothing was pushed */
  readonly evidence: ReadonlyMap<string, Evidence> | undefined;
}

/** The outcomes of all nodes that had work, by id, in the graph's order. */
export function judge({ graph, planned, results, evidence }: Known): ReadonlyMap<string, Outcome> {
  const outcomes = new Map<string, Outcome>();
  for (const node of graph.nodes.values()) {
    const task = planned.get(node.id);
    if (!task || !isWork(task)) continue;
    const result = results.get(resultKey(node.label, node.platform, task.fingerprint));
    const found = weigh(task, result, evidence && (evidence.get(node.id) ?? NOT_ASKED));
    const causes = found.verdict === 'missing' || found.verdict === 'blocked' ? causesOf(node, outcomes) : [];
    const verdict = causes.length > 0 ? 'blocked' : found.verdict;
    outcomes.set(node.id, { node, planned: task, result, ...found, verdict, causes });
  }
  return outcomes;
}

/** The nodes that are not done of themselves, those that hold up most first. */
export function rootsOf(outcomes: ReadonlyMap<string, Outcome>): { outcome: Outcome; blocks: readonly Outcome[] }[] {
  const blocks = new Map<string, Outcome[]>();
  for (const outcome of outcomes.values()) {
    if (outcome.verdict !== 'done' && outcome.causes.length === 0) blocks.set(outcome.node.id, []);
    for (const cause of outcome.causes) blocks.get(cause)?.push(outcome);
  }
  const roots = [...outcomes.values()].flatMap((outcome) => {
    const held = blocks.get(outcome.node.id);
    return held ? [{ outcome, blocks: held }] : [];
  });
  return roots.sort((a, b) => b.blocks.length - a.blocks.length);
}

const NOT_ASKED: Evidence = { content: { answer: 'unknown', reason: 'it was not asked' }, names: new Map() };

type Weighed = Pick<Outcome, 'verdict' | 'digest' | 'why' | 'notes'>;

function weigh(
  { do: work }: Outcome['planned'],
  result: BuildResult | undefined,
  evidence: Evidence | undefined,
): Weighed {
  if (result && isFailed(result)) return failedOne(result);
  if (!evidence) {
    if (result) return done(result.digest);
    return not('missing', 'its job left no result');
  }
  const { content, passed, names } = evidence;
  if (content.answer === 'unknown')
    return not('unknown', `the registry does not say whether it is there: ${content.reason}`);
  if (content.answer === 'no') {
    if (!result) return not('missing', 'its job left no result, and the registry does not have it');
    return not('unconfirmed', `its job says '${result.status}', but the registry does not have it`);
  }
  const { digest } = content;
  if (result?.digest !== undefined && result.digest !== digest) {
    return not('unconfirmed', `its job says that it is ${result.digest}, but the registry has ${digest}`);
  }
  if (!result && work === 'rebuild') {
    return not('missing', 'its job left no result, so nothing says that it was built anew');
  }
  if (passed?.answer === 'unknown') return not('unknown', `the registry does not say what it passed: ${passed.reason}`);
  if (passed && (passed.answer === 'no' || passed.digest !== digest)) {
    return not(
      result ? 'unconfirmed' : 'missing',
      'it is there, but nothing says that it passed its tests as they are',
    );
  }
  return weighNames(names, digest, result);
}

/** A name that is not there was not given. One that leads elsewhere may have been moved on by a later run. */
function weighNames(names: Evidence['names'], digest: string, result: BuildResult | undefined): Weighed {
  const moved: string[] = [];
  for (const [name, there] of names) {
    if (there.answer === 'unknown')
      return not('unknown', `the registry does not say what '${name}' names: ${there.reason}`);
    if (there.answer === 'no') {
      return not(result ? 'unconfirmed' : 'missing', `it is there, but the registry has no name '${name}' for it`);
    }
    if (there.digest !== digest) moved.push(name);
  }
  const [first] = moved;
  if (first !== undefined && !result) {
    return not('missing', `its job left no result, and the name '${first}' leads to something else`);
  }
  const kept = new Map((result?.kept ?? []).map((one) => [one.name.slice(one.name.lastIndexOf(':') + 1), one]));
  const notes = moved.map((name) => {
    const left = kept.get(name);
    return left ? describeKept(left) : `the name '${name}' leads to something else by now`;
  });
  return { ...done(digest), notes: result ? notes : ['its job left no result, but the registry has it'] };
}

function done(digest: string | undefined): Weighed {
  return { verdict: 'done', digest, why: undefined, notes: [] };
}

function not(verdict: Verdict, reason: string): Weighed {
  const hint = HINTS[verdict];
  return { verdict, digest: undefined, why: { reason, hint }, notes: [] };
}

const HINTS: Readonly<Partial<Record<Verdict, string>>> = {
  missing: 'its job did not run, was ended before its end, or its result file was not handed to the report',
  unconfirmed: 'somebody may have removed or replaced it since; run the job again',
  unknown: 'log in before (docker/login-action); the report needs `packages: read`',
};

function failedOne({ status, failure }: BuildResult): Weighed {
  const verdict = status === 'blocked' ? 'blocked' : 'failed';
  if (!failure) return { verdict, digest: undefined, why: { reason: 'its job does not say why' }, notes: [] };
  const reason = status === 'blocked' ? failure.reason : describePart(failure);
  return { verdict, digest: undefined, why: { reason, hint: failure.hint, place: failure.place }, notes: [] };
}

/** Where what holds a node up began. */
function causesOf({ needs }: Node, outcomes: ReadonlyMap<string, Outcome>): string[] {
  const causes = new Set<string>();
  for (const need of needs) {
    const outcome = outcomes.get(need);
    if (!outcome || outcome.verdict === 'done') continue;
    if (outcome.causes.length === 0) causes.add(need);
    for (const cause of outcome.causes) causes.add(cause);
  }
  return [...causes];
}
