import { describe, expect, test } from 'vitest';
import { watchEmerge } from '../../src/commands/watch.ts';
import type { Screen } from '../../src/core/screen.ts';

function open(): { shown: string[]; watch: ReturnType<typeof watchEmerge> } {
  const shown: string[] = [];
  const note =
    (what: string) =>
    (text: unknown = ''): void => {
      shown.push(`${what} ${String(text)}`.trim());
    };
  const screen: Screen = {
    ...{ say: note('say'), warn: note('warn'), problem: note('problem'), group: note('group') },
    ...{ endGroup: note('end'), child: note('child'), progress: note('progress') },
  };
  return { shown, watch: watchEmerge(screen) };
}

test('steps and packages are groups', () => {
  const { shown, watch } = open();
  const lines = [
    '>>> gentoo-image-builder: emerge',
    'Calculating dependencies ... done!',
    '>>> Emerging (1 of 2) dev-build/make-4.4::gentoo',
    '>>> Emerging binary (2 of 2) app-misc/jq-1::gentoo for /image-root/',
    'x',
  ];
  for (const line of lines) watch.onLine(line);
  watch.end();
  watch.end();
  expect(shown).toEqual([
    'group emerge',
    'progress emerge',
    'child Calculating dependencies ... done!',
    'group 1 of 2: dev-build/make-4.4 (into the builder)',
    'progress 1 of 2: dev-build/make-4.4 (into the builder)',
    'child >>> Emerging (1 of 2) dev-build/make-4.4::gentoo',
    'group 2 of 2: app-misc/jq-1',
    'progress 2 of 2: app-misc/jq-1',
    'child >>> Emerging binary (2 of 2) app-misc/jq-1::gentoo for /image-root/',
    'child x',
    'end',
  ]);
  expect(watch.lines()).toEqual(lines);
});

describe('what is kept', () => {
  test('are the last lines, however many come', () => {
    const { watch } = open();
    for (let index = 0; index < 100_000; index++) watch.onLine(String(index));
    expect(watch.lines()).toHaveLength(4000);
    expect(watch.lines().at(-1)).toBe('99999');
    expect(watch.lines()[0]).toBe('96000');
  });
});
