// Runs the steps of one job, each job on a machine of its own: an empty home, workspace and temporary folder. In: a leg
// and what the run has in common. Out: result, outputs, log and summary. Our own action runs as the runner starts it,
// from its bundles; checkout, login and artifacts are done by folders. Any other step is refused.

import { cpSync, existsSync, mkdirSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { basename, join } from 'node:path';
import { parse } from 'yaml';
import type { Json } from '../../src/core/canonical.ts';
import { asText, type Contexts, evaluate, isTrue, type Status, valueOf } from './expressions.ts';
import { isOurs } from './rules.ts';
import type { Leg, LegResult } from './run-workflow.ts';
import { ROOT } from './shipped.ts';
import type { StepModel } from './workflow-file.ts';

/** One run of a program of ours: `main` or `post` of the action. */
export interface ActionRun {
  readonly entry: 'index.js' | 'post.js';
  readonly inputs: Readonly<Record<string, string>>;
  readonly environment: Readonly<Record<string, string>>;
  /** where it starts */
  readonly workspace: string;
}

export interface Ground {
  /** for the folders of all machines, and artifacts */
  readonly folder: string;
  /** the user's repository */
  readonly repository: string;
  /** its commit */
  readonly checkedOut: string;
  readonly event: object;
  /** what the runner sets for the event: GITHUB_EVENT_NAME and the like */
  readonly environment: Readonly<Record<string, string>>;
  /** what the runner gives to actions alone: where its cache service is */
  readonly runtime: Readonly<Record<string, string>>;
  /** number of the machine: its folders have the same paths as those of the job before, and nothing in them */
  readonly machine: number;
  /** runs the action; gives its exit code */
  readonly runAction: (run: ActionRun) => Promise<{ code: number; log: string }>;
  /** everything that steps did, in order of their ends */
  readonly seen: StepSeen[];
  /** the same of post steps */
  readonly posts: PostSeen[];
}

export interface PostSeen {
  readonly job: string;
  readonly code: number;
  readonly log: string;
}

export interface StepSeen {
  readonly job: string;
  readonly uses: string;
  readonly inputs: Readonly<Record<string, string>>;
  readonly code: number;
  readonly log: string;
  readonly summary: string;
  readonly outputs: ReadonlyMap<string, string>;
}

/** A step's summary may have so many bytes; a larger one is lost as a whole. */
const MOST_SUMMARY = 1024 * 1024;

/** Runs the steps of a job, then the post steps. */
export async function runSteps(leg: Leg, ground: Ground): Promise<LegResult> {
  const machine = openMachine(leg, ground);
  const steps: Record<string, { outputs: Record<string, string>; outcome: string }> = {};
  const posts: (() => Promise<number>)[] = [];
  let environment: Record<string, string> = {};
  let failed = false;
  const status: Status = { success: () => !failed, failure: () => failed, cancelled: () => false };
  const contextsOf = (): Contexts => {
    const base = { ...leg.contexts, runner: { temp: machine.temporary, os: 'Linux' }, steps, job: {} };
    const env = { ...textsOf(leg.job.part('env'), base), ...environment };
    return { ...base, env };
  };
  for (const step of leg.job.steps) {
    const contexts = contextsOf();
    if (!isTrue(evaluate(step.if, contexts, status))) {
      steps[step.id] = { outputs: {}, outcome: 'skipped' };
      continue;
    }
    const inputs = textsOf(step.part('with'), contexts);
    const env = { ...(contexts.env as Record<string, string>), ...textsOf(step.part('env'), contexts) };
    const done = await machine.run(step, inputs, env, contexts);
    posts.unshift(...(done.post ? [done.post] : []));
    environment = { ...environment, ...done.environment };
    steps[step.id] = { outputs: Object.fromEntries(done.outputs), outcome: done.code === 0 ? 'success' : 'failure' };
    if (done.code !== 0) failed = true;
  }
  for (const post of posts) if ((await post()) !== 0) failed = true;
  const outputs = textsOf(leg.job.part('outputs'), contextsOf());
  const masked = Object.values(leg.contexts.secrets as Record<string, string>).filter((secret) => secret !== '');
  return { result: failed ? 'failure' : 'success', outputs: withoutSecrets(outputs, masked) };
}

/** GitHub drops an output that has a secret in it, as a whole. */
function withoutSecrets(outputs: Readonly<Record<string, string>>, secrets: readonly string[]): Record<string, string> {
  return Object.fromEntries(
    Object.entries(outputs).filter(([, text]) => !secrets.some((secret) => text.includes(secret))),
  );
}

interface StepDone {
  readonly code: number;
  readonly outputs: ReadonlyMap<string, string>;
  readonly environment: Readonly<Record<string, string>>;
  readonly post?: () => Promise<number>;
}

const DONE: StepDone = { code: 0, outputs: new Map(), environment: {} };

function openMachine(leg: Leg, ground: Ground) {
  const home = join(ground.folder, `machine-${ground.machine}`);
  rmSync(home, { recursive: true, force: true });
  const workspace = join(home, 'work');
  const temporary = join(home, 'temp');
  for (const folder of [workspace, temporary, join(home, 'home')]) mkdirSync(folder, { recursive: true });
  const artifacts = join(ground.folder, 'artifacts');
  let count = 0;

  async function action(
    step: StepModel,
    inputs: Readonly<Record<string, string>>,
    env: Readonly<Record<string, string>>,
    contexts: Contexts,
  ): Promise<StepDone> {
    const own = join(home, `step-${count++}`);
    mkdirSync(own);
    const file = (name: string): string => {
      writeFileSync(join(own, name), '', { flag: 'a' });
      return join(own, name);
    };
    const files = {
      GITHUB_OUTPUT: file('output'),
      GITHUB_ENV: file('env'),
      GITHUB_STATE: file('state'),
      GITHUB_STEP_SUMMARY: file('summary'),
    };
    writeFileSync(join(own, 'event.json'), JSON.stringify(ground.event));
    const environment = {
      ...env,
      ...ground.environment,
      ...ground.runtime,
      ...files,
      HOME: join(home, 'home'),
      RUNNER_TEMP: temporary,
      GITHUB_ACTIONS: 'true',
      GITHUB_EVENT_PATH: join(own, 'event.json'),
      GITHUB_WORKSPACE: workspace,
    };
    const all = { ...defaultsOf(contexts), ...inputs };
    const { code, log } = await ground.runAction({ entry: 'index.js', inputs: all, environment, workspace });
    const summary = readFileSync(files.GITHUB_STEP_SUMMARY, 'utf8');
    if (Buffer.byteLength(summary) > MOST_SUMMARY) throw new Error(`a summary of ${summary.length} would be lost`);
    const outputs = readPairs(files.GITHUB_OUTPUT);
    ground.seen.push({ job: leg.path, uses: step.uses, inputs, code, log, summary, outputs });
    const state = [...readPairs(files.GITHUB_STATE)].map(([name, value]) => [`STATE_${name}`, value] as const);
    const post = async (): Promise<number> => {
      const more = { ...environment, ...Object.fromEntries(state) };
      const ended = await ground.runAction({ entry: 'post.js', inputs: all, environment: more, workspace });
      ground.posts.push({ job: leg.path, ...ended });
      return ended.code;
    };
    return { code, outputs, environment: Object.fromEntries(readPairs(files.GITHUB_ENV)), post };
  }

  function checkout(inputs: Readonly<Record<string, string>>): StepDone {
    refuseOthers('actions/checkout', inputs, ['persist-credentials']);
    cpSync(ground.repository, workspace, { recursive: true });
    mkdirSync(join(workspace, '.git'));
    writeFileSync(join(workspace, '.git/HEAD'), `${ground.checkedOut}\n`);
    return DONE;
  }

  /** As docker/login-action does, it fails without a password. */
  function login(inputs: Readonly<Record<string, string>>): StepDone {
    refuseOthers('docker/login-action', inputs, ['registry', 'username', 'password']);
    const { registry = '', username = '', password = '' } = inputs;
    const isWhole = username !== '' && password !== '';
    ground.seen.push({
      job: leg.path,
      uses: 'login',
      inputs,
      code: isWhole ? 0 : 1,
      log: '',
      summary: '',
      outputs: new Map(),
    });
    if (!isWhole) return { ...DONE, code: 1 };
    const auth = Buffer.from(`${username}:${password}`).toString('base64');
    mkdirSync(join(home, 'home/.docker'), { recursive: true });
    writeFileSync(join(home, 'home/.docker/config.json'), JSON.stringify({ auths: { [registry]: { auth } } }));
    return DONE;
  }

  function upload(inputs: Readonly<Record<string, string>>): StepDone {
    refuseOthers('actions/upload-artifact', inputs, ['name', 'path', 'overwrite']);
    const { name = '', path = '', overwrite } = inputs;
    if (/["':<>|*?\\/\r\n]/.test(name) || name === '') throw new Error(`no name of an artifact: '${name}'`);
    const folder = join(artifacts, name);
    if (existsSync(folder) && overwrite !== 'true') return { ...DONE, code: 1 };
    rmSync(folder, { recursive: true, force: true });
    mkdirSync(folder, { recursive: true });
    cpSync(path, join(folder, basename(path)));
    return DONE;
  }

  /** No artifact of the pattern is no failure. */
  function download(inputs: Readonly<Record<string, string>>): StepDone {
    refuseOthers('actions/download-artifact', inputs, ['pattern', 'path', 'merge-multiple']);
    const { pattern = '', path = '' } = inputs;
    if (!/^[\w-]+\*$/.test(pattern) || inputs['merge-multiple'] !== 'true') throw new Error(`not known: ${pattern}`);
    const names = existsSync(artifacts) ? readdirSync(artifacts) : [];
    for (const name of names.filter((each) => each.startsWith(pattern.slice(0, -1))))
      cpSync(join(artifacts, name), path, { recursive: true });
    return DONE;
  }

  return {
    temporary,
    async run(
      step: StepModel,
      inputs: Readonly<Record<string, string>>,
      env: Readonly<Record<string, string>>,
      contexts: Contexts,
    ): Promise<StepDone> {
      if (isOurs(step.uses)) return await action(step, inputs, env, contexts);
      const [name] = step.uses.split('@');
      switch (name) {
        case 'actions/checkout':
          return checkout(inputs);
        case 'docker/login-action':
          return login(inputs);
        case 'actions/upload-artifact':
          return upload(inputs);
        case 'actions/download-artifact':
          return download(inputs);
        default:
          throw new Error(`the harness does not know ${step.uses}`);
      }
    },
  };
}

function refuseOthers(action: string, inputs: object, known: readonly string[]): void {
  const strange = Object.keys(inputs).filter((name) => !known.includes(name));
  if (strange.length > 0) throw new Error(`the harness does not know ${strange.join(', ')} of ${action}`);
}

/** Defaults of our action's inputs, the token's among them. */
function defaultsOf(contexts: Contexts): Record<string, string> {
  const { inputs } = parse(readFileSync(join(ROOT, 'action.yml'), 'utf8')) as {
    inputs: Record<string, { default: string }>;
  };
  const token = (contexts.github as Record<string, Json>).token;
  return Object.fromEntries(
    Object.entries(inputs).map(([name, { default: text }]) => [
      name,
      text === '${{ github.token }}' ? asText(token ?? null) : text,
    ]),
  );
}

/** The texts of a mapping. */
function textsOf(token: Parameters<typeof valueOf>[0] | undefined, contexts: Contexts): Record<string, string> {
  const value = token ? (valueOf(token, contexts) as Record<string, Json>) : {};
  return Object.fromEntries(Object.entries(value).map(([name, each]) => [name, asText(each)]));
}

/** `name<<delimiter`, lines, `delimiter`. */
function readPairs(path: string): Map<string, string> {
  const text = readFileSync(path, 'utf8');
  return new Map(
    [...text.matchAll(/^([\w-]+)<<(\S+)\n([\s\S]*?)\n\2$/gm)].map((match) => [match[1] ?? '', match[3] ?? '']),
  );
}
