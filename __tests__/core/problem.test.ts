import { describe, expect, it } from 'vitest';
import type { Place, Problem } from '../../src/core/problem.ts';
import { UserError, formatPlace, formatProblem, refuse } from '../../src/core/problem.ts';

const place = (line: number, column: number, length: number, text: string, file = 'images.yaml'): Place => ({
  ...{ file, line, column, length, text },
});

describe('formatProblem', () => {
  it.each<[string, Problem, string[]]>([
    ['a message alone', { code: 'file', message: 'images.yaml is not there' }, ['images.yaml is not there']],
    [
      'a place, the line, the words, a hint',
      { code: 'unknown-key', message: "unknown key 'nmae'", place: place(3, 5, 4, '  - nmae: x'), hint: 'did you?' },
      ["images.yaml:3:5 unknown key 'nmae'", '    - nmae: x', '      ~~~~', '  hint: did you?'],
    ],
    [
      'tabs before the words stay tabs',
      { code: 'bad-value', message: 'wrong', place: place(1, 5, 3, 'a:\tb\tccc') },
      ['images.yaml:1:5 wrong', '  a:\tb\tccc', '    \t ~~~'],
    ],
    [
      'a blank line is not shown',
      { code: 'bad-yaml', message: 'wrong', place: place(7, 1, 1, '') },
      ['images.yaml:7:1 wrong'],
    ],
    [
      'related places',
      {
        ...{ code: 'duplicate', message: 'twice', place: place(2, 1, 1, 'a: 2') },
        related: [{ message: 'first', place: place(1, 1, 1, 'a: 1') }],
      },
      ['images.yaml:2:1 twice', '  a: 2', '  ~', '  images.yaml:1:1 first', '    a: 1', '    ~'],
    ],
    [
      'a length beyond the line is cut',
      { code: 'bad-value', message: 'wrong', place: place(1, 3, 99, 'a: b') },
      ['images.yaml:1:3 wrong', '  a: b', '    ~~'],
    ],
  ])('%s', (_name, problem, lines) => {
    expect(formatProblem(problem)).toBe(lines.join('\n'));
  });

  it('shows a stretch of a long line', () => {
    const text = `${'x'.repeat(1000)} HERE ${'y'.repeat(1_000_000)}`;
    const [, shown = '', underline = ''] = formatProblem({
      ...{ code: 'bad-value', message: 'wrong', place: place(1, 1002, 4, text) },
    }).split('\n');
    expect(shown.length).toBeLessThan(170);
    expect(shown.slice(underline.indexOf('~'), underline.length)).toBe('HERE');
  });
});

describe('a mistake', () => {
  it('shows signs of the user’s that cannot be seen, and stays one line', () => {
    const error = new UserError([
      { code: 'bad-name', message: "'a\nb\t\u0007\u2028' cannot be a name", hint: 'one\ntwo' },
    ]);
    expect(error.problems.map(formatProblem)).toEqual(["'a\\nb\\t\\u0007\\u2028' cannot be a name\n  hint: one\ntwo"]);
  });
});

describe('refuse', () => {
  it('says nothing when nothing is wrong', () => {
    expect(() => refuse([])).not.toThrow();
  });

  it('throws all problems, in the order of their places, those without one first', () => {
    const problems: Problem[] = [
      { code: 'bad-tag', message: 'c', place: place(2, 1, 1, '', 'b.yaml') },
      { code: 'bad-tag', message: 'b', place: place(9, 4, 1, '', 'a.yaml') },
      { code: 'bad-tag', message: 'a', place: place(9, 2, 1, '', 'a.yaml') },
      { code: 'file', message: 'none' },
    ];
    expect(thrown(() => refuse(problems)).problems.map(({ message }) => message)).toEqual(['none', 'a', 'b', 'c']);
    expect(thrown(() => refuse(problems)).message).toBe('none\na\nb\nc');
  });
});

it('formatPlace is what terminals make clickable', () => {
  expect(formatPlace(place(3, 7, 1, ''))).toBe('images.yaml:3:7');
});

function thrown(run: () => void): UserError {
  try {
    run();
  } catch (error) {
    if (error instanceof UserError) return error;
  }
  throw new Error('nothing was thrown');
}
