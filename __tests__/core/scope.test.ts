// What of an ebuild repository counts for what used a part of it: held against an oracle that knows, file by file, what it
// is. The repository is made up, in the format of Gentoo's.

import { createHash } from 'node:crypto';
import { describe, expect, test } from 'vitest';
import { parseScopeRecord, scopeChanges, scopePart, wantedOf } from '../../src/core/scope.ts';
import { packageIn, packageOf, type TreeFiles, wantedFor } from '../../src/core/tree.ts';

const PROFILE = 'profiles/default/linux/amd64';

const md5 = (text: string): string => createHash('md5').update(text).digest('hex');

/** Texts by path, with a metadata cache of their ebuilds as egencache makes it. */
function cached(texts: Readonly<Record<string, string>>): Record<string, string> {
  const entries = Object.entries(texts).flatMap(([path, text]) => {
    const [, category = '', version = ''] = /^([^/]+)\/[^/]+\/([^/]+)\.ebuild$/.exec(path) ?? [];
    if (!path.endsWith('.ebuild')) return [];
    const inherited = /^inherit (.*)$/m.exec(text)?.[1]?.split(' ') ?? [];
    const eclasses = inherited.flatMap((name) => [name, md5(texts[`eclass/${name}.eclass`] ?? '')]);
    const lines = [
      ...text.split('\n').filter((line) => /^[A-Z]+=/.test(line)),
      ...(eclasses.length > 0 ? [`_eclasses_=${eclasses.join('\t')}`] : []),
      `_md5_=${md5(text)}`,
    ];
    return [[`metadata/md5-cache/${category}/${version}`, `${lines.join('\n')}\n`] as const];
  });
  return { ...texts, ...Object.fromEntries(entries) };
}

function tree(texts: Readonly<Record<string, string>>): TreeFiles {
  return new Map(Object.entries(texts).map(([path, text]) => [path, Buffer.from(text)]));
}

/** As a repository is read: only what is wanted. */
function read(texts: Readonly<Record<string, string>>, part: Parameters<typeof wantedOf>[0][number]): TreeFiles {
  const wanted = wantedOf([part]);
  const folders = (path: string): string[] => path.split('/').map((_, at, all) => all.slice(0, at).join('/'));
  const isRead = (path: string): boolean =>
    wanted.isFile(path) &&
    folders(path)
      .filter((one) => one !== '')
      .every(wanted.isFolder);
  return new Map([...tree(texts)].filter(([path]) => isRead(path)));
}

const TEXTS = {
  'app-misc/foo/foo-1.ebuild': 'DESCRIPTION=foo\ninherit one two\nRDEPEND=dev-libs/bar\n',
  'app-misc/foo/foo-2.ebuild': 'DESCRIPTION=foo\nKEYWORDS=~amd64\n',
  'app-misc/foo/Manifest': 'DIST foo-1.tar.gz 1 BLAKE2B a\nMISC metadata.xml 1 BLAKE2B b\n',
  'app-misc/foo/metadata.xml': '<xml/>',
  'app-misc/foo/files/a.patch': 'a',
  'dev-libs/bar/bar-1.ebuild': 'DESCRIPTION=bar\ninherit two\nSLOT=0\n',
  'dev-libs/bar/files/b.patch': 'b',
  'sys-libs/zlib/zlib-1.ebuild': 'DESCRIPTION=zlib\nSLOT=0\n',
  'sys-libs/zlib/zlib-2.ebuild': 'DESCRIPTION=zlib\nSLOT=0\n',
  'app-misc/other/other-1.ebuild': 'DESCRIPTION=other\ninherit three\n',
  'app-editors/vi/vi-1.ebuild': 'DESCRIPTION=vi\n',
  'eclass/one.eclass': '1',
  'eclass/two.eclass': '2',
  'eclass/three.eclass': '3',
  'metadata/layout.conf': 'masters =\n',
  'metadata/timestamp.chk': 'Mon\n',
  'profiles/package.mask': '# why\n>=app-misc/foo-3\napp-misc/other\n',
  'profiles/use.local.desc': 'app-misc/foo:x - x\n',
  'profiles/license_groups': 'FREE GPL-2\n',
  'profiles/updates/4Q-2026': 'move app-misc/oof app-misc/foo\nmove a/b c/d\n',
  [`${PROFILE}/parent`]: '../../../base\ngentoo:features/x\n',
  [`${PROFILE}/make.defaults`]: 'A=1\n',
  [`${PROFILE}/desktop/make.defaults`]: 'B=1\n',
  'profiles/base/package.use': '*/* x\ndev-libs/bar -y\napp-misc/other z\n',
  'profiles/base/packages': '*sys-libs/zlib\n',
  'profiles/features/x/use.mask': 'q\n',
  'profiles/features/y/use.mask': 'q\n',
};

const LISTS = new Map([
  ['considered', 'app-misc/foo\ndev-libs/bar\n'],
  ['merged', 'app-misc/foo-1\n'],
  ['installed', 'app-misc/foo-1\ndev-libs/bar-1\nsys-libs/zlib-1\n'],
  ['eclasses', 'one\ntwo\n'],
  ['short', 'vi\n'],
  ['profile', `${PROFILE}\n`],
  ['deps', 'app-misc/foo-1 dev-libs/bar\n'],
  ['unsure', ''],
]);

const PART = scopePart(LISTS, tree(cached(TEXTS)));

/** What differs after an edit of texts: of those that are undefined, the file is gone. */
function changes(edit: Readonly<Record<string, string | undefined>>): string[] {
  const all: Readonly<Record<string, string | undefined>> = { ...TEXTS, ...edit };
  const texts = Object.entries(all).flatMap(([path, text]) => (text === undefined ? [] : [[path, text] as const]));
  return scopeChanges(PART, read(cached(Object.fromEntries(texts)), PART)).map(({ words }) => words);
}

test('the same repository, read as far as it is wanted', () => {
  expect(PART.unsure).toEqual([]);
  expect(changes({})).toEqual([]);
});

/** The oracle: path, a new text, and what has to be said. */
const EDITS: [string, string | undefined, string[]][] = [
  ['app-misc/foo/foo-1.ebuild', 'DESCRIPTION=bar\ninherit one two\n', ['ebuild app-misc/foo-1 changed']],
  ['app-misc/foo/foo-2.ebuild', 'DESCRIPTION=foo\nKEYWORDS=amd64\n', ['ebuild app-misc/foo-2 changed']],
  ['app-misc/foo/foo-2.ebuild', 'DESCRIPTION=other\nKEYWORDS=~amd64\nsrc_compile() { :; }\n', []],
  ['app-misc/foo/foo-2.ebuild', undefined, ['ebuild app-misc/foo-2 is gone']],
  ['app-misc/foo/foo-3.ebuild', 'DESCRIPTION=foo\n', ['ebuild app-misc/foo-3 is new']],
  ['app-misc/foo/Manifest', 'DIST foo-1.tar.gz 1 BLAKE2B c\n', ['distfiles of app-misc/foo changed']],
  ['app-misc/foo/Manifest', 'MISC metadata.xml 2 BLAKE2B c\nDIST foo-1.tar.gz 1 BLAKE2B a\n', []],
  ['app-misc/foo/metadata.xml', '<other/>', []],
  ['app-misc/foo/files/a.patch', 'c', ['files of app-misc/foo changed']],
  ['app-misc/foo/files/sub/c.patch', 'c', ['files of app-misc/foo changed']],
  ['dev-libs/bar/bar-1.ebuild', 'DESCRIPTION=bar\ninherit two\nSLOT=1\n', ['ebuild dev-libs/bar-1 changed']],
  ['dev-libs/bar/bar-2.ebuild', 'DESCRIPTION=bar\n', ['ebuild dev-libs/bar-2 is new']],
  ['dev-libs/bar/files/b.patch', 'c', []],
  ['sys-libs/zlib/zlib-1.ebuild', 'SLOT=1\n', ['ebuild sys-libs/zlib-1 changed']],
  ['sys-libs/zlib/zlib-1.ebuild', undefined, ['ebuild sys-libs/zlib-1 is gone']],
  ['sys-libs/zlib/zlib-2.ebuild', 'SLOT=1\n', []],
  ['app-misc/other/other-1.ebuild', 'SLOT=1\n', []],
  ['app-editors/vi/vi-1.ebuild', 'SLOT=1\n', []],
  ['sys-apps/vi/vi-1.ebuild', 'SLOT=1\n', ['what is called vi changed']],
  ['eclass/one.eclass', '11', ['eclass one changed']],
  ['eclass/three.eclass', '33', []],
  ['metadata/layout.conf', 'masters = x\n', ['metadata/layout.conf changed']],
  ['metadata/timestamp.chk', 'Tue\n', []],
  ['profiles/package.mask', '# other words\n>=app-misc/foo-3\n', []],
  ['profiles/package.mask', '>=app-misc/foo-3\n=dev-libs/bar-1*\n', ['profiles/package.mask changed']],
  ['profiles/package.mask', '>=app-misc/foo-3\nsys-libs/zlib\n', ['profiles/package.mask changed']],
  ['profiles/package.mask', undefined, ['profiles/package.mask is gone']],
  ['profiles/use.local.desc', 'x', []],
  ['profiles/license_groups', 'FREE MIT\n', ['profiles/license_groups changed']],
  ['profiles/updates/4Q-2026', 'move app-misc/oof app-misc/foo\nmove a/b e/f\n', []],
  ['profiles/updates/1Q-2027', 'slotmove dev-libs/bar 0 1\n', ['profiles/updates/1Q-2027 is new']],
  ['profiles/updates/1Q-2027', 'slotmove app-misc/other 0 1\n', []],
  [`${PROFILE}/make.defaults`, 'A=2\n', [`${PROFILE}/make.defaults changed`]],
  [`${PROFILE}/use.force`, 'A\n', [`${PROFILE}/use.force is new`]],
  [`${PROFILE}/desktop/make.defaults`, 'B=2\n', []],
  ['profiles/base/package.use', '*/* x\ndev-libs/bar -y\n', []],
  ['profiles/base/package.use', '*/* w\ndev-libs/bar -y\n', ['profiles/base/package.use changed']],
  ['profiles/base/package.use', '*/* x\n-dev-libs/bar -y\n', ['profiles/base/package.use changed']],
  ['profiles/base/package.use/more', 'dev-libs/bar z\n', ['profiles/base/package.use/more is new']],
  ['profiles/base/packages', '*sys-libs/zlib\n*app-misc/foo\n', ['profiles/base/packages changed']],
  ['profiles/features/x/use.mask', 'r\n', ['profiles/features/x/use.mask changed']],
  ['profiles/features/y/use.mask', 'r\n', []],
];

test.each(EDITS)('%s as %j', (path, text, expected) => {
  expect(changes({ [path]: text })).toEqual(expected);
});

test('any two edits at once: what both say, and nothing else', () => {
  for (const [first, one, said] of EDITS) {
    for (const [second, two, too] of EDITS) {
      if (first === second) continue;
      const both = [...new Set([...said, ...too])].sort();
      const found = changes({ [first]: one, [second]: two }).sort();
      // A deleted eclass or profile would say more; there is none among them.
      expect(found, `${first} and ${second}`).toEqual(both);
    }
  }
});

describe('where it cannot be told exactly, more is counted', () => {
  test('without a metadata cache every byte of an ebuild and every eclass', () => {
    const part = scopePart(LISTS, tree(TEXTS));
    const said = (edit: Record<string, string>): string[] =>
      scopeChanges(part, tree({ ...TEXTS, ...edit })).map(({ words }) => words);
    expect(said({})).toEqual([]);
    expect(said({ 'eclass/three.eclass': '33' })).toEqual(['one of all eclasses changed']);
    expect(said({ 'app-misc/foo/foo-2.ebuild': 'DESCRIPTION=x\n' })).toEqual(['ebuild app-misc/foo-2 changed']);
  });

  test('a cache of another ebuild or another eclass is none', () => {
    const texts = cached(TEXTS);
    const stale = { ...texts, 'dev-libs/bar/bar-1.ebuild': 'SLOT=9\n' };
    expect(scopeChanges(PART, tree(stale)).map(({ words }) => words)).toEqual([
      'ebuild dev-libs/bar-1 changed',
      'one of all eclasses is new',
    ]);
    const other = { ...texts, 'eclass/two.eclass': '22' };
    expect(scopeChanges(PART, tree(other)).map(({ words }) => words)).toContain('eclass two changed');
    expect(scopeChanges(PART, tree(other)).map(({ words }) => words)).toContain('ebuild dev-libs/bar-1 changed');
  });

  test('eclasses that only the cache names', () => {
    const part = scopePart(new Map([...LISTS, ['eclasses', '']]), tree(cached(TEXTS)));
    const edited = cached({ ...TEXTS, 'eclass/one.eclass': '11' });
    expect(scopeChanges(part, tree(edited)).map(({ words }) => words)).toEqual(['eclass one changed']);
  });

  test('a profile that inherits from another repository', () => {
    const part = scopePart(LISTS, tree({ ...TEXTS, [`${PROFILE}/parent`]: 'local:base\n' }));
    expect(part.unsure).toEqual(['its profile inherits from another repository']);
    expect(changes({ [`${PROFILE}/parent`]: 'local:base\n' })).toEqual([
      'its profile inherits from another repository',
    ]);
  });

  test('what the container could not tell', () => {
    expect(scopePart(new Map(), tree(cached(TEXTS))).unsure).toEqual(['its container did not tell']);
    const lists = new Map([...LISTS, ['unsure', 'finish_build reads the ebuild repository itself (equery)\n']]);
    expect(scopePart(lists, tree(cached(TEXTS))).unsure).toEqual([
      'finish_build reads the ebuild repository itself (equery)',
    ]);
  });
});

describe('choices between alternatives', () => {
  const doubts = (deps: string, merged: string, installed: string): readonly string[] =>
    scopePart(
      new Map(
        [...LISTS, ['deps', `a/p-1 ${deps}\n`], ['merged', `a/p-1 ${merged}`], ['installed', installed]].map(
          ([name = '', text = '']) => [name, text.replaceAll(' ', name === 'deps' ? ' ' : '\n')],
        ),
      ),
      tree(cached(TEXTS)),
    ).unsure;

  test.each([
    ['the first', '|| ( b/x b/y )', 'b/x-1', 'a/p-1 b/x-1', []],
    ['what was there before', '|| ( b/x b/y )', '', 'a/p-1 b/y-1', []],
    ['another that was merged', '|| ( b/x b/y )', 'b/y-1', 'a/p-1 b/y-1', ['b/y']],
    ['a slot of the same', '|| ( b/x:2 b/x:1 )', 'b/x-1', 'a/p-1 b/x-1', ['b/x']],
    ['a group', '|| ( ( b/x b/z ) b/y )', 'b/y-1', 'a/p-1 b/x-1 b/y-1', ['b/y']],
    ['a group that is met', '|| ( ( b/x >=b/z-2 ) b/y )', 'b/z-2', 'a/p-1 b/x-1 b/z-2', []],
    ['nested', 'b/z || ( b/q || ( b/x b/y ) )', 'b/y-1', 'a/p-1 b/y-1 b/z-1', ['b/y', 'b/y']],
    ['none', '|| ( b/x b/y )', '', 'a/p-1', []],
    ['no choice', 'b/x !b/y', 'b/x-1', 'a/p-1 b/x-1', []],
  ])('%s', (_name, deps, merged, installed, expected) => {
    const words = [...new Set(expected)].map((name) => `a/p-1 takes ${name} in the place of an alternative`);
    expect(doubts(deps, merged, installed)).toEqual(words);
  });
});

test.each([
  ['dev-libs/foo', 'dev-libs/foo'],
  ['>=dev-libs/foo-1.2_rc1-r3:0/1=[a,-b]', 'dev-libs/foo'],
  ['!!<dev-libs/foo-bar-2b', 'dev-libs/foo-bar'],
  ['=dev-libs/foo-2*', 'dev-libs/foo'],
  ['~x11-libs/gtk+-3.24.1', 'x11-libs/gtk+'],
  ['dev-libs/foo-2bar', 'dev-libs/foo-2bar'],
  ['static?', undefined],
])('the package of %s', (atom, name) => {
  expect(packageIn(atom)).toBe(name);
});

test('the package of a version', () => {
  expect(packageOf('dev-libs/foo-2bar-1.0-r1')).toBe('dev-libs/foo-2bar');
});

test('what is read of a repository', () => {
  const { isFile, isFolder } = wantedFor(new Set(['dev-libs/foo']), new Set());
  expect(
    ['dev-libs/foo/foo-1.ebuild', 'metadata/md5-cache/dev-libs/foo-1', 'dev-libs/foo/files/x/y', 'sets.conf'].map(
      isFile,
    ),
  ).toEqual([true, true, true, true]);
  expect(
    [
      'dev-libs/bar/bar-1.ebuild',
      'metadata/md5-cache/dev-libs/foo-bar-1',
      'metadata/news/x',
      'dev-libs/metadata.xml',
    ].map(isFile),
  ).toEqual([false, false, false, false]);
  expect(['metadata', 'metadata/md5-cache', 'dev-libs', 'dev-libs/foo/files/x'].map(isFolder)).toEqual([
    true,
    true,
    true,
    true,
  ]);
  expect(['metadata/news', 'metadata/md5-cache/app-misc', 'app-misc', 'dev-libs/bar'].map(isFolder)).toEqual([
    false,
    false,
    false,
    false,
  ]);
});

test('a record is read again; what is none is not', () => {
  const record = {
    ...{ scheme: 1, fingerprint: 'f1-0', snapshot: { content: 'sha256:0', date: '20261116' } },
    own: PART,
    builder: PART,
  };
  expect(parseScopeRecord(JSON.stringify(record))).toEqual(record);
  for (const broken of [
    '',
    '{}',
    '{"scheme":1}',
    JSON.stringify({ ...record, own: {} }),
    JSON.stringify({ ...record, snapshot: 1 }),
  ]) {
    expect(parseScopeRecord(broken)).toBeUndefined();
  }
});
