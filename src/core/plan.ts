// What is to be done with each node, and why. In: a graph, fingerprints, and what the registry says exists.
// Out: a `Plan`: a decision a node, and the levels over what has to be done. Never asks; "don't know" is refused before.

import { buildersFor } from './additions.ts';
import type { Change } from './change.ts';
import type { Fingerprint } from './fingerprint.ts';
import { type Graph, type ImageNode, type Node, childrenById } from './graph.ts';
import { nearestHint } from './nearest.ts';
import type { Existence } from './oci.ts';
import { snapshotDates, type Pins } from './pins.ts';
import { type Problem, refuse } from './problem.ts';
import { tagsOf } from './tags.ts';

/** `rebuild` builds although the target is there; `test` tests what is there; `tag` only names it. */
export type Work = 'build' | 'rebuild' | 'test' | 'tag';

export interface Decision {
  readonly node: Node;
  readonly fingerprint: string;
  /** `reuse`: nothing is to be done; `unneeded`: an initial builder that nothing starts from this time */
  readonly do: Work | 'reuse' | 'unneeded';
  /** in a few words, for people */
  readonly reason: string;
  /** of what is built because it changed: every ingredient that did */
  readonly changes?: readonly Change[];
  /** the image that it was compared with, by a name for people */
  readonly previous?: string;
  /** of a target that is there already and stays */
  readonly digest?: string;
  /** names for people; none for an initial builder */
  readonly tags: readonly string[];
  /** of further names, why they are known only after the build */
  readonly later: readonly string[];
}

/** What is known of a node's places. What was not asked is undefined. */
export interface Presence {
  /** the content tag */
  readonly content: Existence;
  readonly untested?: Existence | undefined;
  /** of an image whose children may start from it */
  readonly builder?: Existence | undefined;
  /** the record that it passed its tests and its budget as they are now; of an image that has any */
  readonly passed?: Existence | undefined;
  /** by name for people */
  readonly tags?: ReadonlyMap<string, Existence> | undefined;
}

export interface Plan {
  readonly graph: Graph;
  readonly pins: Pins;
  /** in the graph's order */
  readonly decisions: ReadonlyMap<string, Decision>;
  /** what has to be done, by level; no level is empty */
  readonly levels: readonly (readonly Decision[])[];
}

/** Which images to build although they are there: all, or these labels and names. */
export type Rebuild = 'changed' | 'all' | ReadonlySet<string>;

/**
 * Decides every node. `selected`: ids of those that are looked at, all when it is left out; what these need and what is
 * not there is built too. All existences must be yes or no. Throws a `UserError` for names to rebuild that no
 * image has.
 */
export function decidePlan(
  graph: Graph,
  pins: Pins,
  prints: ReadonlyMap<string, Fingerprint>,
  presences: ReadonlyMap<string, Presence>,
  rebuild: Rebuild = 'changed',
  selected?: ReadonlySet<string>,
): Plan {
  refuse(unknownRebuilds(graph, rebuild));
  const decisions = new Map<string, Decision>();
  const dates = snapshotDates(graph.catalog, pins);
  const children = childrenById(graph);
  // Children first: whether a builder is needed depends on what is built on it.
  for (const node of [...graph.nodes.values()].reverse()) {
    const presence = presences.get(node.id);
    const fingerprint = prints.get(node.id)?.fingerprint;
    if (!presence || fingerprint === undefined) throw new Error(`nothing is known of ${node.id}`);
    const built = (children.get(node.id) ?? []).filter((child) => isBuilt(decisions.get(child.id)));
    const starts = built.filter((child) => buildersFor(child, graph).includes(node.id));
    const isSelected = !selected || selected.has(node.id);
    const asked = { isSelected, isNeeded: built.length > 0, rebuild };
    const verdict =
      node.kind === 'builder' ? decideBuilder(presence, starts) : decideImage(node, presence, starts, asked);
    decisions.set(node.id, {
      node,
      fingerprint,
      ...namesOf(node, dates.get(node.builder?.name ?? '') ?? '', fingerprint),
      ...verdict,
      ...digestOf(node, presence, verdict),
    });
  }
  const ordered = new Map([...decisions].reverse());
  return { graph, pins, decisions: ordered, levels: levelsOf(ordered) };
}

/** True for work that ends in a new builder image. */
export function isBuilt(decision: Decision | undefined): boolean {
  return decision?.do === 'build' || decision?.do === 'rebuild';
}

/** True for a decision that gives a job something to do. */
export function isWork<T extends Pick<Decision, 'do'>>(decision: T): decision is T & { readonly do: Work } {
  return decision.do !== 'reuse' && decision.do !== 'unneeded';
}

function digestOf({ kind }: Node, { content }: Presence, verdict: Verdict): Pick<Decision, 'digest'> {
  const stays = kind !== 'builder' && ['reuse', 'tag', 'test'].includes(verdict.do);
  return stays && content.answer === 'yes' ? { digest: content.digest } : {};
}

type Verdict = Pick<Decision, 'do' | 'reason'>;

function decideBuilder({ content }: Presence, starts: readonly Node[]): Verdict {
  if (starts.length === 0) return { do: 'unneeded', reason: 'nothing is built on it this time' };
  if (content.answer === 'yes') return { do: 'reuse', reason: 'is there' };
  return { do: 'build', reason: 'is not there yet' };
}

/** What was asked of a node: by name, or because something that is built stands on it. */
interface Asked {
  readonly isSelected: boolean;
  readonly isNeeded: boolean;
  readonly rebuild: Rebuild;
}

function namesOf(node: Node, date: string, fingerprint: string): Pick<Decision, 'tags' | 'later'> {
  if (node.kind === 'builder') return { tags: [], later: [] };
  const { tags, open } = tagsOf(node.image, date, { fingerprint });
  return { tags, later: open.map(({ reason }) => reason) };
}

function decideImage(node: ImageNode, presence: Presence, starts: readonly Node[], asked: Asked): Verdict {
  const { content, untested, builder, passed, tags } = presence;
  const { isSelected, isNeeded, rebuild } = asked;
  if (!isSelected && (!isNeeded || (content.answer === 'yes' && starts.length === 0))) {
    return content.answer === 'yes'
      ? { do: 'reuse', reason: 'is there' }
      : { do: 'unneeded', reason: 'is not selected' };
  }
  if (isSelected && isAsked(node, rebuild)) return { do: 'rebuild', reason: 'asked for' };
  const builderLacks = starts.length > 0 && builder?.answer !== 'yes';
  if (content.answer === 'yes') {
    if (builderLacks) return { do: 'rebuild', reason: `its builder is not there, and ${words(starts)} needs it` };
    if (!isSelected) return { do: 'reuse', reason: 'is there' };
    if (passed?.answer === 'no') return { do: 'test', reason: 'is there, but its tests or its size budget changed' };
    return decideTags(content.digest, tags ?? new Map<string, Existence>());
  }
  if (untested?.answer === 'yes' && !builderLacks) return { do: 'test', reason: 'is built, but not tested yet' };
  return { do: 'build', reason: 'is not there yet' };
}

function decideTags(digest: string, tags: ReadonlyMap<string, Existence>): Verdict {
  const wrong = [...tags].filter(([, there]) => there.answer !== 'yes' || there.digest !== digest).map(([tag]) => tag);
  if (wrong.length === 0) return { do: 'reuse', reason: 'is there' };
  return { do: 'tag', reason: `is there, but ${wrong.join(', ')} names something else or nothing` };
}

function isAsked(node: ImageNode, rebuild: Rebuild): boolean {
  if (rebuild === 'changed') return false;
  return rebuild === 'all' || rebuild.has(node.label) || rebuild.has(node.name);
}

/** A mistyped name would quietly rebuild nothing. */
function unknownRebuilds({ catalog }: Graph, rebuild: Rebuild): Problem[] {
  if (typeof rebuild === 'string') return [];
  const known = new Set(catalog.images.flatMap(({ name, identity }) => [name, identity]));
  return [...rebuild]
    .filter((name) => !known.has(name))
    .map((name) => {
      const message = `'${name}' is to be rebuilt, but the images file has no such image`;
      return { code: 'unknown-name', message, hint: nearestHint(name, [...known]) };
    });
}

function words(nodes: readonly Node[]): string {
  return nodes.map(({ label }) => label).join(', ');
}

/** A node's level is one above the highest of those that it needs and that have something to do. */
function levelsOf(decisions: ReadonlyMap<string, Decision>): Decision[][] {
  const heights = new Map<string, number>();
  const levels: Decision[][] = [];
  for (const [id, decision] of decisions) {
    if (!isWork(decision)) continue;
    const below = decision.node.needs.map((need) => heights.get(need) ?? -1);
    const height = Math.max(-1, ...below) + 1;
    heights.set(id, height);
    (levels[height] ??= []).push(decision);
  }
  return levels;
}
