import { describe, expect, it } from 'vitest';
import { UserError } from '../../src/core/problem.ts';
import type { Path } from '../../src/core/source.ts';
import { MAX_LENGTH, parseSource } from '../../src/core/source.ts';

const parse = (text: string) => parseSource('images.yaml', text);

describe('values', () => {
  it('are plain, by the core schema of YAML 1.2', () => {
    const { value } = parse('{a: 1, b: yes, c: true, d: ~, e: [x, "1"], f: {g: 0x10}}');
    expect(JSON.parse(JSON.stringify(value))).toEqual({
      a: 1,
      b: 'yes',
      c: true,
      d: null,
      e: ['x', '1'],
      f: { g: 16 },
    });
  });

  it('have no prototype to pollute', () => {
    const { value } = parse('constructor: {prototype: {polluted: true}}\nhasOwnProperty: 1\n');
    expect(Object.getPrototypeOf(value)).toBeNull();
    expect(({} as Record<string, unknown>).polluted).toBeUndefined();
    expect(messages('__proto__: {polluted: true}')).toEqual(["'__proto__' cannot be a key"]);
    expect(messages('"__proto__": 1')).toEqual(["'__proto__' cannot be a key"]);
  });

  it('behind aliases are shared, not copied', () => {
    const { value } = parse('a: &a [x]\nb: *a\n');
    const { a, b } = value as Record<string, unknown>;
    expect(a).toBe(b);
  });

  it('follow the anchor that stands last before the alias', () => {
    const source = parse('- &a one\n- *a\n- &a two\n- *a\n');
    expect(source.value).toEqual(['one', 'one', 'two', 'two']);
  });
});

describe('encoding', () => {
  it('is UTF-8: anything else is refused at its first letter', () => {
    const latin = Buffer.from('a: x\nb: gr\xfc\xdfe\n', 'latin1').toString();
    expect(() => parse(latin)).toThrow(UserError);
    const problems = ((): unknown => {
      try {
        return parse(latin);
      } catch (error) {
        return (error as UserError).problems;
      }
    })();
    expect(problems).toMatchObject([
      {
        message: 'this is not written in UTF-8',
        hint: 'save the file as UTF-8',
        place: { line: 2, column: 6 },
      },
    ]);
    expect(parse('b: grüße\n').value).toEqual({ b: 'grüße' });
  });
});

describe('text', () => {
  it.each<[string, string | undefined]>([
    ['2025.10', '2025.10'],
    ['010', '010'],
    ['1e3', '1e3'],
    ['0x1F', '0x1F'],
    ['true', 'true'],
    ['yes', 'yes'],
    ['.inf', '.inf'],
    ['"2025.10"', '2025.10'],
    ["'it''s'", "it's"],
    ['"a\\tb"', 'a\tb'],
    ['null', undefined],
    ['~', undefined],
    ['', undefined],
    ['"null"', 'null'],
    ['[a]', undefined],
    ['|\n  one\n  two', 'one\ntwo\n'],
    ['>\n  one\n  two', 'one two\n'],
    ['one\n  two', 'one two'],
  ])('of %j is %j', (yaml, text) => {
    expect(parse(`a: ${yaml}\n`).text(['a'])).toBe(text);
  });

  it('is undefined where a path leads nowhere', () => {
    const source = parse('a: {b: c}\n');
    expect(source.text(['a', 'x'])).toBeUndefined();
    expect(source.text(['a', 'b', 'c'])).toBeUndefined();
  });
});

describe('place', () => {
  const yaml = [
    'plain: &p value', // 1
    'flow: {list: [one, "zwei", drei], "quoted key": x, empty: }', // 2
    'block:', // 3
    '  - name: größe 😀 end', // 4
    '    other: *p', // 5
    '  - *b', // 6
    '# comment', // 7
    'tab:\tx', // 8
  ].join('\n');

  it.each<[Path, 'key' | 'value', number, number, number]>([
    [['plain'], 'key', 1, 1, 5],
    [['plain'], 'value', 1, 11, 5],
    [['flow'], 'value', 2, 7, 53],
    [['flow', 'list', 0], 'value', 2, 15, 3],
    [['flow', 'list', 1], 'value', 2, 20, 6],
    [['flow', 'list', '2'], 'key', 2, 28, 4],
    [['flow', 'quoted key'], 'key', 2, 35, 12],
    [['flow', 'empty'], 'value', 2, 52, 5],
    [['block', 0, 'name'], 'value', 4, 11, 12],
    [['block', 0, 'other'], 'value', 5, 12, 2],
    [['block', 0], 'value', 4, 5, 18],
    [['tab'], 'value', 8, 6, 1],
    [['flow', 'missing', 'deeper'], 'key', 2, 1, 4],
    [[], 'key', 1, 1, 15],
  ])('of %j, its %s', (path, what, line, column, length) => {
    const place = parse(yaml.replace('*b', 'x')).place(path, what);
    expect(place).toMatchObject({ file: 'images.yaml', line, column, length });
    expect(place.text).toBe(yaml.replace('*b', 'x').split('\n')[line - 1]);
  });

  it('below an alias is where the words stand, of an alias itself the alias', () => {
    const source = parse('a: &a\n  b: {c: d}\ne: *a\n');
    expect(source.place(['e', 'b', 'c'], 'value')).toMatchObject({ line: 2, column: 10 });
    expect(source.place(['e'], 'value')).toMatchObject({ line: 3, column: 4, length: 2 });
  });

  it('leaves carriage returns and a byte order mark out', () => {
    const source = parse('\uFEFFa: b\r\nc: d\r\n');
    expect(source.place(['a'], 'key')).toMatchObject({ line: 1, column: 1, text: 'a: b' });
    expect(source.place(['c'], 'value')).toMatchObject({ line: 2, column: 4, length: 1, text: 'c: d' });
  });
});

describe('lines', () => {
  it.each<[string, number | undefined]>([
    ['a: |\n  one\n  two\n', 2],
    ['a: |+ # comment\n\n\n  one\n', 2],
    ['a:\n  |2\n    one\n', 3],
    ['a: one\n', 1],
    ['a:\n  one\n', 2],
    ['a: one\n  two\n', undefined],
    ['a: >\n  one\n', undefined],
    ['a: "one"\n', undefined],
    ["a: 'one'\n", undefined],
    ['a: [one]\n', undefined],
    ['a: |\r\n  one\r\n', 2],
    ['x: &x |\n  one\na: *x\n', 2],
  ])('of %j is %s', (yaml, line) => {
    const source = parse(yaml);
    expect(source.lines(['a'])?.[0]?.line).toBe(line);
    const first = source
      .text(['a'])
      ?.split('\n')
      .find((each) => each !== '');
    if (line !== undefined && !yaml.includes('\n\n')) expect(yaml.split(/\r?\n/)[line - 1]).toContain(first);
  });

  it('have the columns of the file, not of the text', () => {
    const source = parse('a:\n    b: |\n        one\n          two\n\n        three\nc: d\n');
    expect(source.lines(['a', 'b'])?.map(({ line, column, length }) => [line, column, length])).toEqual([
      [3, 9, 3],
      [4, 11, 3],
      [5, 1, 1],
      [6, 9, 5],
      [7, 1, 4],
    ]);
  });
});

describe('find', () => {
  const source = parse('x: go\na: |\n  go\n  going go\nb: "q\\n go"\n');

  it('finds the nth occurrence within a text', () => {
    expect(source.find(['a'], 'go', 0)).toMatchObject({ line: 3, column: 3 });
    expect(source.find(['a'], 'go', 2)).toMatchObject({ line: 4, column: 9 });
  });

  it('falls back to the text', () => {
    expect(source.find(['a'], 'go', 3)).toEqual(source.place(['a'], 'value'));
    expect(source.find(['b'], '\n go', 0)).toEqual(source.place(['b'], 'value'));
  });

  it('finds words in their order', () => {
    const words = parse('a: sys-devel/gcc gcc go\n').findAll(['a'], ['sys-devel/gcc', 'gcc', 'go', 'lost']);
    expect(words.map(({ column }) => column)).toEqual([4, 18, 22, 4]);
  });
});

describe('limits', () => {
  const times = (count: number, make: (index: number) => string) => Array.from({ length: count }, (_, i) => make(i));
  const bomb = times(30, (i) => `a${i + 1}: &a${i + 1} [${`*a${i},`.repeat(10)}]`);

  const MERGE = "merge keys ('<<') are not taken";

  it.each<[string, string, string | undefined]>([
    ['deep flow', '['.repeat(100_000), 'lists and mappings are nested deeper than 64 levels'],
    ['deep flow mappings', '{a: '.repeat(100_000), 'lists and mappings are nested deeper than 64 levels'],
    ['deep compact lists', '- '.repeat(100_000), 'lists and mappings are nested deeper than 64 levels'],
    ['deep explicit keys', '? '.repeat(100_000), 'lists and mappings are nested deeper than 64 levels'],
    [
      'deep block',
      times(2000, (i) => `${' '.repeat(i)}a:\n`).join(''),
      'lists and mappings are nested deeper than 64 levels',
    ],
    ['65 levels', '['.repeat(65) + ']'.repeat(65), 'lists and mappings are nested deeper than 64 levels'],
    ['64 levels', '['.repeat(64) + ']'.repeat(64), undefined],
    [
      'depth by aliases',
      times(70, (i) => (i === 0 ? 'a0: &a0 x' : `a${i}: &a${i} [*a${i - 1}]`)).join('\n'),
      'lists and mappings are nested deeper than 64 levels',
    ],
    ['alias bomb', ['a0: &a0 [x]', ...bomb].join('\n'), 'the aliases stand for more than 100,000 values'],
    ['merge keys by the thousand', `a: &a {b: c}\n${times(20_000, (i) => `m${i}: {<<: [*a, *a]}\n`).join('')}`, MERGE],
    [
      'a merge bomb',
      ['a0: &a0 {x: y}', ...bomb.map((line) => line.replace('[', '{<<: [').replace(/$/, '}'))].join('\n'),
      MERGE,
    ],
    ['duplicate keys by the thousand', 'a: b\n'.repeat(20_000), "'a' stands twice in this mapping"],
    ['__proto__', '__proto__: {polluted: true}\n', "'__proto__' cannot be a key"],
    ['__proto__ in quotes', 'a: {"__proto__": {polluted: true}}\n', "'__proto__' cannot be a key"],
    ['__proto__ by an escape', 'a: {"\\u005f_proto__": {polluted: true}}\n', "'__proto__' cannot be a key"],
    ['constructor', 'constructor: {prototype: {polluted: true}}\n', undefined],
    ['anchors by the thousand', times(20_000, (i) => `k${i}: &a${i} v\n`).join(''), undefined],
    [
      'aliases of a long list',
      `a: &a [${'x,'.repeat(40_000)}]\nb: [*a, *a, *a]\n`,
      'the aliases stand for more than 100,000 values',
    ],
    ['20 MB', `a: ${'x'.repeat(20_000_000)}`, 'images.yaml is larger than 16 MiB'],
    ['15 MB in one word', `a: ${'x'.repeat(15_000_000)}`, undefined],
    ['a long mapping', times(50_000, (i) => `k${i}: v\n`).join(''), undefined],
    // Each takes a moment; what is not linear here takes hours, and the test's own time-out ends it.
  ])('%s', { timeout: 60_000 }, (_name, text, message) => {
    const found = messages(text);
    expect(found).toEqual(message === undefined ? [] : [message, ...found.slice(1)]);
  });

  it('leave the prototypes of everything else alone', () => {
    const { value } = parse('constructor: {prototype: {polluted: true}}\ntoString: x\n');
    expect(Object.getPrototypeOf(value)).toBeNull();
    expect(({} as { polluted?: boolean }).polluted).toBeUndefined();
  });

  it('are of 16 MiB', () => {
    expect(MAX_LENGTH).toBe(16 * 1024 * 1024);
  });
});

function messages(text: string): string[] {
  try {
    parse(text);
    return [];
  } catch (error) {
    if (error instanceof UserError) return error.problems.map(({ message }) => message);
    throw error;
  }
}
