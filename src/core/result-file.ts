// The files that build steps leave, and what they amount to. In: their texts, from artifacts that anybody in the run could
// have written. Out: results by node, or what is wrong with a file. What they say is never taken for what is there.

import { type Finding, FINDING_KINDS } from './closure.ts';
import { isRecord, parseJson } from './canonical.ts';
import type { Place } from './problem.ts';
import { nodeId } from './requires.ts';
import { type BuildResult, isFailed, type KeptName, type Package, STATUSES, type Status } from './result.ts';

/** What a result file holds. */
export function resultFile(results: readonly BuildResult[]): string {
  return `${JSON.stringify(results, undefined, 2)}\n`;
}

/** Reads one; undefined for what is none. */
export function parseResultFile(text: string): readonly BuildResult[] | undefined {
  const value = parseJson(text);
  return Array.isArray(value) && value.every(isResult) ? value : undefined;
}

/**
 * By node and fingerprint. Of several results, as an attempt of a run leaves them beside those of the one before, the
 * best counts: a success can be confirmed, and what failed before was tried again.
 */
export function indexResults(files: readonly (readonly BuildResult[])[]): ReadonlyMap<string, BuildResult> {
  const index = new Map<string, BuildResult>();
  for (const result of files.flat()) {
    const key = resultKey(result.image, result.platform, result.fingerprint);
    const other = index.get(key);
    if (!other || rank(result) > rank(other)) index.set(key, result);
  }
  return index;
}

/** The key of a result in the index. */
export function resultKey(label: string, platform: string, fingerprint: string): string {
  return `${nodeId(label, platform)} ${fingerprint}`;
}

function rank(result: BuildResult): number {
  if (!isFailed(result)) return 2;
  return result.status === 'failed' ? 1 : 0;
}

type Check = (value: unknown) => boolean;

const isText: Check = (value) => typeof value === 'string';
const isNumber: Check = (value) => typeof value === 'number' && Number.isFinite(value) && value >= 0;
const isCount: Check = (value) => Number.isSafeInteger(value) && Number(value) >= 0;
const isFlag: Check = (value) => typeof value === 'boolean';

function optional(check: Check): Check {
  return (value) => value === undefined || check(value);
}

function list(check: Check): Check {
  return (value) => Array.isArray(value) && value.every(check);
}

/** An object whose fields are as each check says; others may be there too. */
function record<T>(checks: { readonly [key in keyof Required<T>]: Check }): Check {
  return (value) =>
    isRecord(value) &&
    Object.entries<Check>(checks).every(([key, check]) => check(Object.hasOwn(value, key) ? value[key] : undefined));
}

const isPackage = record<Package>({
  ...{ name: isText, slot: isText, use: isText, license: isText, repository: isText },
  ...{ size: isCount, own: isFlag, asked: isFlag },
});

const isPlace = record<Place>({ file: isText, line: isCount, column: isCount, length: isCount, text: isText });

const isFinding = record<Finding>({
  ...{ kind: (value) => FINDING_KINDS.some((kind) => kind === value), path: isText, about: isText, owner: isText },
});

const isKept = record<KeptName>({ name: isText, digest: isText, by: isText });

const isFailure = record<NonNullable<BuildResult['failure']>>({
  ...{ package: optional(isText), phase: isText, reason: isText, hint: optional(isText), place: optional(isPlace) },
});

const isBuildResult = record<BuildResult>({
  ...{ status: (value) => STATUSES.includes(value as Status), image: isText, platform: isText, fingerprint: isText },
  ...{ digest: optional(isText), tags: list(isText), builder: optional(isText), builderDigest: optional(isText) },
  ...{ size: optional(isCount), layer: optional(isCount), packages: optional(list(isPackage)), seconds: isNumber },
  ...{
    kept: optional(list(isKept)),
    findings: optional(list(isFinding)),
    log: optional(isText),
    failure: optional(isFailure),
  },
});

function isResult(value: unknown): value is BuildResult {
  return isBuildResult(value);
}
