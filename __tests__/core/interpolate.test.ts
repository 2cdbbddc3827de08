import { describe, expect, it } from 'vitest';
import { interpolate, wordsAround } from '../../src/core/interpolate.ts';
import type { Value } from '../../src/core/expression-names.ts';
import type { Names } from '../../src/core/interpolate.ts';
import { parseSource } from '../../src/core/source.ts';
import type { Written } from '../../src/core/written.ts';

const names: Names = new Map<string, Value>([
  [
    'software',
    new Map([
      ['nodejs', new Map([['version', '22.11.0']])],
      ['oauth2-proxy', new Map([['version', '7.1']])],
    ]),
  ],
  [
    'vars',
    new Map<string, Value>([
      ['site', 'https://git.example.org/a_b?c'],
      ['safe', 'a-B_1.2+3:/@=,'],
      ['evil', '$(id) `id` "x" \'y\'\n; z'],
      ['template', '${{ vars.safe }}'],
      ['empty', ''],
      ['list', ['one', 'two']],
      ['key', 'safe'],
    ]),
  ],
  ['builder', new Map([['portage', '20261116']])],
  ['platform', new Map([['arch', 'amd64']])],
  ['image', new Map([['name', 'base']])],
]);

/** A text as it comes from a file: a block literal, so that lines count. */
function written(value: string, kind: Written['kind'] = 'value'): Written {
  const source = parseSource('images.yaml', `a: |-\n${value.replaceAll(/^/gm, '  ')}\n`);
  const find: Written['find'] = (words, nth) => source.find(['a'], words, nth);
  return { value, kind, find, place: source.place(['a'], 'value'), rule: undefined, lines: undefined };
}

describe('values', () => {
  it.each([
    ['no expression', 'no expression'],
    ['${{ software.nodejs.version }}', '22.11.0'],
    ['v${{software.nodejs.version}}-${{ builder.portage }}', 'v22.11.0-20261116'],
    ["${{ software['oauth2-proxy'].version }}", '7.1'],
    ['${{ software.oauth2-proxy.version }}', '7.1'],
    ['${{ SOFTWARE.NodeJS.version }}', '22.11.0'],
    ['${{ platform.arch }}/${{ image.name }}', 'amd64/base'],
    ["${{ format('{0}-{1}', image.name, vars.list[1]) }}", 'base-two'],
    ["${{ join(vars.list, '+') }}", 'one+two'],
    ["${{ vars.empty || 'none' }}", 'none'],
    ["${{ vars[vars.key] == 'x' }}", 'false'],
    ["${{ startsWith(software.nodejs.version, '22.') && 'lts' || 'current' }}", 'lts'],
    ["${{ '}}' }}", '}}'],
    ["${{ 'it''s' }}", "it's"],
    ["${{ '${{' }}", '${{'],
    ['${{ toJSON(vars.list) }}', '[\n  "one",\n  "two"\n]'],
    ['${{ 1 }}${{ true }}${{ null }}', '1true'],
    ['${{\n  image.name\n}}', 'base'],
    ['$ { { ${ {{ }}', '$ { { ${ {{ }}'],
    ['${{ vars.template }}', '${{ vars.safe }}'],
    ['${{ vars.evil }}', '$(id) `id` "x" \'y\'\n; z'],
  ])('%j becomes %j', (text, result) => {
    expect(interpolate(written(text), names)).toEqual({ text: result, problems: [] });
  });
});

type Wrong = [text: string, code: string, message: string, hint: string | undefined, place: [number, number, number]];

describe('problems', () => {
  it.each<Wrong>([
    ['${{ x }}', 'unknown-name', "there is no 'x'", 'known are software, vars, builder, platform, image', [2, 7, 1]],
    ['one\n${{ vars.siet }}', 'unknown-name', "there is no 'vars.siet'", "did you mean 'vars.site'?", [3, 12, 4]],
    [
      '${{ software.oauth2_proxy.version }}',
      'unknown-name',
      "there is no 'software.oauth2_proxy'",
      "did you mean software['oauth2-proxy'].version?",
      [2, 16, 12],
    ],
    [
      '${{ nodejs.version }}',
      'unknown-name',
      "there is no 'nodejs'",
      "did you mean 'software.nodejs.version'?",
      [2, 7, 6],
    ],
    [
      "${{ vars['no'] }}",
      'unknown-name',
      "there is no 'vars.no'",
      "'vars' has site, safe, evil, template, empty, list, key",
      [2, 12, 4],
    ],
    [
      "${{ x || 'y' }}",
      'unknown-name',
      "there is no 'x'",
      'known are software, vars, builder, platform, image',
      [2, 7, 1],
    ],
    ['${{ vars.list[2] }}', 'unknown-name', "the list 'vars.list' has no entry '2'", undefined, [2, 17, 1]],
    ['${{ vars[image.nam] }}', 'unknown-name', "there is no 'image.nam'", "did you mean 'image.name'?", [2, 18, 3]],
    ['${{ vars.safe.x }}', 'unknown-name', "'vars.safe' is a text: it has no 'x'", undefined, [2, 17, 1]],
    [
      '${{ vars }}',
      'bad-expression',
      "'vars' is a list or a mapping, not a text",
      'name one of its entries',
      [2, 3, 11],
    ],
    ['${{ vars.* }}', 'bad-expression', "'*' is not taken in expressions here", undefined, [2, 6, 1]],
    ['a ${{ vars.safe', 'bad-expression', "'${{' has no '}}'", undefined, [2, 5, 3]],
    ['${{ }}', 'bad-expression', 'the expression is empty', undefined, [2, 3, 6]],
    ['${{ vars. }}', 'bad-expression', 'the expression ends too early', undefined, [2, 3, 12]],
    [
      '${{ secrets() }}',
      'bad-expression',
      "the expression is wrong: unrecognized function: 'secrets'",
      expect.any(String) as string,
      [2, 3, 16],
    ],
  ])('of %j: %s', (text, code, message, hint, [line, column, length]) => {
    const { problems } = interpolate(written(text), names);
    expect(problems).toMatchObject([{ code, message, place: { line, column, length } }]);
    expect(problems[0]?.hint).toEqual(hint);
  });

  it('are all said, the first twenty of a text', () => {
    expect(interpolate(written('${{ a }} ${{ b }} ${{ c || d }}'), names).problems).toHaveLength(4);
    expect(interpolate(written('${{ a }}'.repeat(100)), names).problems).toHaveLength(20);
  });

  it('stand at the occurrence that is meant', () => {
    const { problems } = interpolate(written('${{ vars.x }}\n${{ vars.x }}'), names);
    expect(problems.map(({ place }) => place?.line)).toEqual([2, 3]);
  });
});

describe('bash text', () => {
  it('takes values that a shell reads as letters', () => {
    expect(interpolate(written('echo ${{ vars.safe }}', 'bash'), names).text).toBe('echo a-B_1.2+3:/@=,');
  });

  it.each(['${{ vars.evil }}', '${{ vars.site }}', "${{ ' ' }}", '${{ vars.template }}', "${{ '$' }}", "${{ '日' }}"])(
    'refuses %s',
    (text) => {
      expect(interpolate(written(`echo ${text}`, 'bash'), names).problems[0]?.code).toBe('unsafe-value');
      expect(interpolate(written(`echo ${text}`, 'command'), names).problems[0]?.code).toBe('unsafe-value');
    },
  );

  it('keeps its lines', () => {
    const text = 'one ${{ image.name }}\n\ntwo ${{ image.name }}\n';
    expect(interpolate(written(text, 'bash'), names).text.split('\n')).toHaveLength(text.split('\n').length);
    const { problems } = interpolate(written('${{\nimage.name }}', 'bash'), names);
    expect(problems[0]?.message).toContain('must stand on one line');
  });

  it('is filled in within here-documents, too', () => {
    const { problems } = interpolate(written("cat <<'END'\n${{ github.sha }}\nEND", 'bash'), names);
    expect(problems).toMatchObject([{ code: 'unknown-name', place: { line: 3, column: 7 } }]);
  });
});

describe('wordsAround', () => {
  it.each<[string, string[]]>([
    ['a b\n\tc ', ['a', 'b', 'c']],
    ['', []],
    ['=a/b-${{ vars.x }} c', ['=a/b-${{ vars.x }}', 'c']],
    ["${{ format('a b') }}${{ x }}y z", ["${{ format('a b') }}${{ x }}y", 'z']],
    ['a ${{ b c', ['a', '${{', 'b', 'c']],
  ])('%j', (text, words) => {
    expect(wordsAround(text)).toEqual(words);
  });
});
