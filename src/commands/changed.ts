// `changed-since`: which images a plan looks at. In: the world, a revision. Out: ids of nodes, or a `UserError` where git
// does not know the revision.

import { relative, resolve } from 'node:path/posix';
import { changedNodes } from '../core/changed-since.ts';
import type { Graph } from '../core/graph.ts';
import { lockPath } from '../core/lock.ts';
import { UserError } from '../core/problem.ts';
import { readGraph, type Settings } from './survey.ts';
import type { World } from './world.ts';

/** The nodes that changed since a revision, and all that stands on them. */
export async function changedSelection(
  world: World,
  settings: Settings,
  graph: Graph,
  revision: string,
): Promise<ReadonlySet<string>> {
  const main = resolve(world.folder, settings.imagesFile);
  const changes = await world.changedSince(resolve(main, '..'), revision);
  if (typeof changes === 'string') {
    const hint = 'a checkout brings one commit only: `fetch-depth: 0` brings all of them';
    throw new UserError([{ code: 'bad-input', message: `changed-since: ${changes}`, hint }]);
  }
  // What a lock names decides of all images.
  const lock = resolve(world.folder, lockPath(settings.imagesFile));
  const isMoved = changes.paths.includes(lock);
  const before = isMoved
    ? undefined
    : await graphBefore({ ...world, files: { ...world.files, readText: changes.readOld } }, settings);
  return changedNodes(
    graph,
    before,
    changes.paths.map((path) => relative(resolve(main, '..'), path)),
  );
}

/** An images file that was not there, or had mistakes, tells nothing: then all is new. */
async function graphBefore(world: World, settings: Settings): Promise<Graph | undefined> {
  try {
    return await readGraph(world, settings);
  } catch (error) {
    if (error instanceof UserError) return undefined;
    throw error;
  }
}
