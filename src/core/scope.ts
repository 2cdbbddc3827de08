// `portage_scope: packages`: what of an ebuild repository a build used, in the place of all of it. In: what a job's container
// tells, the files of a repository. Out: a record with a hash for each thing that was used; what differs in another
// repository. Where Portage may have looked at more than is known, the record says so, and nothing is held on to.
// What of a repository decides a build: Package Manager Specification; md5-cache: Portage's `man 5 portage`.

import { createHash } from 'node:crypto';
import { byCodeUnit, isRecord, parseJson } from './canonical.ts';
import type { Change } from './change.ts';
import type { BuiltNode } from './graph.ts';
import type { Snapshot } from './pins.ts';
import { doubtfulChoices } from './scope-choices.ts';
import { profileParts } from './scope-profile.ts';
import { packageOf, type TreeFiles, type Wanted, wantedFor } from './tree.ts';

/** How finely a node counts its snapshot. */
export function scopeOf(node: BuiltNode): 'snapshot' | 'packages' {
  return (node.kind === 'gentoo' ? node.image.scope : undefined) ?? node.builder.scope;
}

/** The lists of scope.sh. */
const LISTS = ['considered', 'merged', 'installed', 'eclasses', 'short', 'profile'] as const;

/** All files that scope.sh leaves of a job. */
export const SCOPE_FILES: readonly string[] = [...LISTS, 'deps', 'unsure'];

/** Names of what a job used. */
export interface UsedTree {
  /** `category/name` of all that Portage may have chosen among */
  readonly considered: readonly string[];
  /** `category/name-version` of what was merged, and of all that was installed in the end */
  readonly merged: readonly string[];
  readonly installed: readonly string[];
  /** what was merged is made of them */
  readonly eclasses: readonly string[];
  /** names without a category, as emerge was given them */
  readonly short: readonly string[];
  /** its path, `profiles/default/linux/amd64/23.0` */
  readonly profile: readonly string[];
}

/** What one job used: that of an image, or that of the initial builder that its chain begins with. */
export interface ScopePart {
  readonly used: UsedTree;
  /** by what it is, in words: `ebuild app-misc/foo-1.2`, `eclass toolchain-funcs` */
  readonly hashes: Readonly<Record<string, string>>;
  /** why it cannot be told what was used; empty where it can */
  readonly unsure: readonly string[];
}

/** The type of the artifact that keeps a record beside its target, and of its one blob, JSON. */
export const SCOPE_TYPE = 'application/vnd.gentoo-image-builder.scope.v1+json';

export interface ScopeRecord {
  readonly scheme: 1;
  /** of the image whose build it was */
  readonly fingerprint: string;
  readonly snapshot: Snapshot;
  readonly own: ScopePart;
  /** undefined where it was made without a record */
  readonly builder?: ScopePart | undefined;
}

/** The files that a container left of one job, by their names; undefined for what it did not. */
export function scopePart(texts: ReadonlyMap<string, string>, files: TreeFiles): ScopePart {
  const lines = (name: string): string[] => (texts.get(name) ?? '').split('\n').filter((line) => line !== '');
  const used = Object.fromEntries(LISTS.map((name) => [name, lines(name)])) as unknown as UsedTree;
  const doubts = doubtfulChoices(lines('deps'), new Set(used.merged), new Set(used.installed));
  const hashes = hashUsed(used, files);
  const lost = hashes === undefined ? [ELSEWHERE] : [];
  if (!SCOPE_FILES.every((name) => texts.has(name))) lost.push('its container did not tell');
  return { used, hashes: hashes ?? {}, unsure: [...lines('unsure'), ...doubts, ...lost] };
}

const ELSEWHERE = 'its profile inherits from another repository';

/** What has to be read of a repository to compare records with it. */
export function wantedOf(parts: readonly ScopePart[]): Wanted {
  const packages = parts.flatMap(({ used }) => [
    ...used.considered,
    ...[...used.merged, ...used.installed].map(packageOf),
  ]);
  return wantedFor(new Set(packages), new Set(parts.flatMap(({ used }) => used.short)));
}

/** What of a record is otherwise in another repository, in words; empty where all is the same. */
export function scopeChanges({ used, hashes }: ScopePart, files: TreeFiles): Change[] {
  const now = hashUsed(used, files);
  if (now === undefined) return [{ what: 'portage', words: ELSEWHERE }];
  const keys = [...new Set([...Object.keys(hashes), ...Object.keys(now)])].sort(byCodeUnit);
  return keys.flatMap((key) => {
    const [from, to] = [hashes[key], now[key]];
    if (from === to) return [];
    const became = from === undefined ? 'is new' : to === undefined ? 'is gone' : 'changed';
    return [{ what: 'portage', words: `${key} ${became}` }];
  });
}

/** A hash for each thing that is used, by what it is. Undefined where a profile leads into another repository. */
function hashUsed(used: UsedTree, files: TreeFiles): Record<string, string> | undefined {
  const { considered, merged, installed, eclasses, short, profile } = used;
  const hashes = new Map<string, string>();
  const known = new Set([...considered, ...[...merged, ...installed].map(packageOf)]);
  const index = ebuildsIn(files);
  const sure = new Set(merged);
  for (const name of new Set([...considered, ...merged.map(packageOf)])) {
    for (const cpv of index.get(name) ?? []) hashes.set(`ebuild ${cpv}`, ebuildHash(cpv, sure.has(cpv), files));
  }
  for (const cpv of installed) {
    if (index.get(packageOf(cpv))?.includes(cpv)) hashes.set(`ebuild ${cpv}`, ebuildHash(cpv, sure.has(cpv), files));
  }
  for (const name of new Set(merged.map(packageOf))) addSources(hashes, name, files);
  // Those that the package database names, and those that the cache does: an overlay may have no cache.
  const inherited = merged.flatMap((cpv) => [...inheritedBy(cpv, files).keys()]);
  for (const name of new Set([...eclasses, ...inherited])) {
    const bytes = files.get(`eclass/${name}.eclass`);
    if (bytes) hashes.set(`eclass ${name}`, hashOf(bytes));
  }
  if ([...hashes.values()].some((hash) => hash.startsWith(UNCACHED)))
    hashes.set('one of all eclasses', hashAll(files, 'eclass/'));
  for (const name of short) hashes.set(`what is called ${name}`, hashOf(namesakes(name, index).join(' ')));
  for (const path of ['metadata/layout.conf', 'sets.conf']) {
    const bytes = files.get(path);
    if (bytes) hashes.set(path, hashOf(bytes));
  }
  const parts = profileParts(files, profile[0] ?? 'profiles', known);
  for (const [path, text] of parts ?? []) hashes.set(path, hashOf(text));
  return parts && Object.fromEntries([...hashes].sort(([a], [b]) => byCodeUnit(a, b)));
}

/** Before the hash of an ebuild that has no entry of its own in the metadata cache. */
const UNCACHED = 'ebuild:';

/** Of what was merged all of it counts; of what was only looked at, what Portage chooses by. */
function ebuildHash(cpv: string, isMerged: boolean, files: TreeFiles): string {
  const ebuild = files.get(ebuildPath(cpv)) ?? new Uint8Array();
  const metadata = metadataOf(cpv, ebuild, files);
  if (metadata === undefined) return UNCACHED + hashOf(ebuild);
  return isMerged ? hashOf(ebuild) : hashOf(metadata);
}

/** Lines of the cache that Portage chooses nothing by. */
const NO_MATTER = /^(_md5_|_eclasses_|DESCRIPTION|HOMEPAGE|SRC_URI|INHERIT|DEFINED_PHASES)=/;

/** The entry of the metadata cache, where it is of this ebuild and these eclasses: Portage takes no other. */
function metadataOf(cpv: string, ebuild: Uint8Array, files: TreeFiles): string | undefined {
  const bytes = files.get(`metadata/md5-cache/${cpv}`);
  if (bytes === undefined) return undefined;
  const lines = Buffer.from(bytes).toString('latin1').split('\n');
  const field = (name: string): string | undefined =>
    lines.find((line) => line.startsWith(`${name}=`))?.slice(name.length + 1);
  const isFresh = [...inheritedBy(cpv, files)].every(([name, hash]) => {
    const eclass = files.get(`eclass/${name}.eclass`);
    return eclass !== undefined && md5(eclass) === hash;
  });
  if (!isFresh || field('_md5_') !== md5(ebuild)) return undefined;
  return lines.filter((line) => line !== '' && !NO_MATTER.test(line)).join('\n');
}

/** The eclasses of an ebuild with their MD5, others' eclasses included, as the metadata cache has them. */
function inheritedBy(cpv: string, files: TreeFiles): Map<string, string> {
  const text = Buffer.from(files.get(`metadata/md5-cache/${cpv}`) ?? []).toString('latin1');
  const words = (/^_eclasses_=(.*)$/m.exec(text)?.[1] ?? '').split('\t');
  const names = words.flatMap((name, at) =>
    at % 2 === 0 && name !== '' ? [[name, words[at + 1] ?? ''] as const] : [],
  );
  return new Map(names);
}

/** Patches and the like, and the checksums of what is fetched. */
function addSources(hashes: Map<string, string>, name: string, files: TreeFiles): void {
  const folder = `${name}/files/`;
  if ([...files.keys()].some((path) => path.startsWith(folder))) hashes.set(`files of ${name}`, hashAll(files, folder));
  const manifest = Buffer.from(files.get(`${name}/Manifest`) ?? []).toString('latin1');
  const fetched = manifest.split('\n').filter((line) => line.startsWith('DIST '));
  if (fetched.length > 0) hashes.set(`distfiles of ${name}`, hashOf(fetched.sort(byCodeUnit).join('\n')));
}

/** `category/name-version` of all ebuilds, by `category/name`. */
function ebuildsIn(files: TreeFiles): Map<string, string[]> {
  const index = new Map<string, string[]>();
  for (const path of files.keys()) {
    const [, category, name, version] = /^([^/]+)\/([^/]+)\/([^/]+)\.ebuild$/.exec(path) ?? [];
    if (category === undefined || name === undefined || version === undefined) continue;
    const key = `${category}/${name}`;
    index.set(key, [...(index.get(key) ?? []), `${category}/${version}`]);
  }
  return index;
}

function namesakes(name: string, index: ReadonlyMap<string, readonly string[]>): string[] {
  return [...index.keys()].filter((one) => one.endsWith(`/${name}`)).sort(byCodeUnit);
}

function ebuildPath(cpv: string): string {
  return `${packageOf(cpv)}/${cpv.slice(cpv.indexOf('/') + 1)}.ebuild`;
}

function hashAll(files: TreeFiles, folder: string): string {
  const paths = [...files.keys()].filter((path) => path.startsWith(folder)).sort(byCodeUnit);
  return hashOf(paths.map((path) => `${hashOf(files.get(path) ?? '')} ${path}\n`).join(''));
}

/** Enough of SHA-256 to tell any two apart. */
function hashOf(content: Uint8Array | string): string {
  return createHash('sha256').update(content).digest('hex').slice(0, 32);
}

/** An eclass is asked for with every ebuild that inherits it, of every image. */
const MD5S = new WeakMap<Uint8Array, string>();

/** What the metadata cache names files by; nothing is trusted for it. */
function md5(content: Uint8Array): string {
  const known = MD5S.get(content) ?? createHash('md5').update(content).digest('hex');
  MD5S.set(content, known);
  return known;
}

/** Reads a record; undefined for what is none. */
export function parseScopeRecord(text: string): ScopeRecord | undefined {
  const value = parseJson(text);
  if (!isRecord(value) || value.scheme !== 1 || typeof value.fingerprint !== 'string') return undefined;
  const { snapshot, own, builder } = value;
  const isSnapshot = isRecord(snapshot) && typeof snapshot.content === 'string' && typeof snapshot.date === 'string';
  if (!isSnapshot || !isPart(own) || (builder !== undefined && !isPart(builder))) return undefined;
  return value as unknown as ScopeRecord;
}

function isPart(value: unknown): value is ScopePart {
  if (!isRecord(value) || !isRecord(value.used) || !isRecord(value.hashes)) return false;
  const { used, hashes, unsure } = value;
  const isHashes = Object.values(hashes).every((hash) => typeof hash === 'string');
  return isHashes && isTexts(unsure) && LISTS.every((name) => isTexts(used[name]));
}

function isTexts(value: unknown): value is string[] {
  return Array.isArray(value) && value.every((one) => typeof one === 'string');
}
