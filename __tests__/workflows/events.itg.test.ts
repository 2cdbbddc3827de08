// Twelve events, from their payloads on: what a run of the reusable workflow writes under content tags and human tags, and
// what it writes into GitHub's cache, is what the README's table says. Builds record; plan, registry, post steps and the
// cache's client are real.

import { randomBytes } from 'node:crypto';
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, expect, inject, it } from 'vitest';
import { openHttp } from '../../src/adapters/http.ts';
import { openRegistry } from '../../src/adapters/registry.ts';
import type { Json } from '../../src/core/canonical.ts';
import type { ImageStore } from '../../src/core/image-store.ts';
import type { PushInput } from '../../src/core/push-policy.ts';
import { startCacheServer } from '../fakes/cache-server.ts';
import { putImage } from '../fakes/world.ts';
import { tagsIn } from '../itg/registry-view.ts';
import { chainOf, imagesFile } from './dags.ts';
import { recording } from './programs.ts';
import { openScene } from './scene.ts';

let host: string;
let registry: ImageStore;
let data: string;
beforeAll(async () => {
  host = inject('registry');
  registry = openRegistry({
    send: openHttp({ access: () => ({}) }),
    access: () => ({}),
    credentials: () => Promise.resolve(undefined),
    clock: { now: Date.now, sleep: () => Promise.resolve() },
  });
  for (const name of ['gentoo/stage3:recorded', 'gentoo/portage:20261116']) await putImage(registry, `${host}/${name}`);
  data = mkdtempSync(join(tmpdir(), 'gib-events-'));
  process.env.XDG_DATA_HOME = data;
});
afterAll(() => {
  rmSync(data, { recursive: true, force: true });
});

const repository = { full_name: 'acme/images', default_branch: 'main' };
const pull = (from: string): Record<string, Json> => ({
  repository,
  pull_request: { number: 7, head: { sha: 'd'.repeat(40), repo: { full_name: from } } },
});
const after = (from: string): Record<string, Json> => ({
  repository,
  workflow_run: { head_sha: 'd'.repeat(40), head_repository: { full_name: from } },
});

const ALL = { content: true, names: true, caches: 'write' };
const NOTHING = { content: false, names: false, caches: 'read' };
const REFUSED = 'refused';

type Case = readonly [
  what: string,
  event: string,
  ref: string,
  payload: Record<string, Json>,
  push: PushInput,
  expected: typeof ALL | typeof NOTHING | typeof REFUSED,
  checkedOut: 'base' | 'head',
];

const CASES: readonly Case[] = [
  ['a push to the default branch', 'push', 'refs/heads/main', { repository }, 'auto', ALL, 'base'],
  ['a push to another branch', 'push', 'refs/heads/other', { repository }, 'auto', NOTHING, 'base'],
  ['a push of a tag', 'push', 'refs/tags/v1', { repository }, 'auto', ALL, 'base'],
  ['a schedule', 'schedule', 'refs/heads/main', { schedule: '0 3 * * 1' }, 'auto', ALL, 'base'],
  ['a dispatch', 'workflow_dispatch', 'refs/heads/main', { repository }, 'auto', ALL, 'base'],
  ['a pull request', 'pull_request', 'refs/pull/7/merge', pull('acme/images'), 'auto', NOTHING, 'base'],
  ['a fork’s pull request', 'pull_request', 'refs/pull/7/merge', pull('fork/images'), 'true', NOTHING, 'base'],
  [
    'pull_request_target, the base',
    'pull_request_target',
    'refs/heads/main',
    pull('fork/images'),
    'true',
    NOTHING,
    'base',
  ],
  [
    'pull_request_target, the head',
    'pull_request_target',
    'refs/heads/main',
    pull('fork/images'),
    'true',
    REFUSED,
    'head',
  ],
  ['workflow_run after a fork’s', 'workflow_run', 'refs/heads/main', after('fork/images'), 'true', NOTHING, 'base'],
  ['a merge group', 'merge_group', 'refs/heads/gh-readonly-queue/main/pr-7', { repository }, 'auto', NOTHING, 'base'],
  ['a release', 'release', 'refs/tags/v1', { repository }, 'auto', ALL, 'base'],
  ['a dispatch that says no', 'workflow_dispatch', 'refs/heads/main', { repository }, 'false', NOTHING, 'base'],
];

it.each<Case>([...CASES])('%s', async (_what, name, ref, payload, push, expected, checkedOut) => {
  const path = `e${randomBytes(4).toString('hex')}`;
  const builds = recording(registry);
  const cache = await startCacheServer();
  const scene = openScene({
    ...{ runAction: builds.runAction, runtime: cache.env },
    checkedOut: (checkedOut === 'base' ? 'c' : 'd').repeat(40),
  });
  try {
    scene.write('images.yaml', imagesFile(host, path, chainOf(2)).replace('stage3:latest', 'stage3:recorded'));
    const run = await scene.run(caller(push), { name, ref, payload });
    const log = scene.seen.map((step) => step.log).join('\n');
    if (expected === REFUSED) {
      expect(run.result).toBe('failure');
      expect(log).toContain(`${name} runs with a token that may write, but what is checked out comes from a fork`);
      expect(builds.built).toEqual([]);
      return;
    }
    expect(run.result, log).toBe('success');
    // All is built in any case: a pull request is checked, too.
    expect(builds.built).toEqual(['builder-scratch', 'i0', 'i1']);
    const tags = [...(await tagsIn(`${host}/${path}/i0`)), ...(await tagsIn(`${host}/${path}/i1`))];
    expect(scene.posts.filter(({ code }) => code !== 0)).toEqual([]);
    const caches = cache.entries.length > 0 ? 'write' : 'read';
    const seen = { content: tags.some((tag) => tag.startsWith('f1-')), names: tags.includes('1'), caches };
    expect(seen).toEqual(expected);
  } finally {
    scene.close();
    await cache.close();
  }
});

it('a pull request with push: pr writes below its number, and nowhere else', async () => {
  const path = `e${randomBytes(4).toString('hex')}`;
  const builds = recording(registry);
  const cache = await startCacheServer();
  const scene = openScene({ runAction: builds.runAction, runtime: cache.env });
  try {
    scene.write('images.yaml', imagesFile(host, path, chainOf(2)).replace('stage3:latest', 'stage3:recorded'));
    const event = { name: 'pull_request', ref: 'refs/pull/7/merge', payload: pull('acme/images') };
    const run = await scene.run(caller('pr'), event);
    expect(run.result, scene.seen.map((step) => step.log).join('\n')).toBe('success');
    expect(await tagsIn(`${host}/${path}/pr-7/i1`)).toContain('1');
    expect(await tagsIn(`${host}/${path}/i1`)).toEqual([]);
    expect(cache.entries).toEqual([]);
  } finally {
    scene.close();
    await cache.close();
  }
});

function caller(push: PushInput): string {
  return `name: images
on: push
permissions: {}
jobs:
  images:
    uses: org/gentoo-image-builder/.github/workflows/images.yml@v1
    permissions:
      contents: read
      packages: write
    with:
      push: '${push}'
`;
}
