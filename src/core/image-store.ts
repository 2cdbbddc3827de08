/**
 * What a place for images can do, shared by the registry and the local folder, so that one contract suite tests both.
 * In: streams and failures of either. Out: streams that check their digest, errors with a code.
 * Never opens a connection or a file.
 */
import { createHash } from 'node:crypto';
import { type Descriptor, digestAlgorithm, type Existence, sha256 } from './oci.ts';
import type { Reference } from './reference.ts';

/** A blob to store. `open` gives a fresh stream from the first byte and may be called again after a failure. */
export interface BlobSource {
  readonly digest: string;
  /** bytes */
  readonly size: number;
  readonly open: () => AsyncIterable<Uint8Array>;
}

/** A blob that is in memory. */
export function bytesBlob(bytes: Uint8Array): BlobSource {
  const open = async function* (): AsyncGenerator<Uint8Array> {
    yield await Promise.resolve(bytes);
  };
  return { digest: sha256(bytes), size: bytes.length, open };
}

/** A place that keeps images. All but `head` fail with a `RegistryError`; a disk's own trouble comes as it is. */
export interface ImageStore {
  /** Asks for a tag or a digest. Three-valued; never throws for "don't know". */
  readonly head: (reference: Reference) => Promise<Existence>;
  /** The manifest of a tag or a digest, byte for byte; its digest is verified. */
  readonly manifest: (reference: Reference) => Promise<{ digest: string; mediaType: string; bytes: Uint8Array }>;
  /** A blob as a stream that fails at its end when digest or size are not as asked. Read it to the end or return it. */
  readonly blob: (
    repository: Reference,
    descriptor: { digest: string; size?: number },
  ) => Promise<AsyncIterable<Uint8Array>>;
  /** Whether a repository has a blob. Not knowing is an error here. */
  readonly hasBlob: (repository: Reference, digest: string) => Promise<boolean>;
  /** Stores a blob: nothing to do when it is there; else mounted from one of `from`; else uploaded. */
  readonly putBlob: (
    repository: Reference,
    blob: BlobSource,
    from?: readonly Reference[],
  ) => Promise<'present' | 'mounted' | 'uploaded'>;
  /** Writes a manifest under a tag or its digest and reads the digest back. What it refers to must be there already. */
  readonly putManifest: (reference: Reference, bytes: Uint8Array, mediaType: string) => Promise<string>;
  /** All tags of a repository, in no order; none for a repository that is not there. */
  readonly tags: (repository: Reference) => Promise<string[]>;
  /** What names the manifest of a digest as its `subject`; of one type where it is given. Empty for what is not there. */
  readonly referrers: (subject: Reference & { digest: string }, artifactType?: string) => Promise<Descriptor[]>;
  /** Takes away a manifest and every tag that names it. Nothing to do when it is not there; blobs are left. */
  readonly remove: (reference: Reference & { digest: string }) => Promise<void>;
}

/**
 * `unauthorized`: no login, or one that the registry does not take; `denied`: logged in, but not allowed;
 * `unavailable`: no answer, or "not now", for long enough; `not-found`: it says that it has no such thing;
 * `digest-mismatch`: bytes other than the digest says; `protocol`: an answer that makes no sense, or our request did not.
 */
export type RegistryErrorCode =
  'unauthorized' | 'denied' | 'unavailable' | 'not-found' | 'digest-mismatch' | 'protocol';

export interface RegistryFailure {
  readonly code: RegistryErrorCode;
  /** the registry's host, or the folder of a local store */
  readonly host: string;
  /** how often trying again may help: 0 never, 5 for what passes by itself */
  readonly retries: number;
  /** milliseconds that the registry asked us to wait */
  readonly retryAfter?: number;
}

/** A failure of a registry or a local store. Its message is for people and never holds a credential or a URL. */
export type RegistryError = Error & RegistryFailure;

/** Makes a `RegistryError`; `retries` is 0 unless stated. */
export function registryError(
  code: RegistryErrorCode,
  host: string,
  words: string,
  more: { retries?: number; retryAfter?: number | undefined; cause?: unknown } = {},
): RegistryError {
  const { retries = 0, retryAfter, cause } = more;
  const error = new Error(`${host}: ${words}`, cause === undefined ? {} : { cause });
  error.name = 'RegistryError';
  return Object.assign(error, { code, host, retries, ...(retryAfter !== undefined && { retryAfter }) });
}

export function isRegistryError(error: unknown): error is RegistryError {
  return error instanceof Error && error.name === 'RegistryError';
}

/**
 * Passes a blob's bytes through and fails behind the last one when they are not what was asked for: what was handed on
 * until then must not be kept. Stops at once when more bytes come than expected.
 */
export async function* verified(
  source: AsyncIterable<Uint8Array>,
  expected: { readonly digest: string; readonly size?: number },
  host: string,
): AsyncGenerator<Uint8Array, void, undefined> {
  const algorithm = digestAlgorithm(expected.digest);
  const hash = createHash(algorithm);
  let size = 0;
  for await (const chunk of source) {
    hash.update(chunk);
    size += chunk.length;
    if (expected.size !== undefined && size > expected.size) throw mismatch(host, expected.digest, 'it is too long');
    yield chunk;
  }
  if (expected.size !== undefined && size < expected.size) throw mismatch(host, expected.digest, 'it is too short');
  const found = `${algorithm}:${hash.digest('hex')}`;
  if (found !== expected.digest) throw mismatch(host, expected.digest, `its bytes are ${found}`);
}

/** The error for bytes that are not what their digest says. Fetched anew once, they may be right. */
export function mismatch(host: string, digest: string, words: string): RegistryError {
  return registryError('digest-mismatch', host, `${digest} came with other content: ${words}`, { retries: 1 });
}
