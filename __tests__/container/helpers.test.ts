// What helpers of hooks write, and in which words they refuse; Portage's own programs and the network are scripts here.

import { createHash } from 'node:crypto';
import { existsSync, readFileSync, statSync } from 'node:fs';
import { afterEach, beforeEach, describe, expect, test } from 'vitest';
import { type ContainerJob, openContainerJob } from '../fakes/container-job.ts';

let job: ContainerJob;
beforeEach(() => {
  job = openContainerJob();
  // The builder's folders are below the job's home: nothing of this machine's own is touched.
  for (const name of ['helpers.sh', 'portage.sh', 'provide.sh']) {
    const text = job
      .read(`job/${name}`)
      .replaceAll(/\$(?:\{)?(2|ROOT)(?::?-\})?(?=\/var\/db)/g, `\${$1:-${job.home}}`)
      .replaceAll(/(?<![\w}])\/(?=etc\/portage|var\/db)/g, `${job.home}/`);
    const stray = [...text.matchAll(/^(?!\s*#).*\/(?:etc\/portage|var\/db)/gm)].filter(
      ([line]) => !line.includes(job.home) && !line.includes('GIB_ROOT:?'),
    );
    expect(stray).toEqual([]);
    job.write(`job/${name}`, text);
  }
  job.write('job/job.env', 'GIB_GENERATION=002\0GIB_LABEL=child\0');
  job.write('distfiles/.keep', '');
  job.write(
    'bin/wget',
    `#!/bin/bash\nprintf '%s\\n' "\${@: -1}" >>${job.home}/asked\nfor word; do case $word in --output-document=*) file=\${word#*=} ;; esac; done\nif [[ \${@: -1} == *missing* ]]; then printf half >"$file"; exit 8; fi\nprintf served >"$file"\n`,
    0o755,
  );
});
afterEach(() => {
  job.close();
});

/** Runs lines as a hook would; gives what was printed, on both streams. */
function hook(lines: string): { code: number; text: string } {
  const text = job.shell(
    `( set +eu; gib_find_frame() { return 1; }; DISTDIR=${job.home}/distfiles; source ${job.home}/job/job.sh
    source ${job.home}/job/helpers.sh; set -E -e
    ${lines}
    ) 2>&1; echo "status $?"`.replace(/^\( /, 'set +e; ( '),
  );
  const [, before = '', code = ''] = /^([^]*)status (\d+)\n$/.exec(text) ?? [];
  return { code: Number(code), text: before.replaceAll(job.home, '') };
}

const configured = (path: string): string[] => job.read(`etc/portage/${path}`).trimEnd().split('\n');
const sum = (text: string, algorithm: string): string => createHash(algorithm).update(text).digest('hex');
const SERVED = sum('served', 'sha256');

describe('lines of Portage’s configuration', () => {
  test.each<[string, string, string[]]>([
    ['update_use a/b +x -y', 'package.use', ['a/b x -y']],
    ['update_use +x -*', 'package.use', ['*/* x -*']],
    ['IFS=,; update_use ">=a/b-1:2" +x -y', 'package.use', ['>=a/b-1:2 x -y']],
    ['update_keywords a/b +~amd64 "**"', 'package.accept_keywords', ['a/b ~amd64 **']],
    ['IFS=,; update_keywords a/b ~amd64 -x86', 'package.accept_keywords', ['a/b ~amd64 -x86']],
    ['mask_package a/b "<c/d-2"', 'package.mask', ['a/b', '<c/d-2']],
    ['unmask_package a/b ~c/d-2', 'package.unmask', ['a/b', '~c/d-2']],
    ['unmask_use a/b x y', 'profile/package.use.mask', ['a/b -x -y']],
    ['mask_package a/b; unmask_package a/b; unmask_package c/d', 'package.mask', ['a/b', '-a/b']],
    ['unmask_package a/b; mask_package a/b', 'package.unmask', ['a/b', '-a/b']],
    ['mask_package a/b-more; unmask_package a/b', 'package.mask', ['a/b-more']],
    ['mask_package a/b a/b-more; unmask_package a/b', 'package.mask', ['a/b', 'a/b-more', '-a/b']],
    ['mask_package a/b; unmask_package a/b; unmask_package a/b', 'package.mask', ['a/b', '-a/b']],
  ])('%s', (line, file, lines) => {
    expect(hook(line)).toEqual({ code: 0, text: '' });
    expect(configured(`${file}/zz-002-child`)).toEqual(lines);
  });

  test('what an ancestor masked is taken back, in the file of this image; its file stays', () => {
    job.write('etc/portage/package.mask/zz-001-base', 'a/b\nc/d\n');
    expect(hook('unmask_package a/b').code).toBe(0);
    expect(configured('package.mask/zz-001-base')).toEqual(['a/b', 'c/d']);
    expect(configured('package.mask/zz-002-child')).toEqual(['-a/b']);
  });

  test('a file that the stage3 brought becomes the first of a folder', () => {
    job.write('etc/portage/package.use', 'a/a x\n', 0o600);
    hook('update_use a/b +y');
    expect(configured('package.use/stage3')).toEqual(['a/a x']);
    expect(statSync(`${job.home}/etc/portage/package.use/stage3`).mode & 0o777).toBe(0o644);
    expect(configured('package.use/zz-002-child')).toEqual(['a/b y']);
  });
});

describe('packages', () => {
  beforeEach(() => {
    job.write(
      'bin/portageq',
      `#!/bin/bash
printf '%s\\n' "$*" >>${job.home}/asked
case "$1 $3" in
  'match a/here') echo a/here-1 ;;
  'match a/stub') echo a/stub-1 ;;
  'match a/wrong') exit 1 ;;
  'best_visible a/new') echo a/new-2-r1 ;;
  'metadata ebuild') printf '3/4\\n+one -two three\\n7\\namd64 ~x86\\nsuite\\n' ;;
esac
`,
      0o755,
    );
    job.write(
      'bin/emerge',
      `#!/bin/bash\nprintf 'emerge %s\\n' "$*" >>${job.home}/asked\n[[ $* != *a/stuck* ]]\n`,
      0o755,
    );
    for (const base of ['var/db/pkg', 'root/var/db/pkg']) {
      job.write(`${base}/a/here-1/SLOT`, '0\n');
      job.write(`${base}/a/stub-1/GIB_PROVIDED`, '');
    }
  });

  test.each([
    ['the builder', '', ''],
    ['the root', 'root', 'root/'],
  ])('provide_package: a stub in %s with the ebuild’s slot and all of its flags', (_, root, place) => {
    expect(hook(`${root && `ROOT=${job.home}/root`}\nprovide_package a/new a/here`).code).toBe(0);
    const read = (name: string): string => job.read(`${place}var/db/pkg/a/new-2-r1/${name}`);
    expect(
      ['SLOT', 'CATEGORY', 'PF', 'EAPI', 'KEYWORDS', 'repository', 'IUSE', 'USE', 'COUNTER', 'GIB_PROVIDED'].map(read),
    ).toEqual([
      ...[
        '3/4\n',
        'a\n',
        'new-2-r1\n',
        '7\n',
        'amd64 ~x86\n',
        'suite\n',
        '+one -two three\n',
        'one two three\n',
        '0\n',
        '',
      ],
    ]);
    const other = place === '' ? 'root/' : '';
    expect(existsSync(`${job.home}/${other}var/db/pkg/a/new-2-r1`)).toBe(false);
    expect(existsSync(`${job.home}/${place}var/db/pkg/a/here-1/GIB_PROVIDED`)).toBe(false);
  });

  test('unprovide_package: a stub goes; what is installed goes from the root’s records, and stays in the builder', () => {
    hook('unprovide_package a/stub a/here');
    expect(existsSync(`${job.home}/var/db/pkg/a/stub-1`)).toBe(false);
    expect(existsSync(`${job.home}/var/db/pkg/a/here-1`)).toBe(true);
    hook(`ROOT=${job.home}/root; unprovide_package a/stub a/here`);
    expect(existsSync(`${job.home}/root/var/db/pkg/a/stub-1`)).toBe(false);
    expect(existsSync(`${job.home}/root/var/db/pkg/a/here-1`)).toBe(false);
  });

  test('uninstall_package: by emerge, all at once, without a question', () => {
    expect(hook('uninstall_package a/here =a/here-1 || true').code).toBe(1);
    expect(hook('uninstall_package a/here a/stuck').text).toContain("'a/stuck' is not installed");
    expect(hook('uninstall_package a/here a/here').code).toBe(0);
    const last = job.read('asked').trimEnd().split('\n').at(-1);
    expect(last).toBe('emerge --ask=n --color=n --quiet --unmerge a/here a/here');
  });

  test.each([
    ['provide_package a/none', "provide_package: nothing in the ebuild repositories satisfies 'a/none'"],
    ['uninstall_package a/none', "uninstall_package: 'a/none' is not installed in the builder"],
    ['uninstall_package a/wrong', "uninstall_package: 'a/wrong' is not an atom"],
    ['uninstall_package a/stub', 'uninstall_package: a/stub-1 is only taken as installed: see unprovide_package'],
    ['unprovide_package a/wrong', "unprovide_package: 'a/wrong' is not an atom"],
  ])('%s', (line, words) => {
    const { code, text } = hook(`${line}\necho went on`);
    expect([code, text.trimEnd().split('\n').at(-1)]).toEqual([1, `!!! ${words}`]);
  });
});

describe('files', () => {
  test('download_file: once, checked, under its own name or another', () => {
    const words = hook(`
      download_file https://example.org/a/b.tar.gz?c=d#e ${SERVED}; echo "$__download_file"
      download_file https://example.org/a/b.tar.gz ${SERVED}
      download_file https://example.org/a/b.tar.gz ${sum('served', 'sha512')} other; echo "$__download_file"`);
    expect(words).toEqual({
      code: 0,
      text: 'fetched https://example.org/a/b.tar.gz?c=d#e\n/distfiles/b.tar.gz\nfetched https://example.org/a/b.tar.gz\n/distfiles/other\n',
    });
    expect(job.read('asked').trimEnd().split('\n')).toHaveLength(2);
    expect(job.read('distfiles/b.tar.gz')).toBe('served');
  });

  test('download_file: another file of that name is fetched anew; what is wrong does not stay', () => {
    job.write('distfiles/b', 'old');
    expect(hook(`download_file https://example.org/b ${SERVED}`).code).toBe(0);
    expect(job.read('distfiles/b')).toBe('served');
    for (const [url, words] of [
      [`https://example.org/c ${sum('other', 'sha256')}`, 'what came from https://example.org/c has another checksum'],
      [`https://example.org/missing ${SERVED}`, 'https://example.org/missing could not be fetched'],
    ] as const) {
      expect(hook(`download_file ${url}`)).toEqual({ code: 1, text: `!!! download_file: ${words}\n` });
    }
    expect(job.shell(`ls ${job.home}/distfiles`)).toBe('b\n');
  });

  test('add_patch: a file, and one from elsewhere', () => {
    job.write('mine.patch', 'mine', 0o600);
    expect(
      hook(`add_patch a/b ${job.home}/mine.patch; add_patch a/b-1:2 https://example.org/x?y ${SERVED} z.diff`).text,
    ).toBe('added the patch mine.patch of a/b\nfetched https://example.org/x?y\nadded the patch z.diff of a/b-1:2\n');
    expect(job.read('etc/portage/patches/a/b/mine.patch')).toBe('mine');
    expect(statSync(`${job.home}/etc/portage/patches/a/b/mine.patch`).mode & 0o777).toBe(0o644);
    expect(job.read('etc/portage/patches/a/b-1:2/z.diff')).toBe('served');
    job.write('a.txt', '');
    expect(hook(`add_patch a/b ${job.home}/a.txt`).text).toBe(
      '!!! add_patch: Portage takes no patch that is called a.txt: end it with .patch\n',
    );
  });

  test(
    'add_overlay: takes the place of one of that name, and Portage is told',
    { skip: process.getuid?.() !== 0 },
    () => {
      job.write('over/profiles/repo_name', 'mine\n');
      job.write('over/a/b/b-1.ebuild', 'EAPI=8\n');
      job.write('var/db/repos/mine/old', 'old');
      expect(hook(`add_overlay mine ${job.home}/over`)).toEqual({ code: 0, text: 'added the overlay mine\n' });
      expect(job.shell(`cd ${job.home}/var/db/repos && find . -type f | sort`)).toBe(
        './mine/a/b/b-1.ebuild\n./mine/profiles/repo_name\n',
      );
      expect(job.read('etc/portage/repos.conf/mine.conf').replace(job.home, '')).toBe(
        '[mine]\nlocation = /var/db/repos/mine\npriority = 50\nauto-sync = no\n',
      );
      // It may be changed where it lies.
      expect(hook(`add_overlay mine ${job.home}/var/db/repos/mine`).code).toBe(0);
      expect(readFileSync(`${job.home}/var/db/repos/mine/a/b/b-1.ebuild`, 'utf8')).toBe('EAPI=8\n');
    },
  );

  test('log_as_installed: a line, in one form', () => {
    hook('log_as_installed "Manual Install" tini-0.19.0 https://example.org/tini; log_as_installed x y-1 http://z');
    expect(job.read('work/logged')).toBe('manual-install/tini-0.19.0 https://example.org/tini\nx/y-1 http://z\n');
  });

  test('sed-or-die: replaces all or fails, and leaves the file then', () => {
    job.put('text', 'a/b a/b\na/b\n');
    job.run('sed-or-die.sh', 'a/b', 'c\\&d', job.at('text'), '|');
    expect(readFileSync(job.at('text'), 'utf8')).toBe('c&d c&d\nc&d\n');
    expect(() => job.run('sed-or-die.sh', 'nothing', 'x', job.at('text'))).toThrow('nothing in');
    expect(() => job.run('sed-or-die.sh', 'a', 'b', job.at('none'))).toThrow('there is no file');
    expect(() => job.run('sed-or-die.sh', 'a', 'b')).toThrow('usage');
    expect(readFileSync(job.at('text'), 'utf8')).toBe('c&d c&d\nc&d\n');
  });
});

describe('what is refused, before anything is written', () => {
  test.each([
    ['update_use', 'update_use: no flags'],
    ['update_use a/b', 'update_use: no flags'],
    ['update_use b +x', "update_use: 'b' is neither a category/name nor a flag with + or - before it"],
    ['update_use a/b x', "update_use: 'x' is neither a category/name nor a flag with + or - before it"],
    ['update_use a/b "+x y"', "update_use: '+x y' is neither a category/name nor a flag with + or - before it"],
    ['update_keywords a/b', 'update_keywords: no keywords'],
    ['update_keywords b ~amd64', "update_keywords: 'b' is not an atom with its category, such as dev-libs/openssl"],
    ['update_keywords a/b "am d"', "update_keywords: 'am d' is not a keyword"],
    ['mask_package', 'mask_package: no atom'],
    [
      'mask_package a/b "c/d e/f"',
      "mask_package: 'c/d e/f' is not an atom with its category, such as dev-libs/openssl",
    ],
    ['unmask_package x', "unmask_package: 'x' is not an atom with its category, such as dev-libs/openssl"],
    ['unmask_use a/b', 'unmask_use: no flags'],
    ['unmask_use a/b -x', "unmask_use: '-x' is not a flag"],
    ['provide_package', 'provide_package: no atom'],
    ['unprovide_package x', "unprovide_package: 'x' is not an atom with its category, such as dev-libs/openssl"],
    ['uninstall_package', 'uninstall_package: no atom'],
    ['add_overlay ../x /tmp', "add_overlay: '../x' cannot be a name"],
    ['add_overlay gentoo /tmp', "add_overlay: 'gentoo' cannot be a name"],
    ['add_overlay x http://example.org', "add_overlay: 'http://example.org' is neither a folder nor an https URL"],
    ['add_overlay x /none', 'add_overlay: there is no folder /none'],
    [
      'add_patch ../b /etc/passwd',
      "add_patch: '../b' is not a category/name, with a version or a slot where only that is meant",
    ],
    ['add_patch a/b /none.patch', 'add_patch: there is no file /none.patch'],
    ['add_patch a/b /etc/passwd', 'add_patch: Portage takes no patch that is called passwd: end it with .patch'],
    ['download_file http://x.org/a 1', "download_file: 'http://x.org/a' is not an https URL"],
    ['download_file https://x.org/a 1', "download_file: '1' is neither a SHA-256 nor a SHA-512"],
    [`download_file https://x.org/ ${'0'.repeat(64)}`, "download_file: '' cannot be the name of a file: give one"],
    [
      `download_file https://x.org/a ${'0'.repeat(64)} ../b`,
      "download_file: '../b' cannot be the name of a file: give one",
    ],
    ['log_as_installed "a/b" c-1 https://x.org', "log_as_installed: 'a/b' cannot be a group"],
    ['log_as_installed a c https://x.org', "log_as_installed: 'c' is not a NAME-VERSION"],
    ['log_as_installed a c-1 "x y"', "log_as_installed: 'x y' is not a URL"],
    ['copy_gcc_libs', 'copy_gcc_libs: there is no root yet: call it in configure_rootfs_build or finish_rootfs_build'],
    ['die no such luck', 'no such luck'],
  ])('%s', (line, words) => {
    expect(hook(`${line}\necho went on`)).toEqual({ code: 1, text: `!!! ${words}\n` });
    for (const path of ['etc', 'asked', 'work/logged', 'var/db']) expect(existsSync(`${job.home}/${path}`)).toBe(false);
  });

  test('an overlay that is none, or that calls itself otherwise: the old one stays', () => {
    job.write('var/db/repos/x/old', 'old');
    job.write('none/a', '');
    job.write('other/profiles/repo_name', 'y\n');
    expect(hook(`add_overlay x ${job.home}/none`).text).toBe(
      '!!! add_overlay: x is no ebuild repository: it has neither profiles nor metadata\n',
    );
    expect(hook(`add_overlay x ${job.home}/other`).text).toBe(
      '!!! add_overlay: the repository calls itself y, not x\n',
    );
    expect(job.read('var/db/repos/x/old')).toBe('old');
  });
});
