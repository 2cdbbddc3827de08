// What became of a node. In: nothing. Out: the type of a result, which is also what a result file holds, and its words.

import type { Json } from './canonical.ts';
import type { Finding } from './closure.ts';
import type { Place } from './problem.ts';

/** One package in the root, as the container lists it. */
export interface Package {
  /** `category/name-version` */
  readonly name: string;
  readonly slot: string;
  /** enabled flags of its own, separated by blanks */
  readonly use: string;
  readonly license: string;
  readonly repository: string;
  /** bytes of its files in the root */
  readonly size: number;
  /** made by this image, not by an ancestor */
  readonly own: boolean;
  /** asked for by an image of the chain, not only pulled in */
  readonly asked: boolean;
}

/** Why a node failed, in the order in which people look: which package, when, why. */
export interface Failure {
  readonly package?: string | undefined;
  readonly phase: string;
  readonly reason: string;
  readonly hint?: string | undefined;
  readonly place?: Place | undefined;
}

/** What can become of a node, the worst first. `unfinished`: the run had had its time; what is built is kept. */
export const STATUSES = ['failed', 'blocked', 'unfinished', 'built', 'tested', 'tagged', 'reused'] as const;

export type Status = (typeof STATUSES)[number];

/** A name for people that was left where it leads. */
export interface KeptName {
  /** full reference */
  readonly name: string;
  readonly digest: string;
  /** who moved it there: `commit 0123456789ab of 2026-11-22T10:00:00Z` */
  readonly by: string;
}

export interface BuildResult {
  readonly status: Status;
  readonly image: string;
  readonly platform: string;
  readonly fingerprint: string;
  /** of the target; none of an initial builder */
  readonly digest?: string | undefined;
  /** full references under which people find it */
  readonly tags: readonly string[];
  /** names that a newer commit has moved, and that were left to it */
  readonly kept?: readonly KeptName[] | undefined;
  /** full reference of the builder */
  readonly builder?: string | undefined;
  readonly builderDigest?: string | undefined;
  /** bytes of all layers of the target, compressed */
  readonly size?: number | undefined;
  /** bytes of its own layer */
  readonly layer?: number | undefined;
  readonly packages?: readonly Package[] | undefined;
  /** what its closure check found */
  readonly findings?: readonly Finding[] | undefined;
  readonly seconds: number;
  /** the file that holds all that was printed, where anything was */
  readonly log?: string | undefined;
  readonly failure?: Failure | undefined;
}

/** True for what ends a run with 1. */
export function isFailed({ status }: BuildResult): boolean {
  return status === 'failed' || status === 'blocked' || status === 'unfinished';
}

/** `nodejs: net-libs/nodejs-22.11.0 failed in the phase 'compile': ...` */
export function describeFailure(image: string, failure: Failure): string {
  return `${image}: ${describePart(failure)}`;
}

/** The same without the image. */
export function describePart({ package: name, phase, reason }: Failure): string {
  const who = name === undefined ? `it failed in the phase '${phase}'` : `${name} failed in the phase '${phase}'`;
  return `${who}: ${reason}`;
}

/** `the name 'latest' was left to commit 0123456789ab of 2026-11-22T10:00:00Z, which is newer` */
export function describeKept({ name, by }: KeptName): string {
  return `the name '${name.slice(name.lastIndexOf(':') + 1)}' was left to ${by}, which is newer`;
}

/** Without what differs between two builds of one fingerprint, for the label of the target. */
export function packagesLabel(packages: readonly Package[]): Json {
  return packages.map(({ name, slot, use, license, repository, size, own, asked }) => {
    return { name, slot, use, license, repository, size, own, asked };
  });
}

/** How many an image brought itself, and how many there are: `1 (of 2)`. */
export function ownPackages(packages: readonly Package[]): string {
  const own = packages.filter((one) => one.own).length;
  return own === packages.length ? String(own) : `${own} (of ${packages.length})`;
}

/** `1.9 MB`: decimal, as registries count. */
export function formatSize(bytes: number): string {
  const units = ['B', 'kB', 'MB', 'GB', 'TB'];
  let value = bytes;
  let unit = 0;
  // What would be rounded to 1000 already is one of the next unit.
  while (value >= 999.5 && unit < units.length - 1) {
    value /= 1000;
    unit += 1;
  }
  return `${unit === 0 || value >= 100 ? Math.round(value) : value.toFixed(1)} ${units[unit] ?? ''}`;
}

/** `4 s`, `2 min 5 s`, `1 h 7 min`. */
export function formatSeconds(seconds: number): string {
  const whole = Math.round(seconds);
  if (whole < 60) return `${whole} s`;
  if (whole < 3600) return `${Math.floor(whole / 60)} min ${whole % 60} s`;
  const minutes = Math.round(seconds / 60);
  return `${Math.floor(minutes / 60)} h ${minutes % 60} min`;
}
