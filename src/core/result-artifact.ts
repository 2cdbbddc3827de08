// How an image came about, kept beside it: an artifact that has the target as its subject. In: a target and figures.
// Out: the bytes of the artifact's documents. The target itself knows nothing of it, so its bytes stay the same.

import { isRecord, type Json } from './canonical.ts';
import { parseObject } from './oci.ts';
import { type Artifact, jsonArtifact } from './referrers.ts';
import { LABEL, type ParentImage, sizeOf } from './target.ts';

/** The type of the artifact and of its one blob, JSON. */
export const RESULT_TYPE = 'application/vnd.gentoo-image-builder.result.v1+json';

export interface TestRecord {
  readonly title: string;
  readonly seconds: number;
}

export interface ResultRecord {
  readonly image: string;
  readonly platform: string;
  readonly fingerprint: string;
  /** from the beginning of the job to the commit record */
  readonly seconds: number;
  readonly tests: readonly TestRecord[];
}

/** Makes the artifact. `mediaType` and `size` are of the target's manifest. */
export function resultArtifact(
  target: ParentImage,
  { mediaType, size }: { readonly mediaType: string; readonly size: number },
  record: ResultRecord,
): Artifact {
  const layers = target.manifest.layers.map((layer) => layer.size);
  const document = {
    scheme: 1,
    ...record,
    digest: target.digest,
    size: sizeOf(target.manifest),
    layer: layers.at(-1) ?? 0,
    packages: labelOf(target, 'packages'),
    closure: labelOf(target, 'closure'),
  };
  const subject = { mediaType, digest: target.digest, size };
  return jsonArtifact(subject, RESULT_TYPE, document as unknown as Json, {
    [`${LABEL}fingerprint`]: record.fingerprint,
  });
}

/** A list as the target's label has it. */
function labelOf({ config }: ParentImage, name: string): unknown {
  const text = config.config?.Labels?.[LABEL + name];
  return text === undefined ? [] : (JSON.parse(text) as unknown);
}

/** What a report wants to know of an earlier result. */
export interface EarlierResult {
  readonly seconds: number;
  /** bytes of all layers, compressed */
  readonly size: number;
  /** `category/name-version` of all packages in the root */
  readonly packages: readonly string[];
}

/** Reads the blob of an artifact; undefined for what is none. */
export function parseResultRecord(bytes: Uint8Array): EarlierResult | undefined {
  const { scheme, seconds, size, packages } = parseObject(bytes) ?? {};
  if (scheme !== 1 || typeof seconds !== 'number' || typeof size !== 'number' || !Array.isArray(packages))
    return undefined;
  const names = packages.flatMap((one) => (isRecord(one) && typeof one.name === 'string' ? [one.name] : []));
  return { seconds, size, packages: names };
}
