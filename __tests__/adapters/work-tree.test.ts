// git itself, in work trees of their own, with no configuration but what the tests give.

import { execFileSync } from 'node:child_process';
import { chmodSync, existsSync, mkdirSync, mkdtempSync, realpathSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, test } from 'vitest';
import { changedSince, commitAt } from '../../src/adapters/work-tree.ts';
import type { RevisionChanges } from '../../src/core/changed-since.ts';

let root: string;
const environment = { ...process.env };
beforeEach(() => {
  root = realpathSync(mkdtempSync(join(tmpdir(), 'git-')));
  Object.assign(process.env, { GIT_CONFIG_GLOBAL: '/dev/null', GIT_CONFIG_SYSTEM: '/dev/null' });
  Object.assign(process.env, { GIT_CEILING_DIRECTORIES: tmpdir() });
});
afterEach(() => {
  process.env = { ...environment };
  rmSync(root, { recursive: true });
});

const git = (...words: string[]): string =>
  execFileSync('git', ['-C', root, '-c', 'user.name=x', '-c', 'user.email=x@example.com', ...words], {
    encoding: 'utf8',
    stdio: ['ignore', 'pipe', 'ignore'],
  }).trim();

function write(path: string, text: string): void {
  mkdirSync(join(root, path, '..'), { recursive: true });
  writeFileSync(join(root, path), text);
}

/** A work tree with one commit. */
function started(): string {
  git('init', '-q');
  write('images/images.yaml', 'old\n');
  write('images/a b/ü\n.txt', 'old');
  write('other', 'old');
  git('add', '.');
  git('commit', '-qm', 'one');
  return git('rev-parse', 'HEAD');
}

const at = async (revision: string, folder = join(root, 'images')): Promise<RevisionChanges> => {
  const changes = await changedSince(folder, revision);
  if (typeof changes === 'string') throw new Error(changes);
  return changes;
};

describe('what changed since a revision', () => {
  test('nothing', async () => {
    expect((await at(started())).paths).toEqual([]);
  });

  test('what was committed, what was not, what is new; whatever it is called', async () => {
    const commit = started();
    write('other', 'new');
    git('commit', '-qam', 'two');
    write('images/a b/ü\n.txt', 'new');
    write('images/new', '');
    chmodSync(join(root, 'images/images.yaml'), 0o755);
    write('ignored', '');
    write('.gitignore', 'ignored\n');
    const names = ['.gitignore', 'images/a b/ü\n.txt', 'images/images.yaml', 'images/new', 'other'];
    expect((await at(commit)).paths.toSorted()).toEqual(names.map((name) => join(root, name)));
  });

  test('a file that was moved is two that changed', async () => {
    const commit = started();
    git('mv', 'other', 'another');
    expect((await at(commit)).paths.toSorted()).toEqual([join(root, 'another'), join(root, 'other')]);
  });

  test('texts as they were', async () => {
    const commit = started();
    write('images/images.yaml', 'new\n');
    const { readOld } = await at(commit);
    expect(await readOld(join(root, 'images/images.yaml'))).toBe('old\n');
    expect(await readOld(join(root, 'images/no'))).toBeUndefined();
    expect(await readOld('/etc/passwd')).toBeUndefined();
  });

  test('tags and branches are revisions', async () => {
    started();
    git('tag', 'v1');
    write('other', 'new');
    expect((await at('v1')).paths).toEqual([join(root, 'other')]);
    expect((await at('HEAD')).paths).toEqual([join(root, 'other')]);
  });
});

describe('what git cannot tell', () => {
  test.each(['nowhere', 'HEAD~7', '--help', '--output=x', '-1', 'HEAD:other', '', 'HEAD --', "$(touch 'x')"])(
    'the revision %j',
    async (revision) => {
      started();
      expect(await changedSince(root, revision)).toBe(`there is no revision '${revision}'`);
      expect(existsSync(join(root, 'x'))).toBe(false);
    },
  );

  test('a folder that is no work tree', async () => {
    expect(await changedSince(root, 'HEAD')).toMatch(/^fatal: not a git repository/);
  });
});

test('what a repository’s own configuration names is not run', async () => {
  const commit = started();
  const trap = join(root, 'trap');
  writeFileSync(trap, `#!/bin/sh\ntouch ${root}/sprung\n`, { mode: 0o755 });
  for (const key of ['core.fsmonitor', 'diff.external', 'core.pager']) git('config', key, trap);
  git('config', 'diff.x.textconv', trap);
  write('.gitattributes', '* diff=x\n');
  write('other', 'new');
  await (await at(commit)).readOld(join(root, 'other'));
  expect(existsSync(join(root, 'sprung'))).toBe(false);
});

describe('the commit of a work tree', () => {
  test('and when it was made as it is', async () => {
    const id = started();
    const time = Number(git('show', '-s', '--format=%ct', 'HEAD')) * 1000;
    expect(await commitAt(join(root, 'images'))).toEqual({ id, time });
  });

  test('is not known without one', async () => {
    expect(await commitAt(root)).toMatch(/^fatal: not a git repository/);
    git('init', '-q');
    expect(await commitAt(root)).toMatch(/^fatal: /);
  });
});
