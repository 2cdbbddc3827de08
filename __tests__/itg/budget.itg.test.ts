// Ended in the middle of an emerge: by the budget, by SIGTERM. What was built is not built again.

import { mkdirSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { afterAll, describe, expect, it } from 'vitest';
import { openFaultBench } from './fault-rig.ts';
import { tagsIn } from './registry-view.ts';
import { compiledIn, docker, mergedIn, openRig, type Outcome, resultOf, type Rig } from './rig.ts';

const IMAGES = `
- name: base
  build: {packages: [app-misc/compiled, app-misc/hello, app-misc/patient, app-shells/suite-shell, dev-libs/slotted]}
- name: child
  requires: base
  build: {packages: [app-misc/setuid]}
`;

let rig: Rig;
afterAll(() => {
  rig.close();
});

/** Lets the package go on whose compilation waits. */
function release(folder: string): void {
  mkdirSync(join(folder, 'cache/gentoo-image-builder/distfiles'), { recursive: true });
  writeFileSync(join(folder, 'cache/gentoo-image-builder/distfiles/patient'), '');
}

const isPatient = (line: string): boolean => /^>>> Emerging \(\d+ of 5\) app-misc\/patient/.test(line);

/** How many packages stood before the one that waits. */
function before({ lines }: Outcome): number {
  return Number(/\((\d+) of/.exec(lines.find(isPatient) ?? '')?.[1] ?? 0) - 1;
}

describe('ended in the middle of an emerge', () => {
  it('by the budget: unfinished, and the next run goes on there', async () => {
    const timer = new AbortController();
    let budget: AbortSignal | undefined = timer.signal;
    rig = openRig({
      budget: () => budget,
      onLine: (line) => {
        if (isPatient(line)) timer.abort();
      },
    });
    rig.images(IMAGES);
    const first = await rig.build();
    expect(first.code).toBe(1);
    const count = before(first);
    const { status, failure } = resultOf(first, 'base');
    expect(status).toBe('unfinished');
    const built = count === 0 ? 'no package is built' : `${count} of 5 packages are built and kept`;
    const after = count === 4 ? '' : `, and ${4 - count} more`;
    expect(failure).toEqual({
      phase: 'emerge',
      reason: `the budget of time was used up: ${built}; to do: app-misc/patient-1${after}`,
      hint: 'run it again: it goes on there; or raise budget-minutes',
    });
    expect(resultOf(first, 'child')).toMatchObject({ status: 'unfinished', failure: { phase: 'start' } });
    expect(await tagsIn(`${rig.prefix ?? ''}/base`)).toEqual([]);
    budget = undefined;
    release(rig.folder);
    const second = await rig.build();
    expect(second.code, second.lines.join('\n')).toBe(0);
    expect(compiledIn(second).filter((name) => name !== 'app-misc/setuid-1')).toHaveLength(5 - count);
    expect(mergedIn(second)).toContain('app-misc/compiled-1');
  });

  it('by SIGTERM: its container is gone, nothing is tagged, and the next run goes on there', async () => {
    const bench = await openFaultBench();
    try {
      const own = bench.open();
      own.images(IMAGES);
      const first = own.spawn('build', '--all', '--verbose');
      let log = '';
      first.child.stdout?.on('data', (chunk: Buffer) => {
        log += String(chunk);
        if (/Emerging \(\d+ of 5\) app-misc\/patient/.test(log)) first.child.kill('SIGTERM');
      });
      expect((await first.ended).code).toBe(143);
      expect(docker('ps', '--all', '--quiet', '--filter', 'name=gib-base-')).toBe('');
      expect(await tagsIn(`${own.prefix ?? ''}/base`)).toEqual([]);
      const index = Number(/Emerging \((\d+) of 5\) app-misc\/patient/.exec(log)?.[1]);
      release(own.folder);
      const second = await own.build();
      expect(second.code, second.lines.join('\n')).toBe(0);
      expect(compiledIn(second).filter((name) => name !== 'app-misc/setuid-1')).toHaveLength(6 - index);
    } finally {
      await bench.close();
    }
  });
});
