import { describe, expect, test } from 'vitest';
import { nextPage, parseNames } from '../../src/core/registry-tags.ts';
import { client, reference, serve, UNKNOWN } from '../fakes/registry-client.ts';

describe('a page of tags', () => {
  test.each([
    ['{"name":"org/app","tags":["1","f1-a"]}', ['1', 'f1-a']],
    ['{"name":"org/app","tags":null}', []],
    ['{"name":"org/app"}', []],
    ['{"tags":["1",2]}', undefined],
    ['{"tags":"1"}', undefined],
    ['["1"]', undefined],
    ['<html>', undefined],
  ])('%s', (text, tags) => {
    expect(parseNames(Buffer.from(text), 'tags')).toEqual(tags);
  });
});

describe('the next page', () => {
  const from = new URL('https://ghcr.io/v2/org/app/tags/list?n=1000');
  test.each([
    [undefined, undefined],
    ['', undefined],
    ['</v2/org/app/tags/list?n=2&last=b>; rel="next"', 'https://ghcr.io/v2/org/app/tags/list?n=2&last=b'],
    ['<https://ghcr.io/v2/x?last=b>; rel=next', 'https://ghcr.io/v2/x?last=b'],
    ['</a>; rel="prev", </b>; type="x"; rel="next"', 'https://ghcr.io/b'],
    ['</a>; rel="prev"', undefined],
    ['<https://elsewhere.example/v2/x>; rel="next"', undefined],
    ['<http://ghcr.io/v2/x>; rel="next"', undefined],
  ])('%s', (link, next) => {
    expect(nextPage(from, link)?.href).toBe(next);
  });
});

test('pages are followed to the end', async () => {
  const server = await serve(({ query }, response) => {
    const last = query.get('last');
    const next = last === null ? 'b' : last === 'b' ? 'd' : undefined;
    const link = { link: `</v2/org/app/tags/list?n=2&last=${next ?? ''}>; rel="next"` };
    response.writeHead(200, { 'content-type': 'application/json', ...(next !== undefined && link) });
    const tags = last === null ? ['a', 'b'] : last === 'b' ? ['c', 'd'] : null;
    response.end(JSON.stringify({ name: 'org/app', tags }));
  });
  expect(await client().tags(reference(server))).toEqual(['a', 'b', 'c', 'd']);
});

test('a registry whose pages never end is left', async () => {
  const server = await serve((_asked, response) => {
    response.writeHead(200, { link: '</v2/org/app/tags/list?last=a>; rel="next"' });
    response.end('{"tags":["a"]}');
  });
  await expect(client().tags(reference(server))).rejects.toThrow(/: tags of org\/app have more than 1000 pages$/);
});

test('a repository that is not there has none; a page for people is no answer', async () => {
  let body = JSON.stringify({ errors: [{ ...UNKNOWN.errors[0], code: 'NAME_UNKNOWN' }] });
  let type = 'application/json';
  const server = await serve((_asked, response) => {
    response.writeHead(404, { 'content-type': type });
    response.end(body);
  });
  expect(await client().tags(reference(server))).toEqual([]);
  [body, type] = ['<html>', 'text/html'];
  await expect(client().tags(reference(server))).rejects.toMatchObject({ code: 'unavailable' });
});
