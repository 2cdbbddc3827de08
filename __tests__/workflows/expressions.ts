// GitHub's expressions as its own engine evaluates them. In: a token of a parsed workflow and the contexts. Out: values as
// JSON has them. A context or function that is not given is an error: nothing is taken for empty by mistake.

import { data, Evaluator, Lexer, Parser } from '@actions/expressions';
import {
  isBasicExpression,
  isBoolean,
  isMapping,
  isNumber,
  isSequence,
  isString,
} from '@actions/workflow-parser/templates/tokens/type-guards';
import type { TemplateToken } from '@actions/workflow-parser/templates/tokens/template-token';
import type { Json } from '../../src/core/canonical.ts';

/** `github`, `needs`, ... by name. */
export type Contexts = Readonly<Record<string, Json>>;

/** `success`, `failure`, `cancelled`: what they say here. `always` is true. */
export type Status = Readonly<Record<'success' | 'failure' | 'cancelled', () => boolean>>;

/** The value of a token, all its expressions evaluated. */
export function valueOf(token: TemplateToken, contexts: Contexts, status?: Status): Json {
  if (isBasicExpression(token)) return evaluate(token.expression, contexts, status);
  if (isString(token) || isNumber(token) || isBoolean(token)) return token.value;
  if (isSequence(token)) return [...token].map((item) => valueOf(item, contexts, status));
  if (isMapping(token)) {
    return Object.fromEntries(
      [...token].map(({ key, value }) => [asText(valueOf(key, contexts, status)), valueOf(value, contexts, status)]),
    );
  }
  return null;
}

/** The value of an expression, without its `${{ }}`. */
export function evaluate(expression: string, contexts: Contexts, status?: Status): Json {
  const calls: readonly [string, () => boolean][] = status ? [...Object.entries(status), ['always', yes]] : [];
  const functions = new Map(
    calls.map(([name, call]) => [name, { name, minArgs: 0, maxArgs: 0, call: () => new data.BooleanData(call()) }]),
  );
  const { tokens } = new Lexer(expression).lex();
  const tree = new Parser(tokens, Object.keys(contexts), [...functions.values()]).parse();
  const context = new data.Dictionary(
    ...Object.entries(contexts).map(([key, value]) => ({ key, value: toData(value) })),
  );
  try {
    return fromData(new Evaluator(tree, context, functions).evaluate());
  } catch (error) {
    throw new EvaluationError(error instanceof Error ? error.message : String(error), { cause: error });
  }
}

/** An expression that GitHub understands, but cannot evaluate: it fails the job. */
export class EvaluationError extends Error {}

const yes = (): boolean => true;

/** Whether a condition holds, by GitHub's idea of true. */
export function isTrue(value: Json): boolean {
  return value !== null && value !== false && value !== 0 && value !== '' && !Number.isNaN(value);
}

/** As it stands in an environment variable or an input of an action. */
export function asText(value: Json): string {
  if (value === null) return '';
  if (typeof value === 'object') throw new Error(`an object where a text is wanted: ${JSON.stringify(value)}`);
  return String(value);
}

function toData(value: Json): data.ExpressionData {
  return JSON.parse(JSON.stringify(value), data.reviver) as data.ExpressionData;
}

function fromData(value: data.ExpressionData): Json {
  return JSON.parse(JSON.stringify(value, data.replacer)) as Json;
}
