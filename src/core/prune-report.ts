// What is pruned, in words. In: a plan of it. Out: lines for people, JSON for programs.

import type { Json } from './canonical.ts';
import type { EntryPlan } from './prune-caches.ts';
import type { Holding, Kept, PrunePlan } from './prune.ts';
import { formatReference } from './reference.ts';
import { formatSize } from './result.ts';

const WORDS: Readonly<Record<Kept, string>> = {
  named: 'with a name for people',
  needed: 'needed',
  young: 'young',
  recent: 'among the newest',
  unknown: 'of unknown age',
};

/** How much of what goes and stays, an image a line. */
export function describePrune({ removed, kept }: PrunePlan, isDone: boolean, entries?: EntryPlan): string[] {
  const stays = [...kept].map(([why, holdings]) => `${holdings.length} ${WORDS[why]}`);
  const lines = [`stays: ${stays.length > 0 ? stays.join(', ') : 'nothing'}`];
  const github = entries === undefined ? [] : [describeEntries(entries)];
  const hint = isDone || (removed.length === 0 && !entries?.removed.length) ? [] : [HINT];
  if (removed.length === 0) return [...lines, 'goes: nothing', ...github, ...hint];
  const owners = new Map<string, Holding[]>();
  for (const holding of removed) owners.set(nameOf(holding), [...(owners.get(nameOf(holding)) ?? []), holding]);
  return [
    ...lines,
    `goes: ${removed.length}`,
    ...[...owners].map(([name, holdings]) => `  ${name}: ${counts(holdings)}`),
    ...github,
    ...hint,
  ];
}

const HINT = 'nothing is removed yet: --yes does it';

function describeEntries({ removed, kept }: EntryPlan): string {
  const stays = [...kept].map(([why, entries]) => `${entries.length} ${WORDS[why]}`).join(', ');
  const bytes = removed.reduce((sum, { size }) => sum + size, 0);
  const goes = removed.length === 0 ? 'nothing' : `${removed.length}, ${formatSize(bytes)}`;
  return `in GitHub's cache: goes: ${goes}; stays: ${stays === '' ? 'nothing' : stays}`;
}

/** The same for programs; references by digest. */
export function pruneJson(
  { removed, kept }: PrunePlan,
  isDone: boolean,
  refused: readonly string[],
  entries?: EntryPlan,
): Json {
  return {
    done: isDone,
    removed: removed.map((holding) => ({
      reference: formatReference({ ...holding.repository, digest: holding.digest }),
      tags: holding.tags,
      in: holding.in,
    })),
    kept: Object.fromEntries([...kept].map(([why, holdings]) => [why, holdings.length])),
    ...(entries && { caches: entries.removed.map(({ key, ref, size }) => ({ key, ref, size })) }),
    refused,
  };
}

function nameOf({ owner, isCopy, repository }: Holding): string {
  return isCopy ? repository.repository : owner;
}

function counts(holdings: readonly Holding[]): string {
  const of = (wanted: Holding['kind']): number => holdings.filter(({ kind }) => kind === wanted).length;
  return [count(of('target'), 'target'), count(of('builder'), 'builder'), count(of('cache'), 'cache')]
    .filter((words) => words !== '')
    .join(', ');
}

function count(number: number, word: string): string {
  return number === 0 ? '' : `${number} ${word}${number === 1 ? '' : 's'}`;
}
