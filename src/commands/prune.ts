// `prune`: takes away what nothing current needs. In: the world, which images are looked at, how much history is wanted.
// Out: what goes and what stays; with `yes` it is gone. Everything is read before anything goes: what does not answer
// ends it with nothing removed.

import { builderRepository, coreReference, LOCAL_REGISTRY, targetRepository } from '../core/layout.ts';
import type { Catalog } from '../core/catalog.ts';
import { type ImageConfig, parseManifest, parseObject } from '../core/oci.ts';
import {
  decidePrune,
  fingerprintInTag,
  fingerprintsOf,
  type History,
  type Holding,
  isForPeople,
  type Needs,
  type PrunePlan,
  stays,
  subjectOfTag,
} from '../core/prune.ts';
import { KEY_PREFIX } from '../core/cache-record.ts';
import { type ActionsEntry, decideEntries, type EntryPlan } from '../core/prune-caches.ts';
import { isRegistryError } from '../core/image-store.ts';
import { formatReference, parseReference, type Reference } from '../core/reference.ts';
import { parseIngredients } from '../core/prune-needs.ts';
import { LABEL } from '../core/target.ts';
import { isUnreachable } from '../core/unreachable.ts';
import { surveyHeld } from './hold.ts';
import { cacheAge, cacheHoldings, cacheNames, silent } from './prune-caches.ts';
import type { Settings, Survey } from './survey.ts';
import type { World } from './world.ts';

export interface PruneSettings extends Settings, Omit<History, 'now'> {
  /** images that the file no longer has: `section/name` */
  readonly names: readonly string[];
}

export interface Pruning {
  readonly plan: PrunePlan;
  readonly survey: Survey;
  /** lists of referrers by what they are about */
  readonly lists: ReadonlyMap<string, Holding>;
  /** whether pull requests' copies could be looked for */
  readonly copies: boolean;
  /** of GitHub's cache; undefined where it is not said of which repository */
  readonly entries: EntryPlan | undefined;
}

/** Reads what is there and decides. */
export async function findPrunable(world: World, settings: PruneSettings): Promise<Pruning> {
  const surveyed = await surveyHeld(world, settings);
  const { found, copies } = await placesOf(surveyed, settings.names);
  const stored = (await Promise.all(found.map((place) => holdingsAt(surveyed, place)))).flat();
  const engine = surveyed.local ? await engineHoldings(world, found) : [];
  const names = cacheNames(surveyed, settings.names);
  const holdings = [...stored, ...engine, ...(await cacheHoldings(surveyed, names))];
  const needs = await needsOf(world, surveyed, holdings, names.needed);
  const history = { ...settings, now: world.now() };
  const entries = await world.actionsEntries()?.list(`${KEY_PREFIX}-`);
  const isTimed = history.days > 0 || history.count > 0;
  const aged = isTimed ? await Promise.all(holdings.map((one) => withAge(surveyed, one, needs))) : holdings;
  const lists = holdings.filter(({ tags }) => tags.some((tag) => subjectOfTag(tag) !== undefined));
  return {
    plan: decidePrune(aged, needs, history),
    survey: surveyed,
    lists: new Map(lists.flatMap((one) => one.tags.map((tag) => [keyOf(one, subjectOfTag(tag) ?? ''), one] as const))),
    copies,
    entries: entries && decideEntries(entries, names, history),
  };
}

/** Takes away what was found. Gives what was refused, in words. */
export async function removePrunable(world: World, pruning: Pruning): Promise<string[]> {
  const { plan, survey: surveyed, lists } = pruning;
  const refused: string[] = [];
  for (const holding of plan.removed) {
    if (world.signal.aborted) break;
    try {
      if (holding.in === 'engine') for (const tag of holding.tags) await untag(world, holding.repository, tag);
      else await removeStored(surveyed, holding, lists.get(keyOf(holding, holding.digest)));
    } catch (error) {
      if (!isRegistryError(error)) throw error;
      refused.push(`${formatReference({ ...holding.repository, digest: holding.digest })}: ${error.message}`);
      // A registry that takes no deletes says so each time.
      if (refused.length >= MOST_REFUSALS) break;
    }
  }
  await surveyed.stores.sweep?.();
  return [...refused, ...(await removeEntries(world, pruning.entries?.removed ?? []))];
}

const MOST_REFUSALS = 5;

async function removeEntries(world: World, entries: readonly ActionsEntry[]): Promise<string[]> {
  const refused: string[] = [];
  for (const entry of entries) {
    if (world.signal.aborted || refused.length >= MOST_REFUSALS) break;
    try {
      await world.actionsEntries()?.remove(entry);
    } catch (error) {
      if (!isUnreachable(error)) throw error;
      refused.push(error.message);
    }
  }
  return refused;
}

async function untag({ engine }: World, repository: Reference, tag: string): Promise<void> {
  await engine.untag(formatReference({ ...repository, tag }));
}

/** What refers to it goes first: nothing would lead there any more. */
async function removeStored({ stores }: Survey, holding: Holding, list: Holding | undefined): Promise<void> {
  const { repository, digest } = holding;
  for (const one of await stores.near.referrers({ ...repository, digest })) {
    await stores.near.remove({ ...repository, digest: one.digest });
  }
  await stores.near.remove({ ...repository, digest });
  if (list) await stores.near.remove({ ...list.repository, digest: list.digest });
}

interface Place {
  readonly repository: Reference;
  readonly owner: string;
  readonly kind: Holding['kind'];
  readonly isCopy: boolean;
}

/** The repositories of the file's images, of those that were named, and their copies of pull requests. */
async function placesOf(surveyed: Survey, names: readonly string[]): Promise<{ found: Place[]; copies: boolean }> {
  const { catalog, graph, stores, local } = surveyed;
  const own = [...graph.nodes.values()].flatMap((node): Place[] => {
    const common = { owner: node.label, isCopy: false };
    const target = { ...common, repository: targetRepository(catalog, node), kind: 'target' } as const;
    const builder = { ...common, repository: builderRepository(catalog, node), kind: 'builder' } as const;
    return node.kind === 'builder' ? [builder] : [target, builder];
  });
  const unique = new Map(
    [...own, ...names.flatMap((name) => placesNamed(catalog, name))].map((one) => [pathOf(one.repository), one]),
  );
  const found = [...unique.values()];
  if (local || catalog.registry === undefined) return { found, copies: true };
  const [registry = '', ...path] = catalog.registry.split('/');
  const all = await stores.repositories(registry, path.join('/'));
  const top = path.map((part) => `${part}/`).join('');
  const copies = (all ?? []).flatMap((repository): Place[] => {
    const [, below] = /^pr-\d+\/(.+)$/.exec(repository.startsWith(top) ? repository.slice(top.length) : '') ?? [];
    const original = below === undefined ? undefined : unique.get(`${registry}/${top}${below}`);
    return original ? [{ ...original, repository: { registry, repository }, isCopy: true }] : [];
  });
  return { found: [...found, ...copies], copies: all !== undefined };
}

/** Of an image that the file no longer has: `section/name`, in the repositories that it had. */
function placesNamed(catalog: Catalog, label: string): Place[] {
  const [registry = LOCAL_REGISTRY, ...path] = (catalog.registry ?? LOCAL_REGISTRY).split('/');
  const sections = label.split('/');
  const name = sections.pop() ?? '';
  const at = (last: string): Reference => ({ registry, repository: [...path, ...sections, last].join('/') });
  return [
    { repository: at(name), owner: label, kind: 'target', isCopy: false },
    { repository: at(`builder-${name}`), owner: label, kind: 'builder', isCopy: false },
  ];
}

function pathOf({ registry, repository }: Reference): string {
  return `${registry}/${repository}`;
}

function keyOf({ repository }: Holding, digest: string): string {
  return `${pathOf(repository)} ${digest}`;
}

/** All that is tagged in a repository, by digest. */
async function holdingsAt({ stores }: Survey, at: Place): Promise<Holding[]> {
  const byDigest = new Map<string, string[]>();
  const heads = (await stores.near.tags(at.repository)).map(async (tag) => {
    const reference = { ...at.repository, tag };
    return { tag, there: await stores.near.head(reference) };
  });
  for (const { tag, there } of await Promise.all(heads)) {
    if (there.answer === 'unknown') throw silent({ ...at.repository, tag }, there.reason);
    if (there.answer === 'yes') byDigest.set(there.digest, [...(byDigest.get(there.digest) ?? []), tag]);
  }
  return [...byDigest].map(([digest, tags]) => ({ ...at, digest, tags, in: 'store' }));
}

/** Builders in the engine, and the cores of all images files, which any run makes again. */
async function engineHoldings({ engine }: World, places: readonly Place[]): Promise<Holding[]> {
  const core = coreReference('');
  const owners = new Map(places.filter(({ kind }) => kind === 'builder').map((one) => [pathOf(one.repository), one]));
  const own = { owner: 'builder-core', kind: 'builder', isCopy: false } as const;
  const { registry, repository } = core;
  owners.set(pathOf(core), { repository: { registry, repository }, ...own });
  return (await engine.images()).flatMap(({ reference, id, made }): Holding[] => {
    const parsed = parseReference(reference);
    const owner = parsed && owners.get(pathOf(parsed));
    if (!owner || parsed.tag === undefined || fingerprintInTag(parsed.tag) === undefined) return [];
    return [{ ...owner, digest: id, tags: [parsed.tag], in: 'engine', made }];
  });
}

/** What the images file as it is now, its lock, and every name for people stand on. */
async function needsOf(
  world: World,
  surveyed: Survey,
  holdings: readonly Holding[],
  caches: ReadonlySet<string>,
): Promise<Needs> {
  const prints = [...surveyed.prints.values()].flatMap(({ fingerprint, core }) => [fingerprint, core ?? fingerprint]);
  const needs = { targets: new Set(prints), builders: new Set(prints), caches, digests: new Set<string>() };
  const byPrint = new Map(
    holdings
      .filter(({ kind, isCopy }) => kind === 'target' && !isCopy)
      .flatMap((one) => fingerprintsOf(one).map((print) => [print, one] as const)),
  );
  const seen = new Set<Holding>();
  let next = holdings.filter(({ kind, isCopy, tags }) => kind === 'target' && !isCopy && tags.some(isForPeople));
  while (next.length > 0) {
    const parents: Holding[] = [];
    for (const one of next) seen.add(one);
    for (const { ancestors, builders, digests } of await Promise.all(next.map((one) => standsOn(surveyed, one)))) {
      for (const print of builders) needs.builders.add(print);
      for (const digest of digests) needs.digests.add(digest);
      for (const print of ancestors) {
        needs.targets.add(print);
        const holding = byPrint.get(print);
        if (holding && !seen.has(holding)) parents.push(holding);
      }
    }
    next = [...new Set(parents)];
    if (world.signal.aborted) break;
  }
  return needs;
}

interface Grounds {
  readonly ancestors: readonly string[];
  readonly builders: readonly string[];
  /** parts of an index */
  readonly digests: readonly string[];
}

/** What an image says of itself: its ingredients name its parent, and the builder that it was made in. */
async function standsOn(surveyed: Survey, { repository, digest }: Holding): Promise<Grounds> {
  const reference = { ...repository, digest };
  const { bytes, mediaType } = await surveyed.stores.near.manifest(reference);
  const parsed = parseManifest(bytes, mediaType);
  if (parsed?.kind === 'index') {
    const digests = parsed.index.manifests.map((one) => one.digest);
    return { ancestors: [], builders: [], digests };
  }
  const config = await configAt(surveyed, reference);
  return { ...parseIngredients(config?.config?.Labels?.[`${LABEL}ingredients`]), digests: [] };
}

/** When a builder was made; of what has none, the day that the image says. Only asked where it matters. */
async function withAge(surveyed: Survey, holding: Holding, needs: Needs): Promise<Holding> {
  const { made, tags, repository, digest } = holding;
  if (made !== undefined || stays(holding, needs) !== undefined) return holding;
  if (tags.every((tag) => subjectOfTag(tag) !== undefined)) return holding;
  if (holding.kind === 'cache') return { ...holding, made: await cacheAge(surveyed, holding) };
  const created = Date.parse((await configAt(surveyed, { ...repository, digest }))?.created ?? '');
  return Number.isNaN(created) ? holding : { ...holding, made: created };
}

/** The configuration of an image; of an index that of its first. */
async function configAt(
  surveyed: Survey,
  reference: Reference & { digest: string },
): Promise<Partial<ImageConfig> | undefined> {
  const { near } = surveyed.stores;
  const { bytes, mediaType } = await near.manifest(reference);
  const parsed = parseManifest(bytes, mediaType);
  if (parsed?.kind === 'index') {
    const [first] = parsed.index.manifests;
    return first && (await configAt(surveyed, { ...reference, digest: first.digest }));
  }
  if (parsed?.kind !== 'image') return undefined;
  const chunks: Uint8Array[] = [];
  for await (const chunk of await near.blob(reference, parsed.manifest.config)) chunks.push(chunk);
  return parseObject(Buffer.concat(chunks));
}
