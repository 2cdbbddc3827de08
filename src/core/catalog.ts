// What the images file says, in the machine's words: every default is filled, every value interpolated, every list a
// list. In: nothing. Out: the types that all later stages read (`defaults.ts` makes the values). Never holds a decision.

import type { Place } from './problem.ts';

/** A value together with where the user wrote it. */
export interface Placed<T> {
  readonly value: T;
  readonly place: Place;
}

/** Bash text of the user's. */
export interface Hook {
  /** ends with a newline */
  readonly text: string;
  readonly place: Place;
  /** where each line of `text` stands in the file; undefined where YAML's style keeps no line mapping */
  readonly lines: readonly Place[] | undefined;
}

/** How a registry host is reached, where that is not plain https. */
export interface RegistryAccess {
  readonly insecure: boolean;
  /** path of a CA certificate, relative to the images file's folder */
  readonly ca: string | undefined;
  /** host asked instead */
  readonly mirror: string | undefined;
}

/** Portage's own configuration, one entry per line of its files. */
export interface PortageConfiguration {
  readonly makeConf: ReadonlyMap<string, string>;
  readonly packageUse: readonly string[];
  readonly packageAcceptKeywords: readonly string[];
  readonly packageMask: readonly string[];
  readonly packageUnmask: readonly string[];
  readonly packageLicense: readonly string[];
  readonly packageEnv: readonly string[];
  readonly useMask: readonly string[];
  readonly useForce: readonly string[];
  readonly profile: string | undefined;
}

/** The ebuild repository: an image reference, or a folder. */
export type SnapshotSource =
  | { readonly kind: 'image'; readonly reference: string; readonly place: Place }
  | { readonly kind: 'folder'; readonly path: string; readonly date: string | undefined; readonly place: Place };

/** A further ebuild repository that is copied into the builder. `path` is relative to the images file's folder. */
export interface Overlay {
  readonly name: string;
  readonly path: string;
  readonly priority: number;
  readonly place: Place;
}

/** An initial builder: `stage3 -> builder-core -> builder-scratch`. */
export interface Builder {
  readonly name: string;
  readonly place: Place;
  /** an image reference */
  readonly stage3: Placed<string>;
  readonly portage: SnapshotSource;
  readonly configuration: PortageConfiguration;
  readonly environment: ReadonlyMap<string, string>;
  readonly overlays: readonly Overlay[];
  readonly configureBuilder: Hook | undefined;
  /** runs last in each image of this builder */
  readonly finishBuild: Hook | undefined;
}

/** Where an image's tags come from; resolved by `tags.ts`. */
export interface TagRules {
  readonly explicit: Placed<string> | undefined;
  /** `software.<name>.version` */
  readonly version: Placed<string> | undefined;
  /** also `latest`: the image named `base`, or one that says so */
  readonly latest: boolean;
  readonly check: 'fail' | 'warn';
}

/** The configuration of a target image, in OCI's terms; undefined leaves the parent's. */
export interface TargetConfiguration {
  readonly entrypoint: readonly string[] | undefined;
  readonly cmd: readonly string[] | undefined;
  readonly user: string | undefined;
  readonly workdir: string | undefined;
  readonly env: ReadonlyMap<string, string>;
}

/** One run of a container of the target, and what it must come to. */
export interface Test {
  readonly place: Place;
  /** how the test is named to people: the words of the user */
  readonly title: string;
  readonly argv: readonly string[];
  /** keep the image's entrypoint and give it `argv` as arguments; otherwise the first word replaces it */
  readonly keepEntrypoint: boolean;
  readonly env: ReadonlyMap<string, string>;
  readonly exitCode: number;
  /** text that standard output must contain */
  readonly stdout: string | undefined;
  /** seconds */
  readonly timeout: number;
}

/** One image on one platform: a node's worth. */
export interface Image {
  readonly name: string;
  readonly section: string;
  /** `section/name`: unique in a file together with `platform` */
  readonly identity: string;
  /** `linux/amd64` */
  readonly platform: string;
  readonly place: Place;
  readonly type: 'gentoo';
  /** as written: `name` or `section/name`; the first is the parent; empty for `scratch` */
  readonly requires: readonly Placed<string>[];
  /** name of an initial builder; undefined inherits the parent's */
  readonly builder: Placed<string> | undefined;
  readonly tags: TagRules;
  readonly packages: readonly Placed<string>[];
  readonly configuration: PortageConfiguration;
  /** of emerge and the hooks */
  readonly environment: ReadonlyMap<string, string>;
  readonly configureBuilder: Hook | undefined;
  readonly configureRootfsBuild: Hook | undefined;
  readonly finishRootfsBuild: Hook | undefined;
  readonly target: TargetConfiguration;
  readonly tests: readonly Test[];
  /** minutes for the whole job */
  readonly timeout: number;
  /** labels of the runner, as `runs-on` takes them */
  readonly runner: readonly string[] | undefined;
}

/** All that the images file says. */
export interface Catalog {
  /** path of the images file as the user named it */
  readonly file: string;
  /** `ghcr.io/acme`; undefined: images stay in the local store */
  readonly registry: string | undefined;
  /** default path below the registry */
  readonly section: string;
  readonly registries: ReadonlyMap<string, RegistryAccess>;
  readonly builders: ReadonlyMap<string, Builder>;
  /** the builder of images that name none */
  readonly defaultBuilder: string;
  readonly images: readonly Image[];
}
