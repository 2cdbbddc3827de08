// What is pruned, in words. In: a plan of it. Out: lines for people, JSON for programs.

import type { Json } from './canonical.ts';
import type { Holding, Kept, PrunePlan } from './prune.ts';
import { formatReference } from './reference.ts';

const WORDS: Readonly<Record<Kept, string>> = {
  named: 'with a name for people',
  needed: 'needed',
  young: 'young',
  recent: 'among the newest',
  unknown: 'of unknown age',
};

/** How much of what goes and stays, an image a line. */
export function describePrune({ removed, kept }: PrunePlan, isDone: boolean): string[] {
  const stays = [...kept].map(([why, holdings]) => `${holdings.length} ${WORDS[why]}`);
  const lines = [`stays: ${stays.length > 0 ? stays.join(', ') : 'nothing'}`];
  if (removed.length === 0) return [...lines, 'goes: nothing'];
  const owners = new Map<string, Holding[]>();
  for (const holding of removed) owners.set(nameOf(holding), [...(owners.get(nameOf(holding)) ?? []), holding]);
  return [
    ...lines,
    `goes: ${removed.length}`,
    ...[...owners].map(([name, holdings]) => `  ${name}: ${counts(holdings)}`),
    ...(isDone ? [] : ['nothing is removed yet: --yes does it']),
  ];
}

/** The same for programs; references by digest. */
export function pruneJson({ removed, kept }: PrunePlan, isDone: boolean, refused: readonly string[]): Json {
  return {
    done: isDone,
    removed: removed.map((holding) => ({
      reference: formatReference({ ...holding.repository, digest: holding.digest }),
      tags: holding.tags,
      in: holding.in,
    })),
    kept: Object.fromEntries([...kept].map(([why, holdings]) => [why, holdings.length])),
    refused,
  };
}

function nameOf({ owner, isCopy, repository }: Holding): string {
  return isCopy ? repository.repository : owner;
}

function counts(holdings: readonly Holding[]): string {
  const builders = holdings.filter(({ kind }) => kind === 'builder').length;
  const targets = holdings.length - builders;
  return [count(targets, 'target'), count(builders, 'builder')].filter((words) => words !== '').join(', ');
}

function count(number: number, word: string): string {
  return number === 0 ? '' : `${number} ${word}${number === 1 ? '' : 's'}`;
}
