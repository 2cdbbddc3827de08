import { describe, expect, test } from 'vitest';
import {
  decidePrune,
  fingerprintInTag,
  type Holding,
  isForPeople,
  type Needs,
  subjectOfTag,
} from '../../src/core/prune.ts';
import { parseIngredients } from '../../src/core/prune-needs.ts';

const print = (digit: string): string => `f1-${digit.repeat(32)}`;
const DAY = 86_400_000;
const NOW = 100 * DAY;
const NOTHING: Needs = { targets: new Set(), builders: new Set(), caches: new Set(), digests: new Set() };

function held(tags: string[], more: Partial<Holding> = {}): Holding {
  const repository = { registry: 'r.test', repository: 'base' };
  return {
    repository,
    digest: `sha256:${tags.join()}`,
    tags,
    owner: 'base',
    kind: 'target',
    isCopy: false,
    in: 'store',
    ...more,
  };
}

const decide = (holdings: Holding[], needs: Partial<Needs> = {}, days = 0, count = 0): Record<string, string> => {
  const { removed, kept } = decidePrune(holdings, { ...NOTHING, ...needs }, { days, count, now: NOW });
  return Object.fromEntries([
    ...removed.map(({ digest }) => [digest, 'removed']),
    ...[...kept].flatMap(([why, some]) => some.map(({ digest }) => [digest, why])),
  ]) as Record<string, string>;
};
const fate = (holding: Holding, needs: Partial<Needs> = {}, days = 0, count = 0): string | undefined =>
  decide([holding], needs, days, count)[holding.digest];

test.each<[string, string | undefined, boolean]>([
  [print('a'), print('a'), false],
  [`${print('a')}-untested`, print('a'), false],
  [`${print('a')}-passed-0123`, print('a'), false],
  [`${print('a')}0`, undefined, true],
  ['20261116', undefined, true],
  ['f1', undefined, true],
  [`sha256-${'a'.repeat(64)}`, undefined, false],
])('%s', (tag, found, forPeople) => {
  expect([fingerprintInTag(tag), isForPeople(tag)]).toEqual([found, forPeople]);
});

test('a list of referrers says of what', () => {
  expect(subjectOfTag(`sha256-${'a'.repeat(64)}`)).toBe(`sha256:${'a'.repeat(64)}`);
  expect(subjectOfTag('sha256-a')).toBeUndefined();
});

describe('whatever its age', () => {
  test.each<[string, Holding, Partial<Needs>, string]>([
    ['nothing needs it', held([print('a')]), {}, 'removed'],
    ['a name for people', held([print('a'), 'v1']), {}, 'named'],
    ['its fingerprint', held([print('a')]), { targets: new Set([print('a')]) }, 'needed'],
    ['of one of its tags', held([print('a'), `${print('b')}-untested`]), { targets: new Set([print('b')]) }, 'needed'],
    ['as a builder only', held([print('a')]), { builders: new Set([print('a')]) }, 'removed'],
    ['as a builder', held([print('a')], { kind: 'builder' }), { builders: new Set([print('a')]) }, 'needed'],
    ['a part of an index', held([print('a')]), { digests: new Set([`sha256:${print('a')}`]) }, 'needed'],
    ['a copy', held([print('a'), 'v1'], { isCopy: true }), { targets: new Set([print('a')]) }, 'removed'],
  ])('%s', (_name, holding, needs, expected) => {
    expect(fate(holding, needs)).toBe(expected);
  });
});

describe('age', () => {
  test.each([
    [NOW - 9 * DAY, 'young'],
    [NOW - 10 * DAY, 'removed'],
    [undefined, 'unknown'],
  ])('made at %s, ten days wanted', (made, expected) => {
    expect(fate(held([print('a')], { made }), {}, 10)).toBe(expected);
  });

  test('a target is as old as its builder', () => {
    const target = held([print('a')], { made: 0 });
    const builder = held([print('a')], { kind: 'builder', digest: 'sha256:b', made: NOW - DAY });
    expect(decide([target, builder], {}, 10)).toEqual({ [target.digest]: 'young', 'sha256:b': 'young' });
    // Of another image, it tells nothing.
    const other = { ...builder, owner: 'other' };
    expect(decide([target, other], {}, 10)[target.digest]).toBe('removed');
  });

  test('the newest of each image, needed ones not counted', () => {
    const some = ['1', '2', '3', '4'].map((digit, index) => held([print(digit)], { made: index * DAY }));
    const others = some.map((one) => ({ ...one, owner: 'other', digest: `${one.digest}o` }));
    const fates = decide([...some, ...others], { targets: new Set([print('4')]) }, 0, 2);
    const kept = ['removed', 'recent', 'recent', 'needed'];
    expect(some.map(({ digest }) => fates[digest])).toEqual(kept);
    expect(others.map(({ digest }) => fates[digest])).toEqual(kept);
  });

  test('lists of referrers take no place among the newest, and go with what they are about', () => {
    const list = held([`sha256-${'a'.repeat(64)}`]);
    const image = held([print('a')], { made: 0 });
    expect(decide([list, image], {}, 0, 1)).toEqual({ [image.digest]: 'recent' });
  });
});

test('targets go before builders: a target that is there is complete', () => {
  const builder = held([print('a')], { kind: 'builder' });
  const target = held([print('b')]);
  const { removed } = decidePrune([builder, target], NOTHING, { days: 0, count: 0, now: NOW });
  expect(removed).toEqual([target, builder]);
});

test.each<[string, string | undefined, string[], string[]]>([
  ['a child', JSON.stringify({ parent: print('a'), builder: print('b') }), [print('a')], [print('b')]],
  ['the first', JSON.stringify({ parent: null, builder: print('b') }), [], [print('b')]],
  ['a script', JSON.stringify({ needs: [print('a')] }), [print('a')], []],
  ['a copier', JSON.stringify({ add: [{ image: print('c') }, { git: 'x' }] }), [print('c')], [print('c')]],
  ['none', undefined, [], []],
  ['damaged', '{', [], []],
  ['strange', JSON.stringify({ parent: 7, needs: {}, add: [null] }), [], []],
])('what %s stands on', (_name, text, ancestors, builders) => {
  expect(parseIngredients(text)).toEqual({ ancestors, builders });
});
