/**
 * In: bytes of manifests. Out: typed OCI and docker documents, digests, media types.
 * Never fetches or stores anything; never trusts a field of a manifest before it was looked at.
 * Formats: OCI image-spec v1.1 (descriptor.md, manifest.md, image-index.md, config.md) and docker's "Image Manifest V2,
 * Schema 2", which still is what half of the public images have.
 */
import { createHash } from 'node:crypto';
import { isRecord } from './canonical.ts';
import { isDigest } from './reference.ts';

export const OCI_MANIFEST = 'application/vnd.oci.image.manifest.v1+json';
export const OCI_INDEX = 'application/vnd.oci.image.index.v1+json';
export const OCI_CONFIG = 'application/vnd.oci.image.config.v1+json';
export const OCI_EMPTY = 'application/vnd.oci.empty.v1+json';
export const OCI_LAYER = 'application/vnd.oci.image.layer.v1.tar';
export const OCI_LAYER_GZIP = 'application/vnd.oci.image.layer.v1.tar+gzip';
export const OCI_LAYER_ZSTD = 'application/vnd.oci.image.layer.v1.tar+zstd';
export const DOCKER_MANIFEST = 'application/vnd.docker.distribution.manifest.v2+json';
export const DOCKER_LIST = 'application/vnd.docker.distribution.manifest.list.v2+json';
export const DOCKER_CONFIG = 'application/vnd.docker.container.image.v1+json';

/** Media types of one image on one platform. */
export const IMAGE_TYPES: readonly string[] = [OCI_MANIFEST, DOCKER_MANIFEST];
/** Media types of a list of images, one a platform. */
export const INDEX_TYPES: readonly string[] = [OCI_INDEX, DOCKER_LIST];

/**
 * The `Accept` header of every question about a manifest. Without it docker-registry 2.8 answers 404 for an OCI tag
 * that exists, and gives the digest of a converted schema 1 manifest for a docker one.
 */
export const MANIFEST_ACCEPT = [...IMAGE_TYPES, ...INDEX_TYPES].join(', ');

export interface Platform {
  readonly os: string;
  readonly architecture: string;
  readonly variant?: string;
  readonly 'os.version'?: string;
  readonly 'os.features'?: readonly string[];
}

/** A pointer to content (image-spec, descriptor.md). `size` in bytes. */
export interface Descriptor {
  readonly mediaType: string;
  readonly digest: string;
  readonly size: number;
  readonly platform?: Platform;
  readonly annotations?: Readonly<Record<string, string>>;
  /** where a foreign layer may be had; a registry need not hold such a blob */
  readonly urls?: readonly string[];
  readonly artifactType?: string;
}

export interface Manifest {
  readonly schemaVersion: 2;
  readonly mediaType?: string;
  readonly artifactType?: string;
  readonly config: Descriptor;
  readonly layers: readonly Descriptor[];
  readonly subject?: Descriptor;
  readonly annotations?: Readonly<Record<string, string>>;
}

export interface Index {
  readonly schemaVersion: 2;
  readonly mediaType?: string;
  readonly artifactType?: string;
  readonly manifests: readonly Descriptor[];
  readonly subject?: Descriptor;
  readonly annotations?: Readonly<Record<string, string>>;
}

/** docker's extension of the image configuration; all times in nanoseconds (moby, `container.HealthConfig`). */
export interface Healthcheck {
  /** `['NONE']`, `['CMD', ...argv]` or `['CMD-SHELL', line]` */
  readonly Test?: readonly string[];
  readonly Interval?: number;
  readonly Timeout?: number;
  readonly StartPeriod?: number;
  readonly StartInterval?: number;
  readonly Retries?: number;
}

/** What a container gets by default (image-spec, config.md), with docker's Healthcheck, OnBuild and Shell. */
export interface ContainerConfig {
  readonly User?: string;
  readonly ExposedPorts?: Readonly<Record<string, object>>;
  readonly Env?: readonly string[];
  readonly Entrypoint?: readonly string[] | null;
  readonly Cmd?: readonly string[] | null;
  readonly Volumes?: Readonly<Record<string, object>>;
  readonly WorkingDir?: string;
  readonly Labels?: Readonly<Record<string, string>>;
  readonly StopSignal?: string;
  readonly ArgsEscaped?: boolean;
  readonly Healthcheck?: Healthcheck;
  readonly OnBuild?: readonly string[] | null;
  readonly Shell?: readonly string[];
}

export interface History {
  readonly created?: string;
  readonly created_by?: string;
  readonly author?: string;
  readonly comment?: string;
  readonly empty_layer?: boolean;
}

/** The image configuration. `diff_ids` are digests of the uncompressed layers, lowest first. */
export interface ImageConfig extends Platform {
  readonly created?: string;
  readonly author?: string;
  readonly config?: ContainerConfig;
  readonly rootfs: { readonly type: 'layers'; readonly diff_ids: readonly string[] };
  readonly history?: readonly History[];
}

/** The answer to "is it there?". Don't know is never no: who gets it stops instead of building again. */
export type Existence =
  | { readonly answer: 'yes'; readonly digest: string; readonly mediaType: string; readonly size?: number }
  | { readonly answer: 'no' }
  | { readonly answer: 'unknown'; readonly reason: string };

/** A manifest document, told apart by what it lists. */
export type ParsedManifest =
  { readonly kind: 'image'; readonly manifest: Manifest } | { readonly kind: 'index'; readonly index: Index };

/** The digest of bytes, or of text as UTF-8: `sha256:` and 64 hex digits. */
export function sha256(bytes: Uint8Array | string): string {
  return `sha256:${createHash('sha256').update(bytes).digest('hex')}`;
}

/** The digest of bytes by the algorithm that another digest names, to compare the two. */
export function digestLike(digest: string, bytes: Uint8Array): string {
  const algorithm = digestAlgorithm(digest);
  return `${algorithm}:${createHash(algorithm).update(bytes).digest('hex')}`;
}

/** `sha256` or `sha512`: the part of a digest before its colon. */
export function digestAlgorithm(digest: string): 'sha256' | 'sha512' {
  return digest.startsWith('sha512:') ? 'sha512' : 'sha256';
}

/** True for the media types that `parseManifest` reads: image or list, of OCI or docker. */
export function isManifestType(mediaType: string): boolean {
  return IMAGE_TYPES.includes(mediaType) || INDEX_TYPES.includes(mediaType);
}

/**
 * Reads a manifest or an index from its bytes.
 * Gives undefined for what is neither, or could be read as both (CVE-2021-41190), or has a descriptor without a good
 * digest and size, or states another media type than `mediaType`, the one it was served with.
 */
export function parseManifest(bytes: Uint8Array, mediaType?: string): ParsedManifest | undefined {
  const value = parseObject(bytes);
  if (value?.schemaVersion !== 2) return undefined;
  const stated = value.mediaType;
  if (stated !== undefined && mediaType !== undefined && stated !== mediaType) return undefined;
  const isImage = isDescriptor(value.config) && isDescriptorList(value.layers);
  const isIndex = isDescriptorList(value.manifests);
  if (isImage && value.manifests === undefined && fits(IMAGE_TYPES, stated)) {
    return { kind: 'image', manifest: value as unknown as Manifest };
  }
  if (isIndex && value.config === undefined && value.layers === undefined && fits(INDEX_TYPES, stated)) {
    return { kind: 'index', index: value as unknown as Index };
  }
  return undefined;
}

/** True for an object with a media type, a digest and a size in whole bytes. */
export function isDescriptor(value: unknown): value is Descriptor {
  if (!isRecord(value)) return false;
  const { mediaType, digest, size } = value;
  const hasSize = typeof size === 'number' && Number.isSafeInteger(size) && size >= 0;
  return typeof mediaType === 'string' && typeof digest === 'string' && isDigest(digest) && hasSize;
}

function isDescriptorList(value: unknown): boolean {
  return Array.isArray(value) && value.every(isDescriptor);
}

function fits(types: readonly string[], stated: unknown): boolean {
  return stated === undefined || (typeof stated === 'string' && types.includes(stated));
}

/** The JSON object in bytes; undefined for other JSON, for no JSON and for bytes that are not UTF-8. */
export function parseObject(bytes: Uint8Array): Record<string, unknown> | undefined {
  try {
    const value: unknown = JSON.parse(new TextDecoder('utf-8', { fatal: true }).decode(bytes));
    return isRecord(value) ? value : undefined;
  } catch {
    return undefined;
  }
}
