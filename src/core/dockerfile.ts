// The lines of `build.dockerfile`. In: their text, with the place of each. Out: instructions, those of earlier stages
// apart from the target's own; what they copy from their folder; and all of it again as an engine takes it.
// https://docs.docker.com/reference/dockerfile/. What is wrong with them is `dockerfile-problems.ts`'s, what they do is `dockerfile-config.ts`'s and an engine's.

import type { GentooImage, Hook, UserFile } from './catalog.ts';
import type { Place } from './problem.ts';
import { plainPath } from './rules.ts';

/** One instruction; lines that go on are joined. */
export interface Instruction {
  /** in capitals */
  readonly word: string;
  /** what follows the word, options included */
  readonly rest: string;
  /** as written, here documents included */
  readonly raw: string;
  readonly place: Place;
}

/** `FROM image AS name`, and what follows it. */
export interface Stage {
  readonly name: string;
  /** as written: a reference, an earlier stage, or `scratch` */
  readonly from: string;
  readonly place: Place;
  readonly instructions: readonly Instruction[];
}

export interface Dockerfile {
  readonly stages: readonly Stage[];
  /** what is applied to the target */
  readonly own: readonly Instruction[];
}

/** The lines of an image; undefined where it has none, or those of a file that has not been read. */
export function dockerfileOf({ dockerfile }: GentooImage): Dockerfile | undefined {
  return dockerfile && 'lines' in dockerfile ? parseDockerfile(dockerfile.lines) : undefined;
}

/** The same image with the text of its file, whose path people know as `shown`. */
export function withLinesOf(image: GentooImage, file: UserFile, shown: string, text: string): GentooImage {
  const all = text.split('\n');
  const places = all.map((line, at) => ({
    file: shown,
    line: at + 1,
    column: 1,
    length: Math.max(line.length, 1),
    text: line,
  }));
  const place = places[0] ?? file.place;
  return { ...image, dockerfile: { lines: { text, place, lines: places }, file } };
}

/** The folder that the lines of an image copy from, relative to the images file's: their file's, or that one itself. */
export function contextFolder({ dockerfile }: GentooImage): string {
  const path = dockerfile && 'file' in dockerfile ? dockerfile.file.path : '';
  return path.slice(0, Math.max(path.lastIndexOf('/'), 0));
}

/** The paths that the lines of an image copy, relative to the images file's folder. */
export function contextPaths(image: GentooImage): PlacedPath[] {
  const file = dockerfileOf(image);
  const folder = contextFolder(image);
  const place = image.dockerfile && 'lines' in image.dockerfile ? image.dockerfile.lines.place : image.place;
  return (file ? contextOf(file) : []).map((path) => {
    const whole = [folder, path === '.' ? '' : path].filter((part) => part !== '').join('/');
    return { path: whole === '' ? '.' : whole, place };
  });
}

interface PlacedPath {
  readonly path: string;
  readonly place: Place;
}

/** Reads lines, whatever is wrong with them: `lineProblems` says that. */
export function parseDockerfile(hook: Hook): Dockerfile {
  const all = readInstructions(hook);
  const starts = all.flatMap((one, at) => (one.word === 'FROM' ? [{ ...stageOf(one), at }] : []));
  const last = starts.at(-1);
  if (!last) return { stages: [], own: all };
  const means = (from: string): boolean =>
    from.toLowerCase() === last.name.toLowerCase() || from === String(starts.length - 1);
  const ownAt = all.findIndex((one, index) => index > last.at && fromsOf(one).some(means));
  const end = ownAt === -1 ? all.length : ownAt;
  const stages = starts.map(({ at, ...stage }, index) => ({
    ...stage,
    instructions: all.slice(at + 1, starts[index + 1]?.at ?? end),
  }));
  return { stages, own: all.slice(end) };
}

const HERE_DOCUMENT = /(?:^|[\s;&|])\d*<<(-?)(["']?)([A-Za-z_]\w*)\2/g;

function readInstructions({ text, place, lines }: Hook): Instruction[] {
  const all = text.split('\n');
  const found: Instruction[] = [];
  for (let at = 0; at < all.length; at += 1) {
    const first = at;
    let joined = all[at] ?? '';
    if (isIdle(joined)) continue;
    while (/\\\s*$/.test(joined) && at + 1 < all.length) {
      at += 1;
      if (!isIdle(all[at] ?? '')) joined = joined.replace(/\\\s*$/, '') + (all[at] ?? '');
      // A comment or an empty line in between is none of it.
    }
    const [, word = '', rest = ''] = /^\s*(\S+)\s*(.*?)\s*$/s.exec(joined) ?? [];
    if (['RUN', 'COPY', 'ADD'].includes(word.toUpperCase())) at = behindDocuments(rest, all, at);
    const raw = all.slice(first, at + 1).join('\n');
    found.push({ word: word.toUpperCase(), rest, raw, place: lines?.[first] ?? place });
  }
  return found;
}

function isIdle(line: string): boolean {
  return /^\s*(#|$)/.test(line);
}

/** The index of the last line of the here documents that begin in an instruction. */
function behindDocuments(rest: string, all: readonly string[], at: number): number {
  let last = at;
  for (const [, dash, , word = ''] of rest.matchAll(HERE_DOCUMENT)) {
    const end = all.findIndex((line, index) => index > last && (dash ? line.replace(/^\t+/, '') : line) === word);
    last = end === -1 ? all.length - 1 : end;
  }
  return last;
}

function stageOf({ rest, place }: Instruction): Omit<Stage, 'instructions'> {
  const [, from = '', name = ''] = /^(.*?)(?:\s+AS\s+(\S+))?$/is.exec(rest) ?? [];
  return { name, from, place };
}

/** The options of an instruction, before its words. */
function optionsOf({ rest }: Instruction): string[] {
  return (/^(?:--\S+\s*)*/.exec(rest)?.[0] ?? '').split(/\s+/).filter((word) => word !== '');
}

/** What `--from=` names, that of mounts included. */
export function fromsOf(one: Instruction): string[] {
  return optionsOf(one).flatMap((option) => {
    const [, from] = /^--from=(.*)$/.exec(option) ?? [];
    if (from !== undefined) return [from];
    const mount = mountOf(option)?.get('from');
    return mount === undefined ? [] : [mount];
  });
}

function mountOf(option: string): Map<string, string> | undefined {
  const [, fields] = /^--mount=(.*)$/.exec(option) ?? [];
  if (fields === undefined) return undefined;
  return new Map(fields.split(',').map((field) => [field.replace(/=.*$/, ''), field.replace(/^[^=]*=?/, '')]));
}

/** What an instruction takes from the folder of the lines, as written. */
export function sourcesOf(one: Instruction): string[] {
  const mounts = optionsOf(one).flatMap((option) => mountOf(option) ?? []);
  const bound = mounts.filter((mount) => (mount.get('type') ?? 'bind') === 'bind' && !mount.has('from'));
  const mounted = bound.map((mount) => mount.get('source') ?? mount.get('src') ?? '.');
  if (!['COPY', 'ADD'].includes(one.word)) return mounted;
  if (fromsOf(one).length > 0) return [];
  const words = listOf(one.rest.replace(/^(?:--\S+\s*)*/, '')) ?? one.rest.split(/\s+/);
  return words.filter((word) => !word.startsWith('--') && !/^\d*<<-?["']?\w/.test(word)).slice(0, -1);
}

/** A list of texts as JSON; undefined for what is none. */
export function listOf(text: string): string[] | undefined {
  if (!text.startsWith('[')) return undefined;
  try {
    const value: unknown = JSON.parse(text);
    return Array.isArray(value) && value.every((one) => typeof one === 'string') ? value : undefined;
  } catch {
    return undefined;
  }
}

/** What an engine would fetch. */
export const REMOTE = /^([a-z+]+:\/\/|git@)/i;

/**
 * The paths that lines take from their folder, each once: a pattern's folder as a whole, and `.` for all of it.
 */
export function contextOf({ stages, own }: Dockerfile): string[] {
  const all = [...stages.flatMap(({ instructions }) => instructions), ...own].flatMap(sourcesOf);
  const paths = all.filter((source) => !REMOTE.test(source)).map((source) => plainSource(literalPart(source)));
  return paths.includes('.') ? ['.'] : [...new Set(paths)].sort();
}

/** The folder before the first part with a pattern in it. */
function literalPart(source: string): string {
  const parts = source.split('/');
  const first = parts.findIndex((part) => /[*?[\\]/.test(part));
  return first === -1 ? source : parts.slice(0, first).join('/');
}

/** A slash in front means the folder itself. */
export function plainSource(source: string): string {
  const path = source.replace(/^\/+/, '');
  return path === '' || path === '.' || path === './' ? '.' : plainPath(path);
}

/** The images that stages begin with, as written. */
export function stageImages({ stages }: Dockerfile): { readonly reference: string; readonly place: Place }[] {
  return stages.flatMap(({ from, place }, index) =>
    isEarlier(stages, from, index) || from === 'scratch' ? [] : [{ reference: from, place }],
  );
}

/** Whether a name is that of a stage before the one at `index`. */
export function isEarlier(stages: readonly Stage[], from: string, index: number): boolean {
  return stages.slice(0, index).some(({ name }) => name.toLowerCase() === from.toLowerCase());
}

/** The whole for an engine: stages begin with its own names for their images, the lines with `base`. */
export function writeDockerfile(
  { stages, own }: Dockerfile,
  base: string,
  images: ReadonlyMap<string, string>,
): string {
  const parts = stages.flatMap(({ name, from, instructions }, index) => {
    const image = isEarlier(stages, from, index) ? from : (images.get(from) ?? from);
    return [`FROM ${image} AS ${name}`, ...instructions.map(({ raw }) => raw)];
  });
  // A comment comes first: directives of the user's own, which could name another reader, are then comments too.
  return ['# written by gentoo-image-builder', ...parts, `FROM ${base}`, ...own.map(({ raw }) => raw), ''].join('\n');
}

/** Where the instruction stands that an engine says it begins with now; undefined for its other lines. */
export function failedAt({ stages, own }: Dockerfile, line: string): Place | undefined {
  const [, said] = /^(?:Step \d+\/\d+ : |(?:\[\d\/\d\] )?STEP \d+\/\d+: |#\d+ \[[^\]]*\] )(.+)$/.exec(line) ?? [];
  if (said === undefined) return undefined;
  const plain = (text: string): string => text.replaceAll(/\s+/g, ' ').trim();
  const all = [...stages.flatMap(({ instructions }) => instructions), ...own];
  return all.find(({ word, rest }) => plain(`${word} ${rest}`) === plain(said))?.place;
}
