// Fills the `${{ ... }}` of a text in, in GitHub's own expression language.
// In: a text of the user's, the values by name. Out: the text, and what is wrong with its expressions, each at its place.
// Never gives an empty text for an unknown name, never reads a value as an expression, never changes a line count.

import { Evaluator, Lexer, Parser, wellKnownFunctions } from '@actions/expressions';
import type { Expr, data } from '@actions/expressions';
import type { Value } from './expression-names.ts';
import { dictionaryOf, unknownNames } from './expression-names.ts';
import { nearestHint } from './nearest.ts';
import type { Place, Problem } from './problem.ts';
import { hasExpression } from './written.ts';
import type { Written } from './written.ts';

/** Values by the first word of a name: `software`, `vars`, `builder`, `platform`, `image`. */
export type Names = ReadonlyMap<string, Value>;

/** What may stand in bash text: nothing that a shell reads as more than a letter. */
const SAFE = /^[A-Za-z0-9._+:/@=,-]*$/;
const UNSAFE = {
  bash: ['bash text', 'pass it by \'environment\' and use the variable here, as "$NAME"'],
  lines: ['lines that a shell reads', "there a value has only letters, digits and '._+:/@=,-'"],
  command: ['a command line', 'write the command as a list of words'],
} as const;
/** Of one text: more are of the same kind. */
const MAX_PROBLEMS = 20;
/** GitHub's own limit. */
const MAX_EXPRESSION = 21_000;

interface Piece {
  /** with its `${{` and `}}` */
  readonly raw: string;
  readonly start: number;
  readonly closed: boolean;
}

/** The text with all expressions filled in. Where there are problems, it keeps the expressions that have them. */
export function interpolate(written: Written, names: Names): { text: string; problems: Problem[] } {
  if (!hasExpression(written.value)) return { text: written.value, problems: [] };
  const context = dictionaryOf(names);
  const problems: Problem[] = [];
  let text = '';
  let end = 0;
  for (const piece of piecesOf(written.value)) {
    if (problems.length >= MAX_PROBLEMS) break;
    const filled = fill(piece, written, context);
    if (typeof filled !== 'string') problems.push(...filled);
    text += written.value.slice(end, piece.start) + (typeof filled === 'string' ? filled : piece.raw);
    end = piece.start + piece.raw.length;
  }
  return { text: text + written.value.slice(end), problems };
}

/** The words of a text, split at white space; an expression is part of a word. */
export function wordsAround(text: string): string[] {
  const words: string[] = [];
  let word = '';
  let end = 0;
  const addText = (plain: string): void => {
    const [first = '', ...more] = plain.split(/\s+/);
    word += first;
    for (const next of more) {
      words.push(word);
      word = next;
    }
  };
  for (const { raw, start } of piecesOf(text)) {
    addText(text.slice(end, start));
    word += raw;
    end = start + raw.length;
  }
  addText(text.slice(end));
  return [...words, word].filter((each) => each !== '');
}

/** Expressions of a text, as GitHub finds them: `}}` in a string does not end one, `''` is a quote in a string. */
function piecesOf(text: string): Piece[] {
  const pieces: Piece[] = [];
  for (let start = text.indexOf('${{'); start >= 0;) {
    let at = start + 3;
    let quoted = false;
    while (at < text.length && (quoted || !text.startsWith('}}', at))) {
      if (text[at] === "'") quoted = !quoted;
      at++;
    }
    const closed = at < text.length;
    const end = closed ? at + 2 : start + 3;
    pieces.push({ raw: text.slice(start, end), start, closed });
    if (!closed) break;
    start = text.indexOf('${{', end);
  }
  return pieces;
}

function fill(piece: Piece, written: Written, context: data.Dictionary): string | Problem[] {
  const wrong = (code: Problem['code'], message: string, hint?: string): Problem[] => [
    { code, message, place: pieceAt(piece, written), hint },
  ];
  if (!piece.closed) return wrong('bad-expression', "'${{' has no '}}'");
  const body = piece.raw.slice(3, -2);
  if (body.trim() === '') return wrong('bad-expression', 'the expression is empty');
  if (body.length > MAX_EXPRESSION) return wrong('bad-expression', 'the expression is longer than 21,000 characters');
  if (written.kind !== 'value' && body.includes('\n')) {
    return wrong('bad-expression', 'an expression in bash text or a command line must stand on one line');
  }
  const parsed = parse(body);
  if ('message' in parsed) return wrong('bad-expression', parsed.message, parsed.hint);
  const unknown = unknownNames(parsed.expression, context);
  if (unknown.length > 0) {
    const place = pieceAt(piece, written);
    return unknown.map(({ offset, length, ...rest }) => ({ ...rest, place: within(place, piece, 3 + offset, length) }));
  }
  return evaluate(parsed.expression, context, body.trim(), written.kind, wrong);
}

function evaluate(
  expression: Expr,
  context: data.Dictionary,
  words: string,
  kind: Written['kind'],
  wrong: (code: Problem['code'], message: string, hint?: string) => Problem[],
): string | Problem[] {
  let result: data.ExpressionData;
  try {
    result = new Evaluator(expression, context).evaluate();
  } catch (error) {
    return wrong(
      'bad-expression',
      `'${clip(words)}' cannot be worked out: ${error instanceof Error ? error.message : ''}`,
    );
  }
  if (!result.primitive) {
    return wrong('bad-expression', `'${clip(words)}' is a list or a mapping, not a text`, 'name one of its entries');
  }
  const text = result.coerceString();
  if (kind !== 'value' && !SAFE.test(text)) {
    const [where, hint] = UNSAFE[kind];
    return wrong(
      'unsafe-value',
      `'${clip(words)}' is ${JSON.stringify(clip(text))}, which may not stand in ${where}`,
      hint,
    );
  }
  return text;
}

function parse(body: string): { expression: Expr } | { message: string; hint: string | undefined } {
  try {
    const { tokens } = new Lexer(body).lex();
    // Every word is let in as a name: which are known is ours to say, with a place and a hint.
    const words = tokens.map(({ lexeme }) => lexeme);
    return { expression: new Parser(tokens, words, []).parse() };
  } catch (error) {
    const [message = ''] = (error instanceof Error ? error.message : String(error)).split('. Located at');
    const hint = body.includes('"') ? "texts in expressions have single quotes: 'x'" : functionHint(message);
    return {
      message: `the expression ${message.endsWith("'EOF'") ? 'ends too early' : `is wrong: ${lowerFirst(message)}`}`,
      hint,
    };
  }
}

function functionHint(message: string): string | undefined {
  const name = /^Unrecognized function: '(.*)'$/.exec(message)?.[1];
  if (name === undefined) return undefined;
  const known = Object.values(wellKnownFunctions).map((known) => known.name);
  return nearestHint(name, known) ?? `functions are ${known.join(', ')}`;
}

function lowerFirst(text: string): string {
  return text.slice(0, 1).toLowerCase() + text.slice(1);
}

function clip(text: string): string {
  return text.length > 60 ? `${text.slice(0, 57)}...` : text;
}

/** Lines are indented in the file: of an expression over several, only the beginning is found there. */
function pieceAt({ raw, start }: Piece, { value, find }: Written): Place {
  const words = raw.includes('\n') ? '${{' : raw;
  let nth = 0;
  for (let at = value.indexOf(words); at >= 0 && at < start; at = value.indexOf(words, at + 1)) nth++;
  return find(words, nth);
}

/** A stretch of an expression; the whole where the file has it in another form (escapes, folded lines). */
function within(place: Place, { raw }: Piece, offset: number, length: number): Place {
  if (!place.text.startsWith(raw, place.column - 1)) return place;
  return { ...place, column: place.column + offset, length: Math.max(1, length) };
}
