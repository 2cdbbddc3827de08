/**
 * What refers to an image: its results, later its SBOM. In: manifests with a `subject`, answers of registries.
 * Out: paths, tags, lists of descriptors, and the bytes of an index of them.
 * Never asks. Source: distribution-spec v1.1, "Listing Referrers" (end-12a, end-12b), "Referrers Tag Schema".
 */
import { canonicalJson, type Json } from './canonical.ts';
import { isDescriptor, OCI_EMPTY, OCI_INDEX, OCI_MANIFEST, parseManifest, parseObject, sha256 } from './oci.ts';
import type { Descriptor, Manifest } from './oci.ts';
import type { Reference } from './reference.ts';

/** A manifest that refers to another, as it is listed there. */
export interface Referral {
  readonly subject: Descriptor;
  readonly entry: Descriptor;
}

/** Whom a manifest refers to, if anybody, and how it will be listed. */
export function referralOf(bytes: Uint8Array, digest: string, mediaType: string): Referral | undefined {
  const parsed = parseManifest(bytes, mediaType);
  const document = parsed?.kind === 'image' ? parsed.manifest : parsed?.index;
  const subject = document?.subject;
  if (!document || !isDescriptor(subject)) return undefined;
  const artifactType = document.artifactType ?? (document as Partial<Manifest>).config?.mediaType;
  const { annotations } = document;
  const entry = { mediaType, digest, size: bytes.length, ...(artifactType !== undefined && { artifactType }) };
  return { subject, entry: { ...entry, ...(annotations && { annotations }) } };
}

/** Where the list is in a registry without the referrers API: under a tag made of the digest. */
export function referrersTag(subject: Reference, digest: string): Reference {
  const { registry, repository } = subject;
  return { registry, repository, tag: digest.replace(':', '-').slice(0, 128) };
}

/** The path of the list in a registry that has the referrers API. */
export function referrersPath({ repository }: Reference, digest: string, artifactType: string | undefined): string {
  const query = artifactType === undefined ? '' : `?artifactType=${encodeURIComponent(artifactType)}`;
  return `/v2/${repository}/referrers/${digest}${query}`;
}

/** Reads a list; undefined for what is none. */
export function parseReferrers(bytes: Uint8Array): Descriptor[] | undefined {
  const list = parseObject(bytes)?.manifests;
  return Array.isArray(list) && list.every(isDescriptor) ? list : undefined;
}

/** Of one type, where one is asked for: registries need not filter. */
export function ofType(list: readonly Descriptor[], artifactType: string | undefined): Descriptor[] {
  return list.filter((entry) => artifactType === undefined || entry.artifactType === artifactType);
}

/** The list with one entry more, as the bytes of an index; undefined when it has the entry already. */
export function withReferrer(list: readonly Descriptor[], entry: Descriptor): Uint8Array | undefined {
  if (list.some(({ digest }) => digest === entry.digest)) return undefined;
  return Buffer.from(JSON.stringify({ schemaVersion: 2, mediaType: OCI_INDEX, manifests: [...list, entry] }));
}

/** The content of what is there only because a manifest has to name it (image-spec, "Guidance for an Empty Descriptor"). */
export const EMPTY = '{}';
export const EMPTY_BLOB = { digest: sha256(EMPTY), size: EMPTY.length };

/** The configuration of an artifact that has none. */
export const EMPTY_CONFIG: Descriptor = { mediaType: OCI_EMPTY, ...EMPTY_BLOB };

/** A small document that refers to an image. */
export interface Artifact {
  readonly digest: string;
  readonly manifestBytes: Uint8Array;
  /** content of the blobs that the manifest names */
  readonly blobs: readonly Uint8Array[];
}

/** An artifact with one blob, JSON. Equal documents give equal bytes. */
export function jsonArtifact(
  subject: Descriptor,
  artifactType: string,
  document: Json,
  annotations: Readonly<Record<string, string>>,
): Artifact {
  const blob = Buffer.from(`${canonicalJson(document)}\n`);
  const content = { digest: sha256(blob), size: blob.length };
  const manifestBytes = artifactManifest(subject, artifactType, content, EMPTY_CONFIG, annotations);
  return { digest: sha256(manifestBytes), manifestBytes, blobs: [Buffer.from(EMPTY), blob] };
}

/** The manifest of an artifact with one blob. */
export function artifactManifest(
  subject: Descriptor,
  artifactType: string,
  blob: { readonly digest: string; readonly size: number },
  config: Descriptor,
  annotations: Readonly<Record<string, string>>,
): Uint8Array {
  const { mediaType, digest, size } = subject;
  const manifest: Manifest = {
    schemaVersion: 2,
    mediaType: OCI_MANIFEST,
    artifactType,
    config,
    layers: [{ mediaType: artifactType, digest: blob.digest, size: blob.size }],
    subject: { mediaType, digest, size },
    annotations,
  };
  return Buffer.from(JSON.stringify(manifest));
}
