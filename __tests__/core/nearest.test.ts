import { describe, expect, it } from 'vitest';
import { nearestHint, nearestOf } from '../../src/core/nearest.ts';

const KEYS = ['packages', 'package_use', 'name', 'requires', 'test', 'tag', 'tags', 'env', 'build'];

describe('nearestOf', () => {
  it.each<[string, string | undefined]>([
    ['pakages', 'packages'],
    ['packges', 'packages'],
    ['pacakges', 'packages'],
    ['PACKAGES', 'packages'],
    ['nmae', 'name'],
    ['require', 'requires'],
    ['tg', 'tag'],
    ['tests', 'test'],
    ['bulid', 'build'],
    ['zzzz', undefined],
    ['x', undefined],
    ['', undefined],
    ['packages', undefined],
    ['p'.repeat(100_000), undefined],
  ])('%s -> %s', (word, nearest) => {
    expect(nearestOf(word, word === 'packages' ? ['packages'] : KEYS)).toBe(nearest);
  });

  it('takes the first of equally near ones', () => {
    expect(nearestOf('tagx', ['tags', 'tagz'])).toBe('tags');
  });
});

it('nearestHint asks, or is silent', () => {
  expect(nearestHint('tset', KEYS)).toBe("did you mean 'test'?");
  expect(nearestHint('tset', [])).toBeUndefined();
});
