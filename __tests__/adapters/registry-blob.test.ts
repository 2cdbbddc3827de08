/** The client and blobs: broken and stalling connections, uploads begun anew, mounts. */
import { createServer } from 'node:net';
import { describe, expect, test } from 'vitest';
import { sha256 } from '../../src/core/oci.ts';
import { BLOB, client, reference, serve } from '../fakes/registry-client.ts';
import { reply } from '../fakes/scripted-server.ts';
import { blobOf, collect } from './image-store.contract.ts';

describe('blobs', () => {
  const content = Buffer.alloc(200_000, 'abcdefg');
  const large = blobOf(content);

  test.each([
    ['with ranges', true],
    ['without ranges', false],
  ])('a connection that breaks in the middle goes on, %s', async (_, ranges) => {
    const server = await serve(({ before, headers }, response) => {
      const from = Number(/bytes=(\d+)-/.exec(headers.range ?? '')?.[1] ?? 0);
      const rest = ranges ? content.subarray(from) : content;
      response.writeHead(ranges && from > 0 ? 206 : 200, { 'content-length': String(rest.length) });
      if (before < 2) response.write(rest.subarray(0, 90_000), () => setTimeout(() => response.destroy(), 20));
      else response.end(rest);
    });
    const { blob, waits } = client();
    expect((await collect(await blob(reference(server), large))).equals(content)).toBe(true);
    expect(waits).toHaveLength(2);
    expect(server.asked.map(({ headers }) => headers.range)[1]).toMatch(/^bytes=\d+-$/);
  });

  test('one that never stops breaking ends', async () => {
    const server = await serve((_, response) => {
      response.writeHead(200, { 'content-length': '200000' });
      response.write('x', () => setTimeout(() => response.destroy(), 5));
    });
    const stream = await client().blob(reference(server), large);
    await expect(collect(stream)).rejects.toMatchObject({ code: 'unavailable' });
    expect(server.asked).toHaveLength(6);
  });

  test('a flipped bit is found', async () => {
    const server = await serve((_, response) => reply(response, 200, 'y'.repeat(200_000)));
    const stream = await client().blob(reference(server), large);
    await expect(collect(stream)).rejects.toMatchObject({ code: 'digest-mismatch' });
  });

  test('a download that stalls, or drips, is taken up again', async () => {
    const server = await serve(({ before }, response) => {
      if (before === 2) return response.end(content);
      response.writeHead(200, { 'content-length': '200000' });
      if (before === 0) return response.write(content.subarray(0, 2000));
      const drip = setInterval(() => response.write('a'), 20);
      return response.once('close', () => clearInterval(drip));
    });
    const { blob, lines } = client({}, { answer: 2000, stall: 150, commit: 2000 });
    const stream = await blob(reference(server), large);
    expect((await collect(stream)).equals(content)).toBe(true);
    expect(lines).toHaveLength(2);
    expect(lines[0]).toContain('the download stalled');
  });

  test('a slow reader is not a stall', async () => {
    const server = await serve((_, response) => reply(response, 200, content.toString()));
    const { blob, lines } = client({}, { answer: 2000, stall: 50, commit: 2000 });
    let size = 0;
    for await (const chunk of await blob(reference(server), large)) {
      size += chunk.length;
      if (size < 150_000) await new Promise((resolve) => setTimeout(resolve, 80));
    }
    expect(size).toBe(content.length);
    expect(lines).toEqual([]);
  });

  test('no answer in time', async () => {
    const server = await serve(() => undefined);
    const answer = await client({}, { answer: 30, stall: 30, commit: 30 }).head(reference(server));
    expect(answer).toEqual({ answer: 'unknown', reason: `${server.host}: no answer within 0.03 s` });
    expect(server.asked).toHaveLength(6);
  });

  test('an upload that nobody reads stalls', async () => {
    // accepts connections, answers HEAD and POST, then reads no more
    const deaf = createServer((socket) => {
      socket.on('error', () => undefined);
      socket.once('data', (data: Buffer) => {
        const request = data.toString('latin1');
        const close = 'connection: close\r\ncontent-length: 0\r\n\r\n';
        if (request.startsWith('HEAD')) socket.end(`HTTP/1.1 404 Not Found\r\n${close}`);
        else if (request.startsWith('POST')) socket.end(`HTTP/1.1 202 Accepted\r\nlocation: /up\r\n${close}`);
        else socket.pause();
      });
    });
    await new Promise<void>((resolve) => deaf.listen(0, '127.0.0.1', resolve));
    const { port } = deaf.address() as { port: number };
    const huge = blobOf(Buffer.alloc(30_000_000));
    const here = { registry: `127.0.0.1:${port}`, repository: 'org/app' };
    const { putBlob } = client({}, { answer: 300, stall: 100, commit: 2000 });
    await expect(putBlob(here, huge)).rejects.toMatchObject({
      code: 'unavailable',
      message: `127.0.0.1:${port}: the upload stalled`,
    });
    deaf.close();
  });

  test('a reset in an upload begins a new session', async () => {
    const server = await serve(({ method, before }, response) => {
      if (method === 'HEAD') return reply(response, 404);
      if (method === 'POST') return reply(response, 202, '', { location: `/up/${before}` });
      if (server.asked.filter((one) => one.method === 'PUT').length < 3) return response.destroy();
      return reply(response, 201);
    });
    expect(await client().putBlob(reference(server), large)).toBe('uploaded');
    const paths = server.asked.filter(({ method }) => method === 'PUT').map(({ path }) => path);
    expect(paths).toEqual(['/up/0', '/up/1', '/up/2']);
    expect(server.asked.at(-1)?.query.get('digest')).toBe(large.digest);
  });

  test('an upload session that the registry forgot is begun anew', async () => {
    const lost = { errors: [{ code: 'BLOB_UPLOAD_UNKNOWN', message: 'blob upload unknown' }] };
    const server = await serve(({ method, before }, response) => {
      if (method === 'HEAD') return reply(response, 404);
      if (method === 'POST') return reply(response, 202, '', { location: '/up' });
      return before === 0 ? reply(response, 404, lost) : reply(response, 201);
    });
    expect(await client().putBlob(reference(server), BLOB)).toBe('uploaded');
  });

  test('an answer before the end of the upload ends the sending', async () => {
    const refusing = createServer((socket) => {
      socket.on('error', () => undefined);
      socket.once('data', (data: Buffer) => {
        const request = data.toString('latin1');
        const close = 'connection: close\r\ncontent-length: 0\r\n\r\n';
        if (request.startsWith('HEAD')) socket.end(`HTTP/1.1 404 Not Found\r\n${close}`);
        else if (request.startsWith('POST')) socket.end(`HTTP/1.1 202 Accepted\r\nlocation: /up\r\n${close}`);
        else socket.write(`HTTP/1.1 413 Too Large\r\ncontent-length: 0\r\n\r\n`);
      });
    });
    await new Promise<void>((resolve) => refusing.listen(0, '127.0.0.1', resolve));
    const { port } = refusing.address() as { port: number };
    let sent = 0;
    const open = async function* (): AsyncGenerator<Uint8Array, void, undefined> {
      for (let part = 0; part < 1000; part++) {
        sent += 1;
        yield Buffer.alloc(1_000_000);
        await new Promise((resolve) => setTimeout(resolve, 1));
      }
    };
    const here = { registry: `127.0.0.1:${port}`, repository: 'org/app' };
    const blob = { digest: sha256('whatever'), size: 1_000_000_000, open };
    await expect(client().putBlob(here, blob)).rejects.toMatchObject({ code: 'protocol' });
    expect(sent).toBeLessThan(500);
    refusing.close();
  });

  test('mounts: taken, refused, not allowed', async () => {
    const server = await serve(({ method, query }, response) => {
      if (method === 'HEAD') return reply(response, 404);
      if (method === 'PUT') return reply(response, 201);
      if (query.get('from') === 'org/open') return reply(response, 201);
      if (query.get('from') === 'org/closed') return reply(response, 401, '', { 'www-authenticate': 'Basic' });
      return reply(response, 202, '', { location: '/up' });
    });
    const here = reference(server);
    const from = (...names: string[]): { registry: string; repository: string }[] =>
      names.map((name) => ({ ...here, repository: `org/${name}` }));
    expect(await client().putBlob(here, BLOB, from('closed', 'other', 'open'))).toBe('mounted');
    expect(await client().putBlob(here, BLOB, from('closed', 'other'))).toBe('uploaded');
    const elsewhere = [{ registry: 'elsewhere.example', repository: 'org/open' }];
    const before = server.asked.length;
    expect(await client().putBlob(here, BLOB, elsewhere)).toBe('uploaded');
    expect(server.asked.slice(before).map(({ method, query }) => [method, query.has('from')])).toEqual([
      ['HEAD', false],
      ['POST', false],
      ['PUT', false],
    ]);
  });

  test('many at once from one host to the same host do not block one another', async () => {
    const stored = new Map<string, Buffer>();
    const blobs = Array.from({ length: 30 }, (_, index) => Buffer.alloc(300_000, `blob ${index}`));
    for (const bytes of blobs) stored.set(`/v2/org/from/blobs/${sha256(bytes)}`, bytes);
    const server = await serve(({ method, path, query, body }, response) => {
      const found = stored.get(path);
      if (method === 'POST') return reply(response, 202, '', { location: '/up' });
      if (method === 'PUT') {
        stored.set(`/v2/org/app/blobs/${query.get('digest') ?? ''}`, body);
        return reply(response, 201);
      }
      return found === undefined ? reply(response, 404) : void response.end(found);
    });
    const store = client();
    const from = { ...reference(server), repository: 'org/from' };
    const copies = blobs.map((bytes) => {
      const { digest, size } = blobOf(bytes);
      const open = async function* (): AsyncGenerator<Uint8Array, void, undefined> {
        yield* await store.blob(from, { digest, size });
      };
      return store.putBlob(reference(server), { digest, size, open });
    });
    expect(await Promise.all(copies)).toEqual(blobs.map(() => 'uploaded'));
    expect(store.lines).toEqual([]);
  });
});
