// `update`: moves the pins of the lock. In: the world, names (of images, of builders, or of what moves); none: all.
// Out: the new lock, what moved, and which images that builds anew. Writes the lock and nothing else.

import { join, resolve } from 'node:path/posix';
import type { Builder } from '../core/catalog.ts';
import type { Fingerprint } from '../core/fingerprint.ts';
import { isCalled, type Graph, type Node, nodeOf } from '../core/graph.ts';
import { formatLock, lockedNames, lockPath, movesBetween, pinsOfNames } from '../core/lock.ts';
import { nearestHint } from '../core/nearest.ts';
import { askQuestions, NO_PINS, revisionName } from '../core/pins.ts';
import { type Problem, refuse } from '../core/problem.ts';
import type { LockUpdate } from '../core/lock-report.ts';
import { surveyHeld } from './hold.ts';
import { readGraph, readLock, type Settings } from './survey.ts';
import type { World } from './world.ts';

/** Asks anew what the names stand for, and says what comes of it. Writes nothing. */
export async function findUpdate(world: World, settings: Settings, names: readonly string[]): Promise<LockUpdate> {
  const lock = await readLock(world, settings);
  const moving = names.length === 0 ? 'all' : movingNames(await readGraph(world, settings), names);
  const after = await surveyHeld(world, { ...settings, moving });
  const wanted = new Set(lockedNames(askQuestions(after.graph, NO_PINS)).map(({ value }) => value));
  const pins = pinsOfNames(after.facts.pins, wanted);
  const moves = movesBetween(lock?.pins ?? NO_PINS, pins);
  // Without a lock nothing was fixed before: what the images were built of is not known here.
  const before = lock && moves.length > 0 ? await surveyHeld(world, { ...settings, moving: undefined }) : undefined;
  return {
    file: lockPath(settings.imagesFile),
    text: formatLock(settings.imagesFile, pins),
    isNew: lock === undefined,
    moves,
    rebuilt: before ? changedImages(after.graph, before.prints, after.prints) : [],
    images: after.catalog.images.length,
  };
}

/** Writes the lock of an update. */
export async function writeLock(world: World, { file, text }: LockUpdate): Promise<void> {
  await world.files.writeText(resolve(world.folder, file), text);
}

/** The path of the lock from the top of the repository that holds the working directory; undefined outside of any. */
export async function pathInRepository({ files, folder }: World, file: string): Promise<string | undefined> {
  for (let at = folder; ; at = join(at, '..')) {
    if ((await files.readText(join(at, '.git/HEAD'))) !== undefined) {
      return resolve(folder, file).slice(at === '/' ? 1 : at.length + 1);
    }
    if (at === '/') return undefined;
  }
}

/** What the named images, builders and moving names stand on. Throws a `UserError` for a name that is none of these. */
function movingNames(graph: Graph, names: readonly string[]): Set<string> {
  const known = new Set(lockedNames(askQuestions(graph, NO_PINS)).map(({ value }) => value));
  const moving = new Set<string>();
  const problems: Problem[] = [];
  for (const name of names) {
    const nodes = [...graph.nodes.values()].filter((node) => isCalled({ name: node.name, identity: node.label }, name));
    const builder = graph.catalog.builders.get(name);
    const found = [...nodes.flatMap((node) => namesUnder(graph, node)), ...(builder ? namesOf(builder) : [])];
    if (known.has(name)) moving.add(name);
    else if (nodes.length === 0 && !builder) problems.push(unknown(name, graph, known));
    for (const one of found) if (known.has(one)) moving.add(one);
  }
  refuse(problems);
  return moving;
}

/** The moving names of an image and of all that it needs. */
function namesUnder(graph: Graph, node: Node): string[] {
  const own = node.kind === 'mirror' ? [node.image.source.value] : [];
  const built = node.kind === 'gentoo' || node.kind === 'builder' ? namesOf(node.builder) : [];
  const added = node.kind === 'gentoo' ? node.image.add : [];
  const revisions = added.flatMap((one) => (one.kind === 'git' ? [revisionName(one.url, one.ref)] : []));
  return [...own, ...built, ...revisions, ...node.needs.flatMap((id) => namesUnder(graph, nodeOf(graph, id)))];
}

function namesOf({ stage3, portage }: Builder): string[] {
  return [stage3.value, ...(portage.kind === 'image' ? [portage.reference] : [])];
}

function changedImages(
  graph: Graph,
  before: ReadonlyMap<string, Fingerprint>,
  after: ReadonlyMap<string, Fingerprint>,
): string[] {
  const changed = [...graph.nodes.values()].filter(
    ({ id, kind }) => kind !== 'builder' && before.get(id)?.fingerprint !== after.get(id)?.fingerprint,
  );
  return [...new Set(changed.map(({ label }) => label))];
}

function unknown(name: string, { catalog }: Graph, moving: ReadonlySet<string>): Problem {
  const names = [...catalog.images.map(({ identity }) => identity), ...catalog.builders.keys(), ...moving];
  const message = `'${name}' is no image and no builder of the images file, and nothing that moves`;
  return { code: 'unknown-name', message, hint: nearestHint(name, names) };
}
