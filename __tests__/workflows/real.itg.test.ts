// The reusable and the static workflow with everything real: our bundles as GitHub runs them, an engine with an empty
// store for each job, a registry between them, a stage3 and an ebuild repository.

import { execFileSync } from 'node:child_process';
import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import type { BuildResult } from '../../src/core/result.ts';
import { openRig, type Rig } from '../itg/rig.ts';
import { manifestOf, tagsIn } from '../itg/registry-view.ts';
import { bundles } from './programs.ts';
import { openScene, type Scene } from './scene.ts';
import { ROOT } from './shipped.ts';

const IMAGES = `
- name: base
  tag: '1'
  build: {packages: [sys-apps/suite-layout, app-shells/suite-shell], entrypoint: [/bin/suite-shell]}
- name: left
  tag: '1'
  requires: base
  build: {packages: [app-misc/hello]}
  test: [/usr/bin/hello]
- name: right
  tag: '1'
  requires: base
  build: {packages: [app-misc/compiled]}
- name: top
  tag: '1'
  requires: [left, right]
  build: {packages: [app-misc/wants-headers]}
`;

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

let rig: Rig;
let scene: Scene;
beforeAll(() => {
  rig = openRig();
  scene = openScene({
    runAction: bundles(true),
    // Two cores are soon busy with one engine.
    machines: 1,
    vars: { REGISTRY_USER: 'robot' },
    secrets: { REGISTRY_PASSWORD: 'of-the-robot' },
  });
});
afterAll(() => {
  scene.close();
  rig.close();
});

/** The images file is the rig's; the repository is a copy of its folder. */
function commit(images: string): void {
  rig.images(images);
  scene.copy(rig.folder);
}

function builds(): string[] {
  return scene.seen.splice(0).flatMap(({ inputs, job, log, code }) => {
    expect(code, `${job}\n${log}`).toBe(0);
    return inputs.mode === 'build' ? [(JSON.parse(inputs.job ?? '') as { name: string }).name] : [];
  });
}

describe('real jobs', () => {
  it('of the reusable workflow build a diamond, level by level', async () => {
    commit(IMAGES);
    const run = await scene.run(CALLER);
    const names = [...run.jobs.values()].filter(({ result }) => result === 'success').map(({ name }) => name);
    expect(builds()).toEqual(['builder-scratch', 'base', 'left', 'right', 'top']);
    expect(run.result).toBe('success');
    expect(names).toEqual(expect.arrayContaining(['images / L1 base', 'images / L2 left', 'images / L3 top']));
    const { manifest } = await manifestOf(`${rig.prefix ?? ''}/top:1`);
    expect(manifest.layers).toHaveLength(3);
    const artifacts = join(scene.repository, '../artifacts');
    const results = readdirSync(artifacts).flatMap((name) =>
      readdirSync(join(artifacts, name)).flatMap(
        (file) => JSON.parse(readFileSync(join(artifacts, name, file), 'utf8')) as BuildResult[],
      ),
    );
    expect(results.map(({ image, status }) => `${image} ${status}`).toSorted()).toEqual([
      'base built',
      'builder-scratch built',
      'left built',
      'right built',
      'top built',
    ]);
  });

  it('of the static workflow go on where these ended: one image changed, and what stands on it', async () => {
    commit(IMAGES.replace('[app-misc/compiled]', '[app-misc/compiled, dev-libs/slotted]'));
    const argv = [join(ROOT, 'dist/cli.js'), 'workflow', '--dry-run'];
    const workflow = execFileSync(process.execPath, argv, { cwd: scene.repository, encoding: 'utf8' });
    const run = await scene.run(workflow);
    // `top` starts from `left`, whose builder this machine has never seen, and waits for `right`.
    expect(builds()).toEqual(['right', 'top']);
    expect(run.result).toBe('success');
    expect(await tagsIn(`${rig.prefix ?? ''}/right`)).toContain('1');
    await scene.run(workflow);
    expect(builds()).toEqual([]);
  });
});
