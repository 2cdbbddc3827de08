// Ended in the middle of an emerge: by the budget, by SIGTERM. What was built is not built again.

import { mkdirSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { afterAll, describe, expect, it } from 'vitest';
import { openFaultBench } from './fault-rig.ts';
import { tagsIn } from './registry-view.ts';
import { compiledIn, docker, mergedIn, openRig, resultOf, type Rig } from './rig.ts';

const IMAGES = `
- name: base
  build: {packages: [app-misc/compiled, app-misc/hello, app-misc/patient, app-shells/suite-shell, dev-libs/slotted]}
- name: child
  requires: base
  build: {packages: [app-misc/setuid]}
`;

const rigs: Rig[] = [];
afterAll(() => {
  for (const rig of rigs) rig.close();
});

/** Lets the package go on whose compilation waits. */
function release(folder: string): void {
  mkdirSync(join(folder, 'cache/gentoo-image-builder/distfiles'), { recursive: true });
  writeFileSync(join(folder, 'cache/gentoo-image-builder/distfiles/patient'), '');
}

/** A terminal sets off what a container prints. */
const isPatient = (line: string): boolean => /^(?: +\| )?>>> Emerging \(\d+ of \d+\) app-misc\/patient/.test(line);

/** How many packages stood before the one that waits, and how many there are. */
function placeOf(lines: readonly string[]): { before: number; total: number } {
  const [, index, total] = /\((\d+) of (\d+)\)/.exec(lines.find(isPatient) ?? '') ?? [];
  return { before: Number(index) - 1, total: Number(total) };
}

const isOfBase = (name: string): boolean => name !== 'app-misc/setuid-1';

describe('ended in the middle of an emerge', () => {
  it('by the budget: unfinished, and the next run goes on there', async () => {
    const timer = new AbortController();
    let budget: AbortSignal | undefined = timer.signal;
    const rig = openRig({
      budget: () => budget,
      onLine: (line) => {
        if (isPatient(line)) timer.abort();
      },
    });
    rigs.push(rig);
    rig.images(IMAGES);
    const first = await rig.build();
    expect(first.code).toBe(1);
    const { before, total } = placeOf(first.lines);
    expect(before).toBeGreaterThan(0);
    const { status, failure } = resultOf(first, 'base');
    expect(status).toBe('unfinished');
    const after = before + 1 === total ? '' : `, and ${total - before - 1} more`;
    expect(failure).toEqual({
      phase: 'emerge',
      reason: `the budget of time was used up: ${before} of ${total} packages are built and kept; to do: app-misc/patient-1${after}`,
      hint: 'run it again: it goes on there; or raise budget-minutes',
    });
    expect(resultOf(first, 'child')).toMatchObject({ status: 'unfinished', failure: { phase: 'start' } });
    expect(await tagsIn(`${rig.prefix ?? ''}/base`)).toEqual([]);
    budget = undefined;
    release(rig.folder);
    const second = await rig.build();
    expect(second.code, second.lines.join('\n')).toBe(0);
    expect(compiledIn(second).filter(isOfBase)).toHaveLength(total - before);
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
        if (log.split('\n').some(isPatient)) first.child.kill('SIGTERM');
      });
      expect((await first.ended).code).toBe(143);
      expect(docker('ps', '--all', '--quiet', '--filter', 'name=gib-base-')).toBe('');
      expect(await tagsIn(`${own.prefix ?? ''}/base`)).toEqual([]);
      const { before, total } = placeOf(log.split('\n'));
      expect(before).toBeGreaterThan(0);
      release(own.folder);
      const second = await own.build();
      expect(second.code, second.lines.join('\n')).toBe(0);
      expect(compiledIn(second).filter(isOfBase)).toHaveLength(total - before);
    } finally {
      await bench.close();
    }
  });
});
