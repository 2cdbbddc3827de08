// Caches that no image needs any more. In: a survey, names of images. Out: what is kept for them in the registry and in
// GitHub's cache, and which of it is needed.

import { distfilesName, imageOfStock, stateName, stockName, stockPart } from '../core/stock.ts';
import { cacheRepository } from '../core/layout.ts';
import type { Holding } from '../core/prune.ts';
import { formatReference, type Reference } from '../core/reference.ts';
import { unreachable } from '../core/unreachable.ts';
import { newestFile } from './registry-cache.ts';
import type { Survey } from './survey.ts';

export interface CacheNames {
  /** of stocks, distfiles and states as they are now */
  readonly needed: ReadonlySet<string>;
  /** of the images that are looked at, as they stand in such names */
  readonly images: ReadonlySet<string>;
}

/** `names`: of images that the file no longer has. */
export function cacheNames({ graph, prints }: Survey, names: readonly string[]): CacheNames {
  const built = [...graph.nodes.values()].flatMap((node) =>
    node.kind === 'builder' || node.kind === 'gentoo' ? [node] : [],
  );
  const gone = names.map((label) => stockPart(label.split('/').at(-1) ?? ''));
  return {
    needed: new Set(
      built.flatMap((node) => [
        stockName(graph, prints, node),
        distfilesName(node),
        stateName(node, prints.get(node.id)?.fingerprint ?? ''),
      ]),
    ),
    images: new Set([...built.map(({ name }) => stockPart(name)), ...gone]),
  };
}

/** What the registry keeps for these images, by its tags. */
export async function cacheHoldings({ catalog, stores }: Survey, { images }: CacheNames): Promise<Holding[]> {
  if (catalog.registry === undefined) return [];
  const repository = cacheRepository(catalog.registry, catalog.section);
  const own = (await stores.near.tags(repository)).flatMap((tag) => {
    const owner = imageOfStock(tag);
    return owner !== undefined && images.has(owner) ? [{ tag, owner }] : [];
  });
  const held = own.map(async ({ tag, owner }): Promise<Holding[]> => {
    const there = await stores.near.head({ ...repository, tag });
    if (there.answer === 'unknown') throw silent({ ...repository, tag }, there.reason);
    if (there.answer === 'no') return [];
    return [{ repository, digest: there.digest, tags: [tag], owner, kind: 'cache', isCopy: false, in: 'store' }];
  });
  return (await Promise.all(held)).flat();
}

/** When something was last added to a cache in the registry. */
export async function cacheAge({ stores }: Survey, { repository, digest }: Holding): Promise<number | undefined> {
  const { bytes, mediaType } = await stores.near.manifest({ ...repository, digest });
  return newestFile(bytes, mediaType);
}

/** Nothing is removed while a registry does not say what it has. */
export function silent(reference: Reference, reason: string): Error {
  return unreachable(`${formatReference(reference)}: ${reason}`, 'nothing is removed on a guess: try again');
}
