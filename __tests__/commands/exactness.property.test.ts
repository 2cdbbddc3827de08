// What is built, tested and named is what had to be: a thousand random edits of images files of several shapes, each run
// carried out by the jobs, and judged by an oracle that shares no code with the program. `GIB_SEED` gives other edits.

import { chmod, rm } from 'node:fs/promises';
import { join } from 'node:path';
import { expect, test } from 'vitest';
import { buildTasks } from '../../src/commands/build.ts';
import { makePlan, type PlanSettings } from '../../src/commands/plan.ts';
import { NO_PINS } from '../../src/core/pins.ts';
import { isWork } from '../../src/core/plan.ts';
import { type MemoryStore, memoryStore } from '../fakes/memory-store.ts';
import * as oracle from '../fakes/model.ts';
import type { Model, ModelImage } from '../fakes/model.ts';
import { type Random, randomFrom } from '../fakes/random.ts';
import { fakeWorld, type FakeWorld, putImage } from '../fakes/world.ts';

const SEED = Number(process.env.GIB_SEED ?? '20261122');

const SHAPES: readonly (readonly [string, readonly string[]])[] = [
  ['a chain', ['a', 'b<a', 'c<b', 'd<c', 'e<d']],
  ['a fan', ['a', 'b<a', 'c<a', 'd<a', 'e<a', 'f<a']],
  ['a diamond', ['a', 'b<a', 'c<a', 'd<b+c', 'e<d+a']],
  ['two families on two builders', ['a', 'b<a', 'c<b', 'x@other', 'y<x', 'z<x+c']],
  ['loners', ['a', 'b', 'c', 'd@other', 'e@other']],
  ['scripts and mirrors among them', ['m=', 's!', 'a', 'b<a+s+m', 't!<b+m', 'c<b+t']],
];

/** Of each shape. */
const EDITS = 175;

const settings: PlanSettings = {
  ...{ imagesFile: 'images.yaml', registry: undefined, pins: NO_PINS, push: true, name: true },
  rebuild: 'changed',
  only: [],
  exclude: [],
};

interface Scene {
  model: Model;
  readonly memory: oracle.Memory;
  readonly world: FakeWorld;
  readonly store: MemoryStore;
  readonly random: Random;
  /** models as they were: edits may go back to one */
  readonly past: Model[];
}

type Edit = (scene: Scene) => void;

/** An edit of one image of some kinds. */
function ofImage(change: (image: ModelImage, scene: Scene) => void, ...kinds: ModelImage['kind'][]): Edit {
  return (scene) => {
    const fitting = scene.model.images.filter(({ kind }) => kinds.length === 0 || kinds.includes(kind));
    change(scene.random.pick(fitting), scene);
  };
}

const word = (random: Random): string => `w${random.below(1000)}`;

const EDITS_BY_NAME: Readonly<Record<string, Edit>> = {
  hook: ofImage((image, { random }) => (image.hook = `echo ${word(random)}`), 'gentoo', 'script'),
  'a package more': ofImage((image, { random }) => image.packages.push(`app-misc/${word(random)}`), 'gentoo'),
  'a package less': ofImage((image) => image.packages.splice(1, 1), 'gentoo'),
  'packages in another order': ofImage((image) => image.packages.reverse(), 'gentoo'),
  environment: ofImage((image, { random }) => (image.environment[random.pick(['A', 'B'])] = word(random)), 'gentoo'),
  'a byte of a file': ofImage(
    ({ files }, { random }) => {
      const file = files[random.pick(Object.keys(files))];
      if (file) file.text += random.pick(['x', 'y', '\n']);
    },
    'gentoo',
    'script',
  ),
  'a mode of a file': ofImage(
    ({ files }, { random }) => {
      const file = files[random.pick(Object.keys(files))];
      if (file) file.executable = !file.executable;
    },
    'gentoo',
    'script',
  ),
  'a name of a file': ofImage(
    (image, { random }) => {
      const [[name, file] = ['', undefined], ...rest] = Object.entries(image.files);
      if (file && name !== '') image.files = Object.fromEntries([...rest, [word(random), file]]);
    },
    'gentoo',
    'script',
  ),
  'a file more': ofImage(({ files }, { random }) => (files[word(random)] = { text: '', executable: false }), 'gentoo'),
  parent: ofImage((image, { model, random }) => {
    const before = model.images.slice(0, model.images.indexOf(image));
    const fitting = before.filter(({ kind, name }) => kind === 'gentoo' && !image.also.includes(name));
    // Without a parent, what else it requires would be one.
    const none = image.also.length === 0 ? [{ name: undefined }] : [];
    image.parent = random.pick([...none, ...fitting]).name;
  }, 'gentoo'),
  'flags of a builder': ({ model, random }) => {
    const builder = model.builders[random.pick(['default', 'other'])];
    if (builder) builder.cflags = random.pick(['-O1', '-O2', '-O3']);
  },
  'a hook of a builder': ({ model, random }) => {
    const builder = model.builders[random.pick(['default', 'other'])];
    if (builder) builder.hook = `echo ${word(random)}`;
  },
  MAKEOPTS: ({ model, random }) => {
    const builder = model.builders[random.pick(['default', 'other'])];
    if (builder) builder.makeopts = `-j${random.below(64) + 1}`;
  },
  version: ofImage((image, { random }) => (image.version = `1.${random.below(50)}`), 'gentoo'),
  tag: ofImage((image, { random }) => (image.tag = `t${random.below(50)}`)),
  latest: ofImage((image) => (image.latest = !image.latest)),
  test: ofImage(
    (image, { random }) => (image.test = random.pick(['[/bin/one]', '[/bin/two]', '/bin/three'])),
    'gentoo',
    'script',
  ),
  'no test': ofImage((image) => (image.test = undefined), 'gentoo', 'script'),
  budget: ofImage((image, { random }) => (image.budget = random.pick([10_000_000, 20_000_000])), 'gentoo'),
  comment: ({ model, random }) => (model.look.comment = word(random)),
  'key order': ({ model, random }) => (model.look.order = random.below(1000)),
  'order of images': ({ model, random }) => (model.look.images = random.below(1000)),
  'white space': ({ model, random }) => (model.look.indent = random.pick([2, 3, 4, 8])),
  JSON: ({ model }) => (model.look.json = !model.look.json),
  'back to what was': (scene) => (scene.model = structuredClone(scene.random.pick(scene.past))),
  'nothing at all': () => undefined,
  'a name is taken away': ({ memory, store, random }) => {
    const name = random.pick([...memory.names.keys()]);
    memory.names.delete(name);
    store.named.delete(`ghcr.io/acme/${name}`);
  },
  'builders are taken away': ({ model, memory, store, random }) => {
    const { name } = random.pick(model.images);
    for (const each of [...store.named.keys()]) {
      if (each.startsWith(`ghcr.io/acme/builder-${name}:`)) store.named.delete(each);
    }
    for (const content of [...memory.builders]) {
      if (content.startsWith(`{"name":"${name}",`)) memory.builders.delete(content);
    }
  },
};

/** Puts the model where the program reads it. */
async function write({ model, world }: Scene, old: Model | undefined): Promise<void> {
  await world.write('images.yaml', oracle.yamlOf(model, randomFrom));
  for (const { name, files } of model.images) {
    const before = old?.images.find((image) => image.name === name)?.files ?? {};
    for (const path of Object.keys(before)) if (!files[path]) await rm(join(world.folder, name, path));
    for (const [path, { text, executable }] of Object.entries(files)) {
      if (before[path]?.text === text && before[path].executable === executable) continue;
      await world.write(`${name}/${path}`, text);
      await chmod(join(world.folder, name, path), executable ? 0o755 : 0o644);
    }
  }
}

/** Plans and carries out; gives what was done, by image, as the jobs say it. */
async function runOnce({ world }: Scene): Promise<Map<string, string>> {
  // Every run is on a machine of its own.
  world.images.clear();
  const { plan, survey } = await makePlan(world, settings);
  const tasks = plan.levels.flat().filter(isWork);
  const able = { ...survey, catalog: { ...survey.catalog, notYet: [] } };
  const results = await buildTasks(
    world,
    able,
    tasks.map(({ node, fingerprint, do: what }) => ({ node, fingerprint, do: what })),
  );
  const does = { build: 'built', rebuild: 'built', test: 'tested', tag: 'tagged' };
  expect(results.map(({ image, status }) => [image, status])).toEqual(
    tasks.map((decision) => [decision.node.label, does[decision.do]]),
  );
  return new Map(tasks.map((decision) => [decision.node.label, decision.do]));
}

const sorted = (work: ReadonlyMap<string, string>): string[] => [...work].map((pair) => pair.join(' ')).sort();

test.each(SHAPES)('%s: exactly what had to be done is done', async (_, shape) => {
  const store = memoryStore();
  const world = await fakeWorld('', undefined, store);
  await putImage(store, oracle.MIRRORED);
  const random = randomFrom(SEED + shape.length * 1000 + shape.join().length);
  const scene: Scene = { model: oracle.modelOf(shape), memory: oracle.noMemory(), world, store, random, past: [] };
  let written: Model | undefined;
  const counts = { right: 0, needless: 0, missed: 0, edits: 0, quiet: 0 };
  const seen = new Set<string>();
  for (let edit = 0; edit <= EDITS; edit++) {
    const name = edit === 0 ? 'the beginning' : random.pick(Object.keys(EDITS_BY_NAME));
    EDITS_BY_NAME[name]?.(scene);
    await write(scene, written);
    written = structuredClone(scene.model);
    scene.past.push(written);
    const expected = sorted(oracle.judge(scene.model, scene.memory));
    const done = sorted(await runOnce(scene));
    counts.right += done.filter((one) => expected.includes(one)).length;
    counts.needless += done.filter((one) => !expected.includes(one)).length;
    counts.missed += expected.filter((one) => !done.includes(one)).length;
    counts.edits += 1;
    if (done.length === 0) counts.quiet += 1;
    seen.add(name);
    expect(done, `edit ${edit}: ${name}`).toEqual(expected);
  }
  expect(counts.right / (counts.right + counts.needless)).toBe(1);
  expect(counts.right / (counts.right + counts.missed)).toBe(1);
  // It is no proof where nothing happens, or all the time.
  expect(counts.edits).toBe(EDITS + 1);
  expect(counts.right).toBeGreaterThan(EDITS / 2);
  expect(counts.quiet).toBeGreaterThan(EDITS / 10);
  expect(seen.size).toBeGreaterThan(Object.keys(EDITS_BY_NAME).length / 2);
});

test('together they are a thousand edits of five shapes and more', () => {
  expect(SHAPES.length).toBeGreaterThanOrEqual(5);
  expect(SHAPES.length * EDITS).toBeGreaterThanOrEqual(1000);
});
