// Whether there is room for what a job fetches. In: compressed sizes, and what file systems have left. Out: words with
// figures where it does not fit. Never looks itself.

import { formatSize } from './result.ts';

/** Unpacked, an image takes three times its compressed size, and both lie there while it is fetched. */
const UNPACKED = 3.5;

/** A place that has to take something. */
export interface DiskPlace {
  readonly path: string;
  /** compressed bytes that will be fetched into it */
  readonly fetched: number;
  readonly free: number;
  /** tells file systems apart */
  readonly device: number;
}

/** What does not fit, in words; undefined when all does. Places on one file system share what it has. */
export function shortageOf(places: readonly DiskPlace[]): string | undefined {
  const devices = new Map<number, DiskPlace[]>();
  for (const place of places) devices.set(place.device, [...(devices.get(place.device) ?? []), place]);
  const short = [...devices.values()].filter((list) => needOf(list) > (list[0]?.free ?? 0));
  if (short.length === 0) return undefined;
  return short.map(describe).join('; ');
}

function needOf(places: readonly DiskPlace[]): number {
  return places.reduce((sum, { fetched }) => sum + fetched, 0) * UNPACKED;
}

function describe(places: readonly DiskPlace[]): string {
  const where = places.map(({ path }) => path).join(' and ');
  const fetched = places.reduce((sum, one) => sum + one.fetched, 0);
  const free = formatSize(places[0]?.free ?? 0);
  return `${where}: ${formatSize(needOf(places))} are needed (${UNPACKED} times the ${formatSize(fetched)} to fetch), ${free} are free`;
}
