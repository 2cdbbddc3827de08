import { join } from 'node:path';
import { describe, expect, test } from 'vitest';
import { runCommand } from '../../src/commands/command-line.ts';
import { parseArguments } from '../../src/arguments.ts';
import { openRegistryCache } from '../../src/commands/registry-cache.ts';
import { survey } from '../../src/commands/survey.ts';
import type { ActionsEntry } from '../../src/core/prune-caches.ts';
import { NO_PINS } from '../../src/core/pins.ts';
import { distfilesName, stockName } from '../../src/core/stock.ts';
import { registryError } from '../../src/core/image-store.ts';
import { formatProblem, UserError } from '../../src/core/problem.ts';
import { parseReference, type Reference } from '../../src/core/reference.ts';
import { isUnreachable, unreachable } from '../../src/core/unreachable.ts';
import { memoryStore, type MemoryStore } from '../fakes/memory-store.ts';
import { CHAIN, fakeWorld, type FakeWorld, putImage, TOP } from '../fakes/world.ts';

const IMAGES = 200;
const RUNS = 20;
const DAY = 86_400_000;

/** Reproducible: the same numbers on every machine. */
function seeded(seed: number): (below: number) => number {
  let state = seed;
  return (below) => {
    state = (Math.imul(state, 1_664_525) + 1_013_904_223) >>> 0;
    return state % below;
  };
}

/** A forest of images, each with a hook that a number stands in: raising it rebuilds the image and its descendants. */
function yamlOf(parents: readonly (number | undefined)[], versions: readonly number[]): string {
  const images = parents.map((parent, index) => {
    const requires = parent === undefined ? '' : `requires: i${parent}, `;
    return `  - {name: i${index}, tag: v1, ${requires}build: {packages: a/b, finish_rootfs_build: "echo ${versions[index] ?? 0}"}}`;
  });
  return `${TOP}images:\n${images.join('\n')}\n`;
}

async function run(world: FakeWorld, ...words: string[]): Promise<{ code: number; said: string[]; json: unknown }> {
  const order = parseArguments(words);
  if (order.command === 'help' || order.command === 'version') throw new Error('no command');
  world.said.splice(0);
  const printed: string[] = [];
  const code = await runCommand(world, order, (text) => printed.push(text)).catch((error: unknown) => {
    if (error instanceof UserError) world.said.push(...error.problems.map(formatProblem));
    else if (isUnreachable(error)) world.said.push(error.message);
    else throw error;
    return 2;
  });
  return { code, said: [...world.said], json: printed.length > 0 ? (JSON.parse(printed.join('\n')) as unknown) : null };
}

const at = (name: string): Reference => parseReference(`ghcr.io/acme/${name}:x`) ?? { registry: '', repository: '' };
const ours = (tags: readonly string[]): string[] => tags.filter((tag) => tag.startsWith('f1-'));

/** `ghcr.io/acme/base` */
const repositoriesOf = ({ named }: MemoryStore): string[] => [
  ...new Set([...named.keys()].map((name) => name.slice(0, name.lastIndexOf(':')))),
];

/** All content tags of a store: `name:f1-...`. */
async function contentOf(store: MemoryStore): Promise<string[]> {
  const all = repositoriesOf(store)
    .filter((name) => name.startsWith('ghcr.io/acme/'))
    .map(async (name) => {
      const tags = await store.tags(parseReference(`${name}:x`) ?? at(''));
      return ours(tags).map((tag) => `${name}:${tag}`);
    });
  return (await Promise.all(all)).flat().sort();
}

describe('a history of 20 runs of 200 images', () => {
  test(
    'everything needed stays, the rest goes, and nothing is to be built afterwards',
    { timeout: 900_000 },
    async () => {
      const next = seeded(7);
      const parents = Array.from({ length: IMAGES }, (_, index) => (index < 10 ? undefined : next(index)));
      const versions = parents.map(() => 0);
      const registry = memoryStore();
      const world = await fakeWorld(yamlOf(parents, versions), undefined, registry);
      for (let round = 0; round < RUNS; round++) {
        if (round > 0) for (let edit = 0; edit < 6; edit++) versions[next(IMAGES)] = round;
        await world.write('images.yaml', yamlOf(parents, versions));
        expect((await run(world, 'build', '--all')).code).toBe(0);
      }
      const needed = new Set(await neededNow(world));
      const before = await contentOf(registry);
      expect(before.length).toBeGreaterThan(needed.size * 2);

      const dry = await run(world, 'prune', '--keep', '0', '--keep-days', '0');
      expect(dry.said).toContain('nothing is removed yet: --yes does it');
      expect(await contentOf(registry)).toEqual(before);

      expect((await run(world, 'prune', '--keep', '0', '--keep-days', '0', '--yes')).code).toBe(0);
      expect(await contentOf(registry)).toEqual(before.filter((one) => needed.has(one)));
      expect((await run(world, 'plan')).said[0]).toBe('nothing to do');
      expect((await run(world, 'prune', '--keep', '0', '--keep-days', '0')).said).toContain('goes: nothing');
    },
  );
});

/** By another way than the code's: content tags of the plan's fingerprints, `-untested` of the same digest with them. */
async function neededNow(world: FakeWorld): Promise<string[]> {
  const { decisions } = (await run(world, 'plan', '--json')).json as {
    decisions: { name: string; fingerprint: string }[];
  };
  return decisions.flatMap(({ name, fingerprint }) => [
    `ghcr.io/acme/${name}:${fingerprint}`,
    `ghcr.io/acme/${name}:${fingerprint}-untested`,
    `ghcr.io/acme/builder-${name}:${fingerprint}`,
  ]);
}

describe('what stays', () => {
  /** The chain, built; then another version of base, so that all but `lone` is built anew. */
  async function twice(top = CHAIN): Promise<{ world: FakeWorld; registry: MemoryStore; old: string[] }> {
    const registry = memoryStore();
    const world = await fakeWorld(top, undefined, registry);
    await run(world, 'build', '--all');
    const old = await contentOf(registry);
    await world.write('images.yaml', top.replace('sys-apps/baselayout', '[sys-apps/baselayout, a/b]'));
    await run(world, 'build', '--all');
    return { world, registry, old };
  }
  const all = ['prune', '--keep', '0', '--keep-days', '0'];
  const names = (tags: readonly string[]): string[] => [...new Set(tags.map((one) => one.replace(/:.*/, '')))];

  test('names of people’s keep their images, the ancestors, and the builder that each was made in', async () => {
    const { world, registry, old } = await twice();
    // Somebody gave the old hydra a name of their own.
    const hydra = old.find((one) => /acme\/hydra:f1-[0-9a-f]+$/.test(one)) ?? '';
    const { bytes, mediaType } = await registry.manifest(parseReference(hydra) ?? at('hydra'));
    await registry.putManifest({ ...at('hydra'), tag: 'mine' }, bytes, mediaType);
    await run(world, ...all, '--yes');
    const left = (await contentOf(registry)).filter((one) => old.includes(one));
    expect(names(left)).toEqual([
      ...['base', 'builder-base', 'builder-go', 'builder-lone', 'builder-scratch', 'go', 'hydra', 'lone'].map(
        (name) => `ghcr.io/acme/${name}`,
      ),
    ]);
    expect((await run(world, 'plan')).said[0]).toBe('nothing to do');
  });

  test('the newest of each image, by its builder', async () => {
    const { world, registry, old } = await twice();
    const gone = async (...words: string[]): Promise<string[]> => {
      const { json } = await run(world, 'prune', ...words, '--json');
      return (json as { removed: { tags: string[] }[] }).removed.flatMap(({ tags }) => ours(tags));
    };
    expect((await gone('--keep', '1', '--keep-days', '0')).length).toBe(0);
    expect((await gone('--keep', '0', '--keep-days', '0')).length).toBeGreaterThan(5);
    expect(await contentOf(registry)).toEqual(expect.arrayContaining(old));
  });

  test('the young: a builder’s own time counts, not the day of the snapshot', async () => {
    const { world } = await twice();
    const made = Date.parse('2026-11-16T01:00:00Z');
    const later = { ...world, now: () => made + 29 * DAY };
    expect((await run(later, 'prune', '--keep', '0')).said).toContain('goes: nothing');
    const much = { ...world, now: () => made + 31 * DAY };
    expect((await run(much, 'prune', '--keep', '0')).said).toEqual([
      expect.stringMatching(/^stays: /),
      'goes: 6',
      '  base: 1 target, 1 builder',
      '  go: 1 target, 1 builder',
      '  hydra: 1 target, 1 builder',
      'nothing is removed yet: --yes does it',
      'warning: this registry does not list its repositories: copies of pull requests stay',
    ]);
  });

  test('a repository that does not answer: nothing goes', async () => {
    const { world, registry } = await twice();
    const before = await contentOf(registry);
    world.silent.add('acme/go');
    const { code, said } = await run(world, ...all, '--yes');
    expect([code, said[0]]).toEqual([2, expect.stringContaining('503 from the registry')]);
    expect(await contentOf(registry)).toEqual(before);
  });

  test('a registry that takes no deletes: it says so, and does not go on for ever', async () => {
    const { world, registry } = await twice();
    const before = await contentOf(registry);
    let asked = 0;
    const refusing: FakeWorld = {
      ...world,
      stores: (...given) => {
        const stores = world.stores(...given);
        const remove = (): Promise<void> => {
          asked += 1;
          return Promise.reject(registryError('protocol', 'ghcr.io', 'the operation is unsupported'));
        };
        return { ...stores, near: { ...stores.near, remove } };
      },
    };
    const { code } = await run(refusing, ...all, '--yes');
    expect([code, asked]).toEqual([75, 5]);
    expect(world.problems[0]).toMatch(
      /^it stays: ghcr\.io\/acme\/\w+@sha256:[0-9a-f]{64}: ghcr\.io: the operation is unsupported$/,
    );
    expect(await contentOf(registry)).toEqual(before);
  });

  test('images that the file no longer has stay until they are named', async () => {
    const { world, registry } = await twice();
    await world.write('images.yaml', CHAIN.replace(/ {2}- \{name: lone.*\n/, ''));
    await run(world, ...all, '--yes');
    const lone = async (): Promise<number> => (await contentOf(registry)).filter((one) => one.includes('lone')).length;
    expect(await lone()).toBe(3);
    // Its name for people is 20261116: the builder goes, the named target stays.
    await run(world, ...all, '--yes', 'lone');
    expect(await lone()).toBe(2);
  });

  test('sections of several parts, of the file and of what it no longer has', async () => {
    const deep = `${TOP}section: one/two
images:
  - {name: base, tag: v1, build: {packages: a/b}}
  - {name: old, tag: v1, section: three/four/five, build: {packages: a/b}}
`;
    const registry = memoryStore();
    const world = await fakeWorld(deep, undefined, registry);
    await run(world, 'build', '--all');
    const changed = deep.replace('base, tag: v1, build: {packages: a/b}', 'base, tag: v1, build: {packages: a/c}');
    await world.write('images.yaml', changed);
    await run(world, 'build', '--all');
    const goes = async (...words: string[]): Promise<string[]> =>
      (await run(world, ...all, ...words)).said.filter((line) => line.startsWith('  '));
    expect(await goes()).toEqual(['  one/two/base: 1 target, 1 builder']);
    await world.write('images.yaml', changed.replace(/ {2}- \{name: old.*\n/, ''));
    expect(await goes()).toEqual(['  one/two/base: 1 target, 1 builder']);
    expect(await goes('three/four/five/old')).toEqual([
      '  one/two/base: 1 target, 1 builder',
      '  three/four/five/old: 1 builder',
    ]);
  });

  test('copies of pull requests go by their age alone', async () => {
    const { world, registry } = await twice();
    for (const name of ['pr-7/base', 'pr-7/builder-base', 'pr-7/strange', 'preview/base']) {
      await putImage(registry, `ghcr.io/acme/${name}:20261116`);
    }
    const listing: FakeWorld = {
      ...world,
      now: () => Date.parse('2026-11-20T00:00:00Z'),
      stores: (...given) => ({
        ...world.stores(...given),
        repositories: () => Promise.resolve(repositoriesOf(registry).map((name) => name.slice('ghcr.io/'.length))),
      }),
    };
    const left = (): string[] => repositoriesOf(registry).filter((name) => name.includes('/pr'));
    await run(listing, 'prune', '--keep', '9', '--keep-days', '5', '--yes');
    expect(left().length).toBe(4);
    await run(listing, 'prune', '--keep', '0', '--keep-days', '2', '--yes');
    expect(left()).toEqual(['ghcr.io/acme/pr-7/strange', 'ghcr.io/acme/preview/base']);
  });
});

describe('caches', () => {
  const REPOSITORY = { registry: 'ghcr.io', repository: 'acme/cache' };
  const HASH = '0123456789abcdef';

  async function cached(): Promise<{ world: FakeWorld; tags: () => Promise<string[]> }> {
    const registry = memoryStore();
    const world = await fakeWorld(CHAIN, undefined, registry);
    await run(world, 'build', '--all');
    const service = openRegistryCache(registry, REPOSITORY, world.files);
    const current = (await currentNames(world)).filter((name) => name.includes('-base-'));
    for (const name of [...current, `packages-base-${HASH}`, `packages-stranger-${HASH}`]) {
      await world.write('file', name);
      const path = join(world.folder, 'file');
      const entry = { path: 'a/b', modified: 1000 * 86_400, ...(await world.files.hashFile(path)) };
      await service.store(entry, path);
      await service.write(name, { scheme: 1, entries: [entry] });
    }
    await putImage(registry, 'ghcr.io/acme/cache:mine');
    return { world, tags: async () => (await registry.tags(REPOSITORY)).sort() };
  }

  /** As a build names them: from what it notes for its post step. */
  async function currentNames(world: FakeWorld): Promise<string[]> {
    const settings = { imagesFile: 'images.yaml', registry: undefined, pins: NO_PINS, push: true, name: true };
    const { graph, prints } = await survey(world, settings);
    return [...graph.nodes.values()].flatMap((node) =>
      node.kind === 'gentoo' ? [stockName(graph, prints, node), distfilesName(node)] : [],
    );
  }

  test('in the registry: what the image as it is now has stays; of images that the file has not, all', async () => {
    const { world, tags } = await cached();
    const before = await tags();
    const later = { ...world, now: () => 1031 * DAY };
    expect((await run({ ...world, now: () => 1029 * DAY }, 'prune', '--keep', '9')).said).toContain('goes: nothing');
    const dry = await run(later, 'prune', '--keep', '9');
    expect(dry.said).toContain('  base: 1 cache');
    expect(await tags()).toEqual(before);
    expect((await run(later, 'prune', '--keep', '9', '--yes')).code).toBe(0);
    expect(await tags()).toEqual(before.filter((tag) => tag !== `packages-base-${HASH}`));
    await run(later, 'prune', '--keep', '9', '--yes', 'stranger');
    expect(await tags()).toEqual(before.filter((tag) => !tag.endsWith(HASH)));
  });

  test('in GitHub’s cache', async () => {
    const { world } = await cached();
    const [name = ''] = (await currentNames(world)).filter((one) => one.startsWith('packages-base-'));
    const at = { ref: 'refs/heads/main', made: 1000 * DAY, used: 1000 * DAY, size: 1_500_000 };
    const left: ActionsEntry[] = [name, `packages-base-${HASH}`, `packages-go-${HASH}`].map((one, id) => {
      return { id, key: `gentoo-image-builder-1-${one}-${HASH}`, ...at };
    });
    let refused = '';
    const entries = {
      list: () => Promise.resolve([...left]),
      remove: ({ id, key }: ActionsEntry) => {
        if (key.includes(refused) && refused !== '') return Promise.reject(unreachable(`${key}: no`, 'ask'));
        left.splice(
          left.findIndex((one) => one.id === id),
          1,
        );
        return Promise.resolve();
      },
    };
    const logged: FakeWorld = { ...world, now: () => 1031 * DAY, actionsEntries: () => entries };
    const said = async (...words: string[]): Promise<string | undefined> =>
      (await run(logged, 'prune', '--keep', '9', ...words)).said.find((line) => line.startsWith('in GitHub'));
    expect(await said()).toBe("in GitHub's cache: goes: 2, 3.0 MB; stays: 1 needed");
    expect(left).toHaveLength(3);
    refused = 'packages-go';
    expect((await run(logged, 'prune', '--keep', '9', '--yes')).code).toBe(75);
    expect(world.problems.at(-1)).toMatch(/^it stays: gentoo-image-builder-1-packages-go-.*: no$/);
    refused = '';
    const { json } = await run(logged, 'prune', '--keep', '9', '--yes', '--json');
    expect((json as { caches: unknown }).caches).toEqual([
      { key: `gentoo-image-builder-1-packages-go-${HASH}-${HASH}`, ref: at.ref, size: at.size },
    ]);
    expect(left.map(({ id }) => id)).toEqual([0]);
  });
});

describe('on one machine', () => {
  test('the local store and the engine’s builders', async () => {
    const yaml = CHAIN.replace(/^registry:.*\n/, '');
    const world = await fakeWorld(yaml);
    await run(world, 'build', '--all');
    const builders = (): string[] => [...world.images.keys()].filter((name) => /builder-\w+:f1-/.test(name));
    const before = builders();
    await world.write('images.yaml', yaml.replace('sys-apps/baselayout', '[sys-apps/baselayout, a/b]'));
    await run(world, 'build', '--all');
    const current = builders().filter((name) => !before.includes(name));
    expect(current.length).toBe(3);
    world.images.set(`localhost/other/builder-base:f1-${'0'.repeat(32)}`, 'sha256:1');
    await run(world, 'prune', '--keep', '0', '--keep-days', '0', '--yes');
    expect(builders().sort()).toEqual(
      [
        ...current,
        `localhost/other/builder-base:f1-${'0'.repeat(32)}`,
        ...before.filter((name) => /builder-(scratch|core|lone):/.test(name)),
      ].sort(),
    );
    expect((await run(world, 'plan')).said[0]).toBe('nothing to do');
    const base = { registry: 'localhost', repository: 'base' };
    expect(ours(await world.local.tags(base)).length).toBe(2);
  });
});
