// What differs between two lists of ingredients, in the words of the images file. In: ingredients as they were and as
// they are. Out: a `Change` for each that differs. Parents and builders are told by who knows their names.

import { byCodeUnit, canonicalJson, isRecord, type Json } from './canonical.ts';
import { lineDiff } from './line-diff.ts';

/** One ingredient that differs. */
export interface Change {
  /** as the images file calls it */
  readonly what: string;
  /** what became of it: `finish_rootfs_build changed`, `stage3: 2026-11-09 -> 2026-11-16` */
  readonly words: string;
  /** of a text: its lines with `-`, `+` or a blank before each */
  readonly diff?: readonly string[] | undefined;
}

/** Ingredients as they are kept: JSON. */
export type Ingredients = Readonly<Record<string, Json | undefined>>;

/** Ingredients that hold the fingerprint of another node, and those that follow from others. */
const ELSEWHERE = new Set(['parent', 'builder', 'needs', 'name', 'kind', 'platform']);

/** Digests of images, which people find again; other hashes are of the user's own files. */
const DIGESTS = new Set(['stage3', 'source']);

/** Texts of several lines: shown as a difference. */
const TEXTS = new Set([
  ...['configure_builder', 'configure_rootfs_build', 'finish_rootfs_build', 'finish_build', 'command', 'dockerfile'],
]);

/** Ingredients that only hold others. */
const GROUPS = new Set(['portage', 'tag_package']);

/** How an ingredient is called where it is not by its own name. */
const NAMES: ReadonlyMap<string, string> = new Map([
  ['provided_root', 'provided.root'],
  ['provided_builder', 'provided.builder'],
  ['state_drop', 'state.drop'],
  ['tag_package', 'tag'],
  ['dockerfile_files', 'dockerfile'],
  ['dockerfile_stages', 'dockerfile'],
]);

/** Texts longer than this are cut in one line. */
const MOST = 60;

/** The day of an image by its digest, as far as it is known: `20261116`. */
export type Days = ReadonlyMap<string, string>;

/** What differs, in the order of names; nothing for equal ingredients. */
export function changesOf(before: Ingredients, now: Ingredients, days: Days = new Map()): Change[] {
  const keys = [...new Set([...Object.keys(before), ...Object.keys(now)])].sort(byCodeUnit);
  return keys.flatMap((key) => {
    if (ELSEWHERE.has(key) || isSame(before[key], now[key])) return [];
    return changesAt(key, before[key], now[key], days);
  });
}

function changesAt(key: string, old: Json | undefined, now: Json | undefined, days: Days): Change[] {
  const what = NAMES.get(key) ?? key;
  if (GROUPS.has(key)) return changesOf(recordAt(old), recordAt(now));
  if (key === 'make_conf_order') return orderChange(listAt(old), listAt(now));
  if (DIGESTS.has(key)) return [digestChange(what, old, now, days)];
  if (key === 'scheme' || key === 'recipe') return [ownChange(key, old, now)];
  if (key === 'snapshot') return [snapshotChange(recordAt(old), recordAt(now))];
  if (TEXTS.has(key)) return [textChange(what, old, now)];
  if (key === 'overlays') return listedChanges('overlay', 'name', old, now);
  if (key === 'add') return listedChanges('add', 'dest', old, now);
  if (isList(old ?? []) && isList(now ?? [])) return [listChange(what, listAt(old), listAt(now))];
  if (isHash(old) && isHash(now)) return [{ what, words: `${what}: its content changed` }];
  if (isRecord(old ?? {}) && isRecord(now ?? {})) return recordChanges(what, recordAt(old), recordAt(now));
  return [{ what, words: `${what}${arrow(old, now)}` }];
}

/** What this program itself does with the same ingredients. */
function ownChange(what: string, old: Json | undefined, now: Json | undefined): Change {
  return { what, words: `this version builds otherwise (${what}${arrow(old, now)})` };
}

function snapshotChange(old: Ingredients, now: Ingredients): Change {
  const [from, to] = [day(old.date), day(now.date)];
  if (from !== to) return { what: 'portage', words: `portage: ${from} -> ${to}` };
  return { what: 'portage', words: `portage: its content changed, of the same day ${to}` };
}

/** Counted only where a line of make.conf names another's variable; other variables are told by themselves. */
function orderChange(old: readonly Json[], now: readonly Json[]): Change[] {
  const isMoved = old.length === now.length && less(old, now).length === 0;
  return isMoved ? [{ what: 'make_conf', words: 'make_conf: another order' }] : [];
}

/** An image's, by their days where these are known and tell the two apart. */
function digestChange(what: string, old: Json | undefined, now: Json | undefined, days: Days): Change {
  const [from, to] = [old, now].map((digest) => days.get(typeof digest === 'string' ? digest : ''));
  if (from === undefined || to === undefined || from === to) return { what, words: `${what}${arrow(old, now)}` };
  return { what, words: `${what}: ${day(from)} -> ${day(to)}` };
}

/** `20261116` is 2026-11-16. */
function day(date: Json | undefined): string {
  return shown(date).replace(/^'?(\d{4})(\d\d)(\d\d)'?$/, '$1-$2-$3');
}

function textChange(what: string, old: Json | undefined, now: Json | undefined): Change {
  const text = (value: Json | undefined): string => (typeof value === 'string' ? value : '');
  const became = old === undefined ? 'added' : now === undefined ? 'removed' : 'changed';
  // A file counts by the hash of its content, and a hash is no text to compare.
  if ([old, now].some(isHash)) return { what, words: `${what} ${became}` };
  return { what, words: `${what} ${became}`, diff: lineDiff(text(old), text(now)) };
}

/** Lists of things that have a name: overlays, added files. */
function listedChanges(what: string, key: string, old: Json | undefined, now: Json | undefined): Change[] {
  const [before, after] = [listAt(old), listAt(now)].map((list) => {
    const counts = new Map<string, number>();
    return new Map(
      list.map((one) => {
        const name = shown(recordAt(one)[key]).replaceAll("'", '');
        const count = (counts.get(name) ?? 0) + 1;
        counts.set(name, count);
        return [count === 1 ? name : `${name} (${count})`, recordAt(one)] as const;
      }),
    );
  }) as [Map<string, Ingredients>, Map<string, Ingredients>];
  const changes = [...new Set([...before.keys(), ...after.keys()])].flatMap((name): Change[] => {
    const [from, to] = [before.get(name), after.get(name)];
    const called = `${what} ${name}`;
    if (!from) return [{ what, words: `${called}: added` }];
    if (!to) return [{ what, words: `${called}: removed` }];
    // Who copies from which image is told with the images.
    return recordChanges(called, { ...from, image: undefined }, { ...to, image: undefined });
  });
  const isCopied = [...before.values(), ...after.values()].some(({ image }) => image !== undefined);
  return changes.length > 0 || isCopied ? changes : [{ what, words: `${what}: another order` }];
}

function listChange(what: string, old: readonly Json[], now: readonly Json[]): Change {
  const [gone, came] = [less(old, now), less(now, old)];
  const words = [...came.map((one) => `+ ${plain(one)}`), ...gone.map((one) => `- ${plain(one)}`)];
  return { what, words: `${what}: ${words.length > 0 ? words.join(', ') : 'another order'}` };
}

/** The entries of one list that the other does not have, or not so often. */
function less(list: readonly Json[], other: readonly Json[]): Json[] {
  const left = other.map(canonicalJson);
  return list.filter((one) => {
    const at = left.indexOf(canonicalJson(one));
    if (at !== -1) left.splice(at, 1);
    return at === -1;
  });
}

function recordChanges(what: string, old: Ingredients, now: Ingredients): Change[] {
  const keys = [...new Set([...Object.keys(old), ...Object.keys(now)])].filter((key) => !isSame(old[key], now[key]));
  return keys.sort(byCodeUnit).map((key) => {
    const [from, to] = [old[key], now[key]];
    if ([from, to].every(isHash)) {
      const called = key === 'tree' ? what : `${what} ${key}`;
      return { what, words: `${called}: its content changed` };
    }
    return { what, words: `${what}.${key}${arrow(from, to)}` };
  });
}

function arrow(old: Json | undefined, now: Json | undefined): string {
  if (old === undefined || old === null) return `: added, ${shown(now)}`;
  if (now === undefined || now === null) return `: removed, it was ${shown(old)}`;
  return `: ${shown(old)} -> ${shown(now)}`;
}

/** A value in one line: texts in quotes, hashes and long ones cut short. */
function shown(value: Json | undefined): string {
  if (value === undefined) return 'nothing';
  if (typeof value !== 'string') return short(canonicalJson(value));
  return isHash(value) ? value.slice(0, 'sha256:'.length + 12) : `'${short(value)}'`;
}

/** An entry of a list: a package needs no quotes. */
function plain(value: Json): string {
  return typeof value === 'string' && !/[\s,']/.test(value) ? short(value) : shown(value);
}

function short(text: string): string {
  const line = text.replaceAll('\n', '\\n');
  return line.length > MOST ? `${line.slice(0, MOST - 3)}...` : line;
}

function isHash(value: Json | undefined): boolean {
  return typeof value === 'string' && /^sha256:[0-9a-f]{64}$/.test(value);
}

function isSame(a: Json | undefined, b: Json | undefined): boolean {
  return (a === undefined ? undefined : canonicalJson(a)) === (b === undefined ? undefined : canonicalJson(b));
}

function isList(value: Json): value is readonly Json[] {
  return Array.isArray(value);
}

function listAt(value: Json | undefined): readonly Json[] {
  return value !== undefined && isList(value) ? value : [];
}

function recordAt(value: Json | undefined): Ingredients {
  return isRecord(value) ? value : {};
}
