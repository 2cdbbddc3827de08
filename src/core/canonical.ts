// One text for one value: JSON whose keys are ordered by code unit, never by locale, with no white space.
// In: plain values, maps included. Out: text. What is undefined is left out, as JSON does.

export type Json = null | boolean | number | string | readonly Json[] | { readonly [key: string]: Json | undefined };

/** Canonical JSON of a value: equal values give equal text, in every locale and key order. */
export function canonicalJson(value: Json): string {
  if (value === null || typeof value !== 'object') return JSON.stringify(value);
  if (isList(value)) return `[${value.map(canonicalJson).join(',')}]`;
  const parts = Object.keys(value)
    .sort(byCodeUnit)
    .flatMap((key) => {
      const item = value[key];
      return item === undefined ? [] : [`${JSON.stringify(key)}:${canonicalJson(item)}`];
    });
  return `{${parts.join(',')}}`;
}

/** Order of strings by UTF-16 code unit, the same on every machine; for `sort`. */
export function byCodeUnit(a: string, b: string): number {
  return a < b ? -1 : Number(a > b);
}

/** A map of texts as a JSON object, so that it can be hashed and shown. */
export function recordOf(map: ReadonlyMap<string, string>): Record<string, string> {
  // Object.fromEntries defines properties, so a key such as `__proto__` is a key like any other.
  return Object.fromEntries([...map].sort(([a], [b]) => byCodeUnit(a, b)));
}

/** What a text says as JSON; undefined when it is none. */
export function parseJson(text: string): unknown {
  try {
    return JSON.parse(text) as unknown;
  } catch {
    return undefined;
  }
}

/** True for a JSON object: neither null nor a list. */
export function isRecord(value: unknown): value is Record<string, unknown> {
  return typeof value === 'object' && value !== null && !Array.isArray(value);
}

function isList(value: Json): value is readonly Json[] {
  return Array.isArray(value);
}
