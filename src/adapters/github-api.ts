// GitHub's REST interface. In: a token and where we are. Out: pull requests. Its client is large and loaded when it is
// needed. What GitHub refuses becomes an `UnreachableError` in words that say which right is missing.
// https://docs.github.com/en/rest/git, https://docs.github.com/en/rest/pulls

import type { GithubApi, Proposal, ProposedChange } from '../core/github-api.ts';
import { isRecord } from '../core/canonical.ts';
import { unreachable } from '../core/unreachable.ts';

export interface GithubPlace {
  readonly token: string;
  /** `owner/name` */
  readonly repository: string;
  /** branch that pull requests go into */
  readonly base: string;
  /** `https://api.github.com`, or that of a GitHub Enterprise Server */
  readonly url?: string | undefined;
}

/** What of its client is used: a route with values, a failure with a status. */
type Request = (route: string, values: Readonly<Record<string, unknown>>) => Promise<{ readonly data: unknown }>;

/** Speaks with GitHub as the run's own user. */
export function openGithub(place: GithubPlace): GithubApi {
  const [owner = '', repo = ''] = place.repository.split('/');
  const ask = async (what: string, route: string, values: Readonly<Record<string, unknown>>): Promise<unknown> => {
    try {
      return (await (await clientOf(place))(route, { owner, repo, ...values })).data;
    } catch (error) {
      throw refusal(what, error);
    }
  };

  /** The commit is made before the branch is moved: a branch without changes would close its pull request. */
  async function commit({ branch, path, text, title }: Proposal): Promise<void> {
    const what = `${place.repository}: the branch ${branch} cannot be written`;
    const head = textIn(await ask(what, 'GET /repos/{owner}/{repo}/git/ref/{+ref}', { ref: `heads/${place.base}` }), [
      'object',
      'sha',
    ]);
    const parent = await ask(what, 'GET /repos/{owner}/{repo}/git/commits/{commit_sha}', { commit_sha: head });
    const tree = await ask(what, 'POST /repos/{owner}/{repo}/git/trees', {
      base_tree: textIn(parent, ['tree', 'sha']),
      tree: [{ path, mode: '100644', type: 'blob', content: text }],
    });
    const made = await ask(what, 'POST /repos/{owner}/{repo}/git/commits', {
      message: title,
      tree: textIn(tree, ['sha']),
      parents: [head],
    });
    const sha = textIn(made, ['sha']);
    const branches = await ask(what, 'GET /repos/{owner}/{repo}/git/matching-refs/{+ref}', { ref: `heads/${branch}` });
    const ref = `refs/heads/${branch}`;
    const isThere = Array.isArray(branches) && branches.some((one) => isRecord(one) && one.ref === ref);
    if (isThere) {
      await ask(what, 'PATCH /repos/{owner}/{repo}/git/refs/{+ref}', { ref: `heads/${branch}`, sha, force: true });
    } else {
      await ask(what, 'POST /repos/{owner}/{repo}/git/refs', { ref, sha });
    }
  }

  return {
    async propose(proposal): Promise<ProposedChange> {
      await commit(proposal);
      const what = `${place.repository}: the pull request for ${proposal.branch} cannot be opened`;
      const { title, body, branch } = proposal;
      const open = await ask(what, 'GET /repos/{owner}/{repo}/pulls', {
        head: `${owner}:${branch}`,
        base: place.base,
        state: 'open',
      });
      const [known] = Array.isArray(open) ? (open as readonly unknown[]) : [];
      if (isRecord(known)) {
        const { number } = known;
        await ask(what, 'PATCH /repos/{owner}/{repo}/pulls/{pull_number}', { pull_number: number, title, body });
        return { number: Number(number), url: textIn(known, ['html_url']), isNew: false };
      }
      const made = await ask(what, 'POST /repos/{owner}/{repo}/pulls', {
        ...{ title, body, head: branch, base: place.base },
        maintainer_can_modify: true,
      });
      return { number: isRecord(made) ? Number(made.number) : 0, url: textIn(made, ['html_url']), isNew: true };
    },
  };
}

async function clientOf({ token, url }: GithubPlace): Promise<Request> {
  const { getOctokit } = await import('@actions/github');
  const { request } = getOctokit(token, url === undefined ? {} : { baseUrl: url });
  return request;
}

/** A text inside of an answer. Without it the answer is none of GitHub's. */
function textIn(answer: unknown, keys: readonly string[]): string {
  let at = answer;
  for (const key of keys) at = isRecord(at) ? at[key] : undefined;
  if (typeof at === 'string') return at;
  throw unreachable(`GitHub answered without ${keys.join('.')}`, 'see https://www.githubstatus.com, and try again');
}

/** The token is never in it: GitHub's words, and the right that is missing. */
function refusal(what: string, error: unknown): Error {
  const status = isRecord(error) ? error.status : undefined;
  const words = error instanceof Error ? error.message : String(error);
  const hint =
    status === 403 || status === 404 || status === 401
      ? 'the job needs `permissions: {contents: write, pull-requests: write}`, and the repository’s settings, Actions, must allow GitHub Actions to create pull requests'
      : 'see https://www.githubstatus.com, and try again';
  return unreachable(`${what}: ${words}`, hint, error);
}
