// Golden cases: what a user reads for an images file with mistakes. A folder of `cases/errors` is a case: `images.yaml`,
// the files that it includes, and `expected.txt`, the whole text that `build` would say. `UPDATE_CASES=1 npx vitest run __tests__/cases.test.ts` writes the texts anew.

import { existsSync, readFileSync, readdirSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import process from 'node:process';
import { describe, expect, it } from 'vitest';
import { fillCatalog } from '../src/core/defaults.ts';
import { parseDefinition } from '../src/core/definition.ts';
import { includesOf } from '../src/core/include.ts';
import { notYetProblems } from '../src/core/not-yet.ts';
import { UserError, formatProblem, refuse } from '../src/core/problem.ts';
import { parseSource } from '../src/core/source.ts';

const folder = join(import.meta.dirname, 'cases', 'errors');
const update = process.env.UPDATE_CASES === '1';

describe('errors of an images file', () => {
  const entries = readdirSync(folder, { withFileTypes: true });
  const names = entries
    .filter((entry) => entry.isDirectory())
    .map(({ name }) => name)
    .sort();

  it('is a rich collection', () => {
    expect(names.length).toBeGreaterThanOrEqual(75);
  });

  it.each(names)('%s', (name) => {
    const expected = join(folder, name, 'expected.txt');
    const text = errorText(join(folder, name));
    if (update) writeFileSync(expected, text);
    expect(existsSync(expected), `${name} has no expected.txt`).toBe(true);
    expect(text).toBe(readFileSync(expected, 'utf8'));
  });
});

function errorText(place: string): string {
  const read = (path: string) => parseSource(path, readFileSync(join(place, path), 'utf8'));
  try {
    const main = read('images.yaml');
    const definition = parseDefinition([main, ...includesOf(main).map(({ path }) => read(path))]);
    refuse(notYetProblems(fillCatalog(definition, { dates: new Map() }).notYet, 'build'));
  } catch (error) {
    if (error instanceof UserError) return `${error.problems.map(formatProblem).join('\n\n')}\n`;
    throw error;
  }
  return 'no error\n';
}
