import { describe, expect, it } from 'vitest';
import type { Image } from '../../src/core/catalog.ts';
import { fillCatalog } from '../../src/core/defaults.ts';
import { parseDefinition } from '../../src/core/definition.ts';
import { parseSource } from '../../src/core/source.ts';
import { tagProblems, tagsOf } from '../../src/core/tags.ts';

const TOP = `builders: {default: {stage3: a/b, portage: a/p}}
software: {node: {version: 22.11.0}}
vars: {channel: lts}
`;

function imageOf(lines: string, top = TOP): Image {
  const definition = parseDefinition([parseSource('images.yaml', `${top}images:\n  - {${lines}}\n`)]);
  const [image] = fillCatalog(definition, { dates: new Map() }).images;
  if (!image) throw new Error('no image');
  return image;
}

const DATE = '20261116';

describe('the chief tag', () => {
  it.each<[string, readonly string[], string, string | undefined]>([
    ['name: base', [DATE, 'latest'], 'snapshot', undefined],
    ['name: a', [DATE], 'snapshot', undefined],
    ['name: node', ['22.11.0'], 'software', '22.11.0'],
    ['name: node, tag: stable', ['stable'], 'explicit', undefined],
    ['name: node, tag: {package: a/b}, latest: true', ['latest'], 'package', undefined],
    ['name: node, type: script, command: ./a.sh', ['22.11.0'], 'software', '22.11.0'],
    ['type: mirror, source: docker.io/library/node:20.1', ['20.1'], 'explicit', undefined],
    ['type: mirror, source: docker.io/library/node', ['latest'], 'explicit', undefined],
    ['type: mirror, source: docker.io/library/node:20, tag: mine', ['mine'], 'explicit', undefined],
  ])('of {%s}', (lines, tags, source, promise) => {
    expect(tagsOf(imageOf(lines), DATE)).toMatchObject({ tags, source, promise });
  });

  it('is the default one where there is neither a tag nor a version', () => {
    const top = `${TOP}default_tag: "\${{ image.name }}-\${{ vars.channel }}"\n`;
    expect(tagsOf(imageOf('name: a', top), DATE).tags).toEqual(['a-lts']);
    expect(tagsOf(imageOf('name: node', top), DATE).tags).toEqual(['22.11.0']);
    expect(tagsOf(imageOf('type: mirror, source: a/b:3', top), DATE).tags).toEqual(['3']);
  });

  it('of a package is known after the build', () => {
    const image = imageOf('name: a, tag: {package: net-libs/nodejs, in: builder}, tags: ["${{ major }}"]');
    expect(tagsOf(image, DATE)).toMatchObject({
      tags: [],
      open: [
        { text: '{package: net-libs/nodejs}', reason: 'the version of net-libs/nodejs is known after the build' },
        { text: '${{ major }}', reason: "'major' is not known yet", later: true, place: { line: 5 } },
      ],
    });
    expect(tagsOf(image, DATE, { merged: '22.12.0-r1' })).toMatchObject({ tags: ['22.12.0-r1', '22'], open: [] });
    expect(image.tags.package).toMatchObject({ atom: { value: 'net-libs/nodejs' }, in: 'builder' });
  });
});

describe('further tags', () => {
  it.each<[string, string, readonly string[]]>([
    ['node', '["${{ major }}", "${{ major }}.${{ minor }}"]', ['22.11.0', '22', '22.11']],
    ['node', '["v${{ version }}-${{ portage }}", plain, 1.10]', ['22.11.0', 'v22.11.0-20261116', 'plain', '1.10']],
    ['node', '["${{ vars.channel }}-${{ platform.arch }}", "${{ image.name }}"]', ['22.11.0', 'lts-amd64', 'node']],
    ['node', '["${{ format(\'{0}_{1}\', major, minor) }}"]', ['22.11.0', '22_11']],
    ['node', '["22.11.0"]', ['22.11.0']],
    ['other', '["${{ major }}", "${{ version }}"]', ['20261116']],
  ])('of %s: %s', (name, tags, expected) => {
    expect(tagsOf(imageOf(`name: ${name}, tags: ${tags}`), DATE)).toMatchObject({ tags: expected, open: [] });
  });

  it('are open until their values are known', () => {
    const image = imageOf('name: a, tags: ["${{ date }}", "x${{ fingerprint }}", fixed]');
    const reasons = ["'date' is not known yet", "'fingerprint' is not known yet"];
    expect(tagsOf(image, DATE)).toMatchObject({ tags: [DATE, 'fixed'], open: reasons.map((reason) => ({ reason })) });
    const later = { today: '20261122', fingerprint: 'f1-0' };
    expect(tagsOf(image, DATE, later)).toMatchObject({ tags: [DATE, '20261122', 'xf1-0', 'fixed'], open: [] });
    expect(tagProblems(image)).toEqual([]);
  });
});
