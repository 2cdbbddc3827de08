// What Portage itself keeps of a package that failed, where what it prints is not enough: with several jobs at once it
// prints no log, and what was printed hours ago is not kept. In: names and texts of files. Out: package and phase, by the
// elog. Reads no file; the compiler's words are found by `openTold`.

import type { EmergeFailure } from './emerge-failure.ts';

/** Of which package a log is, and of which time: `cat:pf:20261116-101500.log`, or the same below a folder `cat`. */
export interface LogName {
  readonly package: string;
  readonly time: string;
}

/** Reads a log's path below the folder of logs; undefined for other files. */
export function readLogName(path: string): LogName | undefined {
  const [, category = '', name = '', time = ''] =
    /(?:^|\/)([A-Za-z0-9_][\w+.-]*)[:/]([\w+.-]+):(\d{8}-\d{6})\.log$/.exec(path) ?? [];
  return category === '' ? undefined : { package: `${category}/${name}`, time };
}

/** The failure that an elog tells; undefined where it has warnings only. */
export function readElog(text: string): Pick<EmergeFailure, 'phase' | 'reason'> | undefined {
  const lines = text.split('\n');
  const at = lines.findIndex((line) => /^ERROR: \S+ failed \(\w+ phase\):$/.test(line));
  if (at === -1) return undefined;
  const [, phase = 'build'] = /\((\w+) phase\)/.exec(lines[at] ?? '') ?? [];
  return { phase, reason: (lines[at + 1] ?? '').trim() || 'it failed' };
}

/** The packages that emerge failed on, by its last lines. */
export function failedPackages(lines: readonly string[]): string[] {
  const patterns = [/^>>> Failed to (?:emerge|install) ([^\s,]+)/, /^ \* +\((\S+?\/[^\s:]+)\S*, ebuild scheduled for/];
  return lines.flatMap((line) => patterns.flatMap((pattern) => pattern.exec(line)?.[1] ?? []));
}

const BUILDS: readonly string[] = ['unpack', 'prepare', 'configure', 'compile', 'test', 'install', 'build'];

/** Whether the log of a build may have words that its reason lacks. */
export function wantsLog({ phase, reason }: EmergeFailure): boolean {
  return BUILDS.includes(phase) && !reason.includes(': ');
}
