// The images file as a `Definition`: what the user wrote, in types, and right.
// In: sources. Out: a `Definition`, or a `UserError` with everything that is wrong: shape, names, atoms, paths, tags,
// expressions. Never fills a default, never asks which images there are: unknown parents are the graph's.

import type { RegistryAccess } from './catalog.ts';
import { buildersOf } from './definition-builder.ts';
import { imageOf, typeOf } from './definition-image.ts';
import { identityOf, relationProblems, unknownBuilder } from './definition-relations.ts';
import type { BuilderDefinition, Definition, ImageDefinition } from './definition-shape.ts';
import type { Value } from './expression-names.ts';
import { includeProblems } from './include.ts';
import { interpolate } from './interpolate.ts';
import type { Names } from './interpolate.ts';
import { notYetOf } from './not-yet.ts';
import type { Problem } from './problem.ts';
import { refuse, withoutRepeats } from './problem.ts';
import { complain, entriesOf, flagOf, isList, isMapping, itemsOf, keyCheck, plainOf, textOf, under } from './reader.ts';
import { wordOf } from './reader.ts';
import type { Reader, Spot } from './reader.ts';
import { hostRule, registryRule, relativePathRule, sectionRule, tagRule } from './rules.ts';
import { shapeProblems } from './shape-problems.ts';
import type { Source } from './source.ts';
import type { Written } from './written.ts';

export type { Definition } from './definition-shape.ts';

/** Most images of a file. */
const MAX_IMAGES = 10_000;

/** Reads the images file (the first source); `images`, `software` and `vars` of further ones are added. */
export function parseDefinition(sources: readonly Source[]): Definition {
  const tops = sources.map((source): Spot => ({ source, path: [], value: source.value }));
  const [top] = tops;
  if (!top) throw new Error('no source');
  const shape = sources.flatMap((source, index) => shapeProblems(source, index === 0 ? 'whole' : 'included'));
  const problems: Problem[] = [...shape, ...includeProblems(sources)];
  const definition = readDefinition(tops, top, problems);
  refuse(withoutRepeats(problems));
  return definition;
}

function readDefinition(tops: readonly Spot[], top: Spot, problems: Problem[]): Definition {
  const software = valuesOf(tops, 'software', problems);
  const vars = valuesOf(tops, 'vars', problems);
  const names: Names = new Map([
    ['software', software],
    ['vars', vars],
  ]);
  const reader: Reader = { problems, names };
  const builders = buildersOf({ problems, names: standIns(names, true) }, under(top, 'builders'));
  const spots = imageSpots(reader, tops);
  const inImage: Reader = { problems, names: standIns(names, builders.size > 0) };
  const read = new Map<Spot, ImageDefinition>(spots.flatMap((spot) => pairOf(spot, imageOf(inImage, spot))));
  const section = textOf(reader, under(top, 'section'), sectionRule);
  const registry = textOf(reader, under(top, 'registry'), registryRule);
  const outer = section ? interpolate(section, names).text : '';
  const definition: Definition = {
    file: top.source.file,
    ...{ registry, section, builders, software, vars },
    registries: registriesOf(reader, under(top, 'registries')),
    defaultBuilder: defaultBuilderOf(reader, top, builders, needsBuilder(spots)),
    defaultTag: textOf(inAnyImage(inImage), under(top, 'default_tag'), tagRule),
    scope: wordOf(under(top, 'portage_scope'), ['snapshot', 'packages']),
    versions: versionsOf(reader, tops),
    images: [...read.values()],
    notYet: tops.flatMap(({ source }) => notYetIn(source, read, outer)),
  };
  problems.push(...relationProblems(definition, outer, registry && interpolate(registry, names).text));
  return definition;
}

function imageSpots(reader: Reader, tops: readonly Spot[]): Spot[] {
  const spots = tops.flatMap((each) => itemsOf(under(each, 'images')));
  const over = spots[MAX_IMAGES];
  if (over) complain(reader, over, 'value', { code: 'limit', message: 'there are more than 10,000 images' });
  return spots.slice(0, MAX_IMAGES);
}

/** A text of the file that is filled in for each image. */
function inAnyImage({ problems, names }: Reader): Reader {
  return { problems, names: new Map<string, Value>([...names, ['image', new Map([['name', 'name']])]]) };
}

function pairOf<Key, Value>(key: Key, value: Value | undefined): [Key, Value][] {
  return value === undefined ? [] : [[key, value]];
}

/** In the order of the file, so that people go through it once. */
function notYetIn(source: Source, read: ReadonlyMap<Spot, ImageDefinition>, outer: string): Definition['notYet'] {
  const own = new Map([...read].flatMap(([spot, image]) => (spot.source === source ? [[spot.path[1], image]] : [])));
  const found = notYetOf(source, (index) => {
    const image = own.get(index);
    return image && identityOf(image, outer);
  });
  return found.sort(({ place: a }, { place: b }) => a.line - b.line || a.column - b.column);
}

/** Scripts and mirrors do without; a file without images will have some. */
function needsBuilder(spots: readonly Spot[]): boolean {
  return spots.length === 0 || spots.some((spot) => typeOf(spot) === 'gentoo');
}

/** Names whose values come later stand in for themselves: here it counts that they exist. */
function standIns(names: Names, hasBuilder: boolean): Names {
  const builder: [string, Value][] = hasBuilder ? [['builder', new Map([['portage', 'latest']])]] : [];
  return new Map<string, Value>([...names, ...builder, ['platform', new Map([['arch', 'amd64']])]]);
}

function registriesOf(reader: Reader, spot: Spot | undefined): ReadonlyMap<string, RegistryAccess> {
  const registries = new Map<string, RegistryAccess>();
  for (const [host, entry] of entriesOf(spot)) {
    keyCheck(reader, entry, hostRule);
    const ca = plainOf(reader, under(entry, 'ca'), relativePathRule)?.value;
    const mirror = plainOf(reader, under(entry, 'mirror'), hostRule)?.value;
    registries.set(host, { insecure: flagOf(under(entry, 'insecure')) ?? false, ca, mirror });
  }
  return registries;
}

/** `default_builder`, else the one named `default`, else the only one. */
function defaultBuilderOf(
  reader: Reader,
  top: Spot,
  builders: ReadonlyMap<string, BuilderDefinition>,
  needed: boolean,
): string {
  const names = [...builders.keys()];
  const named = plainOf(reader, under(top, 'default_builder'));
  if (named && !builders.has(named.value)) reader.problems.push(unknownBuilder(named, names));
  const chosen = named?.value ?? (builders.has('default') ? 'default' : names.length === 1 ? names[0] : undefined);
  if (chosen === undefined && needed) noDefaultBuilder(reader, top, names);
  return chosen ?? '';
}

function noDefaultBuilder(reader: Reader, top: Spot, names: readonly string[]): void {
  const spot = under(top, 'builders') ?? top;
  const none = { message: 'there is no builder', hint: "write 'builders: {default: {stage3: ..., portage: ...}}'" };
  const several = {
    message: 'none of the builders is the default one',
    hint: "name one 'default', or write 'default_builder: NAME'",
  };
  if (names.length > 0) complain(reader, spot, 'key', { code: 'missing-key', ...several });
  else if (isMapping(spot.value)) complain(reader, spot, 'key', { code: 'missing-key', ...none });
}

function versionsOf(reader: Reader, tops: readonly Spot[]): ReadonlyMap<string, Written> {
  const all = tops.flatMap((top) => entriesOf(under(top, 'software')));
  return new Map(
    all.flatMap(([name, entry]) => {
      const version = plainOf(reader, under(entry, 'version'));
      return version ? [[name, version] satisfies [string, Written]] : [];
    }),
  );
}

/** `software` or `vars` as expressions see them. Keys that differ only in case are one name there. */
function valuesOf(tops: readonly Spot[], key: 'software' | 'vars', problems: Problem[]): ReadonlyMap<string, Value> {
  const values = new Map<string, Value>();
  const places = new Map<string, Spot>();
  for (const [name, entry] of tops.flatMap((top) => entriesOf(under(top, key)))) {
    const first = places.get(name.toLowerCase());
    if (first) problems.push(sameName(first, entry));
    places.set(name.toLowerCase(), entry);
    values.set(name, valueOf(entry));
  }
  return values;
}

function sameName(first: Spot, second: Spot): Problem {
  const [one, other] = [first, second].map(({ source, path }) => ({
    name: String(path.at(-1)),
    place: source.place(path, 'key'),
  }));
  const message = `'${other?.name ?? ''}' and '${one?.name ?? ''}' are one name to expressions`;
  const related = one && [{ message: 'it stands here first', place: one.place }];
  return { code: 'duplicate', message, place: other?.place, related };
}

function valueOf(spot: Spot): Value {
  if (isMapping(spot.value)) return new Map(entriesOf(spot).map(([key, entry]) => [key, valueOf(entry)]));
  if (isList(spot.value)) return itemsOf(spot).map(valueOf);
  return spot.source.text(spot.path) ?? '';
}
