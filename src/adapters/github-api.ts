// GitHub's REST interface. In: a token and where we are. Out: pull requests; images of ghcr.io listed and taken away.
// Its client is large and loaded when it is needed. What GitHub refuses becomes an error in words that say which right
// is missing.
// https://docs.github.com/en/rest/git, https://docs.github.com/en/rest/pulls, https://docs.github.com/en/rest/packages

import type { GithubApi, GithubPackages, Proposal, ProposedChange } from '../core/github-api.ts';
import { isRecord } from '../core/canonical.ts';
import type { ActionsEntries, ActionsEntry } from '../core/prune-caches.ts';
import { registryError } from '../core/image-store.ts';
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

/** A version of a package, as far as it matters here: its name is the digest. */
interface Version {
  readonly id: number;
  readonly digest: string;
  readonly isTagged: boolean;
}

const PAGE = 100;

/** `token`: asked for once, of a user that may delete packages (`delete:packages`, or admin of the package). */
export function openPackages(place: {
  readonly token: () => Promise<string | undefined>;
  readonly url?: string | undefined;
}): GithubPackages {
  let client: Promise<Request> | undefined;
  const owners = new Map<string, Promise<'orgs' | 'users'>>();
  const versions = new Map<string, Promise<Map<string, Version>>>();

  async function ask(what: string, route: string, values: Readonly<Record<string, unknown>>): Promise<unknown> {
    client ??= place.token().then((token) => {
      if (token !== undefined) return clientOf({ token, url: place.url });
      throw registryError('unauthorized', 'ghcr.io', `${what}: set GITHUB_TOKEN, or log in to ghcr.io before`);
    });
    try {
      return (await (await client)(route, values)).data;
    } catch (error) {
      const status = isRecord(error) ? error.status : undefined;
      if (status === undefined) throw error;
      const code = status === 404 ? 'not-found' : status === 401 || status === 403 ? 'denied' : 'unavailable';
      const hint = code === 'denied' ? '; the token must be allowed to delete packages' : '';
      throw registryError(code, 'ghcr.io', `${what}: ${error instanceof Error ? error.message : ''}${hint}`);
    }
  }

  async function allPages(what: string, route: string, values: Readonly<Record<string, unknown>>): Promise<unknown[]> {
    const found: unknown[] = [];
    for (let page = 1; ; page++) {
      const list = await ask(what, route, { ...values, per_page: PAGE, page });
      const items: readonly unknown[] = Array.isArray(list) ? list : [];
      found.push(...items);
      if (items.length < PAGE) return found;
    }
  }

  /** Organizations and people have their packages under different addresses. */
  function kindOf(owner: string): Promise<'orgs' | 'users'> {
    const kind =
      owners.get(owner) ??
      ask(`what ${owner} is`, 'GET /users/{username}', { username: owner }).then((answer) =>
        isRecord(answer) && answer.type === 'Organization' ? 'orgs' : 'users',
      );
    owners.set(owner, kind);
    return kind;
  }

  async function packageAt(repository: string): Promise<{ route: string; values: Readonly<Record<string, string>> }> {
    const [owner = '', ...name] = repository.split('/');
    const route = `/${await kindOf(owner)}/{owner}/packages/container/{name}`;
    return { route, values: { owner, name: name.join('/') } };
  }

  async function readVersions(repository: string): Promise<Map<string, Version>> {
    const { route, values } = await packageAt(repository);
    const all = await allPages(`versions of ${repository}`, `GET ${route}/versions`, values);
    return new Map(all.flatMap((one) => versionOf(one)).map((one) => [one.digest, one]));
  }

  return {
    async repositories(owner) {
      const all = await allPages(`packages of ${owner}`, `GET /${await kindOf(owner)}/{owner}/packages`, {
        ...{ owner, package_type: 'container' },
      });
      return all.flatMap((one) => (isRecord(one) && typeof one.name === 'string' ? [`${owner}/${one.name}`] : []));
    },

    async remove(repository, digest) {
      const known = versions.get(repository) ?? readVersions(repository);
      versions.set(repository, known);
      const left = await known;
      const version = left.get(digest);
      if (!version) return;
      const { route, values } = await packageAt(repository);
      const others = [...left.values()].filter((one) => one !== version && one.isTagged);
      const what = `${repository}@${digest}`;
      // GitHub does not take the last tagged version away without its package.
      if (version.isTagged && others.length === 0) {
        await ask(what, `DELETE ${route}`, values);
        left.clear();
      } else {
        await ask(what, `DELETE ${route}/versions/{id}`, { ...values, id: version.id });
        left.delete(digest);
      }
    },
  };
}

/** `token`: of somebody who may delete caches (`actions: write`). https://docs.github.com/en/rest/actions/cache */
export function openActionsEntries(place: Omit<GithubPlace, 'base'>): ActionsEntries {
  const [owner = '', repo = ''] = place.repository.split('/');
  const ask = async (what: string, route: string, values: Readonly<Record<string, unknown>>): Promise<unknown> => {
    try {
      return (await (await clientOf(place))(route, { owner, repo, ...values })).data;
    } catch (error) {
      // Evicted in between.
      if (route.startsWith('DELETE') && isRecord(error) && error.status === 404) return undefined;
      throw refusal(what, error, 'the token needs `actions: write` for it');
    }
  };
  return {
    async list(prefix) {
      const found: ActionsEntry[] = [];
      for (let page = 1; ; page++) {
        const what = `caches of ${place.repository}`;
        const answer = await ask(what, 'GET /repos/{owner}/{repo}/actions/caches', {
          key: prefix,
          per_page: PAGE,
          page,
        });
        const items: readonly unknown[] =
          isRecord(answer) && Array.isArray(answer.actions_caches) ? answer.actions_caches : [];
        found.push(...items.flatMap(entryOf));
        if (items.length < PAGE) return found;
      }
    },
    async remove({ id, key }) {
      const what = `${place.repository}: the cache ${key}`;
      await ask(what, 'DELETE /repos/{owner}/{repo}/actions/caches/{cache_id}', { cache_id: id });
    },
  };
}

function entryOf(one: unknown): ActionsEntry[] {
  if (!isRecord(one)) return [];
  const { id, key, ref, size_in_bytes: size } = one;
  const [made, used] = [one.created_at, one.last_accessed_at].map((text) => Date.parse(String(text)));
  if (typeof id !== 'number' || typeof key !== 'string' || typeof ref !== 'string') return [];
  if (made === undefined || used === undefined || Number.isNaN(made) || Number.isNaN(used)) return [];
  return [{ id, key, ref, made, used, size: Number(size) }];
}

function versionOf(one: unknown): Version[] {
  if (!isRecord(one) || typeof one.id !== 'number' || typeof one.name !== 'string') return [];
  const metadata = isRecord(one.metadata) && isRecord(one.metadata.container) ? one.metadata.container : {};
  return [{ id: one.id, digest: one.name, isTagged: Array.isArray(metadata.tags) && metadata.tags.length > 0 }];
}

async function clientOf({ token, url }: Pick<GithubPlace, 'token' | 'url'>): Promise<Request> {
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

const RIGHT =
  'the job needs `permissions: {contents: write, pull-requests: write}`, and the repository’s settings, Actions, must allow GitHub Actions to create pull requests';

/** The token is never in it: GitHub's words, and the right that is missing. */
function refusal(what: string, error: unknown, right = RIGHT): Error {
  const status = isRecord(error) ? error.status : undefined;
  const words = error instanceof Error ? error.message : String(error);
  const hint =
    status === 403 || status === 404 || status === 401 ? right : 'see https://www.githubstatus.com, and try again';
  return unreachable(`${what}: ${words}`, hint, error);
}
