/**
 * The shape of HTTP as the house uses it: what a request says, what an answer gives. Types, and two pure bridges
 * between bytes and streams.
 * Never sends anything: `adapters/http.ts` does.
 */
import { registryError } from './image-store.ts';

/** A body with its length in bytes. `open` gives a fresh stream and may be called again (login, next try). */
export interface HttpBody {
  readonly size: number;
  readonly open: () => AsyncIterable<Uint8Array>;
}

export interface HttpRequest {
  readonly method: 'GET' | 'HEAD' | 'POST' | 'PUT' | 'PATCH' | 'DELETE';
  readonly url: URL;
  /** under which settings are filed and people are told; the URL's host unless given */
  readonly host?: string;
  readonly headers?: Readonly<Record<string, string>>;
  readonly body?: HttpBody;
  /** a long body: own connections, and longer to wait for the answer */
  readonly upload?: boolean;
}

/** An answer whose body is still on its way: read it to its end, or discard it. */
export interface HttpAnswer {
  readonly status: number;
  readonly headers: Readonly<Record<string, string | undefined>>;
  readonly body: AsyncIterable<Uint8Array>;
  discard(): void;
}

/** Sends one request, follows nothing, tries nothing twice. Fails with a `RegistryError` when there is no answer. */
export type SendHttp = (request: HttpRequest) => Promise<HttpAnswer>;

/** Bytes in memory as the body of a request. */
export function bytesBody(bytes: Uint8Array | string): HttpBody {
  const content = typeof bytes === 'string' ? Buffer.from(bytes) : bytes;
  return {
    size: content.length,
    async *open() {
      yield await Promise.resolve(content);
    },
  };
}

/** A whole body in memory. More than `most` bytes are an error of `host`: nobody fills our memory. */
export async function readBody(answer: HttpAnswer, host: string, most: number): Promise<Uint8Array> {
  const bytes = await readStart(answer, most + 1);
  if (bytes.length <= most) return bytes;
  throw registryError('protocol', host, `an answer of more than ${most} bytes, where none may be`);
}

/** The first bytes of a body, at most `most`; the rest is not waited for. */
export async function readStart(answer: HttpAnswer, most: number): Promise<Uint8Array> {
  const chunks: Uint8Array[] = [];
  let size = 0;
  for await (const chunk of answer.body) {
    chunks.push(chunk);
    size += chunk.length;
    if (size >= most) break;
  }
  return Buffer.concat(chunks).subarray(0, most);
}

/** The media type of an answer, lower case, without parameters; empty when it states none. */
export function contentType(answer: HttpAnswer): string {
  return (answer.headers['content-type'] ?? '').split(';', 1)[0]?.trim().toLowerCase() ?? '';
}
