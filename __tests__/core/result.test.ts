import { expect, test } from 'vitest';
import {
  type BuildResult,
  describeFailure,
  type Failure,
  formatSeconds,
  formatSize,
  isFailed,
  type Package,
  packagesLabel,
  type Status,
} from '../../src/core/result.ts';

test.each([
  [0, '0 B'],
  [999, '999 B'],
  [1000, '1.0 kB'],
  [1949, '1.9 kB'],
  [99_949, '99.9 kB'],
  [123_456, '123 kB'],
  [999_499, '999 kB'],
  [999_500, '1.0 MB'],
  [1_900_000, '1.9 MB'],
  [5_000_000_000, '5.0 GB'],
  [7e15, '7000 TB'],
])('%i bytes are %s', (bytes, text) => {
  expect(formatSize(bytes)).toBe(text);
});

test.each([
  [0, '0 s'],
  [0.4, '0 s'],
  [59.4, '59 s'],
  [59.6, '1 min 0 s'],
  [125, '2 min 5 s'],
  [3599, '59 min 59 s'],
  [3600, '1 h 0 min'],
  [7265, '2 h 1 min'],
  [7199, '2 h 0 min'],
])('%f seconds are %s', (seconds, text) => {
  expect(formatSeconds(seconds)).toBe(text);
});

test.each<[Failure, string]>([
  [
    { package: 'net-libs/nodejs-22.11.0', phase: 'compile', reason: 'emake failed' },
    "go: net-libs/nodejs-22.11.0 failed in the phase 'compile': emake failed",
  ],
  [{ phase: 'finish_rootfs_build', reason: 'x' }, "go: it failed in the phase 'finish_rootfs_build': x"],
])('%j', (failure, text) => {
  expect(describeFailure('go', failure)).toBe(text);
});

test.each<[Status, boolean]>([
  ['built', false],
  ['reused', false],
  ['tested', false],
  ['tagged', false],
  ['failed', true],
  ['blocked', true],
])('%s ends a run with 1: %s', (status, failed) => {
  const result: BuildResult = { status, image: 'x', platform: '', fingerprint: '', tags: [], seconds: 0 };
  expect(isFailed(result)).toBe(failed);
});

test('the label of packages has what is the same in every build, and no more', () => {
  const one: Package = {
    name: 'a/b-1',
    slot: '0',
    use: 'x',
    license: 'MIT',
    repository: 'gentoo',
    size: 1,
    own: true,
    asked: false,
  };
  expect(packagesLabel([{ ...one, ...{ built: 'today' } }])).toEqual([one]);
});
