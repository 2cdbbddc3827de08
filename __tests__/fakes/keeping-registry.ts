/**
 * In: what goes wrong with each write. Out: a registry that takes uploads as the distribution-spec has them: it keeps what
 * came before a connection broke, tells how far an upload is, and takes chunks only where they fit.
 * For what docker's registry does not do: it drops an upload whose connection broke.
 */
import { randomUUID } from 'node:crypto';
import { createServer, type IncomingMessage, type ServerResponse } from 'node:http';
import { afterEach } from 'vitest';
import { sha256 } from '../../src/core/oci.ts';

/** `reset`: the connection breaks after so many bytes; `lost`: instead of the answer; a number: the answer, when all is read */
export type Trouble = { readonly reset: number } | 'lost' | number | undefined;

export interface KeepingRegistry {
  readonly host: string;
  /** blobs by digest */
  readonly blobs: ReadonlyMap<string, Buffer>;
  /** `PUT 0 100`: writes with the byte that they begin at, and the bytes that came */
  readonly writes: readonly string[];
  /** bytes of all writes */
  sent(): number;
}

export interface KeepingOptions {
  /** of the n-th write, from 0 */
  readonly trouble: (write: number, method: string) => Trouble;
  /** whether it tells how far an upload is */
  readonly tells?: boolean;
  /** bytes that a chunk has to have */
  readonly least?: number;
}

const servers: { stop: () => Promise<void> }[] = [];
afterEach(async () => {
  await Promise.all(servers.splice(0).map((server) => server.stop()));
});

export async function startKeepingRegistry(options: KeepingOptions): Promise<KeepingRegistry> {
  const { trouble, tells = true, least = 0 } = options;
  const blobs = new Map<string, Buffer>();
  const sessions = new Map<string, { parts: Buffer[]; size: number }>();
  const writes: string[] = [];
  let sum = 0;

  /** Reads a body into its session, until it ends or has to break. Gives whether it broke. */
  async function keep(
    request: IncomingMessage,
    held: { parts: Buffer[]; size: number },
    what: Trouble,
  ): Promise<boolean> {
    const limit = typeof what === 'object' ? what.reset : Infinity;
    const begun = held.size;
    await new Promise<void>((resolve) => {
      request.on('data', (chunk: Buffer) => {
        sum += chunk.length;
        held.size += chunk.length;
        held.parts.push(chunk);
        if (held.size - begun < limit) return;
        request.pause();
        resolve();
      });
      request.once('end', resolve).once('close', resolve);
    });
    writes.push(`${request.method ?? ''} ${begun} ${held.size - begun}`);
    return held.size - begun >= limit;
  }

  async function write(request: IncomingMessage, response: ServerResponse, url: URL): Promise<void> {
    const id = url.pathname;
    const what = trouble(writes.length, request.method ?? '');
    const held = sessions.get(id);
    const [, from] = /^(\d+)-\d+$/.exec(request.headers['content-range'] ?? '') ?? [];
    const { socket } = request;
    if (held === undefined) return void response.writeHead(404).end();
    if (from !== undefined && Number(from) !== held.size) return void response.writeHead(416).end();
    if (typeof what === 'number') {
      for await (const chunk of request as AsyncIterable<Buffer>) sum += chunk.length;
      writes.push(`${request.method ?? ''} ${held.size} refused`);
      return void response.writeHead(what).end();
    }
    if (await keep(request, held, what)) return void socket.resetAndDestroy();
    if (request.method === 'PATCH') {
      return void response.writeHead(202, { location: id, range: `0-${held.size - 1}` }).end();
    }
    const digest = url.searchParams.get('digest') ?? '';
    const all = Buffer.concat(held.parts);
    if (sha256(all) !== digest) return void response.writeHead(400).end();
    blobs.set(digest, all);
    sessions.delete(id);
    if (what === 'lost') return void socket.resetAndDestroy();
    response.writeHead(201).end();
  }

  async function take(request: IncomingMessage, response: ServerResponse): Promise<void> {
    const url = new URL(request.url ?? '/', 'http://registry');
    const { method = '' } = request;
    if (method === 'PUT' || method === 'PATCH') {
      await write(request, response, url);
      return;
    }
    request.resume();
    if (method === 'POST') {
      const id = `/sessions/${randomUUID()}`;
      sessions.set(id, { parts: [], size: 0 });
      return void response.writeHead(202, { location: id, ...(least > 0 && { 'oci-chunk-min-length': least }) }).end();
    }
    if (method === 'HEAD') {
      return void response.writeHead(blobs.has(url.pathname.split('/').at(-1) ?? '') ? 200 : 404).end();
    }
    const held = sessions.get(url.pathname);
    if (!tells || held === undefined) return void response.writeHead(404).end();
    response.writeHead(204, { location: url.pathname, range: `0-${Math.max(0, held.size - 1)}` }).end();
  }

  const server = createServer((request, response) => {
    const { socket } = request;
    take(request, response).catch(() => socket.destroy());
  });
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  const address = server.address();
  if (address === null || typeof address === 'string') throw new Error('no port');
  servers.push({
    async stop() {
      server.closeAllConnections();
      await new Promise((resolve) => server.close(resolve));
    },
  });
  return { host: `127.0.0.1:${address.port}`, blobs, writes, sent: () => sum };
}
