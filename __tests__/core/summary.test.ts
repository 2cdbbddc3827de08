import { describe, expect, test } from 'vitest';
import { fitParts, type Part } from '../../src/core/summary.ts';

const left = (count: number): string => `and ${count} more`;
const lines = (count: number, text = 'x'.repeat(99)): string[] => Array.from({ length: count }, () => text);

describe('a summary', () => {
  test('has its parts behind one another', () => {
    const parts: Part[] = [
      { lines: ['a'] },
      { head: ['| h |'], lines: ['| 1 |', '| 2 |'], foot: ['end'] },
      { head: ['no lines'], lines: [] },
    ];
    expect(fitParts(parts)).toBe('a\n\n| h |\n| 1 |\n| 2 |\nend\n');
  });

  test('is never longer than it may be; what comes last gives way', () => {
    for (const most of [500, 1000, 5000, 20_000]) {
      const text = fitParts(
        [
          { lines: ['verdict'] },
          { head: ['roots'], lines: lines(20), left },
          { head: ['table'], lines: lines(50), left },
        ],
        most,
      );
      expect(Buffer.byteLength(text)).toBeLessThanOrEqual(most);
      expect(text.startsWith('verdict\n')).toBe(true);
    }
    const short = fitParts(
      [
        { head: ['roots'], lines: lines(3), left },
        { head: ['table'], lines: lines(50), foot: ['end'], left },
      ],
      2000,
    );
    expect(short).toContain('roots');
    expect(short).toMatch(/table\n(x{99}\n){14}and 36 more\nend\n$/);
  });

  test('counts bytes, as GitHub does', () => {
    expect(Buffer.byteLength(fitParts([{ lines: lines(100, '💥'.repeat(20)), left }], 3000))).toBeLessThanOrEqual(3000);
  });

  test('leaves out as a whole what cannot be cut', () => {
    expect(fitParts([{ lines: ['a'] }, { lines: lines(2) }, { lines: ['b'] }], 300)).toBe('a\n\nb\n');
  });

  test('of a run of six hundred that all failed with long words stays below 1 MiB', () => {
    const roots = { head: ['### Where it began'], lines: lines(600, 'x'.repeat(3000)), left };
    const text = fitParts([roots, { lines: ['| table |'] }]);
    expect(Buffer.byteLength(text)).toBeLessThan(1024 * 1024);
    expect(text).toContain('and 267 more');
  });
});
