// What git says. In: its output. Out: commits. Nothing is run here.

import { isCommit } from './rules.ts';

/** The names under which `git ls-remote` is asked for a revision; a tag goes before a branch, as everywhere in git. */
export function refsFor(revision: string): string[] {
  return [`refs/tags/${revision}^{}`, `refs/tags/${revision}`, `refs/heads/${revision}`, revision];
}

/**
 * The commit that a revision is, from the lines of `git ls-remote`; undefined when none of them is meant. Git matches the
 * ends of names, so that `main` also finds `refs/heads/other/main`; an annotated tag's commit has `^{}` behind the name.
 */
export function commitFor(revision: string, output: string): string | undefined {
  const commits = new Map(
    output.split('\n').flatMap((line) => {
      const [commit = '', name = ''] = line.split('\t');
      return isCommit(commit) ? [[name, commit] as const] : [];
    }),
  );
  return refsFor(revision)
    .map((name) => commits.get(name))
    .find((commit) => commit !== undefined);
}

/** What git has against something, in its own words without what goes before them. */
export function gitRefusal(stderr: string): string {
  const lines = stderr.split('\n').filter((line) => line.trim() !== '');
  const fatal = lines.findLast((line) => /^(fatal|error): /.test(line)) ?? lines.at(-1) ?? 'git failed';
  return fatal.replace(/^(fatal|error): /, '').replace(/https:\/\/[^/@\s']*@/g, 'https://');
}
