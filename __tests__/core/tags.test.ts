import { expect, test } from 'vitest';
import type { TagRules } from '../../src/core/catalog.ts';
import { tagsOf } from '../../src/core/tags.ts';
import { makeImage, placed } from '../fakes/catalog.ts';

const explicit = placed('2025.10');
const version = placed('22.11.0');

test.each<[string, Partial<TagRules>, ReturnType<typeof tagsOf>]>([
  ['the date', {}, { tags: ['20261116'], source: 'snapshot', promise: undefined }],
  ['the date, and latest', { latest: true }, { tags: ['20261116', 'latest'], source: 'snapshot', promise: undefined }],
  ['the version', { version }, { tags: ['22.11.0'], source: 'software', promise: '22.11.0' }],
  [
    'the version, and latest',
    { version, latest: true },
    { tags: ['22.11.0', 'latest'], source: 'software', promise: '22.11.0' },
  ],
  [
    'what is said, which promises nothing',
    { explicit, version },
    { tags: ['2025.10'], source: 'explicit', promise: undefined },
  ],
  [
    'what is said, and latest',
    { explicit, latest: true },
    { tags: ['2025.10', 'latest'], source: 'explicit', promise: undefined },
  ],
  [
    'latest once',
    { explicit: placed('latest'), latest: true },
    { tags: ['latest'], source: 'explicit', promise: undefined },
  ],
])('%s', (_, rules, tags) => {
  const image = makeImage({
    tags: { explicit: undefined, version: undefined, latest: false, check: 'fail', ...rules },
  });
  expect(tagsOf(image, '20261116')).toEqual(tags);
});
