// The reusable workflow and the static one over DAGs of all shapes, as GitHub would run them: its own parser and
// expressions decide, plan is our bundle, the registry is real. Builds record instead of emerging.
// GIB_FULL_SIZE=1 takes 300 and 600 images in the place of 12 and 24.

import { execFileSync } from 'node:child_process';
import { randomBytes } from 'node:crypto';
import { mkdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, inject, it } from 'vitest';
import { parse } from 'yaml';
import { openHttp } from '../../src/adapters/http.ts';
import { openRegistry } from '../../src/adapters/registry.ts';
import type { ImageStore } from '../../src/core/image-store.ts';
import { putImage } from '../fakes/world.ts';
import { tagsIn } from '../itg/registry-view.ts';
import { chainOf, type Dag, DIAMOND, grownOf, imagesFile, ONE, seeded, wideOf } from './dags.ts';
import { recording, type Recording } from './programs.ts';
import { openScene, PUSH, type Scene } from './scene.ts';
import { ROOT } from './shipped.ts';

const full = process.env.GIB_FULL_SIZE === '1';
const WIDE = full ? 300 : 12;
const ALL = full ? 600 : 24;
/** Six hundred jobs look at the whole images file, each anew. */
const MOST_TIME = full ? 1_800_000 : 300_000;

/** A caller of the reusable workflow: all that a user writes. */
const CALLER = `name: images
on: push
permissions: {}
jobs:
  images:
    uses: org/gentoo-image-builder/.github/workflows/images.yml@v1
    permissions:
      contents: read
      packages: write
`;

let host: string;
let registry: ImageStore;
beforeAll(async () => {
  host = inject('registry');
  registry = openRegistry({
    send: openHttp({ access: () => ({}) }),
    access: () => ({}),
    credentials: () => Promise.resolve(undefined),
    clock: { now: Date.now, sleep: () => Promise.resolve() },
  });
  for (const name of ['gentoo/stage3:recorded', 'gentoo/portage:20261116', 'library/some:1'])
    await putImage(registry, `${host}/${name}`);
});

interface Stage {
  readonly scene: Scene;
  readonly builds: Recording;
  /** repository path in the registry */
  readonly path: string;
  /** what a step of a mode put out last */
  outputs(mode: string): ReadonlyMap<string, string>;
  /** labels of jobs that ran a build step since the last call */
  started(): string[];
}

const stages: Scene[] = [];
afterAll(() => {
  for (const scene of stages) scene.close();
});

function openStage(images: (path: string) => string): Stage {
  const path = `w${randomBytes(4).toString('hex')}`;
  const builds = recording(registry);
  const scene = openScene({
    runAction: builds.runAction,
    vars: { REGISTRY_USER: 'robot' },
    secrets: { REGISTRY_PASSWORD: 'of-the-robot' },
  });
  stages.push(scene);
  scene.write('images.yaml', images(path).replace('stage3:latest', 'stage3:recorded'));
  let from = 0;
  return {
    ...{ scene, builds, path },
    outputs: (mode) => scene.seen.findLast(({ inputs }) => inputs.mode === mode)?.outputs ?? new Map(),
    started() {
      const steps = scene.seen.slice(from).filter(({ inputs }) => inputs.mode === 'build');
      from = scene.seen.length;
      return steps.map(({ job }) => job);
    },
  };
}

/** The workflow that our command writes for a repository. */
function writtenFor({ repository }: Scene, ...words: string[]): string {
  mkdirSync(join(repository, '.github'), { recursive: true });
  const argv = [join(ROOT, 'dist/cli.js'), 'workflow', '--dry-run', ...words];
  return execFileSync(process.execPath, argv, { cwd: repository, encoding: 'utf8' });
}

const KINDS: readonly [string, (scene: Scene) => string][] = [
  ['the reusable workflow', () => CALLER],
  ['the static workflow', (scene) => writtenFor(scene)],
  ['the static workflow, fused', (scene) => writtenFor(scene, '--fuse')],
];

/** What stands on what in examples/homelab; its mirrors and script aside. */
function homelab(): Dag {
  const text = readFileSync(join(ROOT, 'examples/homelab/images.yaml'), 'utf8');
  const { images } = parse(text) as { images: { type?: string; name: string; requires?: string }[] };
  return images
    .filter(({ type }) => type === undefined)
    .map(({ name, requires }) => [name, requires === undefined ? [] : [requires]] as const);
}

const DAGS: readonly [string, Dag][] = [
  ['a homelab', homelab()],
  ['one image', ONE],
  ['a chain of 10', chainOf(10)],
  ['a diamond', DIAMOND],
  [`${WIDE} beside one another`, wideOf(WIDE)],
  [`${ALL} in all`, grownOf(ALL, seeded(6))],
];

describe.each(KINDS)('%s', (kind, workflowOf) => {
  it.each(kind.endsWith('fused') ? DAGS.filter(([, dag]) => dag.length > 4) : DAGS)(
    'builds %s, each once, and then nothing',
    async (_name, dag) => {
      const stage = openStage((path) => imagesFile(host, path, dag));
      const workflow = workflowOf(stage.scene);
      const run = await stage.scene.run(workflow);
      expect(run.result, failures(stage)).toBe('success');
      expect(stage.builds.built.toSorted()).toEqual(['builder-scratch', ...dag.map(([name]) => name)].toSorted());
      for (const [name] of dag.slice(-3)) {
        const tags = await tagsIn(`${host}/${stage.path}/${name}`);
        expect(tags.filter((tag) => !tag.startsWith('f1-'))).toEqual(['1']);
      }
      const size = [...stage.outputs('plan').values()].reduce((sum, text) => sum + text.length, 0);
      // GitHub counts two bytes a letter, and takes a megabyte.
      expect(size).toBeLessThan(480_000);
      expect(stage.started().length).toBeGreaterThan(0);

      const again = await stage.scene.run(workflow);
      expect(again.result).toBe('success');
      expect(stage.started()).toEqual([]);
      expect(stage.builds.built).toHaveLength(dag.length + 1);
    },
    MOST_TIME,
  );

  it('does nothing, in green, without images', async () => {
    const stage = openStage((path) => imagesFile(host, path, []));
    const run = await stage.scene.run(workflowOf(stage.scene));
    expect(run.result, failures(stage)).toBe('success');
    expect(stage.started()).toEqual([]);
  });

  it('copies mirrors, where there is nothing else', async () => {
    const stage = openStage(
      (path) => `registry: ${host}/${path}\nimages:\n  - {type: mirror, source: "${host}/library/some:1"}\n`,
    );
    const run = await stage.scene.run(workflowOf(stage.scene));
    expect(run.result, failures(stage)).toBe('success');
    expect(await tagsIn(`${host}/${stage.path}/some`)).toContain('1');
  });

  it('goes on beside a failure, says what is blocked, and mends it by "Re-run failed jobs"', async () => {
    const dag: Dag = [
      ['base', []],
      ['broken', ['base']],
      ['above', ['broken']],
      ['higher', ['above']],
      ['fine', ['base']],
      ['finer', ['fine']],
    ];
    const stage = openStage((path) => imagesFile(host, path, dag));
    const workflow = workflowOf(stage.scene);
    stage.builds.broken.add('broken');
    const run = await stage.scene.run(workflow);
    expect(run.result).toBe('failure');
    expect(stage.builds.built.toSorted()).toEqual(['base', 'builder-scratch', 'fine', 'finer']);
    const said = stage.scene.seen.map(({ log }) => log).join('\n');
    expect(said).toMatch(/blocked: broken (was not built in this run|failed before)/);
    expect(await tagsIn(`${host}/${stage.path}/above`)).toEqual([]);
    const report = stage.scene.seen.findLast(({ inputs }) => inputs.mode === 'report');
    expect(report?.code).toBe(1);
    expect(report?.log).toMatch(/images\.yaml.*broken|broken.*images\.yaml/);
    expect(report?.summary).toMatch(/broken[^]*above[^]*higher/);

    stage.builds.broken.clear();
    stage.builds.built.splice(0);
    stage.started();
    const again = await stage.scene.run(workflow, PUSH, run);
    expect(again.result, failures(stage)).toBe('success');
    expect(stage.builds.built.toSorted()).toEqual(['above', 'broken', 'higher']);
    const all = await stage.scene.run(workflow);
    expect(all.result).toBe('success');
    expect(stage.builds.built).toHaveLength(3);
  });
});

it('a plan that is higher than the ladder fails with the jobs to add', async () => {
  const stage = openStage((path) => imagesFile(host, path, chainOf(13)));
  const run = await stage.scene.run(CALLER);
  expect(run.result).toBe('failure');
  expect(stage.started()).toEqual([]);
  const log = stage.scene.seen.at(-1)?.log ?? '';
  expect(log).toContain('the plan has 14 levels, but the workflow has jobs for 12');
  expect(log).toContain('level-13:');
});

it('an image that the static workflow has no job for fails at plan', async () => {
  const stage = openStage((path) => imagesFile(host, path, chainOf(2)));
  const workflow = writtenFor(stage.scene);
  stage.scene.write(
    'images.yaml',
    imagesFile(host, stage.path, chainOf(3)).replace('stage3:latest', 'stage3:recorded'),
  );
  const run = await stage.scene.run(workflow);
  expect(run.result).toBe('failure');
  expect(stage.scene.seen.at(-1)?.log).toContain('the workflow has no job for i2');
});

/** Whatever did not end well, for whoever reads why a test failed. */
function failures({ scene }: Stage): string {
  return scene.seen
    .filter(({ code }) => code !== 0)
    .map(({ job, log }) => `${job}\n${log}`)
    .join('\n\n');
}
