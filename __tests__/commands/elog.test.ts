// What Portage's own files add to a failure: real files, as its save module and its logs write them.

import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, test } from 'vitest';
import * as files from '../../src/adapters/files.ts';
import { withLogs } from '../../src/commands/elog.ts';
import { failedPackages, readElog, readLogName } from '../../src/core/elog.ts';

let out = '';
beforeEach(() => {
  out = mkdtempSync(join(tmpdir(), 'elog-'));
});
afterEach(() => {
  rmSync(out, { recursive: true });
});

function write(path: string, ...lines: string[]): void {
  mkdirSync(join(out, 'logs', path, '..'), { recursive: true });
  writeFileSync(join(out, 'logs', path), `${lines.join('\n')}\n`);
}

const ELOG = [
  'WARN: setup',
  'take care',
  'ERROR: compile',
  'ERROR: app-misc/cfail-1::lab failed (compile phase):',
  '  emake failed',
  '',
  'If you need support, post the output of `emerge --info`',
];
const LOG = [
  '>>> Configuring source in /work ...',
  'conftest.c:1: error: this is what configure asks',
  '>>> Compiling source in /work ...',
  'a.c:1:25: \u001b[31merror:\u001b[0m undeclared_thing undeclared',
  ...Array.from({ length: 9000 }, (_, at) => `noise ${at}`),
  'make: *** [Makefile:3: a.o] Error 1',
  ' * ERROR: app-misc/cfail-1::lab failed (compile phase):',
  ' *   emake failed',
  'cleanup.c: error: too late',
];
const LISTED = [" *  (app-misc/cfail-1:0/0::lab, ebuild scheduled for merge to '/target/'), Log file:"];
const found = { package: 'app-misc/cfail-1', phase: 'compile', reason: 'emake failed' };

describe('a failure', () => {
  test('gets the words of the log where what was printed had none', async () => {
    write('app-misc:cfail-1:20261116-101500.log', ...LOG);
    write('app-misc:cfail-1:20261115-101500.log', 'old.c: error: of an earlier run');
    expect(await withLogs(files, out, [], found)).toEqual({
      ...found,
      reason: 'emake failed: a.c:1:25: error: undeclared_thing undeclared',
    });
  });

  test('that nothing printed told is found in the elog, with and without folders for categories', async () => {
    write('build/app-misc/cfail-1:20261116-101500.log', ...LOG);
    write('elog/app-misc/cfail-1:20261116-101501.log', ...ELOG);
    write('elog/summary.log', 'all of it again');
    const whole = { ...found, reason: 'emake failed: a.c:1:25: error: undeclared_thing undeclared' };
    expect(await withLogs(files, out, LISTED, undefined)).toEqual(whole);
    rmSync(join(out, 'logs'), { recursive: true });
    write('elog/app-misc:cfail-1:20261116-101501.log', ...ELOG);
    expect(await withLogs(files, out, LISTED, undefined)).toEqual(found);
  });

  test('of a package that emerge did not name at its end is another one', async () => {
    write('elog/app-misc:cfail-1:20261116-101501.log', ...ELOG);
    expect(
      await withLogs(files, out, ['>>> Failed to emerge app-misc/other-1 for /target/'], undefined),
    ).toBeUndefined();
  });

  test.each([
    { ...found, reason: 'emake failed: a.c: error: x' },
    { ...found, phase: 'resolve', reason: 'there is no such package' },
    { ...found, phase: 'postinst', reason: 'postinst says no' },
  ])('that says enough stays as it is: $phase, $reason', async (failure) => {
    write('app-misc:cfail-1:20261116-101500.log', ...LOG);
    expect(await withLogs(files, out, [], failure)).toEqual(failure);
  });

  test('without any files stays as it is', async () => {
    expect(await withLogs(files, out, LISTED, found)).toEqual(found);
    expect(await withLogs(files, out, LISTED, undefined)).toBeUndefined();
  });
});

test('names of logs', () => {
  const name = { package: 'dev-libs/a+b-1.2_p3-r4', time: '20261116-101500' };
  expect(readLogName('/o/logs/dev-libs:a+b-1.2_p3-r4:20261116-101500.log')).toEqual(name);
  expect(readLogName('/o/logs/build/dev-libs/a+b-1.2_p3-r4:20261116-101500.log')).toEqual(name);
  expect(readLogName('/o/logs/elog/summary.log')).toBeUndefined();
});

test('an elog of warnings tells no failure', () => {
  expect(readElog('WARN: postinst\nERROR of a kind\n')).toBeUndefined();
  expect(readElog(ELOG.join('\n'))).toEqual({ phase: 'compile', reason: 'emake failed' });
});

test('packages that emerge failed on', () => {
  const lines = ['>>> Failed to emerge a/b-1 for /target/, Log file:', '>>> Failed to install c/d-2', ...LISTED];
  expect(failedPackages(lines)).toEqual(['a/b-1', 'c/d-2', 'app-misc/cfail-1']);
});
