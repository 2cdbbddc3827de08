import { resolve } from 'node:path/posix';
import { expect, test } from 'vitest';
import { makePlan, type PlanSettings } from '../../src/commands/plan.ts';
import { NO_PINS } from '../../src/core/pins.ts';
import { fakeWorld, type FakeWorld, TOP } from '../fakes/world.ts';

const YAML = `${TOP.replace('default: {', 'default: {overlays: [{name: own, path: ./overlay/}], ')}  other: ${
  /default: (.*)/.exec(TOP)?.[1] ?? ''
}
images:
  - {name: base, build: {add: [{path: files, dest: /etc/x}]}}
  - {name: go, requires: base, build: {finish_rootfs_build: echo one}}
  - {name: hydra, requires: go}
  - {name: lone, builder: other, test: {script: check.sh}}
  - {name: certificates, type: script, tag: "1", command: make, inputs: ["certs/**"]}
`;

const settings: PlanSettings = {
  ...{ imagesFile: 'images.yaml', registry: undefined, pins: NO_PINS, push: true, name: true },
  rebuild: 'changed',
  only: [],
  exclude: [],
  changedSince: 'main',
};

/** A work tree where these paths differ from the revision, in which the images file was this. */
async function changed(paths: readonly string[], before: string | undefined = YAML, now = YAML): Promise<FakeWorld> {
  const world = await fakeWorld(now);
  for (const path of ['files/a', 'overlay/metadata/layout.conf', 'check.sh', 'certs/a.pem'])
    await world.write(path, '');
  world.changedSince = (folder, revision) => {
    expect([folder, revision]).toEqual([world.folder, 'main']);
    return Promise.resolve({
      paths: paths.map((path) => resolve(world.folder, path)),
      readOld: (path) => Promise.resolve(path === resolve(world.folder, 'images.yaml') ? before : undefined),
    });
  };
  return world;
}

async function looked(world: FakeWorld, own: Partial<PlanSettings> = {}): Promise<string> {
  const { plan } = await makePlan(world, { ...settings, ...own });
  const work = [...plan.decisions.values()].filter(({ node, do: what }) => what === 'build' && node.kind !== 'builder');
  return work.map(({ node }) => node.label).join(' ');
}

const ALL = 'base lone certificates go hydra';
const IMAGES = ['images.yaml'];

test.each<[string, readonly string[], string | undefined, string]>([
  ['nothing', [], YAML, ''],
  ['a file of nobody', ['README.md', 'filesystem', '../files/a'], YAML, ''],
  ['an added file', ['files/deep/a'], YAML, 'base go hydra'],
  ['a file of a test', ['check.sh'], YAML, 'lone'],
  ['an input of a script', ['certs/x/b.pem'], YAML, 'certificates'],
  ['a file of an overlay', ['overlay/a/b/b-1.ebuild'], YAML, 'base go hydra'],
  ['a comment in the images file', IMAGES, `# old\n${YAML}`, ''],
  ['a hook in the images file', IMAGES, YAML.replace('echo one', 'echo two'), 'base go hydra'.slice(5)],
  ['a tag', IMAGES, YAML.replace('name: lone,', 'name: lone, tag: "7",'), 'lone'],
  ['a parent', IMAGES, YAML.replace('hydra, requires: go', 'hydra, requires: base'), 'hydra'],
  ['a builder', IMAGES, YAML.replace('other: {', 'other: {make_conf: {A: b}, '), 'lone'],
  ['an image that is new', IMAGES, YAML.replace(/ {2}- \{name: lone.*\n/, ''), 'lone'],
  ['an images file that was not there', IMAGES, undefined, ALL],
  ['an images file with mistakes', IMAGES, 'images: 7\n', ALL],
  ['the lock', ['images.lock.yaml'], YAML, ALL],
])('%s', async (_, paths, before, expected) => {
  const world = await changed(paths, before);
  if (before === undefined) {
    const given = world.changedSince.bind(world);
    world.changedSince = async (...words) => {
      const changes = await given(...words);
      return typeof changes === 'string' ? changes : { ...changes, readOld: () => Promise.resolve(undefined) };
    };
  }
  // What is looked at brings what it needs along: these are built in any case.
  const needs = { hydra: 'base go ', 'go hydra': 'base ' }[expected] ?? '';
  expect((await looked(world)).split(' ').sort()).toEqual(`${needs}${expected}`.split(' ').sort());
});

test('what is left out stays out', async () => {
  expect(await looked(await changed(['check.sh', 'certs/a']), { only: ['lone'] })).toBe('lone');
  expect(await looked(await changed(['check.sh', 'certs/a']), { exclude: ['lone'] })).toBe('certificates');
});

test('a revision that git does not know is a mistake, with what helps', async () => {
  const world = await changed([]);
  world.changedSince = () => Promise.resolve("there is no revision 'main'");
  await expect(looked(world)).rejects.toMatchObject({
    problems: [
      {
        message: "changed-since: there is no revision 'main'",
        hint: 'a checkout brings one commit only: `fetch-depth: 0` brings all of them',
      },
    ],
  });
});
