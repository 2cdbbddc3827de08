// What the user wrote, in the machine's types: nothing filled in, no default, every text still with its expressions.
// In: nothing. Out: types. Never holds a value that the user did not write.

import type { RegistryAccess } from './catalog.ts';
import type { Value } from './expression-names.ts';
import type { Place } from './problem.ts';
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

/** An initial builder. */
export interface BuilderDefinition {
  readonly name: string;
  readonly place: Place;
  readonly stage3: Written | undefined;
  readonly portage: Written | { readonly path: Written; readonly date: Written | undefined } | undefined;
  readonly configuration: PortageDefinition;
  readonly environment: Settings;
  readonly overlays: readonly OverlayDefinition[];
  readonly configureBuilder: Written | undefined;
  readonly finishBuild: Written | undefined;
}

/** A further ebuild repository. */
export interface OverlayDefinition {
  readonly name: Written;
  readonly path: Written;
  readonly priority: number | undefined;
}

/** The target's configuration, from the top of the image or from `build`. */
export interface TargetDefinition {
  readonly entrypoint: readonly Written[] | undefined;
  readonly cmd: readonly Written[] | undefined;
  readonly user: Written | undefined;
  readonly workdir: Written | undefined;
  readonly env: Settings;
}

/** One test. `run` is a command line or a list of words, `args` go to the image's own entrypoint. */
export interface TestDefinition {
  readonly place: Place;
  readonly run: Written | readonly Written[] | undefined;
  readonly args: readonly Written[] | undefined;
  readonly env: Settings;
  readonly exitCode: number | undefined;
  readonly stdout: Written | undefined;
  readonly timeout: number | undefined;
}

/** An image of Gentoo packages. */
export interface ImageDefinition {
  readonly name: Written;
  readonly section: Written | undefined;
  readonly requires: readonly Written[];
  readonly builder: Written | undefined;
  readonly tag: Written | undefined;
  readonly latest: boolean | undefined;
  readonly tagCheck: string | undefined;
  readonly timeout: number | undefined;
  readonly runner: readonly Written[] | undefined;
  readonly platforms: readonly string[];
  readonly packages: readonly Written[];
  readonly configuration: PortageDefinition;
  readonly environment: Settings;
  readonly configureBuilder: Written | undefined;
  readonly configureRootfsBuild: Written | undefined;
  readonly finishRootfsBuild: Written | undefined;
  readonly target: TargetDefinition;
  readonly tests: readonly TestDefinition[];
}

/** The images file, right as far as one can say without filling anything in. */
export interface Definition {
  readonly file: string;
  readonly registry: Written | undefined;
  readonly section: Written | undefined;
  readonly registries: ReadonlyMap<string, RegistryAccess>;
  readonly builders: ReadonlyMap<string, BuilderDefinition>;
  readonly defaultBuilder: string;
  /** as expressions see them */
  readonly software: ReadonlyMap<string, Value>;
  readonly vars: ReadonlyMap<string, Value>;
  /** `software.<name>.version` */
  readonly versions: ReadonlyMap<string, Written>;
  readonly images: readonly ImageDefinition[];
}
