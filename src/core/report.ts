// Plans and results in words. In: a plan, results. Out: lines for people, Markdown, JSON for programs.

import type { Json } from './canonical.ts';
import { describeFinding } from './closure.ts';
import { childrenById, type Graph, type Node } from './graph.ts';
import type { Matrix } from './matrix.ts';
import type { Decision, Plan } from './plan.ts';
import { escapeCode, escapeText, markdownTable } from './markdown.ts';
import { formatPlace } from './problem.ts';
import { type BuildResult, describeFailure, describeKept, formatSeconds, formatSize, ownPackages } from './result.ts';

/** The plan by level, a line an image. */
export function formatPlan(plan: Plan): string[] {
  const lines = plan.levels.flatMap((level, index) => [
    `level ${index}:`,
    ...level.map((decision) => `  ${decision.do.padEnd(7)} ${describe(decision)}`),
  ]);
  const reused = [...plan.decisions.values()].filter((decision) => decision.do === 'reuse');
  if (lines.length === 0) lines.push('nothing to do');
  if (reused.length > 0) lines.push(`reused: ${reused.map(({ node }) => node.label).join(', ')}`);
  return lines;
}

/** The plan for programs, as `plan --json` prints it. */
export function planJson(plan: Plan, matrices: readonly Matrix[]): Json {
  const decisions = [...plan.decisions.values()];
  const labels = (work: boolean): string[] =>
    decisions
      .filter(({ node, do: what }) => node.kind !== 'builder' && (what === 'reuse') !== work && what !== 'unneeded')
      .map(({ node }) => node.label);
  return {
    levels: matrices as unknown as Json,
    pins: plan.pins as unknown as Json,
    depth: matrices.length,
    count: matrices.reduce((sum, { include }) => sum + include.length, 0),
    images: labels(true),
    reused: labels(false),
    decisions: decisions.map((decision) => ({ ...decisionJson(decision), tags: decision.tags })),
  };
}

function decisionJson({ node, fingerprint, do: what, reason, changes, previous }: Decision): Record<string, Json> {
  return {
    name: node.label,
    platform: node.platform,
    fingerprint,
    do: what,
    reason,
    ...(changes && { changes: changes.map(({ words }) => words) }),
    ...(previous !== undefined && { previous }),
  };
}

/** Decisions with all that changed, and how: `why`. */
export function formatWhy(decisions: readonly Decision[]): string[] {
  return decisions.flatMap(({ node, do: what, reason, changes = [], previous }) => {
    const told = changes.flatMap(({ words, diff = [] }) => [`  ${words}`, ...diff.map((line) => `    ${line}`)]);
    const compared = previous === undefined ? [] : [`  compared with ${previous}`];
    return [`${node.label}: ${what}`, ...(told.length > 0 ? told : [`  ${reason}`]), ...compared];
  });
}

/** The same for programs. */
export function whyJson(decisions: readonly Decision[]): Json {
  return decisions.map((decision) => ({
    ...decisionJson(decision),
    ...(decision.changes && {
      changes: decision.changes.map(({ what, words, diff }) => ({ what, words, ...(diff && { diff }) })),
    }),
  }));
}

/** What became of each image: a table for a terminal and one for Markdown, with the reasons of what failed below it. */
export function resultTable(results: readonly BuildResult[]): { text: string[]; markdown: string } {
  const head = ['image', 'result', 'tag', 'size', 'packages', 'time'];
  const rows = results.map((result) => [
    result.image,
    result.status,
    result.tags.map((tag) => tag.slice(tag.lastIndexOf(':') + 1)).join(', '),
    result.size === undefined ? '' : formatSize(result.size),
    result.packages === undefined ? '' : ownPackages(result.packages),
    formatSeconds(result.seconds),
  ]);
  const failures = results.flatMap(({ image, failure, kept = [], findings = [] }) => [
    ...kept.map((one) => `- ${escapeText(`${image}: ${describeKept(one)}`)}`),
    ...(failure ? [`- ${escapeText(`${image}: ${failure.reason}`)}`] : []),
    ...findings.map((finding) => `- ${escapeText(`${image}: ${describeFinding(finding)}`)}`),
  ]);
  const cells = rows.map(([image = '', ...others]) => [escapeCode(image), ...others.map(escapeText)]);
  const markdown = markdownTable(head, cells).concat(failures.length > 0 ? ['', ...failures] : []);
  return { text: [...alignColumns([head, ...rows]), ...retellFailures(results)], markdown: `${markdown.join('\n')}\n` };
}

/** Said again at the end: after a night of building nobody scrolls up to where it failed, or left a name. */
function retellFailures(results: readonly BuildResult[]): string[] {
  const lines = results.flatMap(({ image, status, failure, kept = [], log }) => {
    if (!failure) return kept.map((one) => `${image}: ${describeKept(one)}`);
    const { place, reason, hint } = failure;
    const words = status === 'blocked' ? `${image}: ${reason}` : describeFailure(image, failure);
    const said = place ? `${formatPlace(place)} ${words}` : words;
    return [
      ...said.split('\n'),
      ...(hint === undefined ? [] : [`  hint: ${hint}`]),
      ...(log === undefined ? [] : [`  log: ${log}`]),
    ];
  });
  return lines.length > 0 ? ['', ...lines] : [];
}

/** The graph in Graphviz's language. */
export function dotGraph(graph: Graph): string {
  const quote = (text: string): string => `"${text.replaceAll(/["\\]/g, (character) => `\\${character}`)}"`;
  const edges = [...graph.nodes.values()].flatMap((node) =>
    node.needs.map((need, index) => `  ${quote(need)} -> ${quote(node.id)}${index === 0 ? '' : ' [style=dashed]'};`),
  );
  const nodes = [...graph.nodes.values()].map((node) => `  ${quote(node.id)} [label=${quote(node.label)}];`);
  return ['digraph images {', '  rankdir=LR;', ...nodes, ...edges, '}'].join('\n');
}

/** The graph for programs. */
export function graphJson(graph: Graph): Json {
  return [...graph.nodes.values()].map((node) => ({
    name: node.label,
    kind: node.kind,
    platform: node.platform,
    needs: labelsOf(graph, node.needs),
    builder: node.builder?.name ?? null,
    generation: node.generation,
  }));
}

/** The graph as an indented list: every image below what it is built on. */
export function treeGraph(graph: Graph): string[] {
  const children = childrenById(graph);
  const below = (parent: string, depth: number): string[] =>
    (children.get(parent) ?? [])
      .filter((node) => node.needs[0] === parent)
      .flatMap((node) => [`${'  '.repeat(depth)}${node.label}${others(graph, node)}`, ...below(node.id, depth + 1)]);
  return [...graph.nodes.values()]
    .filter(({ needs }) => needs.length === 0)
    .flatMap((node) => [node.label, ...below(node.id, 1)]);
}

function others(graph: Graph, node: Node): string {
  const more = labelsOf(graph, node.needs.slice(1));
  return more.length === 0 ? '' : ` (also needs ${more.join(', ')})`;
}

function labelsOf(graph: Graph, ids: readonly string[]): string[] {
  return ids.map((id) => graph.nodes.get(id)?.label ?? id);
}

function describe({ node, reason, tags, later }: Decision): string {
  const names = [...tags, ...later];
  return `${node.label}${names.length > 0 ? ` (${names.join(', ')})` : ''}: ${reason}`;
}

function alignColumns(rows: readonly (readonly string[])[]): string[] {
  const widths = (rows[0] ?? []).map((_, column) => Math.max(...rows.map((row) => (row[column] ?? '').length)));
  return rows.map((row) =>
    row
      .map((cell, column) => cell.padEnd(widths[column] ?? 0))
      .join('  ')
      .trimEnd(),
  );
}
