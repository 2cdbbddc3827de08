// The periods of `refresh`. In: a time. Out: a text for each period, which is the same throughout it and then another.

export type Period = 'daily' | 'weekly' | 'monthly';

export const PERIODS: readonly Period[] = ['daily', 'weekly', 'monthly'];

/** In UTC: `2026-11-22`, `2026-W47` (ISO 8601), `2026-11`. `now`: milliseconds since 1970. */
export function periodsAt(now: number): Record<Period, string> {
  const daily = new Date(now).toISOString().slice(0, 10);
  return { daily, weekly: weekOf(now), monthly: daily.slice(0, 7) };
}

export function isPeriod(text: string): text is Period {
  return PERIODS.some((period) => period === text);
}

const DAY = 86_400_000;

/** A week belongs to the year of its Thursday. */
function weekOf(now: number): string {
  const day = Math.floor(now / DAY);
  // 1 January 1970 was a Thursday.
  const thursday = day - ((day + 3) % 7) + 3;
  const year = new Date(thursday * DAY).getUTCFullYear();
  const first = Math.floor(Date.UTC(year, 0, 1) / DAY);
  return `${year}-W${String(Math.floor((thursday - first) / 7) + 1).padStart(2, '0')}`;
}
