// Fills the expressions of texts in, one after another, and gathers what is wrong with them.
// In: names that hold where the texts are used. Out: texts, hooks and settings as the catalog has them. Never throws.

import type { Hook, UserFile } from './catalog.ts';
import type { Settings } from './definition-shape.ts';
import { interpolate } from './interpolate.ts';
import type { Names } from './interpolate.ts';
import type { Placed, Problem } from './problem.ts';
import { plainPath } from './rules.ts';
import type { Written } from './written.ts';
import { broken } from './written.ts';

/** Fills texts in, with the names that hold where it is used. */
export type Fill = (written: Written) => string;

/** Problems are noted, the text as it is goes on: nobody sees it. */
export function filler(names: Names, problems: Problem[]): Fill {
  return (written) => {
    const { text, problems: found } = interpolate(written, names);
    problems.push(...(found.length > 0 ? found : broken(written, text)));
    return text;
  };
}

/** Texts by name. */
export function fillSettings(settings: Settings, fill: Fill): ReadonlyMap<string, string> {
  return new Map([...settings].map(([name, written]) => [name, fill(written)]));
}

/** Bash text. */
export function fillHook(written: Written | undefined, fill: Fill): Hook | undefined {
  return written && hookOf(fill(written), written);
}

/** Bash text that is there. */
export function hookOf(text: string, { place, lines }: Pick<Written, 'place' | 'lines'>): Hook {
  return { text: text.endsWith('\n') ? text : `${text}\n`, place, lines };
}

/** A path below the images file's folder. */
export function fillFile(written: Written, fill: Fill): UserFile {
  return { path: plainPath(fill(written)), place: written.place };
}

/** A text with its place. */
export function fillPlaced(written: Written, fill: Fill): Placed<string> {
  return { value: fill(written), place: written.place };
}

/** A text without expressions. */
export function plain({ value, place }: Written): Placed<string> {
  return { value, place };
}
