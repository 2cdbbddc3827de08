// The target image, assembled by ourselves: the same bytes with every engine and without one.
// In: the parent's manifest and configuration, our layer, what the images file says of the target.
// Out: the bytes of the configuration and of the manifest. Never touches a layer.
// https://github.com/opencontainers/image-spec/blob/main/config.md and manifest.md

import { canonicalJson, type Json, recordOf } from './canonical.ts';
import type { HealthcheckConfiguration, TargetConfiguration } from './catalog.ts';
import { configuredBy } from './dockerfile-config.ts';
import type { Instruction } from './dockerfile.ts';
import {
  type ContainerConfig,
  type Descriptor,
  type Healthcheck,
  type ImageConfig,
  type Manifest,
  OCI_CONFIG,
  OCI_LAYER,
  OCI_LAYER_GZIP,
  OCI_MANIFEST,
  sha256,
} from './oci.ts';

/** Our layer as packed in the container. */
export interface Layer {
  /** of the compressed bytes */
  readonly digest: string;
  /** of the plain tar */
  readonly diffId: string;
  /** bytes, compressed */
  readonly size: number;
}

/** What a target is built on. */
export interface ParentImage {
  readonly digest: string;
  readonly manifest: Manifest;
  readonly config: ImageConfig;
}

export interface AssembledImage {
  readonly digest: string;
  readonly manifest: Manifest;
  readonly manifestBytes: Uint8Array;
  readonly configDigest: string;
  readonly configBytes: Uint8Array;
}

export interface TargetOrder {
  readonly name: string;
  readonly platform: string;
  readonly target: TargetConfiguration;
  readonly parent: ParentImage | undefined;
  readonly layer: Layer;
  /** seconds since 1970: the snapshot's time */
  readonly epoch: number;
  readonly fingerprint: string;
  readonly ingredients: Json;
  /** of the initial builder that the image's chain begins with */
  readonly builder?: Json | undefined;
  /** of the package that gives the tag, as merged */
  readonly version?: string | undefined;
  /** the list of packages, without what differs between two builds of one fingerprint */
  readonly packages: Json;
  /** what it lacks, and what in it deserves a look */
  readonly closure: Json;
  /** Dockerfile lines that only configure */
  readonly lines?: readonly Instruction[] | undefined;
  /** what an engine made of Dockerfile lines */
  readonly made?: MadeByEngine | undefined;
}

/** What an engine made of Dockerfile lines on top of our layer: its configuration, and its layers, lowest first. */
export interface MadeByEngine {
  readonly config: ContainerConfig;
  readonly layers: readonly Layer[];
}

/** Prefix of our labels; the reverse of a name that is ours to use. */
export const LABEL = 'io.github.gentoo-image-builder.';

/** How the history calls a layer that an engine made of Dockerfile lines. */
export const BY_ENGINE = 'dockerfile';

/** Assembles a target. Equal orders give equal bytes. */
export function assembleTarget(order: TargetOrder): AssembledImage {
  const { parent } = order;
  const config = configOf(order);
  const configBytes = bytesOf(config as unknown as Json);
  const configDigest = sha256(configBytes);
  const manifest: Manifest = {
    schemaVersion: 2,
    mediaType: OCI_MANIFEST,
    config: { mediaType: OCI_CONFIG, digest: configDigest, size: configBytes.length },
    layers: [
      ...(parent?.manifest.layers ?? []).map(asOci),
      ...ownLayers(order).map(({ digest, size }) => ({ mediaType: OCI_LAYER_GZIP, digest, size })),
    ],
  };
  const manifestBytes = bytesOf(manifest as unknown as Json);
  return { digest: sha256(manifestBytes), manifest, manifestBytes, configDigest, configBytes };
}

/** Layers of an image that docker pushed have other names for the same formats. */
function asOci(layer: Descriptor): Descriptor {
  const mediaType = layer.mediaType.replace(
    /^application\/vnd\.docker\.image\.rootfs\.diff\.tar(\.gzip)?$/,
    (_all, gzip?: string) => (gzip === undefined ? OCI_LAYER : OCI_LAYER_GZIP),
  );
  return { ...layer, mediaType };
}

/** Bytes of all layers of an image, compressed. */
export function sizeOf(manifest: Manifest): number {
  return manifest.layers.reduce((sum: number, { size }: Descriptor) => sum + size, 0);
}

function ownLayers({ layer, made }: TargetOrder): readonly Layer[] {
  return [layer, ...(made?.layers ?? [])];
}

function configOf(order: TargetOrder): ImageConfig {
  const { parent, made, platform } = order;
  const [os = 'linux', architecture = 'amd64', variant] = platform.split('/');
  const created = new Date(order.epoch * 1000).toISOString().replace('.000Z', 'Z');
  return {
    os,
    architecture,
    ...(variant !== undefined && { variant }),
    created,
    config: linedConfig(order),
    rootfs: {
      type: 'layers',
      diff_ids: [...(parent?.config.rootfs.diff_ids ?? []), ...ownLayers(order).map(({ diffId }) => diffId)],
    },
    history: [
      ...(parent?.config.history ?? []),
      { created, created_by: 'gentoo-image-builder', comment: `${order.name} ${order.fingerprint}` },
      ...(made?.layers ?? []).map(() => ({ created, created_by: 'gentoo-image-builder', comment: BY_ENGINE })),
    ],
  };
}

/** Dockerfile lines come behind what the images file says. Our own labels stay as they are. */
function linedConfig(order: TargetOrder): ContainerConfig {
  const config = targetConfig(order);
  const lined = order.made?.config ?? configuredBy(config, order.lines ?? []);
  if (!lined) throw new Error(`only an engine can carry out the lines of ${order.name}`);
  const own = Object.entries(config.Labels ?? {}).filter(([name]) => name.startsWith(LABEL));
  return { ...lined, Labels: { ...lined.Labels, ...Object.fromEntries(own) } };
}

/** Without Dockerfile lines: the parent's settings with ours on top. A new entrypoint drops the parent's command, as everywhere. */
export function targetConfig(order: TargetOrder): ContainerConfig {
  const { target, parent } = order;
  const inherited = parent?.config.config ?? {};
  const cmd = target.cmd ?? (target.entrypoint ? undefined : inherited.Cmd);
  const entrypoint = target.entrypoint ?? inherited.Entrypoint;
  const { Cmd: _cmd, Entrypoint: _entrypoint, ...rest } = inherited;
  return {
    ...rest,
    Env: mergeEnv(inherited.Env ?? [], target.env),
    ...(entrypoint && { Entrypoint: entrypoint }),
    ...(cmd && { Cmd: cmd }),
    ...(target.user !== undefined && { User: target.user }),
    ...(target.workdir !== undefined && { WorkingDir: target.workdir }),
    ...merged('ExposedPorts', inherited.ExposedPorts, target.expose),
    ...merged('Volumes', inherited.Volumes, target.volumes),
    ...(target.healthcheck && { Healthcheck: healthcheckOf(target.healthcheck, inherited.Healthcheck) }),
    ...(target.stopSignal !== undefined && { StopSignal: target.stopSignal }),
    ...(target.onbuild.length > 0 && { OnBuild: [...(inherited.OnBuild ?? []), ...target.onbuild] }),
    Labels: { ...inherited.Labels, ...labelsOf(order) },
  };
}

/** Ports and volumes are sets: an object whose values say nothing. */
function merged(
  key: 'ExposedPorts' | 'Volumes',
  inherited: Readonly<Record<string, object>> | undefined,
  ours: readonly string[],
): ContainerConfig {
  return ours.length === 0 ? {} : { [key]: { ...inherited, ...Object.fromEntries(ours.map((one) => [one, {}])) } };
}

/** Without a test of its own it is the parent's, with other times: an engine that runs the target asks no parent. */
function healthcheckOf(check: HealthcheckConfiguration, inherited: Healthcheck = {}): Healthcheck {
  const { test, interval, timeout, startPeriod, startInterval, retries } = check;
  return {
    ...(test.length > 0 ? { Test: test } : inherited),
    ...(interval !== undefined && { Interval: interval }),
    ...(timeout !== undefined && { Timeout: timeout }),
    ...(startPeriod !== undefined && { StartPeriod: startPeriod }),
    ...(startInterval !== undefined && { StartInterval: startInterval }),
    ...(retries !== undefined && { Retries: retries }),
  };
}

const DEFAULT_PATH = 'PATH=/usr/local/sbin:/usr/local/bin:/usr/sbin:/usr/bin:/sbin:/bin';

/** In the parent's order, ours behind it by name: the order of keys in a file decides nothing. */
function mergeEnv(inherited: readonly string[], ours: ReadonlyMap<string, string>): string[] {
  const variables = new Map((inherited.length > 0 ? inherited : [DEFAULT_PATH]).map((line) => split(line)));
  for (const name of [...ours.keys()].sort()) variables.set(name, ours.get(name) ?? '');
  return [...variables].map(([name, value]) => `${name}=${value}`);
}

function split(line: string): [string, string] {
  const at = line.indexOf('=');
  return at === -1 ? [line, ''] : [line.slice(0, at), line.slice(at + 1)];
}

/** Only what is the same in every build of one fingerprint: never a tag, a section or a registry. */
function labelsOf(order: TargetOrder): Record<string, string> {
  return {
    'org.opencontainers.image.title': order.name,
    ...(order.parent && { 'org.opencontainers.image.base.digest': order.parent.digest }),
    ...recordOf(order.target.labels),
    ...(order.version !== undefined && { [`${LABEL}version`]: order.version }),
    [`${LABEL}fingerprint`]: order.fingerprint,
    [`${LABEL}ingredients`]: canonicalJson(order.ingredients),
    ...(order.builder !== undefined && { [`${LABEL}builder-ingredients`]: canonicalJson(order.builder) }),
    [`${LABEL}packages`]: canonicalJson(order.packages),
    // Also where it is empty: the parent's must not be taken for it.
    [`${LABEL}closure`]: canonicalJson(order.closure),
  };
}

function bytesOf(value: Json): Uint8Array {
  return new TextEncoder().encode(canonicalJson(value));
}
