// Several images at once: who waits for whom, how many there are at most, what ends it, and what people see of it.

import { describe, expect, test } from 'vitest';
import { parseArguments } from '../../src/arguments.ts';
import { buildTasks } from '../../src/commands/build.ts';
import { makePlan } from '../../src/commands/plan.ts';
import { shareScreen, sideBySide } from '../../src/commands/side-by-side.ts';
import { NO_PINS } from '../../src/core/pins.ts';
import { isWork } from '../../src/core/plan.ts';
import type { Screen } from '../../src/core/screen.ts';
import { unreachable } from '../../src/core/unreachable.ts';
import { fakeWorld, type FakeWorld, TOP } from '../fakes/world.ts';

/** Runs letters; each waits for what it names. Gives what ran together, and how it ended. */
async function runLetters(needs: Readonly<Record<string, string>>, most: number, failing = '', last = '') {
  const running = new Set<string>();
  const seen: string[] = [];
  const said: string[] = [];
  let ended = false;
  const results = await sideBySide({
    ...{ items: Object.keys(needs), most, isEnded: () => ended },
    waitsFor: (item: string) => (needs[item] ?? '').split(/(?=.)/).filter((one) => one !== ''),
    async run(item) {
      running.add(item);
      seen.push([...running].join(''));
      // The earlier in the alphabet, the longer.
      for (let turns = 'z'.charCodeAt(0) - item.charCodeAt(0); turns > 0; turns--) await Promise.resolve();
      running.delete(item);
      if (item === last) ended = true;
      if (item === failing) throw new Error(`${item} is broken`);
      return item.toUpperCase();
    },
    onError: (error, others) => said.push(`${String(error)}, ${others}`),
  }).catch((error: unknown) => String(error));
  return { results, seen, said, left: running.size };
}

describe('pieces of work', () => {
  const needs = { a: '', b: 'a', c: 'a', d: 'a', e: 'bc' };

  test('one at a time stay in order', async () => {
    const { results, seen } = await runLetters(needs, 1);
    expect(seen).toEqual(['a', 'b', 'c', 'd', 'e']);
    expect(results).toEqual(['A', 'B', 'C', 'D', 'E']);
  });

  test('begin as soon as what they wait for has ended, and never more at once', async () => {
    const { results, seen } = await runLetters(needs, 2);
    expect(seen[0]).toBe('a');
    expect(Math.max(...seen.map(({ length }) => length))).toBe(2);
    expect(seen.findIndex((one) => one.includes('e'))).toBeGreaterThan(seen.findIndex((one) => one.includes('c')));
    expect(seen.find((one) => one.includes('e'))).not.toMatch(/[bc]/);
    expect(results).toEqual(['A', 'B', 'C', 'D', 'E']);
    expect((await runLetters(needs, 9)).seen).toContain('bcd');
  });

  test('one that throws ends it: what runs is waited for, nothing is begun', async () => {
    const { results, seen, said, left } = await runLetters(needs, 2, 'c');
    expect(results).toBe('Error: c is broken');
    expect(said).toEqual(['Error: c is broken, 1']);
    expect(seen.join()).not.toContain('d');
    expect(left).toBe(0);
  });

  test('a signal lets end what runs', async () => {
    expect((await runLetters(needs, 2, '', 'a')).results).toEqual(['A']);
  });
});

const IMAGES = `${TOP}images:
  - {name: base, latest: false, build: {packages: a/base}}
  - {name: left, requires: base, build: {packages: a/left}}
  - {name: right, requires: base, build: {packages: a/right}}
  - {name: top, requires: [left, right], build: {packages: a/top}}
`;

async function build(world: FakeWorld, jobs: number) {
  const { plan, survey } = await makePlan(world, {
    ...{ imagesFile: 'images.yaml', registry: undefined, pins: NO_PINS, push: true, name: true },
    ...{ rebuild: 'changed', only: [], exclude: [] },
  });
  const tasks = plan.levels.flat().filter(isWork);
  world.said.splice(0);
  const orders = tasks.map(({ node, fingerprint, do: what }) => ({ node, fingerprint, do: what }));
  return await buildTasks(world, survey, orders, { jobs });
}

/** The engine holds a container until another one runs beside it. */
function meet(world: FakeWorld, names: RegExp): string[] {
  const runBuilder = world.engine.runBuilder.bind(world.engine);
  const met: string[] = [];
  let release = (): void => undefined;
  const together = new Promise<void>((resolve) => (release = resolve));
  Object.assign(world.engine, {
    runBuilder: async (...given: Parameters<typeof runBuilder>) => {
      const [{ name }] = given;
      if (names.test(name)) {
        met.push(name.replace(/^gib-|-[^-]*$/g, ''));
        if (met.length === 2) release();
        await together;
      }
      return await runBuilder(...given);
    },
  });
  return met;
}

describe('a build of several at once', () => {
  test('runs them beside one another, and says of each line whose it is', async () => {
    const world = await fakeWorld(IMAGES);
    const met = meet(world, /left|right/);
    world.jobs.set('right', { lines: ['>>> Emerging (1 of 2) a/right-1::gentoo', 'what it prints'] });
    const results = await build(world, 2);
    expect(met.toSorted()).toEqual(['left', 'right']);
    expect(results.map(({ image, status }) => `${image} ${status}`)).toEqual([
      'builder-scratch built',
      'base built',
      'left built',
      'right built',
      'top built',
    ]);
    expect(world.said).toContain('right: 1 of 2: a/right-1 (into the builder)');
    for (const line of world.said) expect(line).toMatch(/^(builder-scratch|base|left|right|top): /);
  });

  test('blocks what stands on a failure, and goes on with the others', async () => {
    const world = await fakeWorld(IMAGES);
    world.jobs.set('left', { code: 1 });
    const results = await build(world, 3);
    expect(results.map(({ image, status }) => `${image} ${status}`)).toEqual([
      'builder-scratch built',
      'base built',
      'left failed',
      'right built',
      'top blocked',
    ]);
  });

  test('an engine that is gone: what runs is waited for, and then it ends', async () => {
    const world = await fakeWorld(IMAGES);
    const runBuilder = world.engine.runBuilder.bind(world.engine);
    const order: string[] = [];
    let gone = (): void => undefined;
    const isGone = new Promise<void>((resolve) => (gone = resolve));
    Object.assign(world.engine, {
      runBuilder: async (...given: Parameters<typeof runBuilder>) => {
        const [{ name }] = given;
        if (name.includes('left')) {
          gone();
          throw unreachable('docker does not answer');
        }
        if (name.includes('right')) await isGone;
        const code = await runBuilder(...given);
        order.push(name.replace(/^gib-|-[^-]*$/g, ''));
        return code;
      },
    });
    await expect(build(world, 2)).rejects.toThrow('docker does not answer');
    expect(order.at(-1)).toBe('right');
    expect(world.events).toContain('manifest ghcr.io/acme/right:f1');
    expect(world.said).toContain(
      'warning: docker does not answer; nothing more is begun, and 1 that are running are waited for',
    );
  });
});

test('what is going on stands together, with how far it is', () => {
  const lines: string[] = [];
  const add =
    (kind: string) =>
    (text: unknown = ''): void =>
      void lines.push(`${kind} ${String(text)}`);
  const screen: Screen = {
    ...{ say: add('say'), warn: add('warn'), problem: () => undefined, group: add('group') },
    ...{ endGroup: add('end'), child: add('child'), progress: add('progress') },
  };
  const shared = shareScreen(screen, 3);
  const [go, jq] = [shared.of('go'), shared.of('jq')];
  go.group('1 of 9: dev-lang/go');
  jq.progress('push the target');
  go.child('a line');
  jq.endGroup();
  shared.end();
  go.endGroup();
  expect(lines).toEqual([
    'say go: 1 of 9: dev-lang/go',
    'progress 0 of 3 done; go: 1 of 9: dev-lang/go',
    'progress 0 of 3 done; go: 1 of 9: dev-lang/go; jq: push the target',
    'child go: a line',
    'progress 0 of 3 done; go: 1 of 9: dev-lang/go',
    'progress 1 of 3 done; go: 1 of 9: dev-lang/go',
    'end ',
  ]);
});

test.each([
  ['0', "--jobs takes a number from 1 on, not '0'"],
  ['-1', "--jobs takes a whole number, not '-1'"],
  ['many', "--jobs takes a whole number, not 'many'"],
])('--jobs %s is refused', (count, words) => {
  expect(() => parseArguments(['build', '--all', `--jobs=${count}`])).toThrow(words);
});

test('--jobs takes how many; without it, one at a time', () => {
  expect(parseArguments(['build', '--all', '--jobs', '3'])).toMatchObject({ jobs: 3 });
  expect(parseArguments(['build', '--all'])).toMatchObject({ jobs: 1 });
});
