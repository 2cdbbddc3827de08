// SIGKILL before every single write of a build, the engine's own included; then the same command again. What people can
// name has always passed its test, and the second run ends right with the least work. In: an engine. Out: a test.

import { afterAll, beforeAll, expect, it } from 'vitest';
import type { BuildResult } from '../../src/core/result.ts';
import type { Counted } from '../fakes/fault.ts';
import { type FaultBench, type FaultRig, openFaultBench } from './fault-rig.ts';
import { manifestOf, tagsIn } from './registry-view.ts';
import { PATIENCE } from './rig.ts';

const IMAGES = `
- name: base
  tag: "1"
  build: {packages: [app-shells/suite-shell]}
  test: [/bin/suite-shell, -c, 'true']
`;
type Engine = 'docker' | 'podman';

const MOST_WRITES = 80;

interface State {
  /** digests by tag */
  readonly target: ReadonlyMap<string, string>;
  readonly builder: readonly string[];
  readonly scratch: readonly string[];
}

/** What the registry has, asked past the proxy: a repository's tags, and what each names. */
async function stateOf(bench: FaultBench, rig: FaultRig): Promise<State> {
  const at = (name: string): string => `${bench.registry.host}/${rig.path}/${name}`;
  const target = new Map<string, string>();
  for (const tag of await tagsIn(at('base'))) target.set(tag, (await manifestOf(`${at('base')}:${tag}`)).digest);
  return { target, builder: await tagsIn(at('builder-base')), scratch: await tagsIn(at('builder-scratch')) };
}

function isFingerprint(tag: string): boolean {
  return /^f1-[0-9a-f]{32}$/.test(tag);
}

/** A name for people, and the commit record, lead only to what is there under the one before it, in the layout's order. */
function checkInvariants({ target, builder, scratch }: State): void {
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
function expectedWork({ target, builder, scratch }: State): Record<string, string> {
  const has = (test: (tag: string) => boolean): boolean => [...target.keys()].some(test);
  const isNamed = target.has('1') && target.has('latest');
  if (isNamed) return {};
  if (has(isFingerprint)) return { base: 'tagged' };
  if (has((tag) => tag.endsWith('-untested')) && builder.length > 0) return { base: 'tested' };
  return scratch.length > 0 ? { base: 'built' } : { 'builder-scratch': 'built', base: 'built' };
}

/** Kills a build before one of its writes and runs it again. Gives the work of that; undefined when there is no such write. */
async function killBefore(bench: FaultBench, engine: Engine, write: number): Promise<string | undefined> {
  const rig = bench.open({ engine });
  rig.images(IMAGES);
  const first = rig.spawn('build', '--all', '--json');
  let killed = '';
  const run = (request: Counted): void => {
    const path = request.path.replace(/[0-9a-f]{8}-[0-9a-f-]{27}|sha256:.*/, '...');
    killed = `${request.method} ${path} by ${request.by.split('/')[0] ?? ''}`;
    first.kill();
    bench.proxy.cut();
  };
  bench.proxy.script({ method: /^(POST|PUT|PATCH|DELETE)$/, nth: write, times: 1, fault: { kind: 'before', run } });
  await first.ended;
  if (killed === '') return undefined;
  const left = await stateOf(bench, rig);
  checkInvariants(left);
  const work = expectedWork(left);
  bench.proxy.script();
  const second = await rig.spawn('build', '--all', '--json').ended;
  expect(second, killed).toMatchObject({ code: 0 });
  const results = JSON.parse(second.out) as BuildResult[];
  expect(Object.fromEntries(results.map(({ image, status }) => [image, status])), killed).toEqual(work);
  const there = await stateOf(bench, rig);
  checkInvariants(there);
  expect([...there.target.keys()].filter((tag) => !tag.startsWith('f1-'))).toEqual(['1', 'latest']);
  // Nothing that was there is written again.
  for (const [tag, digest] of left.target) expect(there.target.get(tag)).toBe(digest);
  rig.close();
  return Object.values(work).join() || 'nothing';
}

/** Declares the test of one engine. `enter` prepares the machine for it, and gives what undoes that. */
export function killContract(engine: Engine, enter: () => { leave: () => void }): void {
  let machine: { leave: () => void };
  let bench: FaultBench;
  beforeAll(async () => {
    machine = enter();
    bench = await openFaultBench();
  });
  afterAll(async () => {
    await bench.close();
    machine.leave();
  });

  it(
    'leaves nothing that is wrong, whatever write it was killed before',
    async () => {
      const kinds: string[] = [];
      for (let write = 1; write <= MOST_WRITES; write++) {
        const kind = await killBefore(bench, engine, write);
        if (kind === undefined) break;
        kinds.push(kind);
      }
      expect([...new Set(kinds)]).toEqual(['built,built', 'built', 'tested', 'tagged']);
      expect(kinds.length).toBeGreaterThan(12);
      expect(kinds.length).toBeLessThan(MOST_WRITES);
    },
    900_000 * PATIENCE,
  );
}
