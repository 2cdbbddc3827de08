// Choices that Portage made between alternatives. In: dependency strings of what was merged. Out: those that may have been
// made because an alternative could not be had, for a reason that is nowhere recorded: what that one depends on.

import { packageIn, packageOf } from './tree.ts';

interface Group {
  readonly kind: 'all' | 'any';
  readonly parts: Part[];
}

type Part = string | Group;

/** `lines`: `category/name-version` and a dependency string. Gives a reason for each doubtful choice. */
export function doubtfulChoices(
  lines: readonly string[],
  merged: ReadonlySet<string>,
  installed: ReadonlySet<string>,
): string[] {
  const names = (list: ReadonlySet<string>): Set<string> => new Set([...list].map(packageOf));
  const [fresh, present] = [names(merged), names(installed)];
  const found = lines.flatMap((line) => {
    const [cpv = '', ...words] = line.trim().split(/\s+/);
    return groupsIn(parse(words)).flatMap((group) => {
      const chosen = doubtful(group, fresh, present);
      return chosen === undefined ? [] : [`${cpv} takes ${chosen} in the place of an alternative`];
    });
  });
  return [...new Set(found)];
}

/** The package that was merged although it is not the first choice; what was there before is taken before all others. */
function doubtful({ parts }: Group, fresh: ReadonlySet<string>, present: ReadonlySet<string>): string | undefined {
  const index = parts.findIndex((part) => isMet(part, present));
  const taken = parts[index];
  if (taken === undefined) return undefined;
  const own = packagesIn(taken);
  const others = parts.filter((part) => part !== taken).flatMap(packagesIn);
  const isFirst = index === 0 && !own.some((name) => others.includes(name));
  return isFirst ? undefined : own.find((name) => fresh.has(name));
}

function isMet(part: Part, present: ReadonlySet<string>): boolean {
  if (typeof part === 'string') {
    const name = packageIn(part);
    return part.startsWith('!') || name === undefined || present.has(name);
  }
  const met = part.parts.map((one) => isMet(one, present));
  return part.kind === 'all' ? !met.includes(false) : met.includes(true);
}

function packagesIn(part: Part): string[] {
  if (typeof part !== 'string') return part.parts.flatMap(packagesIn);
  const name = part.startsWith('!') ? undefined : packageIn(part);
  return name === undefined ? [] : [name];
}

/** All `|| ( ... )`, nested ones too. */
function groupsIn(part: Part): Group[] {
  if (typeof part === 'string') return [];
  return [...(part.kind === 'any' ? [part] : []), ...part.parts.flatMap(groupsIn)];
}

function parse(words: readonly string[]): Group {
  const top: Group = { kind: 'all', parts: [] };
  const open = [top];
  let kind: Group['kind'] = 'all';
  for (const word of words) {
    if (word === '||') kind = 'any';
    else if (word === '(') {
      const group: Group = { kind, parts: [] };
      open.at(-1)?.parts.push(group);
      open.push(group);
      kind = 'all';
    } else if (word === ')') {
      if (open.length > 1) open.pop();
    } else if (!word.endsWith('?')) open.at(-1)?.parts.push(word);
  }
  return top;
}
