import { expect, test } from 'vitest';
import { lineDiff } from '../../src/core/line-diff.ts';

const text = (...lines: string[]): string => lines.map((line) => `${line}\n`).join('');

test.each<[string, string, string, string[]]>([
  ['nothing', text('a', 'b'), text('a', 'b'), []],
  ['all of it', '', text('a', 'b'), ['+ a', '+ b']],
  ['none of it any more', text('a'), '', ['- a']],
  ['a line', text('a', 'b', 'c'), text('a', 'x', 'c'), ['  a', '- b', '+ x', '  c']],
  ['two places', text('a', 'b', 'c', 'd'), text('x', 'b', 'c', 'y'), ['- a', '+ x', '  b', '  c', '- d', '+ y']],
  ['only the end of the last line', 'a', 'a\n', []],
  [
    'far from the ends',
    text('1', '2', '3', '4', '5', '6', '7', '8'),
    text('1', '2', '3', '4', 'x', '6', '7', '8'),
    ['...', '  3', '  4', '- 5', '+ x', '  6', '  7', '...'],
  ],
  ['a moved line', text('a', 'b', 'c'), text('b', 'c', 'a'), ['- a', '  b', '  c', '+ a']],
])('%s', (_, before, after, diff) => {
  expect(lineDiff(before, after)).toEqual(diff);
});

test('texts that have too little in common are one after the other', () => {
  const lines = (sign: string): string[] => Array.from({ length: 600 }, (_, index) => `${sign}${index}`);
  const diff = lineDiff(text(...lines('a')), text(...lines('b')));
  expect(diff).toHaveLength(1200);
  expect([diff[0], diff[599], diff[600]]).toEqual(['- a0', '- a599', '+ b0']);
});
