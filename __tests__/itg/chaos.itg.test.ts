// Whole runs of several jobs against a real registry that misbehaves, with an engine that only notes what it is told to do.
// Everything is chosen by a seed: shapes, faults of the registry, containers and tests that fail, jobs that are killed,
// jobs that are run again, two runs at once. `GIB_CHAOS=1000` makes as many runs as that; `GIB_SEED` begins elsewhere.

import { afterAll, beforeAll, expect, it } from 'vitest';
import { buildTasks } from '../../src/commands/build.ts';
import { makePlan, type PlanSettings } from '../../src/commands/plan.ts';
import { survey } from '../../src/commands/survey.ts';
import type { World } from '../../src/commands/world.ts';
import { type ImageStore, isRegistryError } from '../../src/core/image-store.ts';
import { parseRow, tasksOf } from '../../src/core/job.ts';
import { isOwnTag } from '../../src/core/layout.ts';
import { matricesOf } from '../../src/core/matrix.ts';
import { parseManifest } from '../../src/core/oci.ts';
import { NO_PINS, parsePins, type Pins } from '../../src/core/pins.ts';
import { isFailed } from '../../src/core/result.ts';
import { isUnreachable, unreachable } from '../../src/core/unreachable.ts';
import { type Fault, HTML_PAGE } from '../fakes/fault.ts';
import { type FaultProxy, type Rule, startFaultProxy } from '../fakes/fault-proxy.ts';
import { type Random, randomFrom } from '../fakes/random.ts';
import { client } from '../fakes/registry-client.ts';
import { type RegistryProcess, startRegistry } from '../fakes/registry-process.ts';
import { fakeWorld, putImage } from '../fakes/world.ts';

const RUNS = Number(process.env.GIB_CHAOS ?? '200');
const SEED = Number(process.env.GIB_SEED ?? '1');
/** Every scenario is two runs that suffer, at least, and a clean one behind them. */
const SCENARIOS = Math.ceil(RUNS / 3);
/** Scenarios in one test, so that a failure names a seed and the others go on. */
const TOGETHER = 10;

let registry: RegistryProcess;
let proxy: FaultProxy;
/** asked past the proxy */
let direct: ImageStore;
const TIMEOUTS = { answer: 300, stall: 300, commit: 300 };

beforeAll(async () => {
  registry = await startRegistry();
  proxy = await startFaultProxy(registry.host);
  direct = client({ credentials: () => Promise.resolve(undefined) });
  for (const name of ['stage3:latest', 'portage:20261116']) await putImage(direct, `${registry.host}/gentoo/${name}`);
});
afterAll(async () => {
  await proxy.stop();
  await registry.stop();
});

const SHAPES: readonly (readonly string[])[] = [
  ['a', 'b<a', 'c<b'],
  ['a', 'b<a', 'c<a'],
  ['a', 'b', 'c<a'],
];

/** `hooks`: by image, so that another one is another image. */
function yamlOf(path: string, shape: readonly string[], hooks: ReadonlyMap<string, number>): string {
  const images = shape.map((word) => {
    const [name = '', parent] = word.split('<');
    const hook = `echo ${hooks.get(name) ?? 0}`;
    const requires = parent === undefined ? '' : `requires: ${parent}, `;
    return `  - {name: ${name}, ${requires}tag: "1", latest: true, test: "check ${name}", build: {finish_rootfs_build: ${hook}}}`;
  });
  const [stage3, portage] = [`${proxy.host}/gentoo/stage3:latest`, `${proxy.host}/gentoo/portage:20261116`];
  const builder = `builders: {default: {stage3: "${stage3}", portage: "${portage}"}}`;
  return [`registry: ${proxy.host}/${path}`, builder, 'images:', ...images, ''].join('\n');
}

/** Someone pulled the plug: nothing of this job happens any more. */
class Killed extends Error {}

interface Life {
  /** what may still be done to the outside; infinite for who is not killed */
  left: number;
}

/** Each call of the outside costs a bit of life. */
function mortal<T extends object>(target: T, life: Life): T {
  return new Proxy(target, {
    get(own, key): unknown {
      const value: unknown = Reflect.get(own, key);
      if (typeof value !== 'function') return value;
      return (...args: unknown[]): unknown => {
        if (life.left-- <= 0) throw new Killed();
        return (value as (...all: unknown[]) => unknown).apply(own, args);
      };
    },
  });
}

interface Scenario {
  readonly path: string;
  readonly random: Random;
  yaml: string;
  /** names of images whose container or whose test fails */
  readonly broken: Set<string>;
  readonly failing: Set<string>;
  /** digests of the configurations of images that have passed a test */
  readonly tested: Set<string>;
  /** digests by fingerprint of all targets that were ever seen */
  readonly digests: Map<string, string>;
  /** how likely a job is killed */
  kills: number;
  /** labels of images that were built */
  built: string[];
}

/** A machine of its own, with nothing on it but the checkout. */
async function machine(scene: Scenario): Promise<World> {
  const near = client({ credentials: () => Promise.resolve(undefined) }, TIMEOUTS);
  const world = await fakeWorld(scene.yaml, undefined, near, false);
  const life = { left: scene.random.next() < scene.kills ? scene.random.below(80) : Infinity };
  for (const name of scene.broken) world.jobs.set(name, { code: 1 });
  for (const name of scene.failing) world.tests.set(`check ${name}`, { code: 1 });
  const { engine } = world;
  const own: World['engine'] = {
    ...engine,
    pull: (...args) => asEngine(() => engine.pull(...args)),
    push: (...args) => asEngine(() => engine.push(...args)),
    async runBuilder(order, watching) {
      const before = world.events.length;
      const code = await engine.runBuilder(order, watching);
      const label = /^run image (\S+) /.exec(
        world.events.slice(before).find((one) => one.startsWith('run')) ?? '',
      )?.[1];
      if (label !== undefined) scene.built.push(label);
      return code;
    },
    async runTest(order, timeout, watching) {
      const done = await engine.runTest(order, timeout, watching);
      if (done.code === 0) scene.tested.add(world.images.get(order.image) ?? order.image);
      return done;
    },
  };
  return {
    ...world,
    engine: mortal(own, life),
    stores: (...args) => {
      const all = world.stores(...args);
      return { ...all, images: mortal(all.images, life), registries: mortal(all.registries, life) };
    },
  };
}

/** An engine has its own words for what a registry answers. */
async function asEngine<T>(work: () => Promise<T>): Promise<T> {
  try {
    return await work();
  } catch (error) {
    if (error instanceof Killed) throw error;
    throw unreachable(`docker failed: received unexpected HTTP status: 503 Service Unavailable: ${String(error)}`);
  }
}

const settings = (pins: Pins): PlanSettings => ({
  ...{ imagesFile: 'images.yaml', registry: undefined, pins, push: true, name: true },
  rebuild: 'changed',
  only: [],
  exclude: [],
});

/** How a job or a plan ended that did not do its work: by the world, by the plug. Everything else is a bug. */
function isExpected(error: unknown): boolean {
  return error instanceof Killed || isRegistryError(error) || isUnreachable(error);
}

/** One job: a row of the matrix, on a machine of its own. True when it is green. */
async function runJob(scene: Scenario, row: string, pins: string): Promise<boolean> {
  const world = await machine(scene);
  try {
    const surveyed = await survey(world, settings(parsePins(pins, 'pins')));
    const results = await buildTasks(world, surveyed, tasksOf(parseRow(row).nodes, surveyed.graph, surveyed.prints));
    for (const { status, image, fingerprint } of results) {
      if (status === 'failed' || status === 'blocked') continue;
      const isInitial = image.startsWith('builder-');
      if (!isInitial) expect(await isThere(scene, image, fingerprint), `${image} is ${status}`).toBe(true);
      if (status === 'built') {
        const builder = isInitial ? image : `builder-${image}`;
        expect(await isThere(scene, builder, fingerprint), `${builder} of what is ${status}`).toBe(true);
      }
    }
    return results.length > 0 && !results.some(isFailed);
  } catch (error) {
    if (!isExpected(error)) throw error;
    return false;
  }
}

async function isThere({ path }: Scenario, name: string, tag: string): Promise<boolean> {
  const there = await direct.head({ registry: registry.host, repository: `${path}/${name}`, tag });
  expect(there.answer).not.toBe('unknown');
  return there.answer === 'yes';
}

/** A run as the workflow does it: plan, then level by level, then perhaps the red jobs once more. True when all is done. */
async function run(scene: Scenario): Promise<boolean> {
  const world = await machine(scene);
  let made;
  try {
    made = await makePlan(world, settings(NO_PINS));
  } catch (error) {
    if (!isExpected(error)) throw error;
    return false;
  }
  const pins = JSON.stringify(made.plan.pins);
  const red: string[] = [];
  for (const { include } of matricesOf(made.plan, { runners: new Map(), shared: true })) {
    const rows = include.map((row) => JSON.stringify(row));
    const green = await Promise.all(rows.map((row) => runJob(scene, row, pins)));
    red.push(...rows.filter((_, index) => green[index] === false));
  }
  if (red.length === 0 || scene.random.next() < 0.5) return red.length === 0;
  // "Re-run failed jobs": the same rows, the same pins.
  let isGreen = true;
  for (const row of red) isGreen = (await runJob(scene, row, pins)) && isGreen;
  return isGreen;
}

function randomRules(random: Random): Rule[] {
  const faults: readonly (() => Fault)[] = [
    () => ({ kind: 'answer', status: random.pick([500, 502, 503, 504, 429, 408]) }),
    () => ({ kind: 'answer', status: random.pick([401, 403, 404]) }),
    () => HTML_PAGE,
    () => ({ kind: 'reset', after: random.below(50) }),
    () => ({ kind: 'lost' }),
    () => ({ kind: 'truncate', at: random.below(200) }),
    () => ({ kind: 'flip', at: random.below(100) }),
  ];
  return Array.from({ length: random.below(5) }, (): Rule => {
    const path = random.pick([/\/manifests\//, /\/blobs\//, /\/uploads\//, /\/tags\//, /builder-/, /-untested$/, /./]);
    const method = random.pick([/HEAD/, /GET/, /PUT/, /POST/, /GET|HEAD/, /./]);
    return { path, method, nth: 1 + random.below(30), times: random.pick([1, 2, 4, 30]), fault: random.pick(faults)() };
  });
}

/** A name for people leads to what has passed its test; a fingerprint has one digest, for ever. */
async function checkRegistry(scene: Scenario, names: readonly string[]): Promise<void> {
  for (const name of names) {
    const repository = { registry: registry.host, repository: `${scene.path}/${name}` };
    const tags = (await direct.tags(repository)).filter((tag) => !tag.startsWith('sha256-'));
    // What has a fingerprint comes first: the others have to be among it.
    for (const tag of [...tags.filter(isOwnTag), ...tags.filter((one) => !isOwnTag(one))]) {
      const { digest, bytes } = await direct.manifest({ ...repository, tag });
      const parsed = parseManifest(bytes);
      const config = parsed?.kind === 'image' ? parsed.manifest.config.digest : '';
      const [fingerprint] = /^f\d+-[0-9a-f]{32}/.exec(tag) ?? [];
      const called = `${name}:${tag}`;
      if (!tag.endsWith('-untested')) expect(scene.tested, `${called} has passed`).toContain(config);
      if (fingerprint === undefined) {
        expect(['1', 'latest'], called).toContain(tag);
        expect([...scene.digests.values()], `${called} is one of these`).toContain(digest);
      } else {
        expect(scene.digests.get(fingerprint) ?? digest, `${called} is one image`).toBe(digest);
        scene.digests.set(fingerprint, digest);
      }
    }
  }
}

/** Images of which nothing is missing: whoever builds one of these did not know what is there. */
async function complete(scene: Scenario, names: readonly string[]): Promise<string[]> {
  const world = await fakeWorld(
    scene.yaml,
    undefined,
    client({ credentials: () => Promise.resolve(undefined) }),
    false,
  );
  const { graph, prints } = await survey(world, settings(NO_PINS));
  const found: string[] = [];
  for (const name of names) {
    const fingerprint =
      prints.get([...graph.nodes.values()].find((node) => node.label === name)?.id ?? '')?.fingerprint ?? '';
    if ((await isThere(scene, name, fingerprint)) && (await isThere(scene, `builder-${name}`, fingerprint)))
      found.push(name);
  }
  return found;
}

async function scenario(seed: number): Promise<{ runs: number; green: boolean; faults: number }> {
  const random = randomFrom(seed);
  const shape = random.pick(SHAPES);
  const names = shape.map((word) => word.split('<')[0] ?? '');
  const path = `chaos-${seed}-${Date.now().toString(36)}`;
  const hooks = new Map<string, number>();
  const scene: Scenario = {
    ...{ path, random, yaml: yamlOf(path, shape, hooks), broken: new Set(), failing: new Set() },
    ...{ tested: new Set(), digests: new Map(), kills: 0, built: [] },
  };
  let faults = 0;
  let green = true;
  let count = 1;
  for (let round = 0; round < 2; round++) {
    const before = await complete(scene, names);
    for (const name of names) {
      if (random.next() < 0.1) scene.broken.add(name);
      if (random.next() < 0.1) scene.failing.add(name);
    }
    scene.kills = random.pick([0, 0.2, 0.4]);
    scene.built = [];
    const rules = randomRules(random);
    proxy.script(...rules);
    const runs = random.next() < 0.2 ? [run(scene), run(scene)] : [run(scene)];
    count += runs.length;
    green = (await Promise.all(runs)).every(Boolean) && green;
    faults += rules.length;
    proxy.script();
    await checkRegistry(scene, names);
    expect(
      scene.built.filter((name) => before.includes(name)),
      'built, though it was there',
    ).toEqual([]);
    scene.broken.clear();
    scene.failing.clear();
    if (random.next() < 0.5) {
      hooks.set(random.pick(names), round + 1);
      scene.yaml = yamlOf(path, shape, hooks);
    }
  }
  // The next clean run finishes everything, and there is nothing left to do behind it.
  scene.kills = 0;
  expect(await run(scene), 'the clean run').toBe(true);
  await checkRegistry(scene, names);
  expect((await complete(scene, names)).sort()).toEqual([...names].sort());
  const { plan } = await makePlan(await machine(scene), settings(NO_PINS));
  expect(plan.levels).toEqual([]);
  return { runs: count, green, faults };
}

const counts = { scenarios: 0, runs: 0, red: 0, faults: 0 };
const groups = Array.from({ length: Math.ceil(SCENARIOS / TOGETHER) }, (_, index) => SEED + index * TOGETHER);

it.each(groups)('runs from seed %i on end well, whatever happens to them', async (first) => {
  for (let seed = first; seed < Math.min(first + TOGETHER, SEED + SCENARIOS); seed++) {
    try {
      const { runs, green, faults } = await scenario(seed);
      counts.scenarios += 1;
      counts.runs += runs;
      counts.red += green ? 0 : 1;
      counts.faults += faults;
    } catch (error) {
      throw new Error(`seed ${seed}: GIB_SEED=${seed} GIB_CHAOS=1 runs it alone`, { cause: error });
    }
  }
});

it('something happened to many of them, and not to all', () => {
  expect(counts.runs).toBeGreaterThanOrEqual(RUNS);
  if (SCENARIOS < TOGETHER) return;
  expect(counts.faults).toBeGreaterThan(SCENARIOS);
  expect(counts.red).toBeGreaterThan(SCENARIOS / 4);
  expect(counts.red).toBeLessThan(SCENARIOS);
});
