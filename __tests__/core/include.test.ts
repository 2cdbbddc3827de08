import { describe, expect, it } from 'vitest';
import { fillCatalog } from '../../src/core/defaults.ts';
import { parseDefinition } from '../../src/core/definition.ts';
import { includesOf } from '../../src/core/include.ts';
import { parseSource } from '../../src/core/source.ts';

const BUILDERS = 'builders: {default: {stage3: a/b:c, portage: a/p:20261116}}\n';

describe('the files that are included', () => {
  it('are told each once, with their places', () => {
    const source = parseSource('ci/images.yaml', 'include: [a.yaml, ./b//c.yaml, b/c.yaml, "a.yaml"]\nimages: []\n');
    expect(includesOf(source)).toMatchObject([
      { path: 'a.yaml', place: { file: 'ci/images.yaml', line: 1, column: 11 } },
      { path: 'b/c.yaml', place: { line: 1, column: 19 } },
    ]);
  });

  it.each(['../a', '/a', 'C:\\a', 'a/../../b', '${{ vars.a }}', 'images.yaml', '', '[a]'])('are never %s', (path) => {
    expect(
      includesOf(parseSource('images.yaml', `include: [${JSON.stringify(path)}]\n`)).map((one) => one.path),
    ).toEqual(path === '[a]' ? ['[a]'] : []);
  });

  it.each(['a: b', 'include: x', 'include: {a: b}', '[include]'])('are none in %j', (text) => {
    expect(includesOf(parseSource('images.yaml', text))).toEqual([]);
  });

  it('add images, software and variables, whose places name their file', () => {
    const main = parseSource(
      'ci/images.yaml',
      `${BUILDERS}include: [team/web.yaml]\nvars: {a: 1}\nimages: [{name: base, env: {B: "\${{ vars.b }}"}}]\n`,
    );
    const more = parseSource(
      'ci/team/web.yaml',
      'x-y: z\nvars: {b: 2}\nsoftware: {web: {version: 3}}\nimages: [{name: web, requires: base, build: {add: [{path: f, dest: /f}]}}]\n',
    );
    const { images } = fillCatalog(parseDefinition([main, more]), { dates: new Map() });
    expect(images).toMatchObject([
      { name: 'base', target: { env: new Map([['B', '2']]) } },
      { name: 'web', tags: { version: { value: '3' } }, place: { file: 'ci/team/web.yaml' }, add: [{ path: 'f' }] },
    ]);
  });

  it('may be empty of images', () => {
    const main = parseSource('images.yaml', `${BUILDERS}include: [a.yaml]\nimages: []\n`);
    expect(() => parseDefinition([main, parseSource('a.yaml', 'x-nothing: 1\n')])).not.toThrow();
  });
});
