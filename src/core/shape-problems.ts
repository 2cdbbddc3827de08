// What the schema has against a file, in words that a user can act on.
// In: a source. Out: problems, one a mistake, each at the key or value itself. The schema says in `x-words` what a value
// may be, in `x-elsewhere` where a misplaced key belongs. Never repeats the validator's own messages.

import { validate } from './images-validator.generated.js';
import { nearestHint, nearestOf } from './nearest.ts';
import type { Problem } from './problem.ts';
import type { Path, Source } from './source.ts';

interface Annotated {
  readonly 'x-words'?: string;
  readonly 'x-elsewhere'?: Readonly<Record<string, string>>;
  readonly properties?: Readonly<Record<string, unknown>>;
  readonly minimum?: number;
  readonly maximum?: number;
}

interface ShapeError {
  readonly path: Path;
  readonly keyword: string;
  readonly schema: Annotated;
  readonly params: Readonly<Record<string, unknown>>;
  readonly data: unknown;
}

/** What an included file has; everything else of it is refused as a whole. */
const INCLUDED_KEYS: readonly unknown[] = ['images', 'software', 'vars'];

/** Everything about the file that is not as the schema has it. */
export function shapeProblems(source: Source, role: 'whole' | 'included' = 'whole'): Problem[] {
  if (validate(source.value)) return [];
  const all = (validate.errors ?? []).map(({ instancePath, keyword, parentSchema, params, data }): ShapeError => ({
    path: pathOf(instancePath),
    keyword,
    schema: (parentSchema ?? {}) as Annotated,
    params: params as Record<string, unknown>,
    data,
  }));
  const errors = role === 'whole' ? all : all.filter(({ path, keyword }) => isOfIncluded(path, keyword));
  const mistyped = new Set<string>();
  for (const { keyword, path } of errors) if (keyword === 'type') mistyped.add(keyOf(path));
  const said = new Set<string>();
  return errors.flatMap((error) => {
    const key = keyOf(error.path);
    // A value of the wrong type also breaks what the schema says of the right ones; once is enough.
    if (mistyped.has(key) && (error.keyword !== 'type' || said.has(key))) return [];
    if (error.keyword === 'type') said.add(key);
    return problemOf(source, error) ?? [];
  });
}

function isOfIncluded(path: Path, keyword: string): boolean {
  return path.length === 0 ? keyword !== 'required' : INCLUDED_KEYS.includes(path[0]);
}

function keyOf(path: Path): string {
  return JSON.stringify(path);
}

function problemOf(source: Source, error: ShapeError): Problem | undefined {
  switch (error.keyword) {
    case 'additionalProperties':
      return unknownKey(source, error, String(error.params.additionalProperty));
    case 'required':
      return missingKey(source, error, String(error.params.missingProperty));
    case 'type':
      return error.schema['x-words'] === undefined ? undefined : wrongType(source, error, error.schema['x-words']);
    case 'enum':
      return notOneOf(source, error);
    case 'minimum':
    case 'maximum':
      return outOfRange(source, error);
    case 'if':
      return undefined;
    default:
      throw new Error(`the schema uses '${error.keyword}', for which there are no words`);
  }
}

function unknownKey(source: Source, { path, schema }: ShapeError, key: string): Problem {
  const known = Object.keys(schema.properties ?? {});
  const elsewhere = new Map(Object.entries(schema['x-elsewhere'] ?? {}));
  const nearest = elsewhere.has(key) ? key : nearestOf(key, [...known, ...elsewhere.keys()]);
  const meant = nearest === undefined || nearest === key ? undefined : `did you mean '${nearest}'?`;
  const where = nearest === undefined ? undefined : elsewhere.get(nearest);
  const few = known.length > 0 && known.length <= 6 ? `known are ${known.join(', ')}` : undefined;
  const hint = meant || where ? [meant, where].filter(Boolean).join(' ') : few;
  return { code: 'unknown-key', message: `unknown key '${key}'`, place: source.place([...path, key], 'key'), hint };
}

function missingKey(source: Source, { path, data }: ShapeError, key: string): Problem {
  const name = typeof data === 'object' && data !== null && 'name' in data ? `'${String(data.name)}'` : undefined;
  const owner = path.length === 0 ? 'the file' : (name ?? subject(path));
  return { code: 'missing-key', message: `${owner} has no '${key}'`, place: source.place(path, 'key') };
}

function wrongType(source: Source, { path, data }: ShapeError, words: string): Problem {
  if (data === null) {
    const message = `${subject(path)} is empty: it takes ${words}`;
    return {
      code: 'wrong-type',
      message,
      place: source.place(path, 'value'),
      hint: 'give it a value, or leave it out',
    };
  }
  const message = `${subject(path)} takes ${words}; this is ${typeWords(data)}`;
  return { code: 'wrong-type', message, place: source.place(path, 'value'), hint: remedy(data, words) };
}

function notOneOf(source: Source, { path, schema, params, data }: ShapeError): Problem {
  const allowed = (params.allowedValues as readonly unknown[]).map(String);
  const message = `${subject(path)} takes ${schema['x-words'] ?? allowed.join(', ')}, not '${String(data)}'`;
  const hint =
    nearestHint(String(data), allowed) ?? (allowed.length > 3 ? `known are ${allowed.join(', ')}` : undefined);
  return { code: 'bad-value', message, place: source.place(path, 'value'), hint };
}

function outOfRange(source: Source, { path, schema, data }: ShapeError): Problem {
  const least = schema.maximum === undefined && schema.minimum !== undefined ? ` of at least ${schema.minimum}` : '';
  const message = `${subject(path)} takes ${schema['x-words'] ?? 'a number'}${least}, not ${String(data)}`;
  return { code: 'bad-value', message, place: source.place(path, 'value') };
}

/** How a value is spoken of: `'test'`, or `an entry of 'requires'`. */
function subject(path: Path): string {
  const last = path.at(-1);
  if (last === undefined) return 'the file';
  if (typeof last === 'string') return `'${last}'`;
  const owner = path.findLast((step) => typeof step === 'string');
  return owner === undefined ? 'an entry' : `an entry of '${owner}'`;
}

function typeWords(data: unknown): string {
  if (Array.isArray(data)) return 'a list';
  switch (typeof data) {
    case 'object':
      return 'a mapping';
    case 'number':
      return 'a number';
    case 'boolean':
      return 'true or false';
    default:
      return 'a text';
  }
}

const AS_LIST = "write it as a list, with '- ' before each entry";

/** What to write instead, for mix-ups that YAML invites. */
function remedy(data: unknown, words: string): string | undefined {
  const list = words.startsWith('a list') || words.includes('or a list');
  const mapping = words.includes('mapping');
  if (typeof data === 'number' || typeof data === 'boolean') {
    if (words.startsWith('a list') && !mapping) return AS_LIST;
    return mapping ? undefined : 'put it into quotes';
  }
  if (typeof data === 'string' && words === 'true or false') return 'write true or false, without quotes';
  if (typeof data === 'string' && list) return AS_LIST;
  if (!Array.isArray(data) && typeof data === 'object' && words.startsWith('a list') && !mapping) return AS_LIST;
  if (Array.isArray(data))
    return words === 'a mapping of names to texts' ? "write each entry as 'NAME: text', without '- '" : undefined;
  return typeof data === 'object' && !mapping && !list && words.startsWith('a ')
    ? "a text with ': ' in it needs quotes"
    : undefined;
}

/** A JSON pointer's steps; those that are indexes of lists become numbers. */
function pathOf(pointer: string): Path {
  const steps = pointer.split('/').slice(1);
  return steps.map((step) => (/^\d+$/.test(step) ? Number(step) : step.replaceAll('~1', '/').replaceAll('~0', '~')));
}
