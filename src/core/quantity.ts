// Sizes and durations as people write them. In: a text such as `3 MB` or `1m30s`. Out: bytes or nanoseconds, and the
// rules that hold such texts. Never rounds up: a part of a byte or nanosecond is dropped.

import type { Rule } from './written.ts';

const SIZE = /^(\d{1,15}(?:\.\d{1,9})?) ?(B|kB|KB|MB|GB|TB|KiB|MiB|GiB|TiB)?$/;
const BYTES: Readonly<Record<string, number>> = {
  ...{ B: 1, kB: 1e3, KB: 1e3, MB: 1e6, GB: 1e9, TB: 1e12 },
  ...{ KiB: 2 ** 10, MiB: 2 ** 20, GiB: 2 ** 30, TiB: 2 ** 40 },
};

/** Go's durations, which docker takes. */
const DURATION = /^(?:\d{1,9}(?:\.\d{1,9})?(?:ms|us|ns|h|m|s)){1,6}$/;
const NANOSECONDS: Readonly<Record<string, number>> = { h: 3600e9, m: 60e9, s: 1e9, ms: 1e6, us: 1e3, ns: 1 };

/** Docker refuses shorter ones. */
const LEAST_DURATION = 1e6;

/** `3 MB`, `500 kB`, `1.5 GiB`, or a number of bytes. */
export const sizeRule: Rule = (text) => {
  const size = SIZE.test(text) ? bytesOf(text) : 0;
  if (size > 0 && Number.isSafeInteger(size)) return undefined;
  const hint = "write a number and a unit, such as '3 MB', '500 kB' or '1.5 GiB'";
  return { code: 'bad-value', message: `'${clip(text)}' is not a size`, hint };
};

/** `30s`, `1m30s`, `500ms`. */
export const durationRule: Rule = (text) => {
  if (DURATION.test(text) && nanosecondsOf(text) >= LEAST_DURATION) return undefined;
  const hint = /^\d+$/.test(text)
    ? `write it with its unit, such as ${text === '0' ? '1' : text}s`
    : "write it as '30s', '1m30s' or '500ms', not shorter than 1ms";
  return { code: 'bad-value', message: `'${clip(text)}' is not a duration`, hint };
};

/** Bytes of a text that `sizeRule` lets pass. */
export function bytesOf(text: string): number {
  const [, count = '0', unit = 'B'] = SIZE.exec(text) ?? [];
  return Math.floor(Number(count) * (BYTES[unit] ?? 1));
}

/** Nanoseconds of a text that `durationRule` lets pass. */
export function nanosecondsOf(text: string): number {
  const parts = [...text.matchAll(/(\d+(?:\.\d+)?)(ms|us|ns|h|m|s)/g)];
  return Math.floor(parts.reduce((sum, [, count, unit = '']) => sum + Number(count) * (NANOSECONDS[unit] ?? 0), 0));
}

function clip(text: string): string {
  return text.length > 80 ? `${text.slice(0, 77)}...` : text;
}
