// `cache: registry`, against a real one: what another machine finds there, and what becomes of it when somebody changed it.

import { existsSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { afterAll, beforeAll, expect, it } from 'vitest';
import { type FaultBench, type FaultRig, openFaultBench } from './fault-rig.ts';
import { compiledIn, docker, expectBuilt, mergedIn, ownPackages, type Outcome } from './rig.ts';

let bench: FaultBench;
let rig: FaultRig;
beforeAll(async () => {
  bench = await openFaultBench();
  rig = bench.open();
});
afterAll(async () => {
  await bench.close();
});

/** A package, and a hook that fetches a distfile where none is there. */
const IMAGES = `
- name: base
  build:
    packages: [app-shells/suite-shell, app-misc/compiled]
    cmd: [one]
    configure_builder: |
      [[ -e $DISTDIR/source-1.tar ]] || { echo "fetching source"; echo source >"$DISTDIR/source-1.tar"; }
`;
let count = 0;

/** Builds another version of the image on a machine that has nothing of the last one. */
async function buildElsewhere(...options: string[]): Promise<Outcome> {
  rmSync(join(rig.folder, 'cache'), { recursive: true, force: true });
  rig.images(IMAGES.replace('one', `v${++count}`));
  const outcome = await rig.run('build', '--all', '--json', '--cache', 'registry', ...options);
  expectBuilt(outcome);
  return outcome;
}

const FETCHING = 'fetching source';

/** The cached files of a kind, as the registry has them on its disk, with the name that each was kept under. */
function cached(): Map<string, string> {
  const [blobs, tags] = ['blobs', `repositories/${rig.path}/cache/_manifests/tags`].map((part) =>
    join(bench.registry.data, 'docker/registry/v2', part),
  );
  const pathOf = (digest: string): string => join(blobs ?? '', 'sha256', digest.slice(7, 9), digest.slice(7), 'data');
  const found = new Map<string, string>();
  for (const tag of readdirSync(tags ?? '')) {
    const digest = readFileSync(join(tags ?? '', tag, 'current/link'), 'utf8');
    const { layers } = JSON.parse(readFileSync(pathOf(digest), 'utf8')) as {
      layers: { digest: string; annotations: Record<string, string> }[];
    };
    for (const layer of layers) {
      found.set(layer.annotations['org.opencontainers.image.title'] ?? '', pathOf(layer.digest));
    }
  }
  return found;
}

/** Other bytes, as many as before. */
function tamper(name: RegExp): string {
  const [path, file] = [...cached()].find(([one]) => name.test(one)) ?? [];
  if (path === undefined || file === undefined || !existsSync(file)) throw new Error(`nothing is cached as ${name}`);
  const bytes = readFileSync(file);
  writeFileSync(file, bytes.fill(0x58, 0, Math.min(64, bytes.length)));
  return path;
}

it('gives another machine what was built, and what was fetched', async () => {
  const first = await buildElsewhere();
  expect(compiledIn(first)).toContain('app-misc/compiled-1');
  expect(first.lines).toContain(FETCHING);
  const second = await buildElsewhere();
  expect(compiledIn(second)).toEqual([]);
  expect(new Set(mergedIn(second))).toEqual(new Set(mergedIn(first)));
  expect(second.lines).not.toContain(FETCHING);
  expect(second.lines.filter((line) => line.endsWith(' from the cache'))).toHaveLength(2);
});

it('is not written where nothing is pushed', async () => {
  const before = cached();
  rig.images(IMAGES.replace('one', 'unpushed').replace('source-1.tar', 'source-2.tar'));
  expectBuilt(await rig.run('build', '--all', '--json', '--cache', 'registry', '--push', 'false'));
  expect(cached()).toEqual(before);
});

it('a tampered package is refused, and compiled anew; what was kept then is right again', async () => {
  const path = tamper(/compiled-1/);
  const outcome = await buildElsewhere();
  expect(outcome.lines).toContain(
    `warning: base: the cached package ${path} is not what was kept; it is refused, and compiled anew`,
  );
  expect(compiledIn(outcome)).toEqual(['app-misc/compiled-1']);
});

it('a tampered distfile is refused, and fetched anew', async () => {
  const path = tamper(/source-1/);
  const outcome = await buildElsewhere();
  expect(outcome.lines).toContain(
    `warning: base: the cached distfile ${path} is not what was kept; it is refused, and fetched anew`,
  );
  expect(outcome.lines).toContain(FETCHING);
});

it('gives an image on another builder the state of its ancestors, without the builder of its parent', async () => {
  const images = (version: number): void => {
    rig.images(`
- {name: base, build: {packages: [app-shells/suite-shell]}}
- {name: child, requires: base, builder: other, build: {packages: [app-misc/hello], cmd: [v${version}]}}
`);
    const text = readFileSync(join(rig.folder, 'images.yaml'), 'utf8');
    const other = '  other: {extends: default, configure_builder: "true"}';
    rig.write('images.yaml', text.replace(/^images:$/m, `${other}\nimages:`));
  };
  const build = async (version: number): Promise<Outcome> => {
    rmSync(join(rig.folder, 'cache'), { recursive: true, force: true });
    images(version);
    const outcome = await rig.run('build', '--all', '--json', '--cache', 'registry');
    expectBuilt(outcome);
    return outcome;
  };
  const held = (): string[] =>
    docker('images', '--format', '{{.Repository}}:{{.Tag}}')
      .split('\n')
      .filter((one) => one.startsWith(`${rig.prefix ?? ''}/builder-base:`));
  const first = await build(1);
  expect(first.lines).toContain('base: 1 files of states for the cache');
  docker('image', 'rm', '--force', ...held());
  const second = await build(2);
  expect(second.lines).toContain('base: 1 files of states from the cache');
  expect(held()).toEqual([]);
  expect(ownPackages(second, 'child')).toEqual(ownPackages(first, 'child'));
  const path = tamper(/state\.tar/);
  const third = await build(3);
  expect(third.lines).toContain(
    `warning: base: the cached state ${path} is not what was kept; it is refused, and taken out of the builder anew`,
  );
  expect(held()).toHaveLength(1);
  expect(ownPackages(third, 'child')).toEqual(ownPackages(first, 'child'));
});
