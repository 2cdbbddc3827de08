import { describe, expect, test } from 'vitest';
import type { GentooImage } from '../../src/core/catalog.ts';
import { fillCatalog } from '../../src/core/defaults.ts';
import { parseDefinition } from '../../src/core/definition.ts';
import { overrideDefinition, parseSet } from '../../src/core/override.ts';
import { parseSource } from '../../src/core/source.ts';
import { problemsOf } from '../fakes/catalog.ts';

const definition = parseDefinition([
  parseSource(
    'images.yaml',
    `builders: {default: {stage3: "docker.io/gentoo/stage3:latest", portage: "docker.io/gentoo/portage:20261116"}}
software:
  nodejs: {version: 22.11.0, slot: 22}
  node.js-tool: {version: 1}
vars: {site: https://example.org, a.b: c}
images:
  - name: nodejs
    build:
      packages: ["net-libs/nodejs:\${{ software.nodejs.slot }}"]
      environment: {SITE: "\${{ vars.site }}", DOTS: "\${{ vars['a.b'] }}", TOOL: "\${{ software['node.js-tool'].version }}"}
`,
  ),
]);

function imageWith(set: Record<string, string>): { tag: string | undefined; packages: string[]; environment: object } {
  const { images } = fillCatalog(overrideDefinition(definition, set), { dates: new Map() });
  const { tags, packages, environment } = images[0] as GentooImage;
  return {
    tag: tags.version?.value,
    packages: packages.map(({ value }) => value),
    environment: Object.fromEntries(environment),
  };
}

const plain = {
  tag: '22.11.0',
  packages: ['net-libs/nodejs:22'],
  environment: { SITE: 'https://example.org', DOTS: 'c', TOOL: '1' },
};

describe('a value that is set', () => {
  test.each<[Record<string, string>, object]>([
    [{}, plain],
    [{ 'software.nodejs.version': '22.12.0' }, { ...plain, tag: '22.12.0' }],
    [{ 'software.nodejs.slot': '24' }, { ...plain, packages: ['net-libs/nodejs:24'] }],
    [
      { 'software.nodejs.version': '24.1.0', 'software.nodejs.slot': '24' },
      { ...plain, tag: '24.1.0', packages: ['net-libs/nodejs:24'] },
    ],
    [{ 'vars.site': '' }, { ...plain, environment: { ...plain.environment, SITE: '' } }],
    [{ 'vars.a.b': 'd' }, { ...plain, environment: { ...plain.environment, DOTS: 'd' } }],
    [{ 'software.node.js-tool.version': '2' }, { ...plain, environment: { ...plain.environment, TOOL: '2' } }],
    [
      { 'vars.site': '${{ vars.site }} "$(touch x)"\n' },
      { ...plain, environment: { ...plain.environment, SITE: '${{ vars.site }} "$(touch x)"\n' } },
    ],
  ])('%j', (set, image) => {
    expect(imageWith(set)).toEqual(image);
  });

  test('leaves the definition as it is', () => {
    imageWith({ 'software.nodejs.version': '1', 'vars.site': 'x' });
    expect(imageWith({})).toEqual(plain);
  });
});

describe('a path that is not in the file', () => {
  const plainHint = 'only what stands under `software` and `vars` can be set';
  test.each([
    ['software.nodejs.verison', "did you mean 'software.nodejs.version'?"],
    ['software.nodes.slot', "did you mean 'software.nodejs.slot'?"],
    ['vars.sites', "did you mean 'vars.site'?"],
    ['var.site', "did you mean 'vars.site'?"],
    ['registry', plainHint],
    ['software', plainHint],
    ['software.nodejs', "did you mean 'software.nodejs.slot'?"],
    ['images.nodejs.tag', plainHint],
    ['constructor', plainHint],
    ['vars.__proto__', plainHint],
    ['', plainHint],
  ])('%j', (path, hint) => {
    expect(problemsOf(() => overrideDefinition(definition, Object.fromEntries([[path, 'x']])))).toBe(
      `set: the images file has no '${path}'\n  hint: ${hint}`,
    );
  });

  test('all at once', () => {
    const set = { registry: 'a', 'vars.site': 'b', images: 'c' };
    expect(problemsOf(() => overrideDefinition(definition, set))).toBe(
      ['registry', 'images'].map((path) => `set: the images file has no '${path}'\n  hint: ${plainHint}`).join('\n'),
    );
  });
});

describe('lines of set', () => {
  test.each<[string[], Record<string, string>]>([
    [[], {}],
    [['software.nodejs.version=22.12.0'], { 'software.nodejs.version': '22.12.0' }],
    [[' vars.a = b c '], { 'vars.a': 'b c' }],
    [['vars.a=b=c'], { 'vars.a': 'b=c' }],
    [['vars.a='], { 'vars.a': '' }],
    [['vars.a=1', 'vars.a=2', 'vars.b=3'], { 'vars.a': '2', 'vars.b': '3' }],
    [['vars.a=$(touch x); "y" `z`'], { 'vars.a': '$(touch x); "y" `z`' }],
  ])('%j', (lines, set) => {
    expect(parseSet(lines)).toEqual(set);
  });

  test.each(['vars.a', '', '=x', 'vars.a: x'])('that give no value are refused: %j', (line) => {
    expect(problemsOf(() => parseSet(['vars.b=1', line]))).toBe(
      `set: '${line}' gives no value\n  hint: write software.nodejs.version=22.12.0`,
    );
  });
});
