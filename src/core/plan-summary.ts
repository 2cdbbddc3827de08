// The plan as a summary, before anything is built. In: a plan, and how long its images took the last time. Out: Markdown:
// the graph, what is built and why, what is there already, and how long it may take, as far as that is known.

import { criticalPath, timingsOf } from './critical-path.ts';
import { type Node, nodeOf } from './graph.ts';
import { escapeCode, escapeText, markdownTable } from './markdown.ts';
import { type Colour, type Look, mermaidBlock } from './mermaid.ts';
import { type Decision, isBuilt, isWork, type Plan, type Work } from './plan.ts';
import { formatSeconds } from './result.ts';
import { fitParts, type Part } from './summary.ts';

export interface PlanSummary {
  readonly plan: Plan;
  /** seconds that an image took the last time, by id */
  readonly earlier: ReadonlyMap<string, number>;
  /** false: all that belongs together is one job, one image after the other */
  readonly shared: boolean;
  /** why nothing is pushed, where that is so */
  readonly unpushed: string | undefined;
}

/** The summary of the plan step. */
export function planMarkdown(summary: PlanSummary): string {
  const { plan, unpushed } = summary;
  const reused = [...plan.decisions.values()].filter((decision) => decision.do === 'reuse');
  return fitParts([
    { lines: [`## ${escapeText(planHeadline(plan))}`] },
    ...(unpushed === undefined ? [] : [{ lines: [escapeText(`nothing is pushed: ${unpushed}`)] }]),
    ...expected(summary),
    ...graphParts(summary),
    {
      head: ['<details><summary>Are there already</summary>', ''],
      lines: reused.map(({ node }) => `- ${escapeCode(node.label)}`),
      foot: ['', '</details>'],
      left: (count) => `- and ${count} more`,
    },
  ]);
}

/** `3 to build, 1 to test, 17 there already`. */
export function planHeadline({ decisions }: Plan): string {
  const count = (what: Decision['do'][]): number =>
    [...decisions.values()].filter((one) => what.includes(one.do)).length;
  const reused = count(['reuse']);
  const parts = [
    [count(['build']), 'to build'],
    [count(['rebuild']), 'to build again'],
    [count(['test']), 'to test'],
    [count(['tag']), 'to name'],
  ].flatMap(([number, words]) => (number === 0 ? [] : [`${number ?? 0} ${words ?? ''}`]));
  if (parts.length === 0) return `nothing to do: all ${reused} are there`;
  return [...parts, ...(reused > 0 ? [`${reused} there already`] : [])].join(', ');
}

const COLOURS: Readonly<Record<Work, Colour>> = { build: 'blue', rebuild: 'blue', test: 'violet', tag: 'violet' };

/** What is only tested or named takes next to no time; what is built took what it took the last time, where that is known. */
function secondsOf({ plan, earlier }: PlanSummary): Map<string, number | undefined> {
  const work = [...plan.decisions.values()].filter(isWork);
  return new Map(work.map((decision) => [decision.node.id, isBuilt(decision) ? earlier.get(decision.node.id) : 0]));
}

function expected(summary: PlanSummary): Part[] {
  const { plan, shared } = summary;
  const built = [...plan.decisions.values()].filter(
    (decision) => isBuilt(decision) && decision.node.kind !== 'builder',
  );
  if (built.length === 0) return [];
  const seconds = secondsOf(summary);
  const known = built.filter(({ node }) => seconds.get(node.id) !== undefined).length;
  if (known === 0)
    return [{ lines: [`How long it takes is not known: of none of ${built.length} there is an earlier result.`] }];
  const sum = [...seconds.values()].reduce<number>((total, one) => total + (one ?? 0), 0);
  const path = criticalPath(timingsOf(plan.graph, seconds));
  const chain = path.ids.map((id) => escapeCode(nodeOf(plan.graph, id).label)).join(' → ');
  const span = shared ? `${formatSeconds(path.seconds)} along ${chain}` : `${formatSeconds(sum)}, one after the other`;
  const basis = known === built.length ? `all ${known}` : `${known} of ${built.length}, the others not counted`;
  return [{ lines: [`Expected: ${span}; by the earlier results of ${basis}.`] }];
}

function graphParts(summary: PlanSummary): Part[] {
  const { plan, earlier } = summary;
  const work = plan.levels.flatMap((level, index) => level.map((decision) => ({ decision, index })));
  if (work.length === 0) return [];
  const drawn = mermaidBlock(plan.graph, (node) => lookOf(node, summary));
  const head = ['level', 'image', 'work', 'why', 'tag', 'last time'];
  const rows = work.map(({ decision: { node, do: what, reason, tags, later }, index }) => {
    const seconds = earlier.get(node.id);
    return [
      String(index),
      escapeCode(node.label),
      what,
      escapeText(reason),
      [...tags.map(escapeCode), ...later.map(escapeText)].join(' '),
      seconds === undefined ? '' : formatSeconds(seconds),
      ...(drawn === undefined ? [node.needs.map((id) => escapeCode(nodeOf(plan.graph, id).label)).join(', ')] : []),
    ];
  });
  const [first = '', second = '', ...lines] = markdownTable(drawn === undefined ? [...head, 'needs'] : head, rows);
  const table = { head: [first, second], lines, left: (count: number) => `\nand ${count} more` };
  return drawn === undefined ? [table] : [{ lines: [drawn] }, table];
}

function lookOf({ id, label }: Node, { plan, earlier }: PlanSummary): Look | undefined {
  const decision = plan.decisions.get(id);
  if (!decision || decision.do === 'unneeded') return undefined;
  if (!isWork(decision)) return { lines: [label, 'there already'], colour: 'grey' };
  const seconds = isBuilt(decision) ? earlier.get(id) : undefined;
  const time = seconds === undefined ? '' : `, ${formatSeconds(seconds)} last time`;
  return { lines: [label, decision.do + time], colour: COLOURS[decision.do] };
}
