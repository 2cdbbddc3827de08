// What a job's container is told: the files of its job folder. In: a node and what is known of it. Out: files by path,
// their content as text, to be written and mounted read-only at /gib/job. Data only: nothing of the user's is ever
// put into a shell's text; hooks are files of their own. The scripts beside them are `src/container/*.sh`.

import type { Builder, GentooImage, Hook, Overlay, PortageConfiguration, UserFile } from './catalog.ts';
import type { BuilderNode, BuiltNode, GentooNode } from './graph.ts';
import type { Placed } from './problem.ts';
import { scopeOf } from './scope.ts';

/** The files of a job folder by path. */
export interface Recipe {
  readonly files: ReadonlyMap<string, string>;
  /** folders of the user's to copy beside them: from below the images file's folder, to below the job's */
  readonly folders: readonly { readonly from: string; readonly to: string }[];
  /** files of commits of git repositories, to below the job's folder */
  readonly checkouts: readonly { readonly url: string; readonly commit: string; readonly to: string }[];
  /** bash files of the user's, in the same way; each gets the end that a hook has */
  readonly scripts: readonly { readonly from: string; readonly to: string }[];
}

export interface RecipeOptions {
  /** seconds since 1970, for SOURCE_DATE_EPOCH and the layer's times */
  readonly epoch: number;
  /** where the snapshot is mounted in the container */
  readonly snapshotPath: string;
  /** what the ebuild repositories are, as a hash */
  readonly tree: string;
}

/** stage3 -> builder-core. */
export function coreRecipe(node: BuilderNode, options: RecipeOptions): Recipe {
  const { builder } = node;
  const files = new Map([
    ...portageFiles(builder.configuration),
    ...[...builder.overlays, ...builder.gitOverlays].map(
      (overlay) => [`overlays/${overlay.name}/repos.conf`, reposConf(overlay)] as const,
    ),
    jobFile('core', node.generation, 'builder', options, []),
  ]);
  const folders = builder.overlays.map(({ name, path }) => ({ from: path, to: `overlays/${name}/tree` }));
  const patches = builder.patches ? [{ from: builder.patches.path, to: 'patches' }] : [];
  const checkouts = builder.gitOverlays.map(({ name, url, ref }) => ({
    url,
    commit: ref,
    to: `overlays/${name}/tree`,
  }));
  return { files, folders: [...folders, ...patches], checkouts, scripts: [] };
}

const SCRATCH_STEPS = ['script:builder-script', 'hook:configure_builder'];

/** builder-core -> builder-scratch. */
export function scratchRecipe(node: BuilderNode, options: RecipeOptions): Recipe {
  const files = new Map([
    ...hookFiles({ configure_builder: node.builder.configureBuilder }),
    ['environment', records(node.builder.environment)] as const,
    jobFile('scratch', node.generation, 'scratch', options, SCRATCH_STEPS, scopeValues(node)),
  ]);
  return { files, folders: [], checkouts: [], scripts: scriptsOf(node) };
}

/** Where the preserved state of an image lies in its builder; see state.sh. */
export const STATE = '/var/lib/gentoo-image-builder/state';

/** Where headers and the like that pruning took from an image's root lie there; see prune.sh. */
export const PRUNED = `${STATE}/pruned`;

/** The steps of an image's job, in order; see hooks.sh. */
const IMAGE_STEPS = [
  'add:builder',
  'script:script',
  'hook:configure_builder',
  'builder-emerge',
  'unpack',
  'restore',
  'hook:configure_rootfs_build',
  'emerge',
  'add:target',
  'hook:finish_rootfs_build',
  'preserve',
  'script:builder-script',
  'hook:finish_build',
];

/** The parent's builder -> this image's builder and layer. `layers` are file names below `layers/`, lowest first. */
export function imageRecipe(node: GentooNode, layers: readonly string[], options: RecipeOptions): Recipe {
  const { image } = node;
  const files = new Map([
    ...portageFiles(image.configuration),
    ...hookFiles(hooksOf(node)),
    ['environment', records(environmentOf(node.builder, image.environment))] as const,
    ['packages', atoms(image.packages)] as const,
    ['builder.packages', atoms(image.builderPackages)] as const,
    ['provided.root', atoms(image.provided.root)] as const,
    ['provided.builder', atoms(image.provided.builder)] as const,
    ['state.drop', atoms(image.stateDrop)] as const,
    ['layers.list', lines(layers)] as const,
    ['allow_replace', lines(image.allowReplace)] as const,
    jobFile('image', node.generation, node.name, options, IMAGE_STEPS, [...imageValues(image), ...scopeValues(node)]),
  ]);
  return { files, folders: [], checkouts: [], scripts: scriptsOf(node) };
}

/** Files that define hooks as functions, by the name under which the hooks' shell knows them. */
export function scriptFilesOf(node: BuiltNode): Record<'script' | 'builder-script', UserFile | undefined> {
  return { script: node.kind === 'gentoo' ? node.image.script : undefined, 'builder-script': node.builder.script };
}

function scriptsOf(node: BuiltNode): Recipe['scripts'] {
  return Object.entries(scriptFilesOf(node)).flatMap(([name, file]) =>
    file ? [{ from: file.path, to: `hooks/${name}` }] : [],
  );
}

/** The hooks of an image by their key in the images file; `finish_build` is its builder's. */
export function hooksOf(node: GentooNode): Record<string, Hook | undefined> {
  return {
    configure_builder: node.image.configureBuilder,
    configure_rootfs_build: node.image.configureRootfsBuild,
    finish_rootfs_build: node.image.finishRootfsBuild,
    finish_build: node.builder.finishBuild,
  };
}

/** The snapshot's day as seconds since 1970, at midnight UTC. In: `20261116`. */
export function epochOf(date: string): number {
  const [year, month, day] = [date.slice(0, 4), date.slice(4, 6), date.slice(6, 8)].map(Number);
  return Date.UTC(year ?? 1970, (month ?? 1) - 1, day ?? 1) / 1000;
}

function jobFile(
  mode: string,
  generation: number,
  label: string,
  options: RecipeOptions,
  order: readonly string[],
  more: readonly (readonly [string, string])[] = [],
): readonly [string, string] {
  const values = new Map([
    ['GIB_MODE', mode],
    ['GIB_GENERATION', String(generation).padStart(3, '0')],
    ['GIB_LABEL', label],
    ['GIB_EPOCH', String(options.epoch)],
    ['GIB_SNAPSHOT', options.snapshotPath],
    ['GIB_TREE', options.tree],
    ['GIB_ORDER', order.join(' ')],
    ...more,
  ]);
  return ['job.env', records(values)];
}

function hookFiles(hooks: Record<string, Hook | undefined>): (readonly [string, string])[] {
  return Object.entries(hooks).flatMap(([name, hook]) =>
    hook ? [[`hooks/${name}`, endHook(hook.text)] as const] : [],
  );
}

/**
 * The last line of a hook is often `[[ -e x ]] && y`, whose status would end everything though no command failed: the
 * colon behind it is the end instead. Lines may end as on Windows, which bash does not know.
 */
export function endHook(text: string): string {
  const plain = text.replaceAll('\r\n', '\n');
  return `${plain}${plain === '' || plain.endsWith('\n') ? '' : '\n'}:\n`;
}

/** By the name of Portage's file; the empty ones are not there. */
function portageFiles(configuration: PortageConfiguration): (readonly [string, string])[] {
  const files: [string, string][] = [
    ['make.conf', lines([...configuration.makeConf].map(([name, value]) => `${name}="${quoteMakeConf(value)}"`))],
    ['package.use', lines(configuration.packageUse)],
    ['package.accept_keywords', lines(configuration.packageAcceptKeywords)],
    ['package.mask', lines(configuration.packageMask)],
    ['package.unmask', lines(configuration.packageUnmask)],
    ['package.license', lines(configuration.packageLicense)],
    ['package.env', lines(configuration.packageEnv)],
    ['profile/use.mask', lines(configuration.useMask)],
    ['profile/use.force', lines(configuration.useForce)],
    ['make.profile', configuration.profile ?? ''],
  ];
  return files.filter(([, text]) => text !== '').map(([name, text]) => [`portage/${name}`, text]);
}

/** Inside double quotes of make.conf; `$` is left alone, since `${COMMON_FLAGS}` is what people write there. */
function quoteMakeConf(value: string): string {
  return value.replaceAll(/["\\]/g, (character) => `\\${character}`);
}

function reposConf({ name, priority }: Pick<Overlay, 'name' | 'priority'>): string {
  return lines([`[${name}]`, `location = /var/db/repos/${name}`, `priority = ${priority}`, 'auto-sync = no']);
}

function environmentOf(builder: Builder, environment: ReadonlyMap<string, string>): Map<string, string> {
  return new Map([...builder.environment, ...environment]);
}

/** NUL-separated NAME=VALUE: what no shell parses. */
function records(values: ReadonlyMap<string, string>): string {
  return [...values].map(([name, value]) => `${name}=${value}\0`).join('');
}

function imageValues({ keep, tags }: GentooImage): (readonly [string, string])[] {
  return [
    ['GIB_KEEP', keep.join(' ')],
    ['GIB_TAG_ATOM', tags.package?.atom.value ?? ''],
    ['GIB_TAG_IN', tags.package?.in ?? 'root'],
  ];
}

/** Nothing where nobody asks, so that nothing is looked for. */
function scopeValues(node: BuiltNode): (readonly [string, string])[] {
  return scopeOf(node) === 'packages' ? [['GIB_SCOPE', 'packages']] : [];
}

function atoms(list: readonly Placed<string>[]): string {
  return lines(list.map(({ value }) => value));
}

function lines(items: readonly string[]): string {
  return items.map((item) => `${item}\n`).join('');
}
