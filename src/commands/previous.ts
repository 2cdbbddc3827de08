// What was there before: the image that people find now, and what it says it is made of. In: a survey, nodes that have to
// be built. Out: their pasts, and the plan with reasons. Asks only of what is built, and decides nothing: where it gets
// no answer, a reason says so.

import { type Past, type Previous, explainPlan, previousIn, unexplained } from '../core/explain.ts';
import type { ImageNode } from '../core/graph.ts';
import { isRegistryError } from '../core/image-store.ts';
import { isOwnTag, targetRepository } from '../core/layout.ts';
import { pinOf } from '../core/pins.ts';
import type { Plan } from '../core/plan.ts';
import { formatReference, parseReference, type Reference } from '../core/reference.ts';
import { isUnreachable } from '../core/unreachable.ts';
import { type Job, openJob } from './job-context.ts';
import { JobFailure } from './job-failure.ts';
import { readTarget } from './stored-target.ts';
import { dateOfImage, type Survey } from './survey.ts';
import type { World } from './world.ts';

/** The plan, with what changed as the reason of all that is built. */
export async function withReasons(world: World, survey: Survey, plan: Plan): Promise<Plan> {
  const job = openJob(world, survey);
  const found = unexplained(plan).map(async ({ node, tags }): Promise<[string, Past] | undefined> => {
    // What a command leaves in the engine tells nothing of itself.
    if (node.kind === 'builder' || (node.kind === 'script' && job.local)) return undefined;
    return [node.id, await pastOf(job, node, tags)];
  });
  const pasts = new Map((await Promise.all(found)).filter((one) => one !== undefined));
  return explainPlan(plan, survey.prints, pasts, await stage3Days(job, plan, [...pasts.values()]), survey.scopes);
}

/** The last images of a repository that are looked at: of others than ours there may be some. */
const MOST_LOOKS = 3;

/** The image that people find now, under whatever name; throws what the store throws. */
export async function findPast(job: Job, node: ImageNode, tags: readonly string[]): Promise<Past> {
  // `latest` is what was built last, whatever it was called; then what has a name of this plan's.
  for (const tag of [...tags.filter((one) => one === 'latest'), ...tags.filter((one) => one !== 'latest')]) {
    const past = await lookAt(job, node, tag);
    if (past) return past;
  }
  const all = await job.stores.images.tags(targetRepository(job.catalog, node));
  const names = all.filter((tag) => !isOwnTag(tag)).sort(byNumber);
  const contents = all.filter((tag) => isOwnTag(tag) && !tag.startsWith('sha')).sort(byNumber);
  for (const tag of [...names.slice(0, MOST_LOOKS), ...contents.slice(0, MOST_LOOKS)]) {
    const past = await lookAt(job, node, tag);
    if (past) return past;
  }
  return all.length === 0 ? 'none' : { unknown: 'no image there tells what it is made of' };
}

async function pastOf(job: Job, node: ImageNode, tags: readonly string[]): Promise<Past> {
  try {
    return await findPast(job, node, tags);
  } catch (error) {
    if (!isRegistryError(error) && !isUnreachable(error) && !(error instanceof JobFailure)) throw error;
    return { unknown: error instanceof JobFailure ? error.failure.reason : error.message };
  }
}

/** Dates and versions, the last first: numbers in them count as numbers. */
function byNumber(a: string, b: string): number {
  return new Intl.Collator('en', { numeric: true }).compare(b, a);
}

/** What a tag leads to; undefined where there is nothing, or nothing of ours. */
async function lookAt(job: Job, node: ImageNode, tag: string): Promise<Previous | undefined> {
  const reference = { ...targetRepository(job.catalog, node), tag };
  const name = formatReference(reference);
  if (node.kind === 'mirror') return await lookAtMirror(job, node.id, reference);
  try {
    const { config, digest } = await readTarget(job, reference, node.platform);
    // A command made it, which leaves no word of ours in it.
    if (node.kind === 'script') return { name, fingerprint: '', ingredients: undefined, builder: undefined, line: [] };
    const previous = previousIn(config, name);
    return previous && { ...previous, digest };
  } catch (error) {
    if (isRegistryError(error) && error.code === 'not-found') return undefined;
    throw error;
  }
}

/** A mirror is what its source was: the digest tells all. */
async function lookAtMirror(job: Job, id: string, reference: Reference): Promise<Previous | undefined> {
  const there = await job.stores.images.head(reference);
  if (there.answer !== 'yes') return undefined;
  const ingredients = { ...job.prints.get(id)?.ingredients, source: there.digest };
  return { name: formatReference(reference), fingerprint: '', ingredients, builder: undefined, line: [] };
}

/** The days of the stage3s that changed, as their registry tells them; digests are shown where it does not. */
async function stage3Days(job: Job, plan: Plan, pasts: readonly Past[]): Promise<Map<string, string>> {
  const days = new Map<string, string>();
  const old = pasts.flatMap((past) => (typeof past === 'object' && 'builder' in past ? [past.builder?.stage3] : []));
  for (const { node } of plan.decisions.values()) {
    if (node.kind !== 'builder') continue;
    const { value } = node.builder.stage3;
    const { digest, date } = pinOf(job.facts.pins, value);
    const others = new Set(old.filter((one): one is string => typeof one === 'string' && one !== digest));
    const reference = parseReference(value);
    if (digest === undefined || others.size === 0 || !reference) continue;
    if (date !== undefined) days.set(digest, date);
    const { registry, repository } = reference;
    for (const one of [digest, ...others].filter((each) => !days.has(each))) {
      const found = await dayOf(job, { registry, repository, digest: one });
      if (found !== undefined) days.set(one, found);
    }
  }
  return days;
}

async function dayOf(job: Job, reference: Reference): Promise<string | undefined> {
  try {
    return await dateOfImage(job.stores.registries, reference);
  } catch (error) {
    if (isRegistryError(error) || isUnreachable(error)) return undefined;
    throw error;
  }
}
