// The words of Portage's resolver, which fails before anything is built.
// In: lines of emerge. Out: the atom, why it cannot be had, and what to write into the images file.
// Written from recordings of Portage 3.0.82.

import { type EmergeFailure, firstGroup, type Recognizer } from './emerge-failure.ts';

/** The first that finds its line decides: what is specific stands before what is general. */
export const RESOLVER_RECOGNIZERS: readonly Recognizer[] = [
  { line: /there are no ebuilds to satisfy "([^"]+)"/, read: readUnknown },
  { line: /there are no binary packages to satisfy "([^"]+)"/, read: readNoBinary },
  { line: /no ebuilds built with USE flags to satisfy "([^"]+)"/, read: readUseNeeded },
  { line: /All ebuilds that could satisfy "([^"]+)".* have been masked/, read: readMasked },
  { line: /^The following (USE|keyword|license|mask) changes are necessary to proceed/, read: readChanges },
  { line: /The ebuild selected to satisfy "([^"]+)".* has unmet requirements/, read: readRequiredUse },
  { line: /\* Error: circular dependencies:/, read: readCircle },
  { line: /\* Error: The above package list contains packages which cannot be/, read: readBlocked },
  { line: /The short ebuild name "([^"]+)" is ambiguous/, read: readAmbiguous },
  { line: /^!!! '([^']+)' is not a valid package atom/, read: readInvalid },
];

function resolve(name: string | undefined, reason: string, hint?: string): EmergeFailure {
  return { package: name, phase: 'resolve', reason, hint };
}

function readUnknown(match: RegExpExecArray, lines: readonly string[], at: number): EmergeFailure {
  const similar = firstGroup(lines, /Maybe you meant (?:any of these: )?(.+)\?$/);
  const hint = similar === undefined ? undefined : `did you mean ${similar}?`;
  return resolve(match[1], `there is no such package${needs(lines, at)}`, hint);
}

function readNoBinary(match: RegExpExecArray, lines: readonly string[], at: number): EmergeFailure {
  const hint = 'let it be compiled: leave --usepkgonly and --getbinpkgonly out';
  return resolve(match[1], `there is no binary package of it${needs(lines, at)}`, hint);
}

function readUseNeeded(match: RegExpExecArray, lines: readonly string[], at: number): EmergeFailure {
  const [, name, flags = ''] = find(lines, /^- (\S+?)-\d\S* \(Change USE: (.+)\)$/);
  const hint = name === undefined ? undefined : adviceFor('package_use', [`${name} ${flags.replaceAll('+', '')}`]);
  return resolve(match[1], `${requiredBy(lines, at) ?? 'a package'} needs it with other USE flags`, hint);
}

/** By Portage's word: the key of the images file, and what is wrong. */
const CHANGES: Readonly<Record<string, { readonly key: string; readonly reason: string }>> = {
  USE: { key: 'package_use', reason: 'it has other USE flags than are needed' },
  keyword: { key: 'package_accept_keywords', reason: 'its keyword is not accepted' },
  license: { key: 'package_license', reason: 'its license is not accepted' },
  mask: { key: 'package_unmask', reason: 'it is masked' },
};

/** `--autounmask-continue` says the same and goes on. */
function readChanges(match: RegExpExecArray, lines: readonly string[], at: number): EmergeFailure | undefined {
  const { key, reason } = CHANGES[match[1] ?? ''] ?? { key: '', reason: '' };
  const rest = lines.slice(at + 1);
  const block = rest.slice(0, rest.findIndex((line) => line.trim() === '') >>> 0);
  const entries = block.filter((line) => /^[<>=~]*[\w.+-]+\/\S+( |$)/.test(line)).map((line) => line.trim());
  const [first = ''] = entries;
  const name = first.replace(/^[<>=~]+/, '').split(' ')[0] ?? '';
  const written = lines.some((line) => line.startsWith('Autounmask changes successfully written'));
  if (written && lines.some((line) => line.startsWith('>>> Completed ') && line.includes(` ${name}::`))) {
    return undefined;
  }
  const requirer = firstGroup(block, /^# required by (\S+?)(?:::\S+)?$/);
  const who = requirer === undefined ? '' : `; ${requirer} needs it`;
  // A condition on the version would only be in the way of the next snapshot.
  const plain = match[1] === 'USE' ? entries.map(withoutVersion) : entries;
  return resolve(name === '' ? undefined : name, reason + who, adviceFor(key, plain));
}

function withoutVersion(entry: string): string {
  return entry.replace(/^[<>=~]+(\S+?)-\d\S*/, '$1');
}

/** By the words of a mask: the key of the images file, and what stands behind the package there. */
const MASKS: readonly { readonly words: RegExp; readonly key: string; readonly value?: string }[] = [
  { words: /^(~\S+) keyword$/, key: 'package_accept_keywords' },
  { words: /^missing keyword$/, key: 'package_accept_keywords', value: '**' },
  { words: /^(.+) license\(s\)$/, key: 'package_license' },
  { words: /^package\.mask$/, key: 'package_unmask', value: '' },
];

function readMasked(match: RegExpExecArray, lines: readonly string[], at: number): EmergeFailure {
  const [, cpv = '', why = 'something'] = find(lines.slice(at), /^- (\S+?)(?:::\S+)? \(masked by: (.+)\)$/);
  const invalid = /^invalid: (.+)$/.exec(why)?.[1];
  if (invalid !== undefined) return resolve(match[1], `the ebuild of ${cpv} is wrong: ${invalid}${needs(lines, at)}`);
  const advice = why.split(', ').map((mask) => unmaskAdvice(cpv, mask));
  const hint = advice.includes(undefined) ? undefined : advice.join('; ');
  return resolve(match[1], `${cpv} is masked by ${why}${needs(lines, at)}`, hint);
}

function unmaskAdvice(cpv: string, mask: string): string | undefined {
  for (const { words, key, value } of MASKS) {
    const found = words.exec(mask);
    if (found) return adviceFor(key, [`=${cpv} ${value ?? found[1] ?? ''}`.trim()]);
  }
  return undefined;
}

function readRequiredUse(match: RegExpExecArray, lines: readonly string[], at: number): EmergeFailure {
  const flags = firstGroup(lines.slice(at), /^- \S+ USE="([^"]*)"/) ?? '';
  const rule = lines.findIndex((line) => line.includes('REQUIRED_USE flag constraints are unsatisfied'));
  const words = rule === -1 ? 'its REQUIRED_USE' : (lines[rule + 1] ?? '').trim();
  const hint = 'choose them in `package_use`';
  return resolve(match[1], `its USE flags '${flags}' are not what it demands: ${words}${needs(lines, at)}`, hint);
}

function readCircle(_match: RegExpExecArray, lines: readonly string[], at: number): EmergeFailure {
  const ring: string[] = [];
  for (const line of lines.slice(at + 1)) {
    const name = /^ *\((\S+?):/.exec(line)?.[1];
    if (name !== undefined) ring.push(name);
    else if (ring.length > 0) break;
  }
  const reason = `these need each other to be built: ${ring.join(' -> ')}`;
  return resolve(ring[0], reason, 'turn off a USE flag that makes the circle, in `package_use`');
}

function readBlocked(_match: RegExpExecArray, lines: readonly string[]): EmergeFailure {
  const [, other = 'another package', , name] = find(lines, /^\[blocks B +\] (\S+) \("\S+" is (\w+) blocking (\S+)\)/);
  const there = firstGroup(lines, /^ {2}\((\S+?):\S*, installed in /);
  const hint = there === undefined ? undefined : `${there} is there already: build on an image without it`;
  return resolve(name, `it cannot be installed beside ${other}`, hint);
}

function readAmbiguous(match: RegExpExecArray, lines: readonly string[]): EmergeFailure {
  const names = lines.flatMap((line) => /^\* {2}(\S+\/\S+)$/.exec(line)?.[1] ?? []);
  const hint = names.length === 0 ? undefined : `write ${names.join(' or ')}`;
  return resolve(match[1], 'it is the short name of several packages', hint);
}

function readInvalid({ 1: atom = '' }: RegExpExecArray): EmergeFailure {
  const hint = /^[<>=~]/.test(atom) ? 'behind an operator a version is needed' : undefined;
  return resolve(atom, 'it is no package atom', hint);
}

function adviceFor(key: string, entries: readonly string[]): string | undefined {
  return entries.length === 0 ? undefined : `add to ${key}: ${entries.map((entry) => `"${entry}"`).join(', ')}`;
}

function needs(lines: readonly string[], at: number): string {
  const requirer = requiredBy(lines, at);
  return requirer === undefined ? '' : `; ${requirer} needs it`;
}

/** The ebuild that pulled it in, `category/name-version`. */
function requiredBy(lines: readonly string[], at: number): string | undefined {
  return firstGroup(lines.slice(at), /^\(dependency required by "(\S+?)(?:::[^"]*)?" \[ebuild\]\)$/);
}

function find(lines: readonly string[], pattern: RegExp): readonly (string | undefined)[] {
  return lines.map((line) => pattern.exec(line)).find((match) => match !== null) ?? [];
}
