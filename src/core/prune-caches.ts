// Which entries of GitHub's cache may go. In: entries as GitHub lists them, the names that are needed. Out: what is removed,
// what stays and why. What is inside of an entry cannot be read from here: which files a record names is told by time. A
// job uses every file that its record will name, so one that was not used since long before that is in none.

import { parseKey } from './cache-record.ts';
import type { History, Kept } from './prune.ts';
import { imageOfStock } from './stock.ts';

/** An entry of a repository's cache, ours or not. */
export interface ActionsEntry {
  readonly id: number;
  readonly key: string;
  /** the branch or tag that sees it */
  readonly ref: string;
  /** milliseconds since 1970 */
  readonly made: number;
  readonly used: number;
  /** bytes */
  readonly size: number;
}

/** GitHub's cache of a repository. */
export interface ActionsEntries {
  /** all entries whose key begins so */
  list(prefix: string): Promise<ActionsEntry[]>;
  remove(entry: ActionsEntry): Promise<void>;
}

export interface EntryPlan {
  readonly removed: readonly ActionsEntry[];
  readonly kept: ReadonlyMap<Kept, readonly ActionsEntry[]>;
}

const DAY = 86_400_000;

/** `needed`: names of stocks as they are now; `images`: names of those that are looked at. */
export function decideEntries(
  entries: readonly ActionsEntry[],
  { needed, images }: { readonly needed: ReadonlySet<string>; readonly images: ReadonlySet<string> },
  { days, now }: Pick<History, 'days' | 'now'>,
): EntryPlan {
  const newest = newestRecords(entries, (name) => needed.has(name) || !images.has(imageOfStock(name) ?? ''));
  const since = Math.min(...newest.map(({ made }) => made - DAY));
  const removed: ActionsEntry[] = [];
  const kept = new Map<Kept, ActionsEntry[]>();
  for (const entry of entries) {
    const key = parseKey(entry.key);
    if (!key || ('record' in key && !images.has(imageOfStock(key.record) ?? ''))) continue;
    const isNeeded = newest.includes(entry) || ('file' in key && entry.used >= since);
    const why = isNeeded ? 'needed' : days > 0 && now - entry.used < days * DAY ? 'young' : undefined;
    if (why === undefined) removed.push(entry);
    else kept.set(why, [...(kept.get(why) ?? []), entry]);
  }
  return { removed, kept };
}

/** Of each name that is needed, or may be, what a job finds, on every branch. */
function newestRecords(entries: readonly ActionsEntry[], isNeeded: (name: string) => boolean): ActionsEntry[] {
  const newest = new Map<string, ActionsEntry>();
  for (const entry of entries) {
    const key = parseKey(entry.key);
    if (!key || !('record' in key) || !isNeeded(key.record)) continue;
    const at = `${entry.ref} ${key.record}`;
    const known = newest.get(at);
    if (!known || entry.made >= known.made) newest.set(at, entry);
  }
  return [...newest.values()];
}
