// `build`: works through the tasks of one job. In: the world, what is known of the chain, tasks in order.
// Out: a result for each. One task that fails does not stop the others; those that need it are `blocked`.

import { buildersFor, idOf } from '../core/additions.ts';
import {
  type GentooNode,
  type Graph,
  type ImageNode,
  type Node,
  nodeOf,
  placeOf,
  type ScriptNode,
} from '../core/graph.ts';
import type { Task } from '../core/job.ts';
import { builderReference, contentReference, untestedReference } from '../core/layout.ts';
import { type BuildResult, describeFailure, isFailed } from '../core/result.ts';
import { formatReference, type Reference } from '../core/reference.ts';
import { buildImage, buildInitial } from './container-job.ts';
import { isOutOfTime, notBegun } from './budget.ts';
import { onDisk } from './disk-check.ts';
import { applyLines } from './dockerfile.ts';
import { checkClosure } from './closure-check.ts';
import { checkTrust, hasBuilder, publishBuilder } from './builder-images.ts';
import { fingerprintIn, isParent, namesOf, type Job, openJob, type Outcome } from './job-context.ts';
import { JobFailure } from './job-failure.ts';
import type { Cache } from './kept.ts';
import { mirrorImage } from './mirror.ts';
import { existing, hasPassed, passedReferences } from './presence.ts';
import { nameTarget, publishTarget } from './publish.ts';
import { recordResult } from './result-record.ts';
import { scriptImage } from './script.ts';
import { readTarget, type StoredTarget } from './stored-target.ts';
import { BY_ENGINE } from '../core/target.ts';
import { notYetProblems } from '../core/not-yet.ts';
import { refuse } from '../core/problem.ts';
import { worldAt } from '../core/unreachable.ts';
import type { Survey } from './survey.ts';
import { shareScreen, sideBySide } from './side-by-side.ts';
import { refuseBadScripts, testTarget } from './target-test.ts';
import { openTaskLog, type TaskLog } from './task-log.ts';
import { pushOrSave } from './unpushed.ts';
import type { World } from './world.ts';

/**
 * Works through tasks in order, so many at once. Throws only what is no outcome of a build: the user's mistakes, the
 * world, bugs.
 */
export async function buildTasks(
  world: World,
  survey: Survey,
  tasks: readonly Task[],
  { cache, jobs = 1 }: { readonly cache?: Cache | undefined; readonly jobs?: number } = {},
): Promise<BuildResult[]> {
  const labels = new Set(tasks.map(({ node }) => node.label));
  const concerned = survey.catalog.notYet.filter(({ identity }) => identity === undefined || labels.has(identity));
  refuse(notYetProblems(concerned, 'build'));
  const nodes = tasks.map(({ node }) => node);
  await refuseBadScripts(world, survey.folder, nodes);
  const job = openJob(world, survey, cache);
  const made = tasks.filter((task) => task.do !== 'tag').map(({ node }) => node);
  await checkTrust(job, made);
  const results: BuildResult[] = [];
  const shared = jobs > 1 ? shareScreen(world.screen, tasks.length) : undefined;
  return await sideBySide({
    ...{ items: tasks, most: jobs, waitsFor: (task: Task) => before(task, tasks) },
    run: async (task) => {
      const screen = shared ? shared.of(task.node.label) : world.screen;
      const result = await runTask({ ...job, world: { ...world, screen } }, task, results);
      results.push(result);
      shared?.end();
      return result;
    },
    // What was ended from outside has not failed: it is not done, and what is left is not begun.
    isEnded: () => world.signal.aborted,
    onError: (error, running) => {
      const words = error instanceof Error ? error.message : String(error);
      world.screen.warn(`${words}; nothing more is begun, and ${running} that are running are waited for`);
    },
  });
}

/** What a task waits for. Initial builders may share a stock of packages, so each waits for those before it. */
function before(task: Task, tasks: readonly Task[]): readonly Task[] {
  const { node } = task;
  if (node.kind === 'builder') return tasks.slice(0, tasks.indexOf(task)).filter((one) => one.node.kind === 'builder');
  return tasks.filter((one) => node.needs.includes(one.node.id));
}

async function runTask(job: Job, task: Task, before: readonly BuildResult[]): Promise<BuildResult> {
  const { world } = job;
  const started = world.now();
  const finish = (result: Omit<BuildResult, 'image' | 'platform' | 'fingerprint' | 'seconds'>): BuildResult => ({
    image: task.node.label,
    platform: task.node.platform,
    fingerprint: task.fingerprint,
    seconds: (world.now() - started) / 1000,
    ...result,
  });
  // What is left when the time is up fails nothing.
  const needs = isOutOfTime(world) ? [] : task.node.needs;
  const failed = needs.find((id) => before.some((result) => isFailed(result) && isResultOf(job, result, id)));
  if (failed !== undefined) {
    const outcome = blocked(nodeOf(job.graph, failed), 'failed before');
    world.screen.say(`${task.node.label}: ${outcome.failure.reason}`);
    return finish(outcome);
  }
  world.screen.say(`${task.node.label}: ${task.do} ${task.fingerprint}`);
  const log = openTaskLog(world, task.node);
  const logged: Job = { ...job, world: { ...world, screen: log.screen } };
  try {
    if (isOutOfTime(world)) throw notBegun();
    const outcome = await onDisk(logged, () => carryOut(logged, task));
    return finish({ ...outcome, ...withLog(log) });
  } catch (error) {
    const place = placeOf(task.node);
    if (!(error instanceof JobFailure)) throw worldAt(error, place);
    const { status, failure } = error;
    const message =
      status === 'blocked' ? `${task.node.label}: ${failure.reason}` : describeFailure(task.node.label, failure);
    world.screen.endGroup();
    world.screen.problem({ code: 'build-failed', message, place: failure.place ?? place, hint: failure.hint });
    if (log.path() !== undefined) world.screen.say(`  log: ${log.path()}`);
    return finish({ status, tags: [], failure, ...withLog(log) });
  } finally {
    world.screen.endGroup();
    log.close();
  }
}

function withLog({ path }: TaskLog): Pick<BuildResult, 'log'> {
  const file = path();
  return file === undefined ? {} : { log: file };
}

function isResultOf({ graph }: Job, result: BuildResult, id: string): boolean {
  const node = nodeOf(graph, id);
  return node.label === result.image && node.platform === result.platform;
}

async function carryOut(job: Job, task: Task): Promise<Outcome> {
  const { node, fingerprint } = task;
  if (node.kind === 'builder') return await makeInitial(job, task);
  if (node.kind === 'mirror') return await mirrorImage(job, node, fingerprint, task.do);
  if (node.kind === 'script') {
    if (task.do === 'build' || task.do === 'rebuild') await refuseMissingParents(job, node);
    return await scriptImage(job, node, fingerprint, task.do);
  }
  return await gentooImage(job, node, task);
}

async function gentooImage(job: Job, node: GentooNode, task: Task): Promise<Outcome> {
  const { fingerprint } = task;
  const started = job.world.now();
  if (task.do !== 'rebuild') {
    const there = await existing(job, node, contentReference(job.catalog, node, fingerprint));
    // Of what is only tested or named the plan knew that nobody is waiting for its builder.
    const isEnough = task.do === 'tag' || task.do === 'test';
    if (there.answer === 'yes' && (isEnough || (await isComplete(job, node)))) {
      const content = contentReference(job.catalog, node, fingerprint);
      if (task.do !== 'tag' && !(await hasPassed(job, node, fingerprint))) {
        return await testAndName(job, node, content, 'tested', started);
      }
      const target = await readTarget(job, content);
      return { status: task.do === 'tag' ? 'tagged' : 'reused', ...(await nameTarget(job, node, target)) };
    }
    const untested = await existing(job, node, untestedReference(job.catalog, node, fingerprint));
    if (untested.answer === 'yes' && (isEnough || (await isComplete(job, node)))) {
      return await testAndName(job, node, untestedReference(job.catalog, node, fingerprint), 'tested', started);
    }
  }
  return await makeImage(job, node, task, started);
}

async function makeInitial(job: Job, { node, fingerprint, do: work }: Task): Promise<Outcome> {
  if (node.kind !== 'builder') throw new Error(`${node.id} is no initial builder`);
  const reference = builderReference(job.catalog, node, fingerprint);
  const builder = formatReference(reference);
  if (work !== 'rebuild' && (await hasBuilder(job, node))) return { status: 'reused', tags: [], builder };
  await buildInitial(job, node, work === 'rebuild');
  return { status: 'built', tags: [], builder, builderDigest: await publishBuilder(job, reference) };
}

async function makeImage(job: Job, node: GentooNode, task: Task, started: number): Promise<Outcome> {
  const { fingerprint } = task;
  await refuseMissingParents(job, node);
  const { files, temporary } = job.world;
  const folder = await files.makeFolder(temporary, 'gib-job-');
  const work = async (): Promise<Outcome> => {
    const packed = await buildImage(job, node, fingerprint, { folder, fresh: task.do === 'rebuild' });
    const built = await applyLines(job, node, fingerprint, packed, folder);
    const reference = builderReference(job.catalog, node, fingerprint);
    const builder = await pushOrSave(
      job,
      { node, fingerprint, built },
      {
        builder: async () => (isPushed(job, node) ? await publishBuilder(job, reference) : undefined),
        target: async () => {
          await publishTarget(job, node, fingerprint, built);
        },
      },
    );
    const untested = untestedReference(job.catalog, node, fingerprint);
    const outcome = await testAndName(job, node, untested, 'built', started);
    return {
      ...outcome,
      ...(builder !== undefined && { builder: formatReference(reference), builderDigest: builder }),
      layer: built.layer.size,
      packages: built.packages,
    };
  };
  try {
    return await onDisk(job, work);
  } finally {
    await files.removeFolder(folder);
  }
}

/** The commit record is written between the test and the names: what has a content tag has passed. */
async function testAndName(
  job: Job,
  node: GentooNode,
  from: Reference,
  status: 'built' | 'tested',
  started: number,
): Promise<Outcome> {
  const fingerprint = fingerprintIn(job, node.id);
  const target = await readTarget(job, from);
  const findings = checkClosure(job, node, target);
  const tests = await testTarget(job, node, target);
  // Before anything says that it is done: a name that cannot be made fails the node.
  if (job.name) namesOf(job, node, target);
  const content = contentReference(job.catalog, node, fingerprint);
  if (status === 'built') await compareWithContent(job, node, content, target);
  // What it has passed comes first: where the content tag is, nothing is tested again but for another test.
  for (const reference of [...passedReferences(job, node, fingerprint), content]) {
    await job.stores.images.putManifest(reference, target.manifestBytes, target.mediaType);
  }
  const seconds = (job.world.now() - started) / 1000;
  await recordResult(job, node, target, { fingerprint, seconds, tests });
  return { status, ...(await nameTarget(job, node, target)), ...(findings.length > 0 && { findings }) };
}

/** A target that was there before, and was built again for its builder's sake, has to come out the same. */
async function compareWithContent(job: Job, node: GentooNode, content: Reference, target: StoredTarget): Promise<void> {
  const before = await existing(job, node, content);
  if (before.answer === 'no') return;
  if (before.digest === target.digest) {
    job.world.screen.say(`${node.label}: the target is the same as before, ${target.digest}`);
    return;
  }
  // An engine that runs lines promises nothing of the kind, for this image or for one that it stands on.
  if (target.config.history?.some(({ comment }) => comment === BY_ENGINE)) return;
  const words = `${node.label}: the target is not the same as before, though nothing changed that decides it`;
  job.world.screen.warn(`${words}: it was ${before.digest}, and is ${target.digest}`);
}

/** Whether the builder goes where the target goes. A later child finds that it is missing, and has it built again. */
function isPushed(job: Job, node: GentooNode): boolean {
  return job.local || job.pushBuilders === 'all' || isParent(job, node);
}

/** Whether the builder is there as far as anybody starts from it. */
async function isComplete(job: Job, node: GentooNode): Promise<boolean> {
  return !isParent(job, node) || (await hasBuilder(job, node));
}

/** Never an older one in its place: a parent that is not there under its fingerprint was not built. */
async function refuseMissingParents(job: Job, node: ImageNode): Promise<void> {
  for (const need of node.needs.map((id) => nodeOf(job.graph, id))) {
    const content = contentReference(job.catalog, need, fingerprintIn(job, need.id));
    const isBuilt = need.kind === 'builder' || (await existing(job, need, content)).answer === 'yes';
    const isTaken = need.kind !== 'mirror' && need.kind !== 'script' && buildersFor(node, job.graph).includes(need.id);
    const isComplete = isBuilt && (!isTaken || (await hasBuilder(job, need)));
    if (!isComplete) throw new JobFailure('blocked', blocked(need, 'was not built in this run').failure);
    if (need.kind === 'script' && node.kind === 'gentoo' && readsLayers(node, need, job.graph))
      await refuseUnstored(job, need);
  }
}

/** As the parent's are, and those of an image that is copied from. */
function readsLayers(node: GentooNode, need: Node, graph: Graph): boolean {
  const isCopied = node.image.add.some((one) => one.kind === 'image' && idOf(node, graph, one.image.value) === need.id);
  return node.parent === need.id || isCopied;
}

/** The engine has it, but layers are read from the store. */
async function refuseUnstored(job: Job, parent: ScriptNode): Promise<void> {
  const content = contentReference(job.catalog, parent, fingerprintIn(job, parent.id));
  if (!job.local || (await job.stores.images.head(content)).answer === 'yes') return;
  const { failure } = blocked(parent, 'is only in the engine, as nothing is pushed');
  const hint = 'images on a script’s image are built where there is a registry to push to';
  throw new JobFailure('blocked', { ...failure, place: parent.image.place, hint });
}

function blocked(need: Node, why: string): { status: 'blocked'; tags: []; failure: { phase: string; reason: string } } {
  return { status: 'blocked', tags: [], failure: { phase: 'start', reason: `blocked: ${need.label} ${why}` } };
}
