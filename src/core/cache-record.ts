// What a cache between jobs keeps of a folder, and what it can do. In: JSON of a service. Out: a record, or nothing where
// it is none. A record comes from outside: a path that leaves the folder makes it none.

import { isRecord, parseJson } from './canonical.ts';
import { imageOfStock } from './stock.ts';

/** A file of a folder that is kept. */
export interface CacheEntry {
  /** below the folder */
  readonly path: string;
  readonly digest: string;
  /** bytes */
  readonly size: number;
  /** seconds since 1970: Portage tells by it whether its index is right */
  readonly modified: number;
}

export interface CacheRecord {
  readonly scheme: 1;
  readonly entries: readonly CacheEntry[];
}

/** A place that keeps files between jobs. Whatever fails in it throws an Error whose message is for people. */
export interface CacheService {
  /** what is kept under a name; undefined for nothing */
  find(name: string): Promise<CacheRecord | undefined>;
  /** fetches one file to a path; false when it is not there any more. Its bytes are the caller's to check */
  fetch(entry: CacheEntry, path: string): Promise<boolean>;
  /** keeps one file, if it is not there; true when it is there afterwards */
  store(entry: CacheEntry, path: string): Promise<boolean>;
  /** keeps a record under a name, whose files are there already; true when it is there afterwards */
  write(name: string, record: CacheRecord): Promise<boolean>;
}

/** Begins all our keys in GitHub's cache; raised when what is kept changes its form. */
export const KEY_PREFIX = 'gentoo-image-builder-1';

/** What a key of GitHub's cache is of: a file by its bytes, or a record under a name. */
export function parseKey(key: string): { readonly file: string } | { readonly record: string } | undefined {
  if (!key.startsWith(`${KEY_PREFIX}-`)) return undefined;
  const name = key.slice(KEY_PREFIX.length + 1);
  if (/^[0-9a-f]{64}$/.test(name)) return { file: name };
  const record = /^(.+)-[0-9a-f]{16}$/.exec(name)?.[1] ?? '';
  return imageOfStock(record) === undefined ? undefined : { record };
}

/** Reads a record; undefined for what is none. */
export function parseRecord(text: string): CacheRecord | undefined {
  const value = parseJson(text);
  if (!isRecord(value) || value.scheme !== 1 || !Array.isArray(value.entries)) return undefined;
  const entries: unknown[] = value.entries;
  return entries.every(isEntry) ? { scheme: 1, entries } : undefined;
}

/** True for an entry whose path stays below its folder. */
export function isEntry(value: unknown): value is CacheEntry {
  if (!isRecord(value)) return false;
  const { path, digest, size, modified } = value;
  return (
    typeof path === 'string' &&
    /^[\w.+@~-]+(\/[\w.+@~-]+)*$/.test(path) &&
    !path.split('/').some((part) => /^\.+$/.test(part)) &&
    typeof digest === 'string' &&
    /^sha256:[0-9a-f]{64}$/.test(digest) &&
    Number.isSafeInteger(size) &&
    Number.isSafeInteger(modified)
  );
}

/** True for the same file as before: its bytes need not be read again. */
export function isUnchanged(one: CacheEntry, size: number, modified: number): boolean {
  return one.size === size && one.modified === modified;
}

/** The files that are whole, by the index that Portage writes when a package is done: path and size. */
export function packagesIn(index: string): { readonly path: string; readonly size: number }[] {
  return index.split(/\n\n+/).flatMap((stanza) => {
    const path = /^PATH: (.+)$/m.exec(stanza)?.[1];
    const size = /^SIZE: (\d+)$/m.exec(stanza)?.[1];
    return path === undefined || size === undefined ? [] : [{ path, size: Number(size) }];
  });
}
