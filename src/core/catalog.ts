// What the images file says, in the machine's words: every default is filled, every value interpolated, every list a
// list. In: nothing. Out: the types that all later stages read (`defaults.ts` makes the values). Never holds a decision.

import type { Value } from './expression-names.ts';
import type { Place, Placed } from './problem.ts';
import type { Written } from './written.ts';

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

/** A file of the user's whose content decides a build; `path` is relative to the images file's folder. */
export interface UserFile {
  readonly path: string;
  readonly place: Place;
}

/** A further ebuild repository that is copied into the builder. `path` is relative to the images file's folder. */
export interface Overlay {
  readonly name: string;
  readonly path: string;
  readonly priority: number;
  readonly place: Place;
}

/** A further ebuild repository from elsewhere; `ref` is a commit. */
export interface GitOverlay extends Omit<Overlay, 'path'> {
  readonly url: string;
  readonly ref: string;
}

/** An initial builder: `stage3 -> builder-core -> builder-scratch`. */
export interface Builder {
  readonly name: string;
  readonly place: Place;
  /** an image reference; of an archive its URL or variant */
  readonly stage3: Placed<string>;
  /** what `stage3` is where it is no image: an archive's URL, or a variant that Gentoo's mirrors have */
  readonly stage3Archive: { readonly kind: 'tarball' | 'variant'; readonly date: string | undefined } | undefined;
  readonly portage: SnapshotSource;
  readonly configuration: PortageConfiguration;
  readonly environment: ReadonlyMap<string, string>;
  readonly overlays: readonly Overlay[];
  readonly gitOverlays: readonly GitOverlay[];
  /** a folder that lies at /etc/portage/patches */
  readonly patches: UserFile | undefined;
  /** a bash file that defines hooks as functions */
  readonly script: UserFile | undefined;
  readonly configureBuilder: Hook | undefined;
  /** runs last in each image of this builder */
  readonly finishBuild: Hook | undefined;
  readonly scope: 'snapshot' | 'packages';
}

/** Where an image's tags come from; resolved by `tags.ts`. */
export interface TagRules {
  readonly explicit: Placed<string> | undefined;
  /** `tag: {package: ...}`: the version of the package that was really merged, known after the build */
  readonly package: { readonly atom: Placed<string>; readonly in: 'root' | 'builder' } | undefined;
  /** `software.<name>.version` */
  readonly version: Placed<string> | undefined;
  /** also `latest`: the image named `base`, or one that says so */
  readonly latest: boolean;
  /** more names, texts with expressions over `version major minor portage date fingerprint`; filled by `tags.ts` */
  readonly more: readonly Written[];
  /** what those can name besides: `software`, `vars` and so on */
  readonly names: ReadonlyMap<string, Value>;
  readonly check: 'fail' | 'warn';
}

/** How a container is asked whether it is well; times in nanoseconds, as OCI's docker extension has them. */
export interface HealthcheckConfiguration {
  /** `['NONE']`, `['CMD', ...argv]` or `['CMD-SHELL', line]` */
  readonly test: readonly string[];
  readonly interval: number | undefined;
  readonly timeout: number | undefined;
  readonly startPeriod: number | undefined;
  readonly startInterval: number | undefined;
  readonly retries: number | undefined;
}

/** The configuration of a target image, in OCI's terms; undefined leaves the parent's. */
export interface TargetConfiguration {
  readonly entrypoint: readonly string[] | undefined;
  readonly cmd: readonly string[] | undefined;
  readonly user: string | undefined;
  readonly workdir: string | undefined;
  readonly env: ReadonlyMap<string, string>;
  /** `80/tcp` */
  readonly expose: readonly string[];
  readonly volumes: readonly string[];
  readonly labels: ReadonlyMap<string, string>;
  readonly healthcheck: HealthcheckConfiguration | undefined;
  readonly stopSignal: string | undefined;
  readonly onbuild: readonly string[];
}

/** One run of a container of the target, and what it must come to. */
export type Test = CommandTest | ScriptTest | HealthTest;

/** A bash file, mounted and run in the target. */
export interface ScriptTest {
  readonly kind: 'script';
  readonly place: Place;
  readonly title: string;
  readonly file: UserFile;
  readonly env: ReadonlyMap<string, string>;
  /** seconds */
  readonly timeout: number;
}

/** The image's own healthcheck must say `healthy` so many times in a row within so many seconds. */
export interface HealthTest {
  readonly kind: 'healthcheck';
  readonly place: Place;
  readonly title: string;
  readonly healthy: number;
  readonly within: number;
}

export interface CommandTest {
  readonly kind: 'command';
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

/** Something that is put into the builder, or into the root. */
export type Addition = {
  readonly place: Place;
  readonly dest: string;
  readonly to: 'builder' | 'target';
} & (
  | { readonly kind: 'git'; readonly url: string; readonly ref: string }
  /** `digest`: `sha256:...` or `sha512:...` */
  | { readonly kind: 'url'; readonly url: string; readonly digest: string }
  | { readonly kind: 'path'; readonly path: string }
  | {
      readonly kind: 'image';
      readonly image: Placed<string>;
      readonly src: string;
      readonly from: 'target' | 'builder';
    }
);

/** What pruning may leave. */
export type KeepWord = 'headers' | 'static-libs' | 'pkgconfig' | 'man' | 'doc' | 'info' | 'locale' | 'vdb';

/** One image on one platform: a node's worth. */
export type Image = GentooImage | ScriptImage | MirrorImage;

/** What all kinds of images have. */
export interface AnyImage {
  readonly name: string;
  readonly section: string;
  /** `section/name`: unique in a file together with `platform` */
  readonly identity: string;
  /** `linux/amd64` */
  readonly platform: string;
  readonly place: Place;
  /** as written: `name` or `section/name`; the first is the parent; empty for `scratch` */
  readonly requires: readonly Placed<string>[];
  readonly tags: TagRules;
  /** minutes for the whole job */
  readonly timeout: number;
  /** labels of the runner, as `runs-on` takes them */
  readonly runner: readonly string[] | undefined;
}

/** Made by `command`, which must leave the image `$IMAGE` in the engine. */
export interface ScriptImage extends AnyImage {
  readonly type: 'script';
  readonly command: Hook;
  /** globs of files that decide a rebuild, relative to the images file's folder */
  readonly inputs: readonly Placed<string>[];
  readonly tests: readonly Test[];
}

/** Copied from another registry by digest, all platforms. */
export interface MirrorImage extends AnyImage {
  readonly type: 'mirror';
  /** an image reference */
  readonly source: Placed<string>;
}

/** Built from Gentoo packages. */
export interface GentooImage extends AnyImage {
  readonly type: 'gentoo';
  /** name of an initial builder; undefined inherits the parent's */
  readonly builder: Placed<string> | undefined;
  readonly packages: readonly Placed<string>[];
  /** into the builder's `/` */
  readonly builderPackages: readonly Placed<string>[];
  readonly configuration: PortageConfiguration;
  /** of emerge and the hooks */
  readonly environment: ReadonlyMap<string, string>;
  readonly configureBuilder: Hook | undefined;
  readonly configureRootfsBuild: Hook | undefined;
  readonly finishRootfsBuild: Hook | undefined;
  /** a bash file that defines hooks as functions and may set `_packages` */
  readonly script: UserFile | undefined;
  /** what Portage shall take as installed there */
  readonly provided: { readonly root: readonly Placed<string>[]; readonly builder: readonly Placed<string>[] };
  readonly add: readonly Addition[];
  /** `daily`, `weekly`, `monthly`, or any text that rebuilds when it changes */
  readonly refresh: string | undefined;
  readonly keep: readonly KeepWord[];
  /** lines of a Dockerfile, applied behind our configuration; of a file once that has been read */
  readonly dockerfile: { readonly lines: Hook; readonly file?: UserFile } | { readonly file: UserFile } | undefined;
  readonly capabilities: readonly string[];
  /** names of environment variables, seen as files in the builder */
  readonly secrets: readonly Placed<string>[];
  readonly network: 'none' | undefined;
  /** atoms of ancestors' packages that shall not be taken as installed */
  readonly stateDrop: readonly Placed<string>[];
  /** bytes that the target may have */
  readonly sizeBudget: Placed<number> | undefined;
  readonly closure: 'warn' | 'fail' | 'off';
  /** paths whose type may change against the parent */
  readonly allowReplace: readonly string[];
  readonly scope: 'snapshot' | 'packages' | undefined;
  readonly target: TargetConfiguration;
  readonly tests: readonly Test[];
}

/** What the images file says that a later stage cannot carry out yet; that stage refuses it. */
export interface NotYet {
  readonly stage: 'plan' | 'build';
  /** the key, or the key and its value */
  readonly words: string;
  readonly place: Place;
  /** of the image that says it; undefined for the whole file and for builders */
  readonly identity: string | undefined;
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
  /** in the order of the file */
  readonly notYet: readonly NotYet[];
}
