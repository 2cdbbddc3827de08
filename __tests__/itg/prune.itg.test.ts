// Pruning a real registry, and the local store with a real engine: two runs, then what the second does not need goes.

import { afterEach, expect, test } from 'vitest';
import { openRig, PATIENCE, type Rig } from './rig.ts';

const rigs: Rig[] = [];
afterEach(() => {
  for (const rig of rigs.splice(0)) rig.close();
});

const IMAGES = (word: string): string => `
  - name: base
    tag: v1
    build: {finish_rootfs_build: 'mkdir -p "$ROOT/etc"; echo ${word} > "$ROOT/etc/word"'}
  - name: child
    tag: v1
    requires: base
    build: {finish_rootfs_build: 'echo child > "$ROOT/etc/child"'}
  - {name: lone, tag: v1, build: {finish_rootfs_build: 'mkdir -p "$ROOT/etc"; echo lone > "$ROOT/etc/lone"'}}
`;

const ALL = ['--keep', '0', '--keep-days', '0'];

interface Found {
  readonly removed: readonly { readonly tags: readonly string[]; readonly in: string }[];
  readonly refused: readonly string[];
}

async function prune(rig: Rig, ...words: string[]): Promise<{ code: number; found: Found }> {
  const { code, printed } = await rig.run('prune', ...ALL, '--json', ...words);
  return { code, found: JSON.parse(printed) as Found };
}

test.each([
  ['a registry', { local: false }],
  ['the local store and the engine', { local: true }],
])(
  '%s: what the second run does not need goes, and nothing is to be built',
  { timeout: 1_200_000 * PATIENCE },
  async (_name, options) => {
    const rig = openRig(options);
    rigs.push(rig);
    rig.images(IMAGES('one'));
    expect((await rig.build()).code).toBe(0);
    expect((await prune(rig)).found.removed.filter((one) => one.in === 'store')).toEqual([]);
    rig.images(IMAGES('two'));
    expect((await rig.build()).code).toBe(0);
    const { found } = await prune(rig);
    // base and child, a target and a builder each; cores of other tests may lie in the engine.
    expect(found.removed.filter(({ tags }) => tags.length > 0).length).toBeGreaterThanOrEqual(4);
    const done = await prune(rig, '--yes');
    expect([done.code, done.found.refused]).toEqual([0, []]);
    expect((await prune(rig)).found.removed).toEqual([]);
    const plan = await rig.run('plan');
    expect(plan.lines[0]).toBe('nothing to do');
  },
);
