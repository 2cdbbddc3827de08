// The log as the runner reads it: which commands it would obey is told by `obeyed`, a small model of the runner.
// https://github.com/actions/runner/blob/main/src/Runner.Worker/ActionCommandManager.cs

import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, test, vi } from 'vitest';
import * as github from '../../src/adapters/github.ts';
import type { Screen } from '../../src/core/screen.ts';
import { placeAt } from '../fakes/catalog.ts';

let printed = '';
let folder = '';
let screen: Screen;
beforeEach(() => {
  printed = '';
  folder = mkdtempSync(join(tmpdir(), 'github-'));
  vi.spyOn(process.stdout, 'write').mockImplementation((chunk) => {
    printed += String(chunk);
    return true;
  });
  screen = github.openLog((text) => process.stdout.write(text), 'sub');
});
afterEach(() => {
  vi.restoreAllMocks();
  vi.unstubAllEnvs();
  rmSync(folder, { recursive: true });
});

/** The commands that a runner obeys in what was printed: at the start of a line, not while stopped. */
function obeyed(): string[] {
  const commands: string[] = [];
  let token: string | undefined;
  for (const line of printed.split(/\r\n|\r|\n/)) {
    const text = line.trimStart();
    if (token !== undefined) {
      if (text.trimEnd() === `::${token}::`) token = undefined;
      continue;
    }
    const stop = /^::stop-commands::(.+)$/.exec(text);
    if (stop) token = stop[1];
    else if (/^::[a-z-]+( .*?)?::/.test(text)) commands.push(text);
    // Old runners know this form, anywhere in a line.
    else if (/##\[[a-z-]+/.test(text)) commands.push(text);
  }
  return commands;
}
const hidden = (): string => printed.replaceAll(/gib-[0-9a-f]{32}/g, 'TOKEN');

describe('what a child prints', () => {
  test.each([
    '::error::x',
    '  ::set-env name=PATH::/evil',
    '::add-path::/evil',
    'x\r::add-mask::y',
    'x\n::stop-commands::mine\n::mine::',
    '##[set-output name=a]b',
    '##[group]x',
    '::endgroup::',
  ])('%j is not obeyed', (line) => {
    screen.child('first');
    screen.child(line);
    screen.endGroup();
    expect(obeyed()).toEqual([]);
  });

  test('stands behind a bar, line by line', () => {
    screen.child('a.c: x\r\ny');
    expect(hidden()).toBe('::stop-commands::TOKEN\n| a.c: x\n| \n| y\n');
  });

  // Patterns as actions ship them for gcc, tsc, eslint, go, python.
  test.each<[string, RegExp, string]>([
    ['gcc', /^(.*):(\d+):(\d+):\s+(?:fatal\s+)?(warning|error):\s+(.*)$/, 'a.c:1:25: error: undeclared'],
    ['gcc, in words of ours', /^(.*):(\d+):(\d+):\s+(warning|error):\s+(.*)$/, 'base: it failed: a.c:1:25: error: x'],
    [
      'tsc',
      /^(?:\s+\d+>)?([^\s].*)\((\d+),?(\d*)?\)\s*:\s+(error|warning|info)\s+(\w{1,2}\d+)\s*:\s*(.*)$/,
      'a.ts(3,4): error TS2304: x',
    ],
    [
      'eslint',
      /^(.+):\sline\s(\d+),\scol\s(\d+),\s(Error|Warning|Info)\s-\s(.+)\s\((.+)\)$/,
      'a.js: line 3, col 4, Error - x (y)',
    ],
    ['go', /^\s*(.+\.go):(?:(\d+):(\d+):)? (.*)/, './a.go:3:4: undefined: x'],
    ['python', /^\s*File\s"?(.*?)"?,\sline\s(\d+).*$/, '  File "a.py", line 3, in x'],
  ])('is no bait for the problem matcher of %s', (_, pattern, line) => {
    expect(line).toMatch(pattern);
    screen.child(line);
    screen.say(line);
    for (const shown of printed.split('\n')) expect(shown).not.toMatch(pattern);
    expect(printed.replaceAll('\u2060', '')).toContain(`| ${line}\n${line}\n`);
  });

  test('leaves what people copy as it is', () => {
    const lines = ['pushed: 127.0.0.1:5000/x/base:20261116', 'planned: 5 in 5 jobs', 'sha256:123'];
    for (const line of lines) screen.say(line);
    expect(printed).toContain(`${lines.join('\n')}\n`);
  });

  test('is shielded by a token that nobody can guess: another each time', () => {
    for (const line of ['a', 'b']) {
      screen.child(line);
      screen.endGroup();
    }
    const tokens = [...printed.matchAll(/stop-commands::(.+)/g)].map(([, token]) => token);
    expect(new Set(tokens).size).toBe(2);
  });
});

test('the command that resumes begins a line, whatever was printed before', () => {
  screen.child('x');
  process.stdout.write('no end of a line');
  screen.endGroup();
  expect(hidden()).toBe('::stop-commands::TOKEN\n| x\nno end of a line\n::TOKEN::\n');
  screen.warn('careful');
  expect(obeyed()).toEqual(['::warning::careful']);
});

test('words of ours are shielded too', () => {
  screen.say('::error::x');
  screen.say('## [x]');
  screen.endGroup();
  expect(obeyed()).toEqual([]);
});

describe('groups', () => {
  test('begin and end between what children print', () => {
    screen.group('one');
    screen.child('::error::a');
    screen.group('two\n::error::b');
    screen.child('c');
    screen.endGroup();
    screen.endGroup();
    screen.say('done');
    screen.endGroup();
    expect(obeyed()).toEqual(['::group::one', '::endgroup::', '::group::two ::error::b', '::endgroup::']);
  });
});

describe('a problem', () => {
  test('is an annotation at its place, as the repository names the file', () => {
    screen.group('x');
    screen.child('y');
    screen.problem({ code: 'bad-value', message: '50% wrong\nreally', place: placeAt(7, 'tag: x'), hint: 'mend it' });
    expect(obeyed()).toEqual([
      '::group::x',
      '::endgroup::',
      '::error file=sub/images.yaml,line=7,col=3::50%25 wrong%0Areally%0Ahint: mend it',
    ]);
  });

  test('names the other places that belong to it', () => {
    const related = [{ message: 'the other one', place: placeAt(9, 'tag: y') }];
    screen.problem({ code: 'clash', message: 'twice', place: placeAt(7, 'tag: x'), related });
    expect(obeyed()).toEqual(['::error file=sub/images.yaml,line=7,col=3::twice%0Aimages.yaml:9:3 the other one']);
  });

  test('may have no place', () => {
    screen.problem({ code: 'bad-value', message: 'x' });
    expect(obeyed()).toEqual(['::error::x']);
  });

  test('does not open a hole: children are shielded behind it', () => {
    screen.problem({ code: 'bad-value', message: 'x' });
    screen.child('::error::y');
    screen.endGroup();
    expect(obeyed()).toEqual(['::error::x']);
  });
});

test('progress is quiet', () => {
  screen.progress('x');
  expect(printed).toBe('');
});

describe('what goes to the runner', () => {
  test('outputs go to their file, whatever is in them', () => {
    const file = join(folder, 'output');
    writeFileSync(file, '');
    vi.stubEnv('GITHUB_OUTPUT', file);
    github.writeOutput('levels', '[1]\n::error::x');
    const text = readFileSync(file, 'utf8');
    const delimiter = /^levels<<(ghadelimiter_\S+)\n/.exec(text)?.[1] ?? '';
    expect(text).toBe(`levels<<${delimiter}\n[1]\n::error::x\n${delimiter}\n`);
    expect(printed).toBe('');
  });

  test('the summary, where the runner has one', async () => {
    vi.stubEnv('GITHUB_STEP_SUMMARY', undefined);
    await github.writeSummary('| a |');
    const file = join(folder, 'summary');
    writeFileSync(file, '');
    vi.stubEnv('GITHUB_STEP_SUMMARY', file);
    await github.writeSummary('| b |');
    expect(readFileSync(file, 'utf8')).toBe('| b |\n');
  });

  test('inputs come as the runner passes them', () => {
    vi.stubEnv('INPUT_IMAGES-FILE', ' a.yaml ');
    expect([github.readInput('images-file'), github.readInput('nope')]).toEqual(['a.yaml', '']);
  });

  test('secrets are hidden, nothing is not', () => {
    github.hide('');
    github.hide('s3cret');
    expect(obeyed()).toEqual(['::add-mask::s3cret']);
  });
});

describe('the event', () => {
  test.each<[string, string | undefined, unknown]>([
    [
      'its default branch',
      '{"repository":{"default_branch":"trunk"}}',
      { name: 'push', ref: 'refs/heads/x', defaultBranch: 'trunk' },
    ],
    ['a payload that does not say it', '{}', { name: 'push', ref: 'refs/heads/x', defaultBranch: 'main' }],
    ['no payload', undefined, { name: 'push', ref: 'refs/heads/x', defaultBranch: 'main' }],
  ])('%s', (_, payload, event) => {
    vi.stubEnv('GITHUB_EVENT_NAME', 'push');
    vi.stubEnv('GITHUB_REF', 'refs/heads/x');
    expect(github.readEvent(payload)).toEqual(event);
  });

  test('is none outside of GitHub', () => {
    vi.stubEnv('GITHUB_EVENT_NAME', undefined);
    expect(github.readEvent('{}')).toBeUndefined();
  });
});
