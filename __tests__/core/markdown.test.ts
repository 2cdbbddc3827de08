// What was escaped is rendered and read again: it must be the same text, and nothing but text. The parser is prettier's,
// which gives the tree of a document: a link, a picture or a tag of somebody's would be a node of its own.

import { parsers } from 'prettier/plugins/markdown';
import { describe, expect, test } from 'vitest';
import { codeBlock, escapeCode, escapeText, markdownTable } from '../../src/core/markdown.ts';
import { randomFrom } from '../fakes/random.ts';

interface Tree {
  readonly type: string;
  readonly value?: string;
  readonly lang?: string;
  readonly children?: readonly Tree[];
}

async function parse(markdown: string): Promise<Tree> {
  return (await parsers.markdown.parse(markdown, { originalText: markdown } as never)) as Tree;
}

/** Tags that are ours; everything else that is HTML is somebody's. */
const OURS = new Set(['<br>', '<code>', '</code>']);

/** The text that people read, and the kinds of nodes that are no text. */
function read(tree: Tree): { text: string; kinds: string[] } {
  const kinds: string[] = [];
  const textOf = ({ type, value = '', children = [] }: Tree): string => {
    if (type === 'text') return value;
    if (type === 'html' && OURS.has(value)) return value === '<br>' ? '\n' : '';
    kinds.push(type);
    if (type === 'html') return '';
    return children.map(textOf).join(['paragraph', 'heading', 'listItem', 'tableCell'].includes(type) ? '' : ' ');
  };
  return { text: textOf(tree), kinds };
}

/** What a reader sees of a source: line ends as one, what cannot be shown as its sign, no blanks around. */
function seen(source: string): string {
  return plain(source.replaceAll(/\r\n?/g, '\n').replaceAll(/[\u0000-\u0008\u000b-\u001f\u007f-\u009f]/g, '\ufffd'));
}

function plain(text: string): string {
  return text.replaceAll('\u200d', '').replaceAll(/\s+/g, '');
}

/** Each begins something somewhere: Markdown, HTML, GitHub's own filters, tables, formulas. */
const PIECES = [
  ...[
    ']-->x[<img src=x onerror=alert(1)>',
    '@team',
    '`',
    '``',
    '```',
    '|',
    '\n',
    '\r\n',
    '\\',
    '*',
    '__',
    '~~',
    '$',
    '$$',
  ],
  ...[
    '[a](b)',
    '![a](b)',
    '[a]: b',
    '<',
    '>',
    '&amp;',
    '&#65;',
    '#',
    '# ',
    '- ',
    '1. ',
    '2) ',
    '+ ',
    '> ',
    '---',
    '===',
  ],
  ...[
    'www.',
    'a.b',
    'http://x.y',
    'https://',
    'a@b.cd',
    'mailto:a@b.cd',
    ':tada:',
    '[^1]',
    '[ ] ',
    '<!--',
    '-->',
    '<br>',
  ],
  ...[
    '</code>',
    '<code>',
    '</details>',
    '<script>',
    '</td>',
    '\t',
    '    ',
    ' ',
    'a',
    'Z',
    'é',
    '💥',
    '\u0000',
    '\u001b[31m',
  ],
  ...['{', '}', '(', ')', '!', '=', '|---|', '\\|', '"', "'", '%', '^', '/', ':', '//'],
];

function hostile(seed: number): string {
  const random = randomFrom(seed);
  return Array.from({ length: 1 + random.below(8) }, () => random.pick(PIECES)).join('');
}

const SEEDS = Array.from({ length: 1500 }, (_, seed) => seed);
const KNOWN = [
  ']-->x[<img src=...>',
  '@team `x` | [l](u)',
  'a\nb\r\nc\rd',
  '1. one',
  '- ',
  '',
  '    code',
  'a\\',
  '=',
  '$x$',
];

describe('a text of anybody’s reads as itself', () => {
  const places: [string, (text: string) => string, string[]][] = [
    ['in an item', (text) => `- ${text}x`, ['root', 'list', 'listItem', 'paragraph']],
    ['in a heading', (text) => `## ${text}x`, ['root', 'heading']],
    ['in a line of its own', (text) => `${text}x`, ['root', 'paragraph']],
  ];
  test.each(places)('%s', async (_where, put, kinds) => {
    for (const source of [...KNOWN, ...SEEDS.map(hostile)]) {
      for (const escape of [escapeText, escapeCode]) {
        const found = read(await parse(put(escape(source))));
        expect([source, plain(found.text), found.kinds]).toEqual([source, `${seen(source)}x`, kinds]);
      }
    }
  });

  test('in a table, whose cells it cannot leave', async () => {
    for (const source of [...KNOWN, ...SEEDS.map(hostile)]) {
      const table = markdownTable(['a', 'b'], [[escapeText(source), escapeCode(source)]]).join('\n');
      const rows = (await parse(table)).children?.[0]?.children;
      const cells = rows?.[1]?.children?.map((cell) => read(cell));
      expect([source, cells?.map(({ text, kinds }) => [plain(text), kinds])]).toEqual([
        source,
        [
          [seen(source), ['tableCell']],
          [seen(source), ['tableCell']],
        ],
      ]);
    }
  });

  test('in a block of code, which it cannot end', async () => {
    for (const source of [...KNOWN, ...SEEDS.map(hostile)]) {
      const text = source.replaceAll('\r', '');
      const { children = [] } = await parse(`${codeBlock('json', text)}\n\nbehind it\n`);
      expect([source, children.map(({ type }) => type)]).toEqual([source, ['code', 'paragraph']]);
      expect([children[0]?.lang, plain(children[0]?.value ?? '').replaceAll('\0', '\ufffd')]).toEqual([
        'json',
        plain(text).replaceAll('\0', '\ufffd'),
      ]);
    }
  });
});

describe('what GitHub does behind Markdown', () => {
  test('calls nobody, makes no picture of a word, no link of an address', () => {
    for (const source of [...KNOWN, ...SEEDS.map(hostile)]) {
      for (const escaped of [escapeText(source), escapeCode(source)]) {
        expect(escaped).not.toMatch(/@[\w.-]/);
        expect(escaped).not.toMatch(/:[\w+-]+:/);
        expect(escaped).not.toMatch(/https?:\/\/|www\./i);
      }
    }
  });

  test('leaves a name that is to be copied as it is', () => {
    expect(escapeCode('ghcr.io/acme/go:1.22-r1')).toBe('<code>ghcr&#46;io&#47;acme&#47;go&#58;1&#46;22&#45;r1</code>');
    expect(escapeText('12.3 MB (was 9), 1.2')).toBe('12\\.3 MB (was 9), 1.2');
    expect([escapeText(''), escapeCode('')]).toEqual(['', '']);
  });
});
