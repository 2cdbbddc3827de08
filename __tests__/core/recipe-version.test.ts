// RECIPE is an ingredient of every fingerprint: the container scripts may not change what they make without it.

import { createHash } from 'node:crypto';
import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { expect, test } from 'vitest';
import { RECIPE } from '../../src/core/fingerprint.ts';

/** By number: SHA-256 over the names and bytes of `src/container/*.sh`. */
const RECORDED: Readonly<Record<number, string>> = {
  1: 'db2f8e53b9a522047a0b243552221ab7dadfa79b57069409768ea4388f692ae1',
};

const folder = join(import.meta.dirname, '../../src/container');

function hashScripts(): string {
  const hash = createHash('sha256');
  for (const name of readdirSync(folder).sort()) {
    const bytes = readFileSync(join(folder, name));
    hash.update(`${name} ${bytes.length}\n`).update(bytes);
  }
  return hash.digest('hex');
}

test('the container scripts are those that RECIPE stands for', () => {
  const found = hashScripts();
  const decision = [
    'src/container/*.sh changed. Decide:',
    `- the same images come of it (a message, a comment, speed): record '${found}' for recipe ${RECIPE}`,
    `- other bytes come of it: raise RECIPE in src/core/fingerprint.ts to ${RECIPE + 1} and record the hash for that;`,
    '  every image is then built anew',
    'RECORDED is in __tests__/core/recipe-version.test.ts',
  ].join('\n');
  expect(found, decision).toBe(RECORDED[RECIPE]);
});

test('numbers are never used twice', () => {
  expect(Math.max(...Object.keys(RECORDED).map(Number))).toBe(RECIPE);
});
