/**
 * In: references, digests and streams. Out: what a registry has and takes, through the OCI distribution protocol
 * (distribution-spec v1.1; the number of each endpoint stands where it is used).
 * Never decides what "don't know" means for a build, never logs a URL: some are signed.
 */
import type { Credentials } from '../core/credentials.ts';
import {
  bytesBody,
  contentType,
  readBody,
  readStart,
  type HttpAnswer,
  type HttpRequest,
  type SendHttp,
} from '../core/http.ts';
import { isRegistryError, mismatch, registryError, verified } from '../core/image-store.ts';
import type { ImageStore, RegistryError } from '../core/image-store.ts';
import { MANIFEST_ACCEPT, digestLike, isManifestType, sha256, type Existence } from '../core/oci.ts';
import { referralOf } from '../core/referrers.ts';
import { openLogin, type Target } from '../core/registry-login.ts';
import * as protocol from '../core/registry-protocol.ts';
import { openReferrers } from '../core/registry-referrers.ts';
import { type Lists, openLists } from '../core/registry-tags.ts';
import { openUploads, skipped } from '../core/registry-upload.ts';
import type { Reference } from '../core/reference.ts';
import { backOff, givenUp, retrying as retryWith, type Clock } from '../core/retry.ts';

export interface RegistryOptions {
  readonly send: SendHttp;
  readonly access: (host: string) => protocol.HostAccess;
  /** asked only when a registry wants a login; several may be filed for one host, by path */
  readonly credentials: (host: string, repository: string) => Promise<Credentials | undefined>;
  readonly clock: Clock;
  /** from 0 to 1, for the jitter of waits */
  readonly random?: () => number;
  readonly log?: (line: string) => void;
}

const MOST_MANIFEST = 4 * 1024 * 1024; // "Pushing Manifests": what registries are asked to take
const MOST_REFUSAL = 64 * 1024;
const ACCEPT = { accept: MANIFEST_ACCEPT };

/** A client for all registries. It waits through `clock` only; failures are `RegistryError`s. */
export function openRegistry(options: RegistryOptions): ImageStore & Pick<Lists, 'repositories'> {
  const { access, clock, credentials, send, random = Math.random, log = () => undefined } = options;
  const ask = openLogin({ send, credentials, now: () => clock.now() });
  const retrying = <T>(attempt: () => Promise<T>, longTries = false): Promise<T> =>
    retryWith({ clock, random, log }, attempt, longTries);

  function target(reference: Reference, what: string, writing = false, from?: string): Target {
    const endpoint = protocol.endpointOf(reference.registry, access);
    const bad = protocol.badReference(reference);
    if (bad !== undefined) throw registryError('protocol', endpoint.host, bad);
    const { repository } = reference;
    const scopes = protocol.scopesOf(repository, writing, from);
    return { endpoint, repository, scopes, writing, what: `${what} of ${repository}` };
  }

  const blobTarget = (repository: Reference, digest: string): Target =>
    target({ ...repository, digest }, `blob ${digest}`);

  /** Asks, and gives the answer when its status is welcome; else throws what it means. */
  async function expect(to: Target, request: HttpRequest, welcome: readonly number[]): Promise<HttpAnswer> {
    const answer = await ask(to, request);
    if (welcome.includes(answer.status)) return answer;
    throw await refusal(to, answer);
  }

  async function refusal(to: Target, answer: HttpAnswer): Promise<RegistryError> {
    const { host } = to.endpoint;
    const body = await readStart(answer, MOST_REFUSAL);
    const { status, headers } = answer;
    const { what, writing } = to;
    return protocol.refusalError(
      host,
      { status, what, writing, retryAfter: headers['retry-after'], body },
      clock.now(),
    );
  }

  /** HEAD of a manifest (end-3). Where it does not tell enough, the same question with a body does. */
  async function headOnce(reference: Reference): Promise<Existence> {
    const to = target(reference, nameOf(reference));
    const answer = await ask(to, { method: 'HEAD', url: urlOf(to, protocol.manifestPath(reference)), headers: ACCEPT });
    const outcome = protocol.headOutcome(answer.status, answer.headers, contentType(answer));
    if (outcome === 'refused') throw await refusal(to, answer);
    answer.discard();
    if (outcome === 'unclear') return await settleByGet(reference);
    if (outcome.answer === 'yes' && reference.digest !== undefined && outcome.digest !== reference.digest) {
      throw mismatch(to.endpoint.host, reference.digest, `the registry calls it ${outcome.digest}`);
    }
    return outcome;
  }

  async function settleByGet(reference: Reference): Promise<Existence> {
    try {
      const { digest, mediaType, bytes } = await manifestOnce(reference);
      return { answer: 'yes', digest, mediaType, size: bytes.length };
    } catch (error) {
      if (isRegistryError(error) && error.code === 'not-found') return { answer: 'no' };
      throw error;
    }
  }

  async function head(reference: Reference): Promise<Existence> {
    try {
      return await retrying(() => headOnce(reference));
    } catch (error) {
      if (!isRegistryError(error)) throw error;
      return { answer: 'unknown', reason: error.message };
    }
  }

  /** GET of a manifest (end-3). */
  async function manifestOnce(reference: Reference): Promise<StoredManifest> {
    const to = target(reference, nameOf(reference));
    const { host } = to.endpoint;
    const url = urlOf(to, protocol.manifestPath(reference));
    const answer = await expect(to, { method: 'GET', url, headers: ACCEPT }, [200]);
    const bytes = await readBody(answer, host, MOST_MANIFEST);
    const mediaType = contentType(answer);
    if (!isManifestType(mediaType)) throw protocol.strangeType(host, to.what, mediaType);
    const wanted = reference.digest ?? protocol.servedDigest(answer.headers) ?? sha256(bytes);
    const digest = digestLike(wanted, bytes);
    if (digest !== wanted) throw mismatch(host, wanted, `its bytes are ${digest}`);
    return { digest, mediaType, bytes };
  }

  /** GET of a blob from an offset on (end-2). The whole blob may come all the same. */
  function openBlob(to: Target, digest: string, offset: number): Promise<HttpAnswer> {
    const url = urlOf(to, `/v2/${to.repository}/blobs/${digest}`);
    const headers = offset === 0 ? {} : { range: `bytes=${offset}-` };
    return retrying(() => expect(to, { method: 'GET', url, headers }, offset === 0 ? [200] : [200, 206]));
  }

  /** A blob's bytes. Where a connection breaks, the next one goes on from there, so that nothing is fetched twice. */
  async function* resumed(to: Target, digest: string, first: HttpAnswer): AsyncGenerator<Uint8Array, void, undefined> {
    let answer = first;
    let offset = 0;
    for (let breaks = 1; ; breaks++) {
      try {
        for await (const chunk of answer.status === 206 ? answer.body : skipped(answer.body, offset)) {
          offset += chunk.length;
          yield chunk;
        }
        return;
      } catch (error) {
        if (!isRegistryError(error)) throw error;
        if (breaks > error.retries) throw givenUp(error);
        log(`${error.message}; going on with ${to.what} at byte ${offset}`);
      }
      await clock.sleep(backOff(breaks, random));
      answer = await openBlob(to, digest, offset);
    }
  }

  async function blob(
    repository: Reference,
    wanted: { digest: string; size?: number },
  ): Promise<AsyncIterable<Uint8Array>> {
    const to = blobTarget(repository, wanted.digest);
    const first = await openBlob(to, wanted.digest, 0);
    return verified(resumed(to, wanted.digest, first), wanted, to.endpoint.host);
  }

  /** HEAD of a blob (end-2). */
  async function hasBlob(repository: Reference, digest: string): Promise<boolean> {
    const to = blobTarget(repository, digest);
    const url = urlOf(to, `/v2/${to.repository}/blobs/${digest}`);
    return await retrying(async () => {
      const answer = await ask(to, { method: 'HEAD', url });
      // A wrong "no" only costs an upload, so a bare 404 will do; a page for people is no answer at all.
      const absent = answer.status === 404 && contentType(answer) !== 'text/html';
      if (answer.status !== 200 && !absent) throw await refusal(to, answer);
      answer.discard();
      return !absent;
    });
  }

  /** PUT of a manifest (end-7). A registry's last writer wins, so what is there afterwards is looked at. */
  async function putManifest(reference: Reference, bytes: Uint8Array, mediaType: string): Promise<string> {
    const to = target(reference, nameOf(reference), true);
    const { host } = to.endpoint;
    const digest = digestLike(reference.digest ?? '', bytes);
    if (reference.digest !== undefined && reference.digest !== digest) {
      throw mismatch(host, reference.digest, `its bytes are ${digest}`);
    }
    const url = urlOf(to, protocol.manifestPath(reference));
    const request = { method: 'PUT', url, headers: { 'content-type': mediaType }, body: bytesBody(bytes) } as const;
    const answer = await retrying(() => expect(to, request, [200, 201, 202]));
    answer.discard();
    const kept = await head(reference);
    if (kept.answer !== 'yes' || kept.digest !== digest) throw protocol.readBackError(host, to.what, digest, kept);
    const referral = referralOf(bytes, digest, mediaType);
    // With this header the registry says that it has listed the referrer itself.
    if (referral && answer.headers['oci-subject'] === undefined) await enlist(reference, referral);
    return digest;
  }

  const manifest = (reference: Reference): Promise<StoredManifest> => retrying(() => manifestOnce(reference));
  const tools = { ask, refusal, target, retrying, manifest, putTag: putManifest };
  const { referrers, remove, enlist } = openReferrers(tools);
  const { tags, repositories } = openLists({ expect, target, retrying });
  const { putBlob } = openUploads({ ask, expect, refusal, target, retrying, hasBlob, log });
  return { head, manifest, blob, hasBlob, putBlob, putManifest, tags, repositories, referrers, remove };
}

type StoredManifest = Awaited<ReturnType<ImageStore['manifest']>>;

function urlOf(to: Target, path: string): URL {
  return new URL(path, to.endpoint.origin);
}

function nameOf({ tag = 'latest', digest }: Reference): string {
  return `manifest ${digest ?? tag}`;
}
