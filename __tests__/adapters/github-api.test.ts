import { afterEach, describe, expect, test } from 'vitest';
import { openActionsEntries, openGithub, openPackages } from '../../src/adapters/github-api.ts';
import { isRegistryError } from '../../src/core/image-store.ts';
import { isUnreachable } from '../../src/core/unreachable.ts';
import { type Asked, reply, type ScriptedServer, startServer } from '../fakes/scripted-server.ts';

const servers: ScriptedServer[] = [];
afterEach(async () => {
  await Promise.all(servers.splice(0).map((server) => server.stop()));
});

const proposal = {
  branch: 'gib/images.lock.yaml',
  path: 'sub/images.lock.yaml',
  text: 'scheme: 1\n',
  title: 'Move',
  body: 'Words',
};

/** A repository as far as proposals see it. `refs`, `pulls`: what is there before. */
async function github(refs: string[], pulls: object[], refuse?: (asked: Asked) => boolean): Promise<ScriptedServer> {
  const server = await startServer((asked, response) => {
    const { method, path } = asked;
    if (refuse?.(asked)) return reply(response, 403, { message: 'Resource not accessible by integration' });
    switch (`${method} ${path.replace('/repos/acme/images', '')}`) {
      case 'GET /git/ref/heads/main':
        return reply(response, 200, { object: { sha: 'c0' } });
      case 'GET /git/commits/c0':
        return reply(response, 200, { tree: { sha: 't0' } });
      case 'POST /git/trees':
        return reply(response, 201, { sha: 't1' });
      case 'POST /git/commits':
        return reply(response, 201, { sha: 'c1' });
      case 'GET /git/matching-refs/heads/gib/images.lock.yaml':
        return reply(
          response,
          200,
          refs.map((ref) => ({ ref })),
        );
      case 'PATCH /git/refs/heads/gib/images.lock.yaml':
      case 'POST /git/refs':
        return reply(response, 201, {});
      case 'GET /pulls':
        return reply(response, 200, pulls);
      case 'POST /pulls':
        return reply(response, 201, { number: 8, html_url: 'https://github.test/8' });
      case 'PATCH /pulls/7':
        return reply(response, 200, {});
      default:
        return reply(response, 404, { message: `${method} ${path} is unknown here` });
    }
  });
  servers.push(server);
  return server;
}

const open = ({ host }: ScriptedServer): ReturnType<typeof openGithub> =>
  openGithub({ token: 'secret-token', repository: 'acme/images', base: 'main', url: `http://${host}` });

const writes = ({ asked }: ScriptedServer): unknown[] =>
  asked
    .filter(({ method }) => method !== 'GET')
    .map(({ method, path, body }) => [`${method} ${path}`, JSON.parse(body.toString()) as unknown]);

describe('a proposal', () => {
  test('is a commit on the base, a branch, a pull request', async () => {
    // A branch whose name only begins like ours is another one.
    const server = await github(['refs/heads/gib/images.lock.yaml-old'], []);
    expect(await open(server).propose(proposal)).toEqual({ number: 8, url: 'https://github.test/8', isNew: true });
    expect(writes(server)).toEqual([
      [
        'POST /repos/acme/images/git/trees',
        { base_tree: 't0', tree: [{ path: proposal.path, mode: '100644', type: 'blob', content: proposal.text }] },
      ],
      ['POST /repos/acme/images/git/commits', { message: 'Move', tree: 't1', parents: ['c0'] }],
      ['POST /repos/acme/images/git/refs', { ref: 'refs/heads/gib/images.lock.yaml', sha: 'c1' }],
      [
        'POST /repos/acme/images/pulls',
        { title: 'Move', body: 'Words', head: proposal.branch, base: 'main', maintainer_can_modify: true },
      ],
    ]);
    expect(new Set(server.asked.map(({ headers }) => headers.authorization))).toEqual(new Set(['token secret-token']));
  });

  test('renews what is open', async () => {
    const server = await github(
      ['refs/heads/gib/images.lock.yaml'],
      [{ number: 7, html_url: 'https://github.test/7' }],
    );
    expect(await open(server).propose(proposal)).toEqual({ number: 7, url: 'https://github.test/7', isNew: false });
    expect(writes(server).slice(2)).toEqual([
      ['PATCH /repos/acme/images/git/refs/heads/gib/images.lock.yaml', { sha: 'c1', force: true }],
      ['PATCH /repos/acme/images/pulls/7', { title: 'Move', body: 'Words' }],
    ]);
    const [query] = server.asked.filter(({ path }) => path.endsWith('/pulls')).map((one) => one.query);
    expect(Object.fromEntries(query ?? [])).toEqual({ head: 'acme:gib/images.lock.yaml', base: 'main', state: 'open' });
  });

  test.each<[string, (asked: Asked) => boolean, string]>([
    ['the branch', ({ path }) => path.endsWith('/git/refs'), 'the branch gib/images.lock.yaml cannot be written'],
    [
      'the pull request',
      ({ method, path }) => method === 'POST' && path.endsWith('/pulls'),
      'the pull request for gib/images.lock.yaml cannot be opened',
    ],
  ])('%s is refused', async (_name, refuse, words) => {
    const server = await github([], [], refuse);
    const error: unknown = await open(server)
      .propose(proposal)
      .catch((thrown: unknown) => thrown);
    if (!isUnreachable(error)) throw error;
    expect(error.message).toMatch(new RegExp(`^acme/images: ${words}: Resource not accessible by integration`));
    expect(error.message).not.toContain('secret-token');
    expect(error.hint).toBe(
      'the job needs `permissions: {contents: write, pull-requests: write}`, and the repository’s settings, Actions, must allow GitHub Actions to create pull requests',
    );
  });
});

/** The packages of an owner: by name, versions with their tags. What is deleted is gone. */
async function packages(
  type: 'Organization' | 'User',
  held: Record<string, Record<string, string[]>>,
  status = 204,
): Promise<ScriptedServer> {
  const top = type === 'Organization' ? '/orgs/acme/packages' : '/users/acme/packages';
  const server = await startServer(({ method, path, query }, response) => {
    if (path === '/users/acme') return reply(response, 200, { type });
    const page = Number(query.get('page') ?? 1);
    const paged = (all: readonly object[]): object => all.slice((page - 1) * 100, page * 100);
    if (path === top) return reply(response, 200, paged(Object.keys(held).map((name) => ({ name }))));
    const [, name = '', rest = ''] = /^\/container\/([^/]+)(.*)$/.exec(path.slice(top.length)) ?? [];
    const own = held[decodeURIComponent(name)];
    if (!own) return reply(response, 404, { message: 'Package not found.' });
    const versions = Object.entries(own).map(([digest, tags], id) => ({
      ...{ id, name: digest, metadata: { container: { tags } } },
    }));
    if (method === 'GET') return reply(response, 200, paged(versions));
    if (status !== 204) return reply(response, status, { message: 'Must have admin rights.' });
    if (rest === '') Reflect.deleteProperty(held, decodeURIComponent(name));
    return reply(response, 204);
  });
  servers.push(server);
  return server;
}

describe('images of ghcr.io', () => {
  const openAt = ({ host }: ScriptedServer): ReturnType<typeof openPackages> =>
    openPackages({ token: () => Promise.resolve('secret-token'), url: `http://${host}` });
  const deletes = ({ asked }: ScriptedServer): string[] =>
    asked.filter(({ method }) => method === 'DELETE').map(({ path }) => path);

  test.each<['Organization' | 'User', string]>([
    ['Organization', '/orgs/acme'],
    ['User', '/users/acme'],
  ])('of an owner that is a %s: a version goes, with the last tagged one the package', async (type, top) => {
    const server = await packages(type, { 'local/base': { 'sha256:1': ['f1'], 'sha256:2': [], 'sha256:3': ['v1'] } });
    const api = openAt(server);
    await api.remove('acme/local/base', 'sha256:1');
    await api.remove('acme/local/base', 'sha256:2');
    // Gone already, or never there.
    await api.remove('acme/local/base', 'sha256:1');
    await api.remove('acme/local/base', 'sha256:9');
    await api.remove('acme/local/base', 'sha256:3');
    expect(deletes(server)).toEqual([
      `${top}/packages/container/local%2Fbase/versions/0`,
      `${top}/packages/container/local%2Fbase/versions/1`,
      `${top}/packages/container/local%2Fbase`,
    ]);
    expect(server.asked.filter(({ path }) => path.endsWith('/versions')).length).toBe(1);
  });

  test('more than a page of them', async () => {
    const many = (prefix: string, count: number): string[] =>
      Array.from({ length: count }, (_, index) => `${prefix}${index}`);
    const held = Object.fromEntries(many('p', 205).map((name) => [name, {}]));
    const versions = Object.fromEntries(many('sha256:', 250).map((digest) => [digest, [digest]]));
    const server = await packages('User', { ...held, base: versions });
    expect((await openAt(server).repositories('acme')).length).toBe(206);
    await openAt(server).remove('acme/base', 'sha256:249');
    expect(deletes(server)).toEqual(['/users/acme/packages/container/base/versions/249']);
  });

  test('a token that may not delete, and none at all', async () => {
    const server = await packages('User', { base: { 'sha256:1': ['a'], 'sha256:2': ['b'] } }, 403);
    const failure = async (work: Promise<unknown>): Promise<string> => {
      const error: unknown = await work.catch((thrown: unknown) => thrown);
      if (!isRegistryError(error)) throw error;
      return `${error.code} ${error.message.replace(/ - http.*?;/, ';')}`;
    };
    expect(await failure(openAt(server).remove('acme/base', 'sha256:1'))).toMatch(
      /^denied ghcr\.io: acme\/base@sha256:1: Must have admin rights\.?; the token must be allowed to delete packages$/,
    );
    const none = openPackages({ token: () => Promise.resolve(undefined) });
    expect(await failure(none.remove('acme/base', 'sha256:1'))).toBe(
      'unauthorized ghcr.io: what acme is: set GITHUB_TOKEN, or log in to ghcr.io before',
    );
  });
});

describe('caches of a repository', () => {
  /** Answers like GitHub: so many entries, of which some cannot be removed. */
  async function caches(count: number, refuse?: (asked: Asked) => number | undefined): Promise<ScriptedServer> {
    const all = Array.from({ length: count }, (_, index) => ({
      ...{ id: index, key: `ours-${index}`, ref: 'refs/heads/main', version: 'v', size_in_bytes: 7 },
      ...{ created_at: '2026-11-01T00:00:00.5Z', last_accessed_at: '2026-11-02T00:00:00Z' },
    }));
    const server = await startServer((asked, response) => {
      const { method, path, query } = asked;
      const status = refuse?.(asked);
      if (status !== undefined) return reply(response, status, { message: 'Resource not accessible by integration' });
      if (method === 'DELETE') return reply(response, 204, {});
      expect([path, query.get('key')]).toEqual(['/repos/acme/images/actions/caches', 'ours-']);
      const [size, page] = ['per_page', 'page'].map((name) => Number(query.get(name)));
      const begin = (size ?? 0) * ((page ?? 1) - 1);
      return reply(response, 200, { total_count: count, actions_caches: all.slice(begin, begin + (size ?? 0)) });
    });
    servers.push(server);
    return server;
  }
  const openAt = ({ host }: ScriptedServer): ReturnType<typeof openActionsEntries> =>
    openActionsEntries({ token: 'secret-token', repository: 'acme/images', url: `http://${host}` });
  const words = async (work: Promise<unknown>): Promise<string> =>
    work.then(
      () => 'none',
      (error: unknown) => (isUnreachable(error) ? `${error.message} (${error.hint ?? ''})` : String(error)),
    );

  test('all pages of them, and one goes; one that is gone already is none to speak of', async () => {
    const server = await caches(230, ({ path }) => (path.endsWith('/9') ? 404 : undefined));
    const found = await openAt(server).list('ours-');
    expect(found.length).toBe(230);
    const [first] = found;
    if (!first) throw new Error('there is none');
    expect(first).toEqual({
      ...{ id: 0, key: 'ours-0', ref: 'refs/heads/main', size: 7 },
      ...{ made: Date.parse('2026-11-01T00:00:00.500Z'), used: Date.parse('2026-11-02T00:00:00Z') },
    });
    await openAt(server).remove(first);
    await openAt(server).remove({ ...first, id: 9 });
    const gone = server.asked.filter(({ method }) => method === 'DELETE').map(({ path }) => path);
    expect(gone).toEqual(['/repos/acme/images/actions/caches/0', '/repos/acme/images/actions/caches/9']);
  });

  test('a token that may not', async () => {
    const server = await caches(1, () => 403);
    expect(await words(openAt(server).list('ours-'))).toMatch(
      /^caches of acme\/images: Resource not accessible by integration.* \(the token needs `actions: write` for it\)$/,
    );
  });
});
