// Git repositories elsewhere, by the git of this machine. In: URLs, revisions, commits. Out: commits, folders of files.
// Only https: neither a path of this machine nor a command may hide in a URL. Nothing of a repository is ever run.

import { createHash } from 'node:crypto';
import { mkdir, rm } from 'node:fs/promises';
import { join } from 'node:path';
import { commitFor, gitRefusal, refsFor } from '../core/git-words.ts';
import { unreachable } from '../core/unreachable.ts';
import { type Finished, run } from './process.ts';

const REACH = { GIT_ALLOW_PROTOCOL: 'https', GIT_TERMINAL_PROMPT: '0' };

/** The user's own settings could change what a checkout gives: line ends, filters. */
const PLAIN = { GIT_CONFIG_GLOBAL: '/dev/null', GIT_CONFIG_NOSYSTEM: '1', GIT_LFS_SKIP_SMUDGE: '1' };

/** Milliseconds for a question, and for fetching. */
const PATIENCE = 60_000;
const LONG = 1_800_000;

/** The commit of a branch or a tag; undefined where there is none of that name. Throws an `UnreachableError`. */
export async function commitOf(url: string, revision: string): Promise<string | undefined> {
  const argv = ['git', 'ls-remote', '--', url, ...refsFor(revision)];
  const done = await run(argv, { env: REACH, timeoutMs: PATIENCE });
  if (done.code !== 0) throw refusal(url, done);
  return commitFor(revision, done.stdout);
}

/**
 * Writes the files of a commit to a folder, without git's own. What was fetched stays in `cache`. False where the
 * repository has no such commit. Throws an `UnreachableError`.
 */
export async function checkOut(url: string, commit: string, cache: string, to: string): Promise<boolean> {
  const folder = join(cache, createHash('sha256').update(url).digest('hex').slice(0, 32));
  const git = (...words: string[]): string[] => ['git', `--git-dir=${folder}`, ...words];
  await mkdir(cache, { recursive: true });
  await must(url, ['git', 'init', '--quiet', '--bare', '--template=', folder], PLAIN);
  const has = async (): Promise<boolean> =>
    (await run(git('cat-file', '-e', `${commit}^{commit}`), { env: PLAIN })).code === 0;
  if (!(await has())) {
    const fetch = git('-c', 'core.hooksPath=/dev/null', 'fetch', '--quiet', '--no-tags', '--no-auto-gc');
    const alone = await run([...fetch, '--depth=1', '--', url, commit], { env: REACH, timeoutMs: LONG });
    // Not every server gives a commit that is no branch's: then all of them are fetched.
    if (alone.code !== 0) {
      const refs = ['+refs/heads/*:refs/heads/*', '+refs/tags/*:refs/tags/*'];
      const all = await run([...fetch, '--', url, ...refs], { env: REACH, timeoutMs: LONG });
      if (all.code !== 0) throw refusal(url, all);
    }
    if (!(await has())) return false;
  }
  const index = `${to}.index`;
  const env = { ...PLAIN, GIT_INDEX_FILE: index };
  await mkdir(to, { recursive: true });
  await must(url, git('read-tree', commit), env);
  await must(url, git(`--work-tree=${to}`, 'checkout-index', '--all', '--force', '--quiet'), env);
  await rm(index, { force: true });
  return true;
}

async function must(url: string, argv: readonly string[], env: Readonly<Record<string, string>>): Promise<void> {
  const done = await run(argv, { env, timeoutMs: LONG });
  if (done.code !== 0) throw refusal(url, done);
}

function refusal(url: string, { code, stderr }: Finished): Error {
  if (code === 127) return unreachable(`${url}: there is no git on this machine`, 'install git');
  const words = code === 124 ? 'git took too long' : gitRefusal(stderr);
  return unreachable(`${url}: ${words}`, 'is it there, and may everybody read it?');
}
