// What an attacker, or a loop that writes YAML, may hand over: each file is answered, in a moment. What is not linear here ends by the time-out.

import { describe, expect, it } from 'vitest';
import { fillCatalog } from '../../src/core/defaults.ts';
import { parseDefinition } from '../../src/core/definition.ts';
import { UserError } from '../../src/core/problem.ts';
import { parseSource } from '../../src/core/source.ts';

const BUILDERS = 'builders: {default: {stage3: a/b:c, portage: a/p:20261116}}\n';

function times(count: number, make: (index: number) => string): string {
  return Array.from({ length: count }, (_, index) => make(index)).join('');
}

function image(lines: string): string {
  return `${BUILDERS}images:\n  - {name: a, ${lines}}\n`;
}

const long = 'x'.repeat(100_000);

describe('a file that goes to extremes', () => {
  it.each<[string, string, string | undefined]>([
    [
      '10,001 images',
      `${BUILDERS}images:\n${times(10_001, (i) => `- {name: a${i}}\n`)}`,
      'there are more than 10,000 images',
    ],
    ['10,000 images of one name', `${BUILDERS}images:\n${times(10_000, () => '- {name: a}\n')}`, "two images are 'a'"],
    [
      'a chain of 10,000 images',
      `${BUILDERS}images:\n${times(10_000, (i) => `- {name: a${i}, requires: a${i + 1}}\n`)}`,
      undefined,
    ],
    [
      'a chain of 5,000 builders',
      `builders:\n  default: {stage3: a/b, portage: latest}\n  b0: {extends: default}\n${times(5000, (i) => `  b${i + 1}: {extends: b${i}}\n`)}images: []\n`,
      "'b20' extends more than 20 builders, one after another",
    ],
    [
      'a ring of 5,000 builders',
      `builders:\n  default: {stage3: a/b, portage: latest}\n${times(5000, (i) => `  b${i}: {extends: b${(i + 1) % 5000}}\n`)}images: []\n`,
      "'b0' extends more than 20 builders, one after another",
    ],
    [
      'thousands of additions from thousands of images',
      `${BUILDERS}images:\n  - name: a\n    requires: [${times(5000, (i) => `r${i}, `)}z]\n    build:\n      add:\n${times(5000, (i) => `        - {image: q${i}, src: /a, dest: /b}\n`)}`,
      "'q0' is not required",
    ],
    [
      'a command of blank lines',
      `${BUILDERS}images:\n  - name: a\n    type: script\n    command: "${'\\n'.repeat(100_000)}"\n`,
      'what decides',
    ],
    [
      'a command of options',
      `${BUILDERS}images:\n  - name: a\n    type: script\n    command: "sh${' -e'.repeat(100_000)}"\n`,
      'what decides',
    ],
    ['a tag of beginnings', image(`tags: ["${'${{'.repeat(100_000)}"]`), "'${{' has no '}}'"],
    ['a tag of dates', image(`tags: ["${'date '.repeat(20_000)}"]`), 'no registry takes'],
    ['a long size', image(`size_budget: "${'9'.repeat(100_000)}"`), 'is not a size'],
    ['a long port', image(`expose: ["${'9'.repeat(100_000)}"]`), 'is not a port'],
    ['a long label', image(`labels: {"${long}": b}`), "cannot be a label's name"],
    ['a long profile', image(`build: {profile: "${'a/'.repeat(50_000)}"}`), 'is not a profile'],
    [
      'a long Dockerfile line',
      image(`build: {dockerfile: "FROM ${' AS'.repeat(30_000)} ${long} "}`),
      'is not an image reference',
    ],
    ['a long name', image(`requires: "${long}"`), 'cannot be a name'],
    ['dangerous names', image('env: {constructor: a, toString: b, hasOwnProperty: c}'), undefined],
  ])('%s', (_name, text, message) => {
    const found = messagesOf(text);
    if (message === undefined) expect(found).toEqual([]);
    else expect(found[0]).toContain(message);
    expect(({} as { prototype?: unknown }).prototype).toBeUndefined();
  });
});

function messagesOf(text: string): string[] {
  try {
    fillCatalog(parseDefinition([parseSource('images.yaml', text)]), { dates: new Map() });
    return [];
  } catch (error) {
    if (error instanceof UserError) return error.problems.map(({ message }) => message);
    throw error;
  }
}
