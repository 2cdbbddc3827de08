// How long a run takes on 20 machines, by a simulated clock: the workflow with a job an image, as it is written, beside
// the one with a job a level. Nothing waits. Durations are made up as builds are: what others stand on is a C library, a
// compiler, a language, and takes an hour or so; what nothing stands on takes minutes.

import { describe, expect, test } from 'vitest';
import { imageWorkflow } from '../../src/core/image-workflow.ts';
import { ACTION } from '../../src/core/version.ts';
import { makeGraph, makeImage } from '../fakes/catalog.ts';
import { chainOf, type Dag, grownOf, seeded } from './dags.ts';
import { readModel } from './workflow-file.ts';

const RUNNERS = 20;

/** Jobs in the order of the file: what each waits for, and its minutes. */
type Jobs = ReadonlyMap<string, { readonly needs: readonly string[]; readonly minutes: number }>;

/** The static workflow's jobs, read from the file itself. */
async function staticJobs(dag: Dag, minutes: ReadonlyMap<string, number>): Promise<Jobs> {
  const graph = makeGraph(dag.map(([name, requires]) => makeImage({ name, requires: [...requires] })));
  const text = imageWorkflow(graph, {
    ...{ fuse: false, action: ACTION, imagesFile: 'images.yaml', workingDirectory: '.', registry: undefined },
    ...{ runners: '', runner: 'ubuntu-24.04' },
  });
  const { jobs } = await readModel('images.yml', text);
  const images = jobs.filter(({ id }) => id !== 'plan' && id !== 'report');
  return new Map(
    images.map(({ id, needs }) => [
      id,
      { needs: needs.filter((need) => need !== 'plan'), minutes: minutes.get(id) ?? 1 },
    ]),
  );
}

/** The same with a barrier between levels: each job waits for all of the level below. */
function levelJobs(jobs: Jobs): Jobs {
  const heights = heightsOf(jobs);
  const at = (height: number): string[] => [...jobs.keys()].filter((id) => heights.get(id) === height);
  return new Map([...jobs].map(([id, { minutes }]) => [id, { needs: at((heights.get(id) ?? 0) - 1), minutes }]));
}

function heightsOf(jobs: Jobs): Map<string, number> {
  const heights = new Map<string, number>();
  for (const [id, { needs }] of jobs)
    heights.set(id, Math.max(-1, ...needs.map((need) => heights.get(need) ?? -1)) + 1);
  return heights;
}

/** Jobs queue when they may start, together in the order of the file; the first takes a free machine. The last end. */
function makespanOf(jobs: Jobs): number {
  const waiting = new Set(jobs.keys());
  const queue: string[] = [];
  const ended = new Set<string>();
  const running = new Map<string, number>();
  let now = 0;
  while (waiting.size > 0 || queue.length > 0 || running.size > 0) {
    const ready = [...waiting].filter((id) => jobs.get(id)?.needs.every((need) => ended.has(need)));
    for (const id of ready) waiting.delete(id);
    queue.push(...ready);
    for (const id of queue.splice(0, RUNNERS - running.size)) running.set(id, now + (jobs.get(id)?.minutes ?? 0));
    now = Math.min(...running.values());
    for (const [id, end] of running) {
      if (end > now) continue;
      running.delete(id);
      ended.add(id);
    }
  }
  return now;
}

/** No schedule is shorter: the longest chain, and all work dealt out evenly. */
function boundOf(jobs: Jobs): number {
  const ends = new Map<string, number>();
  for (const [id, { needs, minutes }] of jobs)
    ends.set(id, Math.max(0, ...needs.map((need) => ends.get(need) ?? 0)) + minutes);
  const work = [...jobs.values()].reduce((sum, { minutes }) => sum + minutes, 0);
  return Math.max(...ends.values(), work / RUNNERS);
}

function minutesOf(dag: Dag, random: () => number): Map<string, number> {
  const parents = new Set(dag.flatMap(([, requires]) => requires));
  return new Map(dag.map(([name]) => [name, Math.round(parents.has(name) ? 10 + 80 * random() : 1 + 14 * random())]));
}

/** Two languages with their programs beside a long chain of libraries, as in a household with a compiler of its own. */
const HOUSE: Dag = [
  ...chainOf(6),
  ...Array.from({ length: 40 }, (_, index) => [`program-${index}`, [`i${index % 6}`]] as const),
  ...Array.from({ length: 12 }, (_, index) => [`service-${index}`, [`program-${index}`]] as const),
];

/** Both workflows' times as multiples of the bound. */
async function ratios(dag: Dag): Promise<{ own: number; levels: number }> {
  const jobs = await staticJobs(dag, minutesOf(dag, seeded(3)));
  const bound = boundOf(jobs);
  return { own: makespanOf(jobs) / bound, levels: makespanOf(levelJobs(jobs)) / bound };
}

describe('on 20 machines', () => {
  test.each<[string, Dag, string]>([
    ['a house of 58', HOUSE, 'static 1.00, levels 1.11'],
    ['60 images', grownOf(60, seeded(1)), 'static 1.00, levels 1.30'],
    ['150 images', grownOf(150, seeded(2)), 'static 1.01, levels 1.33'],
  ])('a run of %s takes what its longest chain takes', async (_, dag, figures) => {
    const { own, levels } = await ratios(dag);
    expect(own).toBeLessThanOrEqual(1.05);
    expect(`static ${own.toFixed(2)}, levels ${levels.toFixed(2)}`).toBe(figures);
  });

  // Where machines are scarce, jobs of the longest chain queue behind others that were ready before them.
  test.each<[string, Dag, string]>([
    ['300 images', grownOf(300, seeded(1)), 'static 1.22, levels 1.46'],
    ['600 images', grownOf(600, seeded(1)), 'static 1.11, levels 1.31'],
  ])('of %s, a run with too few machines is shorter than with levels', async (_, dag, figures) => {
    const { own, levels } = await ratios(dag);
    expect(own).toBeLessThan(levels);
    expect(`static ${own.toFixed(2)}, levels ${levels.toFixed(2)}`).toBe(figures);
  });
});
