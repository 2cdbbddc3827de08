// A user's mistake as a value: what is wrong, where, and what to do about it.
// In: a message in the user's words, a place in a file, a hint. Out: `Problem`, and `UserError`, which carries all
// problems that one stage found. Never prints: `formatProblem` only makes the text.

/** A stretch of one line in a file of the user's. */
export interface Place {
  /** path as the user named it, relative to the working directory */
  readonly file: string;
  /** counted from 1 */
  readonly line: number;
  /** counted from 1, in UTF-16 code units */
  readonly column: number;
  /** code units to underline; at least 1 */
  readonly length: number;
  /** the whole line, without its line end */
  readonly text: string;
}

/** A value together with where the user wrote it. */
export interface Placed<T> {
  readonly value: T;
  readonly place: Place;
}

/** The closed list of mistakes that we know how to speak of. */
export type ProblemCode =
  | 'ambiguous-name'
  | 'bad-atom'
  | 'bad-expression'
  | 'bad-input'
  | 'bad-name'
  | 'bad-path'
  | 'bad-tag'
  | 'bad-value'
  | 'bad-yaml'
  | 'build-failed'
  | 'clash'
  | 'cycle'
  | 'duplicate'
  | 'file'
  | 'limit'
  | 'missing-key'
  | 'not-yet'
  | 'pin'
  | 'stale-job'
  | 'unknown-key'
  | 'unknown-name'
  | 'unsafe-value'
  | 'wrong-type';

/** One mistake. `related` are further places that belong to it, such as each edge of a cycle. */
export interface Problem {
  readonly code: ProblemCode;
  readonly message: string;
  readonly place?: Place | undefined;
  readonly hint?: string | undefined;
  readonly related?: readonly { readonly message: string; readonly place: Place }[] | undefined;
}

/** Thrown once by a stage, with everything that it found wrong. */
export class UserError extends Error {
  readonly problems: readonly Problem[];

  constructor(problems: readonly Problem[]) {
    super(problems.map((problem) => problem.message).join('\n'));
    this.name = 'UserError';
    this.problems = problems.map((problem) => ({ ...problem, message: inOneLine(problem.message) }));
  }
}

/** Words of a user's that hold line ends or other signs that cannot be seen, made visible: `\\n`, `\\u0007`. */
function inOneLine(text: string): string {
  return text.replaceAll(/[\u0000-\u001f\u007f-\u009f\u2028\u2029]/g, (sign) => {
    const short = { '\n': '\\n', '\r': '\\r', '\t': '\\t' }[sign];
    return short ?? `\\u${sign.charCodeAt(0).toString(16).padStart(4, '0')}`;
  });
}

/** Throws a `UserError` when there is anything to say. */
export function refuse(problems: readonly Problem[]): void {
  if (problems.length > 0) throw new UserError([...problems].sort(byPlace));
}

/** A problem below an alias is found wherever the alias stands, one of an image on each platform; it is said once. */
export function withoutRepeats(problems: readonly Problem[]): Problem[] {
  const seen = new Set<string>();
  return problems.filter(({ code, message, place }) => {
    const key = JSON.stringify([code, message, place?.file, place?.line, place?.column]);
    return !seen.has(key) && seen.add(key);
  });
}

/**
 * The text of a problem for a terminal: `path:line:col message`, the line, `~~~` under the words, related places, hint.
 * Tabs before the words are kept in the underline, so that it stands below them at any tab width.
 */
export function formatProblem(problem: Problem): string {
  const lines = [problem.place ? `${formatPlace(problem.place)} ${problem.message}` : problem.message];
  if (problem.place) lines.push(...frame(problem.place, '  '));
  for (const { message, place } of problem.related ?? []) {
    lines.push(`  ${formatPlace(place)} ${message}`, ...frame(place, '    '));
  }
  if (problem.hint !== undefined) lines.push(`  hint: ${problem.hint}`);
  return lines.join('\n');
}

/** `path:line:column`, as editors and terminals make it clickable. */
export function formatPlace(place: Place): string {
  return `${place.file}:${place.line}:${place.column}`;
}

/** Longest stretch of a line that is shown: a line of a mebibyte must not become the error. */
const FRAME_WIDTH = 160;

function frame(place: Place, indent: string): string[] {
  const start = place.column > FRAME_WIDTH ? place.column - 40 : 1;
  const shown = place.text.slice(start - 1, start - 1 + FRAME_WIDTH);
  if (shown.trim() === '') return [];
  const before = shown.slice(0, place.column - start).replaceAll(/[^\t]/g, ' ');
  const room = Math.max(1, shown.length - before.length);
  return [indent + shown, indent + before + '~'.repeat(Math.min(place.length, room))];
}

function byPlace(a: Problem, b: Problem): number {
  if (!a.place || !b.place) return Number(Boolean(a.place)) - Number(Boolean(b.place));
  if (a.place.file !== b.place.file) return a.place.file < b.place.file ? -1 : 1;
  return a.place.line - b.place.line || a.place.column - b.place.column;
}
