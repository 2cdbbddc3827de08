/**
 * In: what to answer to each request. Out: an HTTP server on a free port of this machine that also keeps what it was asked.
 * For faults that no real registry produces when told to.
 */
import { createServer, type IncomingMessage, type ServerResponse } from 'node:http';

export interface Asked {
  readonly method: string;
  readonly path: string;
  readonly query: URLSearchParams;
  readonly headers: IncomingMessage['headers'];
  readonly body: Buffer;
  /** how many requests of this method and path came before */
  readonly before: number;
}

export interface ScriptedServer {
  /** `127.0.0.1:port` */
  readonly host: string;
  readonly asked: readonly Asked[];
  stop(): Promise<void>;
}

/** Answers each request, once its body is there, by `answer`. An answer that never ends the response stalls. */
export async function startServer(
  answer: (asked: Asked, response: ServerResponse) => unknown,
): Promise<ScriptedServer> {
  const asked: Asked[] = [];
  async function take(request: IncomingMessage, response: ServerResponse): Promise<void> {
    const chunks: Buffer[] = [];
    for await (const chunk of request) chunks.push(chunk as Buffer);
    const url = new URL(request.url ?? '/', 'http://server');
    const { method = '', headers } = request;
    const before = asked.filter((one) => one.method === method && one.path === url.pathname).length;
    const one = { method, path: url.pathname, query: url.searchParams, headers, body: Buffer.concat(chunks), before };
    asked.push(one);
    answer(one, response);
  }
  const server = createServer((request, response) => {
    take(request, response).catch(() => response.destroy());
  });
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  const address = server.address();
  if (address === null || typeof address === 'string') throw new Error('no port');
  async function stop(): Promise<void> {
    server.closeAllConnections();
    await new Promise((resolve) => server.close(resolve));
  }
  return { host: `127.0.0.1:${address.port}`, asked, stop };
}

/** Ends a response with a status, JSON (or text) and headers. */
export function reply(
  response: ServerResponse,
  status: number,
  content: object | string = '',
  headers: Record<string, string> = {},
): ServerResponse {
  const text = typeof content === 'string' ? content : JSON.stringify(content);
  const type = typeof content === 'string' ? {} : { 'content-type': 'application/json' };
  return response.writeHead(status, { ...type, ...headers }).end(text);
}
