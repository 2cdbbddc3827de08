// Values that are told from outside in the place of the file's: `software.nodejs.version=22.12.0`.
// In: a definition and values by their path. Out: the definition with them; or a `UserError` for paths that are not in
// the file, since a mistyped one would quietly change nothing.

import type { Definition } from './definition-shape.ts';
import type { Value } from './expression-names.ts';
import { nearestHint } from './nearest.ts';
import { type Problem, refuse, UserError } from './problem.ts';

/** Puts values in the place of those at `software.<name>.<key>` and `vars.<key>`. */
export function overrideDefinition(definition: Definition, set: Readonly<Record<string, string>>): Definition {
  const entries = Object.entries(set);
  if (entries.length === 0) return definition;
  const software = new Map(definition.software);
  const vars = new Map(definition.vars);
  const versions = new Map(definition.versions);
  const known = knownPaths(definition);
  const problems: Problem[] = [];
  for (const [path, value] of entries) {
    if (!known.includes(path)) {
      problems.push(unknown(path, known));
    } else if (path.startsWith('vars.')) {
      vars.set(path.slice('vars.'.length), value);
    } else {
      const { name, key } = splitSoftware(path);
      software.set(name, new Map([...mapOf(software.get(name)), [key, value]]));
      const written = key === 'version' ? versions.get(name) : undefined;
      if (written) versions.set(name, { ...written, value });
    }
  }
  refuse(problems);
  return { ...definition, software, vars, versions };
}

/** Reads lines `path=value`. Throws a `UserError` for a line that is none. */
export function parseSet(lines: readonly string[]): Record<string, string> {
  const set: [string, string][] = lines.map((line) => {
    const at = line.indexOf('=');
    if (at > 0) return [line.slice(0, at).trim(), line.slice(at + 1).trim()];
    const hint = 'write software.nodejs.version=22.12.0';
    throw new UserError([{ code: 'bad-input', message: `set: '${line}' gives no value`, hint }]);
  });
  return Object.fromEntries(set);
}

function knownPaths({ software, vars }: Definition): string[] {
  const ofSoftware = [...software].flatMap(([name, keys]) =>
    [...mapOf(keys).keys()].map((key) => `software.${name}.${key}`),
  );
  return [...ofSoftware, ...[...vars.keys()].map((key) => `vars.${key}`)];
}

/** A name may have dots, a key has none. */
function splitSoftware(path: string): { name: string; key: string } {
  const at = path.lastIndexOf('.');
  return { name: path.slice('software.'.length, at), key: path.slice(at + 1) };
}

function mapOf(value: Value | undefined): ReadonlyMap<string, Value> {
  return value instanceof Map ? value : new Map<string, Value>();
}

function unknown(path: string, known: readonly string[]): Problem {
  return {
    code: 'unknown-name',
    message: `set: the images file has no '${path}'`,
    hint: nearestHint(path, known) ?? 'only what stands under `software` and `vars` can be set',
  };
}
