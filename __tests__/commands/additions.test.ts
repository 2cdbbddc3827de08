// What is added to an image, as it lies in the job's folder when its container starts.

import { createHash } from 'node:crypto';
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { expect, test } from 'vitest';
import { buildTasks } from '../../src/commands/build.ts';
import { makePlan } from '../../src/commands/plan.ts';
import { NO_PINS } from '../../src/core/pins.ts';
import { isWork } from '../../src/core/plan.ts';
import type { BuildResult } from '../../src/core/result.ts';
import { fakeWorld, type FakeWorld, TOP } from '../fakes/world.ts';

const sum = (text: string): string => createHash('sha256').update(text).digest('hex');
const COMMIT = 'c'.repeat(40);
const MOVED = 'd'.repeat(40);

const yaml = (add: string): string => `${TOP}images:
  - {name: base, latest: false, build: {packages: sys-apps/baselayout}}
  - {name: lib, build: {packages: dev-libs/lib}}
  - name: app
    requires: [base, lib]
    build: {add: [${add}]}
`;

async function build(world: FakeWorld): Promise<BuildResult[]> {
  const { plan, survey } = await makePlan(world, {
    ...{ imagesFile: 'images.yaml', registry: undefined, pins: NO_PINS, push: true, name: true },
    ...{ rebuild: 'changed' as const, only: [], exclude: [] },
  });
  world.events.splice(0);
  const tasks = plan.levels.flat().filter(isWork);
  return await buildTasks(
    world,
    survey,
    tasks.map(({ node, fingerprint, do: what }) => ({ node, fingerprint, do: what })),
  );
}

/** What was got, in order. */
const got = ({ events }: FakeWorld): string[] => events.filter((event) => /^(download|checkout|copy) /.test(event));

test('is fetched once; the list says what goes where', async () => {
  const world = await fakeWorld(
    yaml(`
      {path: site, dest: /site},
      {url: "https://example.org/a.txt?x=1", sha256: ${sum('a')}, dest: /opt/, to: target},
      {git: "https://example.org/a.git", ref: main, dest: /src},
      {git: "https://example.org/a.git", ref: ${COMMIT}, dest: /src2},
      {image: lib, src: /usr/include, dest: /inc, from: builder},
      {image: lib, src: /usr/lib, dest: /lib2}`),
  );
  await world.write('site/index.html', 'index');
  world.served.set('https://example.org/a.txt?x=1', 'a');
  world.revisions.set('https://example.org/a.git#main', MOVED);
  world.commits.set(MOVED, 'moved').set(COMMIT, 'commit');
  world.inside.set('/usr/include', 'tar');
  const found: Record<string, string> = {};
  world.jobs.set('app', {
    look: (folder) => {
      const read = (path: string): string => readFileSync(join(folder, path), 'utf8');
      found.list = read('add.list').replaceAll('\0', ' ');
      for (const path of ['0/content/index.html', '1/content', '2/content/file', '3/content/file', '4/content.tar']) {
        found[path] = read(`add/${path}`);
      }
      found.layers = read('add/5/layers.list');
    },
  });
  const results = await build(world);
  expect(results.at(-1)).toMatchObject({ image: 'app', status: 'built' });
  expect(found).toEqual({
    list: [
      '0 builder content site /site 1 target content https://example.org/a.txt /opt/',
      '2 builder content https://example.org/a.git /src 3 builder content https://example.org/a.git /src2',
      '4 builder archive /usr/include /inc 5 builder layers /usr/lib /lib2 ',
    ].join(' '),
    '0/content/index.html': 'index',
    '1/content': 'a',
    '2/content/file': 'moved',
    '3/content/file': 'commit',
    '4/content.tar': 'tar',
    layers: '000.tar\n',
  });
  expect(got(world)).toEqual([
    'checkout https://example.org/a.git ddddddd',
    'checkout https://example.org/a.git ccccccc',
    'download https://example.org/a.txt?x=1',
    'copy /var/lib/gentoo-image-builder/state/pruned/usr/include of @digest',
    'copy /usr/include of @digest',
  ]);

  // A file whose bytes the cache has is not fetched again; the cache is believed no more than the server.
  const fetched = (): number => got(world).filter((event) => event.startsWith('download')).length;
  await world.write('site/index.html', 'other');
  await build(world);
  expect(fetched()).toBe(0);
  await world.files.writeText(join(world.cache, 'downloads', `sha256-${sum('a')}`), 'tampered');
  await world.write('site/index.html', 'third');
  expect((await build(world)).at(-1)?.status).toBe('built');
  expect(fetched()).toBe(1);
  expect(found['1/content']).toBe('a');
});

test.each([
  [
    `{url: "https://example.org/a", sha256: ${sum('a')}, dest: /a}`,
    'https://example.org/a has another checksum than the images file says',
  ],
  [
    `{url: "https://example.org/none", sha256: ${sum('a')}, dest: /a}`,
    'https://example.org/none: example.org: it has no such file (404)',
  ],
  [`{git: "https://example.org/a.git", ref: ${COMMIT}, dest: /a}`, `https://example.org/a.git has no commit ${COMMIT}`],
  [
    '{image: lib, src: /none, dest: /a, from: builder}',
    'there is no /none in the builder of lib, nor was it pruned from its root',
  ],
])('what is not there fails the image: %s', async (add, reason) => {
  const world = await fakeWorld(yaml(add));
  world.served.set('https://example.org/a', 'b');
  const result = (await build(world)).at(-1);
  expect(result?.failure).toMatchObject({ phase: 'add', reason, place: { line: 9 } });
  expect(result?.status).toBe('failed');
});

test('a branch that is not there is said before anything is built', async () => {
  const world = await fakeWorld(yaml('{git: "https://example.org/a.git", ref: main, dest: /src}'));
  await expect(build(world)).rejects.toMatchObject({
    problems: [{ message: "https://example.org/a.git has no branch and no tag 'main'", place: { line: 9 } }],
  });
  expect(world.events).toEqual([]);
});
