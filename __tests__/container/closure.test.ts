// What a root lacks is found by the target's own rules, of which the dynamic linker's manual tells. Nothing is run in it.

import { readFileSync } from 'node:fs';
import { afterEach, beforeEach, describe, expect, test } from 'vitest';
import { type ContainerJob, openContainerJob } from '../fakes/container-job.ts';

const LINKER = '/lib64/ld-linux-x86-64.so.2';

let job: ContainerJob;
beforeEach(() => {
  job = openContainerJob();
  job.write('made/a.c', 'int one(void) { return 1; }\nvoid _start(void) { one(); }\n');
  object(LINKER.slice(1), { soname: 'ld-linux-x86-64.so.2' });
  // The folders that are built into it.
  job.shell(`printf '\\0/lib64/\\0/usr/lib64/\\0/not/one\\0' >>.${LINKER}`);
});
afterEach(() => {
  job.close();
});

interface Made {
  readonly soname?: string;
  readonly needs?: readonly string[];
  readonly rpath?: string;
  readonly runpath?: string;
  /** a program, with this dynamic linker */
  readonly linker?: string;
}

/** Makes an object of the root by a real linker. */
function object(path: string, { soname, needs = [], rpath, runpath, linker }: Made): void {
  const flags = [
    ...(soname === undefined ? [] : [`-Wl,-soname,${soname}`]),
    ...(rpath === undefined ? [] : [`'-Wl,-rpath,${rpath}'`]),
    ...(runpath === undefined ? [] : [`'-Wl,-rpath,${runpath}' -Wl,--enable-new-dtags`]),
  ];
  job.shell(`mkdir -p "$(dirname ./${path})"; cd ${job.home}/made
    for name in ${needs.join(' ')}; do tcc -shared -nostdlib -Wl,-soname,$name -o stub-\${name##*/} a.c; done
    tcc ${linker === undefined ? '-shared' : ''} -nostdlib -o ${job.at(path)} ${flags.join(' ')} a.c ${needs.map((name) => `stub-${name.replace(/.*\//, '')}`).join(' ')}`);
  if (linker !== undefined && linker !== LINKER) {
    const bytes = readFileSync(job.at(path)).toString('latin1').replace(LINKER, linker.padEnd(LINKER.length, '\0'));
    job.shell(`printf %s '${Buffer.from(bytes, 'latin1').toString('base64')}' | base64 -d >./${path}`);
  }
}

function program(path: string, made: Made = {}): void {
  object(path, { linker: LINKER, ...made });
}

/** Kind, path and what about it; `owners` with who brought it. */
function findings(owners = false): string[] {
  expect(job.run('closure.sh')).toBe('');
  const words = job.read('out/closure').split('\0').slice(0, -1);
  return Array.from({ length: words.length / 4 }, (_, at) =>
    words.slice(at * 4, at * 4 + (owners ? 4 : 3)).join(' '),
  ).sort();
}

describe('a library is found', () => {
  test.each<[string, () => void]>([
    [
      'in a folder that is built into the linker',
      () => {
        object('usr/lib64/liba.so.1', {});
      },
    ],
    [
      'by a link, to a file of another name',
      () => {
        object('usr/lib64/liba.so.1.2.3', {});
        job.shell('ln -s liba.so.1.2.3 usr/lib64/liba.so.1');
      },
    ],
    [
      'by an absolute link, which leads within the root',
      () => {
        object('opt/real/liba.so.1', {});
        job.shell('mkdir -p usr; ln -s /opt/real usr/lib64');
      },
    ],
    [
      'where ld.so.conf says',
      () => {
        object('opt/b/liba.so.1', {});
        job.put('etc/ld.so.conf', '# folders\n/opt/x:/opt/b # ours');
      },
    ],
    [
      'where a file that ld.so.conf includes says',
      () => {
        object('opt/b/liba.so.1', {});
        job.put('etc/ld.so.conf', 'include ld.so.conf.d/*.conf\n');
        job.put('etc/ld.so.conf.d/a.conf', 'include /etc/other\n');
        job.put('etc/other', '/opt/b\n');
      },
    ],
  ])('%s', (_, place) => {
    program('usr/bin/a', { needs: ['liba.so.1'] });
    expect(findings()).toEqual(['soname /usr/bin/a liba.so.1']);
    place();
    expect(findings()).toEqual([]);
  });

  test.each<[string, Made]>([
    ['by an RPATH beside the program', { rpath: '$ORIGIN/../share/b' }],
    ['by a RUNPATH', { runpath: '/none:${ORIGIN}/../share/b' }],
    ['by the name of the folder of libraries', { rpath: '/usr/share/$LIB/../b' }],
    ['by its path', { needs: ['/usr/share/b/liba.so.1'] }],
  ])('%s', (_, made) => {
    program('usr/bin/a', { needs: ['liba.so.1'], ...made });
    expect(findings()).toHaveLength(1);
    job.shell('mkdir -p usr/share/lib64');
    object('usr/share/b/liba.so.1', {});
    expect(findings()).toEqual([]);
  });

  test('by the RPATH of who loads it, but not by a RUNPATH', () => {
    for (const [name, made] of Object.entries({ passes: { rpath: '/opt/b' }, keeps: { runpath: '/opt/b' } })) {
      program(`usr/bin/${name}`, { needs: [`lib${name}.so.1`], ...made });
      object(`opt/b/lib${name}.so.1`, { needs: [`lib${name}-inner.so.1`] });
      object(`opt/b/lib${name}-inner.so.1`, {});
    }
    expect(findings()).toEqual(['soname /opt/b/libkeeps.so.1 libkeeps-inner.so.1']);
  });

  test('by a library’s own RPATH before its loader’s; a RUNPATH takes that away', () => {
    program('usr/bin/a', { needs: ['liba.so.1'], rpath: '/opt/a' });
    object('opt/a/liba.so.1', { needs: ['libb.so.1'], runpath: '/opt/none' });
    object('opt/a/libb.so.1', {});
    expect(findings()).toEqual(['soname /opt/a/liba.so.1 libb.so.1']);
    object('opt/a/liba.so.1', { needs: ['libb.so.1'], rpath: '/opt/none' });
    expect(findings()).toEqual([]);
  });

  test('only for the same machine', () => {
    program('usr/bin/a', { needs: ['liba.so.1'] });
    object('usr/lib64/liba.so.1', {});
    job.shell(`printf '\\xfe\\xfe' | dd of=usr/lib64/liba.so.1 bs=1 seek=18 conv=notrunc status=none`);
    expect(findings()).toEqual(['soname /usr/bin/a liba.so.1']);
  });

  test('for a library that no program loads, in the usual places', () => {
    object('usr/lib64/libb.so.1', { needs: ['liba.so.1'] });
    job.shell('rm -r lib64');
    expect(findings()).toEqual(['soname /usr/lib64/libb.so.1 liba.so.1']);
    object('lib/liba.so.1', {});
    expect(findings()).toEqual([]);
  });

  test('for a module, where a program has loaded it already', () => {
    object('usr/lib/modules/m.so', { needs: ['liba.so.1', 'libb.so.1'] });
    program('usr/bin/a', { needs: ['liba.so.1'], rpath: '/opt/b' });
    object('opt/b/liba.so.1', {});
    expect(findings()).toEqual(['soname /usr/lib/modules/m.so libb.so.1']);
  });

  test('in a file that nobody may run', () => {
    object('usr/lib/modules/m.so', { needs: ['liba.so.1'] });
    job.shell('chmod 644 usr/lib/modules/m.so');
    expect(findings()).toEqual(['soname /usr/lib/modules/m.so liba.so.1']);
  });

  test('where it is the linker itself, wherever that lies; the C library is none', () => {
    object('opt/ld-own.so.1', {});
    program('usr/bin/a', { linker: '/opt/ld-own.so.1', needs: ['ld-own.so.1', 'libc.so.6'] });
    expect(findings()).toEqual(['soname /usr/bin/a libc.so.6']);
  });

  test('and told once where it is not, however many load what needs it', () => {
    for (const name of ['a', 'b']) program(`usr/bin/${name}`, { needs: ['liba.so.1'] });
    object('usr/lib64/liba.so.1', { needs: ['libb.so.1'] });
    expect(findings()).toEqual(['soname /usr/lib64/liba.so.1 libb.so.1']);
  });

  test('not where a comment of ld.so.conf says', () => {
    program('usr/bin/a', { needs: ['liba.so.1'] });
    object('opt/b/liba.so.1', {});
    job.put('etc/ld.so.conf', '/opt/a # /opt/b\n#include /etc/other\n');
    job.put('etc/other', '/opt/b\n');
    expect(findings()).toEqual(['soname /usr/bin/a liba.so.1']);
  });

  test('in musl’s own folders, and its C library in the linker itself', () => {
    const linker = '/lib/ld-musl-x86_64.so.1';
    object('lib/ld-musl-x86_64.so.1', {});
    program('usr/bin/a', { linker, needs: ['libc.so', 'libpthread.so.0', 'libcrypt.so.1', 'liba.so.1'] });
    object('usr/local/lib/liba.so.1', {});
    expect(findings()).toEqual(['soname /usr/bin/a libcrypt.so.1']);
    job.put('etc/ld-musl-x86_64.path', '/opt/a:/opt/b\n');
    expect(findings()).toEqual(['soname /usr/bin/a liba.so.1', 'soname /usr/bin/a libcrypt.so.1']);
    object('opt/b/liba.so.1', {});
    expect(findings()).toEqual(['soname /usr/bin/a libcrypt.so.1']);
  });
});

describe('what else is told', () => {
  test('a dynamic linker that is not there', () => {
    program('usr/bin/a', { linker: '/lib/ld-none.so.1' });
    expect(findings()).toEqual(['interpreter /usr/bin/a /lib/ld-none.so.1']);
  });

  test('links that lead nowhere or in a ring, but not those into what a container fills', () => {
    job.shell(`mkdir -p a b/c; ln -s ../none a/gone; ln -s b/c/../../a up; ln -s /b/none/x deep; ln -s two one; ln -s one two
      ln -s /proc/self/mounts mtab; ln -s ../run/x a/run; ln -s /run var-run; ln -s var-run/lock lock; ln -s /b b/c/root; ln -s /tmporary t`);
    expect(findings()).toEqual([
      'link /a/gone ../none',
      'link /deep /b/none/x',
      'link /one two',
      'link /t /tmporary',
      'link /two one',
    ]);
  });

  test('files that run with other rights', () => {
    job.put('usr/bin/su', '', 0o4755);
    job.put('usr/bin/wall', '', 0o2755);
    job.shell('mkdir -m 2755 shared; touch plain');
    expect(findings()).toEqual(['setuid /usr/bin/su 4755', 'setuid /usr/bin/wall 2755']);
  });

  test('not what is no program: texts, debug files, data', () => {
    job.put('usr/bin/script', '#!/bin/none\n', 0o755);
    program('usr/lib/debug/usr/bin/a.debug', { needs: ['liba.so.1'] });
    object('usr/share/data', { needs: ['liba.so.1'] });
    job.shell('chmod 644 usr/share/data');
    expect(findings()).toEqual([]);
  });

  test('that the builder has no readelf, once; links and rights all the same', () => {
    job.shell('ln -s none link');
    // Only what the script needs, and no readelf.
    for (const name of [
      'find',
      'sort',
      'xargs',
      'awk',
      'gawk',
      'mawk',
      'sed',
      'tr',
      'grep',
      'bash',
      'head',
      'rm',
      'mktemp',
    ])
      job.shell(`path=$(command -v ${name}) && ln -s "$path" ${job.home}/bin/ || true`);
    job.write('work/before', '');
    const text = job.shell(`PATH=${job.home}/bin /bin/bash ${job.home}/job/closure.sh; cat ${job.home}/out/closure`);
    expect(text.split('\0').filter((word) => word !== '')).toEqual([
      ...['unread', '/', 'the builder has no readelf', 'the parent'],
      ...['link', '/link', 'none', 'the parent'],
    ]);
  });
});

describe('what the parent had', () => {
  beforeEach(() => {
    program('usr/bin/a', { needs: ['libgone.so.1', 'libb.so.1'] });
    object('usr/lib64/libb.so.1', {});
    job.put('usr/bin/su', '', 0o4755);
    job.shell('ln -s none link; ln -s usr/lib64/libb.so.1 good; ln -s two one; ln -s one two');
    job.settle();
  });

  test('is not told again', () => {
    expect(findings()).toEqual([]);
  });

  test('is told where this image changed it', () => {
    job.shell('ln -sfn other link; chmod 6755 usr/bin/su; touch usr/bin/a');
    expect(findings()).toEqual(['link /link other', 'setuid /usr/bin/su 6755', 'soname /usr/bin/a libgone.so.1']);
  });

  test('is told where this image took away what it needs', () => {
    job.shell('rm usr/lib64/libb.so.1');
    expect(findings()).toEqual(['link /good usr/lib64/libb.so.1', 'soname /usr/bin/a libb.so.1']);
  });
});

test('who brought it is told: a package, a hook, the parent', () => {
  for (const path of ['parents', 'packaged', 'odd name', 'usr/lib/merged']) job.put(path, '', 0o755);
  job.settle();
  const begin = (stage: string): string => job.shell(`source ${job.home}/job/job.sh; gib_begin_stage ${stage}`);
  begin('hook:configure_rootfs_build');
  job.put('early', '', 0o4755);
  begin('emerge');
  job.put('merged', '', 0o4755);
  begin('hook:finish_rootfs_build');
  job.put('late', '', 0o4755);
  begin('pack');
  job.put('ours', '', 0o4755);
  for (const path of ['packaged', 'odd name', 'usr/lib/merged']) job.shell(`chmod 4755 '${path}'`);
  job.write('state/vdb/app-misc/b-2/CONTENTS', 'obj /packaged 0 0\n');
  job.write(
    'state/vdb/app-misc/a-1/CONTENTS',
    'dir /packaged\nobj /odd name 0 0\nsym /late -> x 0\nobj /lib/merged 0 0\n',
  );
  job.shell('ln -s none late-link; ln -s none packaged-link');
  job.write('state/vdb/app-misc/c-3/CONTENTS', 'sym /packaged-link -> none 1700000000\n');
  expect(findings(true)).toEqual([
    'link /late-link none us, from the compiler',
    'link /packaged-link none app-misc/c-3',
    'setuid /early 4755 the hook configure_rootfs_build',
    'setuid /late 4755 the hook finish_rootfs_build',
    'setuid /merged 4755 emerge',
    'setuid /odd name 4755 app-misc/a-1',
    'setuid /ours 4755 us, from the compiler',
    'setuid /packaged 4755 app-misc/b-2',
    'setuid /usr/lib/merged 4755 app-misc/a-1',
  ]);
});
