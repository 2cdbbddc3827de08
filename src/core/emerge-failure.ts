// Why emerge failed, as a value. In: nothing. Out: types that the readers of its output share, and small questions about
// its lines. Never decides which reader is right.

export interface EmergeFailure {
  /** `category/name-version`, or the atom as it was asked for */
  readonly package: string | undefined;
  /** `compile`, ...; `resolve` before anything was built, `fetch`, `merge` */
  readonly phase: string;
  readonly reason: string;
  readonly hint?: string | undefined;
}

/** A way to fail: the line that tells it, and what the lines around it mean; undefined where it was none after all. */
export interface Recognizer {
  readonly line: RegExp;
  readonly read: (match: RegExpExecArray, lines: readonly string[], at: number) => EmergeFailure | undefined;
}

/** What the first line that matches has in its first group. */
export function firstGroup(lines: readonly string[], pattern: RegExp): string | undefined {
  for (const line of lines) {
    const found = pattern.exec(line)?.[1];
    if (found !== undefined) return found;
  }
  return undefined;
}
