// What runs when a workflow's step uses our action. In: inputs and the runner's environment. Out: exit code and log.
// `bundles` starts what is released, on the Node of GitHub's runners. `recording` takes `mode: build` into this process:
// all of our code, but an engine that records instead of emerging; the registry stays real.

import { spawn } from 'node:child_process';
import { randomBytes } from 'node:crypto';
import { mkdirSync, readFileSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { buildStep } from '../../src/commands/action.ts';
import type { World } from '../../src/commands/world.ts';
import type { CacheService } from '../../src/core/cache-record.ts';
import { parseInputs } from '../../src/core/inputs.ts';
import type { ImageStore } from '../../src/core/image-store.ts';
import { formatProblem, UserError } from '../../src/core/problem.ts';
import { parseEvent } from '../../src/core/push-policy.ts';
import type { Screen } from '../../src/core/screen.ts';
import { openWorld } from '../../src/real-world.ts';
import { fakeEngine, type Recorder } from '../fakes/world.ts';
import type { ActionRun, Ground } from './run-steps.ts';
import { ROOT } from './shipped.ts';

type RunAction = Ground['runAction'];

/** Starts the bundles. `engine`: whether builds get an engine of their own, with an empty store. */
export function bundles(engine: boolean): RunAction {
  return ({ entry, inputs, environment, workspace }) => {
    // The last step finds an engine without containers: they went with the engine of the step before.
    const builds = entry === 'index.js' && inputs.mode === 'build' && engine;
    const node = [join(ROOT, 'node_modules/node/bin/node'), join(ROOT, 'dist', entry)];
    const [command = '', ...argv] = builds ? [join(ROOT, 'script/with-engine'), ...node] : node;
    const env = {
      PATH: process.env.PATH ?? '',
      TMPDIR: tmpdir(),
      ...(builds ? { GIB_OWN_ENGINE: '1' } : { DOCKER_HOST: 'unix:///nowhere.sock' }),
      ...environment,
      ...Object.fromEntries(Object.entries(inputs).map(([name, value]) => [`INPUT_${name.toUpperCase()}`, value])),
    };
    return new Promise((resolve) => {
      let log = '';
      const child = spawn(command, argv, { env, cwd: workspace, stdio: ['ignore', 'pipe', 'pipe'] });
      for (const stream of [child.stdout, child.stderr])
        stream.on('data', (chunk: Buffer) => (log += chunk.toString()));
      child.on('close', (code) => resolve({ code: code ?? 1, log }));
    });
  };
}

export interface Recording {
  readonly runAction: RunAction;
  /** labels of the images that were built, in order */
  readonly built: string[];
  /** images whose job ends with 1 */
  readonly broken: Set<string>;
}

/** Builds that record. `registry`: where the engine pushes builders. */
export function recording(registry: ImageStore): Recording {
  const built: string[] = [];
  const broken = new Set<string>();
  const others = bundles(false);
  const runAction: RunAction = async (run) => {
    if (run.entry !== 'index.js' || run.inputs.mode !== 'build') return await others(run);
    return await buildHere(run, registry, built, broken);
  };
  return { runAction, built, broken };
}

async function buildHere(
  { inputs, environment, workspace }: ActionRun,
  registry: ImageStore,
  built: string[],
  broken: ReadonlySet<string>,
): Promise<{ code: number; log: string }> {
  const lines: string[] = [];
  const record: Recorder = {
    ...{ events: [], asked: [], said: lines, problems: lines, images: new Map(), jobs: new Map(), tests: new Map() },
    ...{ silent: new Set(), running: new Set(), commands: new Map() },
    ...{ revisions: new Map(), commits: new Map(), served: new Map(), inside: new Map(), secrets: new Map() },
  };
  const failing = { code: 1, out: { step: 'emerge\n' }, lines: ['it does not compile'] };
  for (const label of broken) record.jobs.set(label, failing);
  const screen = screenOf(lines);
  const read = parseInputs((name) => inputs[name] ?? '');
  const folder = join(workspace, read.workingDirectory);
  const { signal } = new AbortController();
  const run = randomBytes(4).toString('hex');
  // As main.ts has it: post.ts finds what is kept there.
  const temporary = join(environment.RUNNER_TEMP ?? '', `gib-run-${run}`);
  mkdirSync(temporary, { recursive: true });
  writeFileSync(environment.GITHUB_STATE ?? '', `run<<end-of-it\n${run}\nend-of-it\n`);
  const engine = fakeEngine(record, registry);
  const real = openWorld({ ...{ screen, folder, imagesFile: read.imagesFile, engine: 'docker', signal }, scripts: '' });
  const world: World = {
    ...real,
    engine: {
      ...engine,
      runBuilder: async (order, watch) => {
        const distfiles = order.mounts.find(({ target }) => target === '/var/cache/distfiles')?.source ?? '';
        writeFileSync(join(distfiles, `${order.name.replace(/^gib-|-[^-]*$/g, '')}-1.tar.xz`), order.name);
        return await engine.runBuilder(order, watch);
      },
    },
    actionsCache: () => (environment.ACTIONS_RESULTS_URL === undefined ? undefined : EMPTY),
    scripts: join(ROOT, 'src/container'),
    temporary,
    packages: join(temporary, 'packages'),
    cache: join(environment.HOME ?? '', 'cache'),
    // Read to its end, as the engine would; what it holds is nothing to an engine that records.
    async *archive(_config, configDigest, layers) {
      for (const layer of layers) for await (const chunk of layer.open()) yield chunk.subarray(0, 0);
      record.images.set(configDigest, configDigest);
    },
    runScript: ({ environment: own }) => {
      record.images.set(own.IMAGE ?? '', `sha256:${'5'.repeat(64)}`);
      return Promise.resolve(0);
    },
  };
  const {
    GITHUB_EVENT_NAME: name = '',
    GITHUB_REF: ref = '',
    GITHUB_SHA: sha,
    GITHUB_EVENT_PATH: path = '',
  } = environment;
  try {
    const event = parseEvent(name, ref, sha, JSON.parse(readFileSync(path, 'utf8')));
    const { outputs, summary, failed } = await buildStep(world, read, event);
    const text = [...outputs].map(([key, value]) => `${key}<<end-of-it\n${value}\nend-of-it\n`).join('');
    writeFileSync(environment.GITHUB_OUTPUT ?? '', text);
    writeFileSync(environment.GITHUB_STEP_SUMMARY ?? '', summary);
    built.push(...resultsOf(outputs));
    return { code: failed ? 1 : 0, log: lines.join('\n') };
  } catch (error) {
    if (!(error instanceof UserError)) throw error;
    return { code: 2, log: [...lines, ...error.problems.map(formatProblem)].join('\n') };
  }
}

/** A cache in which nothing is found yet; what is kept goes to the service, by the last step's own process. */
const EMPTY: CacheService = {
  find: () => Promise.resolve(undefined),
  fetch: () => Promise.resolve(false),
  store: () => Promise.reject(new Error('a build keeps nothing itself')),
  write: () => Promise.reject(new Error('a build keeps nothing itself')),
};

function resultsOf(outputs: ReadonlyMap<string, string>): string[] {
  const results = JSON.parse(readFileSync(outputs.get('result-file') ?? '', 'utf8')) as {
    image: string;
    status: string;
  }[];
  return results.filter(({ status }) => status === 'built').map(({ image }) => image);
}

function screenOf(lines: string[]): Screen {
  const add = (line: string): void => void lines.push(line);
  return {
    say: add,
    warn: add,
    problem: (problem) => add(formatProblem(problem)),
    group: add,
    endGroup: () => undefined,
    child: add,
    progress: () => undefined,
  };
}
