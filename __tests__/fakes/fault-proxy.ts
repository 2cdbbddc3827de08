/**
 * In: a registry on this machine and rules. Out: a proxy in front of it, which does to requests what the rules say, and
 * keeps a record of all of them. Docker's own pushes go through it as well: the registry sees the proxy's name as `Host` and
 * makes its `Location`s of it.
 * Never changes what no rule names.
 */
import http, { type IncomingMessage, type ServerResponse } from 'node:http';
import https from 'node:https';
import type { Socket } from 'node:net';
import { answerOf, breakUpload, type Fault, sendBody } from './fault.ts';

/** A request as it came by. */
export interface Seen {
  readonly method: string;
  readonly path: string;
  readonly query: URLSearchParams;
  /** `ours`, or the first word of the user agent: `docker/20.10.24` */
  readonly by: string;
  /** 0 until it was answered */
  status: number;
  /** bytes of its body that came */
  sent: number;
  /** bytes of the answer's body that went back */
  received: number;
}

export interface Rule {
  readonly method?: string | RegExp;
  readonly path?: RegExp;
  /** whose requests: the user agent's beginning; `gentoo-image-builder` or `docker` */
  readonly by?: string;
  /** the first request that it is for, counted from 1 among those that match */
  readonly nth?: number;
  /** how many requests it is for; all of them unless given */
  readonly times?: number;
  readonly fault: Fault;
}

export interface FaultProxy {
  /** `127.0.0.1:port` */
  readonly host: string;
  readonly seen: readonly Seen[];
  /** what changes a registry, in order: uploads, mounts, manifests, deletions */
  writes(): Seen[];
  /** begins a new record, with these rules in the place of the old ones; the first that matches counts */
  script(...rules: readonly Rule[]): void;
  /** the machine is off the network: open connections break, new ones are refused until `script` */
  cut(): void;
  stop(): Promise<void>;
}

const WRITING = ['POST', 'PUT', 'PATCH', 'DELETE'];

/** Starts a proxy for `target` (`127.0.0.1:port`); with `tls` (PEM) it speaks https. */
export async function startFaultProxy(target: string, tls?: { key: string; cert: string }): Promise<FaultProxy> {
  const agent = new http.Agent({ keepAlive: true });
  const sockets = new Set<Socket>();
  let seen: Seen[] = [];
  let rules: { rule: Rule; matched: number }[] = [];
  const state = { cut: false };

  /** Every rule counts what it matches; of those that are due the first is done. */
  function faultFor(request: IncomingMessage, one: Seen): Fault | undefined {
    const matching = rules.filter(({ rule }) => matches(rule, request, one));
    for (const entry of matching) entry.matched += 1;
    const due = matching.find(({ rule: { nth = 1, times = Infinity }, matched }) => {
      return matched >= nth && matched < nth + times;
    });
    return due?.rule.fault;
  }

  async function take(request: IncomingMessage, response: ServerResponse): Promise<void> {
    if (state.cut) return void request.socket.destroy();
    const one = noteOf(request);
    seen.push(one);
    request.on('data', (chunk: Buffer) => (one.sent += chunk.length));
    request.pause();
    const fault = faultFor(request, one);
    if (fault?.kind === 'before') await fault.run(one);
    if (fault?.kind === 'delay') await new Promise((resolve) => setTimeout(resolve, fault.ms));
    // `before` may have ended whoever asked: what it asked for must not happen any more.
    if (isGone(request)) return void request.socket.destroy();
    if (fault?.kind === 'stall') {
      request.resume();
      return;
    }
    if (fault?.kind === 'answer') await answerOf(fault, one, request, response);
    else if (fault?.kind === 'reset') await breakUpload(fault, request);
    else await forward(request, response, one, fault);
  }

  const isGone = (request: IncomingMessage): boolean => state.cut || request.socket.destroyed;

  async function forward(
    request: IncomingMessage,
    response: ServerResponse,
    one: Seen,
    fault: Fault | undefined,
  ): Promise<void> {
    const [host = '', port = ''] = target.split(':');
    const { method, url: path, headers } = request;
    const scheme = tls === undefined ? {} : { 'x-forwarded-proto': 'https' };
    const outgoing = http.request({ host, port, method, path, agent, headers: { ...headers, ...scheme } });
    response.on('close', () => {
      if (!response.writableEnded) outgoing.destroy();
    });
    request.pipe(outgoing);
    if (fault?.kind === 'sever') {
      request.on('data', () => {
        if (one.sent < fault.after) return;
        outgoing.destroy();
        request.socket.resetAndDestroy();
      });
    }
    const answer = await new Promise<IncomingMessage>((resolve, reject) => {
      outgoing.on('response', resolve).on('error', reject);
    });
    one.status = answer.statusCode ?? 0;
    if (fault?.kind === 'lost') {
      answer.resume();
      return void request.socket.destroy();
    }
    const type = fault?.kind === 'retype' ? { 'content-type': fault.type } : {};
    response.writeHead(one.status, { ...answer.headers, ...type });
    await sendBody(answer, response, one, fault);
  }

  const listener = (request: IncomingMessage, response: ServerResponse): void => {
    take(request, response).catch(() => request.socket.destroy());
  };
  const server = tls === undefined ? http.createServer(listener) : https.createServer(tls, listener);
  server.on('connection', (socket: Socket) => {
    if (state.cut) return void socket.destroy();
    sockets.add(socket);
    socket.on('close', () => sockets.delete(socket)).on('error', () => undefined);
  });
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  const address = server.address();
  if (address === null || typeof address === 'string') throw new Error('no port');

  function cut(): void {
    state.cut = true;
    for (const socket of sockets) socket.destroy();
  }

  return {
    host: `127.0.0.1:${address.port}`,
    get seen() {
      return seen;
    },
    writes: () => seen.filter(({ method }) => WRITING.includes(method)),
    script(...next) {
      rules = next.map((rule) => ({ rule, matched: 0 }));
      seen = [];
      state.cut = false;
    },
    cut,
    async stop() {
      cut();
      agent.destroy();
      await new Promise((resolve) => server.close(resolve));
    },
  };
}

function noteOf(request: IncomingMessage): Seen {
  const url = new URL(request.url ?? '/', 'http://proxy');
  const agent = (request.headers['user-agent'] ?? '').split(' ')[0] ?? '';
  const by = agent === 'gentoo-image-builder' ? 'ours' : agent;
  const { method = '' } = request;
  return { method, path: url.pathname, query: url.searchParams, by, status: 0, sent: 0, received: 0 };
}

function matches({ method, path, by = '' }: Rule, request: IncomingMessage, one: Seen): boolean {
  const isVerb = method instanceof RegExp ? method.test(one.method) : (method ?? one.method) === one.method;
  return isVerb && (path?.test(one.path) ?? true) && (request.headers['user-agent'] ?? '').startsWith(by);
}
