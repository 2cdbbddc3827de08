// What the steps of a job share. In: the world and a survey. Out: a `Job`, and small questions about it.

import { buildersFor } from '../core/additions.ts';
import type { ImageNode, Node } from '../core/graph.ts';
import { snapshotDates } from '../core/pins.ts';
import type { ParentImage } from '../core/target.ts';
import { LABEL } from '../core/target.ts';
import { tagsOf } from '../core/tags.ts';
import { JobFailure } from './job-failure.ts';
import type { BuildResult } from '../core/result.ts';
import type { Survey } from './survey.ts';
import type { Cache } from './kept.ts';
import type { World } from './world.ts';

export interface Job extends Survey {
  readonly world: World;
  /** by builder: `20261116` */
  readonly dates: ReadonlyMap<string, string>;
  /** of binary packages and distfiles, between jobs */
  readonly cache: Cache | undefined;
}

/** What became of a task, before its node and its time are put to it. */
export type Outcome = Omit<BuildResult, 'image' | 'platform' | 'fingerprint' | 'seconds'>;

export function openJob(world: World, survey: Survey, cache?: Cache): Job {
  return { ...survey, world, cache, dates: snapshotDates(survey.catalog, survey.facts.pins) };
}

/** The names for people of an image, the chief one first. */
export function namesOf(job: Job, node: ImageNode, target?: ParentImage): readonly string[] {
  const date = job.dates.get(node.builder?.name ?? '') ?? '';
  const { tags, open } = tagsOf(node.image, date, {
    today: new Date(job.world.now()).toISOString().slice(0, 10).replaceAll('-', ''),
    fingerprint: fingerprintIn(job, node.id),
    merged: target?.config.config?.Labels?.[`${LABEL}version`],
  });
  const [first] = open;
  if (!first) return tags;
  throw new JobFailure('failed', { phase: 'tag', reason: first.reason, place: first.place, hint: first.hint });
}

/** Whether any image starts or copies from this one's builder. */
export function isParent(job: Job, node: Node): boolean {
  return [...job.graph.nodes.values()].some((child) => buildersFor(child, job.graph).includes(node.id));
}

/** The fingerprint of a node of the job's graph. */
export function fingerprintIn(job: Job, id: string): string {
  const print = job.prints.get(id);
  if (!print) throw new Error(`no fingerprint of ${id}`);
  return print.fingerprint;
}
