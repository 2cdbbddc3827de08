// The values of a YAML document, each with its stretch of the file.
// In: a composed document of the `yaml` library. Out: a `Tree` of our own, aliases followed, scalars with their text as
// written, and what is wrong with it. Never resolves merge keys, never expands an alias into copies.

import { isAlias, isMap, isScalar, isSeq } from 'yaml';
import type { Alias, Document, Pair, ParsedNode, Scalar, YAMLMap, YAMLSeq } from 'yaml';
import { nearestHint } from './nearest.ts';
import type { ProblemCode } from './problem.ts';

/** Start and end in code units of the file's text. */
export type Span = readonly [number, number];

/** A scalar. `text` is as written for a plain one, `value` what YAML 1.2's core schema makes of it. */
export interface Leaf {
  readonly kind: 'leaf';
  readonly value: string | number | boolean | null;
  readonly text: string;
  readonly style: 'plain' | 'quoted' | 'literal' | 'folded';
  readonly span: Span;
}

/** What a place of the document holds; shared where aliases lead to it. */
export type Content =
  | Leaf
  | { readonly kind: 'list'; readonly items: Tree[]; readonly span: Span }
  | {
      readonly kind: 'map';
      readonly entries: Map<string, { readonly key: Span; readonly tree: Tree }>;
      readonly span: Span;
    };

/** Content at the place where it is used: for an alias, `span` is the alias, `content.span` what it stands for. */
export interface Tree {
  readonly content: Content;
  readonly span: Span;
  /** levels of lists and mappings, itself included */
  readonly depth: number;
  /** values in it, those behind aliases counted each time */
  readonly size: number;
}

/** Something wrong, at a stretch of the file. */
export interface Flaw {
  readonly code: ProblemCode;
  readonly message: string;
  readonly span: Span;
  readonly hint?: string | undefined;
  readonly related?: { readonly message: string; readonly span: Span };
}

/** Deepest nesting of lists and mappings, aliases followed. */
export const MAX_DEPTH = 64;
/** Values that aliases may stand for, all together. */
export const MAX_ALIASED = 100_000;

interface Growth {
  readonly flaws: Flaw[];
  readonly anchors: Map<string, Tree | 'open'>;
  aliased: number;
}

/** The tree of a document without syntax errors, and the flaws that YAML's grammar lets pass. */
export function growTree(document: Document.Parsed): { tree: Tree; flaws: Flaw[] } {
  const growth: Growth = { flaws: [], anchors: new Map(), aliased: 0 };
  return { tree: grow(document.contents, growth, 0, 0), flaws: growth.flaws };
}

function grow(node: ParsedNode | null, growth: Growth, at: number, level: number): Tree {
  if (node === null) return emptyTree([at, at]);
  if (isAlias(node)) return growAlias(node, growth, level);
  const anchor = node.anchor;
  if (anchor !== undefined) growth.anchors.set(anchor, 'open');
  const tree = isMap(node)
    ? growMap(node, growth, level)
    : isSeq(node)
      ? growList(node, growth, level)
      : growLeaf(node);
  if (anchor !== undefined) growth.anchors.set(anchor, tree);
  return tree;
}

function growLeaf(node: Scalar.Parsed): Tree {
  const span = spanOf(node);
  const value = node.value as Leaf['value'];
  const content: Leaf = { kind: 'leaf', value, text: node.source, style: styleOf(node), span };
  return { content, span, depth: 0, size: 1 };
}

function styleOf(node: Scalar): Leaf['style'] {
  switch (node.type) {
    case 'BLOCK_LITERAL':
      return 'literal';
    case 'BLOCK_FOLDED':
      return 'folded';
    case 'QUOTE_DOUBLE':
    case 'QUOTE_SINGLE':
      return 'quoted';
    default:
      return 'plain';
  }
}

function growList(node: YAMLSeq.Parsed, growth: Growth, level: number): Tree {
  const span = spanOf(node);
  const items = node.items.map((item) => grow(isPair(item) ? null : item, growth, span[0], level + 1));
  return { content: { kind: 'list', items, span }, span, ...measure(items) };
}

/** The library's types allow pairs in lists, for a schema that we do not use. */
function isPair(item: unknown): item is Pair {
  return !isScalar(item) && !isAlias(item) && !isMap(item) && !isSeq(item);
}

function growMap(node: YAMLMap.Parsed, growth: Growth, level: number): Tree {
  const span = spanOf(node);
  const entries = new Map<string, { key: Span; tree: Tree }>();
  const trees: Tree[] = [];
  for (const pair of node.items) {
    const key = spanOf(pair.key);
    const tree = grow(pair.value, growth, key[1], level + 1);
    const name = keyText(pair.key, growth.flaws);
    trees.push(tree);
    if (name === undefined) continue;
    const first = entries.get(name);
    if (first) growth.flaws.push(repeated(name, key, first.key));
    else entries.set(name, { key, tree });
  }
  return { content: { kind: 'map', entries, span }, span, ...measure(trees) };
}

function repeated(name: string, key: Span, first: Span): Flaw {
  const related = { message: 'it stands here first', span: first };
  return { code: 'duplicate', message: `'${name}' stands twice in this mapping`, span: key, related };
}

function keyText(node: ParsedNode, flaws: Flaw[]): string | undefined {
  const [message, hint] = keyFlaw(node) ?? [];
  if (message === undefined) return (node as Scalar.Parsed).source;
  flaws.push({ code: 'bad-yaml', message, span: spanOf(node), hint });
  return undefined;
}

function keyFlaw(node: ParsedNode): [message: string, hint?: string] | undefined {
  if (isAlias(node)) return ['an alias cannot be a key', 'write the key out'];
  if (!isScalar(node)) return ['a list or mapping cannot be a key', "put quotes around '{' and '[' in a text"];
  if (node.value === null && node.source === '') return ['here a key is missing'];
  if (node.source === '__proto__') return ["'__proto__' cannot be a key"];
  if (node.source !== '<<' || node.type !== 'PLAIN') return undefined;
  return ["merge keys ('<<') are not taken", 'write the keys out, or use an alias for a whole value'];
}

function growAlias(node: Alias, growth: Growth, level: number): Tree {
  const span = spanOf(node as Alias.Parsed);
  const target = growth.anchors.get(node.source);
  const flaw = (code: ProblemCode, message: string, hint?: string): Tree => {
    growth.flaws.push({ code, message, span, hint });
    return emptyTree(span);
  };
  if (target === undefined) {
    const hint = nearestHint(node.source, [...growth.anchors.keys()]) ?? 'an anchor stands before its aliases';
    return flaw('bad-yaml', `there is no anchor '&${node.source}' above`, hint);
  }
  if (target === 'open') return flaw('bad-yaml', `'*${node.source}' stands inside of what it stands for`);
  if (level + target.depth > MAX_DEPTH) return flaw('limit', tooDeep());
  growth.aliased += target.size;
  if (growth.aliased <= MAX_ALIASED) return { ...target, span };
  // Said once: a file that does this does it often.
  if (growth.aliased - target.size > MAX_ALIASED) return emptyTree(span);
  return flaw('limit', `the aliases stand for more than ${MAX_ALIASED.toLocaleString('en')} values`);
}

/** What is said of too many levels. */
export function tooDeep(): string {
  return `lists and mappings are nested deeper than ${String(MAX_DEPTH)} levels`;
}

function measure(trees: readonly Tree[]): { depth: number; size: number } {
  let depth = 0;
  let size = 1;
  for (const tree of trees) {
    depth = Math.max(depth, tree.depth);
    size += tree.size;
  }
  return { depth: depth + 1, size };
}

function emptyTree(span: Span): Tree {
  return { content: { kind: 'leaf', value: null, text: '', style: 'plain', span }, span, depth: 0, size: 1 };
}

function spanOf(node: ParsedNode): Span {
  return [node.range[0], node.range[1]];
}
