// How it went the last time: results that are kept beside images. In: a survey, and which image was there before.
// Out: durations, sizes and packages. They are for people: what cannot be read is not known, and no failure.

import type { Graph } from '../core/graph.ts';
import { isRegistryError } from '../core/image-store.ts';
import { contentReference, targetRepository } from '../core/layout.ts';
import type { Decision, Plan } from '../core/plan.ts';
import { parseReference, type Reference } from '../core/reference.ts';
import { type EarlierResult, parseResultRecord, RESULT_TYPE } from '../core/result-artifact.ts';
import { readArtifact } from './artifacts.ts';
import type { Survey } from './survey.ts';

/** The digests of the images that what is to be built takes the place of, by node. */
export async function digestsBefore({ catalog, stores }: Survey, { decisions }: Plan): Promise<Map<string, string>> {
  const asked = [...decisions.values()].map(async (decision): Promise<[string, string] | undefined> => {
    const reference = referenceBefore(catalog, decision);
    const there = reference && (await stores.images.head(reference));
    return there?.answer === 'yes' ? [decision.node.id, there.digest] : undefined;
  });
  return new Map((await Promise.all(asked)).filter((one) => one !== undefined));
}

/** Results of gentoo images by node; `digests` by node too. */
export async function readEarlier(
  { catalog, stores }: Survey,
  graph: Graph,
  digests: ReadonlyMap<string, string>,
): Promise<Map<string, EarlierResult>> {
  const read = [...digests].map(async ([id, digest]): Promise<[string, EarlierResult] | undefined> => {
    const node = graph.nodes.get(id);
    if (node?.kind !== 'gentoo') return undefined;
    const found = await readResult(stores.images, { ...targetRepository(catalog, node), digest });
    return found && [id, found];
  });
  return new Map((await Promise.all(read)).filter((one) => one !== undefined));
}

/** What is built again takes the place of itself. */
function referenceBefore(catalog: Survey['catalog'], decision: Decision): Reference | undefined {
  const { node, fingerprint, previous } = decision;
  if (node.kind !== 'gentoo') return undefined;
  if (decision.do === 'rebuild') return contentReference(catalog, node, fingerprint);
  return decision.do === 'build' && previous !== undefined ? parseReference(previous) : undefined;
}

async function readResult(
  images: Survey['stores']['images'],
  target: Reference & { readonly digest: string },
): Promise<EarlierResult | undefined> {
  try {
    // Of several builds of the same bytes the last one that is listed.
    const last = (await images.referrers(target, RESULT_TYPE)).at(-1);
    if (!last) return undefined;
    const bytes = await readArtifact(images, { ...target, digest: last.digest });
    return bytes && parseResultRecord(bytes);
  } catch (error) {
    if (!isRegistryError(error)) throw error;
    return undefined;
  }
}
