// What may stand in an input. In: an input's row or name, and the text that was given. Out: a value; what is wrong with
// the text is added to `problems`, in the words of who wrote the workflow or the command line. Never reads an input.

import { nearestHint } from './nearest.ts';
import type { Problem } from './problem.ts';
import { registryRule } from './rules.ts';

/** What is asked of a text. */
export interface Expectation {
  readonly name: string;
  readonly default: string;
  /** words that it takes; none: any text */
  readonly words?: readonly string[];
  /** values that are known, but do not work yet: `*` for all but the default */
  readonly notYet?: readonly string[];
}

/** The text of an input, or its default. */
export function checkedText(row: Expectation, given: string, problems: Problem[]): string {
  if (given === '' || given === row.default) return row.default;
  if (row.words && !row.words.includes(given)) {
    const message = `the input ${row.name} takes ${formatWords(row.words)}, not '${given}'`;
    problems.push({ code: 'bad-input', message, hint: nearestHint(given, row.words) });
  } else if (row.notYet && (row.notYet.includes('*') || row.notYet.includes(given))) {
    const what = row.notYet.includes('*') ? `the input ${row.name}` : `${row.name}: ${given}`;
    problems.push({ code: 'not-yet', message: `${what} is known but does not work yet` });
  }
  return given;
}

/** A whole number above 0; undefined for the empty text. */
export function checkedCount(name: string, text: string, problems: Problem[]): number | undefined {
  if (text === '') return undefined;
  if (/^[1-9]\d{0,5}$/.test(text)) return Number(text);
  problems.push({ code: 'bad-input', message: `the input ${name} takes a whole number above 0, not '${text}'` });
  return undefined;
}

/** Host and path, held to the same rule as in the images file. */
export function checkedRegistry(text: string, problems: Problem[]): string | undefined {
  if (text === '') return undefined;
  const fault = registryRule(text);
  if (fault) problems.push({ ...fault, message: `the input registry: ${fault.message}` });
  return text;
}

/** Outputs that are written on request, and whether they work. */
const ON_REQUEST = new Map([
  ['rows', true],
  ['matrix', true],
  ['images-details', true],
]);

/** Names of outputs that are written on request. */
export function checkedOutputs(names: readonly string[], problems: Problem[]): Set<string> {
  const words = [...ON_REQUEST.keys()];
  for (const name of names) {
    const works = ON_REQUEST.get(name);
    if (works === undefined) {
      const message = `the input outputs takes ${formatWords(words)}, not '${name}'`;
      problems.push({ code: 'bad-input', message, hint: nearestHint(name, words) });
    } else if (!works) {
      problems.push({ code: 'not-yet', message: `outputs: ${name} is known but does not work yet` });
    }
  }
  return new Set(names);
}

function formatWords(words: readonly string[]): string {
  return `${words.slice(0, -1).join(', ')} or ${words.at(-1) ?? ''}`;
}
