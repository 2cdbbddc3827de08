/**
 * What can go wrong with a request, and how each is done to it. In: a request, its answer, a fault. Out: bytes, or a broken
 * connection. Used by the proxy alone; it decides which request gets which fault.
 */
import { once, type EventEmitter } from 'node:events';
import type { IncomingMessage, ServerResponse } from 'node:http';

/** The part of the proxy's record that is counted here. */
export interface Counted {
  readonly method: string;
  readonly path: string;
  readonly by: string;
  status: number;
  received: number;
}

export type Fault =
  /** the proxy answers itself; the registry sees nothing of it */
  | {
      readonly kind: 'answer';
      readonly status: number;
      readonly headers?: Readonly<Record<string, string>>;
      readonly body?: string;
    }
  /** the connection breaks, after so many bytes of the request's body */
  | { readonly kind: 'reset'; readonly after?: number }
  /** the same, when these bytes have come to the registry */
  | { readonly kind: 'sever'; readonly after: number }
  /** no answer, ever */
  | { readonly kind: 'stall' }
  /** the registry obeys, but its answer is lost */
  | { readonly kind: 'lost' }
  /** the answer comes as another type */
  | { readonly kind: 'retype'; readonly type: string }
  /** the connection breaks after so many bytes of the answer's body */
  | { readonly kind: 'truncate'; readonly at: number }
  /** one bit of the answer's body is another */
  | { readonly kind: 'flip'; readonly at: number }
  /** the answer's body comes in drops: so many bytes, every so many milliseconds */
  | { readonly kind: 'drip'; readonly bytes: number; readonly every: number }
  | { readonly kind: 'delay'; readonly ms: number }
  /** something happens right before the registry gets the request */
  | { readonly kind: 'before'; readonly run: (request: Counted) => void | Promise<void> };

/** A page for people, as proxies and load balancers send them. */
export const HTML_PAGE: Fault = {
  kind: 'answer',
  status: 200,
  headers: { 'content-type': 'text/html; charset=utf-8' },
  body: '<!doctype html><html><body>Sign in to the network</body></html>',
};

/** Answers in the registry's place, once the request is there. */
export async function answerOf(
  fault: Fault & { kind: 'answer' },
  one: Counted,
  request: IncomingMessage,
  response: ServerResponse,
): Promise<void> {
  request.resume();
  if (!request.readableEnded) await firstOf(request, 'end', 'close');
  const { status, headers = {}, body = '' } = fault;
  one.status = status;
  one.received = body.length;
  response.writeHead(status, { 'content-length': String(Buffer.byteLength(body)), ...headers });
  response.end(one.method === 'HEAD' ? undefined : body);
}

/** Takes some of the body and breaks the connection. */
export async function breakUpload({ after = 0 }: Fault & { kind: 'reset' }, request: IncomingMessage): Promise<void> {
  let taken = 0;
  request.resume();
  if (after > 0) {
    await new Promise<void>((resolve) => {
      request.on('data', (chunk: Buffer) => {
        taken += chunk.length;
        if (taken >= after) resolve();
      });
      request.once('end', resolve).once('close', resolve);
    });
  }
  request.socket.resetAndDestroy();
}

/** Passes the answer's body on, changed as the fault says. */
export async function sendBody(
  answer: AsyncIterable<Buffer>,
  response: ServerResponse,
  one: Counted,
  fault: Fault | undefined,
): Promise<void> {
  for await (const chunk of answer) {
    for (const part of partsOf(chunk, one.received, fault)) {
      if (fault?.kind === 'drip') await new Promise((resolve) => setTimeout(resolve, fault.every));
      one.received += part.length;
      if (response.destroyed) return;
      if (!response.write(part)) await firstOf(response, 'drain', 'close');
      if (fault?.kind === 'truncate' && one.received >= fault.at) {
        // What was written has to be on its way before the connection goes.
        await new Promise((resolve) => setTimeout(resolve, 50));
        return void response.socket?.destroy();
      }
    }
  }
  response.end();
}

function partsOf(chunk: Buffer, offset: number, fault: Fault | undefined): Buffer[] {
  if (fault?.kind === 'drip') {
    const count = Math.ceil(chunk.length / fault.bytes);
    return Array.from({ length: count }, (_, n) => chunk.subarray(n * fault.bytes, (n + 1) * fault.bytes));
  }
  if (fault?.kind === 'truncate' && offset + chunk.length > fault.at) return [chunk.subarray(0, fault.at - offset)];
  const at = fault?.kind === 'flip' ? fault.at - offset : -1;
  if (at < 0 || at >= chunk.length) return [chunk];
  const copy = Buffer.from(chunk);
  copy[at] = (copy[at] ?? 0) ^ 1;
  return [copy];
}

async function firstOf(emitter: EventEmitter, ...events: readonly string[]): Promise<void> {
  const done = new AbortController();
  await Promise.race(events.map((event) => once(emitter, event, { signal: done.signal }).catch(() => undefined)));
  done.abort();
}
