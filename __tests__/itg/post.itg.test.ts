// The action's main step killed or cancelled in the middle of an emerge, then its post step, as the runner does it: the bundles, from
// an empty folder. Nothing of ours is left, what was built is in the cache, and another machine goes on there.

import { spawn } from 'node:child_process';
import { mkdirSync, mkdtempSync, readdirSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, expect, it } from 'vitest';
import { type CacheServer, startCacheServer } from '../fakes/cache-server.ts';
import { parseOutputs } from './github-files.ts';
import { tagsIn } from './registry-view.ts';
import { compiledIn, docker, openRig, type Rig } from './rig.ts';

const ROOT = join(import.meta.dirname, '../..');
const IMAGES = `
- name: base
  build: {packages: [app-misc/compiled, app-misc/patient, app-shells/suite-shell]}
`;

/** What stays on purpose: a later step may keep the logs. */
const LEFT = ['gentoo-image-builder-logs'];

let rig: Rig;
let machines: string;
let server: CacheServer;
beforeEach(async () => {
  rig = openRig();
  rig.images(IMAGES);
  machines = mkdtempSync(join(tmpdir(), 'gib-machines-'));
  server = await startCacheServer();
});
afterEach(async () => {
  rig.close();
  await server.close();
  rmSync(machines, { recursive: true, force: true });
});

/** One runner: its folders and files. The engine is the suite's. */
function openMachine(name: string) {
  const at = (part: string): string => join(machines, name, part);
  // The same path on every runner of a kind, as GitHub's are: the cache knows files by it.
  const temp = join(machines, 'temp');
  mkdirSync(temp, { recursive: true });
  for (const part of ['work', 'home']) mkdirSync(at(part), { recursive: true });
  for (const part of ['output', 'summary', 'state']) writeFileSync(at(part), '');
  writeFileSync(at('event.json'), JSON.stringify({ repository: { default_branch: 'main' } }));
  const env = {
    PATH: process.env.PATH ?? '',
    ...(process.env.DOCKER_HOST !== undefined && { DOCKER_HOST: process.env.DOCKER_HOST }),
    HOME: at('home'),
    ...server.env,
    RUNNER_TEMP: temp,
    GITHUB_ACTIONS: 'true',
    GITHUB_WORKSPACE: rig.folder,
    GITHUB_OUTPUT: at('output'),
    GITHUB_STEP_SUMMARY: at('summary'),
    GITHUB_STATE: at('state'),
    GITHUB_EVENT_PATH: at('event.json'),
    GITHUB_EVENT_NAME: 'push',
    GITHUB_REF: 'refs/heads/main',
    'INPUT_WORKING-DIRECTORY': rig.folder,
  };
  return {
    temp,
    distfiles: join(at('home'), '.cache/gentoo-image-builder/distfiles'),
    outputs: () => parseOutputs(at('output')),
    async run(
      bundle: 'index.js' | 'post.js',
      inputs: Record<string, string>,
      end?: { at: RegExp; by: NodeJS.Signals },
    ) {
      const state = [...parseOutputs(at('state'))].map(([key, value]) => [`STATE_${key}`, value]);
      const given = Object.entries(inputs).map(([key, value]) => [`INPUT_${key.toUpperCase()}`, value]);
      const node = join(ROOT, 'node_modules/node/bin/node');
      const child = spawn(node, [join(ROOT, 'dist', bundle)], {
        cwd: at('work'),
        env: { ...env, ...Object.fromEntries([...state, ...given]) } as NodeJS.ProcessEnv,
      });
      let log = '';
      let asked = false;
      const hear = (chunk: Buffer): void => {
        log += String(chunk);
        // Once: who is asked twice ends at once.
        if (!asked && end?.at.test(log)) asked = child.kill(end.by);
      };
      child.stdout.on('data', hear);
      child.stderr.on('data', hear);
      const code = await new Promise<number | null>((resolve) => child.once('close', resolve));
      return { code, log, lines: log.split('\n').map((line) => line.replace(/^\| /, '')) };
    },
  };
}

const containers = (): string => docker('ps', '--all', '--format', '{{.Names}}', '--filter', 'name=gib-');

it.each<[string, NodeJS.Signals, number | null]>([
  ['killed', 'SIGKILL', null],
  // As GitHub does when somebody cancels a run.
  ['cancelled', 'SIGINT', 130],
])('keeps what was built, and leaves nothing behind, when it was %s', async (_words, by, code) => {
  const planner = openMachine('plan');
  await planner.run('index.js', { mode: 'plan', outputs: 'matrix' });
  await planner.run('post.js', {});
  expect(readdirSync(planner.temp)).toEqual([]);
  const pins = planner.outputs().get('pins') ?? '';
  const { include } = JSON.parse(planner.outputs().get('matrix') ?? '{}') as { include: { name: string }[] };
  const jobOf = (name: string): Record<string, string> => {
    return { mode: 'build', pins, job: JSON.stringify(include.find((row) => row.name === name)) };
  };
  const first = openMachine('first');
  const scratch = await first.run('index.js', jobOf('builder-scratch'));
  expect(scratch.code, scratch.log).toBe(0);
  await first.run('post.js', jobOf('builder-scratch'));

  const victim = openMachine('killed');
  const killed = await victim.run('index.js', jobOf('base'), { at: /Emerging \(\d of 3\) app-misc\/patient/, by });
  expect(killed.code, killed.log).toBe(code);
  // Who is asked to end removes them himself.
  if (code === null) expect(containers()).toMatch(/^gib-base-/m);
  const post = await victim.run('post.js', jobOf('base'));
  expect(post.code, post.log).toBe(0);
  expect(containers()).toBe('');
  expect(readdirSync(first.temp)).toEqual(LEFT);
  expect(post.log).toMatch(/base: \d+ files of packages for the cache/);
  expect(await tagsIn(`${rig.prefix ?? ''}/base`)).toEqual([]);

  const second = openMachine('second');
  mkdirSync(second.distfiles, { recursive: true });
  writeFileSync(join(second.distfiles, 'patient'), '');
  const built = await second.run('index.js', jobOf('base'));
  expect(built.code, built.log).toBe(0);
  const index = Number(/Emerging \((\d) of 3\) app-misc\/patient/.exec(killed.log)?.[1]);
  expect(built.log).toMatch(/base: \d+ files of packages from the cache/);
  expect(compiledIn({ code: 0, printed: '', results: [], lines: built.lines })).toHaveLength(4 - index);
  expect((await second.run('post.js', jobOf('base'))).code).toBe(0);
  expect(readdirSync(second.temp)).toEqual(LEFT);
});
