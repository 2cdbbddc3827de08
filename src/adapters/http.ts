/**
 * In: one HTTP request. Out: its answer, body still streaming.
 * Never follows a redirect, never tries again, never logs.
 * On node:http and node:https, not `fetch`: these know an authority per host, send a stream with its length, limit the
 * connections per host, and let us see when nothing moves any more.
 */
import http from 'node:http';
import https from 'node:https';
import { rootCertificates } from 'node:tls';
import type { HttpAnswer, HttpBody, HttpRequest, SendHttp } from '../core/http.ts';
import { registryError } from '../core/image-store.ts';
import { isLoopback, networkError, type HostAccess } from '../core/registry-protocol.ts';

export interface HttpOptions {
  readonly access: (host: string) => HostAccess;
  readonly timeouts?: Partial<Timeouts>;
  /** HTTPS_PROXY, HTTP_PROXY, NO_PROXY; heeded by Node 24.5 and newer */
  readonly proxy?: Readonly<Record<string, string | undefined>>;
}

/** In milliseconds of real time. */
export interface Timeouts {
  /** until an answer begins, from when a connection is free */
  readonly answer: number;
  /** in which at least 1 KiB of a body must move */
  readonly stall: number;
  /** until the answer to an upload begins: some registries copy the blob first */
  readonly commit: number;
}

const TIMEOUTS: Timeouts = { answer: 60_000, stall: 60_000, commit: 300_000 };
// Connections a host: enough to ask for hundreds of tags in a second, at 20 ms each. Uploads have their own, so that
// downloads waiting for uploads cannot keep these from starting.
const LANES = { request: 24, upload: 2 };
const LEAST_PROGRESS = 1024; // bytes; a server that sends one byte a second has stalled, too
const SLICE = 64 * 1024;
const USER_AGENT = 'gentoo-image-builder';

/** Opens the way out. Connections are kept for the next request and do not keep the process alive. */
export function openHttp(options: HttpOptions): SendHttp {
  const timeouts = { ...TIMEOUTS, ...options.timeouts };
  const agents = new Map<string, http.Agent>();

  function agentFor(url: URL, host: string, lane: keyof typeof LANES): http.Agent {
    const key = `${url.origin} ${lane}`;
    const agent = agents.get(key) ?? openAgent(url, options.access(host).ca, LANES[lane], options.proxy);
    agents.set(key, agent);
    return agent;
  }

  return async function send(request) {
    const { method, url, body, upload = false, host = url.host } = request;
    const agent = agentFor(url, host, upload ? 'upload' : 'request');
    const headers = headersOf(request);
    const outgoing = (url.protocol === 'https:' ? https : http).request(url, { method, headers, agent });
    const answered = answerTo(outgoing, host);
    const late = (what: string): Error => registryError('unavailable', host, what, { retries: 5 });
    try {
      await Promise.race([once(outgoing, 'socket'), answered]);
      if (body === undefined) outgoing.end();
      else
        await pour(
          body,
          outgoing,
          answered,
          openPace(timeouts.stall, () => late('the upload stalled')),
        );
      const patience = upload ? timeouts.commit : timeouts.answer;
      const incoming = await within(patience, answered, () => late(`no answer within ${patience / 1000} s`));
      return wrap(
        incoming,
        outgoing,
        host,
        openPace(timeouts.stall, () => late('the download stalled')),
      );
    } catch (error) {
      outgoing.destroy();
      throw error;
    }
  };
}

function openAgent(url: URL, ca: string | undefined, maxSockets: number, proxy: HttpOptions['proxy']): http.Agent {
  const proxyEnv = proxy === undefined || isLoopback(url.host) ? {} : { proxyEnv: proxy };
  const settings = { keepAlive: true, maxSockets, ...proxyEnv };
  if (url.protocol !== 'https:') return new http.Agent(settings);
  return new https.Agent({ ...settings, ...(ca !== undefined && { ca: [...rootCertificates, ca] }) });
}

function headersOf({ method, headers, body }: HttpRequest): Record<string, string> {
  // A POST without a body says so, for proxies that want a length (411).
  const length = body?.size ?? (method === 'POST' || method === 'PUT' ? 0 : undefined);
  return {
    'user-agent': USER_AGENT,
    ...headers,
    ...(length !== undefined && { 'content-length': String(length) }),
  };
}

/** The answer, or why there is none. Later trouble is seen by who reads the body. */
function answerTo(outgoing: http.ClientRequest, host: string): Promise<http.IncomingMessage> {
  const answered = new Promise<http.IncomingMessage>((resolve, reject) => {
    outgoing.on('response', resolve);
    outgoing.on('error', (cause) => reject(networkError(host, cause)));
  });
  answered.catch(() => undefined); // looked at later, when the body is written
  return answered;
}

/** Writes a body. An answer that comes before the end (a refusal) ends the writing; so does a connection that breaks. */
async function pour(
  body: HttpBody,
  outgoing: http.ClientRequest,
  answered: Promise<unknown>,
  pace: Pace,
): Promise<void> {
  const state = { refused: false };
  const early = answered.then(() => void (state.refused = true));
  early.catch(() => undefined);
  for await (const slice of slices(body.open())) {
    if (!outgoing.write(slice)) await pace(Promise.race([once(outgoing, 'drain'), early]), () => slice.length);
    if (state.refused) return;
  }
  outgoing.end();
}

/** Small pieces, so that progress can be seen however the source cuts its chunks. */
async function* slices(source: AsyncIterable<Uint8Array>): AsyncGenerator<Uint8Array, void, undefined> {
  for await (const chunk of source) {
    for (let start = 0; start < chunk.length; start += SLICE) yield chunk.subarray(start, start + SLICE);
  }
}

function wrap(incoming: http.IncomingMessage, outgoing: http.ClientRequest, host: string, pace: Pace): HttpAnswer {
  // Refused before all was sent: the connection is of no more use.
  if (!outgoing.writableEnded) incoming.once('close', () => outgoing.destroy());
  const headers = Object.entries(incoming.headers).map(([name, value]) => [name, String(value)] as const);
  return {
    status: incoming.statusCode ?? 0,
    headers: Object.fromEntries(headers),
    body: read(incoming, host, pace),
    discard() {
      incoming.on('error', () => undefined);
      incoming.resume();
    },
  };
}

async function* read(
  incoming: http.IncomingMessage,
  host: string,
  pace: Pace,
): AsyncGenerator<Uint8Array, void, undefined> {
  const chunks = incoming[Symbol.asyncIterator]() as AsyncIterator<Uint8Array, undefined>;
  const next = async (): Promise<IteratorResult<Uint8Array, undefined>> => {
    try {
      return await chunks.next();
    } catch (cause) {
      throw networkError(host, cause);
    }
  };
  try {
    for (;;) {
      const result = await pace(next(), ({ value }) => value?.length ?? 0);
      if (result.done === true) return;
      yield result.value;
    }
  } finally {
    incoming.destroy();
  }
}

/** Waits for the other side, as long as it keeps moving. Time that we ourselves take is not counted. */
type Pace = <T>(work: Promise<T>, bytesOf: (result: T) => number) => Promise<T>;

function openPace(stall: number, stalled: () => Error): Pace {
  let waited = 0;
  let moved = 0;
  return async function pace(work, bytesOf) {
    const begun = performance.now();
    const result = await within(Math.max(1, stall - waited), work, stalled);
    waited += performance.now() - begun;
    moved += bytesOf(result);
    if (moved >= LEAST_PROGRESS) waited = moved = 0;
    return result;
  };
}

async function within<T>(ms: number, work: Promise<T>, late: () => Error): Promise<T> {
  let timer: NodeJS.Timeout | undefined;
  const limit = new Promise<never>((_, reject) => {
    timer = setTimeout(() => reject(late()), ms);
  });
  try {
    return await Promise.race([work, limit]);
  } finally {
    clearTimeout(timer);
  }
}

function once(emitter: NodeJS.EventEmitter, event: string): Promise<void> {
  return new Promise((resolve) => void emitter.once(event, () => resolve()));
}
