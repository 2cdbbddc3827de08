import { describe, expect, test } from 'vitest';
import * as oci from '../../src/core/oci.ts';

const digest = oci.sha256('x');
const descriptor = { mediaType: oci.OCI_LAYER_GZIP, digest, size: 1 };
const config = { mediaType: oci.OCI_CONFIG, digest, size: 2 };
const bytes = (value: unknown): Uint8Array => Buffer.from(JSON.stringify(value));
const image = { schemaVersion: 2, mediaType: oci.OCI_MANIFEST, config, layers: [descriptor] };
const index = { schemaVersion: 2, mediaType: oci.OCI_INDEX, manifests: [descriptor] };

test('sha256', () => {
  const empty = 'sha256:e3b0c44298fc1c149afbf4c8996fb92427ae41e4649b934ca495991b7852b855';
  expect(oci.sha256('')).toBe(empty);
  expect(oci.sha256(new Uint8Array())).toBe(empty);
  expect(oci.digestLike('sha512:', Buffer.from('x'))).toMatch(/^sha512:[0-9a-f]{128}$/);
});

test('four types are accepted', () => {
  expect(oci.MANIFEST_ACCEPT.split(', ')).toEqual([
    'application/vnd.oci.image.manifest.v1+json',
    'application/vnd.docker.distribution.manifest.v2+json',
    'application/vnd.oci.image.index.v1+json',
    'application/vnd.docker.distribution.manifest.list.v2+json',
  ]);
  expect(oci.isManifestType(oci.DOCKER_LIST)).toBe(true);
  expect(oci.isManifestType('application/vnd.docker.distribution.manifest.v1+prettyjws')).toBe(false);
});

describe('parseManifest', () => {
  test.each<[string, object, 'image' | 'index']>([
    ['OCI image', image, 'image'],
    ['docker image', { ...image, mediaType: oci.DOCKER_MANIFEST }, 'image'],
    ['image without a type', { ...image, mediaType: undefined }, 'image'],
    ['image without layers', { ...image, layers: [] }, 'image'],
    ['OCI index', index, 'index'],
    ['docker list', { ...index, mediaType: oci.DOCKER_LIST }, 'index'],
    ['empty index', { ...index, manifests: [] }, 'index'],
  ])('%s', (_, value, kind) => {
    expect(oci.parseManifest(bytes(value))).toMatchObject({ kind });
  });

  test.each<[string, unknown]>([
    ['nothing', undefined],
    ['null', null],
    ['a list', []],
    ['schema 1', { ...image, schemaVersion: 1 }],
    ['both at once', { ...image, mediaType: undefined, manifests: [descriptor] }],
    ['an image that says index', { ...image, mediaType: oci.OCI_INDEX }],
    ['an index that says image', { ...index, mediaType: oci.OCI_MANIFEST }],
    ['an index with a config', { ...index, config }],
    ['no config', { ...image, config: undefined }],
    ['a digest that is a path', { ...image, layers: [{ ...descriptor, digest: 'sha256:../../x' }] }],
    ['a negative size', { ...image, layers: [{ ...descriptor, size: -1 }] }],
    ['a size as text', { ...image, layers: [{ ...descriptor, size: '1' }] }],
    ['half a byte', { ...index, manifests: [{ ...descriptor, size: 0.5 }] }],
  ])('refuses %s', (_, value) => {
    expect(oci.parseManifest(value === undefined ? Buffer.from('') : bytes(value))).toBeUndefined();
  });

  test('refuses bytes that are not UTF-8', () => {
    expect(oci.parseManifest(Buffer.from([0xff, 0xfe, 0x7b]))).toBeUndefined();
  });

  test('refuses another type than it was served with', () => {
    expect(oci.parseManifest(bytes(image), oci.OCI_MANIFEST)).toBeDefined();
    expect(oci.parseManifest(bytes(image), oci.DOCKER_MANIFEST)).toBeUndefined();
    expect(oci.parseManifest(bytes({ ...image, mediaType: undefined }), oci.OCI_MANIFEST)).toBeDefined();
  });
});
