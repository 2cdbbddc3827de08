// Which nodes stay at the snapshot that they were built of, though there is a later one. In: a graph, facts, and what the
// images that are there tell of themselves. Out: snapshots by node, fingerprints, and for what does not stay, why.
// A node stays only where its fingerprint with the old snapshot is that of the image that is there, so that nothing else
// changed, its parents included, and where nothing that it used is otherwise in the present snapshot.

import { isRecord } from './canonical.ts';
import type { Change } from './change.ts';
import type { Previous } from './explain.ts';
import { type Fingerprint, fingerprintOf, printAfter } from './fingerprint.ts';
import { type BuilderNode, type BuiltNode, type GentooNode, type Graph, initialOf, type Node } from './graph.ts';
import { snapshotIn } from './held.ts';
import type { Facts, Snapshot } from './pins.ts';
import { scopeChanges, scopeOf, type ScopePart, type ScopeRecord } from './scope.ts';
import type { TreeFiles } from './tree.ts';

/** An image that is there, and the records of its builds. */
export interface Remembered {
  readonly previous: Previous;
  readonly records: readonly ScopeRecord[];
}

/** What has to be asked while it is decided. */
export interface Asked {
  /** whether a target is there under a fingerprint */
  readonly isThere: (node: GentooNode, fingerprint: string) => Promise<boolean>;
  /** files of the present snapshot; a text says why they cannot be read */
  readonly tree: (node: BuiltNode) => Promise<TreeFiles | string>;
}

export interface Held {
  /** by id, of nodes that stay at another snapshot than the present one */
  readonly held: Readonly<Record<string, Snapshot>>;
  readonly prints: ReadonlyMap<string, Fingerprint>;
  /** by id, what of the snapshot concerns a node that would have stayed */
  readonly scopes: ReadonlyMap<string, readonly Change[]>;
}

/** A snapshot that a node may stay at. */
interface Candidate {
  readonly fingerprint: string;
  readonly snapshot: Snapshot;
  /** undefined for a build without a record */
  readonly parts: readonly (ScopePart | undefined)[];
}

/** True for nodes that count what they use of a snapshot. */
export function isScoped(node: Node): node is BuiltNode {
  return (node.kind === 'builder' || node.kind === 'gentoo') && scopeOf(node) === 'packages';
}

/** Decides all nodes, parents first. `remembered` by id. */
export async function holdNodes(
  graph: Graph,
  facts: Facts,
  remembered: ReadonlyMap<string, Remembered>,
  asked: Asked,
): Promise<Held> {
  const held: Record<string, Snapshot> = {};
  const prints = new Map<string, Fingerprint>();
  const scopes = new Map<string, readonly Change[]>();
  for (const node of graph.nodes.values()) {
    const print = (snapshot?: Snapshot): Fingerprint => {
      const names = snapshot ? { ...held, [node.id]: snapshot } : held;
      return printAfter(node, graph, { ...facts, pins: { ...facts.pins, held: names } }, prints);
    };
    const now = print();
    prints.set(node.id, now);
    if (!isScoped(node)) continue;
    if (node.kind === 'gentoo' && (await asked.isThere(node, now.fingerprint))) continue;
    const found = candidatesOf(node, graph, remembered);
    if (found.some(({ fingerprint }) => fingerprint === now.fingerprint)) continue;
    const present = snapshotIn(node.builder, facts);
    for (const { fingerprint, snapshot, parts } of found) {
      const old = print(snapshot);
      if (old.fingerprint !== fingerprint) continue;
      const changes = judge(parts, await asked.tree(node), snapshot, present);
      if (changes.length === 0) {
        held[node.id] = snapshot;
        prints.set(node.id, old);
        scopes.delete(node.id);
        break;
      }
      if (!scopes.has(node.id)) scopes.set(node.id, changes);
    }
  }
  return { held, prints, scopes };
}

/** What keeps a node from staying; nothing where it may. */
function judge(parts: Candidate['parts'], tree: TreeFiles | string, from: Snapshot, to: Snapshot): readonly Change[] {
  const known = parts.filter((part) => part !== undefined);
  const doubts = known.flatMap(({ unsure }) => unsure);
  const none = known.length === 0 || known.length < parts.length ? ['it was built without a record of it'] : [];
  const [doubt] = [...none, ...doubts, ...(typeof tree === 'string' ? [tree] : [])];
  if (doubt !== undefined || typeof tree === 'string') {
    const words = `portage: ${day(from.date)} -> ${day(to.date)}, and what of it is used cannot be told: ${doubt ?? ''}`;
    return [{ what: 'portage', words }];
  }
  const [changes = []] = known.map((part) => scopeChanges(part, tree)).filter((found) => found.length > 0);
  return changes;
}

function day(date: string): string {
  return date.replace(/^(\d{4})(\d\d)(\d\d)$/, '$1-$2-$3');
}

/** The latest first. */
function candidatesOf(node: BuiltNode, graph: Graph, remembered: ReadonlyMap<string, Remembered>): Candidate[] {
  const found = node.kind === 'builder' ? ofBuilder(node, graph, remembered) : ofImage(remembered.get(node.id));
  return found.sort((a, b) => Number(b.snapshot.date) - Number(a.snapshot.date));
}

function ofImage(past: Remembered | undefined): Candidate[] {
  if (!past) return [];
  const { fingerprint, ingredients, builder } = past.previous;
  const records = past.records.filter((record) => record.fingerprint === fingerprint);
  const snapshot = records[0]?.snapshot ?? snapshotAt(ingredients?.snapshot) ?? snapshotAt(builder?.snapshot);
  return snapshot ? [{ fingerprint, snapshot, parts: records.map(({ own }) => own) }] : [];
}

/** What an initial builder was is told by the images that were built on it. */
function ofBuilder(node: BuilderNode, graph: Graph, remembered: ReadonlyMap<string, Remembered>): Candidate[] {
  return [...graph.nodes.values()].flatMap((image): Candidate[] => {
    const past = remembered.get(image.id);
    const ingredients = past?.previous.builder;
    const snapshot = snapshotAt(ingredients?.snapshot);
    if (!past || !ingredients || !snapshot || initialOf(graph, image)?.id !== node.id) return [];
    const fingerprint = fingerprintOf(ingredients);
    return [{ fingerprint, snapshot, parts: past.records.map(({ builder }) => builder) }];
  });
}

function snapshotAt(value: unknown): Snapshot | undefined {
  if (!isRecord(value)) return undefined;
  const { content, date } = value;
  return typeof content === 'string' && typeof date === 'string' ? { content, date } : undefined;
}
