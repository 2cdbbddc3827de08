// Containers as data. In: what a container is to be. Out: argv for docker's command line, and checks of what it says.
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
}

/** A container of a target image, for a test. */
export interface TestOrder {
  readonly name: string;
  readonly image: string;
  readonly argv: readonly string[];
  readonly keepEntrypoint: boolean;
  readonly env: ReadonlyMap<string, string>;
}

/**
 * `docker create` of a builder. An empty entrypoint is the only one that a later commit does not keep; `--init` so that
 * a signal ends what runs inside; no log driver, since the output is read as it comes and would lie on the disk twice.
 */
export function createBuilderArgv(order: BuilderOrder): string[] {
  return [
    'create',
    `--name=${order.name}`,
    '--init',
    '--entrypoint=',
    '--log-driver=none',
    ...order.mounts.flatMap((mount) => ['--mount', formatMount(mount)]),
    ...order.snapshot,
    order.image,
    ...order.argv,
  ];
}

/** `docker create` of a test: the first word replaces the entrypoint unless it is to be kept. */
export function createTestArgv(order: TestOrder): string[] {
  const [first = '', ...rest] = order.argv;
  return [
    'create',
    `--name=${order.name}`,
    '--log-driver=none',
    ...[...order.env].flatMap(([name, value]) => ['--env', `${name}=${value}`]),
    ...(order.keepEntrypoint ? [order.image, ...order.argv] : [`--entrypoint=${first}`, order.image, ...rest]),
  ];
}

/** `docker commit`, which sets nothing but the command and our labels. */
export function commitArgv(container: string, reference: string, labels: ReadonlyMap<string, string>): string[] {
  const changes = ['CMD ["/bin/bash"]', ...[...labels].map(([name, value]) => `LABEL ${name}=${quoteLabel(value)}`)];
  return ['commit', ...changes.flatMap((change) => ['--change', change]), container, reference];
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
  const changed: string[] = keys.filter((key) => filled(before[key]) !== filled(after[key]));
  return filled(after.Entrypoint) === '' ? changed : [...changed, 'Entrypoint'];
}

/** Null, an empty list and nothing at all are the same in an image's configuration. */
function filled(value: unknown): string {
  if (value === undefined || value === null || value === '') return '';
  const text = canonicalJson(value as Json);
  return text === '[]' || text === '{}' ? '' : text;
}

/** Docker reads its mounts as CSV: a value with a comma or a quote stands in quotes, those inside doubled. */
function formatMount({ source, target, readonly }: Mount): string {
  const fields = ['type=bind', `source=${source}`, `target=${target}`, ...(readonly ? ['readonly'] : [])];
  return fields.map((field) => (/[",\n]/.test(field) ? `"${field.replaceAll('"', '""')}"` : field)).join(',');
}

/** A Dockerfile's double quotes, in which `$` would be a variable. */
function quoteLabel(value: string): string {
  return JSON.stringify(value).replaceAll('$', '\\$');
}
