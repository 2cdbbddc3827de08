import { describe, expect, test } from 'vitest';
import type { TargetConfiguration } from '../../src/core/catalog.ts';
import {
  type ContainerConfig,
  type ImageConfig,
  OCI_CONFIG,
  OCI_LAYER_GZIP,
  OCI_MANIFEST,
  sha256,
} from '../../src/core/oci.ts';
import {
  assembleTarget,
  LABEL,
  type Layer,
  type ParentImage,
  sizeOf,
  type TargetOrder,
} from '../../src/core/target.ts';
import { DIGEST, OTHER_DIGEST, PLAIN_TARGET } from '../fakes/catalog.ts';

const plain = PLAIN_TARGET;
const layer: Layer = { digest: DIGEST, diffId: OTHER_DIGEST, size: 7 };
const PATH = 'PATH=/usr/local/sbin:/usr/local/bin:/usr/sbin:/usr/bin:/sbin:/bin';
const lowest = { mediaType: OCI_LAYER_GZIP, digest: OTHER_DIGEST, size: 100 };

function parent(config?: ContainerConfig): ParentImage {
  return {
    digest: sha256('parent'),
    manifest: {
      schemaVersion: 2,
      mediaType: OCI_MANIFEST,
      config: { mediaType: OCI_CONFIG, digest: DIGEST, size: 1 },
      layers: [lowest],
    },
    config: {
      os: 'linux',
      architecture: 'amd64',
      ...(config && { config }),
      rootfs: { type: 'layers', diff_ids: [DIGEST] },
      history: [{ created_by: 'before' }],
    },
  };
}
const order = (own: Partial<TargetOrder> = {}): TargetOrder => ({
  name: 'go',
  platform: 'linux/amd64',
  target: plain,
  parent: undefined,
  layer,
  epoch: Date.UTC(2026, 10, 16) / 1000,
  fingerprint: 'f1-0',
  ingredients: { b: 1, a: 2 },
  packages: [],
  closure: [],
  ...own,
});
function configOf(own: Partial<TargetOrder>): ImageConfig {
  const { configBytes } = assembleTarget(order(own));
  return JSON.parse(Buffer.from(configBytes).toString()) as ImageConfig;
}
const settings = (inherited: ContainerConfig | undefined, target: Partial<TargetConfiguration>): ContainerConfig => {
  const { Labels: _labels, ...rest } =
    configOf({ parent: parent(inherited), target: { ...plain, ...target } }).config ?? {};
  return rest;
};

test('a target on nothing', () => {
  const { manifest, manifestBytes, configBytes, configDigest, digest } = assembleTarget(order());
  expect(JSON.parse(Buffer.from(configBytes).toString())).toEqual({
    os: 'linux',
    architecture: 'amd64',
    created: '2026-11-16T00:00:00Z',
    config: {
      Env: [PATH],
      Labels: {
        'org.opencontainers.image.title': 'go',
        [`${LABEL}fingerprint`]: 'f1-0',
        [`${LABEL}ingredients`]: '{"a":2,"b":1}',
        [`${LABEL}packages`]: '[]',
        [`${LABEL}closure`]: '[]',
      },
    },
    rootfs: { type: 'layers', diff_ids: [OTHER_DIGEST] },
    history: [{ created: '2026-11-16T00:00:00Z', created_by: 'gentoo-image-builder', comment: 'go f1-0' }],
  });
  expect(JSON.parse(Buffer.from(manifestBytes).toString())).toEqual(manifest);
  expect(manifest).toEqual({
    schemaVersion: 2,
    mediaType: OCI_MANIFEST,
    config: { mediaType: OCI_CONFIG, digest: configDigest, size: configBytes.length },
    layers: [{ mediaType: OCI_LAYER_GZIP, digest: DIGEST, size: 7 }],
  });
  expect([digest, configDigest]).toEqual([sha256(manifestBytes), sha256(configBytes)]);
});

test('a target on a parent has its layers below and its history before', () => {
  const { manifest } = assembleTarget(order({ parent: parent() }));
  expect(manifest.layers.map(({ digest }) => digest)).toEqual([OTHER_DIGEST, DIGEST]);
  expect(sizeOf(manifest)).toBe(107);
  const config = configOf({ parent: parent() });
  expect(config.rootfs.diff_ids).toEqual([DIGEST, OTHER_DIGEST]);
  expect(config.history?.map(({ created_by }) => created_by)).toEqual(['before', 'gentoo-image-builder']);
  expect(config.config?.Labels?.['org.opencontainers.image.base.digest']).toBe(sha256('parent'));
});

const NO_TIMES = {
  ...{ interval: undefined, timeout: undefined, startPeriod: undefined, startInterval: undefined, retries: undefined },
};

describe('the parent’s settings with ours on top', () => {
  const both = { Env: [PATH], Entrypoint: ['/a'], Cmd: ['b'], User: 'u', WorkingDir: '/w' };
  test.each<[string, ContainerConfig | undefined, Partial<TargetConfiguration>, ContainerConfig]>([
    ['no configuration at all', undefined, {}, { Env: [PATH] }],
    ['everything is kept', both, {}, both],
    [
      'what we do not know is kept',
      { Volumes: { '/v': {} }, ExposedPorts: { '80/tcp': {} }, StopSignal: 'SIGINT', Shell: ['/s'] },
      {},
      { Volumes: { '/v': {} }, ExposedPorts: { '80/tcp': {} }, StopSignal: 'SIGINT', Shell: ['/s'], Env: [PATH] },
    ],
    ['ONBUILD is kept', { OnBuild: ['RUN x'] }, {}, { OnBuild: ['RUN x'], Env: [PATH] }],
    [
      'a health check is kept',
      { Healthcheck: { Test: ['CMD', 'x'] } },
      {},
      { Healthcheck: { Test: ['CMD', 'x'] }, Env: [PATH] },
    ],
    [
      'other times leave the health check the parent’s',
      { Healthcheck: { Test: ['CMD', 'x'], Retries: 2, Interval: 1 } },
      { healthcheck: { ...NO_TIMES, test: [], interval: 5 } },
      { Healthcheck: { Test: ['CMD', 'x'], Retries: 2, Interval: 5 }, Env: [PATH] },
    ],
    [
      'another health check is all ours',
      { Healthcheck: { Test: ['CMD', 'x'], Retries: 2 } },
      { healthcheck: { ...NO_TIMES, test: ['NONE'] } },
      { Healthcheck: { Test: ['NONE'] }, Env: [PATH] },
    ],
    ['ours win', both, { user: 'v', workdir: '/x', cmd: ['c'] }, { ...both, User: 'v', WorkingDir: '/x', Cmd: ['c'] }],
    [
      'a new entrypoint drops the command',
      both,
      { entrypoint: ['/n'] },
      { Env: [PATH], Entrypoint: ['/n'], User: 'u', WorkingDir: '/w' },
    ],
    ['and brings its own', both, { entrypoint: ['/n'], cmd: ['c'] }, { ...both, Entrypoint: ['/n'], Cmd: ['c'] }],
    [
      'an empty entrypoint drops it too',
      both,
      { entrypoint: [] },
      { Env: [PATH], Entrypoint: [], User: 'u', WorkingDir: '/w' },
    ],
    ['an empty command stays empty', both, { cmd: [] }, { ...both, Cmd: [] }],
    ['docker’s null is nothing', { Entrypoint: null, Cmd: null }, {}, { Env: [PATH] }],
  ])('%s', (_, inherited, target, wanted) => {
    expect(settings(inherited, target)).toEqual(wanted);
  });

  test('labels of the parent stay, except those that speak of itself', () => {
    const Labels = { 'x.y': 'z', 'org.opencontainers.image.title': 'base', [`${LABEL}fingerprint`]: 'old' };
    expect(configOf({ parent: parent({ Labels }) }).config?.Labels).toMatchObject({
      'x.y': 'z',
      'org.opencontainers.image.title': 'go',
      [`${LABEL}fingerprint`]: 'f1-0',
    });
  });
});

describe('the environment', () => {
  test.each<[string, string[], [string, string][], string[]]>([
    ['a path is there from the start', [], [['A', '1']], [PATH, 'A=1']],
    ['but it may be another', [], [['PATH', '/x']], ['PATH=/x']],
    ['the parent’s place is kept', ['B=1', 'A=2'], [['B', '3']], ['B=3', 'A=2']],
    [
      'ours stand behind by name',
      ['P=1'],
      [
        ['b', '1'],
        ['a', '2'],
        ['B', '3'],
      ],
      ['P=1', 'B=3', 'a=2', 'b=1'],
    ],
    ['a value may be empty or hold an equals sign', ['A=b=c', 'E='], [['F', 'g=h']], ['A=b=c', 'E=', 'F=g=h']],
  ])('%s', (_, inherited, ours, wanted) => {
    expect(settings({ Env: inherited }, { env: new Map(ours) }).Env).toEqual(wanted);
  });
});

test.each([
  ['linux/amd64', { os: 'linux', architecture: 'amd64' }],
  ['linux/arm/v7', { os: 'linux', architecture: 'arm', variant: 'v7' }],
])('%s', (platform, wanted) => {
  expect(configOf({ platform })).toMatchObject(wanted);
  expect('variant' in configOf({ platform })).toBe('variant' in wanted);
});

test('equal orders give equal bytes, whatever the order of keys', () => {
  const env = (...names: string[]): TargetConfiguration => ({
    ...plain,
    env: new Map(names.map((name) => [name, '1'])),
  });
  const one = assembleTarget(
    order({ target: env('A', 'B'), ingredients: { a: 1, b: 2 }, parent: parent({ User: 'u', WorkingDir: '/' }) }),
  );
  const two = assembleTarget(
    order({ target: env('B', 'A'), ingredients: { b: 2, a: 1 }, parent: parent({ WorkingDir: '/', User: 'u' }) }),
  );
  expect(Buffer.from(one.manifestBytes).equals(Buffer.from(two.manifestBytes))).toBe(true);
  expect(Buffer.from(one.configBytes).equals(Buffer.from(two.configBytes))).toBe(true);
  expect(assembleTarget(order({ fingerprint: 'f1-1' })).digest).not.toBe(assembleTarget(order()).digest);
});
