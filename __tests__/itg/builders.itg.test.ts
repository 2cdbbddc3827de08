// Images on another builder than their parent's: what they start from, and what of their ancestors they know.

import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { afterEach, beforeEach, expect, it } from 'vitest';
import { docker, expectBuilt, openRig, ownPackages, resultOf, type Outcome, type Rig } from './rig.ts';
import { manifestOf, ownLayer, readOwn } from './registry-view.ts';

let rig: Rig;
beforeEach(() => {
  rig = openRig();
});
afterEach(() => {
  rig.close();
});

/** Writes the images file with further builders beside the suite's. */
function images(builders: string, yaml: string): void {
  rig.images(yaml);
  const text = readFileSync(join(rig.folder, 'images.yaml'), 'utf8');
  rig.write('images.yaml', text.replace(/^images:$/m, `${builders.replaceAll(/^(?=.)/gm, '  ')}\nimages:`));
}

const at = (name: string): string => `${rig.prefix ?? ''}/${name}`;

/** What a command prints in the builder of an image. */
function inBuilder(outcome: Outcome, name: string, script: string): string {
  return docker('run', '--rm', resultOf(outcome, name).builder ?? '', '/bin/bash', '-c', script);
}

it('starts from the scratch of its own, with the state of its ancestors and none of their configuration', async () => {
  images(
    'other: {extends: default, configure_builder: touch /usr/local/of-other}',
    `
- name: base
  tag: a
  build:
    packages: [dev-libs/alpha]
    package_use: ["dev-libs/flagged shiny"]
    configure_builder: touch /usr/local/of-base
- name: child
  tag: a
  requires: base
  builder: other
  build:
    packages: [app-misc/hello]
    add: [{image: base, src: /usr/include/alpha.h, dest: /opt/alpha.h, from: builder, to: target}]
    finish_rootfs_build: |
      [[ ! -e /usr/local/of-base && -e /usr/local/of-other ]]
      [[ -e $ROOT/usr/share/alpha && -z $(grep -rl shiny /etc/portage/package.use) ]]
- name: grandchild
  tag: a
  requires: child
  build:
    packages: [app-misc/wants-headers]
    finish_rootfs_build: '[[ ! -e /usr/local/of-base && -e /usr/local/of-other ]]'
`,
  );
  const built = await rig.build();
  expectBuilt(built);
  // Its dependency is the parent's: it is merged neither into the root again nor packed again.
  expect(ownPackages(built, 'child').map((name) => name.replace(/-\d.*$/, ''))).toEqual(['app-misc/hello']);
  const known = (resultOf(built, 'child').packages ?? []).map(({ name, own }) => [name.replace(/-\d.*$/, ''), own]);
  expect(known).toContainEqual(['dev-libs/alpha', false]);
  const paths = (await ownLayer(at('child:a'))).map(({ path }) => path);
  expect(paths).toEqual(expect.arrayContaining(['usr/bin/hello', 'opt/alpha.h']));
  expect(paths.filter((path) => path.startsWith('usr/share/alpha'))).toEqual([]);
  const [parent, child] = await Promise.all([manifestOf(at('base:a')), manifestOf(at('child:a'))]);
  expect(child.manifest.layers[0]?.digest).toBe(parent.manifest.layers[0]?.digest);
  // What the builder lacks of an ancestor's, emerge brings for a build.
  expect(ownPackages(built, 'grandchild')).toEqual(['app-misc/wants-headers-1']);
  expect(await readOwn(at('grandchild:a'), 'usr/share/wants-headers/seen.txt')).toMatch(/^built against alpha \d/);
  expect(inBuilder(built, 'child', 'ls /var/lib/gentoo-image-builder/state/vdb/dev-libs')).toMatch(/^alpha-/);
  expect((await rig.build()).results).toEqual([]);
});

it('takes the C library of another CHOST for none of its own, and that of the same for one', async () => {
  images(
    `same: {extends: default, environment: {SUITE: other}}
foreign: {extends: default, make_conf: {CHOST: x86_64-suite-linux-gnu}}`,
    `
- name: base
  tag: a
  build:
    packages: [dev-libs/slotted]
    finish_rootfs_build: |
      entry=$ROOT/var/db/pkg/sys-libs/musl-0.0.1
      mkdir -p "$entry"
      portageq envvar CHOST > "$entry/CHOST"
      printf '%s\\n' musl-0.0.1 > "$entry/PF"
      printf '0\\n' > "$entry/SLOT"
- {name: kept, tag: a, requires: base, builder: same}
- {name: left, tag: a, requires: base, builder: foreign}
`,
  );
  const built = await rig.build();
  expectBuilt(built);
  const list = 'ls /var/lib/gentoo-image-builder/state/vdb/*/*/SLOT';
  expect(inBuilder(built, 'kept', list)).toMatch(/sys-libs\/musl-0\.0\.1/);
  expect(inBuilder(built, 'left', list)).not.toMatch(/musl/);
  expect(inBuilder(built, 'left', list)).toMatch(/dev-libs\/slotted/);
  expect(built.lines.join('\n')).toMatch(
    /not taken as installed: sys-libs\/musl-0\.0\.1, which is of \S+ and not of x86_64-suite-linux-gnu/,
  );
});
