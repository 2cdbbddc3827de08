import { describe, expect, test } from 'vitest';
import {
  closureLabel,
  describeFinding,
  type Finding,
  isBroken,
  parseFindings,
  readClosureLabel,
} from '../../src/core/closure.ts';

const records = (...texts: string[]): string => texts.map((text) => `${text}\0`).join('');

describe('the records of a container', () => {
  test('are read in an order of their own, whatever stands in them', () => {
    const text = records(
      ...['setuid', '/bin/su', '4755', 'sys-apps/shadow-4'],
      ...['soname', '/b\nc', 'libz.so.1', 'the hook finish_rootfs_build'],
      ...['soname', '/b', 'libz.so.1', 'a/b-1'],
      ...['soname', '/b', 'liba.so.1', 'a/b-1'],
    );
    expect(parseFindings(text).map(({ path, about }) => `${path} ${about}`)).toEqual([
      ...['/b liba.so.1', '/b libz.so.1', '/b\nc libz.so.1', '/bin/su 4755'],
    ]);
  });

  test('may be none', () => {
    expect(parseFindings('')).toEqual([]);
  });

  test('of a kind that nobody knows are a bug', () => {
    expect(() => parseFindings(records('odd', '/a', 'b', 'c'))).toThrow("noted 'odd', which is no kind of finding");
  });
});

test('the label holds them', () => {
  const findings = parseFindings(records('link', '/a', 'b', 'c'));
  expect(readClosureLabel(JSON.stringify(closureLabel(findings)))).toEqual(findings);
  expect(readClosureLabel(undefined)).toEqual([]);
});

test.each<[Finding['kind'], string, boolean, string]>([
  ['soname', 'libz.so.1', true, '/bin/x of a/b-1 needs the library libz.so.1, which is not there'],
  ['interpreter', '/lib/ld.so', true, '/bin/x of a/b-1 needs the dynamic linker /lib/ld.so, which is not there'],
  ['link', '../y', true, '/bin/x of a/b-1 is a link to ../y, which is not there'],
  ['unread', 'no readelf', true, 'nobody knows whether libraries are missing: no readelf'],
  ['setuid', '4755', false, "/bin/x of a/b-1 runs with its owner's rights (mode 4755)"],
  ['type', 'a link now, a folder of c/d-2 before', false, '/bin/x of a/b-1 is a link now, a folder of c/d-2 before'],
])('%s %s', (kind, about, broken, words) => {
  const finding = { kind, path: '/bin/x', about, owner: 'a/b-1' };
  expect([isBroken(finding), describeFinding(finding)]).toEqual([broken, words]);
});
