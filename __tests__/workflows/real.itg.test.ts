// The reusable and the static workflow with everything real: our bundles as GitHub runs them, an engine with an empty
// store for each job, a registry between them, a stage3 and an ebuild repository, and the client of GitHub's cache.

import { execFileSync } from 'node:child_process';
import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import type { BuildResult } from '../../src/core/result.ts';
import { type CacheServer, startCacheServer } from '../fakes/cache-server.ts';
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

/** A package more in `right`. */
const CHANGED = IMAGES.replace('[app-misc/compiled]', '[app-misc/compiled, dev-libs/slotted]');

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
let cache: CacheServer;
let scene: Scene;
beforeAll(async () => {
  rig = openRig();
  cache = await startCacheServer();
  scene = openScene({
    runAction: bundles(true),
    runtime: cache.env,
    // Two cores are soon busy with one engine.
    machines: 1,
    vars: { REGISTRY_USER: 'robot' },
    secrets: { REGISTRY_PASSWORD: 'of-the-robot' },
  });
});
afterAll(async () => {
  scene.close();
  rig.close();
  await cache.close();
});

/** The images file is the rig's; the repository is a copy of its folder. */
function commit(images: string): void {
  rig.images(images);
  scene.copy(rig.folder);
}

/** The rows that were built since the last call, and all that their jobs said. */
function builds(): { names: string[]; log: string } {
  const steps = scene.seen.splice(0);
  for (const { job, log, code } of [...steps, ...scene.posts]) expect(code, `${job}\n${log}`).toBe(0);
  const own = steps.filter(({ inputs }) => inputs.mode === 'build');
  return {
    names: own.map(({ inputs }) => (JSON.parse(inputs.job ?? '') as { name: string }).name),
    log: own.map(({ log }) => log).join('\n'),
  };
}

describe('real jobs', () => {
  it('of the reusable workflow build a diamond, level by level', async () => {
    commit(IMAGES);
    const run = await scene.run(CALLER);
    const names = [...run.jobs.values()].filter(({ result }) => result === 'success').map(({ name }) => name);
    expect(builds().names).toEqual(['builder-scratch', 'base', 'left', 'right', 'top']);
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

  it('of the static workflow go on where these ended, with one image changed', async () => {
    commit(CHANGED);
    const argv = [join(ROOT, 'dist/cli.js'), 'workflow', '--dry-run'];
    const workflow = execFileSync(process.execPath, argv, { cwd: scene.repository, encoding: 'utf8' });
    const run = await scene.run(workflow);
    // `top` starts from `left`, and only waits for `right`.
    const { names, log } = builds();
    expect(names).toEqual(['right']);
    // What this machine never had comes out of the cache, and is merged.
    expect(log).toMatch(/right: \d+ files of packages from the cache/);
    expect(log).toMatch(/>>> Emerging binary \(\d+ of \d+\) app-misc\/compiled/);
    expect(log).toMatch(/>>> Emerging \(\d+ of \d+\) dev-libs\/slotted/);
    expect(run.result).toBe('success');
    expect(await tagsIn(`${rig.prefix ?? ''}/right`)).toContain('1');
    await scene.run(workflow);
    expect(builds().names).toEqual([]);
  });

  it('of a pull request are one, which reads the cache, and writes neither there nor into the registry', async () => {
    commit(CHANGED.replace('[app-misc/hello]', '[app-misc/hello, dev-libs/slotted]'));
    const kept = cache.entries.length;
    const pull = { number: 7, head: { sha: 'd'.repeat(40), repo: { full_name: 'acme/images' } } };
    const payload = { repository: { full_name: 'acme/images', default_branch: 'main' }, pull_request: pull };
    const before = await tagsIn(`${rig.prefix ?? ''}/left`);
    const run = await scene.run(CALLER, { name: 'pull_request', ref: 'refs/pull/7/merge', payload });
    const { names, log } = builds();
    expect(names).toEqual(['left and 1 more']);
    expect(run.result).toBe('success');
    expect(log).toMatch(/left: \d+ files of packages from the cache/);
    expect(log).toMatch(/the test '\/usr\/bin\/hello'|test: \/usr\/bin\/hello|test left/);
    expect(await tagsIn(`${rig.prefix ?? ''}/left`)).toEqual(before);
    expect(kept).toBeGreaterThan(0);
    expect(cache.entries).toHaveLength(kept);
  });
});
