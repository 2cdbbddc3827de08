// The user's own work tree: git, asked what differs from a revision. In: a folder of a work tree, a revision as the user wrote it. Out: paths, and
// texts as they were. Only reads; nothing that a repository's own configuration names is run.

import { join, relative } from 'node:path/posix';
import type { RevisionChanges } from '../core/changed-since.ts';
import type { Commit } from '../core/name-moves.ts';
import { type Finished, run } from './process.ts';

/** Programs that a configuration may name are not ours to start; nothing is locked for others. */
const GIT = ['git', '-c', 'core.fsmonitor=false', '-c', 'core.hooksPath=/dev/null', '--no-optional-locks'];

/**
 * What differs between a revision and the files as they lie there, those that git does not know yet included. Gives words
 * instead where git cannot tell.
 */
export async function changedSince(folder: string, revision: string): Promise<RevisionChanges | string> {
  const git = (...words: string[]): Promise<Finished> => run([...GIT, '-C', folder, ...words]);
  const up = await git('rev-parse', '--show-cdup');
  if (up.code !== 0) return faultOf(up);
  // What begins with a dash would be taken for an option.
  if (revision.startsWith('-')) return `there is no revision '${revision}'`;
  const found = await git('rev-parse', '--verify', '--quiet', `${revision}^{commit}`);
  const commit = found.stdout.trim();
  if (found.code !== 0 || !/^[0-9a-f]{40,64}$/.test(commit)) return `there is no revision '${revision}'`;
  const top = join(folder, up.stdout.trim());
  const atTop = (...words: string[]): Promise<Finished> => run([...GIT, '-C', top, ...words]);
  const options = ['--name-only', '--no-renames', '--no-ext-diff', '--no-textconv', '--ignore-submodules=none', '-z'];
  const differing = await atTop('diff', ...options, commit, '--');
  const unknown = await atTop('ls-files', '--others', '--exclude-standard', '-z');
  const failed = [differing, unknown].find(({ code }) => code !== 0);
  if (failed) return faultOf(failed);
  const names = [differing, unknown].flatMap(({ stdout }) => stdout.split('\0').filter((name) => name !== ''));
  return {
    paths: names.map((name) => join(top, name)),
    async readOld(path) {
      const shown = await atTop('cat-file', 'blob', `${commit}:${relative(top, path)}`);
      return shown.code === 0 ? shown.stdout : undefined;
    },
  };
}

/** The commit that a folder's work tree stands on; its time is when it was made as it is, rebased or merged. */
export async function commitAt(folder: string): Promise<Commit | string> {
  const shown = await run([
    ...GIT,
    '-C',
    folder,
    'show',
    '--no-patch',
    '--no-show-signature',
    '--format=%H %ct',
    'HEAD',
  ]);
  if (shown.code !== 0) return faultOf(shown);
  const [, id, seconds] = /^([0-9a-f]{40,64}) ([0-9]{1,12})$/.exec(shown.stdout.trim()) ?? [];
  return id === undefined ? 'git tells of no commit' : { id, time: Number(seconds) * 1000 };
}

function faultOf({ stderr, code }: Finished): string {
  if (code === 127) return 'git is not installed';
  return stderr.trim().split('\n')[0] ?? `git ended with ${code}`;
}
