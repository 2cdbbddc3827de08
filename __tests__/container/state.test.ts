// The list of packages of an image: what is new, what was there, what is gone; by name, COUNTER and BUILD_TIME.

import { existsSync } from 'node:fs';
import { afterEach, beforeEach, describe, expect, test } from 'vitest';
import type { Package } from '../../src/core/result.ts';
import { type ContainerJob, openContainerJob } from '../fakes/container-job.ts';

let job: ContainerJob;
beforeEach(() => {
  job = openContainerJob();
});
afterEach(() => {
  job.close();
});

/** An entry of a package database, of which Portage writes no file that would be empty. */
function entry(cpv: string, values: Readonly<Record<string, string>> = {}, base = 'root/var/db/pkg'): void {
  const all = { SLOT: '0', COUNTER: '1', BUILD_TIME: '1700000000', repository: 'gentoo', ...values };
  for (const [name, value] of Object.entries(all)) if (value !== '') job.write(`${base}/${cpv}/${name}`, `${value}\n`);
}

function preserve(): { packages: Package[]; gone: string[] } {
  expect(job.run('state.sh', 'preserve')).toBe('');
  const text = job.read('out/packages.json');
  expect(job.read('state/packages.json')).toBe(text);
  return JSON.parse(text) as { packages: Package[]; gone: string[] };
}

describe('own is what differs from the parent', () => {
  test('by name, by COUNTER or by BUILD_TIME', () => {
    const before = 'state/vdb';
    for (const name of ['same-1', 'again-1', 'rebuilt-1', 'old-1', 'plain-1']) entry(`a-a/${name}`, {}, before);
    entry('a-a/bare-1', { COUNTER: '', BUILD_TIME: '' }, before);
    job.write('state/portage/world', 'a-a/same\n');
    job.run('state.sh', 'restore');
    job.shell('rm -r var/db/pkg/a-a/old-1');
    entry('a-a/again-1', { COUNTER: '7' });
    entry('a-a/rebuilt-1', { BUILD_TIME: '1800000000' });
    entry('a-a/plain-1.1');
    entry('b-b/new-1');
    const { packages, gone } = preserve();
    expect(Object.fromEntries(packages.map(({ name, own }) => [name, own]))).toEqual({
      'a-a/again-1': true,
      'a-a/bare-1': false,
      'a-a/plain-1': false,
      'a-a/plain-1.1': true,
      'a-a/rebuilt-1': true,
      'a-a/same-1': false,
      'b-b/new-1': true,
    });
    expect(gone).toEqual(['a-a/old-1']);
    expect(existsSync(`${job.home}/state/vdb/a-a/old-1`)).toBe(false);
    expect(packages.filter(({ asked }) => asked).map(({ name }) => name)).toEqual(['a-a/same-1']);
  });

  test('and what a child has is the child’s parent’s: the state is the root’s of the last preserve', () => {
    entry('a-a/one-1');
    job.run('state.sh', 'restore');
    expect(preserve().packages[0]?.own).toBe(false);
    job.shell('rm -r var');
    job.run('state.sh', 'restore');
    entry('a-a/two-1');
    expect(preserve().packages.map(({ name, own }) => `${name} ${own}`)).toEqual(['a-a/one-1 false', 'a-a/two-1 true']);
    expect(job.read('state/package.provided')).toBe('a-a/one-1\na-a/two-1\n');
  });

  test('and what was asked for is asked for in children', () => {
    job.run('state.sh', 'restore');
    entry('a-a/one-1');
    job.put('var/lib/portage/world', 'a-a/one\n');
    preserve();
    job.shell('rm -r var');
    job.run('state.sh', 'restore');
    expect(preserve().packages).toMatchObject([{ own: false, asked: true }]);
  });

  test('and a stamp that begins as that of another is another', () => {
    entry('a-a/one-1', { BUILD_TIME: '1700000000' }, 'state/vdb');
    entry('b-a-a/one-1', {}, 'state/vdb');
    job.run('state.sh', 'restore');
    entry('a-a/one-1', { BUILD_TIME: '170000000' });
    expect(preserve().packages.map(({ own }) => own)).toEqual([true, false]);
  });
});

describe('not on the list', () => {
  test('are stubs, which stay in the state; a package in a stub’s place is new', () => {
    entry('a-a/stub-1', { GIB_PROVIDED: ' ' }, 'state/vdb');
    entry('a-a/later-1', { GIB_PROVIDED: ' ' }, 'state/vdb');
    job.run('state.sh', 'restore');
    job.shell('rm -r var/db/pkg/a-a/later-1');
    entry('a-a/later-1');
    expect(preserve()).toMatchObject({ packages: [{ name: 'a-a/later-1', own: true }], gone: [] });
    expect(existsSync(`${job.home}/state/vdb/a-a/stub-1/GIB_PROVIDED`)).toBe(true);
    expect(job.read('state/package.provided')).toBe('a-a/later-1\n');
  });

  test('is what a merge that was cut off left, and it is not kept', () => {
    job.run('state.sh', 'restore');
    entry('a-a/-MERGING-half-1');
    entry('a-a/whole-1');
    expect(preserve().packages.map(({ name }) => name)).toEqual(['a-a/whole-1']);
    expect(existsSync(`${job.home}/state/vdb/a-a/-MERGING-half-1`)).toBe(false);
  });
});

describe('of each package is told', () => {
  test('slot, its own USE flags, license, repository, and the size of the files that are there', () => {
    job.run('state.sh', 'restore');
    job.put('usr/bin/a b', '12345');
    job.put('etc/c', '123');
    const hash = '0'.repeat(32);
    entry('a-a/full-1.2_p3-r4', {
      SLOT: '2/3.4',
      IUSE: '+ssl -doc -zstd static nls abi_x86_64 +ssl',
      USE: 'abi_x86_64 amd64 elibc_glibc kernel_linux nls ssl static-libs userland_GNU zstd',
      LICENSE: '|| ( GPL-2\t"odd\\one" )',
      repository: 'suite',
      SIZE: '999999',
      CONTENTS: `dir /usr\nobj /usr/bin/a b ${hash} 1700000000\nobj /etc/c ${hash} 1\nobj /gone ${hash} 1\nsym /x -> c 1`,
    });
    entry('a-a/empty-1', { repository: '' });
    job.put('var/lib/portage/world', 'a-a/full:2\na-a/empty-more\n');
    expect(preserve().packages).toEqual([
      {
        ...{ name: 'a-a/empty-1', slot: '0', use: '', license: '', repository: '', size: 0 },
        ...{ own: true, asked: false },
      },
      {
        ...{
          name: 'a-a/full-1.2_p3-r4',
          slot: '2/3.4',
          use: 'abi_x86_64 nls ssl zstd',
          license: '|| ( GPL-2 "odd\\one" )',
        },
        ...{ repository: 'suite', size: 8, own: true, asked: true },
      },
    ]);
  });

  test.each<[string, string, boolean]>([
    ['a-a/one', 'a-a/one-1', true],
    ['a-a/one:0', 'a-a/one-1', true],
    ['a-a/one:1', 'a-a/one-1', false],
    ['a-a/one', 'a-a/one-more-1', false],
    ['a-a/one-2x', 'a-a/one-2x-1.2.3b_rc1_p2-r3', true],
    ['a-a/on', 'a-a/one-1', false],
    ['b-a-a/one', 'a-a/one-1', false],
    ['a-a/o.e', 'a-a/one-1', false],
  ])('whether it was asked for: %s in world, %s is there', (world, cpv, asked) => {
    job.run('state.sh', 'restore');
    entry(cpv);
    job.put('var/lib/portage/world', `${world}\n`);
    expect(preserve().packages[0]?.asked).toBe(asked);
  });

  test('what hooks noted is own here and inherited by a child', () => {
    job.write('work/logged', 'x/tini-1 https://example.org/tini\n');
    job.run('state.sh', 'restore');
    const one = { name: 'x/tini-1', repository: 'https://example.org/tini', own: true, asked: true };
    expect(preserve().packages).toMatchObject([one]);
    job.write('work/logged', 'x/two-2 https://example.org/two\n');
    job.run('state.sh', 'restore');
    expect(preserve().packages).toMatchObject([
      { ...one, own: false },
      { name: 'x/two-2', own: true },
    ]);
  });
});

test('a hook that empties the package database is told', () => {
  entry('a-a/one-1', {}, 'state/vdb');
  job.run('state.sh', 'restore');
  job.shell('rm -r var/db/pkg');
  expect(() => job.run('state.sh', 'preserve')).toThrow();
  expect(job.read('out/failure')).toBe(
    'kind=builder\nmessage=a hook emptied /var/db/pkg of the root before its state was preserved\nhint=leave it to pruning, which comes after\n',
  );
  expect(existsSync(`${job.home}/state/vdb/a-a/one-1`)).toBe(true);
});
