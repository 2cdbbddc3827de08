// Where targets are: in the store; of a script that may not push, in the engine, where its command left it.
// In: a survey, nodes and references. Out: whether one is there. Asks only.

import { demandsOf } from '../core/demands.ts';
import type { ImageNode, Node } from '../core/graph.ts';
import { passedReference } from '../core/layout.ts';
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

/** The record that a target has passed its tests and its budget as they are now; none where nothing is demanded. */
export function passedReferences(job: Job, node: ImageNode, fingerprint: string): Reference[] {
  const demands = demandsOf(node, job.facts.trees);
  return demands === undefined ? [] : [passedReference(job.catalog, node, fingerprint, demands)];
}

/** Whether a target that is there has passed what it has to pass now. */
export async function hasPassed(job: Job, node: ImageNode, fingerprint: string): Promise<boolean> {
  const records = passedReferences(job, node, fingerprint).map((reference) => existing(job, node, reference));
  return (await Promise.all(records)).every(({ answer }) => answer === 'yes');
}
