// The lock: what moving names stand for, in a file beside the images file, until somebody moves them. In: its text, a
// graph's questions, pins. Out: pins with the places where they stand; the text of a new lock; what differs.
// Never asks a registry.

import { byCodeUnit, isRecord } from './canonical.ts';
import { NO_PINS, parsePins, type Pin, type Pins, type Questions, revisionName } from './pins.ts';
import { type Place, type Placed, type Problem, refuse, UserError } from './problem.ts';
import { isMapping } from './reader.ts';
import { type Data, parseSource, type Source } from './source.ts';

export interface Lock {
  readonly pins: Pins;
  readonly source: Source;
}

/** A name whose pin changed; undefined where there was none, or is none any more. */
export interface Move {
  readonly name: string;
  readonly from: Pin | undefined;
  readonly to: Pin | undefined;
}

/** `images.lock.yaml` of `images.yaml`. */
export function lockPath(imagesFile: string): string {
  return imagesFile.replace(/(\.ya?ml)?$/i, (_all, ending?: string) => `.lock${ending ?? '.yaml'}`);
}

/** Reads a lock. Throws a `UserError` with everything that is wrong with it. */
export function parseLock(file: string, text: string): Lock {
  const source = parseSource(file, text);
  const { value } = source;
  const hint = 'it is written by `gentoo-image-builder update`: take it back from git, or delete it and write it anew';
  const names = isMapping(value) && value.scheme === 1 ? value.names : undefined;
  if (names === undefined || !isMapping(names)) {
    const message = `${file} is no lock of scheme 1`;
    throw new UserError([{ code: 'bad-value', message, place: source.place([], 'value'), hint }]);
  }
  const wrong = Object.keys(names).filter((name) => readPin(names[name] ?? null) === undefined);
  refuse(
    wrong.map((name): Problem => {
      const message = `what '${name}' is locked to is no digest, no date and no commit`;
      return { code: 'bad-value', message, place: source.place(['names', name], 'value'), hint };
    }),
  );
  const pins = Object.entries(names).map(([name, pin]): [string, Pin] => [name, readPin(pin) ?? {}]);
  return { pins: { ...NO_PINS, names: Object.fromEntries(pins) }, source };
}

/** A pin by the rules of pins; numbers are as they were written, as a date may stand without quotes. */
function readPin(data: Data): Pin | undefined {
  if (!isMapping(data)) return undefined;
  const texts = Object.fromEntries(Object.entries(data).map(([key, text]) => [key, isPlain(text) ? `${text}` : text]));
  try {
    const { name } = parsePins(JSON.stringify({ scheme: 1, names: { name: texts } }), '').names;
    return name;
  } catch (error) {
    if (error instanceof UserError) return undefined;
    throw error;
  }
}

function isPlain(data: Data): data is string | number {
  return typeof data === 'string' || typeof data === 'number';
}

/** The text of a lock: a name a paragraph, in the order of their letters, so that a moved pin is one changed line. */
export function formatLock(imagesFile: string, pins: Pins): string {
  const name = imagesFile.slice(imagesFile.lastIndexOf('/') + 1);
  const lines = Object.entries(pins.names)
    .sort(([a], [b]) => byCodeUnit(a, b))
    .flatMap(([key, pin]) => [`  ${JSON.stringify(key)}:`, ...fieldsOf(pin).map((field) => `    ${field}`)]);
  return [
    `# What the moving names of ${name} stand for. Written by \`gentoo-image-builder update\`; commit it.`,
    'scheme: 1',
    ...(lines.length > 0 ? ['names:', ...lines] : ['names: {}']),
    '',
  ].join('\n');
}

/** Dates are quoted: YAML would read a number. */
function fieldsOf(pin: Pin): string[] {
  return Object.entries(pin)
    .filter((entry): entry is [string, string] => typeof entry[1] === 'string')
    .sort(([a], [b]) => byCodeUnit(a, b))
    .map(([key, text]) => `${key}: ${JSON.stringify(text)}`);
}

/** The names that a lock has to hold, with the places where the images file says them. */
export function lockedNames(questions: Questions): Placed<string>[] {
  const revisions = questions.revisions.map(({ url, ref, place }) => ({ value: revisionName(url, ref), place }));
  return [...questions.references.map(({ reference, place }) => ({ value: reference, place })), ...revisions];
}

/** The pins of some names. */
export function pinsOfNames(pins: Pins, names: ReadonlySet<string>): Pins {
  return { ...NO_PINS, names: Object.fromEntries(Object.entries(pins.names).filter(([name]) => names.has(name))) };
}

/** Pins that were told win over those of the lock. */
export function withLock(told: Pins, lock: Pins): Pins {
  return { ...told, names: { ...lock.names, ...told.names } };
}

/** What moved between two locks, by name. */
export function movesBetween(before: Pins, after: Pins): Move[] {
  const names = [...new Set([...Object.keys(before.names), ...Object.keys(after.names)])].sort(byCodeUnit);
  return names
    .map((name): Move => ({ name, from: before.names[name], to: after.names[name] }))
    .filter(({ from, to }) => !isSame(from, to));
}

/** `20261109 -> 20261116`; digests are cut short, and left out where a date says it. */
export function describeMove({ name, from, to }: Move): string {
  if (to === undefined) return `${name}: no longer named`;
  if (from === undefined) return `${name}: new, ${shortPin(to)}`;
  const dated = from.date !== undefined && to.date !== undefined && from.date !== to.date;
  return dated ? `${name}: ${from.date} -> ${to.date}` : `${name}: ${shortPin(from)} -> ${shortPin(to)}`;
}

/** What `locked` refuses: names of the images file that are not in the lock, those that are too much, other pins. */
export function driftProblems(
  file: string,
  lock: Lock | undefined,
  names: readonly Placed<string>[],
  told: Pins,
  asked: ReadonlySet<string>,
): Problem[] {
  if (lock === undefined) {
    const hint = 'write it with `gentoo-image-builder update`, and commit it';
    return names.length === 0 ? [] : [{ code: 'pin', message: `there is no lock file '${file}'`, hint }];
  }
  const wanted = new Set(names.map(({ value }) => value));
  const lacking = names.filter(({ value }) => asked.has(value));
  const idle = Object.keys(lock.pins.names).filter((name) => !wanted.has(name));
  const other = Object.entries(lock.pins.names).filter(([name, pin]) => isOther(told.names[name], pin));
  const placeIn = (name: string): Place => lock.source.place(['names', name], 'key');
  const hint = 'move the lock with `gentoo-image-builder update`, and commit it';
  return [
    ...lacking.map(({ value, place }): Problem => {
      return { code: 'pin', message: `'${value}' is not locked by ${file}`, place, hint };
    }),
    ...idle.map((name): Problem => {
      const message = `'${name}' is locked, but the images file does not name it`;
      return { code: 'pin', message, place: placeIn(name), hint };
    }),
    ...other.map(([name, pin]): Problem => {
      const given = told.names[name] ?? {};
      const message = `'${name}' is locked to ${shortPin(pin)}, but the pins that were given say ${shortPin(given)}`;
      return { code: 'pin', message, place: placeIn(name), hint: 'leave the pins out, or move the lock' };
    }),
  ];
}

function isOther(given: Pin | undefined, locked: Pin): boolean {
  if (given === undefined) return false;
  const theirs: Readonly<Record<string, unknown>> = isRecord(locked) ? locked : {};
  return Object.entries(given).some(([key, text]) => theirs[key] !== undefined && theirs[key] !== text);
}

function isSame(a: Pin | undefined, b: Pin | undefined): boolean {
  return JSON.stringify(a && fieldsOf(a)) === JSON.stringify(b && fieldsOf(b));
}

/** `20261116`, else the beginning of what it stands for. */
function shortPin(pin: Pin): string {
  const texts = Object.values(pin).filter((text): text is string => typeof text === 'string');
  return pin.date ?? shortText(pin.digest ?? texts[0] ?? 'nothing');
}

function shortText(text: string): string {
  return text.startsWith('sha256:') ? text.slice(0, 'sha256:'.length + 12) : text;
}
