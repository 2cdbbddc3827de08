// `build --jobs N` with a real engine: images beside one another, each on what it stands on.

import { afterAll, beforeAll, expect, it } from 'vitest';
import { manifestOf } from './registry-view.ts';
import { expectBuilt, openRig, type Rig } from './rig.ts';

let rig: Rig;
beforeAll(() => {
  rig = openRig();
});
afterAll(() => {
  rig.close();
});

it('builds three at once, and what stands on them behind them', async () => {
  rig.images(`
- name: base
  build: {packages: [sys-apps/suite-layout, app-shells/suite-shell]}
- {name: one, requires: base, build: {packages: app-misc/hello}, test: /usr/bin/hello}
- {name: two, requires: base, build: {packages: app-misc/compiled}}
- {name: three, requires: base, build: {packages: dev-libs/slotted}}
- {name: top, tag: '1', requires: [one, two, three], build: {packages: app-misc/wants-headers}}
`);
  const built = await rig.run('build', '--all', '--jobs', '3', '--json');
  expect(expectBuilt(built).map(({ image, status }) => `${image} ${status}`)).toEqual([
    'builder-scratch built',
    'base built',
    'one built',
    'two built',
    'three built',
    'top built',
  ]);
  // None of the three waited for another: all have begun before the first of them has its layer.
  const at = (words: string): number => built.lines.findIndex((line) => line.startsWith(words));
  const begun = ['one', 'two', 'three'].map((name) => at(`${name}: build f1-`));
  const ended = ['one', 'two', 'three'].map((name) => at(`${name}: pack`));
  expect(Math.min(...begun, ...ended)).toBeGreaterThan(0);
  expect(Math.max(...begun)).toBeLessThan(Math.min(...ended));
  const { manifest } = await manifestOf(`${rig.prefix ?? ''}/top:1`);
  expect(manifest.layers).toHaveLength(3);
  expect((await rig.build()).results).toEqual([]);
});
