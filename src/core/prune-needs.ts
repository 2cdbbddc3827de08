// What an image stands on, by the ingredients that it carries. In: the text of their label. Out: fingerprints.

import { isRecord, parseJson } from './canonical.ts';
import { isFingerprint } from './fingerprint.ts';

/** An image that carries none, such as one that a script made, stands on nothing that we know of. */
export function parseIngredients(text: string | undefined): { ancestors: string[]; builders: string[] } {
  const value = text === undefined ? undefined : parseJson(text);
  if (!isRecord(value)) return { ancestors: [], builders: [] };
  const { parent, builder, needs, add } = value;
  const copied = listOf(add).flatMap((one) => (isRecord(one) ? [one.image] : []));
  return {
    ancestors: [parent, ...listOf(needs), ...copied].filter(isPrint),
    builders: [builder, ...copied].filter(isPrint),
  };
}

function listOf(value: unknown): readonly unknown[] {
  return Array.isArray(value) ? value : [];
}

function isPrint(value: unknown): value is string {
  return typeof value === 'string' && isFingerprint(value);
}
