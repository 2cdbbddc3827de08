// Which names an expression uses that do not exist: the evaluator would take each for an empty text.
// In: a parsed expression, the values. Out: the unknown names, each with its stretch of the expression and a hint.
// Never evaluates more than the index of `a[index]`.

import { Evaluator, data } from '@actions/expressions';
import type { Expr } from '@actions/expressions';
import {
  Binary,
  ContextAccess,
  FunctionCall,
  Grouping,
  IndexAccess,
  Literal,
  Logical,
  Star,
  Unary,
} from '@actions/expressions/ast';
import { nearestOf } from './nearest.ts';
import type { Fault } from './written.ts';

/** What a name can stand for. */
export type Value = string | readonly Value[] | ReadonlyMap<string, Value>;

/** A fault at a stretch of the expression's text. */
export type Unknown = Fault & { readonly offset: number; readonly length: number };

interface Walk {
  readonly context: data.Dictionary;
  readonly found: Unknown[];
}

/** What a part of an expression holds, and how it is written; undefined where only the evaluator can know. */
type Known = { readonly value: data.ExpressionData; readonly words: string } | undefined;

/** All names of an expression that are not in `context`. */
export function unknownNames(expression: Expr, context: data.Dictionary): Unknown[] {
  const walk: Walk = { context, found: [] };
  look(expression, walk);
  return walk.found;
}

/** Values as the evaluator takes them. As with GitHub, the case of a key does not count. */
export function dictionaryOf(values: ReadonlyMap<string, Value>): data.Dictionary {
  const known = dictionaries.get(values) ?? newDictionary(values);
  dictionaries.set(values, known);
  return known;
}

/** Thousands of texts are filled in from the same values. */
const dictionaries = new WeakMap<ReadonlyMap<string, Value>, data.Dictionary>();

function newDictionary(values: ReadonlyMap<string, Value>): data.Dictionary {
  const dictionary = new data.Dictionary();
  for (const [key, value] of values) dictionary.add(key, dataOf(value));
  return dictionary;
}

function dataOf(value: Value): data.ExpressionData {
  if (typeof value === 'string') return new data.StringData(value);
  if (!isList(value)) return dictionaryOf(value);
  // Not by the constructor: it takes its entries as arguments, of which there can be too many.
  const list = new data.Array();
  for (const each of value) list.add(dataOf(each));
  return list;
}

function isList(value: Value): value is readonly Value[] {
  return Array.isArray(value);
}

/** `rest` is what follows in the same name, for hints. */
function look(expression: Expr, walk: Walk, rest = ''): Known {
  if (expression instanceof ContextAccess) return lookUp(expression, walk, rest);
  if (expression instanceof IndexAccess) return lookInto(expression, walk, rest);
  if (expression instanceof Grouping) return look(expression.group, walk);
  for (const child of childrenOf(expression)) look(child, walk);
  return undefined;
}

function childrenOf(expression: Expr): readonly Expr[] {
  if (expression instanceof Unary) return [expression.expr];
  if (expression instanceof Binary) return [expression.left, expression.right];
  if (expression instanceof Logical || expression instanceof FunctionCall) return expression.args;
  return [];
}

function lookUp({ name }: ContextAccess, walk: Walk, rest: string): Known {
  const value = walk.context.get(name.lexeme);
  if (value) return { value, words: name.lexeme };
  const roots = walk.context.pairs().map(({ key }) => key);
  const nearest = nearestOf(name.lexeme, roots);
  const hint =
    rootHint(name.lexeme, walk.context, rest) ??
    (nearest === undefined ? `known are ${roots.join(', ')}` : didYouMean(nearest + rest));
  walk.found.push({ ...unknown(name.lexeme, hint), offset: name.range.start.column, length: name.lexeme.length });
  return undefined;
}

/** `nodejs.version` is short for nothing, but what was meant is plain. */
function rootHint(name: string, context: data.Dictionary, rest: string): string | undefined {
  for (const root of ['software', 'vars']) {
    const values = context.get(root);
    if (values instanceof data.Dictionary && values.get(name)) return didYouMean(root + member(name) + rest);
  }
  return undefined;
}

function lookInto(access: IndexAccess, walk: Walk, rest: string): Known {
  const { index } = access;
  const base = look(access.expr, walk, (index instanceof Literal ? member(index.literal.coerceString()) : '') + rest);
  if (index instanceof Star) {
    walk.found.push({ code: 'bad-expression', message: "'*' is not taken in expressions here", offset: 0, length: 1 });
    return undefined;
  }
  const before = walk.found.length;
  look(index, walk);
  if (!base || walk.found.length > before) return undefined;
  const key = new Evaluator(index, walk.context).evaluate();
  const value = valueAt(base.value, key);
  const name = key.coerceString();
  if (value) return { value, words: base.words + member(name) };
  const { column, length } = stretch(index);
  walk.found.push({ ...missing(base, name, rest), offset: column, length });
  return undefined;
}

function valueAt(base: data.ExpressionData, key: data.ExpressionData): data.ExpressionData | undefined {
  if (base instanceof data.Dictionary) return base.get(key.coerceString());
  return base instanceof data.Array ? base.values()[key.number()] : undefined;
}

function missing({ value, words }: NonNullable<Known>, name: string, rest: string): Fault {
  if (!(value instanceof data.Dictionary)) {
    const what =
      value instanceof data.Array
        ? `the list '${words}' has no entry '${name}'`
        : `'${words}' is a text: it has no '${name}'`;
    return { code: 'unknown-name', message: what };
  }
  const keys = value.pairs().map(({ key }) => key);
  const nearest = nearestOf(name, keys);
  const all = keys.length === 0 ? `'${words}' is empty` : `'${words}' has ${keys.join(', ')}`;
  const few = keys.length <= 8 ? all : undefined;
  return unknown(words + member(name), nearest === undefined ? few : didYouMean(words + member(nearest) + rest));
}

function unknown(words: string, hint: string | undefined): Fault {
  return { code: 'unknown-name', message: `there is no ${quoted(words)}`, hint };
}

function didYouMean(words: string): string {
  return `did you mean ${quoted(words)}?`;
}

function quoted(words: string): string {
  return words.includes("'") ? words : `'${words}'`;
}

/** `.name`, or `['name']` where other programs would read an operator in it. */
function member(name: string): string {
  return /^[A-Za-z_][A-Za-z0-9_]*$/.test(name) ? `.${name}` : `['${name.replaceAll("'", "''")}']`;
}

function stretch(index: Expr): { column: number; length: number } {
  const token = index instanceof Literal ? index.token : undefined;
  return token ? { column: token.range.start.column, length: token.lexeme.length } : { column: 0, length: 1 };
}
