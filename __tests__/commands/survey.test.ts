import { join } from 'node:path';
import { describe, expect, test } from 'vitest';
import { readGraph, type Settings, survey } from '../../src/commands/survey.ts';
import { NO_PINS } from '../../src/core/pins.ts';
import { formatProblem, UserError } from '../../src/core/problem.ts';
import { CHAIN, fakeWorld, type FakeWorld, PORTAGE, putImage, STAGE3 } from '../fakes/world.ts';

const settings: Settings = { imagesFile: 'images.yaml', registry: undefined, pins: NO_PINS, push: true, name: true };
const withPortage = (portage: string): string =>
  `registry: ghcr.io/acme
builders: {default: {stage3: "${STAGE3}", portage: ${portage}}}
images: [{name: base, tag: "v-\${{ builder.portage }}"}]
`;

async function problemOf(world: FakeWorld, own: Partial<Settings> = {}): Promise<string> {
  const error: unknown = await survey(world, { ...settings, ...own }).then(
    () => undefined,
    (thrown: unknown) => thrown,
  );
  if (error instanceof UserError) return error.problems.map(formatProblem).join('\n');
  if (error instanceof Error && error.name === 'UnreachableError' && 'hint' in error) {
    return `unreachable: ${error.message}\n  hint: ${String(error.hint)}`;
  }
  throw error;
}

describe('the images file', () => {
  test('is found from the working directory, or where it is', async () => {
    const world = await fakeWorld();
    const labels = [...(await readGraph(world, settings)).nodes.values()].map(({ label }) => label);
    expect(labels).toEqual(['builder-scratch', 'base', 'go', 'hydra', 'lone']);
    const absolute = await readGraph(world, { ...settings, imagesFile: join(world.folder, 'images.yaml') });
    expect(absolute.nodes.size).toBe(5);
  });

  test('is not there', async () => {
    const world = await fakeWorld();
    expect(await problemOf(world, { imagesFile: 'no.yaml' })).toBe(
      `there is no images file 'no.yaml'
  hint: name it with --images-file (input images-file); looked in ${world.folder}`,
    );
  });

  test('is read without asking anybody', async () => {
    const world = await fakeWorld();
    await readGraph(world, settings);
    expect([world.asked, world.events]).toEqual([[], []]);
  });
});

describe('moving names', () => {
  test('are asked for once, and pinned', async () => {
    const world = await fakeWorld();
    const { facts, prints } = await survey(world, settings);
    expect(world.asked.sort()).toEqual([PORTAGE, STAGE3]);
    expect(Object.keys(facts.pins.names)).toEqual([PORTAGE, STAGE3]);
    expect(prints.size).toBe(5);
    const again = await survey(world, { ...settings, pins: facts.pins });
    expect(world.asked).toHaveLength(2);
    expect([...again.prints.values()]).toEqual([...prints.values()]);
  });

  test('a snapshot without a date in its name gets that of its image', async () => {
    const world = await fakeWorld(withPortage('"docker.io/gentoo/portage:latest"'));
    await putImage(world.registry, 'docker.io/gentoo/portage:latest', '2026-11-15T23:59:59Z');
    const { facts, catalog } = await survey(world, settings);
    expect(facts.pins.names['docker.io/gentoo/portage:latest']).toMatchObject({ date: '20261115' });
    expect(catalog.images[0]?.tags.explicit?.value).toBe('v-20261115');
  });

  test('that nobody has are the user’s mistake', async () => {
    const world = await fakeWorld(withPortage('"docker.io/gentoo/portage:20250101"'));
    expect(await problemOf(world)).toMatch(
      /^images\.yaml:2:\d+ there is no image docker\.io\/gentoo\/portage:20250101\n.*\n.*\n {2}hint: correct the reference, or give its digest with --pins$/,
    );
  });

  test('of which nobody knows stop everything', async () => {
    const world = await fakeWorld();
    world.silent.add('stage3');
    expect(await problemOf(world)).toBe(
      `unreachable: what ${STAGE3} is cannot be found out: 503 from the registry
  hint: name a mirror under \`registries\`, write the reference with @sha256:, or give its digest with --pins`,
    );
  });
});

describe('a folder as snapshot', () => {
  const yaml = withPortage('{path: tree}');

  test('has the day of its own timestamp', async () => {
    const world = await fakeWorld(yaml);
    await world.write('tree/metadata/timestamp.chk', 'Mon, 16 Nov 2026 00:45:01 +0000\n');
    const { facts, catalog } = await survey(world, settings);
    expect(facts.pins.names.tree).toEqual({ date: '20261116' });
    expect(facts.trees.get('tree')).toMatch(/^sha256:/);
    expect(catalog.images[0]?.tags.explicit?.value).toBe('v-20261116');
  });

  test('is part of the fingerprint', async () => {
    const world = await fakeWorld(yaml);
    await world.write('tree/metadata/timestamp.chk', 'Mon, 16 Nov 2026 00:45:01 +0000\n');
    const before = (await survey(world, settings)).prints;
    await world.write('tree/a.ebuild', '');
    const after = (await survey(world, settings)).prints;
    for (const [id, { fingerprint }] of after) expect(fingerprint).not.toBe(before.get(id)?.fingerprint);
  });

  test('is not there', async () => {
    expect(await problemOf(await fakeWorld(yaml))).toMatch(/^images\.yaml:2:\d+ there is no folder 'tree'\n/);
  });

  test('does not say of which day it is', async () => {
    const world = await fakeWorld(yaml);
    await world.write('tree/metadata/timestamp.chk', 'some day\n');
    expect(await problemOf(world)).toContain(
      "'tree' does not say of which day it is: it has no metadata/timestamp.chk that can be read",
    );
  });
});

describe('where images stay', () => {
  test.each<[string, string, Partial<Settings>, boolean, string | undefined]>([
    ['in the registry', CHAIN, {}, false, 'ghcr.io/acme'],
    ['here, when nothing may be pushed', CHAIN, { push: false }, true, 'ghcr.io/acme'],
    ['here, without a registry', CHAIN.replace('registry: ghcr.io/acme\n', ''), {}, true, undefined],
    ['where the input says', CHAIN, { registry: 'host:5000/x' }, false, 'host:5000/x'],
  ])('%s', async (_, yaml, own, local, registry) => {
    const surveyed = await survey(await fakeWorld(yaml), { ...settings, ...own });
    expect([surveyed.local, surveyed.catalog.registry]).toEqual([local, registry]);
  });
});
