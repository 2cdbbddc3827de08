// Folders that a cache keeps between jobs: binary packages of an image, its distfiles, its preserved state.
// In: a service, notes of what is to be kept. Out: files restored, each compared with its digest before emerge sees it;
// files kept, one by one. A cache is no reason to fail: what does not work is one warning, and left out from then on.

import { join } from 'node:path/posix';
import { type CacheEntry, type CacheService, isUnchanged, packagesIn } from '../core/cache-record.ts';
import { isRegistryError } from '../core/image-store.ts';
import type { World } from './world.ts';

/** A folder that is kept, and what was in the cache of it. */
export interface Kept {
  readonly kind: 'package' | 'distfile' | 'state';
  /** under which it is kept */
  readonly name: string;
  /** of the image, for people */
  readonly label: string;
  /** the folder that holds it: of packages one for each stock */
  readonly folder: string;
  readonly before: readonly CacheEntry[];
  /** files that were there before and are not of this job */
  readonly others: readonly string[];
}

/** A cache as a job uses it. */
export interface Cache {
  readonly service: CacheService;
  /** says what is to be kept, in time for whoever keeps it if this process is killed */
  readonly note: (kept: Kept) => Promise<void>;
}

type Surroundings = Pick<World, 'files' | 'screen'>;

/** What Portage needs beside the packages, and packages.sh beside Portage. */
const NEEDED = ['offered/Packages', 'settings'];

/** With what a job that was killed did not come to write. */
const INDEX = [...NEEDED, 'offered/stamps'];

/** What goes wrong with a cache is told once, and ends its use. */
export function cautious(service: CacheService, tell: (line: string) => void): CacheService {
  let broken = false;
  const careful = async <T>(otherwise: T, work: () => Promise<T>): Promise<T> => {
    if (broken) return otherwise;
    try {
      return await work();
    } catch (error) {
      if (isRegistryError(error) && error.code === 'digest-mismatch') throw error;
      broken = true;
      tell(`the cache does not work and is left out: ${error instanceof Error ? error.message : String(error)}`);
      return otherwise;
    }
  };
  return {
    find: (name) => careful(undefined, () => service.find(name)),
    fetch: (entry, path) => careful(false, () => service.fetch(entry, path)),
    store: (entry, path) => careful(false, () => service.store(entry, path)),
    write: (name, record) => careful(false, () => service.write(name, record)),
  };
}

/** Fetches what is kept into a folder. Gives what the cache has, so that it is not kept twice. */
export async function restoreKept(
  world: Surroundings,
  service: CacheService,
  kept: Omit<Kept, 'before' | 'others'>,
  into: string,
): Promise<readonly CacheEntry[]> {
  const { files, screen } = world;
  const entries = (await service.find(kept.name))?.entries ?? [];
  const there: CacheEntry[] = [];
  let fetched = 0;
  for (const entry of entries) {
    const path = join(into, entry.path);
    if ((await files.fileAt(path))?.size === entry.size) there.push(entry);
    else if (await fetchEntry(world, service, entry, kept, path)) {
      there.push(entry);
      fetched++;
    }
  }
  // Packages without their index are packages that nobody knows anything of.
  const has = (list: readonly CacheEntry[], path: string): boolean => list.some((entry) => entry.path === path);
  const isWhole = INDEX.every((path) => has(there, path) || (!NEEDED.includes(path) && !has(entries, path)));
  const lost = kept.kind === 'package' && !isWhole;
  if (lost) {
    await files.removeFolder(into);
    await files.ensureFolder(into);
  } else if (fetched > 0) screen.say(`${kept.label}: ${fetched} files of ${kept.kind}s from the cache`);
  return lost ? [] : there;
}

/** What is done where the cache has it not. */
const ANEW = { package: 'compiled', distfile: 'fetched', state: 'taken out of the builder' } as const;

/** Fetches one file; false when it is not there any more, or is not what was kept. */
async function fetchEntry(
  { files, screen }: Surroundings,
  service: CacheService,
  entry: CacheEntry,
  { kind, label }: Pick<Kept, 'kind' | 'label'>,
  path: string,
): Promise<boolean> {
  try {
    if (!(await service.fetch(entry, path))) return false;
    const { digest } = await files.hashFile(path);
    if (digest === entry.digest) {
      await files.setModified(path, entry.modified);
      return true;
    }
  } catch (error) {
    if (!isRegistryError(error)) throw error;
  }
  await files.removeFolder(path);
  screen.warn(`${label}: the cached ${kind} ${entry.path} is not what was kept; it is refused, and ${ANEW[kind]} anew`);
  return false;
}

/** Keeps what a job made, package by package. */
export async function saveKept(world: Surroundings, service: CacheService, kept: Kept): Promise<void> {
  const { files, screen } = world;
  const isStock = kept.kind === 'package';
  const folder = isStock ? await files.takeFolder(kept.folder, kept.name) : kept.folder;
  try {
    const paths = isStock ? await packagePaths(world, folder) : await distfilePaths(world, kept);
    const entries: CacheEntry[] = [];
    for (const path of paths) {
      const entry = await entryOf(world, kept, folder, path);
      if (entry) entries.push(entry);
    }
    const fresh = entries.filter(({ digest }) => !kept.before.some((one) => one.digest === digest));
    if (fresh.length === 0 && entries.length === kept.before.length) return;
    const count = await storeAll(service, kept, folder, { entries, fresh });
    if (count > 0) screen.say(`${kept.label}: ${count} files of ${kept.kind}s for the cache`);
  } finally {
    if (isStock) await files.giveFolder(folder);
  }
}

/** Files between two records: so much is lost at the most when even this is ended in the middle. */
const BATCH = 50;

/** Stores files, the record after each batch of them and at the end. Gives how many the record came to name. */
async function storeAll(
  service: CacheService,
  { name }: Pick<Kept, 'name'>,
  folder: string,
  { entries, fresh }: { readonly entries: readonly CacheEntry[]; readonly fresh: readonly CacheEntry[] },
): Promise<number> {
  const there = entries.filter((one) => !fresh.includes(one));
  for (let begin = 0; begin === 0 || begin < fresh.length; begin += BATCH) {
    const batch = fresh.slice(begin, begin + BATCH);
    for (const entry of batch) if (!(await service.store(entry, join(folder, entry.path)))) return begin;
    there.push(...batch);
    if (!(await service.write(name, { scheme: 1, entries: there }))) return begin;
  }
  return fresh.length;
}

async function entryOf(
  { files }: Surroundings,
  { before }: Kept,
  folder: string,
  path: string,
): Promise<CacheEntry | undefined> {
  const file = await files.fileAt(join(folder, path));
  if (!file) return undefined;
  const known = before.find((one) => one.path === path && isUnchanged(one, file.size, file.modified));
  return known ?? { path, modified: file.modified, ...(await files.hashFile(join(folder, path))) };
}

/** Only what Portage's index has: all else is of an emerge that was ended in the middle of it. */
async function packagePaths({ files }: Surroundings, folder: string): Promise<string[]> {
  const index = (await files.readText(join(folder, 'offered/Packages'))) ?? '';
  const borrowed = ((await files.readText(join(folder, 'borrowed'))) ?? '').split('\n');
  const whole: string[] = [];
  for (const { path, size } of packagesIn(index)) {
    if (borrowed.includes(path)) continue;
    if ((await files.fileAt(join(folder, 'offered', path)))?.size === size) whole.push(`offered/${path}`);
  }
  // What tells of the packages comes first: no record is without it.
  return whole.length === 0 ? [] : [...INDEX, ...whole];
}

/** Half a file has a name of its own, and so has one that Portage refused. */
const NO_DISTFILE = /^\.|__download__|_checksum_failure_|portage_lockfile/;

async function distfilePaths({ files }: Surroundings, { folder, before, others }: Kept): Promise<string[]> {
  const names = await files.listFolder(folder);
  const known = new Set(before.map(({ path }) => path));
  return names.filter((name) => known.has(name) || (!NO_DISTFILE.test(name) && !others.includes(name)));
}
