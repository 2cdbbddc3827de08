// Reads values of a source by their keys, whatever their shape: the schema has said already what is of a wrong one.
// In: a source, and spots in it. Out: texts, lists and mappings, with their places; what is wrong goes to `problems`.
// Never throws: a reader of a file with mistakes must find the next one.

import { interpolate, wordsAround } from './interpolate.ts';
import type { Names } from './interpolate.ts';
import type { Problem } from './problem.ts';
import type { Data, Path, Source } from './source.ts';
import type { Fault, Rule, Written } from './written.ts';
import { broken, hasExpression } from './written.ts';

/** A value and how to get there. */
export interface Spot {
  readonly source: Source;
  readonly path: Path;
  readonly value: Data;
}

/** What all parts of the definition are read with. */
export interface Reader {
  readonly problems: Problem[];
  /** what expressions can name here; values that are not known yet are stand-ins */
  readonly names: Names;
}

type Mapping = Readonly<Record<string, Data>>;

/** The value of a key; undefined where there is none, or null. */
export function under(spot: Spot | undefined, ...keys: readonly string[]): Spot | undefined {
  let at = spot;
  for (const key of keys) {
    const value = at && isMapping(at.value) ? at.value[key] : undefined;
    if (!at || value === undefined || value === null) return undefined;
    at = { source: at.source, path: [...at.path, key], value };
  }
  return at;
}

/** Entries of a mapping, parked ones (`x-...`) left out; empty for anything else. */
export function entriesOf(spot: Spot | undefined): [key: string, entry: Spot][] {
  if (!spot || !isMapping(spot.value)) return [];
  const keys = Object.keys(spot.value).filter((key) => !key.startsWith('x-'));
  return keys.flatMap((key) => {
    const entry = under(spot, key);
    return entry ? [[key, entry] satisfies [string, Spot]] : [];
  });
}

/** Entries of a list, null ones left out; empty for anything else. */
export function itemsOf(spot: Spot | undefined): Spot[] {
  if (!spot || !isList(spot.value)) return [];
  const { source, path } = spot;
  return spot.value.flatMap((value, index) => (value === null ? [] : [{ source, path: [...path, index], value }]));
}

/** True for `{...}`. */
export function isMapping(value: Data): value is Mapping {
  return typeof value === 'object' && value !== null && !Array.isArray(value);
}

/** True for `[...]`. */
export function isList(value: Data): value is readonly Data[] {
  return Array.isArray(value);
}

/** A text, its expressions checked, held to a rule; undefined for lists, mappings and nothing. */
export function textOf(
  reader: Reader,
  spot: Spot | undefined,
  rule?: Rule,
  kind: Written['kind'] = 'value',
): Written | undefined {
  const written = spot && writtenOf(spot, kind, rule);
  if (written) check(reader, written);
  return written;
}

/** A text in which expressions mean nothing: a name that other things are found by. */
export function plainOf(reader: Reader, spot: Spot | undefined, rule?: Rule): Written | undefined {
  const written = spot && writtenOf(spot, 'value', rule);
  if (!written || !rule) return written;
  const message = 'here no expression is filled in: a name is taken as it is written';
  if (hasExpression(written.value)) reader.problems.push({ code: 'bad-expression', message, place: written.place });
  else reader.problems.push(...broken(written, written.value));
  return written;
}

/** The texts of a list. */
export function textsOf(reader: Reader, spot: Spot | undefined, rule?: Rule): Written[] {
  return itemsOf(spot).flatMap((item) => textOf(reader, item, rule) ?? []);
}

/** The words of a text, split at white space outside of expressions; or the texts of a list. */
export function wordsOrTexts(reader: Reader, spot: Spot | undefined, rule: Rule): Written[] {
  const whole = spot && writtenOf(spot, 'value', rule);
  if (!whole) return textsOf(reader, spot, rule);
  const words = wordsAround(whole.value);
  const places = spot.source.findAll(spot.path, words);
  return words.map((value, index) => {
    const written = { ...whole, value, place: places[index] ?? whole.place };
    check(reader, written);
    return written;
  });
}

/** Texts by name; the names are held to a rule. */
export function settingsOf(reader: Reader, spot: Spot | undefined, nameRule: Rule): ReadonlyMap<string, Written> {
  const settings = new Map<string, Written>();
  for (const [key, entry] of entriesOf(spot)) {
    keyCheck(reader, entry, nameRule);
    const written = textOf(reader, entry);
    if (written) settings.set(key, written);
  }
  return settings;
}

/** Holds the key of an entry to a rule. */
export function keyCheck(reader: Reader, entry: Spot, rule: Rule): void {
  const fault = rule(String(entry.path.at(-1)));
  if (fault) complain(reader, entry, 'key', fault);
}

/** Notes what is wrong with a value or its key. */
export function complain(reader: Reader, spot: Spot, what: 'key' | 'value', fault: Fault): void {
  reader.problems.push({ ...fault, place: spot.source.place(spot.path, what) });
}

/** A whole number, or true and false; undefined for anything else. */
export function numberOf(spot: Spot | undefined): number | undefined {
  return typeof spot?.value === 'number' ? spot.value : undefined;
}

/** True or false; undefined for anything else. */
export function flagOf(spot: Spot | undefined): boolean | undefined {
  return typeof spot?.value === 'boolean' ? spot.value : undefined;
}

/** One of some words; undefined for anything else, which the schema has refused. */
export function wordOf<Word extends string>(spot: Spot | undefined, words: readonly Word[]): Word | undefined {
  return words.find((word) => word === spot?.value);
}

/** One text, or the texts of a list; undefined for neither. */
export function oneOrMore(
  reader: Reader,
  spot: Spot | undefined,
  rule?: Rule,
  kind?: Written['kind'],
): Written[] | undefined {
  const one = textOf(reader, spot, rule, kind);
  return one ? [one] : spot && textsOf(reader, spot, rule);
}

function writtenOf({ source, path }: Spot, kind: Written['kind'], rule: Rule | undefined): Written | undefined {
  const value = source.text(path);
  if (value === undefined) return undefined;
  const find: Written['find'] = (words, nth) => source.find(path, words, nth);
  return { value, place: source.place(path, 'value'), kind, rule, lines: source.lines(path), find };
}

function check({ names, problems }: Reader, written: Written): void {
  const { text, problems: found } = interpolate(written, names);
  problems.push(...found);
  if (found.length === 0) problems.push(...broken(written, text));
}
