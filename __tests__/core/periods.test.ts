import { describe, expect, test } from 'vitest';
import { isPeriod, PERIODS, periodsAt } from '../../src/core/periods.ts';

describe('the periods of a time', () => {
  test.each([
    ['1970-01-01T00:00:00Z', '1970-01-01', '1970-W01', '1970-01'],
    ['1970-01-04T23:59:59.999Z', '1970-01-04', '1970-W01', '1970-01'],
    ['1970-01-05T00:00:00Z', '1970-01-05', '1970-W02', '1970-01'],
    ['2026-11-22T18:00:00Z', '2026-11-22', '2026-W47', '2026-11'],
    ['2026-11-23T00:00:00Z', '2026-11-23', '2026-W48', '2026-11'],
    // A week of the year before.
    ['2021-01-01T12:00:00Z', '2021-01-01', '2020-W53', '2021-01'],
    ['2021-01-03T23:59:59Z', '2021-01-03', '2020-W53', '2021-01'],
    ['2021-01-04T00:00:00Z', '2021-01-04', '2021-W01', '2021-01'],
    ['2022-01-02T00:00:00Z', '2022-01-02', '2021-W52', '2022-01'],
    ['2027-01-01T00:00:00Z', '2027-01-01', '2026-W53', '2027-01'],
    ['2027-01-04T00:00:00Z', '2027-01-04', '2027-W01', '2027-01'],
    // A week of the year after.
    ['2024-12-29T23:59:59Z', '2024-12-29', '2024-W52', '2024-12'],
    ['2024-12-30T00:00:00Z', '2024-12-30', '2025-W01', '2024-12'],
    ['2025-12-31T23:59:59Z', '2025-12-31', '2026-W01', '2025-12'],
    // A leap day.
    ['2024-02-29T23:59:59Z', '2024-02-29', '2024-W09', '2024-02'],
  ])('%s', (time, daily, weekly, monthly) => {
    expect(periodsAt(Date.parse(time))).toEqual({ daily, weekly, monthly });
  });

  test('a week has seven days, over fifty years', () => {
    const day = 86_400_000;
    const days = new Map<string, number>();
    const start = Date.UTC(2000, 0, 3);
    for (let now = start; now < start + 7 * 2600 * day; now += day) {
      const { weekly } = periodsAt(now);
      days.set(weekly, (days.get(weekly) ?? 0) + 1);
    }
    expect(days.size).toBe(2600);
    expect(new Set(days.values())).toEqual(new Set([7]));
  });
});

test.each([
  ['daily', true],
  ['weekly', true],
  ['monthly', true],
  ['Daily', false],
  ['yearly', false],
  ['', false],
  ['constructor', false],
])('%s is a period: %s', (text, is) => {
  expect(isPeriod(text)).toBe(is);
  expect(PERIODS.includes(text as never)).toBe(is);
});
