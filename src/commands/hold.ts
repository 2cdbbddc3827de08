// `portage_scope: packages` where it is decided: which nodes stay at the snapshot that they were built of. In: a survey.
// Out: the survey with the pins that say so, which every later step takes as they are. Asks registries; never guesses:
// what does not answer stops everything, and what cannot be told is built anew.

import { type Held, holdNodes, isScoped, type Remembered } from '../core/hold.ts';
import type { BuiltNode, GentooNode } from '../core/graph.ts';
import { contentReference, targetRepository } from '../core/layout.ts';
import { parseReference } from '../core/reference.ts';
import { wantedOf } from '../core/scope.ts';
import { tagsOf } from '../core/tags.ts';
import type { TreeFiles } from '../core/tree.ts';
import { type Job, openJob } from './job-context.ts';
import { existing } from './presence.ts';
import { findPast } from './previous.ts';
import { readScopeRecords } from './scope-record.ts';
import { readSnapshot } from './snapshot-tree.ts';
import { type Settings, survey, type Survey } from './survey.ts';
import type { World } from './world.ts';

/** A survey with the snapshots that nodes stay at. Pins that say so already are left as they are. */
export async function surveyHeld(world: World, settings: Settings): Promise<Survey> {
  const surveyed = await survey(world, settings);
  const { graph, facts, prints } = surveyed;
  const scoped = [...graph.nodes.values()].filter(isScoped);
  if (scoped.length === 0 || facts.pins.held !== undefined) return surveyed;
  const job = openJob(world, surveyed);
  const images = scoped.filter((node) => node.kind === 'gentoo');
  const there = await Promise.all(images.map((node) => isThere(job, node, prints.get(node.id)?.fingerprint)));
  if (there.every(Boolean)) return withHeld(surveyed, { held: {}, prints, scopes: new Map() });
  const remembered = new Map<string, Remembered>();
  const looked = images.map(async (node) => [node.id, await remember(job, node)] as const);
  for (const [id, one] of await Promise.all(looked)) if (one) remembered.set(id, one);
  const trees = new Map<string, Promise<TreeFiles | string>>();
  const found = await holdNodes(graph, facts, remembered, {
    isThere: (node, fingerprint) => isThere(job, node, fingerprint),
    tree: (node) => {
      const { name } = node.builder;
      const read = trees.get(name) ?? treeFor(job, node, remembered);
      trees.set(name, read);
      return read;
    },
  });
  return withHeld(surveyed, found);
}

function withHeld(survey: Survey, { held, prints, scopes }: Held): Survey {
  const { facts } = survey;
  return { ...survey, facts: { ...facts, pins: { ...facts.pins, held } }, prints, scopes };
}

async function isThere(job: Job, node: GentooNode, fingerprint = ''): Promise<boolean> {
  return (await existing(job, node, contentReference(job.catalog, node, fingerprint))).answer === 'yes';
}

/** The image that people find now, and the records beside it. */
async function remember(job: Job, node: GentooNode): Promise<Remembered | undefined> {
  const fingerprint = job.prints.get(node.id)?.fingerprint ?? '';
  const { tags } = tagsOf(node.image, job.dates.get(node.builder.name) ?? '', { fingerprint });
  const past = await findPast(job, node, tags);
  if (typeof past !== 'object' || !('ingredients' in past) || past.digest === undefined) return undefined;
  const place = parseReference(past.name) ?? targetRepository(job.catalog, node);
  const { registry, repository } = place;
  const records = await readScopeRecords(job.stores.images, { registry, repository, digest: past.digest });
  return { previous: past, records };
}

/** All that any image of a builder has to compare, read at once. */
async function treeFor(
  job: Job,
  { builder }: BuiltNode,
  remembered: ReadonlyMap<string, Remembered>,
): Promise<TreeFiles | string> {
  const records = [...remembered].flatMap(([id, one]) => {
    const node = job.graph.nodes.get(id);
    return node?.builder === builder ? one.records : [];
  });
  const parts = records.flatMap((record) => [record.own, ...(record.builder ? [record.builder] : [])]);
  if (parts.length === 0) return new Map();
  job.world.screen.say(`${builder.name}: look for what of the new snapshot is used`);
  return (await readSnapshot(job, builder, wantedOf(parts))) ?? 'the layers of the snapshot cannot be read here';
}
