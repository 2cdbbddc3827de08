import { Writable } from 'node:stream';
import { afterEach, describe, expect, test, vi } from 'vitest';
import { openTerminal } from '../../src/adapters/terminal.ts';
import type { Screen } from '../../src/core/screen.ts';
import { placeAt } from '../fakes/catalog.ts';

const WIPE = '\r\u001b[2K';

afterEach(() => {
  vi.useRealTimers();
});

function open(options: { isTTY?: boolean; verbose?: boolean; columns?: number; now?: () => number } = {}): {
  screen: Screen;
  text: () => string;
} {
  const chunks: string[] = [];
  const out = new Writable({
    write(chunk, _encoding, done): void {
      chunks.push(String(chunk));
      done();
    },
  });
  const { isTTY = false, verbose = false, columns = 80, now = (): number => 0 } = options;
  return {
    screen: openTerminal({ out: Object.assign(out, { isTTY, columns }), verbose, now }),
    text: () => chunks.join(''),
  };
}

function everything(screen: Screen): void {
  screen.say('go: build');
  screen.progress('pull');
  screen.group('emerge');
  screen.child('gcc -c a.c');
  screen.warn('careful');
  screen.problem({ code: 'bad-value', message: 'no', place: placeAt(3, 'x: y'), hint: 'yes' });
  screen.endGroup();
  screen.say('done');
}

describe('a pipe', () => {
  const shown = `go: build
  emerge
warning: careful
images.yaml:3:3 no
    x: y
    ~~~~
  hint: yes
done
`;
  test('gets plain lines', () => {
    const { screen, text } = open();
    everything(screen);
    expect(text()).toBe(shown);
  });

  test('gets what children print when all is wanted', () => {
    const { screen, text } = open({ verbose: true });
    everything(screen);
    expect(text()).toBe(shown.replace('warning', '    | gcc -c a.c\nwarning'));
  });
});

describe('a terminal', () => {
  test('shows what is going on in place', () => {
    const { screen, text } = open({ isTTY: true });
    screen.progress('pull');
    screen.say('a line');
    screen.endGroup();
    screen.say('done');
    expect(text()).toBe(`${WIPE}  pull${WIPE}a line\n${WIPE}  pull${WIPE}done\n`);
  });

  test('shows how long it takes', () => {
    vi.useFakeTimers();
    let now = 0;
    const { screen, text } = open({ isTTY: true, now: () => now });
    screen.progress('pull');
    now = 65_000;
    vi.advanceTimersByTime(1000);
    screen.endGroup();
    vi.advanceTimersByTime(5000);
    expect(text()).toBe(`${WIPE}  pull${WIPE}  pull (65 s)${WIPE}`);
  });

  test('is never wider than it is', () => {
    const { screen, text } = open({ isTTY: true, columns: 10 });
    screen.progress('a title\nthat is long');
    expect(text()).toBe(`${WIPE}  a title`);
    screen.endGroup();
  });

  test('shows one thing at a time', () => {
    const { screen, text } = open({ isTTY: true });
    screen.progress('one');
    screen.progress('two');
    screen.group('part');
    screen.endGroup();
    expect(text()).toBe(`${WIPE}  one${WIPE}${WIPE}  two${WIPE}  part\n`);
  });
});

describe('what children print', () => {
  test.each([
    ['\u001b[31mred\u001b[0m', 'red'],
    ['\u001b]0;a title\u0007x', ']0;a titlex'],
    ['\u001b[2J\u001b[1;1Hx', 'x'],
    ['a\bb\u007fc\u0000', 'abc'],
    ['\u009b31mred', 'red'],
    ['a\tb ä €', 'a\tb ä €'],
    ['over\rwritten', 'overwritten'],
  ])('%j cannot move the cursor', (line, shown) => {
    const { screen, text } = open({ verbose: true });
    screen.child(line);
    expect(text()).toBe(`    | ${shown}\n`);
  });

  test('cannot do so in a reason either', () => {
    const { screen, text } = open();
    screen.problem({ code: 'bad-value', message: 'it said \u001b[2Jboo\nand more' });
    expect(text()).toBe('it said boo\nand more\n');
  });
});
