// Every recording of emerge, read. What is made of each stands in `fixtures/emerge-explained.txt`, a line a recording:
// `package | phase | reason | hint`. `npx vitest run __tests__/core/emerge-log.test.ts -u` writes it; read it critically.

import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, test } from 'vitest';
import { explainEmerge, type Progress, readProgress } from '../../src/core/emerge-log.ts';

const folder = join(import.meta.dirname, '../fixtures/emerge');
const names = readdirSync(folder)
  .filter((name) => name.endsWith('.txt'))
  .map((name) => name.replace('.txt', ''));

/** A recording has standard output, `rc=N`, standard error with a mark before each line. */
function load(name: string): { lines: string[]; code: string | undefined } {
  const text = readFileSync(join(folder, `${name}.txt`), 'utf8');
  const lines = text.split('\n').map((line) => line.replace(/^\[stderr\] ?/, ''));
  return { lines: lines.filter((line) => !/^rc=\d+$/.test(line)), code: /^rc=(\d+)$/m.exec(text)?.[1] };
}

function explain(lines: readonly string[]): string {
  const failure = explainEmerge(lines);
  if (!failure) return 'nothing failed';
  return [failure.package, failure.phase, failure.reason, failure.hint].map((one) => one ?? '-').join(' | ');
}

test('every recording is explained', async () => {
  const explained = names.map((name) => `${name}: ${explain(load(name).lines)}\n`).join('');
  await expect(explained).toMatchFileSnapshot('../fixtures/emerge-explained.txt');
});

describe('what went well', () => {
  const well = names.filter((name) => load(name).code === '0');

  test('is among the recordings', () => {
    expect(well).toEqual(
      expect.arrayContaining(['ok', 'nothing-to-do', 'bad-package-use', 'use-change-autounmask-continue']),
    );
  });

  test.each([...well, 'usepkg'])('%s', (name) => {
    expect(explainEmerge(load(name).lines)).toBeUndefined();
  });
});

test.each(names.filter((name) => !['0', undefined].includes(load(name).code)))('%s is explained in words', (name) => {
  const failure = explainEmerge(load(name).lines);
  expect(failure?.reason).toMatch(/\S/);
  expect(JSON.stringify(failure)).not.toMatch(/undefined|\\u001b/);
});

describe('what surrounds a failure', () => {
  const failed = load('unknown-atom').lines;

  test('an earlier step of ours does not count', () => {
    const before = [...load('masked').lines, '>>> gentoo-image-builder: emerge'];
    expect(explain([...before, ...failed])).toBe(explain(failed));
    expect(explainEmerge([...failed, '>>> gentoo-image-builder: hook finish_build'])).toBeUndefined();
  });

  test('words of an earlier package are not the reason', () => {
    const other = ['>>> Compiling source in /x ...', 'y.c:1:1: error: only a test', '>>> Source compiled.'];
    expect(explain([...other, ...load('setup-fail').lines])).toBe('app-misc/setupfail-1 | setup | setup says no | -');
  });

  test('one similar name is told otherwise than several', () => {
    const one = [
      'emerge: there are no ebuilds to satisfy "app-misc/jqq" for /x/.',
      'emerge: Maybe you meant app-misc/jq?',
    ];
    expect(explain(one)).toBe('app-misc/jqq | resolve | there is no such package | did you mean app-misc/jq?');
  });

  test('colors do not hide it', () => {
    const colored = load('compile-fail').lines.map((line) => `\u001b[32m${line.slice(0, 2)}\u001b[0m${line.slice(2)}`);
    expect(explain(colored)).toBe(explain(load('compile-fail').lines));
  });

  test('a word on the jobs in between does not cut the phase short', () => {
    const lines = ['>>> Compiling source in /x ...', 'a.c:1:1: error: y', '>>> Jobs: 0 of 1 complete, 1 running'];
    expect(explain([...lines, ' * ERROR: a/b-1::gentoo failed (compile phase):', ' *   emake failed'])).toBe(
      'a/b-1 | compile | emake failed: a.c:1:1: error: y | -',
    );
  });

  test('a linker’s words are better than that it failed', () => {
    const lines = [
      "/usr/bin/ld: a.o: undefined reference to `x'",
      'collect2: error: ld returned 1 exit status',
      'make[1]: *** [x] Error 1',
    ];
    expect(
      explain([
        '>>> Compiling source in /x ...',
        ...lines,
        ' * ERROR: a/b-1::gentoo failed (compile phase):',
        ' *   emake failed',
      ]),
    ).toBe("a/b-1 | compile | emake failed: /usr/bin/ld: a.o: undefined reference to `x' | -");
  });

  test('several masks want several entries', () => {
    const lines = [
      '!!! All ebuilds that could satisfy "a/b" for /target/ have been masked.',
      '- a/b-2::gentoo (masked by: package.mask, ~amd64 keyword)',
    ];
    expect(explain(lines)).toBe(
      'a/b | resolve | a/b-2 is masked by package.mask, ~amd64 keyword | add to package_unmask: "=a/b-2"; add to package_accept_keywords: "=a/b-2 ~amd64"',
    );
  });

  test('a mask that we cannot lift has no hint', () => {
    const lines = [
      '!!! All ebuilds that could satisfy "a/b" have been masked.',
      '- a/b-2::gentoo (masked by: EAPI 99)',
    ];
    expect(explain(lines)).toBe('a/b | resolve | a/b-2 is masked by EAPI 99 | -');
  });

  test('files that nobody owns', () => {
    const lines = [
      '>>> Installing (1 of 1) a/b-1::gentoo to /image-root/',
      ...['a', 'b', 'c', 'd'].map((name) => ` * \t/image-root/${name}`),
    ];
    const end = [
      ' * Searching all installed packages for file collisions...',
      ' * None of the installed packages claim the file(s).',
    ];
    expect(explain([...lines, ...end, " * Package 'a/b-1' NOT merged due to file collisions. If"])).toBe(
      'a/b-1 | merge | it would overwrite /a, /b, /c and 1 more files, which no package brought | -',
    );
  });

  test.each([[[]], [['anything', 'else']], [['error: not of emerge']], [[' * ERROR: ']]])(
    'none that we know: %j',
    (lines) => {
      expect(explainEmerge(lines)).toBeUndefined();
    },
  );

  test('a hundred thousand lines are read soon', () => {
    const lines = Array.from({ length: 100_000 }, (_, index) => `gcc -c file${index}.c ${'x'.repeat(200)}`);
    expect(explain([...lines, ...failed])).toBe(explain(failed));
  });
});

describe('progress', () => {
  test.each<[string, Progress | undefined]>([
    ['>>> gentoo-image-builder: unpack the parent', { kind: 'step', name: 'unpack the parent' }],
    [
      '>>> Emerging (1 of 2) app-misc/cfail-1::lab for /target/',
      { kind: 'package', index: 1, total: 2, name: 'app-misc/cfail-1', binary: false, intoRoot: true },
    ],
    [
      '>>> Emerging binary (10 of 12) sys-libs/zlib-1.3.2-r1::gentoo for /r2/',
      { kind: 'package', index: 10, total: 12, name: 'sys-libs/zlib-1.3.2-r1', binary: true, intoRoot: true },
    ],
    [
      '>>> Emerging (3 of 3) dev-build/make-4.4::gentoo',
      { kind: 'package', index: 3, total: 3, name: 'dev-build/make-4.4', binary: false, intoRoot: false },
    ],
    [
      '>>> Emerging (3 of 3) dev-build/make-4.4  ',
      { kind: 'package', index: 3, total: 3, name: 'dev-build/make-4.4', binary: false, intoRoot: false },
    ],
    [
      '\u001b[32m>>> Emerging\u001b[0m (1 of 1) a/b-1::c',
      { kind: 'package', index: 1, total: 1, name: 'a/b-1', binary: false, intoRoot: false },
    ],
    ['>>> Installing (1 of 2) app-misc/cfail-1::lab to /target/', undefined],
    ['>>> Jobs: 0 of 1 complete, 1 running                                    Load avg: 1.55, 1.75, 1.64', undefined],
    ['say ">>> Emerging (1 of 2) a/b-1"', undefined],
    ['>>> gentoo-image-builder: ', undefined],
    ['', undefined],
  ])('%s', (line, progress) => {
    expect(readProgress(line)).toEqual(progress);
  });

  test.each<[string, string[]]>([
    ['ok', ['1/1 app-misc/hello-1']],
    ['compile-fail-j2', ['1/2 app-misc/cfail-1', '2/2 app-misc/okjob-1']],
    ['compile-fail-keepgoing2', ['1/3 app-misc/cfail-1', '1/1 app-misc/useful-1']],
    [
      'usepkg',
      [
        '1/5 dev-libs/oniguruma-6.9.10 (binary)',
        '2/5 sys-libs/zlib-1.3.2-r1 (binary)',
        '3/5 virtual/zlib-1.3.1-r1 (binary)',
        '4/5 app-misc/jq-1.7.1-r1 (binary)',
        '5/5 media-libs/libpng-1.6.58 (binary)',
      ],
    ],
    ['masked', []],
  ])('of the recording %s', (name, wanted) => {
    const found = load(name).lines.flatMap((line) => {
      const one = readProgress(line);
      return one?.kind === 'package' ? `${one.index}/${one.total} ${one.name}${one.binary ? ' (binary)' : ''}` : [];
    });
    expect(found).toEqual(wanted);
  });
});
