// SIGKILL before every single write of a build, docker's own included; then the same command again. What people can name
// has always passed its test, and the second run ends right with the least work.

import { afterAll, beforeAll, expect, it } from 'vitest';
import type { BuildResult } from '../../src/core/result.ts';
import { type FaultBench, type FaultRig, openFaultBench } from './fault-rig.ts';
import { manifestOf, tagsIn } from './registry-view.ts';
import { PATIENCE } from './rig.ts';

const IMAGES = `
- name: base
  tag: "1"
  build: {packages: [app-shells/suite-shell]}
  test: [/bin/suite-shell, -c, 'true']
`;
const MOST_WRITES = 80;

let bench: FaultBench;
beforeAll(async () => {
  bench = await openFaultBench();
});
afterAll(async () => {
  await bench.close();
});

/** What the registry has, asked past the proxy: a repository's tags, and what each names. */
async function stateOf(rig: FaultRig): Promise<{ target: Map<string, string>; builder: string[]; scratch: string[] }> {
  const at = (name: string): string => `${bench.registry.host}/${rig.path}/${name}`;
  const target = new Map<string, string>();
  for (const tag of await tagsIn(at('base'))) target.set(tag, (await manifestOf(`${at('base')}:${tag}`)).digest);
  return { target, builder: await tagsIn(at('builder-base')), scratch: await tagsIn(at('builder-scratch')) };
}

function isFingerprint(tag: string): boolean {
  return /^f1-[0-9a-f]{32}$/.test(tag);
}

/** A name for people, and the commit record, lead only to what is there under the one before it, in the layout's order. */
function checkInvariants({ target, builder, scratch }: Awaited<ReturnType<typeof stateOf>>): void {
  const content = [...target.keys()].find(isFingerprint);
  const untested = [...target.keys()].find((tag) => tag.endsWith('-untested'));
  const passed = [...target.keys()].find((tag) => tag.includes('-passed-'));
  const names = [...target.keys()].filter((tag) => ![content, untested, passed].includes(tag));
  if (passed !== undefined) expect(target.get(passed)).toBe(target.get(untested ?? 'nothing untested'));
  for (const name of names) expect(target.get(name)).toBe(target.get(content ?? 'no commit record'));
  if (content !== undefined) expect(target.get(content)).toBe(target.get(untested ?? 'nothing untested'));
  if (untested !== undefined) expect(builder).toEqual([untested.replace('-untested', '')]);
  if (builder.length > 0) expect(scratch).toHaveLength(1);
}

/** What has to be done after a kill that left this. */
function expectedWork({ target, builder, scratch }: Awaited<ReturnType<typeof stateOf>>): Record<string, string> {
  const has = (test: (tag: string) => boolean): boolean => [...target.keys()].some(test);
  const isNamed = target.has('1') && target.has('latest');
  if (isNamed) return {};
  if (has(isFingerprint)) return { base: 'tagged' };
  if (has((tag) => tag.endsWith('-untested')) && builder.length > 0) return { base: 'tested' };
  return scratch.length > 0 ? { base: 'built' } : { 'builder-scratch': 'built', base: 'built' };
}

it(
  'leaves nothing that is wrong, whatever write it was killed before',
  async () => {
    const kinds = new Set<string>();
    let count = 0;
    for (let write = 1; write <= MOST_WRITES; write++) {
      const rig = bench.open();
      rig.images(IMAGES);
      const first = rig.spawn('build', '--all', '--json');
      let killed = '';
      const kill = { method: /^(POST|PUT|PATCH|DELETE)$/, nth: write, times: 1 };
      bench.proxy.script({
        ...kill,
        fault: {
          kind: 'before',
          run: (request) => {
            killed = `${request.method} ${request.path.replace(/[0-9a-f]{8}-[0-9a-f-]{27}|sha256:.*/, '...')} by ${request.by.split('/')[0] ?? ''}`;
            first.kill();
            bench.proxy.cut();
          },
        },
      });
      await first.ended;
      if (killed === '') break;
      count = write;
      const left = await stateOf(rig);
      checkInvariants(left);
      const work = expectedWork(left);
      bench.proxy.script();
      const second = await rig.spawn('build', '--all', '--json').ended;
      expect(second, killed).toMatchObject({ code: 0 });
      const results = JSON.parse(second.out) as BuildResult[];
      expect(Object.fromEntries(results.map(({ image, status }) => [image, status])), killed).toEqual(work);
      const there = await stateOf(rig);
      checkInvariants(there);
      expect([...there.target.keys()].filter((tag) => !tag.startsWith('f1-'))).toEqual(['1', 'latest']);
      // Nothing that was there is written again.
      for (const [tag, digest] of left.target) expect(there.target.get(tag)).toBe(digest);
      kinds.add(Object.values(work).join() || 'nothing');
      rig.close();
    }
    expect([...kinds]).toEqual(['built,built', 'built', 'tested', 'tagged']);
    expect(count).toBeGreaterThan(12);
    expect(count).toBeLessThan(MOST_WRITES);
  },
  900_000 * PATIENCE,
);
