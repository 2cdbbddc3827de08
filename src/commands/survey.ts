// From the images file to fingerprints. In: the world and what the user asked. Out: graph, facts and fingerprints.
// The part that `plan`, `build` and `graph` have in common; it asks registries for moving names, nothing else.

import { join, resolve } from 'node:path/posix';
import type { Catalog, Image, NotYet } from '../core/catalog.ts';
import type { Change } from '../core/change.ts';
import { fillCatalog } from '../core/defaults.ts';
import { type Definition, parseDefinition } from '../core/definition.ts';
import { withLinesOf } from '../core/dockerfile.ts';
import { lineProblems } from '../core/dockerfile-problems.ts';
import { type Fingerprint, printFingerprints } from '../core/fingerprint.ts';
import { type Graph, linkGraph } from '../core/graph.ts';
import type { ImageStore } from '../core/image-store.ts';
import { includesOf } from '../core/include.ts';
import { driftProblems, type Lock, lockedNames, lockPath, parseLock, pinsOfNames, withLock } from '../core/lock.ts';
import { notYetProblems } from '../core/not-yet.ts';
import { parseManifest, parseObject } from '../core/oci.ts';
import {
  addPins,
  askQuestions,
  type Facts,
  type MovingReference,
  NO_PINS,
  type Pin,
  type Pins,
  type Questions,
  revisionName,
  snapshotDates,
  tell,
} from '../core/pins.ts';
import { type Place, type Placed, refuse, UserError, withoutRepeats } from '../core/problem.ts';
import { overrideDefinition } from '../core/override.ts';
import { periodsAt } from '../core/periods.ts';
import { parseReference, type Reference } from '../core/reference.ts';
import { type HostInput, mergeAccess } from '../core/registry-access.ts';
import { dateOfTimestamp } from '../core/snapshot-date.ts';
import { parseSource } from '../core/source.ts';
import { unreachable } from '../core/unreachable.ts';
import type { Stores, World } from './world.ts';

export interface Settings {
  /** path as the user named it, relative to the working directory */
  readonly imagesFile: string;
  /** overrides the file's */
  readonly registry: string | undefined;
  readonly pins: Pins;
  /** whether the registry may be written to */
  readonly push: boolean;
  /** whether names for people may be moved */
  readonly name: boolean;
  /** how hosts are reached, beside what the file says; paths relative to the working directory */
  readonly access?: ReadonlyMap<string, HostInput> | undefined;
  /** whose builders are pushed, all unless given */
  readonly pushBuilders?: 'all' | 'needed' | undefined;
  /** path below the registry for all that is written; what is not there is read from the registry itself */
  readonly below?: string | undefined;
  /** refuse pins that differ from the lock */
  readonly locked?: boolean | undefined;
  /** names that are asked for anew, whatever the lock says; all of them */
  readonly moving?: ReadonlySet<string> | 'all' | undefined;
}

export interface Survey {
  readonly graph: Graph;
  readonly catalog: Catalog;
  readonly stores: Stores;
  /** no registry, or one that may only be read: what is built stays on this machine */
  readonly local: boolean;
  readonly facts: Facts;
  readonly prints: ReadonlyMap<string, Fingerprint>;
  /** by id of a node that is not held at its snapshot, what of the present one concerns it; see `hold.ts` */
  readonly scopes?: ReadonlyMap<string, readonly Change[]>;
  /** folder of the images file, absolute */
  readonly folder: string;
  /** whether names for people may be moved */
  readonly name: boolean;
  /** whose builders are pushed */
  readonly pushBuilders: 'all' | 'needed';
}

/** Reads and checks the images file and its lock; asks nothing of the outside. */
export async function readGraph(world: World, settings: Settings): Promise<Graph> {
  const definition = await readDefinition(world, settings);
  const lock = await readLock(world, settings);
  return linkGraph(
    await catalogOf(world, definition, settings, lock ? withLock(settings.pins, lock.pins) : settings.pins),
  );
}

/** Reads the images file, resolves what moves, and prints the fingerprints. */
export async function survey(world: World, settings: Settings): Promise<Survey> {
  const definition = await readDefinition(world, settings);
  const lock = await readLock(world, settings);
  const first = linkGraph(await catalogOf(world, definition, settings, settings.pins));
  refuseNotYet(first.catalog, 'plan');
  const names = lockedNames(askQuestions(first, tell(NO_PINS, settings.pins.set ?? {})));
  const pins = withLock(settings.pins, pinsOfNames(lock?.pins ?? NO_PINS, fixedNames(names, settings)));
  const questions = askQuestions(first, pins);
  if (settings.locked) {
    const asked = new Set(lockedNames(questions).map(({ value }) => value));
    refuse(driftProblems(lockPath(settings.imagesFile), lock, names, settings.pins, asked));
  }
  const stores = world.stores(first.catalog, settings.push, settings.below);
  const facts = await answer(world, questions, { ...settings, pins }, stores.registries);
  // Once more with the dates at hand, which tags and `${{ builder.portage }}` are made of.
  const graph = linkGraph(await catalogOf(world, definition, settings, facts.pins));
  const { catalog } = graph;
  const local = catalog.registry === undefined || !settings.push;
  const prints = printFingerprints(graph, facts);
  const { name, pushBuilders = 'all' } = settings;
  return { graph, catalog, stores, local, facts, prints, folder: folderOf(world, settings), name, pushBuilders };
}

function fixedNames(names: readonly Placed<string>[], { moving }: Settings): Set<string> {
  return new Set(names.map(({ value }) => value).filter((name) => moving !== 'all' && moving?.has(name) !== true));
}

/** The lock beside the images file; undefined where there is none. */
export async function readLock(world: World, { imagesFile }: Settings): Promise<Lock | undefined> {
  const file = lockPath(imagesFile);
  const text = await world.files.readText(resolve(world.folder, file));
  return text === undefined ? undefined : parseLock(file, text);
}

/** Refuses what a stage cannot carry out. */
export function refuseNotYet({ notYet }: Catalog, stage: NotYet['stage']): void {
  refuse(notYetProblems(notYet, stage));
}

/** The folder that paths in the images file are relative to; absolute. */
function folderOf(world: World, settings: Settings): string {
  return join(resolve(world.folder, settings.imagesFile), '..');
}

async function readDefinition(world: World, { imagesFile }: Settings): Promise<Definition> {
  const text = await world.files.readText(resolve(world.folder, imagesFile));
  if (text === undefined) {
    const hint = `name it with --images-file (input images-file); looked in ${world.folder}`;
    throw new UserError([{ code: 'file', message: `there is no images file '${imagesFile}'`, hint }]);
  }
  const main = parseSource(imagesFile, text);
  const others = includesOf(main).map(async ({ path, place }) => {
    const file = join(imagesFile, '..', path);
    const more = await world.files.readText(resolve(world.folder, file));
    if (more !== undefined) return parseSource(file, more);
    throw new UserError([{ code: 'file', message: `there is no file '${file}' to include`, place }]);
  });
  return parseDefinition([main, ...(await Promise.all(others))]);
}

async function catalogOf(world: World, written: Definition, settings: Settings, pins: Pins): Promise<Catalog> {
  const definition = overrideDefinition(written, pins.set ?? {});
  const plain = fillCatalog(definition, { dates: new Map() });
  const catalog = fillCatalog(definition, { dates: snapshotDates(plain, pins) });
  const { below, access = new Map() } = settings;
  const registry = settings.registry ?? catalog.registry;
  return {
    ...catalog,
    images: await withDockerfiles(world, catalog.images, settings),
    registry: registry === undefined || below === undefined ? registry : `${registry}/${below}`,
    registries: mergeAccess(catalog.registries, access, (path) => resolve(world.folder, path)),
  };
}

/** Dockerfile lines that are in files are read, as they say what else has to be asked. */
async function withDockerfiles(world: World, images: readonly Image[], settings: Settings): Promise<Image[]> {
  const read = images.map(async (image) => {
    if (image.type !== 'gentoo' || !image.dockerfile || 'lines' in image.dockerfile) return image;
    const { file } = image.dockerfile;
    const text = await world.files.readText(join(folderOf(world, settings), file.path));
    if (text === undefined) throw missing(`there is no file '${file.path}'`, file.place);
    return withLinesOf(image, file, join(settings.imagesFile, '..', file.path), text);
  });
  const all = await Promise.all(read);
  refuse(withoutRepeats(all.flatMap(lineProblems)));
  return all;
}

async function answer(world: World, questions: Questions, settings: Settings, registries: ImageStore): Promise<Facts> {
  const folder = folderOf(world, settings);
  const trees = new Map<string, string>();
  for (const { path, place } of questions.trees) {
    const hash = await world.files.hashTree(join(folder, path));
    if (hash === undefined) throw missing(`there is no file or folder '${path}'`, place);
    trees.set(path, hash);
  }
  for (const { path, place } of questions.globs) {
    const hash = await world.files.hashGlob(folder, path);
    if (hash === undefined) throw missing(`there is no file '${path}'`, place);
    trees.set(path, hash);
  }
  const pins: Record<string, Pin> = {};
  for (const path of questions.undated) pins[path] = { date: await dateOfFolder(world, folder, path) };
  const resolved = questions.references.map(async (moving): Promise<[string, Pin]> => {
    const known = settings.pins.names[moving.reference]?.digest;
    return [moving.reference, await resolvePin(registries, moving, known)];
  });
  for (const [reference, pin] of await Promise.all(resolved)) pins[reference] = pin;
  for (const { url, ref, place } of questions.revisions) {
    const commit = await world.git.commitOf(url, ref);
    if (commit === undefined) throw missing(`${url} has no branch and no tag '${ref}'`, place);
    pins[revisionName(url, ref)] = { commit };
  }
  const told = questions.periods
    ? { ...settings.pins, periods: settings.pins.periods ?? periodsAt(world.now()) }
    : settings.pins;
  return { pins: addPins(told, pins), trees };
}

/** `known`: its digest, where only its date is wanted; by now the name may stand for another. */
async function resolvePin(registries: ImageStore, moving: MovingReference, known?: string): Promise<Pin> {
  const { reference: name, dated, place } = moving;
  const parsed = parseReference(name);
  if (!parsed) throw new Error(`'${name}' came through as a reference`);
  const reference = known === undefined ? parsed : { ...parsed, digest: known };
  const there = await registries.head(reference.tag === undefined ? { ...reference, tag: 'latest' } : reference);
  switch (there.answer) {
    case 'no':
      throw new UserError([
        {
          code: 'pin',
          message: `there is no image ${name}`,
          place,
          hint: 'correct the reference, or give its digest with --pins',
        },
      ]);
    case 'unknown':
      throw unreachable(
        `what ${name} is cannot be found out: ${there.reason}`,
        'name a mirror under `registries`, write the reference with @sha256:, or give its digest with --pins',
      );
    case 'yes': {
      const pinned = { ...reference, digest: there.digest };
      return dated ? { digest: there.digest, date: await dateOfImage(registries, pinned) } : { digest: there.digest };
    }
  }
}

/** A snapshot's image is made on the day of its tree. In an index any platform's will do: the tree is the same. */
export async function dateOfImage(registries: ImageStore, reference: Reference): Promise<string> {
  const read = await registries.manifest(reference);
  const parsed = parseManifest(read.bytes, read.mediaType);
  if (parsed?.kind === 'index') {
    const [first] = parsed.index.manifests;
    if (first) return await dateOfImage(registries, { ...reference, digest: first.digest });
  }
  if (parsed?.kind !== 'image') throw unreachable(`${reference.repository} is no image`);
  const chunks: Uint8Array[] = [];
  for await (const chunk of await registries.blob(reference, parsed.manifest.config)) chunks.push(chunk);
  const created = parseObject(Buffer.concat(chunks))?.created;
  const date = typeof created === 'string' ? created.slice(0, 10).replaceAll('-', '') : '';
  if (/^\d{8}$/.test(date)) return date;
  throw unreachable(`${reference.repository} does not say of which day it is`, 'use a reference whose tag is a date');
}

/** A snapshot brings the time of its making: `metadata/timestamp.chk`. */
async function dateOfFolder(world: World, folder: string, path: string): Promise<string> {
  const text = await world.files.readText(join(folder, path, 'metadata/timestamp.chk'));
  const date = text === undefined ? undefined : dateOfTimestamp(text);
  if (date !== undefined) return date;
  const message = `'${path}' does not say of which day it is: it has no metadata/timestamp.chk that can be read`;
  throw new UserError([{ code: 'pin', message, hint: 'add `date: 20261116` beside `path`' }]);
}

function missing(message: string, place: Place): UserError {
  return new UserError([{ code: 'file', message, place }]);
}
