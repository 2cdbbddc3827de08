import { expect, test } from 'vitest';
import { type DiskPlace, shortageOf } from '../../src/core/disk-need.ts';

const GB = 1_000_000_000;
const place = (path: string, fetched: number, free: number, device = 1): DiskPlace => ({ path, fetched, free, device });

test.each<[string, DiskPlace[], string | undefined]>([
  ['nothing to fetch', [place('/d', 0, 0)], undefined],
  ['just enough', [place('/d', GB, 3.5 * GB)], undefined],
  [
    'one byte too few',
    [place('/d', GB, 3.5 * GB - 1)],
    '/d: 3.5 GB are needed (3.5 times the 1.0 GB to fetch), 3.5 GB are free',
  ],
  ['two places, each with enough', [place('/d', GB, 4 * GB), place('/t', GB, 4 * GB, 2)], undefined],
  [
    'two places that share one disk',
    [place('/d', GB, 4 * GB), place('/t', GB / 2, 4 * GB)],
    '/d and /t: 5.3 GB are needed (3.5 times the 1.5 GB to fetch), 4.0 GB are free',
  ],
  [
    'both too small',
    [place('/d', GB, GB), place('/t', GB, 0, 2)],
    '/d: 3.5 GB are needed (3.5 times the 1.0 GB to fetch), 1.0 GB are free; /t: 3.5 GB are needed (3.5 times the 1.0 GB to fetch), 0 B are free',
  ],
])('%s', (_name, places, words) => {
  expect(shortageOf(places)).toBe(words);
});
