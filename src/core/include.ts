// The further files of an images file. In: sources. Out: which files it includes, and what an included one may not have.
// Never reads a file: a command does, and hands all sources to `parseDefinition`.

import type { Place, Problem } from './problem.ts';
import { complain, entriesOf, itemsOf, under } from './reader.ts';
import type { Reader, Spot } from './reader.ts';
import { plainPath, relativePathRule } from './rules.ts';
import type { Source } from './source.ts';
import { hasExpression } from './written.ts';

export interface Include {
  /** relative to the images file's folder, without `.` and empty parts */
  readonly path: string;
  readonly place: Place;
}

/** What an included file may say. */
const SHARED_KEYS = ['images', 'software', 'vars'];

/** The files that the images file includes, each once; what is wrong there is left out: `parseDefinition` says it. */
export function includesOf(source: Source): Include[] {
  const found = new Map<string, Include>();
  for (const item of itemsOf(under(topOf(source), 'include'))) {
    const path = pathOf(item);
    if (path === undefined || path === nameOf(source) || found.has(path)) continue;
    found.set(path, { path, place: source.place(item.path, 'value') });
  }
  return [...found.values()];
}

/** What is wrong with `include`, and with the top of included files. */
export function includeProblems([main, ...others]: readonly Source[]): Problem[] {
  if (!main) return [];
  const problems: Problem[] = [];
  const reader: Reader = { problems, names: new Map() };
  const seen = new Map<string, Spot>();
  for (const item of itemsOf(under(topOf(main), 'include'))) checkPath(reader, item, nameOf(main), seen);
  const folder = main.file.slice(0, main.file.length - nameOf(main).length);
  for (const other of others) {
    const path = plainPath(other.file.startsWith(folder) ? other.file.slice(folder.length) : other.file);
    checkTop(reader, other, path, main, seen.get(path));
  }
  return problems;
}

function checkPath(reader: Reader, item: Spot, own: string, seen: Map<string, Spot>): void {
  const text = item.source.text(item.path);
  if (text === undefined) return;
  if (hasExpression(text)) {
    const message = 'here no expression is filled in: files are read before values';
    complain(reader, item, 'value', { code: 'bad-expression', message });
    return;
  }
  const fault = relativePathRule(text);
  if (fault) {
    complain(reader, item, 'value', fault);
    return;
  }
  const path = plainPath(text);
  const first = seen.get(path);
  const related = first && [{ message: 'it stands here first', place: first.source.place(first.path, 'value') }];
  const place = item.source.place(item.path, 'value');
  if (path === own) reader.problems.push({ code: 'cycle', message: `'${own}' includes itself`, place });
  else if (first) reader.problems.push({ code: 'duplicate', message: `'${path}' is included twice`, place, related });
  else seen.set(path, item);
}

function checkTop(reader: Reader, source: Source, path: string, main: Source, included: Spot | undefined): void {
  for (const [key, entry] of entriesOf(topOf(source))) {
    if (key === 'include') checkNested(reader, entry, path, main, included);
    else if (MAIN_KEYS.includes(key)) {
      const message = `'${key}' has no place in an included file`;
      const hint = `move it to ${main.file}; included files have ${SHARED_KEYS.join(', ')}`;
      complain(reader, entry, 'key', { code: 'unknown-key', message, hint });
    }
  }
}

/** Known to the schema, but only once, in the images file itself. */
const MAIN_KEYS = [
  ...['registry', 'section', 'registries', 'builders', 'default_builder', 'default_tag', 'portage_scope'],
];

function checkNested(reader: Reader, spot: Spot, path: string, main: Source, included: Spot | undefined): void {
  const place = spot.source.place(spot.path, 'key');
  const ring = itemsOf(spot).find((item) => [nameOf(main), path].includes(pathOf(item) ?? ''));
  const related = included && [
    { message: `'${nameOf(main)}' includes '${path}'`, place: included.source.place(included.path, 'value') },
  ];
  if (ring) {
    const message = `'${path}' includes '${pathOf(ring) ?? ''}', by which it is included: a ring`;
    const at = ring.source.place(ring.path, 'value');
    const own = pathOf(ring) === path ? `'${path}' includes itself` : message;
    reader.problems.push({ code: 'cycle', message: own, place: at, related, hint: "take 'include' out of this file" });
    return;
  }
  const message = 'an included file includes no others';
  const hint = `name them all under 'include' of ${main.file}`;
  reader.problems.push({ code: 'unknown-key', message, place, related, hint });
}

function pathOf({ source, path }: Spot): string | undefined {
  const text = source.text(path);
  return text === undefined || hasExpression(text) || relativePathRule(text) ? undefined : plainPath(text);
}

/** The last part of a source's path. */
function nameOf({ file }: Source): string {
  return file.slice(file.lastIndexOf('/') + 1);
}

function topOf(source: Source): Spot {
  return { source, path: [], value: source.value };
}
