// What the user wrote, in the machine's types: nothing filled in, no default, every text still with its expressions.
// In: nothing. Out: types. Never holds a value that the user did not write.

import type { KeepWord, NotYet, RegistryAccess } from './catalog.ts';
import type { Value } from './expression-names.ts';
import type { Place, Placed } from './problem.ts';
import type { Written } from './written.ts';

/** Texts by name. */
export type Settings = ReadonlyMap<string, Written>;

/** Portage's configuration, at a builder or an image. */
export interface PortageDefinition {
  readonly makeConf: Settings;
  readonly packageUse: readonly Written[];
  readonly packageAcceptKeywords: readonly Written[];
  readonly packageMask: readonly Written[];
  readonly packageUnmask: readonly Written[];
  readonly packageLicense: readonly Written[];
  readonly packageEnv: readonly Written[];
  readonly useMask: readonly Written[];
  readonly useForce: readonly Written[];
  readonly profile: Written | undefined;
}

export type Scope = 'snapshot' | 'packages';

/** `{tarball}` or `{variant}`, with a `date` for the latter. */
export interface Stage3Definition {
  readonly kind: 'tarball' | 'variant';
  readonly text: Written;
  readonly date: Written | undefined;
}

/** An initial builder. What it `extends` is not merged in yet. */
export interface BuilderDefinition {
  readonly name: string;
  readonly place: Place;
  readonly extends: Written | undefined;
  readonly stage3: Written | Stage3Definition | undefined;
  readonly portage: Written | { readonly path: Written; readonly date: Written | undefined } | undefined;
  readonly configuration: PortageDefinition;
  readonly environment: Settings;
  readonly overlays: readonly OverlayDefinition[];
  readonly patches: Written | undefined;
  readonly script: Written | undefined;
  readonly configureBuilder: Written | undefined;
  readonly finishBuild: Written | undefined;
  readonly scope: Scope | undefined;
}

/** A further ebuild repository: a folder, or a commit of a git repository. */
export interface OverlayDefinition {
  readonly name: Written;
  readonly from: { readonly path: Written } | { readonly git: Written; readonly ref: Written };
  readonly priority: number | undefined;
}

/** A container's health check. `test` is a shell's line, or a list that begins with CMD, CMD-SHELL or NONE. */
export interface HealthcheckDefinition {
  readonly test: Written | readonly Written[] | undefined;
  readonly interval: Written | undefined;
  readonly timeout: Written | undefined;
  readonly startPeriod: Written | undefined;
  readonly startInterval: Written | undefined;
  readonly retries: number | undefined;
}

/** The target's configuration, from the top of the image or from `build`. */
export interface TargetDefinition {
  readonly entrypoint: readonly Written[] | undefined;
  readonly cmd: readonly Written[] | undefined;
  readonly user: Written | undefined;
  readonly workdir: Written | undefined;
  readonly env: Settings;
  readonly expose: readonly Written[];
  readonly volumes: readonly Written[];
  readonly labels: Settings;
  readonly healthcheck: HealthcheckDefinition | undefined;
  readonly stopSignal: Written | undefined;
  readonly onbuild: readonly Written[];
}

export type TestDefinition = CommandTestDefinition | ScriptTestDefinition | HealthTestDefinition;

/** `run` is a command line or a list of words, `args` go to the image's own entrypoint. */
export interface CommandTestDefinition {
  readonly kind: 'command';
  readonly place: Place;
  readonly run: Written | readonly Written[] | undefined;
  readonly args: readonly Written[] | undefined;
  readonly env: Settings;
  readonly exitCode: number | undefined;
  readonly stdout: Written | undefined;
  readonly timeout: number | undefined;
}

export interface ScriptTestDefinition {
  readonly kind: 'script';
  readonly place: Place;
  readonly file: Written;
  readonly env: Settings;
  readonly timeout: number | undefined;
}

export interface HealthTestDefinition {
  readonly kind: 'healthcheck';
  readonly place: Place;
  readonly healthy: number | undefined;
  readonly within: number | undefined;
}

/** Something to put into the builder or the root. */
export type AdditionDefinition = {
  readonly place: Place;
  readonly dest: Written;
  readonly to: 'builder' | 'target' | undefined;
} & (
  | { readonly kind: 'git'; readonly url: Written; readonly ref: Written }
  | { readonly kind: 'url'; readonly url: Written; readonly algorithm: 'sha256' | 'sha512'; readonly checksum: Written }
  | { readonly kind: 'path'; readonly path: Written }
  | {
      readonly kind: 'image';
      readonly image: Written;
      readonly src: Written;
      readonly from: 'target' | 'builder' | undefined;
    }
);

/** Lines of a Dockerfile: one text, or an entry a line; or a file of them. */
export type DockerfileDefinition =
  { readonly kind: 'lines'; readonly lines: readonly Written[] } | { readonly kind: 'file'; readonly file: Written };

export type ImageDefinition = GentooDefinition | ScriptDefinition | MirrorDefinition;

/** What all kinds of images have. */
export interface AnyImageDefinition {
  /** of a mirror that has none, made of its source */
  readonly name: Written;
  readonly section: Written | undefined;
  readonly requires: readonly Written[];
  readonly tag: Written | undefined;
  /** `tag: {package: ...}` */
  readonly tagPackage: { readonly atom: Written; readonly in: 'root' | 'builder' | undefined } | undefined;
  readonly tags: readonly Written[];
  readonly latest: boolean | undefined;
  readonly timeout: number | undefined;
  readonly runner: readonly Written[] | undefined;
  readonly platforms: readonly string[];
}

/** Made by a command of the user's. */
export interface ScriptDefinition extends AnyImageDefinition {
  readonly type: 'script';
  readonly command: Written;
  readonly inputs: readonly Written[] | undefined;
  readonly tests: readonly TestDefinition[];
}

/** Copied from another registry. */
export interface MirrorDefinition extends AnyImageDefinition {
  readonly type: 'mirror';
  readonly source: Written;
}

/** An image of Gentoo packages. */
export interface GentooDefinition extends AnyImageDefinition {
  readonly type: 'gentoo';
  readonly builder: Written | undefined;
  readonly tagCheck: 'fail' | 'warn' | undefined;
  readonly stateDrop: readonly Written[];
  readonly sizeBudget: Written | undefined;
  readonly closure: 'warn' | 'fail' | 'off' | undefined;
  readonly allowReplace: readonly Written[];
  readonly scope: Scope | undefined;
  readonly build: BuildDefinition;
  readonly target: TargetDefinition;
  readonly tests: readonly TestDefinition[];
}

/** What stands under `build`, the target's configuration left aside. */
export interface BuildDefinition {
  readonly packages: readonly Written[];
  readonly builderPackages: readonly Written[];
  readonly configuration: PortageDefinition;
  readonly environment: Settings;
  readonly configureBuilder: Written | undefined;
  readonly configureRootfsBuild: Written | undefined;
  readonly finishRootfsBuild: Written | undefined;
  readonly script: Written | undefined;
  readonly provided: { readonly root: readonly Written[]; readonly builder: readonly Written[] };
  readonly add: readonly AdditionDefinition[];
  readonly refresh: Written | undefined;
  readonly keep: readonly Placed<KeepWord>[];
  readonly dockerfile: DockerfileDefinition | undefined;
  readonly capabilities: readonly Written[];
  readonly secrets: readonly Written[];
  readonly network: 'none' | undefined;
}

/** The images file, right as far as one can say without filling anything in. */
export interface Definition {
  readonly file: string;
  readonly registry: Written | undefined;
  readonly section: Written | undefined;
  readonly registries: ReadonlyMap<string, RegistryAccess>;
  readonly builders: ReadonlyMap<string, BuilderDefinition>;
  /** empty where only scripts and mirrors are made */
  readonly defaultBuilder: string;
  readonly defaultTag: Written | undefined;
  readonly scope: Scope | undefined;
  /** as expressions see them */
  readonly software: ReadonlyMap<string, Value>;
  readonly vars: ReadonlyMap<string, Value>;
  /** `software.<name>.version` */
  readonly versions: ReadonlyMap<string, Written>;
  readonly images: readonly ImageDefinition[];
  readonly notYet: readonly NotYet[];
}
