// What emerge prints, read. In: its lines. Out: how far it is, and why it failed, in one sentence with a hint.
// Written from recordings of Portage 3.0.82. Nearly every failure exits 1, so only the text tells them apart.

import { type EmergeFailure, firstGroup, type Recognizer } from './emerge-failure.ts';
import { RESOLVER_RECOGNIZERS } from './emerge-resolve.ts';

/** What a line says of the progress. */
export type Progress = { readonly kind: 'step'; readonly name: string } | PackageProgress;

/** The package that is merged next. */
export interface PackageProgress {
  readonly kind: 'package';
  readonly index: number;
  readonly total: number;
  /** `category/name-version` */
  readonly name: string;
  readonly binary: boolean;
  /** merged into the root, not into the builder */
  readonly intoRoot: boolean;
}

const EMERGING = /^>>> Emerging (binary )?\((\d+) of (\d+)\) (\S+?)(?:::(\S+))?( for \S+)?$/;
const STEP = /^>>> gentoo-image-builder: (.+)$/;

/** Reads one line as progress; undefined for all others. */
export function readProgress(line: string): Progress | undefined {
  const step = STEP.exec(line);
  if (step?.[1] !== undefined) return { kind: 'step', name: step[1] };
  const [, binary, index, total, name, , root] = EMERGING.exec(withoutColors(line).trimEnd()) ?? [];
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

const FAILED = /^ \* ERROR: (\S+?)(?:::\S+)? failed \((\S+) phase\):/;

// The first that finds its line decides: what is specific stands before what is general.
const RECOGNIZERS: readonly Recognizer[] = [
  { line: FAILED, read: readBuildFailure },
  { line: /^ \* Package '(\S+?)' NOT merged due to file collisions/, read: readCollision },
  ...RESOLVER_RECOGNIZERS,
  { line: /^!!! Couldn't download '([^']+)'/, read: readFetch },
  { line: /^!!! File (\S+) isn't fetched but unable to get it/, read: readFetch },
  { line: /^!!! Your current profile is invalid/, read: readProfile },
  { line: /^emerge: error: unrecognized arguments: (.+)$/, read: readOption },
  { line: /^--- Couldn't find '([^']+)' to unmerge/, read: readUnmerge },
  { line: /^Exiting on signal (\d+)/, read: readSignal },
];

/** Escape sequences of colors: whoever turns them on in a hook is understood all the same. */
const COLORS = /\u001b\[[0-9;]*m/g;

/**
 * Why emerge failed; undefined when its words are none that we know. In: its lines, both streams in one. What stands
 * above the last step of ours is of an earlier emerge.
 */
export function explainEmerge(output: readonly string[]): EmergeFailure | undefined {
  const lines = output.slice(output.findLastIndex((line) => STEP.test(line)) + 1).map(withoutColors);
  for (const { line, read } of RECOGNIZERS) {
    for (const [at, text] of lines.entries()) {
      const match = line.exec(text);
      const failure = match && read(match, lines, at);
      if (failure) return failure;
    }
  }
  return undefined;
}

function withoutColors(line: string): string {
  return line.replaceAll(COLORS, '');
}

/** What compilers, linkers, patch and Portage's own functions say. */
const TOLD = /\berror:|undefined reference to|^CMake Error|Hunk #\d+ FAILED|^!!! \w/i;
/** True, but it only sums up what stands above. */
const NOT_TOLD = /^collect2: error:|^make(\[\d+\])?: /;

/** Looks for the compiler's words, line by line: the nearest above the first block that tells of a failure. */
export function openTold(): { readonly add: (line: string) => void; readonly words: () => string | undefined } {
  let told: string | undefined;
  let isOver = false;
  return {
    add(line) {
      const text = withoutColors(line);
      isOver ||= FAILED.test(text);
      if (isOver) return;
      // Only of the phase that failed.
      if (/^>>> (?!Jobs:)/.test(text)) told = undefined;
      else if (TOLD.test(text) && !NOT_TOLD.test(text)) told = text;
    },
    words: () => told?.replace(/^!!! /, '').trim(),
  };
}

function readBuildFailure(match: RegExpExecArray, lines: readonly string[], at: number): EmergeFailure {
  const stated = /^ \* {3}(.+)$/.exec(lines[at + 1] ?? '')?.[1] ?? 'it failed';
  const told = openTold();
  for (const line of lines.slice(0, at)) told.add(line);
  const words = told.words();
  return {
    package: match[1],
    phase: match[2] ?? 'build',
    reason: words === undefined ? stated : `${stated}: ${words}`,
  };
}

function readCollision(match: RegExpExecArray, lines: readonly string[], at: number): EmergeFailure {
  const block = lines.slice(0, at);
  const root = firstGroup(block, /^>>> Installing \(.* to (\/\S*?)\/?$/) ?? '';
  const files = block.flatMap((line) => /^ \* \t(\/\S.*)$/.exec(line)?.[1] ?? []);
  const inside = [...new Set(files)].map((file) => (file.startsWith(`${root}/`) ? file.slice(root.length) : file));
  const owner = firstGroup(block.slice(block.findIndex((line) => line.includes('Searching all'))), OWNER);
  const more = inside.length > SHOWN_FILES ? ` and ${inside.length - SHOWN_FILES} more files` : '';
  const whose = owner === undefined ? ', which no package brought' : ` of ${owner}`;
  const reason = `it would overwrite ${inside.slice(0, SHOWN_FILES).join(', ')}${more}${whose}`;
  return { package: match[1], phase: 'merge', reason };
}

const SHOWN_FILES = 3;
const OWNER = /^ \* (\S+\/\S+?):\S+$/;

function readFetch(match: RegExpExecArray, lines: readonly string[], at: number): EmergeFailure {
  const above = lines.slice(0, at);
  const bytes = firstGroup(above, /^!!! Reason: (.+)$/);
  const told = above.findLast((line) => /^(wget|curl): |^!!! No write access/.test(line))?.replace(/^!!! /, '');
  const wrong = bytes === undefined ? '' : `, after it came with other bytes than its ebuild knows (${bytes})`;
  return {
    package: firstGroup(lines, /^>>> Failed to emerge (\S+?),? /) ?? firstGroup(lines, /^>>> Failed to emerge (\S+)$/),
    phase: 'fetch',
    reason: `${match[1] ?? ''} could not be downloaded${wrong}${told === undefined ? '' : `: ${told}`}`,
    hint: told?.startsWith('No write')
      ? 'hooks leave DISTDIR as it is, and its folder writable'
      : 'see that its mirrors can be reached, or name others in GENTOO_MIRRORS',
  };
}

function readProfile(): EmergeFailure {
  const reason = 'the profile of the stage3 is not in the ebuild repository';
  return { package: undefined, phase: 'resolve', reason, hint: 'take a stage3 and a snapshot of about the same day' };
}

function readOption(match: RegExpExecArray): EmergeFailure {
  const hint = 'look at EMERGE_DEFAULT_OPTS, and at what hooks give to emerge';
  return { package: undefined, phase: 'options', reason: `emerge does not know ${match[1] ?? ''}`, hint };
}

function readUnmerge(match: RegExpExecArray): EmergeFailure {
  return { package: match[1], phase: 'unmerge', reason: 'it is to be taken away, but is not installed' };
}

const SIGNALS: Readonly<Record<string, string>> = { 2: 'SIGINT', 15: 'SIGTERM' };

function readSignal({ 1: number = '' }: RegExpExecArray, lines: readonly string[]): EmergeFailure {
  const last = lines.map(readProgress).findLast((progress) => progress?.kind === 'package');
  const name = last?.kind === 'package' ? last.name : undefined;
  return { package: name, phase: 'build', reason: `emerge was ended by ${SIGNALS[number] ?? `signal ${number}`}` };
}
