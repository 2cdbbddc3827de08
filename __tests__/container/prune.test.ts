// What pruning leaves: the parent's files and folders, the layout of a root, and for others what they may compile with.

import { afterEach, beforeEach, describe, expect, test } from 'vitest';
import { type ContainerJob, openContainerJob } from '../fakes/container-job.ts';

let job: ContainerJob;
beforeEach(() => {
  job = openContainerJob();
});
afterEach(() => {
  job.close();
});

/** All that is in a folder of the job: files by their path, folders with a slash. */
function list(folder: string): string[] {
  const text = job.shell(
    `cd ${job.home}/${folder} && find . -mindepth 1 \\( -type d -printf '%P/\\n' -o -printf '%P\\n' \\)`,
  );
  return text
    .split('\n')
    .filter((path) => path !== '')
    .sort();
}

describe('of what this image brought', () => {
  test('headers, static libraries and pkg-config files go where children and `add` find them, the rest goes', () => {
    for (const path of ['usr/include/a/b.h', 'usr/lib64/libc.a', 'usr/lib64/pkgconfig/d.pc', 'usr/share/man/man1/e.1'])
      job.put(path);
    job.shell('ln -s b.h usr/include/a/link.h');
    expect(job.run('prune.sh')).toBe(
      'pruned headers: 2 files\npruned static-libs: 1 files\npruned pkgconfig: 1 files\npruned man: 1 files\n',
    );
    expect(list('root')).toEqual(['usr/', 'usr/lib64/']);
    expect(list('state/pruned').filter((path) => !path.endsWith('/'))).toEqual([
      ...['usr/include/a/b.h', 'usr/include/a/link.h', 'usr/lib64/libc.a', 'usr/lib64/pkgconfig/d.pc'],
    ]);
    expect(job.read('state/pruned/usr/include/a/link.h')).toBe('usr/include/a/b.h');
  });

  test('what lay there of an earlier image is replaced', () => {
    job.write('state/pruned/usr/include/a.h', 'old');
    job.put('usr/include/a.h', 'new');
    job.run('prune.sh');
    expect(job.read('state/pruned/usr/include/a.h')).toBe('new');
  });

  test('folders go with their last file; those of the layout and those of caches stay', () => {
    for (const path of [
      'usr/share/doc/a/b/c',
      'usr/share/man/x',
      'var/cache/daemon/deep/file',
      'var/db/pkg/a/b-1/SLOT',
    ])
      job.put(path);
    job.put('etc/portage/make.conf');
    job.shell('mkdir -p usr/include/empty var/lib/gentoo/news; ln -s nowhere usr/share/info');
    job.run('prune.sh');
    expect(list('root')).toEqual(['etc/', 'usr/', 'var/', 'var/cache/', 'var/cache/daemon/', 'var/cache/daemon/deep/']);
  });

  test('files with names of all kinds, hidden ones and links', () => {
    for (const path of [
      'usr/include/.hidden.h',
      'usr/include/a b\nc.h',
      'usr/lib/deep/.x/y.a',
      'usr/lib/deep/.x/stays.so',
    ])
      job.put(path);
    job.shell('ln -s /usr/lib/deep var-link; mkdir -p var/cache; ln -s x var/cache/link; mkfifo var/cache/pipe');
    job.run('prune.sh');
    expect(list('root')).toEqual(
      [
        'usr/',
        'usr/lib/',
        'usr/lib/deep/',
        'usr/lib/deep/.x/',
        'usr/lib/deep/.x/stays.so',
        'var/',
        'var/cache/',
        'var-link',
      ].sort(),
    );
  });

  test('backups and locks of account files go whatever is kept', () => {
    for (const name of ['passwd', 'group', 'shadow', 'gshadow']) job.put(`etc/${name}-`);
    for (const name of ['passwd', '.pwd.lock', 'environment.d/10-gentoo-env.conf']) job.put(`etc/${name}`);
    job.write('job/job.env', 'GIB_KEEP=headers man\0');
    expect(job.run('prune.sh')).toBe('pruned caches and backups: 6 files\n');
    expect(list('root')).toEqual(['etc/', 'etc/passwd']);
  });
});

describe('what is kept', () => {
  test.each(['headers', 'static-libs', 'pkgconfig'])('%s: nothing of it is put aside', (word) => {
    for (const path of ['usr/include/a.h', 'usr/lib/b.a', 'usr/lib/pkgconfig/c.pc']) job.put(path);
    job.write('job/job.env', `GIB_KEEP=man ${word}\0`);
    job.run('prune.sh');
    const all = [...list('root'), ...list('state/pruned')].filter((path) => !path.endsWith('/'));
    expect(all.sort()).toEqual(['usr/include/a.h', 'usr/lib/b.a', 'usr/lib/pkgconfig/c.pc']);
    expect(list('root').filter((path) => !path.endsWith('/'))).toHaveLength(1);
  });

  test('is told by whole words', () => {
    job.put('usr/share/man/a');
    job.write('job/job.env', 'GIB_KEEP=manual woman\0');
    job.run('prune.sh');
    expect(list('root')).toEqual(['usr/']);
  });
});

test('nothing is left of folders that only held what goes, but for the layout and the parent’s', () => {
  job.shell('mkdir -p usr/share');
  job.settle();
  for (const path of ['usr/share/man/x', 'usr/share/pkgconfig/y', 'var/db/pkg/a', 'var/lib/portage/world'])
    job.put(path);
  job.run('prune.sh');
  expect(list('root')).toEqual(['usr/', 'usr/share/', 'var/']);
});

test('what is the parent’s stays: files, empty folders, folders that lose their last file', () => {
  for (const path of ['usr/include/parent.h', 'usr/share/doc/both/parent', 'var/cache/parent']) job.put(path);
  job.shell('mkdir -p usr/share/man/empty var/db/pkg srv; ln -s parent.h usr/include/link.h');
  job.settle();
  const before = list('root');
  for (const path of [
    'usr/include/mine.h',
    'usr/share/doc/both/mine',
    'usr/share/doc/mine/a',
    'var/db/pkg/a/b/SLOT',
    'usr/share/man/empty/x',
  ])
    job.put(path);
  job.run('prune.sh');
  expect(list('root')).toEqual(before);
});
