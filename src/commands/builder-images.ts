// Where builder images are: in the registry, or in the engine's store where nothing is pushed.
// In: a survey and references. Out: whether one is there, its image id in the engine, its digest after a push.

import type { Node } from '../core/graph.ts';
import { builderReference } from '../core/layout.ts';
import type { Existence } from '../core/oci.ts';
import { formatReference, type Reference } from '../core/reference.ts';
import { pushError } from '../core/push-failure.ts';
import { retrying } from '../core/retry.ts';
import { isUnreachable, unreachable } from '../core/unreachable.ts';
import { fingerprintIn, type Job } from './job-context.ts';
import type { Survey } from './survey.ts';
import type { World } from './world.ts';

/** Whether a builder is there for others to start from. */
export async function headBuilder(world: World, survey: Survey, reference: Reference): Promise<Existence> {
  const { catalog, local, stores } = survey;
  const there: Existence = catalog.registry === undefined ? { answer: 'no' } : await stores.images.head(reference);
  if (!local || there.answer === 'yes') return there;
  const id = await world.engine.imageId(formatReference(reference));
  return id === undefined ? there : { answer: 'yes', digest: id, mediaType: '' };
}

/** The same where only yes or no will do. Throws an `UnreachableError` otherwise. */
export async function hasBuilder(job: Job, node: Node): Promise<boolean> {
  const reference = builderReference(job.catalog, node, fingerprintIn(job, node.id));
  const there = await headBuilder(job.world, job, reference);
  if (there.answer === 'unknown') throw unreachable(`${formatReference(reference)}: ${there.reason}`);
  return there.answer === 'yes';
}

/** Better now than when the first builder is to be pushed: an engine that does not trust what the user tells us to trust. */
export async function checkTrust({ world, catalog, local }: Job, nodes: readonly Node[]): Promise<void> {
  const host = catalog.registry?.split('/')[0];
  const { ca, insecure = false } = catalog.registries.get(host ?? '') ?? {};
  const isPushing = !local && nodes.some(({ kind }) => kind !== 'mirror');
  if (host === undefined || !isPushing || (ca === undefined && !insecure)) return;
  await world.engine.checkTrust(host);
}

/** The builder that a node starts from, fetched where it is not at hand; its image id pins it for the whole job. */
export async function takeBuilder(job: Job, node: Node): Promise<string> {
  const reference = builderReference(job.catalog, node, fingerprintIn(job, node.id));
  const { engine } = job.world;
  const known = await engine.imageId(formatReference(reference));
  if (known !== undefined) return known;
  const place = await job.stores.locate(reference);
  return await job.stores.withLogin(place, (login) => engine.pull(formatReference(place), node.platform, login));
}

/** Pushes a builder by the engine's own push, if at all. Gives its digest, or its image id where it stays. */
export async function publishBuilder(job: Job, reference: Reference): Promise<string> {
  const { engine, screen } = job.world;
  const name = formatReference(reference);
  if (job.local) return (await engine.imageId(name)) ?? '';
  screen.progress('push the builder');
  await pushPatiently(job, reference);
  const there = await job.stores.images.head(reference);
  if (there.answer === 'yes') return there.digest;
  throw unreachable(`${name} was pushed, but the registry does not have it`);
}

/** The engine's own push. Engines try some failures again themselves, but not a manifest that is refused with "not now". */
export async function pushPatiently({ world, stores }: Job, reference: Reference): Promise<void> {
  const name = formatReference(reference);
  const log = (line: string): void => {
    world.screen.say(line);
  };
  await retrying(
    { clock: world.clock, random: Math.random, log },
    async () => {
      try {
        await stores.withLogin(reference, (login) => world.engine.push(name, login));
      } catch (error) {
        if (!isUnreachable(error)) throw error;
        throw pushError(reference.registry, name, error.message, error);
      }
    },
    true,
  );
}
