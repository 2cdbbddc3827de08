// script/release in a repository of its own: which commit the workflows name, what the tags stand on, what it refuses.

import { execFileSync, spawnSync } from 'node:child_process';
import { cpSync, mkdirSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, expect, test } from 'vitest';
import { complaintsOf } from './workflows/rules.ts';
import { ROOT, shippedWorkflows } from './workflows/shipped.ts';

let folder: string;
beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), 'gib-release-'));
  for (const path of ['.github/workflows', 'script/release'])
    cpSync(join(ROOT, path), join(folder, path), { recursive: true });
  for (const [path, text] of shippedWorkflows()) write(path, text);
  write('package.json', '{\n  "version": "1.2.3"\n}\n');
  write(
    'CHANGELOG.md',
    '# Changelog\n\n## [Unreleased]\n\n## [1.2.3] - 2026-12-01\n\n- New things.\n\n## [1.2.2]\n\n- Old.\n',
  );
  git('init', '--quiet', '--initial-branch=main');
  commit('first');
});
afterEach(() => {
  rmSync(folder, { recursive: true, force: true });
});

function write(path: string, text: string): void {
  mkdirSync(join(folder, path, '..'), { recursive: true });
  writeFileSync(join(folder, path), text);
}

function git(...argv: string[]): string {
  const own = ['-c', 'user.name=somebody', '-c', 'user.email=somebody@example.com'];
  return execFileSync('git', [...own, ...argv], { cwd: folder, encoding: 'utf8' }).trim();
}

function commit(message: string): void {
  git('add', '--all');
  git('commit', '--quiet', '--message', message);
}

function release(version: string): { code: number | null; said: string } {
  const env = { PATH: process.env.PATH ?? '', HOME: folder, GITHUB_REPOSITORY: 'acme/gentoo-image-builder' };
  const { status, stderr } = spawnSync(join(folder, 'script/release'), [version], {
    cwd: folder,
    env,
    encoding: 'utf8',
  });
  return { code: status, said: stderr };
}

test('tags a commit whose workflows name the one below, which has the bundles', async () => {
  const main = git('rev-parse', 'main');
  expect(release('1.2.3')).toEqual({ code: 0, said: '' });
  expect(git('rev-parse', 'main')).toBe(main);
  expect(git('rev-parse', 'v1.2.3~1')).toBe(main);
  expect(git('rev-parse', 'v1')).toBe(git('rev-parse', 'v1.2.3'));
  expect(git('diff', '--name-only', main, 'v1.2.3').split('\n')).toEqual([...shippedWorkflows().keys()]);
  for (const path of shippedWorkflows().keys()) {
    const text = git('show', `v1.2.3:${path}`);
    const own = [...text.matchAll(/uses: (.*gentoo-image-builder@.*)/g)].map(([, uses]) => uses);
    expect(own.filter((uses) => !uses?.includes('.yml'))).not.toEqual([]);
    expect(new Set(own.filter((uses) => !uses?.includes('.yml')))).toEqual(
      new Set([`acme/gentoo-image-builder@${main} # v1.2.3`]),
    );
    expect(await complaintsOf(text)).toEqual([]);
  }
  expect(readFileSync(join(folder, 'release-notes.md'), 'utf8')).toBe('- New things.\n\n');
});

test('moves v1 on', () => {
  release('1.2.3');
  git('checkout', '--quiet', 'main');
  write('package.json', '{\n  "version": "1.3.0"\n}\n');
  write('CHANGELOG.md', '## [1.3.0]\n\n- More.\n');
  commit('second');
  expect(release('1.3.0').code).toBe(0);
  expect(git('rev-parse', 'v1')).toBe(git('rev-parse', 'v1.3.0'));
  expect(git('rev-parse', 'v1.2.3~1')).not.toBe(git('rev-parse', 'v1.3.0~1'));
});

test.each([
  ['1.2', /^release: 1\.2 is no version such as 1\.2\.3$/m],
  ['1.2.4', /^release: package\.json has another version than 1\.2\.4$/m],
])('refuses %s', (version, said) => {
  const main = git('rev-parse', 'HEAD');
  expect(release(version)).toEqual({ code: 1, said: expect.stringMatching(said) as string });
  expect(git('rev-parse', 'HEAD')).toBe(main);
});

test('refuses what is not committed, what is not in the changelog, and what is there', () => {
  write('CHANGELOG.md', '# Changelog\n');
  expect(release('1.2.3').said).toBe('release: there are changes that are not committed\n');
  commit('no section');
  expect(release('1.2.3').said).toBe('release: CHANGELOG.md has no section [1.2.3]\n');
  git('tag', 'v1.2.3');
  expect(release('1.2.3').said).toBe('release: there is a tag v1.2.3 already\n');
});
