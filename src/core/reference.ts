/**
 * In: the text of an image reference as people write it (`alpine`, `ghcr.io/org/app:1.2`, `host:5000/a@sha256:...`).
 * Out: its parts, with docker's defaults filled in, or undefined when the text is no reference.
 * Never asks a registry: this is grammar only.
 */

/** An image by name. A digest, where given, decides; the tag is then only a note for people. */
export interface Reference {
  /** host, or host:port; `docker.io` for Docker Hub */
  readonly registry: string;
  /** path below the registry, `library/` already in front of Docker Hub's official images */
  readonly repository: string;
  readonly tag?: string;
  /** `sha256:` and 64 hex digits, or `sha512:` and 128 */
  readonly digest?: string;
}

export const DOCKER_HUB = 'docker.io';

// The grammar of github.com/distribution/reference (regexp.go), part by part. Separators and words have no character
// in common, so no part can be split in two ways: matching stays linear.
const HOST_LABEL = '(?:[A-Za-z0-9](?:[A-Za-z0-9-]*[A-Za-z0-9])?)';
const IPV6 = '\\[[0-9A-Fa-f:]+\\]';
const HOST = `(?:${HOST_LABEL}(?:\\.${HOST_LABEL})*|${IPV6})(?::[0-9]{1,5})?`;
const PATH_PART = '[a-z0-9]+(?:(?:\\.|__|_|-+)[a-z0-9]+)*';
const TAG = '[A-Za-z0-9_][A-Za-z0-9_.-]{0,127}';
const DIGEST = '(?:sha256:[a-f0-9]{64}|sha512:[a-f0-9]{128})';

const WHOLE_HOST = new RegExp(`^${HOST}$`);
const WHOLE_PATH = new RegExp(`^${PATH_PART}(?:/${PATH_PART})*$`);
const WHOLE_TAG = new RegExp(`^${TAG}$`);
const WHOLE_DIGEST = new RegExp(`^${DIGEST}$`);
const BARE_ID = /^[a-f0-9]{64}$/;

const MOST_HOST = 261; // 253 of a DNS name, and a port
const MOST_REPOSITORY = 255;
const MOST_TAG = 128;
const MOST_DIGEST = 135;
const MOST_REFERENCE = MOST_HOST + MOST_REPOSITORY + MOST_TAG + MOST_DIGEST + 3;

/** True for `host`, `host:port`, `[::1]:5000`. */
export function isRegistryHost(text: string): boolean {
  return text.length <= MOST_HOST && WHOLE_HOST.test(text);
}

/** True for a repository's path without its registry: lower case, `/` between parts, at most 255 characters. */
export function isRepository(text: string): boolean {
  return text.length <= MOST_REPOSITORY && WHOLE_PATH.test(text);
}

/** True for a tag: at most 128 of `A-Z a-z 0-9 _ . -`, beginning with a letter, a digit or `_`. */
export function isTag(text: string): boolean {
  return text.length <= MOST_TAG && WHOLE_TAG.test(text);
}

/** True for a sha256 or sha512 digest in lower case, the two that the OCI image specification registers. */
export function isDigest(text: string): boolean {
  return text.length <= MOST_DIGEST && WHOLE_DIGEST.test(text);
}

/**
 * Reads a reference as docker does: the first part is a registry when it has a dot, a colon or a capital letter, or is
 * `localhost`; everything else lives on Docker Hub, below `library/` when it has one part only.
 * Gives undefined for anything else, a bare 64-digit image id included (docker refuses it as a name, too).
 */
export function parseReference(text: string): Reference | undefined {
  if (text.length > MOST_REFERENCE) return undefined;
  const [named = '', digest, ...rest] = text.split('@');
  if (rest.length > 0 || (digest !== undefined && !isDigest(digest))) return undefined;
  const [name, tag] = splitTag(named);
  if (BARE_ID.test(name) || (tag !== undefined && !isTag(tag))) return undefined;
  const { registry, repository } = splitRegistry(name);
  if (!isRegistryHost(registry) || !isRepository(repository)) return undefined;
  return { registry, repository, ...(tag !== undefined && { tag }), ...(digest !== undefined && { digest }) };
}

/** Writes a reference in full, registry included: `docker.io/library/alpine:3@sha256:...`. */
export function formatReference(reference: Reference): string {
  const tag = reference.tag === undefined ? '' : `:${reference.tag}`;
  const digest = reference.digest === undefined ? '' : `@${reference.digest}`;
  return `${reference.registry}/${reference.repository}${tag}${digest}`;
}

/** A colon behind the last slash begins a tag; one before it, a port. */
function splitTag(named: string): [name: string, tag: string | undefined] {
  const colon = named.indexOf(':', named.lastIndexOf('/') + 1);
  return colon === -1 ? [named, undefined] : [named.slice(0, colon), named.slice(colon + 1)];
}

function splitRegistry(name: string): { registry: string; repository: string } {
  const slash = name.indexOf('/');
  const first = name.slice(0, Math.max(slash, 0));
  const isHost = /[.:]/.test(first) || first === 'localhost' || first !== first.toLowerCase();
  const registry = slash !== -1 && isHost ? first : DOCKER_HUB;
  const repository = registry === first ? name.slice(slash + 1) : name;
  if (registry !== DOCKER_HUB && registry !== 'index.docker.io') return { registry, repository };
  return { registry: DOCKER_HUB, repository: repository.includes('/') ? repository : `library/${repository}` };
}
