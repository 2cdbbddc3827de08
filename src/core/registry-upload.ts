/**
 * In: ways to ask a registry, a blob. Out: the blob there: it was there, or is mounted from elsewhere, or sent.
 * A blob goes in one request at first, which all registries take and which is fastest. When that fails, the session is
 * asked how far it has come (end-13). What it has kept is not sent again; the rest goes in chunks (end-5), so that a
 * further failure costs at most one of them. Where nothing was kept, whole and chunks take turns: some registries refuse
 * the one, some proxies the other.
 * Never opens a connection, never waits by itself.
 */
import { bytesBody, type HttpAnswer, type HttpRequest } from './http.ts';
import {
  type BlobSource,
  type ImageStore,
  isRegistryError,
  registryError,
  type RegistryError,
  verified,
} from './image-store.ts';
import type { Reference } from './reference.ts';
import type { Target } from './registry-login.ts';
import { keptBytes, uploadEnd, uploadSession } from './registry-protocol.ts';

interface Tools {
  readonly ask: (to: Target, request: HttpRequest) => Promise<HttpAnswer>;
  /** asks, and throws what an unwelcome answer means */
  readonly expect: (to: Target, request: HttpRequest, welcome: readonly number[]) => Promise<HttpAnswer>;
  readonly refusal: (to: Target, answer: HttpAnswer) => Promise<RegistryError>;
  readonly target: (reference: Reference, what: string, writing: boolean, from?: string) => Target;
  readonly retrying: <T>(attempt: () => Promise<T>, longTries?: boolean) => Promise<T>;
  readonly hasBlob: ImageStore['hasBlob'];
  readonly log: (line: string) => void;
}

/** An upload that a registry has begun. */
interface Session {
  readonly url: URL;
  /** bytes that it has */
  readonly kept: number;
  /** bytes that a chunk must have at least, the last one excepted */
  readonly least: number;
}

/** Kept in memory while it is sent, since it may have to be sent again. */
const CHUNK = 16 * 1024 * 1024;
const BYTES = { 'content-type': 'application/octet-stream' };

/** Opens that part of a registry's client. */
export function openUploads(tools: Tools): Pick<ImageStore, 'putBlob'> {
  const { expect, target, retrying, hasBlob } = tools;

  /** Begins an upload (end-4a, end-11): 'mounted' when the registry has the blob elsewhere, else where to send it. */
  async function begin(repository: Reference, digest: string, from?: Reference): Promise<'mounted' | Session> {
    const to = target({ ...repository, digest }, `upload of ${digest}`, true, from?.repository);
    const query =
      from === undefined ? '' : `?mount=${encodeURIComponent(digest)}&from=${encodeURIComponent(from.repository)}`;
    const url = new URL(`/v2/${to.repository}/blobs/uploads/${query}`, to.endpoint.origin);
    const answer = await expect(to, { method: 'POST', url }, [201, 202]);
    answer.discard();
    if (answer.status === 201 && from !== undefined) return 'mounted';
    const session = uploadSession(url, answer.headers.location ?? '');
    if (session === undefined) throw registryError('protocol', to.endpoint.host, `${to.what}: no usable Location`);
    return { url: session, kept: 0, least: Number(answer.headers['oci-chunk-min-length'] ?? 0) || 0 };
  }

  /** Tries the mounts in order. A refused one has begun an upload, which can be used. */
  async function mount(
    repository: Reference,
    digest: string,
    from: readonly Reference[],
  ): Promise<'mounted' | Session | undefined> {
    let begun: Session | undefined;
    for (const source of from.filter(({ registry }) => registry === repository.registry)) {
      try {
        const outcome = await retrying(() => begin(repository, digest, source));
        if (outcome === 'mounted') return outcome;
        begun = outcome;
      } catch (error) {
        // A login that may not read the other repository is no reason not to upload.
        if (!isRegistryError(error) || !['denied', 'unauthorized', 'not-found'].includes(error.code)) throw error;
      }
    }
    return begun;
  }

  async function upload(repository: Reference, source: BlobSource, begun: Session | undefined): Promise<void> {
    const to = target({ ...repository, digest: source.digest }, `upload of ${source.digest}`, true);
    const sender = openSender(tools, to, source, begun);
    let isAgain = false;
    await retrying(async () => {
      if (isAgain) await sender.resume();
      isAgain = true;
      if (!sender.hasSession()) {
        // It may be the answer that was lost, not the blob.
        if (sender.hasFailed() && (await hasBlob(repository, source.digest))) return;
        const session = await retrying(() => begin(repository, source.digest));
        if (session === 'mounted') return;
        sender.use(session);
      }
      await sender.send();
    }, true);
  }

  return {
    async putBlob(repository, source, from = []) {
      if (await hasBlob(repository, source.digest)) return 'present';
      const begun = await mount(repository, source.digest, from);
      if (begun === 'mounted') return begun;
      await upload(repository, source, begun);
      return 'uploaded';
    },
  };
}

interface Sender {
  hasSession(): boolean;
  hasFailed(): boolean;
  use(session: Session): void;
  /** sends what the session lacks */
  send(): Promise<void>;
  /** after a failure: finds out what the session has; forgets one that is gone */
  resume(): Promise<void>;
}

/** One blob on its way, over all tries. */
function openSender(tools: Tools, to: Target, source: BlobSource, begun: Session | undefined): Sender {
  const { ask, expect, refusal, retrying, log } = tools;
  const { digest, size } = source;
  let session = begun;
  let way: 'whole' | 'chunks' = 'whole';
  let failed = false;
  let isDeaf = false;

  /** The bytes behind those that are there. All are read and compared with the digest, as they are sent in its name. */
  const rest = (kept: number): AsyncIterable<Uint8Array> => skipped(verified(source.open(), source, 'upload'), kept);

  /** PUT with all that is left (end-6). */
  async function sendWhole({ url, kept }: Session): Promise<void> {
    const body = { size: size - kept, open: () => rest(kept) };
    const headers = kept === 0 ? BYTES : { ...BYTES, 'content-range': `${kept}-${size - 1}` };
    const request = { method: 'PUT', url: uploadEnd(url, digest), headers, body, upload: true } as const;
    const answer = await ask(to, request);
    if (answer.status === 201 || answer.status === 204) {
      answer.discard();
      return;
    }
    const error = await refusal(to, answer);
    // Too much for one request, for a proxy in between: chunks may pass.
    throw answer.status === 413 && size > CHUNK ? Object.assign(error, { retries: 1 }) : error;
  }

  async function sendChunks(first: Session): Promise<void> {
    let { url, kept } = first;
    for await (const chunk of chunked(rest(kept), Math.max(CHUNK, first.least))) {
      const headers = { ...BYTES, 'content-range': `${kept}-${kept + chunk.length - 1}` };
      const answer = await ask(to, { method: 'PATCH', url, headers, body: bytesBody(chunk), upload: true });
      if (answer.status !== 202 && answer.status !== 204) throw await refusedChunk(answer);
      answer.discard();
      url = uploadSession(url, answer.headers.location ?? '') ?? url;
      kept += chunk.length;
      session = { ...first, url, kept };
    }
    const end = { method: 'PUT', url: uploadEnd(url, digest), headers: BYTES, upload: true } as const;
    (await expect(to, end, [201, 204])).discard();
  }

  /** Who does not take chunks, or not this one, gets the blob in one piece, in a session of its own. */
  async function refusedChunk(answer: HttpAnswer): Promise<RegistryError> {
    const error = await refusal(to, answer);
    if (error.code !== 'protocol') return error;
    session = undefined;
    return Object.assign(error, { retries: 5 });
  }

  /** GET of an upload (end-13). */
  async function lookOnce(old: Session): Promise<Session | undefined> {
    const answer = await ask(to, { method: 'GET', url: old.url });
    if (answer.status >= 500) throw await refusal(to, answer);
    answer.discard();
    const kept = answer.status === 204 ? keptBytes(answer.headers.range, size) : undefined;
    const url = uploadSession(old.url, answer.headers.location ?? '') ?? old.url;
    return kept === undefined ? undefined : { ...old, url, kept };
  }

  /** What a session has; undefined where it is gone. Who does not answer twice is not asked again. */
  async function look(old: Session): Promise<Session | undefined> {
    if (isDeaf) return undefined;
    try {
      return await retrying(() => lookOnce(old).catch(onceMore));
    } catch (error) {
      if (!isRegistryError(error)) throw error;
      isDeaf = true;
      return undefined;
    }
  }

  return {
    hasSession: () => session !== undefined,
    hasFailed: () => failed,
    use(next) {
      session = next;
    },
    async send() {
      if (session === undefined) throw new Error('an upload without a session');
      await (way === 'whole' ? sendWhole(session) : sendChunks(session));
    },
    async resume() {
      failed = true;
      session &&= await look(session);
      const { kept = 0 } = session ?? {};
      if (kept > 0) log(`${to.endpoint.host}: going on with the ${to.what} at byte ${kept} of ${size}`);
      way = kept > 0 || (way === 'whole' && size > CHUNK) ? 'chunks' : 'whole';
    },
  };
}

/** The network may be gone for a moment; but some registries do not know what they are asked. */
function onceMore(error: unknown): never {
  throw isRegistryError(error) ? Object.assign(error, { retries: Math.min(1, error.retries) }) : error;
}

/** Without the first bytes. */
export async function* skipped(
  source: AsyncIterable<Uint8Array>,
  bytes: number,
): AsyncGenerator<Uint8Array, void, undefined> {
  let skip = bytes;
  for await (const chunk of source) {
    if (chunk.length > skip) yield chunk.subarray(skip);
    skip = Math.max(0, skip - chunk.length);
  }
}

/** Cut into pieces of one size; the last one may be shorter. */
async function* chunked(source: AsyncIterable<Uint8Array>, size: number): AsyncGenerator<Uint8Array, void, undefined> {
  let parts: Uint8Array[] = [];
  let held = 0;
  for await (let part of source) {
    while (held + part.length >= size) {
      const room = size - held;
      yield Buffer.concat([...parts, part.subarray(0, room)]);
      part = part.subarray(room);
      parts = [];
      held = 0;
    }
    parts.push(part);
    held += part.length;
  }
  if (held > 0) yield Buffer.concat(parts);
}
