// What a container engine can do for us. In and out: nothing; types only, which each engine's adapter fulfils.

import type { BuilderOrder, ImageOrder, TestOrder } from './container.ts';
import type { HealthEnd, HealthGoal } from './health.ts';

/** Runs of child processes: their lines, and a signal that ends them. */
export interface Watch {
  readonly onLine?: ((line: string, stream: 'stdout' | 'stderr') => void) | undefined;
  readonly signal?: AbortSignal | undefined;
}

export interface Engine {
  /** the id of an image in the engine's own store; undefined when it is not there */
  imageId(reference: string): Promise<string | undefined>;
  /** all named images of its store */
  images(): Promise<EngineImage[]>;
  /** fetches an image by its full reference; gives its id */
  pull(reference: string, platform: string, login?: EngineLogin): Promise<string>;
  push(reference: string, login?: EngineLogin): Promise<void>;
  /** throws an `UnreachableError` where the engine would not speak with a registry that has a certificate of its own, or none */
  checkTrust(host: string): Promise<void>;
  /** the folder in which images are kept, as far as the engine tells, and what it cannot take */
  limits(): Promise<EngineLimits | undefined>;
  tag(image: string, reference: string): Promise<void>;
  /** takes an image's name or id away; what others use stays */
  untag(reference: string): Promise<void>;
  /** takes in an archive as `docker save` makes them */
  load(archive: AsyncIterable<Uint8Array>): Promise<void>;
  /** builds an image of a Dockerfile, without a cache; gives the exit code */
  buildImage(order: ImageOrder, watch: Watch): Promise<number>;
  /** saves an image to a file, as an archive that `load` takes */
  saveImage(image: string, file: string): Promise<void>;
  /** mounts an ebuild repository read-only, an image by its id or a folder of the host; kept until `close` */
  mountSnapshot(source: { image: string } | { folder: string }): Promise<SnapshotMount>;
  /** runs a builder's container to its end; gives its exit code; the container stays for `commit` */
  runBuilder(order: BuilderOrder, watch: Watch): Promise<number>;
  /** commits a container under a name; gives the image's id; refuses a commit that keeps more than it should */
  commit(container: string, base: string, reference: string, labels: ReadonlyMap<string, string>): Promise<string>;
  /** runs a test to its end, or to its time-out in milliseconds; the container is gone afterwards */
  runTest(order: TestOrder, timeoutMs: number, watch: Watch): Promise<TestEnd>;
  /** runs an image and asks its own health check until it has succeeded often enough; the container is gone afterwards */
  runHealth(order: TestOrder, goal: HealthGoal, watch: Watch): Promise<HealthEnd>;
  /** copies a folder of an image, with its times, into one of the host; false where the image has none */
  copyOut(container: string, image: string, path: string, folder: string): Promise<boolean>;
  /**
   * saves what lies at a path of an image as a tar, to a file; a container of that name is made for it and removed. False
   * where there is nothing at that path
   */
  saveOut(name: string, image: string, path: string, file: string): Promise<boolean>;
  remove(container: string): Promise<void>;
  /** removes every container and volume that was made here and is still there */
  close(): Promise<void>;
}

/** How a test's container ended. */
export interface TestEnd {
  readonly code: number;
  readonly timedOut: boolean;
  /** the kernel ended something in it, because there was no memory left */
  readonly outOfMemory: boolean;
}

export interface EngineImage {
  readonly reference: string;
  readonly id: string;
  /** milliseconds since 1970 */
  readonly made: number | undefined;
}

/** A login as a folder that holds a `config.json` of docker's; podman reads the file as `--authfile`. */
export interface EngineLogin {
  readonly folder: string;
}

export interface EngineLimits {
  /** absolute, on the engine's machine */
  readonly root: string;
  /** whether layers may be compressed with zstd */
  readonly zstd: boolean;
}

/** How a snapshot gets into a container: arguments of `create`, and where it is then. */
export interface SnapshotMount {
  readonly args: readonly string[];
  readonly path: string;
}
