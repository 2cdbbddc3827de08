import { describe, expect, test } from 'vitest';
import { planStep } from '../../src/commands/action.ts';
import { buildTasks } from '../../src/commands/build.ts';
import { makePlan, type PlanSettings } from '../../src/commands/plan.ts';
import type { InputName } from '../../src/core/input-table.ts';
import { parseInputs } from '../../src/core/inputs.ts';
import { OCI_INDEX, OCI_MANIFEST, sha256 } from '../../src/core/oci.ts';
import { NO_PINS } from '../../src/core/pins.ts';
import { isWork, type Work } from '../../src/core/plan.ts';
import { formatProblem, UserError } from '../../src/core/problem.ts';
import type { BuildResult } from '../../src/core/result.ts';
import { fakeWorld, type FakeWorld, putImage, TOP, recorded } from '../fakes/world.ts';

const settings: PlanSettings = {
  ...{ imagesFile: 'images.yaml', registry: undefined, pins: NO_PINS, push: true, name: true },
  ...{ rebuild: 'changed', only: [], exclude: [] },
};

async function build(world: FakeWorld, own: Partial<PlanSettings> = {}, as?: Work): Promise<readonly BuildResult[]> {
  const { plan, survey } = await makePlan(world, { ...settings, ...own });
  world.events.splice(0);
  const tasks = plan.levels.flat().filter(isWork);
  return await buildTasks(
    world,
    survey,
    tasks.map(({ node, fingerprint, do: what }) => ({ node, fingerprint, do: as ?? what })),
  );
}
const statuses = (results: readonly BuildResult[]): string[] =>
  results.map(({ image, status }) => `${image} ${status}`);

const SOURCE = 'docker.io/library/tool:1.0';
const MIRROR = `registry: ghcr.io/acme\nimages: [{type: mirror, source: "${SOURCE}"}]\n`;

/** Two platforms and a tag. */
async function putIndex(world: FakeWorld): Promise<string> {
  const repository = { registry: 'docker.io', repository: 'library/tool' };
  const manifests = [];
  for (const architecture of ['amd64', 'arm64']) {
    const digest = await putImage(world.registry, `docker.io/library/tool:${architecture}`);
    const { bytes } = await world.registry.manifest({ ...repository, digest });
    manifests.push({ mediaType: OCI_MANIFEST, digest, size: bytes.length, platform: { os: 'linux', architecture } });
  }
  const bytes = Buffer.from(`${JSON.stringify({ schemaVersion: 2, mediaType: OCI_INDEX, manifests })}\n`);
  return await world.registry.putManifest({ ...repository, tag: '1.0' }, bytes, OCI_INDEX);
}

describe('a mirror', () => {
  test('is copied: what is listed before the list, then content, then names; no builder is needed', async () => {
    const world = await fakeWorld(MIRROR);
    const digest = await putIndex(world);
    const [result] = await build(world);
    expect(result).toMatchObject({ status: 'built', digest, tags: ['ghcr.io/acme/tool:1.0'] });
    expect(world.events).toEqual([
      'blob acme/tool from its parent',
      'blob acme/tool from its parent',
      'manifest ghcr.io/acme/tool@digest',
      'blob acme/tool from its parent',
      'blob acme/tool from its parent',
      'manifest ghcr.io/acme/tool@digest',
      'manifest ghcr.io/acme/tool:f1',
      ...recorded('acme/tool'),
      'manifest ghcr.io/acme/tool:1.0',
    ]);
    expect((await makePlan(world, settings)).plan.levels).toEqual([]);
  });

  test('is only named when its copy is there', async () => {
    const world = await fakeWorld(MIRROR);
    await putIndex(world);
    await build(world, { name: false });
    expect(statuses(await build(world))).toEqual(['tool tagged']);
    expect(world.events).toEqual([...recorded('acme/tool'), 'manifest ghcr.io/acme/tool:1.0']);
  });

  test('of one platform is as large as its layers', async () => {
    const world = await fakeWorld(MIRROR);
    await putImage(world.registry, SOURCE);
    const [result] = await build(world);
    expect(result).toMatchObject({ status: 'built', size: `a layer of ${SOURCE}`.length });
  });

  test('that nothing may be pushed of stays on this machine, and is there the next time', async () => {
    const world = await fakeWorld(MIRROR);
    await putIndex(world);
    expect(statuses(await build(world, { push: false }))).toEqual(['tool built']);
    expect(world.events.every((event) => event.startsWith('local '))).toBe(true);
    expect((await makePlan(world, { ...settings, push: false })).plan.levels).toEqual([]);
  });

  test('whose digest is gone fails with its place', async () => {
    const world = await fakeWorld(MIRROR);
    const digest = sha256('gone');
    const pins = { scheme: 1, names: { [SOURCE]: { digest } } } as const;
    const [result] = await build(world, { pins });
    expect(result).toMatchObject({ status: 'failed', failure: { phase: 'copy' } });
    expect(world.problems[0]).toContain(`docker.io/library/tool@${digest} is not there any more`);
    expect(world.problems[0]).toContain('images.yaml:2:');
  });
});

const SCRIPT = `registry: ghcr.io/acme
section: data
images:
  - {name: certificates, type: script, tag: "7", command: ./make.sh, test: check it}
`;

describe('a script', () => {
  async function scripted(yaml = SCRIPT): Promise<FakeWorld> {
    const world = await fakeWorld(yaml);
    await world.write('make.sh', 'docker build');
    return world;
  }

  test('is run, pushed, tested, named; what its names are is told', async () => {
    const world = await scripted();
    let told = {};
    world.commands.set('certificates', ({ environment, text, folder }, images) => {
      told = { ...environment, text, folder };
      images.set(environment.IMAGE ?? '', 'sha256:1');
      return 0;
    });
    const [result] = await build(world);
    expect(result).toMatchObject({ status: 'built', tags: ['ghcr.io/acme/data/certificates:7'] });
    expect(told).toEqual({
      IMAGE: `ghcr.io/acme/data/certificates:${result?.fingerprint ?? ''}-untested`,
      ...{ NAME: 'certificates', TAG: '7', SECTION: 'data', REGISTRY: 'ghcr.io/acme', PLATFORM: 'linux/amd64' },
      ...{ text: './make.sh\n', folder: world.folder },
    });
    expect(world.events).toEqual([
      'command certificates',
      'push ghcr.io/acme/data/certificates:f1-untested',
      'test check it',
      'manifest ghcr.io/acme/data/certificates:f1-passed',
      'manifest ghcr.io/acme/data/certificates:f1',
      ...recorded('acme/data/certificates'),
      'manifest ghcr.io/acme/data/certificates:7',
    ]);
    expect([...world.images.keys()]).toEqual([]);
    expect((await makePlan(world, settings)).plan.levels).toEqual([]);
  });

  test('whose test failed is tested again, not run again; on another machine the image is fetched', async () => {
    const world = await scripted();
    world.tests.set('check it', { code: 1 });
    expect(statuses(await build(world))).toEqual(['data/certificates failed']);
    world.tests.clear();
    world.images.clear();
    expect(statuses(await build(world))).toEqual(['data/certificates tested']);
    expect(world.events.slice(0, 2)).toEqual(['pull ghcr.io/acme/data/certificates:f1-untested', 'test check it']);
  });

  test('is only named when its image is there', async () => {
    const world = await scripted();
    await build(world, { name: false });
    expect(statuses(await build(world))).toEqual(['data/certificates tagged']);
    const repository = 'acme/data/certificates';
    expect(world.events).toEqual([...recorded(repository), `manifest ghcr.io/${repository}:7`]);
  });

  test('without a push all its names are in the engine', async () => {
    const world = await scripted();
    expect(statuses(await build(world, { push: false }))).toEqual(['data/certificates built']);
    expect(world.events).toEqual([
      'command certificates',
      'test check it',
      'tag ghcr.io/acme/data/certificates:f1-passed',
      'tag ghcr.io/acme/data/certificates:f1',
      'tag ghcr.io/acme/data/certificates:7',
    ]);
    expect((await makePlan(world, { ...settings, push: false })).plan.levels).toEqual([]);
    world.images.delete('ghcr.io/acme/data/certificates:7');
    expect(statuses(await build(world, { push: false }))).toEqual(['data/certificates tagged']);
  });

  test('that fails says with what, its last words, and where it stands', async () => {
    const world = await scripted();
    world.commands.set('certificates', ({ onLine }) => {
      for (let line = 1; line <= 25; line++) onLine(`line ${line}`);
      return 3;
    });
    const [result] = await build(world);
    const words = Array.from({ length: 20 }, (_, index) => `line ${index + 6}`).join('\n');
    expect(result?.failure?.reason).toBe(`the command ended with 3:\n${words}`);
    expect(world.problems[0]).toContain('images.yaml:4:');
    expect(world.events).toEqual(['command certificates']);
  });

  test('that leaves nothing fails, even where an earlier run left something', async () => {
    const world = await scripted();
    const { survey } = await makePlan(world, settings);
    const fingerprint = survey.prints.get('data/certificates@linux/amd64')?.fingerprint ?? '';
    const image = `ghcr.io/acme/data/certificates:${fingerprint}-untested`;
    world.images.set(image, 'sha256:old');
    world.commands.set('certificates', () => 0);
    const [result] = await build(world);
    expect(result?.failure).toMatchObject({
      reason: `the command left no image ${image} in the engine`,
      hint: 'end it with something like: docker build --tag "$IMAGE" .',
    });
  });

  test('gives its tag the date of the default builder’s snapshot, although nothing is built on that', async () => {
    const yaml = SCRIPT.replace('registry: ghcr.io/acme\n', TOP.replace('20261116', 'latest')).replace(
      'tag: "7", ',
      '',
    );
    const world = await scripted(yaml);
    await putImage(world.registry, 'docker.io/gentoo/portage:latest', '2026-11-20T01:00:00Z');
    const [result] = await build(world);
    expect(result?.tags).toEqual(['ghcr.io/acme/data/certificates:20261120']);
    expect(world.events).not.toContain('pull docker.io/gentoo/stage3@digest');
  });

  test('is what a Gentoo image can be built on, but only from a registry', async () => {
    const yaml = `${TOP}images:
  - {name: certificates, type: script, command: ./make.sh}
  - {name: child, requires: certificates, build: {packages: app-misc/child}}
`;
    const world = await scripted(yaml);
    expect(statuses(await build(world, { push: false }))).toEqual([
      'certificates built',
      'builder-scratch built',
      'child blocked',
    ]);
    expect(world.problems[0]).toContain('certificates is only in the engine, as nothing is pushed');
  });
});

describe('the details of all images', () => {
  const plan = (world: FakeWorld, given: Partial<Record<InputName, string>>) =>
    planStep(
      world,
      parseInputs((name) => given[name] ?? ''),
      { name: 'push', ref: 'refs/heads/main', defaultBranch: 'main' },
    );

  test('are an output and a variable', async () => {
    const world = await fakeWorld(MIRROR);
    const digest = await putIndex(world);
    await build(world);
    const { outputs, environment } = await plan(world, { 'images-details-var': 'IMAGES', outputs: 'images-details' });
    const text = environment.get('IMAGES') ?? '';
    expect(JSON.parse(text)).toEqual([
      {
        ...{ section: '', name: 'tool', tags: ['1.0'], digest, builder: null, parent: null },
        platforms: ['linux/amd64'],
      },
    ]);
    expect([outputs.get('IMAGES'), outputs.get('images-details')]).toEqual([text, text]);
  });

  test('are not there unless asked for', async () => {
    const { outputs, environment } = await plan(await fakeWorld(), {});
    expect([environment.size, outputs.has('images-details')]).toEqual([0, false]);
  });

  test('are refused in a variable that no process could start with', async () => {
    const images = Array.from({ length: 1300 }, (_, index) => `  - {name: image-${index}, build: {packages: a/b}}`);
    const world = await fakeWorld(`${TOP}images:\n${images.join('\n')}\n`);
    const error: unknown = await plan(world, { 'images-details-var': 'IMAGES' }).catch((thrown: unknown) => thrown);
    expect(error instanceof UserError ? error.problems.map(formatProblem).join() : String(error)).toMatch(
      /^the details of all images are \d+ bytes, and Linux takes 131071 in a variable\n {2}hint: leave/,
    );
  });
});
