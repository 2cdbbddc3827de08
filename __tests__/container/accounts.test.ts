// Users and groups that hooks made in the builder are in the root too; those of the builder's own packages are not.

import { readFileSync, statSync, existsSync } from 'node:fs';
import { afterEach, beforeEach, expect, test } from 'vitest';
import { type ContainerJob, openContainerJob } from '../fakes/container-job.ts';

const FILES = ['passwd', 'group', 'shadow', 'gshadow'];

let job: ContainerJob;
beforeEach(() => {
  job = openContainerJob();
  // The builder's files are those of a folder here.
  const script = job.read('job/accounts.sh').replaceAll(/(["\s])\/etc\//g, `$1${job.home}/etc/`);
  job.write('job/accounts.sh', script);
  for (const name of FILES) job.write(`etc/${name}`, 'root:x:0\ndaemon:x:1\n');
});
afterEach(() => {
  job.close();
});

function append(name: string, line: string): void {
  job.write(`etc/${name}`, `${job.read(`etc/${name}`)}${line}\n`);
}

function inRoot(name: string): string[] | undefined {
  const path = job.at(`etc/${name}`);
  return existsSync(path) ? readFileSync(path, 'utf8').trimEnd().split('\n') : undefined;
}

test('what hooks made is taken over, what came between is not', () => {
  for (const name of FILES) job.put(`etc/${name}`, 'root:*:0\n');
  job.run('accounts.sh', 'mark');
  for (const name of FILES) append(name, `hook:${name}`);
  job.run('accounts.sh', 'collect');
  for (const name of FILES) append(name, `package:${name}`);
  job.run('accounts.sh', 'mark');
  for (const name of FILES) append(name, `late:${name}`);
  job.run('accounts.sh', 'collect');
  const told = job
    .run('accounts.sh', 'apply')
    .trimEnd()
    .split('\n')
    .map((line) => line.replace(job.home, ''));
  for (const name of FILES) expect(inRoot(name)).toEqual(['root:*:0', `hook:${name}`, `late:${name}`]);
  expect(told).toEqual(FILES.flatMap((name) => [`/etc/${name}: hook`, `/etc/${name}: late`]));
});

test('a name that the root has stays as it is there, a name that it begins with does not count', () => {
  job.put('etc/passwd', 'root:*:0\nhook2:theirs\nx-hook:theirs\n');
  job.run('accounts.sh', 'mark');
  append('passwd', 'hook:new');
  append('passwd', 'hook2:new');
  // It has a line of before in it.
  append('passwd', 'my-root:x:0');
  job.run('accounts.sh', 'collect');
  job.run('accounts.sh', 'apply');
  expect(inRoot('passwd')).toEqual(['root:*:0', 'hook2:theirs', 'x-hook:theirs', 'hook:new', 'my-root:x:0']);
});

test('a root without such files gets those that programs read, and no file of passwords', () => {
  job.run('accounts.sh', 'mark');
  for (const name of FILES) append(name, `hook:${name}`);
  job.run('accounts.sh', 'collect');
  job.run('accounts.sh', 'apply');
  expect(FILES.map(inRoot)).toEqual([['hook:passwd'], ['hook:group'], undefined, undefined]);
  expect(statSync(job.at('etc/passwd')).mode & 0o777).toBe(0o644);
});

test('without new accounts the root stays as it is', () => {
  job.run('accounts.sh', 'mark');
  job.run('accounts.sh', 'collect');
  expect(job.run('accounts.sh', 'apply')).toBe('');
  expect(existsSync(job.at('etc'))).toBe(false);
});
