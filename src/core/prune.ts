// What may go. In: what is held where, which fingerprints are needed, and how much history is wanted. Out: what is removed
// and why the rest stays. Never asks, never removes. What has a name for people stays, and everything in doubt.

import { isOwnTag } from './layout.ts';
import type { Reference } from './reference.ts';

/** One manifest, or one image of an engine, with every tag that names it. */
export interface Holding {
  readonly repository: Reference;
  readonly digest: string;
  readonly tags: readonly string[];
  /** label of the image that it belongs to: history is counted by it */
  readonly owner: string;
  readonly kind: 'target' | 'builder' | 'cache';
  /** below `pr-<n>/`: nothing else reads it */
  readonly isCopy: boolean;
  readonly in: 'store' | 'engine';
  /** milliseconds since 1970; undefined where nothing tells */
  readonly made?: number | undefined;
}

export interface Needs {
  /** fingerprints whose targets stay */
  readonly targets: ReadonlySet<string>;
  /** fingerprints whose builders stay */
  readonly builders: ReadonlySet<string>;
  /** names under which packages and distfiles of images as they are now are kept */
  readonly caches: ReadonlySet<string>;
  /** digests that something which stays refers to */
  readonly digests: ReadonlySet<string>;
}

export interface History {
  /** days for which everything stays */
  readonly days: number;
  /** fingerprints of each image that stay beside the needed ones, newest first */
  readonly count: number;
  /** milliseconds since 1970 */
  readonly now: number;
}

export type Kept = 'named' | 'needed' | 'young' | 'recent' | 'unknown';

export interface PrunePlan {
  /** targets before builders: a target that is there is complete */
  readonly removed: readonly Holding[];
  readonly kept: ReadonlyMap<Kept, readonly Holding[]>;
}

const DAY = 86_400_000;

/** The fingerprint in a tag of ours, whatever stands behind it; undefined for names of people's and lists of referrers. */
export function fingerprintInTag(tag: string): string | undefined {
  return /^f\d+-[0-9a-f]{32}(?=-|$)/.exec(tag)?.[0];
}

/** The digest whose referrers a tag lists (distribution-spec, "Referrers Tag Schema"). */
export function subjectOfTag(tag: string): string | undefined {
  const [, algorithm, hex] = /^(sha256|sha512)-([0-9a-f]{64,128})$/.exec(tag) ?? [];
  return algorithm === undefined ? undefined : `${algorithm}:${hex ?? ''}`;
}

/** True for a tag that people gave, or that we gave for people. */
export function isForPeople(tag: string): boolean {
  return !isOwnTag(tag);
}

/** Fingerprints that a holding carries. */
export function fingerprintsOf({ tags }: Holding): string[] {
  return [...new Set(tags.flatMap((tag) => fingerprintInTag(tag) ?? []))];
}

/** Whether it stays whatever its age is; undefined when only its age can tell. */
export function stays(holding: Holding, needs: Needs): Kept | undefined {
  const { tags, kind, isCopy, digest } = holding;
  if (isCopy) return undefined;
  if (kind === 'cache') return tags.some((tag) => needs.caches.has(tag)) ? 'needed' : undefined;
  if (tags.some(isForPeople)) return 'named';
  const wanted = kind === 'target' ? needs.targets : needs.builders;
  if (needs.digests.has(digest) || fingerprintsOf(holding).some((print) => wanted.has(print))) return 'needed';
  return undefined;
}

/** Decides everything. `holdings`: whose age matters have it by now. */
export function decidePrune(holdings: readonly Holding[], needs: Needs, history: History): PrunePlan {
  const kept = new Map<Kept, Holding[]>();
  const removed: Holding[] = [];
  // Lists of referrers go with what they are about.
  const own = holdings.filter((holding) => !holding.tags.every((tag) => subjectOfTag(tag) !== undefined));
  const ages = agesOf(own);
  const recent = recentOf(own, needs, ages, history.count);
  for (const holding of own) {
    const why = stays(holding, needs) ?? keptForAge(holding, ages, recent, history);
    if (why === undefined) removed.push(holding);
    else kept.set(why, [...(kept.get(why) ?? []), holding]);
  }
  const order = ({ kind }: Holding): number => Number(kind !== 'target');
  return { removed: removed.sort((a, b) => order(a) - order(b)), kept };
}

/** By image and fingerprint the newest time: a target tells of its snapshot's day, its builder of when it was made. */
function agesOf(holdings: readonly Holding[]): ReadonlyMap<string, number> {
  const ages = new Map<string, number>();
  for (const holding of holdings) {
    if (holding.made === undefined) continue;
    for (const key of keysOf(holding)) ages.set(key, Math.max(ages.get(key) ?? 0, holding.made));
  }
  return ages;
}

function keysOf(holding: Holding): string[] {
  const keys = fingerprintsOf(holding);
  // A copy may be named by people only.
  return (keys.length > 0 ? keys : [holding.digest]).map((print) => `${holding.owner} ${print}`);
}

/** The newest of each image that are not needed; what has no age is as new as can be. */
function recentOf(
  holdings: readonly Holding[],
  needs: Needs,
  ages: ReadonlyMap<string, number>,
  count: number,
): ReadonlySet<string> {
  const byOwner = new Map<string, Set<string>>();
  for (const holding of holdings) {
    if (holding.isCopy || holding.kind === 'cache' || stays(holding, needs) !== undefined) continue;
    const keys = byOwner.get(holding.owner) ?? new Set();
    for (const key of keysOf(holding)) keys.add(key);
    byOwner.set(holding.owner, keys);
  }
  const newest = (keys: ReadonlySet<string>): string[] =>
    [...keys].sort((a, b) => (ages.get(b) ?? Infinity) - (ages.get(a) ?? Infinity) || (a < b ? -1 : 1)).slice(0, count);
  return new Set([...byOwner.values()].flatMap(newest));
}

function keptForAge(
  holding: Holding,
  ages: ReadonlyMap<string, number>,
  recent: ReadonlySet<string>,
  { days, now }: History,
): Kept | undefined {
  const keys = keysOf(holding);
  const known = keys.flatMap((key) => ages.get(key) ?? []);
  if (days > 0 && known.length === 0) return 'unknown';
  if (days > 0 && known.some((made) => now - made < days * DAY)) return 'young';
  return keys.some((key) => recent.has(key)) ? 'recent' : undefined;
}
