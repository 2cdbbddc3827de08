// The report of a run in words. In: outcomes, and what the plan said. Out: Markdown for the summary, lines for the log,
// and problems at the lines of the images file. What failed comes first, what is in order last.

import { criticalPath, type Timing, timingsOf } from './critical-path.ts';
import { type Graph, nodeOf, placeOf } from './graph.ts';
import { codeBlock, escapeCode, escapeText, markdownTable } from './markdown.ts';
import { type Colour, type Look, mermaidBlock } from './mermaid.ts';
import { type Outcome, rootsOf, type Verdict } from './outcome.ts';
import type { PlanFile } from './plan-file.ts';
import { formatPlace, type Place, type Problem } from './problem.ts';
import { repeatCommand, type RepeatSettings } from './repeat.ts';
import { formatSeconds, formatSize, ownPackages } from './result.ts';
import type { EarlierResult } from './result-artifact.ts';
import { fitParts, type Part } from './summary.ts';

/** All that a report is made of. */
export interface RunReport {
  readonly graph: Graph;
  readonly plan: PlanFile;
  readonly outcomes: ReadonlyMap<string, Outcome>;
  /** the results of the images that these took the place of, by id, where they are known */
  readonly earlier: ReadonlyMap<string, EarlierResult>;
  /** how many result files were read, and what is wrong with others */
  readonly files: { readonly read: number; readonly wrong: readonly string[] };
  readonly settings: RepeatSettings;
}

/** The verdict in a line. */
export function headline({ plan, outcomes }: RunReport): string {
  const all = [...outcomes.values()];
  const reused = [...plan.nodes.values()].filter((one) => one.do === 'reuse').length;
  if (all.length === 0) return `nothing was to be done: all ${reused} were there`;
  const parts = VERDICTS.flatMap((verdict) => {
    const count = all.filter((outcome) => outcome.verdict === verdict).length;
    return count === 0 ? [] : [`${count} ${WORDS[verdict]}`];
  });
  const count = all.filter(({ verdict }) => verdict === 'done').length;
  const done = count === all.length ? `all ${count} done` : `${count} of ${all.length} done`;
  return [done, ...parts].join(', ');
}

/** What was counted where, so that nothing is lost on the way unseen. */
export function counts({ plan, outcomes, files }: RunReport): string[] {
  const all = [...outcomes.values()];
  const told = all.filter(({ result }) => result !== undefined).length;
  const planned = `planned: ${all.length} in ${plan.rows.length} jobs`;
  const heard = `results: ${told} in ${files.read} files`;
  if (!plan.place.push) return [planned, heard, 'nothing was pushed: the registry can confirm none of it'];
  return [planned, heard, `confirmed by the registry: ${all.filter(({ verdict }) => verdict === 'done').length}`];
}

/** What went wrong without being the failure of an image: files that are no results, names that were moved. */
export function oddities({ outcomes, files }: RunReport): string[] {
  const notes = [...outcomes.values()].flatMap(({ node, notes: own }) => own.map((note) => `${node.label}: ${note}`));
  return [...files.wrong, ...notes];
}

/** Where each failure began, as problems at the lines of the images file, those that hold up most first. */
export function rootProblems({ outcomes }: RunReport): Problem[] {
  return rootsOf(outcomes).map(({ outcome, blocks }) => {
    const holds =
      blocks.length === 0
        ? ''
        : `\nit holds up ${namesOf(
            blocks.map(({ node }) => node.label),
            10,
          )}`;
    const message = `${outcome.node.label}: ${reasonOf(outcome)}${holds}`;
    return { code: 'bad-value', message, place: whereOf(outcome), hint: outcome.why?.hint };
  });
}

/** The summary. */
export function reportMarkdown(report: RunReport): string {
  const { plan, outcomes } = report;
  const isDone = [...outcomes.values()].every(({ verdict }) => verdict === 'done');
  const odd = oddities(report);
  return fitParts([
    { lines: [`## ${isDone ? '✅' : '❌'} ${escapeText(headline(report))}`] },
    { lines: counts(report).map((line) => `- ${escapeText(line)}`) },
    ...rootParts(report),
    {
      head: ['### Noticed', ''],
      lines: odd.map((line) => `- ${escapeText(cut(line))}`),
      left: (count) => `- and ${count} more`,
    },
    ...graphParts(report),
    {
      head: ['<details><summary>Were there already</summary>', ''],
      lines: [...plan.nodes.values()].filter((one) => one.do === 'reuse').map(({ name }) => `- ${escapeCode(name)}`),
      foot: ['', '</details>'],
      left: (count) => `- and ${count} more`,
    },
  ]);
}

const VERDICTS = ['failed', 'missing', 'unconfirmed', 'unknown', 'blocked'] as const satisfies Verdict[];

const WORDS: Readonly<Record<Verdict, string>> = {
  done: 'done',
  failed: 'failed',
  missing: 'missing',
  unconfirmed: 'not confirmed',
  unknown: 'not known',
  blocked: 'blocked',
};

const COLOURS: Readonly<Record<Verdict, Colour>> = {
  done: 'green',
  failed: 'red',
  missing: 'violet',
  unconfirmed: 'violet',
  unknown: 'violet',
  blocked: 'orange',
};

const SIGNS: Readonly<Record<Verdict, string>> = {
  done: '✅',
  failed: '❌',
  missing: '❓',
  unconfirmed: '❓',
  unknown: '❓',
  blocked: '⛔',
};

/** Packages that a row names. */
const MOST_PACKAGES = 8;

/** A command may have printed a mebibyte on its way to its end. */
const MOST_REASON = 2000;

function cut(text: string): string {
  return text.length <= MOST_REASON ? text : `${text.slice(0, MOST_REASON)} ...`;
}

function reasonOf({ why }: Outcome): string {
  return why?.reason ?? 'it is not done';
}

function whereOf({ why, node }: Outcome): Place {
  return why?.place ?? placeOf(node);
}

/** So many names, and how many more there are. */
function namesOf(names: readonly string[], most: number): string {
  const shown = names.slice(0, most).join(', ');
  return names.length > most ? `${shown} and ${names.length - most} more` : shown;
}

function rootParts({ outcomes, settings, plan }: RunReport): Part[] {
  const roots = rootsOf(outcomes);
  if (roots.length === 0) return [];
  const items = roots.map(({ outcome, blocks }) => {
    const { node, why } = outcome;
    const held = blocks.map((one) => escapeCode(one.node.label));
    const again = repeatCommand(node, outcome.planned.do, settings);
    return [
      `- ${SIGNS[outcome.verdict]} ${escapeCode(node.label)} ${WORDS[outcome.verdict]}: ${escapeText(cut(reasonOf(outcome)))}`,
      `  - at ${escapeCode(formatPlace(whereOf(outcome)))}`,
      ...(why?.hint === undefined ? [] : [`  - hint: ${escapeText(cut(why.hint))}`]),
      ...(held.length === 0 ? [] : [`  - holds up ${held.length}: ${namesOf(held, 50)}`]),
      ...(again === undefined ? [] : [`  - on one machine: ${escapeCode(again)}`]),
    ].join('\n');
  });
  const pins = codeBlock('json', JSON.stringify(plan.pins, undefined, 2));
  return [
    { head: ['### Where it began', ''], lines: items, left: (count) => `- and ${count} more` },
    {
      lines: [`<details><summary>pins.json, so that one machine builds the same</summary>\n\n${pins}\n\n</details>`],
    },
  ];
}

function graphParts(report: RunReport): Part[] {
  const { graph, plan, outcomes } = report;
  if (outcomes.size === 0) return [];
  const seconds = new Map([...outcomes].map(([id, { result }]) => [id, result?.seconds]));
  const timings = timingsOf(graph, seconds);
  const drawn = mermaidBlock(graph, ({ id, label }) => {
    const outcome = outcomes.get(id);
    if (outcome) return lookOf(outcome);
    return plan.nodes.get(id)?.do === 'reuse' ? { lines: [label, 'there already'], colour: 'grey' } : undefined;
  });
  const path = criticalPath(timings);
  const chain = path.ids.map((id) => escapeCode(nodeOf(graph, id).label)).join(' → ');
  const longest = `Longest chain: ${formatSeconds(path.seconds)}: ${chain}`;
  return [
    ...(drawn === undefined ? [] : [{ lines: [drawn] }]),
    ...(path.seconds > 0 ? [{ lines: [longest] }] : []),
    tablePart(report, timings, drawn === undefined),
  ];
}

function lookOf({ node, verdict, result, planned }: Outcome): Look {
  const word = verdict === 'done' ? (result?.status ?? planned.do) : WORDS[verdict];
  const time = result && verdict !== 'blocked' ? `, ${formatSeconds(result.seconds)}` : '';
  return { lines: [node.label, word + time], colour: COLOURS[verdict] };
}

/** Where the graph is not drawn, the table says who needs whom. */
function tablePart(
  { graph, outcomes, earlier }: RunReport,
  timings: ReadonlyMap<string, Timing>,
  withNeeds: boolean,
): Part {
  const head = ['', 'image', 'result', 'tag', 'digest', 'size', 'packages', 'time', 'waited for'];
  const ordered = [...outcomes.values()].sort((a, b) => orderOf(a) - orderOf(b));
  const rows = ordered.map((outcome) => {
    const { node, verdict, result, digest, causes } = outcome;
    const waited = verdict === 'blocked' ? causes : [timings.get(node.id)?.after ?? ''].filter((id) => id !== '');
    const needs = node.needs.filter((id) => graph.nodes.has(id));
    return [
      SIGNS[verdict],
      escapeCode(node.label),
      verdict === 'done' && result ? result.status : WORDS[verdict],
      tagsOf(outcome).map(escapeCode).join(' '),
      digest === undefined ? '' : escapeCode(shortDigest(digest)),
      sizeOf(outcome, earlier.get(node.id)),
      packagesOf(outcome, earlier.get(node.id)),
      result === undefined ? '' : formatSeconds(result.seconds),
      namesOf(
        waited.map((id) => escapeCode(nodeOf(graph, id).label)),
        10,
      ),
      ...(withNeeds
        ? [
            namesOf(
              needs.map((id) => escapeCode(nodeOf(graph, id).label)),
              10,
            ),
          ]
        : []),
    ];
  });
  const [first = '', second = '', ...lines] = markdownTable(withNeeds ? [...head, 'needs'] : head, rows);
  return { head: [first, second], lines, left: (count) => `\nand ${count} more` };
}

/** `12.3 MB (+1.2 MB)`: the change where an earlier result is known. */
function sizeOf({ result }: Outcome, earlier: EarlierResult | undefined): string {
  if (result?.size === undefined) return '';
  const change = earlier && result.size - earlier.size;
  const words = change === undefined ? '' : ` (${change < 0 ? '−' : '+'}${formatSize(Math.abs(change))})`;
  return formatSize(result.size) + words;
}

/** How many packages the image brought, and which came and went against the earlier one. */
function packagesOf({ result }: Outcome, earlier: EarlierResult | undefined): string {
  if (result?.packages === undefined) return '';
  const count = ownPackages(result.packages);
  if (!earlier) return count;
  const names = result.packages.map(({ name }) => name);
  const came = names.filter((name) => !earlier.packages.includes(name)).map((name) => `+${name}`);
  const gone = earlier.packages.filter((name) => !names.includes(name)).map((name) => `−${name}`);
  const changes = namesOf([...came, ...gone], MOST_PACKAGES);
  return changes === '' ? `${count}, the same` : `${count}: ${escapeText(changes)}`;
}

function orderOf({ verdict, causes }: Outcome): number {
  if (verdict === 'done') return 2;
  return causes.length > 0 ? 1 : 0;
}

function tagsOf({ result, planned, verdict }: Outcome): string[] {
  if (verdict !== 'done') return [];
  const given = (result?.tags ?? []).map((tag) => tag.slice(tag.lastIndexOf(':') + 1));
  return given.length > 0 ? given : [...planned.tags];
}

function shortDigest(digest: string): string {
  return digest.slice(0, 'sha256:'.length + 12);
}
