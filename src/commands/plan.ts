// `plan`: what is to be done, and why. In: the world and what the user asked. Out: a `Plan`.
// Asks the registry what exists; an answer that it does not give stops everything, since "don't know" is never "no".

import { buildersFor } from '../core/additions.ts';
import { demandsOf } from '../core/demands.ts';
import {
  builderReference,
  contentReference,
  passedReference,
  targetRepository,
  untestedReference,
} from '../core/layout.ts';
import type { Graph, Node } from '../core/graph.ts';
import type { Existence } from '../core/oci.ts';
import { snapshotDates } from '../core/pins.ts';
import { decidePlan, type Plan, type Presence, type Rebuild } from '../core/plan.ts';
import { formatReference, type Reference } from '../core/reference.ts';
import { selectNodes } from '../core/selection.ts';
import { tagsOf } from '../core/tags.ts';
import { unreachable } from '../core/unreachable.ts';
import { headBuilder } from './builder-images.ts';
import { changedSelection } from './changed.ts';
import { headTarget } from './presence.ts';
import { withReasons } from './previous.ts';
import { surveyHeld } from './hold.ts';
import type { Settings, Survey } from './survey.ts';
import type { World } from './world.ts';

export interface PlanSettings extends Settings {
  readonly rebuild: Rebuild;
  /** names or globs; none: all */
  readonly only: readonly string[];
  readonly exclude: readonly string[];
  /** a git revision: only what changed since, and what stands on it */
  readonly changedSince?: string | undefined;
}

/** Plans all images of the file. Throws an `UnreachableError` when a registry does not say what it has. */
export async function makePlan(world: World, settings: PlanSettings): Promise<{ plan: Plan; survey: Survey }> {
  const surveyed = await surveyHeld(world, settings);
  const { graph, facts, prints } = surveyed;
  const selected = await selectionOf(world, settings, graph);
  const presences = await lookUp(world, surveyed);
  const plan = decidePlan(graph, facts.pins, prints, presences, settings.rebuild, selected);
  return { plan: await withReasons(world, surveyed, plan), survey: surveyed };
}

async function selectionOf(world: World, settings: PlanSettings, graph: Graph): Promise<ReadonlySet<string>> {
  const named = selectNodes(graph, settings.only, settings.exclude);
  if (settings.changedSince === undefined) return named;
  const changed = await changedSelection(world, settings, graph, settings.changedSince);
  return new Set([...named].filter((id) => changed.has(id)));
}

async function lookUp(world: World, surveyed: Survey): Promise<Map<string, Presence>> {
  const { graph, facts, prints } = surveyed;
  const look = looker(world, surveyed);
  const dates = snapshotDates(graph.catalog, facts.pins);
  const starts = new Set([...graph.nodes.values()].flatMap((node) => buildersFor(node, graph)));
  const presences = [...graph.nodes.values()].map(async (node): Promise<[string, Presence]> => {
    const fingerprint = prints.get(node.id)?.fingerprint ?? '';
    const isNamed = surveyed.name && node.kind !== 'builder';
    const tags = isNamed ? tagsOf(node.image, dates.get(node.builder?.name ?? '') ?? '', { fingerprint }).tags : [];
    return [node.id, await presenceOf(look, node, fingerprint, starts.has(node.id), tags)];
  });
  const found = new Map(await Promise.all(presences));
  look.refuseUnknown();
  return found;
}

type Looker = ReturnType<typeof looker>;

async function presenceOf(
  look: Looker,
  node: Node,
  fingerprint: string,
  isParent: boolean,
  tags: readonly string[],
): Promise<Presence> {
  if (node.kind === 'builder') return { content: await look.builder(node, fingerprint) };
  const content = await look.target(node, contentReference(look.catalog, node, fingerprint));
  const builder = isParent && content.answer === 'yes' ? await look.builder(node, fingerprint) : undefined;
  if (content.answer === 'no') {
    if (node.kind === 'mirror') return { content };
    const untested = await look.target(node, untestedReference(look.catalog, node, fingerprint));
    const kept = isParent && untested.answer === 'yes' ? await look.builder(node, fingerprint) : builder;
    return { content, untested, builder: kept };
  }
  if (content.answer === 'unknown') return { content };
  const demands = demandsOf(node, look.trees);
  const named = tags.map(async (tag): Promise<[string, Existence]> => {
    return [tag, await look.name(node, { ...targetRepository(look.catalog, node), tag })];
  });
  const record = demands === undefined ? undefined : passedReference(look.catalog, node, fingerprint, demands);
  const [passed, found] = await Promise.all([record && look.target(node, record), Promise.all(named)]);
  return { content, builder, passed, tags: new Map(found) };
}

/** Asks, and gathers what stays unknown, so that one message names all of it. */
function looker(world: World, surveyed: Survey) {
  const { catalog, facts } = surveyed;
  const unknowns: string[] = [];
  const note = (reference: Reference, there: Existence): Existence => {
    if (there.answer === 'unknown') unknowns.push(`${formatReference(reference)}: ${there.reason}`);
    return there;
  };
  return {
    catalog,
    trees: facts.trees,
    async target(node: Node, reference: Reference): Promise<Existence> {
      return note(reference, await headTarget(world, surveyed, node, reference));
    },
    /** Without a registry people find an image in the engine, unless no engine took part; it may have lost it. */
    async name(node: Node, reference: Reference): Promise<Existence> {
      const there = await headTarget(world, surveyed, node, reference);
      if (catalog.registry !== undefined || node.kind === 'mirror' || there.answer !== 'yes')
        return note(reference, there);
      const image = await world.engine.imageId(formatReference(reference));
      return image === undefined ? { answer: 'no' } : there;
    },
    async builder(node: Node, fingerprint: string): Promise<Existence> {
      const reference = builderReference(catalog, node, fingerprint);
      return note(reference, await headBuilder(world, surveyed, reference));
    },
    refuseUnknown(): void {
      if (unknowns.length === 0) return;
      const [first = '', ...more] = unknowns.sort();
      const others = more.length > 0 ? `, and ${more.length} more answer${more.length > 1 ? 's' : ''}` : '';
      throw unreachable(
        `the registry does not say what it has: ${first}${others}`,
        'nothing is built on a guess: try again, or see that you are logged in',
      );
    },
  };
}
