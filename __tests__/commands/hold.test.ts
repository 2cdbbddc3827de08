// `portage_scope: packages` from plan to job and back, with snapshots in a registry and containers that tell what they used:
// what is built is held against an oracle that knows which image uses which file.

import { createHash } from 'node:crypto';
import { gzipSync } from 'node:zlib';
import { pack } from 'tar-stream';
import { describe, expect, test } from 'vitest';
import { buildTasks } from '../../src/commands/build.ts';
import { surveyHeld } from '../../src/commands/hold.ts';
import { makePlan, type PlanSettings } from '../../src/commands/plan.ts';
import { findUpdate, writeLock } from '../../src/commands/update.ts';
import { tasksOf } from '../../src/core/job.ts';
import { OCI_CONFIG, OCI_LAYER_GZIP, OCI_MANIFEST } from '../../src/core/oci.ts';
import { NO_PINS, parsePins } from '../../src/core/pins.ts';
import { type Decision, isWork } from '../../src/core/plan.ts';
import { parseReference } from '../../src/core/reference.ts';
import { blobOf, collect } from '../adapters/image-store.contract.ts';
import { randomFrom } from '../fakes/random.ts';
import { fakeWorld, type FakeWorld, STAGE3 } from '../fakes/world.ts';

const MOVING = 'docker.io/gentoo/portage:latest';

/** base <- go <- hydra, base <- web, lone. */
const YAML = (more = ''): string => `registry: ghcr.io/acme
default_tag: stable
portage_scope: packages
builders:
  default: {stage3: "${STAGE3}", portage: "${MOVING}"}
images:
  - {name: base, build: {packages: app-misc/base}}
  - {name: go, requires: base, build: {packages: app-misc/go}}
  - {name: hydra, requires: go, build: {packages: app-misc/hydra}}
  - {name: web, requires: base, build: {packages: app-misc/web}${more}}
  - {name: lone, build: {packages: app-misc/lone}}
`;

const PARENTS: Readonly<Record<string, string>> = { go: 'base', hydra: 'go', web: 'base' };

/** What each image merges, beside a package of its own name, and what it inherits. */
const USES: Readonly<Record<string, { merged: readonly string[]; eclass: string }>> = {
  base: { merged: ['dev-libs/a', 'dev-libs/b'], eclass: 'one' },
  go: { merged: ['dev-libs/c'], eclass: 'two' },
  hydra: { merged: ['dev-libs/c', 'dev-libs/d'], eclass: 'one' },
  web: { merged: ['dev-libs/d'], eclass: 'three' },
  lone: { merged: ['dev-libs/a'], eclass: 'three' },
};

const PROFILE = 'profiles/default/linux/amd64';

const LIBRARIES = ['a', 'b', 'c', 'd', 'nobody'];

function firstTree(): Map<string, string> {
  const packages = [
    ...LIBRARIES.map((name) => `dev-libs/${name}`),
    ...Object.keys(USES).map((name) => `app-misc/${name}`),
  ];
  return new Map([
    ...packages.map((name) => [ebuildOf(name), 'DESCRIPTION=x\n'] as const),
    ...['one', 'two', 'three', 'four'].map((name) => [`eclass/${name}.eclass`, '\n'] as const),
    [`${PROFILE}/make.defaults`, 'A=1\n'],
    [`${PROFILE}/package.mask`, 'dev-libs/other\n'],
    ['metadata/timestamp.chk', 'x'],
  ]);
}

function ebuildOf(name: string): string {
  return `${name}/${name.slice(name.indexOf('/') + 1)}-1.ebuild`;
}

/** Every ebuild has an entry of the cache that fits, so that only what is merged counts by all of its bytes. */
function withCache(tree: ReadonlyMap<string, string>): Map<string, string> {
  const entries = [...tree].flatMap(([path, text]) => {
    const [, category = '', version = ''] = /^([^/]+)\/[^/]+\/([^/]+)\.ebuild$/.exec(path) ?? [];
    const md5 = createHash('md5').update(text).digest('hex');
    return version === '' ? [] : [[`metadata/md5-cache/${category}/${version}`, `_md5_=${md5}\n`] as const];
  });
  return new Map([...tree, ...entries]);
}

async function publish(world: FakeWorld, tree: ReadonlyMap<string, string>, date: string): Promise<void> {
  const archive = pack();
  for (const [path, text] of withCache(tree)) archive.entry({ name: `var/db/repos/gentoo/${path}` }, text);
  archive.finalize();
  const layer = blobOf(gzipSync(await collect(archive as AsyncIterable<Uint8Array>)));
  const config = blobOf(JSON.stringify({ os: 'linux', architecture: 'amd64', created: `${date}T01:00:00Z` }));
  const reference = parseReference(MOVING);
  if (!reference) throw new Error('no reference');
  for (const blob of [layer, config]) await world.registry.putBlob(reference, blob);
  const manifest = {
    schemaVersion: 2,
    mediaType: OCI_MANIFEST,
    config: { mediaType: OCI_CONFIG, digest: config.digest, size: config.size },
    layers: [{ mediaType: OCI_LAYER_GZIP, digest: layer.digest, size: layer.size }],
  };
  await world.registry.putManifest(reference, Buffer.from(JSON.stringify(manifest)), OCI_MANIFEST);
  for (const name of Object.keys(USES)) world.jobs.set(name, { out: scopeOut(name, tree) });
}

/** What scope.sh leaves of an image's job. */
function scopeOut(image: string, tree: ReadonlyMap<string, string>, unsure = ''): Record<string, string> {
  const { merged = [], eclass = '' } = USES[image] ?? {};
  const all = [`app-misc/${image}`, ...merged].map((name) => `${name}-1`);
  const lists = { profile: `${PROFILE}\n`, installed: '', considered: '', short: '', deps: '', unsure: '', merged: '' };
  const part = (name: string, more: Record<string, string>): [string, string][] =>
    Object.entries({ ...lists, ...more }).map(([list, text]) => [`scope/${name}/${list}`, text]);
  return Object.fromEntries<string>([
    ...part('own', { merged: `${all.join('\n')}\n`, eclasses: `${eclass}\n`, unsure }),
    ...part('builder', { eclasses: '' }),
    ...[...withCache(tree)].map(([path, text]): [string, string] => [`scope/tree/${path}`, text]),
  ]);
}

const settings: PlanSettings = {
  ...{ imagesFile: 'images.yaml', registry: undefined, pins: NO_PINS, push: true, name: true },
  ...{ rebuild: 'changed', only: [], exclude: [] },
};

async function decided(world: FakeWorld): Promise<Record<string, string>> {
  const { plan } = await makePlan(world, settings);
  return told([...plan.decisions.values()]);
}

function told(decisions: readonly Decision[]): Record<string, string> {
  return Object.fromEntries(
    decisions.filter(isWork).map(({ node, do: what, reason }) => [node.label, `${what}: ${reason}`]),
  );
}

async function build(world: FakeWorld): Promise<string[]> {
  const { plan, survey } = await makePlan(world, settings);
  const results = await buildTasks(world, survey, plan.levels.flat().filter(isWork));
  expect(results.filter(({ status }) => !['built', 'reused', 'tagged'].includes(status))).toEqual([]);
  return results
    .filter(({ status }) => status === 'built')
    .map(({ image }) => image)
    .sort();
}

async function started(yaml = YAML()): Promise<{ world: FakeWorld; tree: Map<string, string> }> {
  const world = await fakeWorld(yaml);
  const tree = firstTree();
  await publish(world, tree, '2026-11-09');
  await build(world);
  expect(await decided(world)).toEqual({});
  return { world, tree };
}

describe('a new snapshot', () => {
  test('in which nothing is otherwise that is used: nothing is built', async () => {
    const { world, tree } = await started();
    await publish(world, tree.set('metadata/timestamp.chk', 'y'), '2026-11-16');
    expect(await decided(world)).toEqual({});
    await publish(world, tree.set(ebuildOf('dev-libs/nobody'), 'DESCRIPTION=y\n'), '2026-11-17');
    expect(await decided(world)).toEqual({});
  });

  test('with another library: its users and what stands on them, and the reason says so', async () => {
    const { world, tree } = await started();
    await publish(world, tree.set(ebuildOf('dev-libs/c'), 'DESCRIPTION=y\n'), '2026-11-16');
    expect(await decided(world)).toEqual({
      go: 'build: ebuild dev-libs/c-1 changed',
      hydra: 'build: because its parent go is rebuilt',
    });
    expect(await build(world)).toEqual(['go', 'hydra']);
    expect(await decided(world)).toEqual({});
    // base is still of the first snapshot, go of the second: both stay at the third.
    await publish(world, tree.set(ebuildOf('dev-libs/nobody'), 'DESCRIPTION=z\n'), '2026-11-17');
    expect(await decided(world)).toEqual({});
  });

  test('with another profile: the initial builder too', async () => {
    const { world, tree } = await started();
    await publish(world, tree.set(`${PROFILE}/make.defaults`, 'A=2\n'), '2026-11-16');
    const words = `build: ${PROFILE}/make.defaults changed`;
    const parent = (name: string): string => `build: because its parent ${name} is rebuilt`;
    expect(await decided(world)).toEqual({
      'builder-scratch': words,
      base: words,
      lone: words,
      go: parent('base'),
      web: parent('base'),
      hydra: parent('go'),
    });
  });

  test('of which it cannot be told what is used: said, and built', async () => {
    const world = await fakeWorld(YAML());
    const tree = firstTree();
    await publish(world, tree, '2026-11-09');
    const hook = 'finish_rootfs_build reads the ebuild repository itself (equery)';
    world.jobs.set('web', { out: scopeOut('web', tree, `${hook}\n`) });
    world.jobs.set('lone', {});
    await build(world);
    await publish(world, tree.set('metadata/timestamp.chk', 'y'), '2026-11-16');
    const days = 'build: portage: 2026-11-09 -> 2026-11-16, and what of it is used cannot be told';
    expect(await decided(world)).toEqual({ web: `${days}: ${hook}`, lone: `${days}: its container did not tell` });
  });

  test('an image that changed itself is built of the new snapshot', async () => {
    const { world, tree } = await started();
    await publish(world, tree.set('metadata/timestamp.chk', 'y'), '2026-11-16');
    await world.write('images.yaml', YAML(', env: {A: b}'));
    expect(await decided(world)).toEqual({ web: "build: env.A: added, 'b'" });
    expect(await build(world)).toEqual(['web']);
    expect(await decided(world)).toEqual({});
  });

  test('a registry that does not answer: nothing is planned', async () => {
    const { world, tree } = await started();
    await publish(world, tree.set('metadata/timestamp.chk', 'y'), '2026-11-16');
    world.silent.add('acme/web');
    await expect(makePlan(world, settings)).rejects.toThrow('503 from the registry');
  });
});

test('the pins tell the jobs, which come to the same fingerprints without asking', async () => {
  const { world, tree } = await started();
  await publish(world, tree.set(ebuildOf('dev-libs/c'), 'DESCRIPTION=y\n'), '2026-11-16');
  const { plan } = await makePlan(world, settings);
  const pins = parsePins(JSON.stringify(plan.pins), 'pins');
  expect(Object.keys(pins.held ?? {}).sort()).toEqual(
    ['base', 'builder-scratch', 'lone', 'web'].map((name) => `${name}@linux/amd64`),
  );
  world.asked.splice(0);
  const survey = await surveyHeld(world, { ...settings, pins });
  expect(world.asked).toEqual([]);
  const rows = [...plan.decisions.values()].filter(isWork).map(({ node, fingerprint, do: work }) => {
    return { name: node.label, platform: node.platform, fingerprint, do: work };
  });
  expect(tasksOf(rows, survey.graph, survey.prints)).toHaveLength(2);
  // Without them it is another image.
  const other = parsePins(JSON.stringify({ ...plan.pins, held: {} }), 'pins');
  const others = await surveyHeld(world, { ...settings, pins: other });
  expect(() => tasksOf(rows, others.graph, others.prints)).toThrow('promises');
});

test('pins that hold nonsense are refused', () => {
  for (const held of [
    [],
    { a: 1 },
    { a: { content: 'x', date: '20261116' } },
    { a: { content: `sha256:${'0'.repeat(64)}` } },
  ]) {
    expect(() => parsePins(JSON.stringify({ scheme: 1, names: {}, held }), 'pins')).toThrow('does not hold the pins');
  }
});

test('update says what the move of a lock rebuilds, by what is used', async () => {
  const { world, tree } = await started();
  await writeLock(world, await findUpdate(world, settings, []));
  await publish(world, tree.set(ebuildOf('dev-libs/d'), 'DESCRIPTION=y\n'), '2026-11-16');
  const update = await findUpdate(world, settings, []);
  expect(update.moves.map(({ name }) => name)).toEqual([MOVING]);
  expect(update.rebuilt).toEqual(['hydra', 'web']);
  expect(await decided(world)).toEqual({});
  await writeLock(world, update);
  expect(Object.keys(await decided(world))).toEqual(['hydra', 'web']);
  expect(await build(world)).toEqual(['hydra', 'web']);
  await publish(world, tree.set(ebuildOf('dev-libs/nobody'), 'DESCRIPTION=z\n'), '2026-11-17');
  expect((await findUpdate(world, settings, [])).rebuilt).toEqual([]);
});

test('what stays is built again of its own snapshot; of one that is gone, of the present one', async () => {
  const { world, tree } = await started();
  const reference = parseReference(MOVING);
  if (!reference) throw new Error('no reference');
  const before = await world.registry.head(reference);
  await publish(world, tree.set('metadata/timestamp.chk', 'y'), '2026-11-16');
  const again = async (): Promise<string> => {
    const { plan, survey } = await makePlan(world, { ...settings, rebuild: new Set(['lone']) });
    world.events.splice(0);
    world.said.splice(0);
    await buildTasks(world, survey, plan.levels.flat().filter(isWork));
    return world.said.find((line) => line.includes('the target is the same as before')) ?? world.said.join('\n');
  };
  expect(await again()).toContain('lone: the target is the same as before');
  expect(world.events.filter((event) => event.startsWith('pull docker.io/gentoo/portage'))).toEqual([]);
  const { answer } = before;
  if (answer !== 'yes') throw new Error('no snapshot');
  await world.registry.remove({ ...reference, digest: before.digest });
  expect(await again()).toContain('lone: the target is the same as before');
  expect(world.events.filter((event) => event.startsWith('pull docker.io/gentoo/portage'))).toHaveLength(1);
});

test('a row of random edits: what is built is what uses what changed', { timeout: 300_000 }, async () => {
  const random = randomFrom(7);
  const { world, tree } = await started();
  const owners = (path: string): string[] => {
    const images = Object.keys(USES);
    if (path.startsWith(PROFILE)) return path.endsWith('make.defaults') ? images : [];
    return images.filter((name) => {
      const { merged = [], eclass = '' } = USES[name] ?? {};
      return (
        [`app-misc/${name}`, ...merged].some((one) => path.startsWith(`${one}/`)) || path === `eclass/${eclass}.eclass`
      );
    });
  };
  for (let round = 1; round <= 12; round += 1) {
    const edits = Array.from({ length: 1 + random.below(2) }, () => random.pick([...tree.keys()]));
    for (const path of edits) tree.set(path, path.endsWith('.mask') ? `dev-libs/other${round}\n` : `A=${round}\n`);
    await publish(world, tree, `2027-${String(1 + (round % 12)).padStart(2, '0')}-${String(10 + random.below(18))}`);
    const expected = new Set(edits.flatMap(owners));
    for (const name of Object.keys(USES)) if (expected.has(PARENTS[name] ?? '')) expected.add(name);
    if (edits.some((path) => path.endsWith('make.defaults'))) expected.add('builder-scratch');
    const why = JSON.stringify(await decided(world));
    expect(await build(world), `${why} round ${round}: ${edits.join(', ')}`).toEqual([...expected].sort());
    expect(await decided(world)).toEqual({});
  }
});
