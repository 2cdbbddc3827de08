// The state of an image's ancestors, where its builder is not its parent's. In: a node of a job. Out: that state as a tar in
// the job's folder: out of a cache where that has it, which spares a builder's pull, or else out of the parent's builder.

import { join } from 'node:path/posix';
import { stateKeeper } from '../core/additions.ts';
import { containerNameFor } from '../core/container.ts';
import { type GentooNode, type Graph, nodeOf } from '../core/graph.ts';
import { STATE } from '../core/recipe.ts';
import { stateName } from '../core/stock.ts';
import { takeBuilder } from './builder-images.ts';
import { onDisk } from './disk-check.ts';
import { fingerprintIn, type Job } from './job-context.ts';
import { restoreKept } from './kept.ts';

const FILE = 'state.tar';

/** Brings the state into the folder of a job; does nothing where the image's own builder has it. */
export async function bringState(job: Job, node: GentooNode, folder: string): Promise<void> {
  const keeper = stateKeeper(node, job.graph);
  if (!keeper) return;
  // As with packages: strangers' pull requests may read a cache, and a hook may have given a secret to emerge.
  const cache = hasSecrets(job.graph, keeper) ? undefined : job.cache;
  if (!cache) {
    await takeOut(job, keeper, join(folder, FILE));
    return;
  }
  const { files, cache: place } = job.world;
  const name = stateName(keeper, fingerprintIn(job, keeper.id));
  const kept = { kind: 'state', name, label: keeper.label, folder: join(place, name) } as const;
  await files.ensureFolder(kept.folder);
  const before = await restoreKept(job.world, cache.service, kept, kept.folder);
  if (before.length === 0) await takeOut(job, keeper, join(kept.folder, FILE));
  await cache.note({ ...kept, before, others: [] });
  await onDisk(job, () => files.copyTree(join(kept.folder, FILE), join(folder, FILE)));
}

async function takeOut(job: Job, keeper: GentooNode, path: string): Promise<void> {
  const { world } = job;
  const builder = await takeBuilder(job, keeper);
  const name = containerNameFor('state', world.random());
  const found = await onDisk(job, () => world.engine.saveOut(name, builder, STATE, path));
  if (!found) throw new Error(`the builder of ${keeper.label} has no ${STATE}`);
}

function hasSecrets(graph: Graph, { image, parent }: GentooNode): boolean {
  const above = parent === undefined ? undefined : nodeOf(graph, parent);
  return image.secrets.length > 0 || (above?.kind === 'gentoo' && hasSecrets(graph, above));
}
