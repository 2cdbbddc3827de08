// The cache of a run: which one, what is to be kept, and when. In: settings. Out: a cache for jobs; what was noted is kept
// at the end, by this process or by another one that reads the notes, since this one may be killed.

import { parseJson } from '../core/canonical.ts';
import type { Catalog } from '../core/catalog.ts';
import type { CacheService } from '../core/cache-record.ts';
import type { CacheInput } from '../core/inputs.ts';
import { cacheRepository } from '../core/layout.ts';
import { type Cache, cautious, type Kept, saveKept } from './kept.ts';
import { openRegistryCache } from './registry-cache.ts';
import type { World } from './world.ts';

/** Where a cache is: enough for another process to find it. */
export type CachePlace =
  | { readonly service: 'actions' }
  | {
      readonly service: 'registry';
      readonly registry: string;
      readonly section: string;
      readonly registries: readonly (readonly [string, NonNullable<ReturnType<Catalog['registries']['get']>>])[];
    };

/** What a process leaves for the one that keeps it. */
export interface CacheNotes {
  readonly place: CachePlace;
  readonly kept: readonly Kept[];
  /** whether people know already that the cache does not work */
  readonly warned: boolean;
}

export interface CacheSettings {
  readonly wanted: CacheInput;
  /** whether this run may write to it */
  readonly writes: boolean;
  /** path below the registry for all that this run writes; the cache is the registry's own */
  readonly below?: string | undefined;
  /** file for the notes, where another process keeps what is noted */
  readonly notes?: string | undefined;
}

/** Opens the cache of a run; undefined where there is none. `save` keeps what was noted. */
export function openCache(
  world: World,
  catalog: Catalog,
  { wanted, writes, below, notes }: CacheSettings,
): { readonly cache: Cache; readonly save: () => Promise<void> } | undefined {
  const place = placeOf(catalog, wanted, below);
  const service = place && openPlace(world, place);
  if (!place || !service) return undefined;
  let warned = false;
  const careful = cautious(service, (line) => {
    warned = true;
    world.screen.warn(line);
  });
  let kept: readonly Kept[] = [];
  return {
    cache: {
      service: careful,
      async note(one): Promise<void> {
        kept = [...kept.filter(({ kind, name }) => kind !== one.kind || name !== one.name), one];
        const text: CacheNotes = { place, kept, warned };
        if (writes && notes !== undefined) await world.files.writeText(notes, JSON.stringify(text));
      },
    },
    async save(): Promise<void> {
      if (writes) for (const one of kept) await saveKept(world, careful, one);
    },
  };
}

/** Notes as a process of ours wrote them; undefined where it was killed while it did. */
export function parseNotes(text: string): CacheNotes | undefined {
  return parseJson(text) as CacheNotes | undefined;
}

/** Keeps what another process noted. */
export async function saveNoted(world: World, { place, kept, warned }: CacheNotes): Promise<void> {
  const service = openPlace(world, place);
  if (!service) return;
  const careful = cautious(service, (line) => {
    if (warned) world.screen.say(line);
    else world.screen.warn(line);
  });
  for (const one of kept) await saveKept(world, careful, one);
}

function placeOf(catalog: Catalog, wanted: CacheInput, below: string | undefined): CachePlace | undefined {
  if (wanted === 'none') return undefined;
  if (wanted === 'actions') return { service: 'actions' };
  if (catalog.registry === undefined) return undefined;
  const registry = below === undefined ? catalog.registry : catalog.registry.slice(0, -`/${below}`.length);
  return { service: 'registry', registry, section: catalog.section, registries: [...catalog.registries] };
}

function openPlace(world: World, place: CachePlace): CacheService | undefined {
  if (place.service === 'actions') return world.actionsCache();
  const { registry, section, registries } = place;
  const { registries: store } = world.stores({ registry, registries: new Map(registries) }, true, undefined);
  return openRegistryCache(store, cacheRepository(registry, section), world.files);
}
