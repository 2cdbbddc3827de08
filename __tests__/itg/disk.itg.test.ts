// A disk that is full, or will be: figures before anything is fetched, and a clean end where it ran out after all.

import { execFileSync } from 'node:child_process';
import { mkdirSync, readdirSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import type { BuildResult } from '../../src/core/result.ts';
import { type FaultBench, type FaultRig, openFaultBench } from './fault-rig.ts';
import { manifestOf, tagsIn } from './registry-view.ts';
import { docker, expectBuilt } from './rig.ts';

const BASE = `
- name: base
  tag: "1"
  build: {packages: [app-shells/suite-shell]}
  test: [/bin/suite-shell, -c, 'true']
`;

let bench: FaultBench;
let rig: FaultRig;
let mounted: string;
/** Kilobytes of the image's layer, which is another size on every stage3. */
let layer: number;
beforeAll(async () => {
  bench = await openFaultBench();
  const whole = bench.open();
  whole.images(BASE);
  expectBuilt(await whole.build());
  const { manifest } = await manifestOf(`${bench.registry.host}/${whole.path}/base:1`);
  layer = Math.round((manifest.layers[0]?.size ?? 0) / 1000);
  whole.close();
});
beforeEach(() => {
  rig = bench.open();
  mounted = join(rig.folder, 'small');
});
afterEach(() => {
  execFileSync('umount', ['--lazy', mounted], { stdio: 'ignore' });
  rig.close();
});
afterAll(() => bench.close());

/** A file system of so many kilobytes, and inodes, for the job's temporary folder. */
function mountSmall(kilobytes: number, inodes?: number): Record<string, string> {
  const image = join(rig.folder, 'small.img');
  mkdirSync(mounted);
  execFileSync('truncate', ['--size', `${kilobytes}K`, image]);
  const few = inodes === undefined ? [] : ['-N', String(inodes)];
  execFileSync('mkfs.ext4', ['-q', '-m', '0', '-O', '^has_journal', ...few, image]);
  execFileSync('mount', ['-o', 'loop', image, mounted]);
  return { TMPDIR: mounted, RUNNER_TEMP: mounted };
}

const resultOf = (out: string, name: string): BuildResult | undefined =>
  (JSON.parse(out) as BuildResult[]).find(({ image }) => image === name);
// Logs are to be read afterwards.
const left = (): string[] =>
  readdirSync(mounted).filter((name) => name !== 'lost+found' && name !== 'gentoo-image-builder-logs');
const tags = (name: string): Promise<string[]> => tagsIn(`${bench.registry.host}/${rig.path}/${name}`);

describe('a temporary folder that is too small', () => {
  it.each<[string, () => number, number | undefined, string, string]>([
    ['for what the container needs', () => 128, 64, 'builder-scratch', ''],
    ['for the layer', () => layer - 60, undefined, 'base', 'No space left on device'],
    // It has room for the layer, and not for a second one.
    ['for the image of the test', () => Math.round(layer * 1.05) + 260, undefined, 'base', 'the disk is full (ENOSPC)'],
  ])('%s: fails with figures, no tag, nothing left', async (_name, kilobytes, inodes, image, words) => {
    rig.images(BASE);
    const env = mountSmall(kilobytes(), inodes);
    const { code, out, log } = await rig.spawnWith(env, 'build', '--all', '--json').ended;
    expect({ code, log }).toMatchObject({ code: 1 });
    const failed = resultOf(out, image);
    expect(failed?.status).toBe('failed');
    expect(failed?.failure?.reason).toContain(words);
    expect(failed?.failure?.reason).toMatch(/; \d{1,3}(\.\d)? k?B of [\d.]+ [kM]B are free at \S+\/small, /);
    expect((await tags('base')).filter((tag) => !tag.endsWith('-untested'))).toEqual([]);
    expect(left()).toEqual([]);
  });

  it('for so many files: says that it is these, with figures', async () => {
    rig.images(BASE);
    const { code, out, log } = await rig.spawnWith(mountSmall(8000, 24), 'build', '--all', '--json').ended;
    expect({ code, log }).toMatchObject({ code: 1 });
    const failed = resultOf(out, 'builder-scratch');
    expect(failed?.status).toBe('failed');
    expect(failed?.failure?.reason).toMatch(
      /^the disk is full \(ENOSPC\); [\d.]+ MB of [\d.]+ MB, but only 0 of \d+ inodes are free at \S+\/small, /,
    );
    expect(await tags('builder-scratch')).toEqual([]);
    expect(left()).toEqual([]);
  });

  it('for the parent’s layers: says so before it fetches any', async () => {
    rig.images(BASE);
    expectBuilt(await rig.build());
    rig.images(`${BASE}\n- {name: child, requires: base, tag: "1", build: {packages: [app-misc/hello]}}\n`);
    const env = mountSmall(4000);
    writeFileSync(join(mounted, 'filler'), Buffer.alloc(1_500_000));
    bench.proxy.script();
    const { code, out } = await rig.spawnWith(env, 'build', '--all', '--json').ended;
    expect(code).toBe(1);
    const reason = resultOf(out, 'child')?.failure?.reason ?? '';
    expect(reason).toMatch(
      /^there is not enough room: \S+\/small: [\d.]+ [kM]B are needed \(3\.5 times the [\d.]+ [kM]B to fetch\), [\d.]+ [kM]B are free$/,
    );
    expect(bench.proxy.writes()).toEqual([]);
    const layers = bench.proxy.seen.filter(({ method, path }) => method === 'GET' && path.includes('/base/blobs/'));
    expect(layers).toHaveLength(1); // the configuration
    expect(left()).toEqual(['filler']);
    expect(docker('ps', '--all', '--quiet', '--filter', 'name=gib-child')).toBe('');
  });
});
