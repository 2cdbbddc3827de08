/**
 * In: what a registry answered (status, headers, JSON), and what is to be asked.
 * Out: paths, logins, redirects, and the error that an answer means.
 * Never sends anything. Source: OCI distribution-spec v1.1 (end-1 to end-11, "Error Codes"), docker's token
 * authentication (distribution.github.io/distribution/spec/auth/token), RFC 9110 (challenges).
 */
import type { Credentials } from './credentials.ts';
import { registryError, type RegistryError } from './image-store.ts';
import { isManifestType, parseObject, type Existence } from './oci.ts';
import { DOCKER_HUB, isDigest, isRegistryHost, isRepository, isTag, type Reference } from './reference.ts';
import { parseRetryAfter } from './retry.ts';

/** How a host is reached. `ca`: PEM text, trusted beside the system's; `mirror`: the host that is asked instead. */
export interface HostAccess {
  readonly insecure?: boolean;
  readonly ca?: string;
  readonly mirror?: string;
}

/** Where requests go: `host` as the user writes it (logins and access are filed under it), `origin` as URLs need it. */
export interface Endpoint {
  readonly host: string;
  readonly origin: string;
}

export interface Challenge {
  /** lower case: `bearer`, `basic` */
  readonly scheme: string;
  readonly params: ReadonlyMap<string, string>;
}

export interface TokenRequest {
  readonly method: 'GET' | 'POST';
  readonly url: URL;
  readonly headers: Readonly<Record<string, string>>;
  readonly body?: string;
}

/** The end of an answer, as far as an error needs it. */
export interface Refusal {
  readonly status: number;
  /** what was asked, for people: `manifest 1.2 of org/app` */
  readonly what: string;
  readonly writing: boolean;
  readonly retryAfter?: string | undefined;
  readonly body?: Uint8Array;
}

/** The registry that a reference lives on, mirror and Docker Hub's real address included. */
export function endpointOf(registry: string, access: (host: string) => HostAccess): Endpoint {
  const host = access(registry).mirror ?? registry;
  const scheme = isPlain(host, access(host)) ? 'http' : 'https';
  return { host, origin: new URL(`${scheme}://${host === DOCKER_HUB ? 'registry-1.docker.io' : host}`).origin };
}

/** Whether a host is spoken to without TLS: when the user says so, and on this machine unless it has a certificate. */
export function isPlain(host: string, { insecure = false, ca }: HostAccess): boolean {
  return insecure || (isLoopback(host) && ca === undefined);
}

/** True for this machine's own addresses, where plain http is as good as https. A port may follow. */
export function isLoopback(host: string): boolean {
  return /^(?:localhost|127(?:\.[0-9]{1,3}){3}|\[::1\])(?::[0-9]{1,5})?$/.test(host);
}

/** What is wrong with a reference before it may become part of a URL; undefined when nothing is. */
export function badReference({ registry, repository, tag, digest }: Reference): string | undefined {
  if (!isRegistryHost(registry)) return `'${registry}' is no registry`;
  if (!isRepository(repository)) return `'${repository}' is no repository`;
  if (tag !== undefined && !isTag(tag)) return `'${tag}' is no tag`;
  return digest === undefined || isDigest(digest) ? undefined : `'${digest}' is no digest`;
}

/** The path of a manifest: by digest where there is one, else by tag (`latest` when there is neither). */
export function manifestPath({ repository, tag, digest }: Reference): string {
  return `/v2/${repository}/manifests/${digest ?? tag ?? 'latest'}`;
}

/** The scopes that a request needs, in docker's words: `repository:org/app:pull,push`. */
export function scopesOf(repository: string, writing: boolean, from?: string): string[] {
  const own = `repository:${repository}:${writing ? 'pull,push' : 'pull'}`;
  return from === undefined || from === repository ? [own] : [own, `repository:${from}:pull`];
}

/** Reads `WWW-Authenticate`: every challenge in it, in order. A word without `=` begins one; the rest are its parameters. */
export function parseChallenges(header: string): Challenge[] {
  const word = /[\s,]*([A-Za-z0-9!#$&'*+.^_`|~-]+)(?:\s*=\s*(?:"((?:[^"\\]|\\.)*)"|([^\s,"]*)))?/y;
  const challenges: { scheme: string; params: Map<string, string> }[] = [];
  const text = header.slice(0, 8192);
  for (let match = word.exec(text); match !== null; match = word.exec(text)) {
    const [, name = '', quoted, bare] = match as (string | undefined)[];
    const value = quoted?.replace(/\\(.)/g, '$1') ?? bare;
    if (value === undefined) challenges.push({ scheme: name.toLowerCase(), params: new Map() });
    else challenges.at(-1)?.params.set(name.toLowerCase(), value);
  }
  return challenges;
}

/**
 * The request for a token that a Bearer challenge calls for: anonymous without credentials, Basic with a password, OAuth 2
 * with an identity token. The scopes are ours, not the challenge's: some registries name only `pull` when asked to push.
 * Undefined when the challenge names no usable address: credentials that came by https do not leave by http.
 */
export function tokenRequest(
  challenge: Challenge,
  scopes: readonly string[],
  credentials: Credentials | undefined,
  origin: string,
): TokenRequest | undefined {
  const realm = challenge.params.get('realm') ?? '';
  if (!URL.canParse(realm)) return undefined;
  const url = new URL(realm);
  if (url.protocol !== 'https:' && (url.protocol !== 'http:' || origin.startsWith('https:'))) return undefined;
  const service = challenge.params.get('service');
  const fields: [string, string][] = service === undefined ? [] : [['service', service]];
  if (credentials !== undefined && 'identityToken' in credentials) {
    return refreshRequest(url, [...fields, ['scope', scopes.join(' ')]], credentials.identityToken);
  }
  for (const [name, value] of fields) url.searchParams.append(name, value);
  for (const scope of scopes) url.searchParams.append('scope', scope);
  return { method: 'GET', url, headers: credentials === undefined ? {} : { authorization: basicAuth(credentials) } };
}

function refreshRequest(url: URL, fields: [string, string][], token: string): TokenRequest {
  const grant = { client_id: 'gentoo-image-builder', grant_type: 'refresh_token', refresh_token: token };
  const body = new URLSearchParams([...Object.entries(grant), ...fields]).toString();
  return { method: 'POST', url, headers: { 'content-type': 'application/x-www-form-urlencoded' }, body };
}

/** The header for a password (RFC 7617). */
export function basicAuth(credentials: { username: string; password: string }): string {
  return `Basic ${Buffer.from(`${credentials.username}:${credentials.password}`).toString('base64')}`;
}

/** The token in a token server's answer: `token`, or OAuth 2's `access_token`. Undefined when it has neither. */
export function parseToken(body: Uint8Array): string | undefined {
  const answer = parseObject(body);
  const token = answer?.token ?? answer?.access_token;
  // It goes into a header: visible ASCII only.
  return typeof token === 'string' && /^[!-~]+$/.test(token) ? token : undefined;
}

/** Where a redirect leads; undefined for what is no http address, and for a step from https down to http. */
export function nextHop(from: URL, location: string): URL | undefined {
  if (!URL.canParse(location, from.href)) return undefined;
  const next = new URL(location, from);
  const allowed = next.protocol === 'https:' || (next.protocol === 'http:' && from.protocol === 'http:');
  return allowed ? next : undefined;
}

/**
 * The session of an upload, as `Location` names it. Registries behind a TLS proxy often name themselves with `http:`; the
 * same host keeps the scheme that it was asked with.
 */
export function uploadSession(from: URL, location: string): URL | undefined {
  if (!URL.canParse(location, from.href)) return undefined;
  const next = new URL(location, from);
  if (next.hostname === from.hostname && next.protocol !== from.protocol) next.protocol = from.protocol;
  return nextHop(from, next.href);
}

/** Where an upload ends: its session with the digest behind it. */
export function uploadEnd(session: URL, digest: string): URL {
  const end = new URL(session);
  // By hand: URLSearchParams would write the registry's own query anew.
  end.search += `${end.search === '' ? '?' : '&'}digest=${encodeURIComponent(digest)}`;
  return end;
}

/**
 * How many bytes of an upload a registry has kept, by its `Range`; undefined for what makes no sense. `0-0` is what
 * docker's registry says of an empty session: nobody keeps a single byte.
 */
export function keptBytes(range: string | undefined, size: number): number | undefined {
  const last = Number(/^(?:bytes=)?0-([0-9]{1,15})$/.exec(range ?? '0-0')?.[1] ?? NaN);
  if (Number.isNaN(last) || last >= size) return last === 0 ? 0 : undefined;
  return last === 0 ? 0 : last + 1;
}

type Headers = Readonly<Record<string, string | undefined>>;

/**
 * What the answer to HEAD of a manifest says. A 404 counts as no only when it is the registry's own (JSON, or docker's
 * version header); a page for people is `refused`. `unclear`: ask again with GET, whose body tells.
 */
export function headOutcome(status: number, headers: Headers, contentType: string): Existence | 'refused' | 'unclear' {
  if (status === 404) {
    if (contentType === 'text/html') return 'refused';
    const own = contentType.endsWith('json') || headers['docker-distribution-api-version'] === 'registry/2.0';
    return own ? { answer: 'no' } : 'unclear';
  }
  if (status !== 200) return 'refused';
  const digest = servedDigest(headers);
  if (digest === undefined || !isManifestType(contentType)) return 'unclear';
  const size = Number(headers['content-length'] ?? 0);
  return { answer: 'yes', digest, mediaType: contentType, ...(size > 0 && { size }) };
}

/** The digest that a registry states beside content; undefined when it states none, or no good one. */
export function servedDigest(headers: Headers): string | undefined {
  const digest = headers['docker-content-digest'];
  return digest !== undefined && isDigest(digest) ? digest : undefined;
}

/** A registry's own "no such thing". Harbor says NOT_FOUND for both a repository and a tag. */
const ABSENT = ['MANIFEST_UNKNOWN', 'NAME_UNKNOWN', 'BLOB_UNKNOWN', 'NOT_FOUND'];
/** An upload session was lost; a new one works. */
const LOST_UPLOAD = ['BLOB_UPLOAD_UNKNOWN', 'BLOB_UPLOAD_INVALID'];
/** ghcr.io says so now and then for blobs that it has just taken. */
const LOST_BLOB = ['MANIFEST_BLOB_UNKNOWN', 'BLOB_UNKNOWN'];
const PASSING = [408, 425, 429];

/**
 * The error that an unwelcome answer means, with how often trying again may help.
 * 404 is `not-found` only when the registry itself says so, in JSON; any other page is `unavailable`: a proxy's, perhaps.
 */
export function refusalError(host: string, refusal: Refusal, now: number): RegistryError {
  const { status, what, writing } = refusal;
  const { codes, message } = errorBody(refusal.body);
  const has = (list: readonly string[]): boolean => codes.some((code) => list.includes(code));
  const words = `HTTP ${status} for ${what}${message}`;
  const retryAfter = parseRetryAfter(refusal.retryAfter, now);
  if (status >= 500 || PASSING.includes(status) || has(['TOOMANYREQUESTS', ...LOST_UPLOAD])) {
    return registryError('unavailable', host, words, { retries: 5, retryAfter });
  }
  if (status === 401) return registryError('unauthorized', host, `${words}: the login is missing or not accepted`);
  // ghcr.io answers a good push with 403 now and then.
  if (status === 403) return registryError('denied', host, `${words}: not allowed`, { retries: writing ? 2 : 0 });
  if (writing && has(LOST_BLOB)) return registryError('protocol', host, words, { retries: 2 });
  if (status === 404 && has(ABSENT)) return registryError('not-found', host, words);
  if (status === 404)
    return registryError('unavailable', host, `${words}: not the registry's own answer`, { retries: 5 });
  if (has(['DIGEST_INVALID', 'SIZE_INVALID'])) return registryError('digest-mismatch', host, words, { retries: 1 });
  return registryError('protocol', host, words);
}

/** The codes of an error document (distribution-spec, "Error Codes"), and its first message, safe to print. */
export function errorBody(body: Uint8Array | undefined): { codes: string[]; message: string } {
  const errors: unknown = body === undefined ? undefined : parseObject(body)?.errors;
  const list = (Array.isArray(errors) ? errors : []) as ({ code?: unknown; message?: unknown } | null)[];
  const codes = list.map((entry) => entry?.code).filter((code): code is string => typeof code === 'string');
  const first = list[0]?.message;
  const said = [...codes.slice(0, 1), ...(typeof first === 'string' ? [first] : [])].join(': ');
  // Line breaks and control characters could forge log lines.
  const safe = said.replace(/[^\x20-\x7E]+/g, ' ').slice(0, 200);
  return { codes, message: safe === '' ? '' : ` (${safe})` };
}

/** The error for content of a type that is no manifest: a page of a proxy, or docker's schema 1. */
export function strangeType(host: string, what: string, mediaType: string): RegistryError {
  const words = `${what} came as '${mediaType.replace(/[^\x20-\x7E]+/g, ' ').slice(0, 100)}', not as a manifest`;
  return registryError('protocol', host, words);
}

/** The error for a manifest that is not what was written a moment ago. */
export function readBackError(host: string, what: string, digest: string, kept: Existence): RegistryError {
  switch (kept.answer) {
    case 'yes':
      return registryError('digest-mismatch', host, `${what} is ${kept.digest} right after ${digest} was written`);
    case 'no':
      return registryError('protocol', host, `${what} is not there right after it was written`);
    case 'unknown':
      return registryError('unavailable', host, `${what} was written, but not read back: ${kept.reason}`);
  }
}

/** Certificates do not heal by waiting; each code gets what to do about it. */
const TLS_TROUBLE = /^(?:CERT_|DEPTH_ZERO_|SELF_SIGNED_|UNABLE_TO_|ERR_TLS_)/;

/** The error for a connection that could not be made or broke. */
export function networkError(host: string, cause: unknown): RegistryError {
  const { code, message } = cause as { code?: unknown; message?: unknown };
  const name = typeof code === 'string' ? code : typeof message === 'string' ? message.slice(0, 100) : 'broken off';
  if (name.startsWith('ERR_SSL_') || name === 'EPROTO') {
    const words = `it does not speak https (${name}); for plain http state 'insecure: true' for this host`;
    return registryError('unavailable', host, words, { cause });
  }
  if (TLS_TROUBLE.test(name)) {
    const words = `its certificate is not trusted (${name}); with an own authority state 'ca' for this host`;
    return registryError('unavailable', host, words, { cause });
  }
  return registryError('unavailable', host, `no connection (${name})`, { retries: 5, cause });
}
