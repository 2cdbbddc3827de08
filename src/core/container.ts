// Containers as data. In: what a container is to be. Out: argv for an engine's command line, and checks of what it says.
// Nothing is run here. No `-e`, `-u`, `-w` and no anonymous volume for a builder: a commit would keep them.

import { canonicalJson, type Json } from './canonical.ts';
import type { ContainerConfig } from './oci.ts';

export interface Mount {
  /** path on the host */
  readonly source: string;
  /** path in the container */
  readonly target: string;
  readonly readonly: boolean;
}

/** A container's name that says whose it is. `random`: hex digits, so that it collides with none. */
export function containerNameFor(what: string, random: string): string {
  return `gib-${what.replaceAll(/[^a-zA-Z0-9_.-]/g, '-')}-${random}`;
}

/** A container whose state will be committed as a builder image. */
export interface BuilderOrder {
  readonly name: string;
  /** image id */
  readonly image: string;
  readonly argv: readonly string[];
  readonly mounts: readonly Mount[];
  /** further arguments that mount the snapshot */
  readonly snapshot: readonly string[];
  /** `SYS_PTRACE` and the like, for the run only: a commit does not keep them */
  readonly capabilities: readonly string[];
  readonly network: 'none' | undefined;
}

/** A container of a target image, for a test. */
export interface TestOrder {
  readonly name: string;
  readonly image: string;
  readonly argv: readonly string[];
  readonly keepEntrypoint: boolean;
  readonly env: ReadonlyMap<string, string>;
  readonly mounts: readonly Mount[];
}

/** An image that the engine builds of a Dockerfile. */
export interface ImageOrder {
  readonly tag: string;
  /** path of the Dockerfile */
  readonly file: string;
  /** path of the folder that its lines copy from */
  readonly context: string;
  readonly platform: string;
  readonly network: 'none' | undefined;
  /** seconds since 1970 */
  readonly epoch: number;
}

/** In what the command lines of the two engines differ. */
export interface ContainerStyle {
  /** the empty entrypoint that a later commit does not keep */
  readonly noEntrypoint: string;
  /** what every container gets; `imageEnv` is the environment of its image */
  readonly common: (imageEnv: readonly string[]) => readonly string[];
  readonly commit: readonly string[];
  readonly build: (epoch: number) => readonly string[];
  /** a label's value as `--change` wants it */
  readonly label: (value: string) => string;
  readonly remove: readonly string[];
}

export const DOCKER_STYLE: ContainerStyle = {
  noEntrypoint: '--entrypoint=',
  common: () => [],
  commit: [],
  // BuildKit heeds it; the older builder only says that nobody asked for it.
  build: (epoch) => ['--force-rm', `--build-arg=SOURCE_DATE_EPOCH=${epoch}`],
  label: quoteLabel,
  remove: [],
};

/**
 * Podman made to do what docker does. Of its own it puts `container`, `TERM`, the proxies of our environment and what
 * containers.conf says into a container and so into its commit, and has fewer capabilities: no device node could be
 * unpacked. `--unsetenv-all` takes the image's own variables away too, so that they are given again. An image whose
 * command is an init would get systemd's mounts. SELinux would keep the mounted folders from the container.
 */
export const PODMAN_STYLE: ContainerStyle = {
  noEntrypoint: '--entrypoint=[]',
  common: (imageEnv) => [
    '--unsetenv-all',
    '--http-proxy=false',
    '--systemd=false',
    '--security-opt=label=disable',
    '--cap-add=AUDIT_WRITE,MKNOD,NET_RAW',
    // A name alone would take the value from our own environment.
    ...imageEnv.filter((variable) => variable.includes('=')).map((variable) => `--env=${variable}`),
  ],
  // The other format is refused by older dockers.
  commit: ['--quiet', '--format=docker'],
  build: (epoch) => ['--format=docker', '--pull=never', '--http-proxy=false', `--timestamp=${epoch}`],
  label: (value) => value,
  // It asks a container to end and waits ten seconds before it kills it.
  remove: ['--time=0'],
};

/** The environment that docker gives to an image that has no PATH; for tests, whose containers are not committed. */
const USUAL_PATH = 'PATH=/usr/local/sbin:/usr/local/bin:/usr/sbin:/usr/bin:/sbin:/bin';

/**
 * `create` of a builder. An empty entrypoint is the only one that a later commit does not keep; `--init` reaps what
 * builds leave behind; no log driver, since the output is read as it comes and would lie on the disk twice.
 */
export function createBuilderArgv(order: BuilderOrder, style: ContainerStyle, imageEnv: readonly string[]): string[] {
  return [
    'create',
    INIT,
    `--name=${order.name}`,
    style.noEntrypoint,
    '--log-driver=none',
    ...style.common(imageEnv),
    ...order.mounts.flatMap(mountArgv),
    ...order.snapshot,
    ...order.capabilities.map((name) => `--cap-add=${name}`),
    ...(order.network === undefined ? [] : [`--network=${order.network}`]),
    order.image,
    ...order.argv,
  ];
}

const INIT = '--init';

/** The same without an init, for an engine that has none; undefined for a container that wants none. */
export function withoutInit(argv: readonly string[]): string[] | undefined {
  const [create = '', option, ...rest] = argv;
  return option === INIT ? [create, ...rest] : undefined;
}

/** `create` of a test: the first word replaces the entrypoint unless it is to be kept; no words are the image's own. */
export function createTestArgv(order: TestOrder, style: ContainerStyle, imageEnv: readonly string[]): string[] {
  const [first = '', ...rest] = order.argv;
  const hasPath = imageEnv.some((variable) => variable.startsWith('PATH='));
  return [
    'create',
    `--name=${order.name}`,
    '--log-driver=none',
    // Asked by us where that is the test; podman complains where it has no systemd to ask.
    '--no-healthcheck',
    ...style.common(hasPath ? imageEnv : [USUAL_PATH, ...imageEnv]),
    ...[...order.env].map(([name, value]) => `--env=${name}=${value}`),
    ...order.mounts.flatMap(mountArgv),
    ...(order.keepEntrypoint ? [order.image, ...order.argv] : [`--entrypoint=${first}`, order.image, ...rest]),
  ];
}

/** `commit`, which sets nothing but the command and our labels. */
export function commitArgv(
  container: string,
  reference: string,
  labels: ReadonlyMap<string, string>,
  style: ContainerStyle,
): string[] {
  const changes = ['CMD ["/bin/bash"]', ...[...labels].map(([name, value]) => `LABEL ${name}=${style.label(value)}`)];
  return ['commit', ...style.commit, ...changes.flatMap((change) => ['--change', change]), container, reference];
}

/** `build` of a Dockerfile. Nothing is taken from a cache: what was fetched once would stay. */
export function buildArgv(order: ImageOrder, style: ContainerStyle): string[] {
  return [
    ...['build', '--no-cache', `--tag=${order.tag}`, `--file=${order.file}`, `--platform=${order.platform}`],
    ...style.build(order.epoch),
    ...(order.network === undefined ? [] : [`--network=${order.network}`]),
    order.context,
  ];
}

/** `rm` of a container, running or not, with its volumes. */
export function removeArgv(container: string, style: ContainerStyle): string[] {
  return ['rm', '--force', '--volumes', ...style.remove, container];
}

/** The arguments that mount a folder or a file of the host. */
export function mountArgv({ source, target, readonly }: Mount): string[] {
  return [
    '--mount',
    formatFields(['type=bind', `source=${source}`, `target=${target}`, ...(readonly ? ['readonly'] : [])]),
  ];
}

/** Where ebuild repositories are unless their image says otherwise. */
export const USUAL_TREE = '/var/db/repos/gentoo';

/** Where an image keeps its ebuild repository: its only volume, or the usual place. */
export function treeIn(config: ContainerConfig): string {
  const [only, ...others] = Object.keys(config.Volumes ?? {});
  return only === undefined || others.length > 0 ? USUAL_TREE : only;
}

/** What a commit changed in the configuration beside the command and the labels: names of its keys. */
export function changedByCommit(before: ContainerConfig, after: ContainerConfig): string[] {
  const keys = [
    'Env',
    'Volumes',
    'User',
    'WorkingDir',
    'ExposedPorts',
    'Healthcheck',
    'StopSignal',
    'OnBuild',
  ] as const;
  const [was, is] = [comparable(before), comparable(after)];
  const changed: string[] = keys.filter((key) => filled(was[key]) !== filled(is[key]));
  return filled(after.Entrypoint) === '' ? changed : [...changed, 'Entrypoint'];
}

/** Podman writes the environment in any order, and the root where no folder was named. */
function comparable({ Env, WorkingDir, ...config }: ContainerConfig): ContainerConfig {
  return { ...config, Env: [...(Env ?? [])].sort(), WorkingDir: WorkingDir === '/' ? '' : (WorkingDir ?? '') };
}

/** Null, an empty list and nothing at all are the same in an image's configuration. */
function filled(value: unknown): string {
  if (value === undefined || value === null || value === '') return '';
  const text = canonicalJson(value as Json);
  return text === '[]' || text === '{}' ? '' : text;
}

/** Mounts are read as CSV: a value with a comma or a quote stands in quotes, those inside doubled. */
function formatFields(fields: readonly string[]): string {
  return fields.map((field) => (/[",\n]/.test(field) ? `"${field.replaceAll('"', '""')}"` : field)).join(',');
}

/** A Dockerfile's double quotes, in which `$` would be a variable. */
function quoteLabel(value: string): string {
  return JSON.stringify(value).replaceAll('$', '\\$');
}
