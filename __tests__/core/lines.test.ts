import { describe, expect, test } from 'vitest';
import { keepable, openCutter, openTail } from '../../src/core/lines.ts';

function cut(pieces: readonly string[], longest?: number): string[] {
  const lines: string[] = [];
  const cutter = openCutter((line) => lines.push(line), longest);
  for (const piece of pieces) cutter.push(piece);
  cutter.end();
  return lines;
}

describe('lines', () => {
  test.each<[string, string[], string[]]>([
    ['none', [], []],
    ['an empty one', ['\n'], ['']],
    ['an unfinished one', ['a\nb'], ['a', 'b']],
    ['one in many pieces', ['a', '', 'b', 'c\n'], ['abc']],
    ['ends of all kinds', ['a\r\nb\rc\n\rd'], ['a', 'b', 'c', '', 'd']],
    ['an end in two pieces', ['a\r', '\nb\r', '', '\n', '\nc'], ['a', 'b', '', 'c']],
    ['a return at the very end', ['a\r'], ['a']],
    ['NUL and other signs', ['a\0b\u0007\n'], ['a\0b\u0007']],
  ])('%s', (_, pieces, lines) => {
    expect(cut(pieces)).toEqual(lines);
  });

  test('are cut where they are too long, in one piece or in many', () => {
    expect(cut(['abcdefg\nh'], 3)).toEqual(['abc', 'def', 'g', 'h']);
    expect(cut(['ab', 'cd', 'ef', 'g\n', 'h'], 3)).toEqual(['abc', 'def', 'g', 'h']);
    expect(cut(['abc\n', 'abcdef'], 3)).toEqual(['abc', 'abc', 'def']);
  });

  test('are the same however the text comes', () => {
    const text = 'one\r\ntwo\rthree\n\nfive';
    for (let size = 1; size <= text.length; size++) {
      const pieces = Array.from({ length: Math.ceil(text.length / size) }, (_, at) =>
        text.slice(at * size, (at + 1) * size),
      );
      expect(cut(pieces)).toEqual(['one', 'two', 'three', '', 'five']);
    }
  });
});

test('a line to keep is short', () => {
  expect(keepable('ä\0b')).toBe('ä\0b');
  expect(keepable('x'.repeat(2001))).toBe(`${'x'.repeat(2000)} ...`);
});

describe('the last lines', () => {
  const fill = (most: number, lines: Iterable<string>): string[] => {
    const tail = openTail(most);
    for (const line of lines) tail.add(line);
    return tail.lines();
  };
  const numbers = (count: number): string[] => Array.from({ length: count }, (_, index) => String(index));

  test('are so many as are wanted', () => {
    expect(fill(3, numbers(2))).toEqual(['0', '1']);
    expect(fill(3, numbers(100))).toEqual(['97', '98', '99']);
  });

  test('are short', () => {
    const kept = fill(
      50,
      Array.from({ length: 100 }, (_, index) => `${index} ${'x'.repeat(131_072)}`),
    );
    expect(kept.map((line) => line.slice(0, 4))).toEqual(Array.from({ length: 50 }, (_, index) => `${index + 50} x`));
    expect(kept.every((line) => line.length < 2010)).toBe(true);
  });

  test('are there again after a flood', () => {
    const long = Array.from({ length: 100 }, () => 'x'.repeat(131_072));
    expect(fill(3, [...long, ...numbers(10)])).toEqual(['7', '8', '9']);
  });
});
