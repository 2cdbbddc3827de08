// A YAML file as plain values that know where they stand.
// In: a file's name and text. Out: a `Source`, or a `UserError` with every mistake of syntax. Limits come first, in
// linear time: no file can exhaust stack, memory or patience. Never knows what the keys mean.

import { Composer, Lexer, LineCounter, Parser, isMap, isPair, isSeq } from 'yaml';
import type { Document, ParsedNode, YAMLError } from 'yaml';
import type { Place, Problem } from './problem.ts';
import { refuse } from './problem.ts';
import type { Content, Flaw, Leaf, Span, Tree } from './source-tree.ts';
import { MAX_DEPTH, growTree, tooDeep } from './source-tree.ts';

/** Keys and indexes from the top of the document. */
export type Path = readonly (string | number)[];

/** Plain values; mappings have no prototype. */
export type Data = null | boolean | number | string | readonly Data[] | { readonly [key: string]: Data };

/** A file that is right as YAML. Paths that lead nowhere answer with the nearest place above them. */
export interface Source {
  readonly file: string;
  readonly value: Data;
  /** place of the key that a path ends with, or of its value; an empty value has its key's place */
  readonly place: (path: Path, what: 'key' | 'value') => Place;
  /** a scalar's text as written (`2025.10`); undefined for null, lists, mappings and paths that lead nowhere */
  readonly text: (path: Path) => string | undefined;
  /** places of a text's lines, indentation left out; undefined where YAML folds or unescapes lines */
  readonly lines: (path: Path) => readonly Place[] | undefined;
  /** place of the `nth` (from 0) occurrence of some words inside a text; else the text's own place */
  readonly find: (path: Path, words: string, nth: number) => Place;
  /** places of words that stand in a text in this order */
  readonly findAll: (path: Path, words: readonly string[]) => Place[];
}

/** 16 MiB, in code units. */
export const MAX_LENGTH = 16 * 1024 * 1024;
/** Syntax errors bring forth others: only the first few are worth reading. */
const MAX_SYNTAX_ERRORS = 5;

/** Reads a YAML 1.2 document. Throws a `UserError` with everything that is wrong with it. */
export function parseSource(file: string, text: string): Source {
  if (text.length > MAX_LENGTH) {
    refuse([{ code: 'limit', message: `${file} is larger than 16 MiB` }]);
  }
  const body = text.startsWith('\uFEFF') ? text.slice(1) : text;
  const lines = new LineCounter();
  const placeOf = placer(file, body, lines);
  const problemOf = ({ code, message, span, hint, related }: Flaw): Problem => ({
    ...{ code, message, hint: hint ?? expressionHint(code, placeOf(span)), place: placeOf(span) },
    related: related && [{ message: related.message, place: placeOf(related.span) }],
  });
  const { document, flaws } = compose(body, lines);
  refuse(otherEncoding(body).map(problemOf));
  refuse(flaws.map(problemOf));
  if (!document) throw new Error('a document without flaws is missing');
  const grown = growTree(document);
  refuse(grown.flaws.map(problemOf));
  return sourceOf(file, body, grown.tree, placeOf);
}

/** What is not UTF-8 was read as U+FFFD: whoever meant that can write it as an escape. */
function otherEncoding(body: string): Flaw[] {
  const at = body.indexOf('\uFFFD');
  const message = 'this is not written in UTF-8';
  return at < 0 ? [] : [{ code: 'bad-yaml', message, span: [at, at + 1], hint: 'save the file as UTF-8' }];
}

function sourceOf(file: string, body: string, tree: Tree, placeOf: (span: Span) => Place): Source {
  const leafAt = (path: Path): Leaf | undefined => {
    const { content, found } = walk(tree, path);
    return found && content.kind === 'leaf' && content.value !== null ? content : undefined;
  };
  const place = (path: Path, what: 'key' | 'value'): Place => {
    const { key, span } = walk(tree, path);
    const empty = span[0] >= span[1];
    return placeOf(key && (what === 'key' || empty) ? key : span);
  };
  return {
    file,
    value: dataOf(tree.content, new Map()),
    place,
    text: (path) => leafAt(path)?.text,
    lines: (path) => {
      const leaf = leafAt(path);
      return leaf && linesOf(leaf, body, placeOf);
    },
    find: (path, words, nth) => {
      const leaf = leafAt(path);
      const start = leaf && positionOf(body, words, nth, leaf.span);
      return start === undefined ? place(path, 'value') : placeOf([start, start + words.length]);
    },
    findAll: (path, words) => {
      let from = leafAt(path)?.span[0] ?? 0;
      const end = leafAt(path)?.span[1] ?? 0;
      return words.map((word) => {
        const start = body.indexOf(word, from);
        if (start < 0 || start + word.length > end) return place(path, 'value');
        from = start + word.length;
        return placeOf([start, from]);
      });
    },
  };
}

function positionOf(body: string, words: string, nth: number, [start, end]: Span): number | undefined {
  let position = start - 1;
  for (let count = 0; count <= nth; count++) {
    position = body.indexOf(words, position + 1);
    if (position < 0 || position + words.length > end) return undefined;
  }
  return position;
}

/** A literal's text begins below its `|`; a plain text has lines only when it is one. */
function linesOf(leaf: Leaf, body: string, placeOf: (span: Span) => Place): readonly Place[] | undefined {
  if (leaf.style === 'literal') return literalLines(leaf, body, placeOf);
  const isOne = !body.slice(...leaf.span).includes('\n');
  return leaf.style === 'plain' && isOne ? [placeOf(leaf.span)] : undefined;
}

function literalLines(leaf: Leaf, body: string, placeOf: (span: Span) => Place): readonly Place[] {
  let start = body.indexOf('\n', leaf.span[0]) + 1;
  return leaf.text.split('\n').map(() => {
    const next = body.indexOf('\n', start);
    const line = body.slice(start, next === -1 ? undefined : next);
    const from = start + line.length - line.trimStart().length;
    const place = placeOf([from, Math.max(from + 1, start + line.trimEnd().length)]);
    if (next !== -1) start = next + 1;
    return place;
  });
}

function walk(tree: Tree, path: Path): { content: Content; span: Span; key: Span | undefined; found: boolean } {
  let at = { content: tree.content, span: tree.span, key: undefined as Span | undefined };
  for (const step of path) {
    const { content } = at;
    const entry = content.kind === 'map' ? content.entries.get(String(step)) : undefined;
    const next = content.kind === 'list' ? content.items[Number(step)] : entry?.tree;
    if (!next) return { ...at, found: false };
    at = { content: next.content, span: next.span, key: entry?.key };
  }
  return { ...at, found: true };
}

/** Values behind an alias are one value, shared. */
function dataOf(content: Content, known: Map<Content, Data>): Data {
  if (content.kind === 'leaf') return content.value;
  const seen = known.get(content);
  if (seen !== undefined) return seen;
  const data =
    content.kind === 'list' ? content.items.map((item) => dataOf(item.content, known)) : mapOf(content.entries, known);
  known.set(content, data);
  return data;
}

function mapOf(entries: ReadonlyMap<string, { readonly tree: Tree }>, known: Map<Content, Data>): Data {
  const data = Object.create(null) as Record<string, Data>;
  for (const [key, { tree }] of entries) data[key] = dataOf(tree.content, known);
  return data;
}

/** Places of stretches of the text. Each line is cut out once: a file may be one line. */
function placer(file: string, body: string, lines: LineCounter): (span: Span) => Place {
  const texts = new Map<number, string>();
  const textOf = (line: number, lineStart: number): string => {
    const known = texts.get(line);
    if (known !== undefined) return known;
    const newline = body.indexOf('\n', lineStart);
    const end = newline < 0 ? body.length : newline;
    const text = body.slice(lineStart, body[end - 1] === '\r' ? end - 1 : end);
    texts.set(line, text);
    return text;
  };
  return ([start, end]) => {
    const { line, col } = lines.linePos(Math.min(start, body.length));
    const lineStart = start - col + 1;
    const text = textOf(line, lineStart);
    const words = text.slice(col - 1, end - lineStart).trimEnd();
    return { file, line, column: col, length: Math.max(1, words.length), text };
  };
}

/** Parser and composer by hand, so that the depth is seen on the parser's own stack before anything recurses. */
function compose(body: string, lines: LineCounter): { document?: Document.Parsed | undefined; flaws: Flaw[] } {
  const parser = new Parser(lines.addNewLine);
  const composer = new Composer({
    version: '1.2',
    schema: 'core',
    merge: false,
    uniqueKeys: false,
    logLevel: 'silent',
  });
  const documents: Document.Parsed[] = [];
  lines.addNewLine(0);
  for (const lexeme of new Lexer().lex(body)) {
    for (const token of parser.next(lexeme)) documents.push(...composer.next(token));
    // A document and a scalar are on the stack beside the collections.
    if (parser.stack.length > MAX_DEPTH && depthOf(parser) > MAX_DEPTH) {
      return { flaws: [{ code: 'limit', message: tooDeep(), span: [parser.offset, parser.offset] }] };
    }
  }
  for (const token of parser.end()) documents.push(...composer.next(token));
  documents.push(...composer.end(false, body.length));
  return { document: documents[0], flaws: documentFlaws(documents, lines) };
}

function depthOf(parser: Parser): number {
  return parser.stack.filter(({ type }) => type === 'block-map' || type === 'block-seq' || type === 'flow-collection')
    .length;
}

function documentFlaws(documents: readonly Document.Parsed[], lines: LineCounter): Flaw[] {
  const [document, second] = documents;
  if (!document?.contents) return [{ code: 'bad-yaml', message: 'the file is empty', span: [0, 0] }];
  const errors = [...document.errors, ...document.warnings];
  const flaws = firstOfLines(errors, lines)
    .slice(0, MAX_SYNTAX_ERRORS)
    .map((error) => syntaxFlaw(error, document));
  if (document.directives.yaml.explicit && document.directives.yaml.version !== '1.2') {
    flaws.push({ code: 'bad-yaml', message: 'only YAML 1.2 is taken', span: [0, 0], hint: 'leave the %YAML line out' });
  }
  if (second && flaws.length === 0) {
    const hint = "leave the '---' between them out";
    flaws.push({
      code: 'bad-yaml',
      message: 'here a second document begins; one is taken',
      span: [second.range[0], second.range[0]],
      hint,
    });
  }
  return flaws;
}

/** One mistake often brings forth others on its line. */
function firstOfLines(errors: readonly YAMLError[], lines: LineCounter): YAMLError[] {
  const seen = new Set<number>();
  return errors.filter(({ pos }) => {
    const { line } = lines.linePos(pos[0]);
    return !seen.has(line) && seen.add(line);
  });
}

function syntaxFlaw(error: YAMLError, document: Document.Parsed): Flaw {
  if (error.message.startsWith('Missing closing ')) {
    // The library points at the end of the file; the quote that swallowed it is its last value.
    const start = lastNode(document.contents)?.range[0] ?? error.pos[0];
    return { code: 'bad-yaml', message: 'not YAML: this quote is never closed', span: [start, start + 1] };
  }
  return { code: 'bad-yaml', message: `not YAML: ${error.message}`, span: error.pos, hint: syntaxHint(error) };
}

function lastNode(node: ParsedNode | null): ParsedNode | null {
  let at = node;
  for (;;) {
    const last: unknown = isMap(at) || isSeq(at) ? at.items.at(-1) : undefined;
    const next = isPair(last) ? ((last.value ?? last.key) as ParsedNode | null) : (last as ParsedNode | undefined);
    if (!next) return at;
    at = next;
  }
}

/** To YAML, an expression without quotes is a mapping in a mapping. */
function expressionHint(code: Problem['code'], { text }: Place): string | undefined {
  return code === 'bad-yaml' && text.includes('${{')
    ? "within [...] and {...}, put a text with '${{' in it into quotes"
    : undefined;
}

function syntaxHint({ code }: YAMLError): string | undefined {
  switch (code) {
    case 'TAB_AS_INDENT':
      return 'indent with spaces';
    case 'TAG_RESOLVE_FAILED':
      return "put the text into quotes when it shall begin with '!'";
    case 'MISSING_CHAR':
      return 'indent it like its neighbours';
    case 'BAD_SCALAR_START':
      return 'put the text into quotes';
    case 'MULTILINE_IMPLICIT_KEY':
    case 'BLOCK_AS_IMPLICIT_KEY':
      return "put a text that has ': ' in it into quotes";
    default:
      return undefined;
  }
}
