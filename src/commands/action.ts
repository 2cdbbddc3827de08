// The action's modes, as GitHub's steps call them. In: the world, inputs and the event. Out: outputs by name, Markdown
// for the summary, and whether the step failed.

import { dirname, join } from 'node:path/posix';
import { MOST_BYTES } from '../core/details.ts';
import type { Inputs } from '../core/inputs.ts';
import { rowsOfJobs } from '../core/job-rows.ts';
import { parseRow, tasksOf } from '../core/job.ts';
import { tooManyLevels } from '../core/level-workflow.ts';
import { matricesOf, type MatrixOptions, planOutputs } from '../core/matrix.ts';
import { NO_PINS, parsePins, tell } from '../core/pins.ts';
import { planFile, type PlanPlace } from '../core/plan-file.ts';
import { planMarkdown } from '../core/plan-summary.ts';
import { UserError } from '../core/problem.ts';
import { decidePush, type PushPolicy, refuseStrangers, type RunEvent } from '../core/push-policy.ts';
import { formatPlan, resultTable } from '../core/report.ts';
import { type BuildResult, isFailed, STATUSES } from '../core/result.ts';
import { resultFile } from '../core/result-file.ts';
import { buildTasks } from './build.ts';
import { digestsBefore, readEarlier } from './earlier.ts';
import { openCache } from './caching.ts';
import { warnMoved } from './moved-names.ts';
import { makePlan } from './plan.ts';
import { surveyHeld } from './hold.ts';
import type { Settings, Survey } from './survey.ts';
import type { World } from './world.ts';

export interface StepOutcome {
  readonly outputs: ReadonlyMap<string, string>;
  /** variables for later steps of the job */
  readonly environment: ReadonlyMap<string, string>;
  readonly summary: string;
  readonly failed: boolean;
}

/** `mode: plan`. */
export async function planStep(world: World, inputs: Inputs, event: RunEvent | undefined): Promise<StepOutcome> {
  refuseStrangers(event, await readCommit(world), inputs.token);
  const policy = decidePush(inputs.push, event);
  const { rebuild, only, exclude, changedSince } = inputs;
  const settings = { ...settingsOf(inputs, policy), rebuild, only, exclude, changedSince };
  const { plan, survey: surveyed } = await makePlan(world, settings);
  const options: MatrixOptions = { runners: inputs.runners, shared: !surveyed.local };
  const matrices = matricesOf(plan, options);
  if (inputs.maxLevels !== undefined && matrices.length > inputs.maxLevels) {
    const host = surveyed.catalog.registry?.split('/')[0];
    throw new UserError([tooManyLevels(matrices.length, inputs.maxLevels, host, inputs.registry)]);
  }
  const jobs = inputs.jobs.length > 0 ? rowsOfJobs(plan, inputs.jobs, options) : undefined;
  const unpushed = surveyed.local ? (surveyed.catalog.registry ? policy.reason : 'no registry is named') : undefined;
  if (unpushed !== undefined) world.screen.say(`nothing is pushed: ${unpushed}`);
  for (const line of formatPlan(plan)) world.screen.say(line);
  const place = { ...placeOf(surveyed, policy), push: !surveyed.local, name: policy.names };
  const rows = jobs ? Object.values(jobs) : matrices.flatMap(({ include }) => include);
  const before = await digestsBefore(surveyed, plan);
  const packed = world.pack(planFile(plan, rows, place, before));
  const earlier = await readEarlier(surveyed, plan.graph, before);
  const outputs = planOutputs(plan, matrices, inputs.outputs, packed, inputs.imagesDetailsVar, jobs);
  return {
    outputs,
    environment: environmentOf(inputs.imagesDetailsVar, outputs),
    summary: planMarkdown({
      plan,
      earlier: new Map([...earlier].map(([id, { seconds }]) => [id, seconds])),
      shared: options.shared,
      unpushed,
    }),
    failed: false,
  };
}

/** `mode: build`: one row of the matrix. */
export async function buildStep(world: World, inputs: Inputs, event: RunEvent | undefined): Promise<StepOutcome> {
  refuseStrangers(event, await readCommit(world), inputs.token);
  const row = parseRow(inputs.job);
  const policy = decidePush(inputs.push, event);
  const settings = settingsOf(inputs, policy);
  const surveyed = await surveyHeld(world, settings);
  const caching = openCache(world, surveyed.catalog, {
    wanted: inputs.cache,
    writes: policy.caches === 'write',
    below: policy.below,
    notes: join(world.temporary, 'cache.json'),
  });
  if (inputs.cache === 'actions' && !caching) world.screen.say('the runner has no cache service');
  const tasks = tasksOf(row.nodes, surveyed.graph, surveyed.prints);
  await warnMoved(world, surveyed, settings.pins, tasks);
  const results = await buildTasks(world, surveyed, tasks, { cache: caching?.cache });
  const file = join(world.temporary, `gentoo-image-builder-result-${world.random()}.json`);
  await world.files.writeText(file, resultFile(results));
  const table = resultTable(results);
  for (const line of table.text) world.screen.say(line);
  return {
    outputs: resultOutputs(results, file),
    environment: new Map(),
    summary: table.markdown,
    failed: results.some(isFailed),
  };
}

/** The details of all images as a variable, where one is asked for and they fit. */
export function environmentOf(name: string | undefined, outputs: ReadonlyMap<string, string>): Map<string, string> {
  const text = name === undefined ? undefined : outputs.get(name);
  if (name === undefined || text === undefined) return new Map();
  const bytes = Buffer.byteLength(`${name}=${text}`);
  if (bytes <= MOST_BYTES) return new Map([[name, text]]);
  const message = `the details of all images are ${bytes} bytes, and Linux takes ${MOST_BYTES} in a variable`;
  const hint = 'leave images-details-var out, and take `outputs: images-details`';
  throw new UserError([{ code: 'limit', message, hint }]);
}

/** The registry as the user named it, and what lies between it and the images. */
function placeOf({ catalog: { registry } }: Survey, { below }: PushPolicy): Pick<PlanPlace, 'registry' | 'below'> {
  const end = below === undefined ? '' : `/${below}`;
  return { registry: registry?.slice(0, registry.length - end.length), below };
}

/** What a step's inputs and its policy amount to. */
export function settingsOf(inputs: Inputs, policy: PushPolicy): Settings {
  return {
    imagesFile: inputs.imagesFile,
    registry: inputs.registry,
    pins: inputs.pins === '' ? tell(NO_PINS, inputs.set) : parsePins(inputs.pins, 'the input pins'),
    push: policy.content,
    // Where nothing is pushed, names stay on this machine and nobody else sees them.
    name: policy.names || !policy.content,
    access: inputs.access,
    below: policy.below,
    locked: inputs.locked,
    pushBuilders: inputs.pushBuilders,
  };
}

/** The commit of the working directory, by git's own files; undefined where they do not tell. */
export async function readCommit({ files, folder }: World): Promise<string | undefined> {
  for (let at = folder; ; at = dirname(at)) {
    const head = (await files.readText(join(at, '.git/HEAD')))?.trim();
    if (head !== undefined) {
      const [, ref] = /^ref: (refs\/[\w./-]+)$/.exec(head) ?? [];
      return ref === undefined ? head : (await files.readText(join(at, '.git', ref)))?.trim();
    }
    if (at === dirname(at)) return undefined;
  }
}

function resultOutputs(results: readonly BuildResult[], file: string): Map<string, string> {
  const statuses = results.map(({ status }) => status);
  const last = results.at(-1);
  const own = last?.packages?.filter((one) => one.own).map(({ name }) => name);
  return new Map([
    ['status', STATUSES.find((status) => statuses.some((one) => one === status)) ?? ''],
    ['image', last?.image ?? ''],
    ['digest', last?.digest ?? ''],
    ['tags', JSON.stringify(last?.tags ?? [])],
    ['builder', last?.builder ?? ''],
    ['builder-digest', last?.builderDigest ?? ''],
    ['size', last?.size === undefined ? '' : String(last.size)],
    ['packages', JSON.stringify(own ?? [])],
    ['result-file', file],
  ]);
}
