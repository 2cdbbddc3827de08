// What a command needs of the outside, as interfaces: the roof assembles the real one, tests a fake one.
// In and out: nothing; types only. Adapters fit by their shape and do not import this.

import type { CacheService } from '../core/cache-record.ts';
import type { Catalog } from '../core/catalog.ts';
import type { ActionsEntries } from '../core/prune-caches.ts';
import type { RevisionChanges } from '../core/changed-since.ts';
import type { Engine, EngineLogin } from '../core/engine.ts';
import type { Commit } from '../core/name-moves.ts';
import type { ImageStore } from '../core/image-store.ts';
import type { Reference } from '../core/reference.ts';
import type { Clock } from '../core/retry.ts';
import type { Screen } from '../core/screen.ts';
import type { TreeFiles, Wanted } from '../core/tree.ts';

/** A layer in a file, for an archive that an engine takes in. */
export interface ArchiveLayer {
  readonly digest: string;
  readonly size: number;
  readonly open: () => AsyncIterable<Uint8Array>;
}

/** Of the file system that a path lies on; in bytes. */
export interface Room {
  readonly free: number;
  readonly size: number;
  readonly device: number;
  /** how many files may still be made, and how many there may be; 0 where nothing but its size limits them */
  readonly inodes: { readonly free: number; readonly all: number };
}

export interface Files {
  readText(path: string): Promise<string | undefined>;
  writeText(path: string, text: string): Promise<void>;
  listFolder(path: string): Promise<string[]>;
  isFolder(path: string): Promise<boolean>;
  hashTree(folder: string): Promise<string | undefined>;
  /** SHA-256 over the files that a glob names below a folder; undefined when there is none */
  hashGlob(folder: string, glob: string): Promise<string | undefined>;
  hashFile(path: string): Promise<{ digest: string; size: number }>;
  fileAt(path: string): Promise<{ size: number; modified: number } | undefined>;
  /** `seconds` since 1970 */
  setModified(path: string, seconds: number): Promise<void>;
  copyTree(from: string, to: string): Promise<void>;
  /** copies a file, so that everybody may read and execute it and its new folder */
  copyProgram(from: string, to: string): Promise<void>;
  makeFolder(parent: string, prefix: string): Promise<string>;
  ensureFolder(path: string): Promise<void>;
  removeFolder(path: string): Promise<void>;
  /** a folder for this process alone, as it was left; see `giveFolder` */
  takeFolder(root: string, name: string): Promise<string>;
  giveFolder(taken: string): Promise<void>;
  saveStream(path: string, source: AsyncIterable<Uint8Array>): Promise<void>;
  openStream(path: string): AsyncIterable<Uint8Array>;
  /** whether a path, its links followed, lies in a folder */
  isInside(folder: string, path: string): Promise<boolean>;
  /** undefined where there is no such path on this machine */
  roomAt(path: string): Promise<Room | undefined>;
}

/** The stores that a catalog leads to. */
export interface Stores {
  /** where our own images are kept: its registry, or the local store; where it may only be read, both in layers */
  readonly images: ImageStore;
  /** the one of them that is written to */
  readonly near: ImageStore;
  /** any registry, for stage3s and snapshots */
  readonly registries: ImageStore;
  /** repositories of a host below a path; undefined where it does not tell them */
  repositories(registry: string, path: string): Promise<string[] | undefined>;
  /** of the local store: takes away what nothing refers to any more */
  readonly sweep?: (() => Promise<void>) | undefined;
  /** where an engine finds an image of ours: under its own reference, or where that is read from */
  locate(reference: Reference): Promise<Reference>;
  /** does something with the login for a repository in a form that engines read; it is gone afterwards */
  withLogin<T>(reference: Reference, work: (login: EngineLogin | undefined) => Promise<T>): Promise<T>;
}

/** A command of the user's, run by bash. */
export interface ScriptOrder {
  readonly text: string;
  /** where it runs, absolute */
  readonly folder: string;
  readonly environment: Readonly<Record<string, string>>;
  readonly onLine: (line: string) => void;
  readonly signal: AbortSignal;
}

/** Git repositories elsewhere. Both throw an `UnreachableError` where they cannot be reached. */
export interface Git {
  /** the commit of a branch or a tag; undefined where there is none of that name */
  commitOf(url: string, revision: string): Promise<string | undefined>;
  /** writes the files of a commit to a folder; `cache` keeps what was fetched; false where there is no such commit */
  checkOut(url: string, commit: string, cache: string, to: string): Promise<boolean>;
}

/** A layer of an image, as it is stored. */
export interface StoredLayer {
  readonly mediaType: string;
  readonly open: () => Promise<AsyncIterable<Uint8Array>>;
}

export interface World {
  readonly files: Files;
  readonly engine: Engine;
  readonly git: Git;
  /** the value of an environment variable of ours that the images file names as a secret; undefined where it is not set */
  secretOf(name: string): string | undefined;
  /** opens an https URL; fails with a `RegistryError` */
  download(url: string): Promise<AsyncIterable<Uint8Array>>;
  readonly screen: Screen;
  /** the working directory, absolute; all paths of users' are relative to it */
  readonly folder: string;
  /** of `src/container` or `dist/container`, absolute */
  readonly scripts: string;
  /** for jobs, removed after them */
  readonly temporary: string;
  /** distfiles and the like, kept */
  readonly cache: string;
  /** binary packages by stock, kept while people trust whoever builds here: of a runner's only for its job */
  readonly packages: string;
  /** for what containers and commands print, kept */
  readonly logs: string;
  /** begins a log in a file; a log that cannot be written is no failure */
  openLog(path: string): { readonly line: (text: string) => void; readonly close: () => void };
  /** milliseconds since 1970 */
  readonly now: () => number;
  /** of waits between tries; tests bring one that does not wait */
  readonly clock: Clock;
  /** hex digits, for names that collide with none */
  random(): string;
  /** ends what runs when the job or the user ends us */
  readonly signal: AbortSignal;
  /** fires when the run has had its time: what is built is kept, and nothing more is begun */
  readonly budget?: AbortSignal | undefined;
  /** `push`: whether the catalog's registry may be written to; `below`: the end of its path that only this run writes */
  stores(catalog: Pick<Catalog, 'registry' | 'registries'>, push: boolean, below: string | undefined): Stores;
  /** an OCI layout in a folder */
  openLayout(folder: string): ImageStore;
  archive(configBytes: Uint8Array, configDigest: string, layers: readonly ArchiveLayer[]): AsyncIterable<Uint8Array>;
  /** takes an archive of one image apart into a folder; layers are files, lowest first */
  openArchive(file: string, folder: string): Promise<{ configBytes: Uint8Array; layers: readonly string[] }>;
  /** compresses a file into another, with gzip */
  compress(from: string, to: string): Promise<void>;
  /** what differs from a git revision in the work tree of a folder, or in words why that is not known */
  changedSince(folder: string, revision: string): Promise<RevisionChanges | string>;
  /** the cache service of the runner, where it has one */
  actionsCache(): CacheService | undefined;
  /** what GitHub's cache of a repository holds; undefined where it is not said of which, or nobody is logged in */
  actionsEntries(): ActionsEntries | undefined;
  /** the commit that the work tree of a folder stands on, or in words why that is not known */
  commitAt(folder: string): Promise<Commit | string>;
  /** files of an ebuild repository in a folder */
  readTree(folder: string, wanted: Wanted): Promise<TreeFiles>;
  /** the same at `root` of an image, whose layers are given lowest first; undefined where they cannot be read */
  readTreeLayers(layers: readonly StoredLayer[], root: string, wanted: Wanted): Promise<TreeFiles | undefined>;
  /** runs a command of the user's to its end, outside of any container; gives its exit code */
  runScript(order: ScriptOrder): Promise<number>;
  /** one line of text for a plan as JSON */
  pack(text: string): string;
  /** the text that was packed; undefined for what is none */
  unpack(line: string): string | undefined;
}
