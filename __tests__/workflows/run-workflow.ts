// Runs a workflow's jobs as GitHub does: `needs`, `if`, matrices, outputs, called workflows, and both kinds of "Re-run".
// In: a workflow, an event, and what runs a job's steps. Out: what became of each job. What decides is GitHub's own
// parser and expressions; the rules that they leave open are those of its documents, a comment at each.

import type { Json } from '../../src/core/canonical.ts';
import { asText, type Contexts, evaluate, EvaluationError, isTrue, type Status, valueOf } from './expressions.ts';
import { type JobModel, partsOf, readModel, type WorkflowModel } from './workflow-file.ts';

export type Result = 'success' | 'failure' | 'skipped';

export interface LegResult {
  readonly result: 'success' | 'failure';
  readonly outputs: Readonly<Record<string, string>>;
}

/** One job of the run: a leg where there is a matrix. */
export interface Leg {
  /** `images / L0 base` */
  readonly name: string;
  /** unique in a run, the same in every attempt */
  readonly path: string;
  readonly job: JobModel;
  readonly contexts: Contexts;
}

export interface RunOptions {
  /** file to text, of this workflow and of those that it calls */
  readonly read: (uses: string) => string;
  readonly github: Readonly<Record<string, Json>>;
  readonly vars?: Readonly<Record<string, string>>;
  readonly secrets?: Readonly<Record<string, string>>;
  /** runs the steps of one job */
  readonly runLeg: (leg: Leg) => Promise<LegResult>;
  /** "Re-run failed jobs" of this attempt */
  readonly rerun?: Run;
}

export interface JobOutcome {
  readonly name: string;
  readonly result: Result;
  readonly outputs: Readonly<Record<string, string>>;
  /** why it failed before its first step */
  readonly error?: string;
  /** it ran in this attempt */
  readonly fresh: boolean;
}

export interface Run {
  readonly result: Result;
  /** by path: jobs, legs of matrices, jobs of called workflows */
  readonly jobs: ReadonlyMap<string, JobOutcome>;
}

/** A matrix may have so many jobs. */
const MOST_LEGS = 256;
/** Outputs of a job, counted as UTF-16. */
const MOST_OUTPUT = 1_048_576;

/** Runs the workflow of a file. */
export async function runWorkflow(file: string, options: RunOptions): Promise<Run> {
  const model = await readModel(file, options.read(file));
  const outcomes = new Map<string, JobOutcome>();
  const contexts: Contexts = {
    github: { ...options.github, token: 'token-of-the-run' },
    vars: options.vars ?? {},
    secrets: { ...options.secrets, GITHUB_TOKEN: 'token-of-the-run' },
    inputs: {},
  };
  const { result } = await runJobs(model, { options, outcomes, contexts, prefix: '', title: '', may: undefined });
  return { result, jobs: outcomes };
}

interface Scope {
  readonly options: RunOptions;
  readonly outcomes: Map<string, JobOutcome>;
  readonly contexts: Contexts;
  /** of paths, of names */
  readonly prefix: string;
  readonly title: string;
  /** permissions of the calling job; undefined at the top */
  readonly may: Readonly<Record<string, string>> | undefined;
}

async function runJobs(model: WorkflowModel, scope: Scope): Promise<{ result: Result; jobs: Map<string, JobOutcome> }> {
  const running = new Map<string, Promise<JobOutcome>>();
  const done = new Map<string, JobOutcome>();
  const ancestors = ancestorsOf(model);
  const start = (job: JobModel): Promise<JobOutcome> => {
    const known = running.get(job.id);
    if (known) return known;
    const needs = job.needs.map((need) => start(jobOf(model, need)));
    const promise = Promise.all(needs).then(async () => {
      const above = [...(ancestors.get(job.id) ?? [])].map((id) => outcomeOf(done, id));
      const outcome = await runJob(job, above, (id) => outcomeOf(done, id), scope);
      done.set(job.id, outcome);
      scope.outcomes.set(scope.prefix + job.id, outcome);
      return outcome;
    });
    running.set(job.id, promise);
    return promise;
  };
  await Promise.all(model.jobs.map(start));
  const results = [...done.values()].map(({ result }) => result);
  return { result: worst(results), jobs: done };
}

/** A run is red when a job is; it is green even when all were skipped. */
function worst(results: readonly Result[]): Result {
  if (results.includes('failure')) return 'failure';
  return results.length > 0 && results.every((result) => result === 'skipped') ? 'skipped' : 'success';
}

async function runJob(
  job: JobModel,
  above: readonly JobOutcome[],
  outcome: (id: string) => JobOutcome,
  scope: Scope,
): Promise<JobOutcome> {
  const path = scope.prefix + job.id;
  const before = scope.options.rerun?.jobs.get(path);
  const isAgain = above.some(({ fresh }) => fresh) || before === undefined || before.result === 'failure';
  // "Re-run failed jobs" takes what failed and all that depends on it; the rest stays, outputs included.
  if (!isAgain) return { ...before, fresh: false };
  const needs = Object.fromEntries(
    job.needs.map((need) => [need, { result: outcome(need).result, outputs: outcome(need).outputs }]),
  );
  const contexts: Contexts = { ...scope.contexts, needs };
  // A job that failed or was skipped skips all behind it, unless they have a status function of their own.
  const status: Status = {
    success: () => above.every(({ result }) => result === 'success'),
    failure: () => above.some(({ result }) => result === 'failure'),
    cancelled: () => false,
  };
  try {
    const name = asText(valueOrNull(job, 'name', contexts) ?? job.id);
    // `if` comes before `strategy`: that is why a level that is not there does no harm.
    if (!isTrue(evaluate(job.if, contexts, status)))
      return { name: scope.title + job.id, result: 'skipped', outputs: {}, fresh: true };
    const isBehind = above.some(({ fresh }) => fresh);
    if (job.uses !== undefined) return await callWorkflow(job, name, contexts, scope, isBehind);
    checkPermissions(job, scope);
    return await runLegs(job, contexts, scope, isBehind);
  } catch (error) {
    if (!(error instanceof RunError || error instanceof EvaluationError)) throw error;
    return { name: scope.title + job.id, result: 'failure', outputs: {}, error: error.message, fresh: true };
  }
}

/** What GitHub itself would fail a job or a run with. */
class RunError extends Error {}

async function runLegs(job: JobModel, contexts: Contexts, scope: Scope, again: boolean): Promise<JobOutcome> {
  const strategy = valueOrNull(job, 'strategy', contexts) as Record<string, Json> | null;
  const rows = strategy === null ? [undefined] : rowsOf(strategy);
  const legs = rows.map((matrix, index): Leg => {
    const own: Contexts = {
      ...contexts,
      matrix: matrix ?? null,
      strategy: { 'job-index': index, 'job-total': rows.length },
    };
    const title = valueOrNull(job, 'name', own);
    const path = scope.prefix + job.id + (matrix === undefined ? '' : `[${index}]`);
    checkMachine(path, valueOrNull(job, 'runs-on', own), valueOrNull(job, 'timeout-minutes', own));
    return { name: scope.title + (title === null ? job.id : asText(title)), path, job, contexts: own };
  });
  const results = await Promise.all(
    legs.map(async (leg): Promise<JobOutcome> => {
      const before = scope.options.rerun?.jobs.get(leg.path);
      if (strategy !== null && !again && before?.result === 'success') return { ...before, fresh: false };
      const outcome = { name: leg.name, ...(await scope.options.runLeg(leg)), fresh: true };
      if (strategy !== null) scope.outcomes.set(leg.path, outcome);
      return outcome;
    }),
  );
  // Legs write into one map, the last wins; our workflows must not count on which that is.
  const outputs = Object.assign({}, ...results.map((each) => each.outputs)) as Record<string, string>;
  const size = Object.values(outputs).reduce((sum, text) => sum + text.length * 2, 0);
  if (size > MOST_OUTPUT) throw new RunError(`the outputs of ${job.id} are ${size} bytes, GitHub takes ${MOST_OUTPUT}`);
  return { name: legs[0]?.name ?? '', result: worst(results.map(({ result }) => result)), outputs, fresh: true };
}

/** A machine by one label or several, and minutes. */
function checkMachine(path: string, runsOn: Json, timeout: Json): void {
  const labels = typeof runsOn === 'string' ? [runsOn] : Array.isArray(runsOn) ? (runsOn as readonly Json[]) : [];
  const isMachine = labels.length > 0 && labels.every((label) => typeof label === 'string' && label !== '');
  const isTime = timeout === null || (typeof timeout === 'number' && timeout > 0);
  if (!isMachine || !isTime) throw new RunError(`${path} has no machine (${JSON.stringify({ runsOn, timeout })})`);
}

/** The legs of a matrix. GitHub's errors in its own words (MatrixBuilder). */
function rowsOf(strategy: Readonly<Record<string, Json>>): readonly Json[] {
  const { matrix, 'fail-fast': failFast, 'max-parallel': most, ...strange } = strategy;
  if (Object.keys(strange).length > 0) throw new Error(`the harness does not know ${Object.keys(strange).join(', ')}`);
  if (failFast !== false) throw new Error('the harness stops no other legs: say fail-fast: false');
  if (most !== undefined && (typeof most !== 'number' || most < 1)) throw new RunError('max-parallel is no number');
  if (matrix === null || typeof matrix !== 'object' || !('include' in matrix) || Object.keys(matrix).length > 1)
    throw new Error('the harness knows matrices of `include` alone');
  const rows = matrix.include as readonly Json[];
  if (rows.length === 0) throw new RunError('Matrix must define at least one vector');
  if (rows.length > MOST_LEGS) throw new RunError(`Strategy produced more than ${MOST_LEGS}`);
  return rows;
}

async function callWorkflow(
  job: JobModel,
  name: string,
  contexts: Contexts,
  scope: Scope,
  again: boolean,
): Promise<JobOutcome> {
  const uses = job.uses ?? '';
  const model = await readModel(uses, scope.options.read(uses));
  const given = (valueOrNull(job, 'with', contexts) ?? {}) as Record<string, Json>;
  const secrets = (valueOrNull(job, 'secrets', contexts) ?? {}) as Record<string, Json>;
  const strangers = Object.keys(secrets).filter((key) => !model.call.secrets.includes(key));
  if (strangers.length > 0) throw new RunError(`${uses} has no secret ${strangers.join(', ')}`);
  const inner: Scope = {
    ...scope,
    options: again ? withoutRerun(scope.options) : scope.options,
    contexts: {
      ...scope.contexts,
      inputs: inputsOf(uses, model, given, scope.contexts),
      secrets: { ...secrets, GITHUB_TOKEN: 'token-of-the-run' },
    },
    prefix: `${scope.prefix}${job.id}/`,
    title: `${scope.title}${name} / `,
    may: permissionsOf(job) ?? {},
  };
  const { result, jobs } = await runJobs(model, inner);
  const context = { jobs: Object.fromEntries([...jobs].map(([id, { outputs }]) => [id, { outputs }])) };
  const outputs = Object.fromEntries(
    [...(model.callOutputs ?? [])].map(({ key, value }) => {
      const token = partsOf(value.assertMapping('output'))('value');
      return [key.toString(), token ? asText(valueOf(token, { ...inner.contexts, ...context })) : ''];
    }),
  );
  return { name: scope.title + name, result, outputs, fresh: true };
}

/** What depends on a job that runs again, runs again as a whole. */
function withoutRerun({ rerun: _rerun, ...options }: RunOptions): RunOptions {
  return options;
}

function inputsOf(
  uses: string,
  model: WorkflowModel,
  given: Readonly<Record<string, Json>>,
  contexts: Contexts,
): Record<string, Json> {
  const strange = Object.keys(given).filter((key) => !(key in model.call.inputs));
  if (strange.length > 0) throw new RunError(`${uses} has no input ${strange.join(', ')}`);
  return Object.fromEntries(
    Object.entries(model.call.inputs).map(([key, input]) => {
      const value = given[key];
      if (value === undefined && input.required) throw new RunError(`${uses} wants the input ${key}`);
      if (value !== undefined && typeof value !== input.type)
        throw new RunError(`${key} of ${uses} is no ${input.type}`);
      const own = input.default;
      const isToken = typeof own === 'object' && own !== null;
      return [key, value ?? (isToken ? valueOf(own as Parameters<typeof valueOf>[0], contexts) : (own as Json)) ?? ''];
    }),
  );
}

/** A called workflow must not ask for more than its caller may. */
function checkPermissions(job: JobModel, { may }: Scope): void {
  if (may === undefined) return;
  const rank = ['none', 'read', 'write'];
  const more = Object.entries(permissionsOf(job) ?? {}).filter(
    ([key, value]) => rank.indexOf(value) > rank.indexOf(may[key] ?? 'none'),
  );
  if (more.length > 0) {
    const words = more.map(([key, value]) => `${key}: ${value}`).join(', ');
    throw new RunError(`the job ${job.id} requests ${words}, but its caller does not allow it`);
  }
}

function permissionsOf(job: JobModel): Record<string, string> | undefined {
  const token = job.part('permissions');
  return token && (valueOf(token, {}) as Record<string, string>);
}

function valueOrNull(job: JobModel, key: string, contexts: Contexts): Json {
  const token = job.part(key);
  return token ? valueOf(token, { matrix: null, strategy: {}, ...contexts }) : null;
}

function ancestorsOf(model: WorkflowModel): ReadonlyMap<string, ReadonlySet<string>> {
  const found = new Map<string, ReadonlySet<string>>();
  const of = (id: string): ReadonlySet<string> => {
    const known = found.get(id);
    if (known) return known;
    const own = new Set(jobOf(model, id).needs.flatMap((need) => [need, ...of(need)]));
    found.set(id, own);
    return own;
  };
  for (const { id } of model.jobs) of(id);
  return found;
}

function jobOf(model: WorkflowModel, id: string): JobModel {
  const job = model.jobs.find((each) => each.id === id);
  if (!job) throw new Error(`no job ${id}`);
  return job;
}

function outcomeOf(done: ReadonlyMap<string, JobOutcome>, id: string): JobOutcome {
  const outcome = done.get(id);
  if (!outcome) throw new Error(`${id} has not run`);
  return outcome;
}
