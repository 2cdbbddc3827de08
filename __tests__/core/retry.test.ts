import { describe, expect, test } from 'vitest';
import { registryError } from '../../src/core/image-store.ts';
import { backOff, parseRetryAfter, retrying } from '../../src/core/retry.ts';

const NOW = Date.UTC(2026, 10, 22);

test.each([
  [undefined, undefined],
  ['0', 0],
  ['2', 2000],
  [' 120 ', 120_000],
  ['Sun, 22 Nov 2026 00:00:10 GMT', 10_000],
  ['Sat, 21 Nov 2026 00:00:00 GMT', 0],
  ['soon', undefined],
  ['', undefined],
])('Retry-After %j', (header, ms) => {
  expect(parseRetryAfter(header, NOW)).toBe(ms);
});

test.each([
  [1, 1, 0, 500],
  [2, 1, 0, 1000],
  [6, 1, 0, 16_000],
  [7, 1, 0, 30_000],
  [60, 1, 0, 30_000],
  [3, 0, 0, 0],
  [3, 0.5, 0, 1000],
  [3, 0, 2000, 2000],
  [3, 1, 2000, 2500],
])('try %i, random %d, asked for %i ms: %i ms', (tries, random, asked, ms) => {
  expect(backOff(tries, () => random, asked)).toBe(ms);
});

describe('retrying', () => {
  function world(step = 0): {
    clock: { now(): number; sleep(ms: number): Promise<void> };
    random: () => number;
    log: () => void;
    waits: number[];
  } {
    const waits: number[] = [];
    let now = 0;
    const sleep = (ms: number): Promise<void> => {
      waits.push(ms);
      now += ms;
      return Promise.resolve();
    };
    return { clock: { now: () => (now += step), sleep }, random: () => 1, log: () => undefined, waits };
  }
  const failing = (retries: number, retryAfter?: number) => (): Promise<never> =>
    Promise.reject(registryError('unavailable', 'h', 'down', { retries, retryAfter }));

  test.each([
    [0, []],
    [1, [500]],
    [2, [500, 1000]],
    [5, [500, 1000, 2000, 4000, 8000]],
    [99, [500, 1000, 2000, 4000, 8000]],
  ])('an error that allows %i more tries', async (retries, waits) => {
    const fake = world();
    await expect(retrying(fake, failing(retries))).rejects.toMatchObject({ code: 'unavailable', retries: 0 });
    expect(fake.waits).toEqual(waits);
  });

  test('five minutes are enough', async () => {
    const fake = world();
    await expect(retrying(fake, failing(5, 120_000))).rejects.toMatchObject({ code: 'unavailable' });
    expect(fake.waits).toEqual([120_500, 120_500 + 0]);
  });

  test('slow tries count, but those of uploads do not', async () => {
    const slow = world(100_000);
    await expect(retrying(slow, failing(5))).rejects.toMatchObject({ code: 'unavailable' });
    expect(slow.waits).toHaveLength(2);
    const upload = world(100_000);
    await expect(retrying(upload, failing(5), true)).rejects.toMatchObject({ code: 'unavailable' });
    expect(upload.waits).toHaveLength(5);
  });

  test('other errors are not ours to try again', async () => {
    const fake = world();
    await expect(retrying(fake, () => Promise.reject(new TypeError('bug')))).rejects.toThrow('bug');
    expect(fake.waits).toEqual([]);
  });
});
