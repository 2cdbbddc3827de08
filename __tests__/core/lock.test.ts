import { describe, expect, test } from 'vitest';
import {
  describeMove,
  formatLock,
  lockPath,
  movesBetween,
  parseLock,
  pinsOfNames,
  withLock,
} from '../../src/core/lock.ts';
import { describeUpdate, type LockUpdate, updateMarkdown, updateTitle } from '../../src/core/lock-report.ts';
import type { Pin, Pins } from '../../src/core/pins.ts';
import { formatProblem, UserError } from '../../src/core/problem.ts';
import { DIGEST, OTHER_DIGEST } from '../fakes/catalog.ts';

const pins = (names: Record<string, Pin>): Pins => ({ scheme: 1, names });

function problemsOf(text: string): string {
  try {
    parseLock('images.lock.yaml', text);
    return 'no problem';
  } catch (error) {
    if (!(error instanceof UserError)) throw error;
    return error.problems.map(formatProblem).join('\n');
  }
}

test.each([
  ['images.yaml', 'images.lock.yaml'],
  ['sub/images.yml', 'sub/images.lock.yml'],
  ['images', 'images.lock.yaml'],
  ['my.images.YAML', 'my.images.lock.YAML'],
])('the lock of %s is %s', (file, lock) => {
  expect(lockPath(file)).toBe(lock);
});

describe('the text', () => {
  const some = pins({
    'b/portage:latest': { date: '20261116', digest: DIGEST },
    'a/stage3:x': { digest: OTHER_DIGEST },
  });
  const text = `# What the moving names of images.yaml stand for. Written by \`gentoo-image-builder update\`; commit it.
scheme: 1
names:
  "a/stage3:x":
    digest: "${OTHER_DIGEST}"
  "b/portage:latest":
    date: "20261116"
    digest: "${DIGEST}"
`;

  test('is the same whatever the order', () => {
    expect(formatLock('sub/images.yaml', some)).toBe(text);
    expect(formatLock('images.yaml', pins(Object.fromEntries(Object.entries(some.names).reverse())))).toBe(text);
  });

  test('comes back as the same pins', () => {
    expect(parseLock('images.lock.yaml', text).pins).toEqual(some);
    expect(parseLock('images.lock.yaml', formatLock('images.yaml', pins({}))).pins).toEqual(pins({}));
    // As people write it: without quotes a date is a number.
    expect(parseLock('x', 'scheme: 1\nnames: {a/p:latest: {date: 20261116}}').pins).toEqual(
      pins({ 'a/p:latest': { date: '20261116' } }),
    );
  });

  test('a name is any text', () => {
    const strange = pins({ __proto__: { digest: DIGEST }, 'a: "b" # c\n': { digest: DIGEST } });
    expect(Object.keys(parseLock('x', formatLock('x', strange)).pins.names).sort()).toEqual(
      Object.keys(strange.names).sort(),
    );
  });

  test.each([
    ['[]', 'images.lock.yaml:1:1 images.lock.yaml is no lock of scheme 1\n  []\n  ~~'],
    ['scheme: 2\nnames: {}', 'images.lock.yaml:1:1 images.lock.yaml is no lock of scheme 1\n  scheme: 2\n  ~~~~~~~~~'],
    [
      'scheme: 1\nnames:\n  a: {digest: sha256:12}\n  b: {date: 2026}\n  c: x\n',
      `images.lock.yaml:3:6 what 'a' is locked to is no digest, no date and no commit
  a: {digest: sha256:12}
     ~~~~~~~~~~~~~~~~~~~`.replaceAll('\n  ', '\n    '),
    ],
  ])('%j is none', (given, start) => {
    expect(problemsOf(given).slice(0, start.length)).toBe(start);
    expect(problemsOf(given)).toContain(
      'hint: it is written by `gentoo-image-builder update`: take it back from git, or delete it and write it anew',
    );
  });

  test('all that is wrong is said at once', () => {
    const said = problemsOf('scheme: 1\nnames:\n  a: {digest: sha256:12}\n  b: {date: 2026}\n  c: x\n');
    expect(said.match(/what '.' is locked to/g)).toEqual([
      "what 'a' is locked to",
      "what 'b' is locked to",
      "what 'c' is locked to",
    ]);
  });
});

describe('moves', () => {
  const before = pins({
    p: { date: '20261109', digest: DIGEST },
    s: { digest: DIGEST },
    gone: { digest: DIGEST },
    same: { digest: DIGEST },
  });
  const after = pins({
    ...{ p: { digest: OTHER_DIGEST, date: '20261116' }, s: { digest: OTHER_DIGEST } },
    ...{ new: { date: '20261116' }, same: { digest: DIGEST } },
  });

  test('in words', () => {
    expect(movesBetween(before, after).map(describeMove)).toEqual([
      'gone: no longer named',
      'new: new, 20261116',
      'p: 20261109 -> 20261116',
      `s: ${DIGEST.slice(0, 19)} -> ${OTHER_DIGEST.slice(0, 19)}`,
    ]);
    expect(movesBetween(after, after)).toEqual([]);
  });

  test('what is told wins over the lock, by name', () => {
    const told = withLock(pins({ s: { digest: OTHER_DIGEST } }), before);
    expect(told.names).toEqual({ ...before.names, s: { digest: OTHER_DIGEST } });
    expect(pinsOfNames(told, new Set(['s', 'unknown'])).names).toEqual({ s: { digest: OTHER_DIGEST } });
  });
});

describe('reports', () => {
  const update: LockUpdate = {
    file: 'images.lock.yaml',
    text: '',
    isNew: false,
    moves: movesBetween(pins({ 'b/p:latest': { date: '20261109' } }), pins({ 'b/p:latest': { date: '20261116' } })),
    rebuilt: ['base', 'go'],
    images: 3,
  };

  test('a pull request says what moves and what that builds', () => {
    expect(updateTitle(update)).toBe('Move the pins of images.lock.yaml to 20261116');
    expect(updateMarkdown(update)).toBe(`\`images.lock.yaml\` moves one pin:

- \`b/p:latest: 20261109 -> 20261116\`

Rebuilds 2 of 3 images:

- \`base\`
- \`go\`
`);
  });

  test('a name cannot leave its place', () => {
    const moves = [{ name: 'a`\n@someone', from: undefined, to: { digest: DIGEST } }];
    expect(updateMarkdown({ ...update, moves, rebuilt: [] })).toContain(
      `- \`a  @someone: new, ${DIGEST.slice(0, 19)}\`\n`,
    );
    expect(updateMarkdown({ ...update, moves, rebuilt: [] })).toContain('\nRebuilds nothing.\n');
    expect(updateTitle({ ...update, moves })).toBe('Move the pins of images.lock.yaml');
  });

  test('thousands of images are not all listed', () => {
    const rebuilt = Array.from({ length: 10_000 }, (_, index) => `image-${index}`);
    const text = updateMarkdown({ ...update, rebuilt, images: 10_000 });
    expect(text).toContain('Rebuilds 10000 of 10000 images:\n');
    expect(text).toContain('- and 9800 more\n');
    expect(text.length).toBeLessThan(60_000);
  });

  test('a first lock tells nothing of what it builds', () => {
    expect(describeUpdate({ ...update, isNew: true, rebuilt: [] }, true)).toEqual([
      'images.lock.yaml:',
      '  b/p:latest: 20261109 -> 20261116',
      'there was no lock before: `plan` says what has to be built',
    ]);
  });
});
