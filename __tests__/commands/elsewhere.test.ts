// The same commit on another machine is the same plan: in another path, time zone, locale and umask, with line ends that
// git changes on checkout.

import { execFileSync } from 'node:child_process';
import { readFileSync, statSync } from 'node:fs';
import { join } from 'node:path';
import { expect, test } from 'vitest';
import { buildTasks } from '../../src/commands/build.ts';
import { makePlan, type PlanSettings } from '../../src/commands/plan.ts';
import type { World } from '../../src/commands/world.ts';
import { NO_PINS } from '../../src/core/pins.ts';
import { isWork } from '../../src/core/plan.ts';
import { memoryStore } from '../fakes/memory-store.ts';
import { fakeWorld, TOP } from '../fakes/world.ts';

const YAML = `include: [more.yaml]
${TOP.replace('default: {', 'default: {overlays: [{name: own, path: overlay}], ')}images:
  - name: base
    build:
      environment: {I: "ı", i: "İ", Z: "ä", _a: "1"}
      finish_rootfs_build: |
        echo one
        echo two
      add: [{path: files, dest: /etc/files}]
    test: [/bin/true]
`;
const MORE = `images:
  - {name: go, requires: base, build: {packages: [dev-lang/go, app-misc/x]}}
`;

const settings: PlanSettings = {
  ...{ imagesFile: 'images.yaml', registry: undefined, pins: NO_PINS, push: true, name: true },
  rebuild: 'changed',
  only: [],
  exclude: [],
};

function git(folder: string, ...words: string[]): void {
  const env = { ...process.env, GIT_CONFIG_GLOBAL: '/dev/null', GIT_CONFIG_NOSYSTEM: '1' };
  execFileSync('git', ['-C', folder, '-c', 'user.name=x', '-c', 'user.email=x@example.com', ...words], {
    env,
    stdio: 'ignore',
  });
}

async function planned(world: World) {
  const made = await makePlan(world, settings);
  const tasks = made.plan.levels.flat().filter(isWork);
  return { ...made, tasks: tasks.map(({ node, fingerprint, do: what }) => ({ node, fingerprint, do: what })) };
}

test('a plan right after a run builds nothing', async () => {
  const store = memoryStore();
  const here = await fakeWorld(YAML, undefined, store);
  await here.write('more.yaml', MORE);
  await here.write('.gitattributes', 'files/** -text\noverlay/** -text\n');
  await here.write('files/run', '#!/bin/sh\necho run\n');
  await here.write('overlay/metadata/layout.conf', 'masters = gentoo\n');
  execFileSync('chmod', ['+x', join(here.folder, 'files/run')]);
  git(here.folder, 'init', '-q');
  git(here.folder, 'add', '.');
  git(here.folder, 'commit', '-qm', 'one');
  const { survey, tasks } = await planned(here);
  expect(tasks).toHaveLength(3);
  const results = await buildTasks(here, survey, tasks);
  expect(results.map(({ status }) => status)).toEqual(['built', 'built', 'built']);
  expect((await planned(here)).tasks).toEqual([]);

  const there = await fakeWorld('', undefined, store, false);
  const folder = join(there.folder, 'another path', 'ü');
  const { TZ, LC_ALL } = process.env;
  const mask = process.umask(0o077);
  Object.assign(process.env, { TZ: 'Pacific/Kiritimati', LC_ALL: 'tr_TR.UTF-8' });
  try {
    git(here.folder, '-c', 'core.autocrlf=true', 'clone', '-q', '-c', 'core.autocrlf=true', here.folder, folder);
    // It would prove nothing if the checkout were the same.
    expect(readFileSync(join(folder, 'images.yaml'), 'utf8')).toContain('echo one\r\n');
    expect(readFileSync(join(folder, 'more.yaml'), 'utf8')).toContain('\r\n');
    expect(statSync(join(folder, 'files/run')).mode & 0o777).toBe(0o700);
    const again = await planned({ ...there, folder });
    expect(again.tasks).toEqual([]);
    expect([...again.survey.prints.values()]).toEqual([...survey.prints.values()]);
  } finally {
    process.umask(mask);
    Object.assign(process.env, { TZ, LC_ALL });
    if (TZ === undefined) delete process.env.TZ;
    if (LC_ALL === undefined) delete process.env.LC_ALL;
  }
});
