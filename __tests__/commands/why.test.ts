// What changed, in words: every kind of edit, against the images that are there.

import { describe, expect, test } from 'vitest';
import { buildTasks } from '../../src/commands/build.ts';
import { makePlan, type PlanSettings } from '../../src/commands/plan.ts';
import type { Survey } from '../../src/commands/survey.ts';
import type { Task } from '../../src/core/job.ts';
import { NO_PINS } from '../../src/core/pins.ts';
import { type Decision, isWork } from '../../src/core/plan.ts';
import { formatWhy } from '../../src/core/report.ts';
import { fakeWorld, type FakeWorld, PORTAGE, putImage, STAGE3 } from '../fakes/world.ts';

const settings: PlanSettings = {
  ...{ imagesFile: 'images.yaml', registry: undefined, pins: NO_PINS, push: true, name: true },
  rebuild: 'changed',
  only: [],
  exclude: [],
};

const MIRRORED = 'docker.io/library/registry:3';

const YAML = `registry: ghcr.io/acme
default_tag: latest
software: {go: {version: 1.22.0}}
builders:
  default:
    stage3: "${STAGE3}"
    portage: "${PORTAGE}"
    make_conf: {CFLAGS: -O2, MAKEOPTS: -j2}
    configure_builder: echo one
    overlays: [{name: own, path: overlay}]
  other: {stage3: "${STAGE3}", portage: "${PORTAGE}"}
images:
  - name: base
    build:
      packages: [sys-apps/baselayout, app-shells/bash]
      package_use: ["*/* -nls"]
      environment: {FOO: a}
      finish_rootfs_build: |
        rm -rf usr/share/doc
        rm -rf usr/share/man
      add: [{path: files, dest: /etc/files}]
    env: {LANG: C}
    entrypoint: [/bin/bash]
    test: /bin/true
  - {name: go, requires: base, build: {packages: dev-lang/go}}
  - {name: hydra, requires: go, build: {packages: app-misc/hydra}}
  - {name: lone, tag: "1", latest: false, builder: other, build: {packages: app-misc/lone}}
  - {name: registry, type: mirror, source: "${MIRRORED}"}
`;

/** What is decided and told is the same for keys that containers cannot carry out yet. */
function workable(survey: Survey): Survey {
  return { ...survey, catalog: { ...survey.catalog, notYet: [] } };
}

async function started(): Promise<FakeWorld> {
  const world = await fakeWorld(YAML);
  await putImage(world.registry, MIRRORED);
  await world.write('files/motd', 'hello\n');
  await world.write('overlay/metadata/layout.conf', 'masters = gentoo\n');
  const { plan, survey } = await makePlan(world, settings);
  const tasks = plan.levels.flat().filter(isWork) as Task[];
  await buildTasks(world, workable(survey), tasks);
  return world;
}

async function decided(world: FakeWorld): Promise<Map<string, Decision>> {
  const { plan } = await makePlan(world, settings);
  return new Map([...plan.decisions.values()].map((decision) => [decision.node.label, decision]));
}

const changed = (from: string | RegExp, to: string) => async (world: FakeWorld) => {
  expect(YAML).not.toBe(YAML.replace(from, to));
  await world.write('images.yaml', YAML.replace(from, to));
};

/** What is done, and why, of all that has something to do. */
async function reasons(world: FakeWorld): Promise<Record<string, string>> {
  const all = [...(await decided(world)).values()].filter(isWork);
  return Object.fromEntries(all.map(({ node, do: what, reason }) => [node.label, `${what}: ${reason}`]));
}

const FAMILY = {
  go: 'build: because its parent base is rebuilt',
  hydra: 'build: because its parent go is rebuilt',
};

describe('what changed', () => {
  test.each<[string, (world: FakeWorld) => Promise<unknown>, Record<string, string>]>([
    ['nothing', () => Promise.resolve(), {}],
    ['a comment', changed('images:\n', '# a comment\nimages:\n'), {}],
    ['MAKEOPTS', changed('-j2', '-j16'), {}],
    ['a hook', changed('usr/share/man', 'usr/share/info'), { base: 'build: finish_rootfs_build changed', ...FAMILY }],
    [
      'a hook that is new',
      changed('      add:', '      configure_rootfs_build: echo\n      add:'),
      { base: 'build: configure_rootfs_build added', ...FAMILY },
    ],
    [
      'packages',
      changed('[sys-apps/baselayout, app-shells/bash]', '[app-shells/bash, "app-misc/x[a,b]"]'),
      { base: "build: packages: + 'app-misc/x[a,b]', - sys-apps/baselayout", ...FAMILY },
    ],
    [
      'the order of packages',
      changed('[sys-apps/baselayout, app-shells/bash]', '[app-shells/bash, sys-apps/baselayout]'),
      { base: 'build: packages: another order', ...FAMILY },
    ],
    [
      'flags',
      changed('"*/* -nls"', '"*/* -nls", "app-misc/hydra ssl"'),
      { base: "build: package_use: + 'app-misc/hydra ssl'", ...FAMILY },
    ],
    ['the environment', changed('{FOO: a}', '{FOO: b}'), { base: "build: environment.FOO: 'a' -> 'b'", ...FAMILY }],
    [
      'three ingredients and more',
      changed('{LANG: C}\n    entrypoint: [/bin/bash]', '{LANG: de, TZ: UTC}\n    entrypoint: [/bin/sh]\n    user: me'),
      {
        base: "build: entrypoint: + /bin/sh, - /bin/bash; env.LANG: 'C' -> 'de'; env.TZ: added, 'UTC'; and 1 more",
        ...FAMILY,
      },
    ],
    [
      'what was and is no more',
      changed('    env: {LANG: C}\n', ''),
      { base: "build: env.LANG: removed, it was 'C'", ...FAMILY },
    ],
    [
      'an added file’s bytes',
      (world) => world.write('files/motd', 'hullo\n'),
      { base: 'build: add /etc/files: its content changed', ...FAMILY },
    ],
    [
      'an added file’s name',
      (world) => world.write('files/issue', ''),
      { base: 'build: add /etc/files: its content changed', ...FAMILY },
    ],
    [
      'where files are added',
      changed('dest: /etc/files', 'dest: /etc/x'),
      {
        base: 'build: add /etc/files: removed; add /etc/x: added',
        ...FAMILY,
      },
    ],
    [
      'the parent',
      changed('name: hydra, requires: go', 'name: hydra, requires: base'),
      { hydra: 'build: requires: go -> base' },
    ],
    [
      'no parent any more',
      changed('name: hydra, requires: go, ', 'name: hydra, '),
      { hydra: 'build: requires: go -> nothing' },
    ],
    [
      'a version',
      changed('1.22.0', '1.23.0'),
      {
        go: "build: version: '1.22.0' -> '1.23.0'",
        hydra: 'build: because its parent go is rebuilt',
      },
    ],
    [
      'the builder’s configuration',
      changed('CFLAGS: -O2', 'CFLAGS: -O3'),
      {
        'builder-scratch': "build: make_conf.CFLAGS: '-O2' -> '-O3'",
        base: "build: make_conf.CFLAGS: '-O2' -> '-O3'",
        ...FAMILY,
      },
    ],
    [
      'a hook of the builder',
      changed('echo one', 'echo two'),
      { 'builder-scratch': 'build: configure_builder changed', base: 'build: configure_builder changed', ...FAMILY },
    ],
    [
      'an overlay',
      (world) => world.write('overlay/a/b/b-1.ebuild', 'EAPI=8\n'),
      {
        'builder-scratch': 'build: overlay own: its content changed',
        base: 'build: overlay own: its content changed',
        ...FAMILY,
      },
    ],
    [
      'the builder of another name',
      changed('other: {', 'other: {make_conf: {CFLAGS: -O1}, '),
      {
        'builder-scratch-other': "build: make_conf.CFLAGS: added, '-O1'",
        lone: "build: builder other: make_conf.CFLAGS: added, '-O1'",
      },
    ],
    [
      'which builder it is',
      changed('builder: other', 'builder: default'),
      { lone: "build: configure_builder added; overlay own: added; make_conf.CFLAGS: added, '-O2'" },
    ],
    [
      'the snapshot',
      async (world) => {
        await putImage(world.registry, 'docker.io/gentoo/portage:20261117');
        await world.write('images.yaml', YAML.replaceAll('portage:20261116', 'portage:20261117'));
      },
      {
        'builder-scratch': 'build: portage: 2026-11-16 -> 2026-11-17',
        'builder-scratch-other': 'build: portage: 2026-11-16 -> 2026-11-17',
        base: 'build: portage: 2026-11-16 -> 2026-11-17',
        ...FAMILY,
        lone: 'build: builder other: portage: 2026-11-16 -> 2026-11-17',
      },
    ],
    [
      'the stage3, of another day',
      (world) => putImage(world.registry, STAGE3, '2026-11-23T01:00:00Z'),
      {
        'builder-scratch': 'build: stage3: 2026-11-16 -> 2026-11-23',
        'builder-scratch-other': 'build: stage3: 2026-11-16 -> 2026-11-23',
        base: 'build: stage3: 2026-11-16 -> 2026-11-23',
        ...FAMILY,
        lone: 'build: builder other: stage3: 2026-11-16 -> 2026-11-23',
      },
    ],
    [
      'a mirror’s source',
      (world) => putImage(world.registry, MIRRORED, '2026-11-23T01:00:00Z'),
      { registry: expect.stringMatching(/^build: source: sha256:[0-9a-f]{12} -> sha256:[0-9a-f]{12}$/) as string },
    ],
    [
      'a test',
      changed('test: /bin/true', 'test: /bin/false'),
      {
        base: 'test: is there, but its tests or its size budget changed',
      },
    ],
    [
      'a size budget',
      changed('test: /bin/true', 'test: /bin/true\n    size_budget: 5MB'),
      {
        base: 'test: is there, but its tests or its size budget changed',
      },
    ],
    ['a tag', changed('tag: "1"', 'tag: "2"'), { lone: 'tag: is there, but 2 names something else or nothing' }],
    ['a new image', changed('images:\n', 'images:\n  - {name: new}\n'), { new: 'build: never built' }],
  ])('%s', async (_, edit, expected) => {
    const world = await started();
    await edit(world);
    expect(await reasons(world)).toEqual(expected);
  });

  test('a hook’s lines are shown, and with what it was compared', async () => {
    const world = await started();
    await changed('rm -rf usr/share/man', 'rm -rf usr/share/info\n        ldconfig')(world);
    const base = (await decided(world)).get('base');
    expect(formatWhy(base ? [base] : [])).toEqual([
      'base: build',
      '  finish_rootfs_build changed',
      '      rm -rf usr/share/doc',
      '    - rm -rf usr/share/man',
      '    + rm -rf usr/share/info',
      '    + ldconfig',
      '  compared with ghcr.io/acme/base:latest',
    ]);
  });

  test('a parent that was rebuilt by another run', async () => {
    const world = await started();
    await changed('usr/share/man', 'usr/share/info')(world);
    const { plan, survey } = await makePlan(world, { ...settings, only: ['base'] });
    await buildTasks(world, workable(survey), plan.levels.flat().filter(isWork));
    expect((await reasons(world)).go).toBe('build: because its parent base was rebuilt since');
  });

  test('a name that was taken away is found by another one; without any, by its content', async () => {
    const world = await started();
    await changed('name: lone, tag: "1"', 'name: lone, tag: "2", env: {A: b}')(world);
    const lone = (await decided(world)).get('lone');
    expect(lone).toMatchObject({ reason: "env.A: added, 'b'", previous: 'ghcr.io/acme/lone:1' });
  });

  test('images of others tell nothing', async () => {
    const world = await fakeWorld(`${YAML.slice(0, YAML.indexOf('images:'))}images: [{name: strange, tag: "3"}]\n`);
    await world.write('overlay/metadata/layout.conf', '');
    await putImage(world.registry, 'ghcr.io/acme/strange:2');
    expect((await reasons(world)).strange).toBe(
      'build: is not there yet, and what was there before is not known: no image there tells what it is made of',
    );
  });

  test('a registry that does not tell makes no plan fail', async () => {
    const world = await started();
    await changed('usr/share/man', 'usr/share/info')(world);
    const stores = world.stores.bind(world);
    world.stores = (...args) => {
      const all = stores(...args);
      const refuse = (): Promise<never> =>
        Promise.reject(Object.assign(new Error('ghcr.io: HTTP 403'), { name: 'RegistryError' }));
      return { ...all, images: { ...all.images, manifest: refuse } };
    };
    expect((await reasons(world)).base).toBe(
      'build: is not there yet, and what was there before is not known: ghcr.io: HTTP 403',
    );
  });

  test('what is all there is not asked about', async () => {
    const world = await started();
    world.asked.splice(0);
    const stores = world.stores.bind(world);
    world.stores = (...args) => {
      const all = stores(...args);
      const never = (): never => {
        throw new Error('asked');
      };
      return { ...all, images: { ...all.images, manifest: never, tags: never, blob: never, referrers: never } };
    };
    expect(await reasons(world)).toEqual({});
    const counts = world.asked.filter((one) => one.startsWith('ghcr.io/acme/base:'));
    expect(counts.sort()).toEqual(['ghcr.io/acme/base:f1', 'ghcr.io/acme/base:f1-passed', 'ghcr.io/acme/base:latest']);
  });
});
