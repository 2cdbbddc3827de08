// Why an image is built: what it was made of before against what it is made of now. In: a plan, and what the images that
// are there say of themselves. Out: the same plan, with reasons. Never decides what is built.

import { type Change, changesOf, type Days, type Ingredients } from './change.ts';
import { isRecord, type Json, parseJson } from './canonical.ts';
import type { Fingerprint } from './fingerprint.ts';
import { initialOf, type Node, nodeOf } from './graph.ts';
import type { ImageConfig } from './oci.ts';
import { type Decision, isBuilt, type Plan } from './plan.ts';
import { LABEL } from './target.ts';

/** An image that is there under another fingerprint, as it tells of itself. */
export interface Previous {
  /** a name under which people find it */
  readonly name: string;
  readonly fingerprint: string;
  /** undefined where the image does not tell */
  readonly ingredients: Ingredients | undefined;
  /** of the initial builder of its chain */
  readonly builder: Ingredients | undefined;
  /** of its manifest, where it was read from a store */
  readonly digest?: string | undefined;
  /** the images that it stands on, itself last */
  readonly line: readonly { readonly name: string; readonly fingerprint: string }[];
}

/** What was found of a node's past: an image, none, or why that is not known. */
export type Past = Previous | 'none' | { readonly unknown: string };

/** What an image's configuration says; undefined for an image that is not ours. */
export function previousIn(config: ImageConfig, name: string): Previous | undefined {
  const labels = config.config?.Labels ?? {};
  const fingerprint = labels[`${LABEL}fingerprint`];
  if (fingerprint === undefined) return undefined;
  const line = (config.history ?? []).flatMap(({ comment = '' }) => {
    const [, image, print] = /^(\S+) (f\d+-[0-9a-f]{32})$/.exec(comment) ?? [];
    return image !== undefined && print !== undefined ? [{ name: image, fingerprint: print }] : [];
  });
  const [ingredients, builder] = ['ingredients', 'builder-ingredients'].map((key) => recordIn(labels[LABEL + key]));
  return { name, fingerprint, ingredients, builder, line };
}

function recordIn(text: string | undefined): Ingredients | undefined {
  const value = text === undefined ? undefined : parseJson(text);
  return isRecord(value) ? (value as Ingredients) : undefined;
}

/** Nodes whose past has to be known for their reason. */
export function unexplained(plan: Plan): Decision[] {
  return [...plan.decisions.values()].filter((decision) => decision.do === 'build');
}

/**
 * A plan whose reasons say what changed. `pasts` by id; `days` of stage3s by digest; `scopes` by id: what of a snapshot
 * concerns a node that counts only what it uses.
 */
export function explainPlan(
  plan: Plan,
  prints: ReadonlyMap<string, Fingerprint>,
  pasts: ReadonlyMap<string, Past>,
  days: Days = new Map(),
  scopes: ReadonlyMap<string, readonly Change[]> = new Map(),
): Plan {
  const known: Known = { plan, prints, pasts, days, scopes };
  const decisions = new Map([...plan.decisions].map(([id, decision]) => [id, explained(decision, known)]));
  const levels = plan.levels.map((level) => level.map((decision) => decisions.get(decision.node.id) ?? decision));
  return { ...plan, decisions, levels };
}

interface Known {
  readonly plan: Plan;
  readonly prints: ReadonlyMap<string, Fingerprint>;
  readonly pasts: ReadonlyMap<string, Past>;
  readonly days: Days;
  readonly scopes: ReadonlyMap<string, readonly Change[]>;
}

function explained(decision: Decision, known: Known): Decision {
  const past = decision.node.kind === 'builder' ? pastOfBuilder(decision, known) : known.pasts.get(decision.node.id);
  if (decision.do !== 'build' || past === undefined) return decision;
  if (past === 'none') return { ...decision, reason: 'never built' };
  if ('unknown' in past) {
    return { ...decision, reason: `${decision.reason}, and what was there before is not known: ${past.unknown}` };
  }
  const before = { previous: past.name };
  if (past.fingerprint === decision.fingerprint) {
    return { ...decision, ...before, reason: 'nothing changed, but it is not there under its fingerprint any more' };
  }
  if (past.ingredients === undefined) {
    return { ...decision, ...before, reason: `changed, and what ${past.name} was made of is not kept` };
  }
  const changes =
    decision.node.kind === 'builder' ? ofBuilder(past, decision.node, known) : ofImage(decision, past, known);
  return { ...decision, ...before, changes, reason: reasonOf(changes) };
}

/** At most so many changes in a line. */
const SHOWN = 3;

function reasonOf(changes: readonly Change[]): string {
  const words = changes.slice(0, SHOWN).map((change) => change.words);
  const more = changes.length - words.length;
  return words.join('; ') + (more > 0 ? `; and ${more} more` : '');
}

/** What an initial builder was is told by the images that were built on it. */
function pastOfBuilder({ node }: Decision, { plan, pasts }: Known): Past | undefined {
  const found = [...pasts].filter(([id]) => initialOf(plan.graph, nodeOf(plan.graph, id))?.id === node.id);
  const pastsOfOthers = found.map(([, past]) => past);
  return (
    pastsOfOthers.find((past) => typeof past === 'object' && 'builder' in past && past.builder) ?? pastsOfOthers[0]
  );
}

function ofBuilder({ builder }: Previous, { id }: Node, known: Known): Change[] {
  return builder === undefined ? [] : changesOfBuilder(builder, id, known);
}

/** In the place of a snapshot's date, what of it is used and changed, where that is known. */
function changesOfBuilder(old: Ingredients, id: string, { prints, days, scopes }: Known): Change[] {
  const changes = changesOf(old, prints.get(id)?.ingredients ?? {}, days);
  return changes.flatMap((change) => (change.what === 'portage' ? (scopes.get(id) ?? [change]) : [change]));
}

function ofImage({ node }: Decision, past: Previous, known: Known): Change[] {
  const now = known.prints.get(node.id)?.ingredients ?? {};
  const before = past.ingredients ?? {};
  const changes = [
    ...changesOf(withoutSnapshot(before), withoutSnapshot(now), known.days),
    ...(known.scopes.get(node.id) ?? []),
    ...copiedChanges(before, now, node, known),
    ...builderChanges(before, now, past, node, known),
    ...parentChanges(before, now, past, node, known),
  ];
  // An image has a snapshot of its own where something it stands on stays at another: that alone is seldom the reason.
  return changes.length > 0 ? changes : changesOf({ snapshot: before.snapshot }, { snapshot: now.snapshot });
}

function withoutSnapshot(ingredients: Ingredients): Ingredients {
  return { ...ingredients, snapshot: undefined };
}

/** The parent, or what a script requires. */
function parentChanges(before: Ingredients, now: Ingredients, past: Previous, node: Node, known: Known): Change[] {
  if (node.kind === 'script') {
    const old = Array.isArray(before.needs) ? (before.needs as Json[]) : [];
    return node.needs.flatMap((id) => {
      const print = known.prints.get(id)?.fingerprint ?? '';
      return old.includes(print) ? [] : [rebuiltChange('requires', id, known)];
    });
  }
  if (before.parent === now.parent) return [];
  const parent = node.kind === 'gentoo' ? node.parent : undefined;
  const old = past.line.at(-2);
  const nowNode = parent === undefined ? undefined : nodeOf(known.plan.graph, parent);
  if (nowNode && old?.name === nowNode.name) return [rebuiltChange('parent', nowNode.id, known)];
  return [{ what: 'requires', words: `requires: ${old?.name ?? 'nothing'} -> ${nowNode?.label ?? 'nothing'}` }];
}

function rebuiltChange(what: 'parent' | 'requires', id: string, { plan }: Known): Change {
  const { label } = nodeOf(plan.graph, id);
  const called = what === 'parent' ? `its parent ${label}` : label;
  return { what, words: `because ${called} ${isBuilt(plan.decisions.get(id)) ? 'is rebuilt' : 'was rebuilt since'}` };
}

/** What an image's chain of builders begins with; what comes behind it is told by the parent. */
function builderChanges(before: Ingredients, now: Ingredients, past: Previous, node: Node, known: Known): Change[] {
  const { plan } = known;
  const start = node.kind === 'gentoo' ? nodeOf(plan.graph, node.startsFrom) : undefined;
  if (before.builder === now.builder || start?.kind !== 'builder') return [];
  const old = past.builder;
  const changes = old === undefined ? [] : changesOfBuilder(old, start.id, known);
  const isDefault = start.builder.name === plan.graph.catalog.defaultBuilder;
  const named = isDefault ? '' : `builder ${start.builder.name}: `;
  if (changes.length > 0) return changes.map((change) => ({ ...change, words: named + change.words }));
  // Who changes parents starts from another builder: that says enough.
  if (before.parent !== now.parent) return [];
  return [{ what: 'builder', words: `builder: another one, now ${start.builder.name}` }];
}

/** Images that files are copied from count by their fingerprint. */
function copiedChanges(before: Ingredients, now: Ingredients, node: Node, known: Known): Change[] {
  const [old, own] = [copiedIn(before), copiedIn(now)];
  return node.needs.flatMap((id) => {
    const print = known.prints.get(id)?.fingerprint ?? '';
    if (!own.has(print) || old.has(print)) return [];
    const { label } = nodeOf(known.plan.graph, id);
    const words = isBuilt(known.plan.decisions.get(id))
      ? `because ${label} is rebuilt, which it copies from`
      : `copies from ${label} as it is now`;
    return [{ what: 'add', words }];
  });
}

function copiedIn({ add }: Ingredients): Set<unknown> {
  const entries: readonly unknown[] = Array.isArray(add) ? (add as unknown[]) : [];
  return new Set(entries.map((one) => (isRecord(one) ? one.image : undefined)).filter((print) => print !== undefined));
}
