import { describe, expect, it } from 'vitest';
import { bytesOf, durationRule, nanosecondsOf, sizeRule } from '../../src/core/quantity.ts';

describe('a size', () => {
  it.each([
    ['3 MB', 3_000_000],
    ['500 kB', 500_000],
    ['500KB', 500_000],
    ['1.5 GiB', 1_610_612_736],
    ['1KiB', 1024],
    ['7', 7],
    ['7 B', 7],
    ['0.5 kB', 500],
  ])('of %j', (text, bytes) => {
    expect(sizeRule(text)).toBeUndefined();
    expect(bytesOf(text)).toBe(bytes);
  });

  it.each(['', '0', '-1', '3 mb', '3  MB', '1e3', 'MB', '3 MB ', '1,5 MB', '0.1', '99999999999999 TB', '.5 MB'])(
    'is not %j',
    (text) => {
      expect(sizeRule(text)?.message).toBe(`'${text}' is not a size`);
    },
  );
});

describe('a duration', () => {
  it.each([
    ['30s', 30e9],
    ['1m30s', 90e9],
    ['1.5h', 5400e9],
    ['500ms', 5e8],
    ['1h0m0.5s', 3600.5e9],
    ['1000us', 1e6],
  ])('of %j', (text, nanoseconds) => {
    expect(durationRule(text)).toBeUndefined();
    expect(nanosecondsOf(text)).toBe(nanoseconds);
  });

  it.each(['', '30', '0s', '-1s', '1 s', '1d', 's', '1us', '1s '])('is not %j', (text) => {
    expect(durationRule(text)?.message).toBe(`'${text}' is not a duration`);
  });
});

it('long texts are refused in no time', () => {
  for (const text of ['9'.repeat(1e5), '1.'.repeat(5e4), '1s'.repeat(5e4), ' '.repeat(1e5)]) {
    expect(sizeRule(text)).toBeDefined();
    expect(durationRule(text)).toBeDefined();
  }
});
