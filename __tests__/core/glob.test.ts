import { expect, test } from 'vitest';
import { globPattern } from '../../src/core/glob.ts';

test.each<[string, string[], string[]]>([
  ['a', ['a'], ['', 'b', 'aa', 'a/a', 'A', 'a\n']],
  ['a/b', ['a/b'], ['a', 'b', 'a/b/c', 'x/a/b']],
  ['*', ['a', 'a.b', '.hidden', 'new\nline'], ['a/b', 'a/']],
  ['*.sh', ['a.sh', '.sh'], ['a.sho', 'ash', 'a/b.sh']],
  ['a*b', ['ab', 'axb', 'a.b'], ['a/b', 'abc']],
  ['a/*', ['a/b'], ['a', 'a/b/c', 'ab']],
  ['a/*/c', ['a/b/c'], ['a/c', 'a/b/b/c']],
  ['?', ['a', '.'], ['', 'ab', '/']],
  ['a?c', ['abc'], ['ac', 'a/c']],
  ['**', ['a', 'a/b', 'a/b/c.d'], []],
  ['a/**', ['a/b', 'a/b/c'], ['a', 'ab/c', 'b/a/c']],
  ['**/a', ['a', 'b/a', 'c/b/a'], ['ba', 'a/b', 'b/ca']],
  ['a/**/c', ['a/c', 'a/b/c', 'a/b/b/c'], ['ac', 'a/bc', 'b/a/c']],
  ['**/*.sh', ['a.sh', 'b/a.sh'], ['a.s', 'a.sh/b']],
  ['a**b', ['ab', 'axxb'], ['a/b']],
  ['a.b', ['a.b'], ['axb']],
  ['(a|b)[c]{1}^$+\\', ['(a|b)[c]{1}^$+\\'], ['a', 'ac']],
  ['ä/€?', ['ä/€x'], ['a/€x']],
])('%s', (glob, yes, no) => {
  const pattern = globPattern(glob);
  expect(yes.filter((path) => !pattern.test(path))).toEqual([]);
  expect(no.filter((path) => pattern.test(path))).toEqual([]);
});

test('many stars end, too', () => {
  const path = `${'a/'.repeat(60)}b`;
  expect(globPattern('**/a/'.repeat(12) + 'c').test(path)).toBe(false);
  expect(globPattern('*a'.repeat(12) + 'c').test('a'.repeat(200))).toBe(false);
  expect(globPattern('**/a/'.repeat(12) + 'b').test(path)).toBe(true);
});
