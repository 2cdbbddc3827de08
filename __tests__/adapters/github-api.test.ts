import { afterEach, describe, expect, test } from 'vitest';
import { openGithub } from '../../src/adapters/github-api.ts';
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
