// A layer is the difference to the parent's root, and the same bytes for the same root.

import { execFileSync } from 'node:child_process';
import { readFileSync } from 'node:fs';
import { afterEach, describe, expect, test } from 'vitest';
import { type ContainerJob, openContainerJob } from '../fakes/container-job.ts';

const jobs: ContainerJob[] = [];
afterEach(() => {
  for (const job of jobs.splice(0)) job.close();
});

function open(env: Readonly<Record<string, string>> = {}): ContainerJob {
  const job = openContainerJob(env);
  jobs.push(job);
  return job;
}

/** The layer's entries in their order: mode and path, of a link where it leads. */
function entries(job: ContainerJob): string[] {
  job.run('pack.sh');
  const text = execFileSync('tar', ['--quoting-style=literal', '-tvzf', `${job.home}/out/layer.tar.gz`], {
    encoding: 'utf8',
  });
  return text
    .split('\n')
    .filter((line) => line !== '')
    .map((line) => line.replace(/^(\S+) +\S+ +\d+ \S+ \S+ (.*)$/, '$1 $2'));
}

/** What the script says when it refuses. */
function refusal(job: ContainerJob): string {
  try {
    job.run('pack.sh');
  } catch {
    return job.read('out/failure');
  }
  return 'nothing';
}

describe('a layer', () => {
  test('without a parent has all, by sorted names, folders before what is in them', () => {
    const job = open();
    job.settle();
    for (const path of ['b/c', 'b/a', 'b-', 'a', 'ä', 'Z', 'b/deep/x']) job.put(path);
    job.shell('ln -s nowhere link; mkfifo pipe; chmod 4711 a; mkdir -m 1777 b/tmp');
    expect(entries(job)).toEqual([
      '-rw-r--r-- Z',
      '-rws--x--x a',
      'drwxr-xr-x b/',
      '-rw-r--r-- b-',
      '-rw-r--r-- b/a',
      '-rw-r--r-- b/c',
      'drwxr-xr-x b/deep/',
      '-rw-r--r-- b/deep/x',
      'drwxrwxrwt b/tmp/',
      'lrwxrwxrwx link -> nowhere',
      'prw-r--r-- pipe',
      '-rw-r--r-- ä',
    ]);
  });

  test('has only what differs from the parent: bytes, mode, type of special files, where a link leads', () => {
    const job = open();
    for (const path of ['same', 'touched', 'rewritten', 'bytes', 'longer', 'mode', 'dir/in', 'empty/gone'])
      job.put(path);
    job.shell('ln -s a link; ln -s a same-link; mkfifo fifo; mkdir open');
    job.settle();
    job.shell(`touch touched; cp rewritten x; mv x rewritten; printf BYTES >bytes; printf more >>longer
      chmod 600 mode; ln -sfn b link; ln -sfn a same-link; chmod 700 open; printf x >dir/new; rm empty/gone`);
    expect(entries(job)).toEqual([
      '-rw------- empty/.wh.gone',
      '-rw-r--r-- bytes',
      '-rw-r--r-- dir/new',
      'lrwxrwxrwx link -> b',
      '-rw-r--r-- longer',
      '-rw------- mode',
      'drwx------ open/',
    ]);
  });

  test('has files whose owner changed', { skip: process.getuid?.() !== 0 }, () => {
    const job = open();
    for (const path of ['user', 'group', 'both-same']) job.put(path);
    job.shell('chown 7:8 both-same');
    job.settle();
    job.shell('chown 7 user; chgrp 8 group; chown 9:9 both-same; chown 7:8 both-same');
    expect(entries(job)).toEqual(['-rw-r--r-- group', '-rw-r--r-- user']);
    const owners = execFileSync('tar', ['--quoting-style=literal', '-tvzf', `${job.home}/out/layer.tar.gz`], {
      encoding: 'utf8',
    });
    expect(owners.split('\n').map((line) => line.split(/ +/)[1])).toEqual(['0/8', '7/0', undefined]);
    expect(execFileSync('gzip', ['-dc', `${job.home}/out/layer.tar.gz`]).toString('latin1')).not.toContain('root');
  });

  test('has a file whose capabilities changed, with them', { skip: process.getuid?.() !== 0 }, () => {
    const job = open();
    for (const path of ['able', 'plain']) job.put(path, path, 0o755);
    job.settle();
    job.shell('setcap cap_net_raw+ep able; setfattr -n user.note -v x plain');
    expect(entries(job)).toEqual(['-rwxr-xr-x able']);
    const text = execFileSync('gzip', ['-dc', `${job.home}/out/layer.tar.gz`]).toString('latin1');
    expect(text).toContain('SCHILY.xattr.security.capability');
    job.shell('printf 2 >>plain');
    expect(entries(job)).toHaveLength(2);
    expect(execFileSync('gzip', ['-dc', `${job.home}/out/layer.tar.gz`]).toString('latin1')).not.toContain('user.note');
  });

  test('marks what is gone once, before all files, and never behind a link', () => {
    const job = open();
    for (const path of ['top', 'gone/a', 'gone/deep/b', 'left/c', 'left/d', 'link/old', 'was/x']) job.put(path);
    job.settle();
    job.write('job/allow_replace', '/link\n');
    job.shell('rm -r top gone left/c was; rm -r link; ln -s left link; printf x >a');
    expect(entries(job)).toEqual([
      '-rw------- .wh.gone',
      '-rw------- .wh.link',
      '-rw------- .wh.top',
      '-rw------- .wh.was',
      '-rw------- left/.wh.c',
      '-rw-r--r-- a',
      'lrwxrwxrwx link -> left',
    ]);
    expect(job.read('out/closure')).toBe('type\0/link\0a link now, a folder of the parent before\0the parent\0');
  });

  test('refuses a changed type and names both owners, and a name that is a whiteout’s', () => {
    const job = open();
    job.put('etc/thing');
    job.write('work/vdb.before/app-misc/old-1/CONTENTS', 'dir /etc\nobj /etc/thing 0 0\n');
    job.write('state/vdb/app-misc/new-2/CONTENTS', 'dir /etc/thing\n');
    job.settle();
    job.shell('rm etc/thing; mkdir etc/thing');
    job.write('job/allow_replace', '/etc/thing2\n/etc/thin\n');
    expect(refusal(job)).toBe(
      `kind=builder
message=/etc/thing is a file of app-misc/old-1 in the parent, and a folder of app-misc/new-2 now
hint=keep the layout of the parent, or change it there; where nothing below it is needed, add it to allow_replace: /etc/thing
`,
    );
    job.write('job/allow_replace', '/etc/thing\n');
    expect(entries(job)).toEqual(['-rw------- etc/.wh.thing', 'drwxr-xr-x etc/thing/']);
    const other = open();
    other.settle();
    other.put('a/.wh.b');
    expect(refusal(other)).toBe(
      `kind=builder
message=the root holds /a/.wh.b, a name that image layers reserve for deleted files
hint=remove it in finish_rootfs_build
`,
    );
  });

  test('has times in whole seconds and none after the snapshot’s', () => {
    const job = open();
    job.settle();
    for (const path of ['new', 'old']) job.put(path);
    job.shell('touch -d @1600000000.75 old; touch -d @1800000000.5 new');
    job.run('pack.sh');
    const list = ['--full-time', '--utc', '-tvzf', `${job.home}/out/layer.tar.gz`];
    const text = execFileSync('tar', list, { encoding: 'utf8' });
    expect(text.split('\n').map((line) => line.split(/ +/).slice(3, 6).join(' '))).toEqual([
      '2023-11-14 22:13:20 new',
      '2020-09-13 12:26:40 old',
      '',
    ]);
  });

  test('is compressed without a name and a time', () => {
    const job = open();
    job.settle();
    job.put('a');
    job.run('pack.sh');
    // Magic, method, flags, time.
    expect(readFileSync(`${job.home}/out/layer.tar.gz`).subarray(0, 8).toString('hex')).toBe('1f8b080000000000');
  });

  test('is told by the digest of its plain tar', () => {
    const job = open();
    job.settle();
    job.put('a');
    expect(job.run('pack.sh')).toMatch(/^layer: 1 entries, \d+ bytes\n$/);
    const digest = execFileSync('bash', ['-c', 'gzip -dc "$0" | sha256sum', `${job.home}/out/layer.tar.gz`]).toString();
    expect(job.read('out/layer.diffid')).toBe(`sha256:${digest.slice(0, 64)}`);
  });
});

/** A locale that sorts as people do, where this machine can make one. */
function makeLocale(job: ContainerJob): Record<string, string> {
  const text = job.shell(
    `mkdir ${job.home}/locale; localedef -i en_US -f UTF-8 ${job.home}/locale/en_US.UTF-8 2>&1 || true`,
  );
  return text.includes('not found') ? {} : { LOCPATH: `${job.home}/locale` };
}

test('the same root gives the same bytes, whatever the clock, the locale, the umask, the folder and the order', () => {
  const make = (
    env: Readonly<Record<string, string>>,
    { umask, date, order }: { umask: string; date: string; order: string },
  ): string => {
    const job = open(env);
    job.shell('mkdir -p kept/old; printf x >kept/file; printf x >kept/old/gone; printf x >Zulu; printf x >zulu');
    job.settle();
    job.shell(`umask ${umask}; rm -r kept/old; mkdir -m 755 d
      for name in ${order}; do printf "$name" >"$name"; chmod 644 "$name"; touch -d ${date} "$name"; done
      rm Zulu zulu; ln -s a l; touch -h -d ${date} l; touch -d ${date} d kept`);
    job.run('pack.sh');
    return execFileSync('sha256sum', [`${job.home}/out/layer.tar.gz`], { encoding: 'utf8' }).slice(0, 64);
  };
  const first = make({ LC_ALL: 'C', TZ: 'UTC' }, { umask: '022', date: '2024-01-01', order: 'a B ä d/x d/-y' });
  const second = make(
    { ...makeLocale(open()), LC_ALL: 'en_US.UTF-8', TZ: 'Asia/Tokyo', POSIXLY_CORRECT: '1' },
    { umask: '077', date: '2038-05-06T07:08:09.123', order: 'd/-y ä d/x B a' },
  );
  expect(second).toBe(first);
});
