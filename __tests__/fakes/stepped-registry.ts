/**
 * In: a schedule. Out: a registry in memory whose requests are let through one at a time, in the order that the schedule
 * says. So two clients can be held before and after each of their reads and writes, with no clock.
 */
import { openRegistry } from '../../src/adapters/registry.ts';
import type { HttpAnswer, HttpRequest, SendHttp } from '../../src/core/http.ts';
import type { ImageStore } from '../../src/core/image-store.ts';
import { type Descriptor, OCI_INDEX, parseManifest, sha256 } from '../../src/core/oci.ts';
import { referralOf } from '../../src/core/referrers.ts';

export interface SteppedRegistry {
  /** digests by tag, of its only repository */
  readonly tags: Map<string, string>;
  readonly manifests: Map<string, { bytes: Uint8Array; mediaType: string }>;
  /** all that was asked: `ann PUT /v2/org/app/manifests/1` */
  readonly asked: string[];
  /** a client whose requests wait for their turn once `race` runs */
  client(who: string): ImageStore;
  /** runs both to their end; `next` says who of those that wait goes on */
  race<T>(runs: Readonly<Record<string, () => Promise<T>>>, next: (waiting: readonly string[]) => string): Promise<T[]>;
}

export interface SteppedOptions {
  /** whether it has the referrers API */
  readonly lists: boolean;
  /** the status of an answer in the place of what would be done */
  readonly refuse?: (request: HttpRequest) => number | undefined;
}

export function steppedRegistry({ lists, refuse = () => undefined }: SteppedOptions): SteppedRegistry {
  const tags = new Map<string, string>();
  const manifests = new Map<string, { bytes: Uint8Array; mediaType: string }>();
  const blobs = new Set<string>();
  const asked: string[] = [];
  const gates = new Map<string, () => void>();
  let racing = 0;
  let wake = (): void => undefined;

  async function send(who: string, request: HttpRequest): Promise<HttpAnswer> {
    if (racing > 0) {
      await new Promise<void>((resolve) => {
        gates.set(who, resolve);
        wake();
      });
    }
    asked.push(`${who} ${request.method} ${request.url.pathname}`);
    const refused = refuse(request);
    return refused === undefined ? await answerTo(request) : answerOf(refused, {}, '{"errors":[{"code":"DENIED"}]}');
  }

  async function answerTo({ method, url, headers = {}, body }: HttpRequest): Promise<HttpAnswer> {
    const [, kind = '', name = ''] = /^\/v2\/org\/app\/(manifests|blobs|referrers)\/(.*)$/.exec(url.pathname) ?? [];
    if (kind === 'referrers') return lists ? listOf(name) : absent();
    if (kind === 'blobs') return await blobAnswer(method, url, name);
    if (method !== 'PUT') return manifestAnswer(method, name);
    const chunks: Uint8Array[] = [];
    for await (const chunk of body?.open() ?? []) chunks.push(chunk);
    const bytes = Buffer.concat(chunks);
    const mediaType = headers['content-type'] ?? '';
    const digest = sha256(bytes);
    manifests.set(digest, { bytes, mediaType });
    if (name !== digest) tags.set(name, digest);
    const subject = lists ? referralOf(bytes, digest, mediaType)?.subject.digest : undefined;
    return answerOf(201, subject === undefined ? {} : { 'oci-subject': subject });
  }

  function manifestAnswer(method: string, name: string): HttpAnswer {
    const digest = name.startsWith('sha256:') ? name : tags.get(name);
    const found = digest === undefined ? undefined : manifests.get(digest);
    if (digest === undefined || !found) return absent();
    const headers = { 'content-type': found.mediaType, 'docker-content-digest': digest };
    return answerOf(200, headers, method === 'HEAD' ? '' : found.bytes);
  }

  async function blobAnswer(method: string, url: URL, name: string): Promise<HttpAnswer> {
    if (method === 'HEAD') return await Promise.resolve(answerOf(blobs.has(name) ? 200 : 404));
    if (method === 'POST') return answerOf(202, { location: '/v2/org/app/blobs/uploads/one' });
    blobs.add(url.searchParams.get('digest') ?? '');
    return answerOf(201);
  }

  function listOf(subject: string): HttpAnswer {
    const entries = [...manifests].flatMap(([digest, { bytes, mediaType }]): Descriptor[] => {
      const referral = parseManifest(bytes, mediaType) && referralOf(bytes, digest, mediaType);
      return referral?.subject.digest === subject ? [referral.entry] : [];
    });
    const list = { schemaVersion: 2, mediaType: OCI_INDEX, manifests: entries };
    return answerOf(200, { 'content-type': OCI_INDEX }, JSON.stringify(list));
  }

  return {
    ...{ tags, manifests, asked },
    client(who) {
      const sending: SendHttp = (request) => send(who, request);
      const clock = { now: () => 0, sleep: () => Promise.resolve() };
      return openRegistry({ send: sending, access: () => ({}), credentials: () => Promise.resolve(undefined), clock });
    },
    async race(runs, next) {
      const names = Object.keys(runs);
      racing = names.length;
      const ended = Object.values(runs).map(async (run) => {
        try {
          return await run();
        } finally {
          racing -= 1;
          wake();
        }
      });
      const all = Promise.all(ended);
      while (racing > 0) {
        // Everybody who has not ended stands before a request: only then is it decided who goes on.
        if (gates.size === racing) {
          const who = next([...gates.keys()].sort());
          const open = gates.get(who);
          gates.delete(who);
          open?.();
        }
        await new Promise<void>((resolve) => {
          wake = resolve;
          if (gates.size === racing) resolve();
        });
      }
      return await all;
    },
  };
}

function absent(): HttpAnswer {
  const words = '{"errors":[{"code":"MANIFEST_UNKNOWN","message":"unknown"}]}';
  return answerOf(404, { 'content-type': 'application/json' }, words);
}

function answerOf(status: number, headers: HttpAnswer['headers'] = {}, body: string | Uint8Array = ''): HttpAnswer {
  return {
    status,
    headers,
    body: (async function* () {
      yield await Promise.resolve(Buffer.from(body));
    })(),
    discard: () => undefined,
  };
}
