// Binary packages from one build to the next, without any cache service: what is compiled again, and what is not.

import { rmSync, writeFileSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { type FaultBench, type FaultRig, openFaultBench } from './fault-rig.ts';
import { compiledIn, expectBuilt, mergedIn, type Outcome } from './rig.ts';

let bench: FaultBench;
let rig: FaultRig;
beforeAll(async () => {
  bench = await openFaultBench();
  rig = bench.open();
});
afterAll(async () => {
  await bench.close();
});

const BASE = `
- name: base
  build: {packages: [app-shells/suite-shell, app-misc/compiled], cmd: [one]}
`;
const IMAGES = `${BASE}
- name: child
  requires: base
  build: {packages: [app-misc/wants-headers]}
`;

async function build(images: string, builder = ''): Promise<Outcome> {
  rig.images(images, '', builder);
  const outcome = await rig.build();
  expectBuilt(outcome);
  return outcome;
}

describe('binary packages of the last build', () => {
  it('are merged where nothing of theirs changed: nothing is compiled', async () => {
    const first = await build(IMAGES);
    expect(compiledIn(first)).toContain('app-misc/compiled-1');
    expect(compiledIn(first)).toContain('app-misc/wants-headers-1');
    const second = await build(IMAGES.replace('one', 'two'));
    expect(compiledIn(second)).toEqual([]);
    expect(new Set(mergedIn(second))).toEqual(new Set(mergedIn(first)));
  });

  it('are not, where the ebuild is another under the same version', async () => {
    const ebuild = join(rig.folder, 'overlay/app-misc/compiled/compiled-1.ebuild');
    writeFileSync(ebuild, `${readFileSync(ebuild, 'utf8')}\n# changed\n`);
    expect(compiledIn(await build(BASE.replace('one', 'two')))).toEqual(['app-misc/compiled-1']);
  });

  it('are not, where a hook tells the compiler otherwise; and are again when it tells the same', async () => {
    const hook = (flags: string, cmd: string): string =>
      BASE.replace('cmd: [one]}', `cmd: [${cmd}], configure_builder: "export CFLAGS=${flags}"}`);
    const all = ['app-shells/suite-shell-1', 'app-misc/compiled-1'];
    expect(compiledIn(await build(hook('-O3', 'one')))).toEqual(expect.arrayContaining(all));
    expect(compiledIn(await build(hook('-O3', 'two')))).toEqual([]);
  });

  it('never mix: other CFLAGS have a stock of their own, and the old one is as it was', async () => {
    const flags = 'make_conf: {CFLAGS: "-O1"}';
    expect(compiledIn(await build(BASE, flags))).toContain('app-misc/compiled-1');
    expect(compiledIn(await build(BASE.replace('one', 'three'), flags))).toEqual([]);
  });

  it('are left alone where all is to be built anew', async () => {
    const outcome = await rig.run('build', '--all', '--json', '--rebuild', 'all');
    expect(compiledIn(outcome)).toContain('app-misc/compiled-1');
  });
});

describe('killed', () => {
  it('between the builder and the target: built again from the builder’s packages', async () => {
    const own = bench.open();
    own.images(IMAGES);
    const first = own.spawn('build', '--all');
    const path = new RegExp(`/${own.path}/base/blobs/uploads/`);
    const run = (): void => {
      first.kill();
      bench.proxy.cut();
    };
    bench.proxy.script({ method: 'POST', path, times: 1, fault: { kind: 'before', run } });
    await first.ended;
    bench.proxy.script();
    // Another machine: nothing but the registry is left.
    rmSync(join(own.folder, 'cache'), { recursive: true });
    const second = await own.build();
    expectBuilt(second);
    const before = second.lines.slice(
      0,
      second.lines.findIndex((line) => line.startsWith('child: build')),
    );
    expect(before.join('\n')).toContain('base: its builder is there, with its binary packages');
    expect(compiledIn({ ...second, lines: before })).toEqual([]);
    expect(mergedIn({ ...second, lines: before })).toContain('app-misc/compiled-1');
  });
});
