// What emerge prints, read. In: its lines. Out: how far it is, and why it failed, in one sentence with a hint.
// Written from recordings of Portage 3.0.82. Nearly every failure exits 1, so only the text tells them apart.

/** What a line says of the progress. */
export type Progress =
  | { readonly kind: 'step'; readonly name: string }
  | {
      readonly kind: 'package';
      readonly index: number;
      readonly total: number;
      /** `category/name-version` */
      readonly name: string;
      readonly binary: boolean;
      /** merged into the root, not into the builder */
      readonly intoRoot: boolean;
    };

export interface EmergeFailure {
  /** `category/name-version`, or the atom as it was asked for */
  readonly package: string | undefined;
  /** `compile`, ...; `resolve` before anything was built, `fetch`, `merge` */
  readonly phase: string;
  readonly reason: string;
  readonly hint?: string | undefined;
}

const EMERGING = /^>>> Emerging (binary )?\((\d+) of (\d+)\) (\S+?)(?:::(\S+))?( for \S+)?$/;
const STEP = /^>>> gentoo-image-builder: (.+)$/;

/** Reads one line as progress; undefined for all others. */
export function readProgress(line: string): Progress | undefined {
  const step = STEP.exec(line);
  if (step?.[1] !== undefined) return { kind: 'step', name: step[1] };
  const [, binary, index, total, name, , root] = EMERGING.exec(line.trimEnd()) ?? [];
  if (name === undefined) return undefined;
  return {
    kind: 'package',
    index: Number(index),
    total: Number(total),
    name,
    binary: binary !== undefined,
    intoRoot: root !== undefined,
  };
}

/** A way to fail: the line that tells it, and what the lines around it mean. */
interface Recognizer {
  readonly line: RegExp;
  readonly read: (match: RegExpExecArray, lines: readonly string[], at: number) => EmergeFailure;
}

// The first that finds its line decides: what is specific stands before what is general.
const RECOGNIZERS: readonly Recognizer[] = [
  { line: /^ \* ERROR: (\S+?)(?:::\S+)? failed \((\S+) phase\):/, read: readBuildFailure },
  { line: /^ \* Package '(\S+?)' NOT merged due to file collisions/, read: readCollision },
  { line: /there are no ebuilds to satisfy "([^"]+)"/, read: readUnknown },
  { line: /no ebuilds built with USE flags to satisfy "([^"]+)"/, read: readUseNeeded },
  { line: /All ebuilds that could satisfy "([^"]+)".* have been masked/, read: readMasked },
  { line: /^The following USE changes are necessary to proceed/, read: readUseChanges },
  { line: /The ebuild selected to satisfy "([^"]+)".* has unmet requirements/, read: readRequiredUse },
  { line: /\* Error: circular dependencies:/, read: resolver('its packages need each other in a circle', 'circle') },
  { line: /\* Error: The above package list contains packages which cannot be/, read: readBlocked },
  { line: /The short ebuild name "([^"]+)" is ambiguous/, read: readAmbiguous },
  { line: /^!!! '([^']+)' is not a valid package atom/, read: (m) => resolve(m[1], 'is no package atom') },
  { line: /^!!! Couldn't download '([^']+)'/, read: readFetch },
  {
    line: /^!!! Your current profile is invalid/,
    read: () => resolve(undefined, 'the profile of the stage3 is not in the snapshot'),
  },
];

/** Why emerge failed; undefined when its words are none that we know. In: its lines, both streams in one. */
export function explainEmerge(lines: readonly string[]): EmergeFailure | undefined {
  for (const { line, read } of RECOGNIZERS) {
    for (const [at, text] of lines.entries()) {
      const match = line.exec(text);
      if (match) return read(match, lines, at);
    }
  }
  return undefined;
}

function resolve(name: string | undefined, reason: string, hint?: string): EmergeFailure {
  return { package: name, phase: 'resolve', reason, hint };
}

function resolver(reason: string, _name: string): Recognizer['read'] {
  return (_match, lines, at) => {
    const first = /^\(?(\S+?):/.exec(lines.slice(at + 1).find((line) => line.startsWith('(')) ?? '');
    return resolve(first?.[1], reason, 'turn off a USE flag that makes the circle, in `package_use`');
  };
}

/** The compiler's words stand above the block: the nearest line with `error:`, else the last words before it. */
function readBuildFailure(match: RegExpExecArray, lines: readonly string[], at: number): EmergeFailure {
  const stated = /^ \* {3}(.+)$/.exec(lines[at + 1] ?? '')?.[1] ?? 'it failed';
  const told = lines.slice(0, at).findLast((line) => /\berror:/i.test(line));
  const reason = told === undefined ? stated : `${stated}: ${told.trim()}`;
  return { package: match[1], phase: match[2] ?? 'build', reason };
}

function readCollision(match: RegExpExecArray, lines: readonly string[]): EmergeFailure {
  const files = lines.flatMap((line) => /^ \* \t(\/\S.*)$/.exec(line)?.[1] ?? []);
  const reason = `it would overwrite ${[...new Set(files)].slice(0, 3).join(', ')} of another package`;
  return { package: match[1], phase: 'merge', reason };
}

function readUnknown(match: RegExpExecArray, lines: readonly string[]): EmergeFailure {
  const similar = lines.flatMap((line) => /Maybe you meant any of these: (.+)\?$/.exec(line)?.[1] ?? [])[0];
  const requirer = requiredBy(lines);
  const reason = requirer === undefined ? 'there is no such package' : `there is no such package; ${requirer} needs it`;
  return resolve(match[1], reason, similar === undefined ? undefined : `did you mean ${similar}?`);
}

function readUseNeeded(match: RegExpExecArray, lines: readonly string[]): EmergeFailure {
  const change = lines.flatMap((line) => /^- (\S+?)-\d\S* \(Change USE: (.+)\)$/.exec(line) ?? []);
  const hint =
    change[1] === undefined ? undefined : `add to package_use: "${change[1]} ${(change[2] ?? '').replaceAll('+', '')}"`;
  return resolve(match[1], `${requiredBy(lines) ?? 'a package'} needs it with other USE flags`, hint);
}

function readUseChanges(_match: RegExpExecArray, lines: readonly string[], at: number): EmergeFailure {
  const wanted = lines.slice(at).flatMap((line) => /^[><=~]*(\S+?)(?:-\d\S*)? ([-\w+ ]+)$/.exec(line) ?? []);
  const requirer = lines
    .slice(at)
    .flatMap((line) => /^# required by (\S+?)(?:::\S+)?(?: \(argument\))?$/.exec(line)?.[1] ?? []);
  const hint = wanted[1] === undefined ? undefined : `add to package_use: "${wanted[1]} ${wanted[2] ?? ''}"`;
  return resolve(wanted[1], `${requirer[0] ?? 'a package'} needs it with other USE flags`, hint);
}

const MASKS: readonly {
  readonly words: RegExp;
  readonly key: string;
  readonly entry: (match: RegExpExecArray) => string;
}[] = [
  { words: /^(~\S+) keyword$/, key: 'package_accept_keywords', entry: (match) => ` ${match[1] ?? ''}` },
  { words: /^missing keyword$/, key: 'package_accept_keywords', entry: () => ' **' },
  { words: /^(.+) license\(s\)$/, key: 'package_license', entry: (match) => ` ${match[1] ?? ''}` },
  { words: /^package\.mask$/, key: 'package_unmask', entry: () => '' },
];

function readMasked(match: RegExpExecArray, lines: readonly string[]): EmergeFailure {
  const [, cpv, why] = lines.map((line) => /^- (\S+?)(?:::\S+)? \(masked by: (.+)\)$/.exec(line)).find(Boolean) ?? [];
  const mask = MASKS.map(({ words, key, entry }) => {
    const found = words.exec(why ?? '');
    return found && `add to ${key}: "=${cpv ?? ''}${entry(found)}"`;
  }).find((hint) => hint !== null);
  return resolve(match[1], `it is masked by ${why ?? 'something'}`, mask ?? undefined);
}

function readRequiredUse(match: RegExpExecArray, lines: readonly string[], at: number): EmergeFailure {
  const rule = lines.slice(at).findIndex((line) => line.includes('REQUIRED_USE flag constraints are unsatisfied'));
  const words = rule === -1 ? '' : (lines[at + rule + 1] ?? '').trim();
  return resolve(match[1], `its USE flags must be ${words}`, 'choose them in `package_use`');
}

function readBlocked(_match: RegExpExecArray, lines: readonly string[]): EmergeFailure {
  const block = lines.flatMap((line) => /^\[blocks B +\] (\S+) \("\S+" is (\w+) blocking (\S+)\)/.exec(line) ?? []);
  return resolve(block[3], `it cannot be installed beside ${block[1] ?? 'another package'}`);
}

function readAmbiguous(match: RegExpExecArray, lines: readonly string[]): EmergeFailure {
  const names = lines.flatMap((line) => /^\* {2}(\S+\/\S+)$/.exec(line)?.[1] ?? []);
  return resolve(match[1], 'it is the short name of several packages', `write ${names.join(' or ')}`);
}

function readFetch(match: RegExpExecArray, lines: readonly string[]): EmergeFailure {
  const failed = lines.flatMap((line) => /^>>> Failed to emerge (\S+?),? /.exec(line)?.[1] ?? [])[0];
  const verified = lines.flatMap((line) => /^!!! Reason: (.+)$/.exec(line)?.[1] ?? [])[0];
  return {
    package: failed,
    phase: 'fetch',
    reason: `${match[1] ?? ''} could not be had${verified ? `: ${verified}` : ''}`,
  };
}

/** The ebuild that pulled it in, `category/name-version`. */
function requiredBy(lines: readonly string[]): string | undefined {
  return lines.flatMap(
    (line) => /^\(dependency required by "(\S+?)(?:::[^"]*)?" \[ebuild\]\)$/.exec(line)?.[1] ?? [],
  )[0];
}
