import { describe, expect, it } from 'vitest';
import { atomLineRule, atomOnlyRule, atomRule } from '../../src/core/atom.ts';

describe('atomRule', () => {
  it.each([
    'sys-apps/busybox',
    'busybox',
    '@world',
    '@my-set',
    '=dev-lang/go-1.22.3',
    '=dev-lang/go-1.22*',
    '~dev-lang/go-1.22',
    '>=dev-lang/go-1.22_rc1-r3:0/1.22::gentoo[-doc,test?,!x?,y=,z(+)]',
    '<dev-libs/openssl-3.0.0a',
    'dev-lang/python:3.12',
    'dev-lang/python:3.12/3.12=',
    'dev-libs/boost:=',
    'dev-libs/boost:*',
    'app-editors/vim::gentoo',
    'dev-cpp/gtest[abi_x86_32(-)]',
    'x11-libs/gtk+',
    'media-libs/libpng-compat',
    'dev-libs/libstdc++-v3',
    '=dev-lang/lua-5.1-r100',
    'sys-kernel/gentoo-sources',
    '=net-misc/foo-2025.10',
    'app-misc/9base',
  ])('takes %s', (atom) => {
    expect(atomRule(atom)).toBeUndefined();
  });

  it.each([
    '',
    '-v',
    '--ask',
    '-v/:/h',
    '!dev-lang/go',
    '!!dev-lang/go',
    'dev-lang/go-1.22',
    '=dev-lang/go',
    '>=go',
    'dev-lang/',
    '/go',
    'a/b/c',
    '/usr/bin/go',
    '../go',
    'dev lang/go',
    'dev-lang/go:',
    'dev-lang/go::',
    'dev-lang/go::-x',
    'dev-lang/go[',
    'dev-lang/go[]',
    'dev-lang/go[a][b]',
    'dev-lang/go;rm',
    'dev-lang/$(id)',
    'dev-lang/go\n',
    '@',
    '@-x',
    '*/*',
    'dev-lang/*',
    '>=dev-lang/go-1.22*',
    `a/${'b'.repeat(600)}`,
  ])('refuses %j', (atom) => {
    expect(atomRule(atom)?.code).toBe('bad-atom');
  });

  it('reads hostile texts in no time', () => {
    for (const part of ['a-1', '-1.1', '_p', '1.', '+', '*', '[a', ':']) atomRule(part.repeat(100_000));
    for (const part of ['a-1', '-1.1', '_p', '1.', '+', '*', '[a', ':']) atomRule(part.repeat(500 / part.length));
  });
});

describe('lines', () => {
  it.each(['*/* -doc', 'dev-vcs/git -perl', 'dev-*/git x', '*/git', 'dev-vcs/*::local ~amd64', '# words', '=a/b-1* x'])(
    'take %s',
    (line) => {
      expect(atomLineRule(line)).toBeUndefined();
    },
  );

  it.each(['', '  ', '-a/b x', 'a/b x\nc/d y', '-*', 'USE=-x', '*', '*/', 'a*b'])('refuse %j', (line) => {
    expect(atomLineRule(line)?.code).toBe('bad-atom');
  });

  it('of masks hold one atom', () => {
    expect(atomOnlyRule('<dev-vcs/git-2')).toBeUndefined();
    expect(atomOnlyRule('dev-vcs/git dev-lang/go')?.hint).toBe('write one atom a line');
  });
});
