import { expect, test } from 'vitest';
import { parseKey } from '../../src/core/cache-record.ts';
import { type ActionsEntry, decideEntries } from '../../src/core/prune-caches.ts';

const DAY = 86_400_000;
const NOW = 100 * DAY;
const HASH = '0123456789abcdef';
const CURRENT = `packages-base-${HASH}`;
const names = { needed: new Set([CURRENT]), images: new Set(['base']) };

let count = 0;
/** Made and last used so many days ago. */
function entry(key: string, made: number, used = made, ref = 'refs/heads/main'): ActionsEntry {
  return {
    id: ++count,
    key: `gentoo-image-builder-1-${key}`,
    ref,
    made: NOW - made * DAY,
    used: NOW - used * DAY,
    size: 1,
  };
}
const record = (name: string, random: string): string => `${name}-${random.repeat(16)}`;
const file = (digit: string): string => digit.repeat(64);

function fates(entries: readonly ActionsEntry[], days = 0): string[] {
  const { removed, kept } = decideEntries(entries, names, { days, now: NOW });
  const why = (one: ActionsEntry): string => [...kept].find(([, some]) => some.includes(one))?.[0] ?? 'not ours';
  return entries.map((one) => (removed.includes(one) ? 'goes' : why(one)));
}

test('of each name the newest record is needed, on every branch; the older ones nobody reads', () => {
  const entries = [
    entry(record(CURRENT, 'a'), 9),
    entry(record(CURRENT, 'b'), 8),
    entry(record(CURRENT, 'c'), 20, 20, 'refs/tags/v1'),
    entry(record(`packages-base-${'f'.repeat(16)}`, 'd'), 8),
  ];
  expect(fates(entries)).toEqual(['goes', 'needed', 'needed', 'goes']);
  expect(fates(entries, 9)).toEqual(['goes', 'needed', 'needed', 'young']);
});

test('a state of another fingerprint goes', () => {
  expect(fates([entry(record(CURRENT, 'a'), 9), entry(record(`state-base-${HASH}`, 'b'), 8)])).toEqual([
    'needed',
    'goes',
  ]);
});

test('files are in no record that is needed, if they were last used long before it', () => {
  const entries = [
    entry(record(CURRENT, 'a'), 10),
    entry(file('1'), 90, 10.2),
    entry(file('2'), 90, 11.1),
    entry(file('3'), 5),
  ];
  expect(fates(entries)).toEqual(['needed', 'needed', 'goes', 'needed']);
  expect(fates(entries, 12)).toEqual(['needed', 'needed', 'young', 'needed']);
});

test('without a record files go by their age', () => {
  expect(fates([entry(file('1'), 90, 3), entry(file('2'), 90, 5)], 4)).toEqual(['young', 'goes']);
});

test('what is of others is not looked at, and their files stay as well', () => {
  const entries = [
    entry(record(CURRENT, 'a'), 2),
    entry(record(`packages-other-${HASH}`, 'b'), 50),
    entry(file('1'), 90, 50),
    entry(file('2'), 90, 52),
    { ...entry('', 90), key: 'npm-cache' },
  ];
  expect(fates(entries)).toEqual(['needed', 'not ours', 'needed', 'goes', 'not ours']);
});

test.each([
  [`gentoo-image-builder-1-${file('a')}`, { file: file('a') }],
  [`gentoo-image-builder-1-${record(CURRENT, 'a')}`, { record: CURRENT }],
  [`gentoo-image-builder-1-distfiles-a-b-${HASH}-${HASH}`, { record: `distfiles-a-b-${HASH}` }],
  [`gentoo-image-builder-1-state-base-${HASH}-${HASH}`, { record: `state-base-${HASH}` }],
  [`gentoo-image-builder-1-else-base-${HASH}-${HASH}`, undefined],
  [`gentoo-image-builder-0-${file('a')}`, undefined],
  ['gentoo-image-builder-1-else', undefined],
])('the key %s', (key, found) => {
  expect(parseKey(key)).toEqual(found);
});
