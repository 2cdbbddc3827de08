// Where targets are: in the store; of a script that may not push, in the engine, where its command left it.
// In: a survey, nodes and references. Out: whether one is there. Asks only.

import type { Node } from '../core/graph.ts';
import type { Existence } from '../core/oci.ts';
import { formatReference, type Reference } from '../core/reference.ts';
import { unreachable } from '../core/unreachable.ts';
import type { Job } from './job-context.ts';
import type { Survey } from './survey.ts';
import type { World } from './world.ts';

/** Whether a target is there under a reference. */
export async function headTarget(world: World, survey: Survey, node: Node, reference: Reference): Promise<Existence> {
  const { local, stores, catalog } = survey;
  if (node.kind !== 'script' || !local) return await stores.images.head(reference);
  const id = await world.engine.imageId(formatReference(reference));
  if (id !== undefined) return { answer: 'yes', digest: id, mediaType: '' };
  return catalog.registry === undefined ? { answer: 'no' } : await stores.images.head(reference);
}

/** The same where only yes or no will do. Throws an `UnreachableError` otherwise. */
export async function existing(
  job: Job,
  node: Node,
  reference: Reference,
): Promise<Exclude<Existence, { answer: 'unknown' }>> {
  const there = await headTarget(job.world, job, node, reference);
  if (there.answer === 'unknown') throw unreachable(`${formatReference(reference)}: ${there.reason}`);
  return there;
}
