import { expect, test } from 'vitest';
import { client, serve } from '../fakes/registry-client.ts';
import { reply } from '../fakes/scripted-server.ts';

test('the repositories of a registry, page by page', async () => {
  const { host, asked } = await serve(({ query }, response) =>
    query.get('last') === null
      ? reply(response, 200, { repositories: ['a', 'b/c'] }, { link: '</v2/_catalog?last=b%2Fc&n=2>; rel="next"' })
      : reply(response, 200, { repositories: ['d'] }),
  );
  expect(await client().repositories(host)).toEqual(['a', 'b/c', 'd']);
  expect(asked.map(({ path }) => path)).toEqual(['/v2/_catalog', '/v2/_catalog']);
});

test.each([401, 403, 404, 405])('a registry that answers %i does not tell', async (status) => {
  const { host } = await serve((_asked, response) => reply(response, status, { errors: [] }));
  expect(await client().repositories(host)).toBeUndefined();
});

test('one that is out of order is no registry that does not tell', async () => {
  const { host } = await serve((_asked, response) => reply(response, 503));
  await expect(client().repositories(host)).rejects.toMatchObject({ code: 'unavailable' });
});
