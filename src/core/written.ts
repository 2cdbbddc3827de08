// A text of the user's that may hold expressions, and what must be true of it once they are filled in.
// In: nothing. Out: types, and `broken`, which puts a rule's complaint at the text's place. Never evaluates.

import type { Place, Placed, Problem } from './problem.ts';

/** What a rule has against a text. */
export type Fault = Pick<Problem, 'code' | 'message' | 'hint'>;

/** What must be true of a text; undefined says that it is right. */
export type Rule = (text: string) => Fault | undefined;

/** A text as the user wrote it. */
export interface Written extends Placed<string> {
  /** `bash` and `lines` are read by a shell, `command` split as one does: there values may not bring quotes or blanks */
  readonly kind: 'value' | 'bash' | 'lines' | 'command';
  readonly rule: Rule | undefined;
  /** where each of the text's lines stands in the file, where YAML keeps them apart */
  readonly lines: readonly Place[] | undefined;
  /** place of the `nth` (from 0) occurrence of some words in it */
  readonly find: (words: string, nth: number) => Place;
}

/** True when a text has expressions to fill in. */
export function hasExpression(text: string): boolean {
  return text.includes('${{');
}

/** What is wrong with the text that became of `written`. */
export function broken(written: Written, text: string): Problem[] {
  const fault = unwritable(text) ?? written.rule?.(text);
  return fault ? [{ ...fault, place: written.place }] : [];
}

/** What no file and no environment can hold. */
function unwritable(text: string): Fault | undefined {
  if (text.includes('\0')) return { code: 'bad-value', message: 'a text cannot hold a NUL' };
  if (!/\p{Surrogate}/u.test(text)) return undefined;
  const hint = 'write a character above \\uffff as one \\U escape with eight digits, or as itself';
  return { code: 'bad-value', message: 'the text holds half of a character (a surrogate without the other)', hint };
}
