// The images file as a `Definition`: what the user wrote, in types, and right.
// In: sources. Out: a `Definition`, or a `UserError` with everything that is wrong: shape, names, atoms, paths, tags,
// expressions. Never fills a default, never asks which images there are: unknown parents are the graph's.

import type { RegistryAccess } from './catalog.ts';
import { buildersOf } from './definition-builder.ts';
import { imageOf } from './definition-image.ts';
import type { BuilderDefinition, Definition, ImageDefinition } from './definition-shape.ts';
import type { Value } from './expression-names.ts';
import type { Names } from './interpolate.ts';
import { nearestHint } from './nearest.ts';
import { isGentoo, notYetProblems } from './not-yet.ts';
import type { Problem } from './problem.ts';
import { refuse } from './problem.ts';
import { complain, entriesOf, flagOf, isList, isMapping, itemsOf, keyCheck, plainOf, textOf, under } from './reader.ts';
import type { Reader, Spot } from './reader.ts';
import { hostRule, registryRule, relativePathRule, sectionRule, tagRule } from './rules.ts';
import { shapeProblems } from './shape-problems.ts';
import type { Source } from './source.ts';
import type { Written } from './written.ts';
import { broken } from './written.ts';

export type { Definition } from './definition-shape.ts';

/** Most images of a file. */
const MAX_IMAGES = 10_000;

/** Reads the images file (the first source); `images`, `software` and `vars` of further ones are added. */
export function parseDefinition(sources: readonly Source[]): Definition {
  const tops = sources.map((source): Spot => ({ source, path: [], value: source.value }));
  const [top] = tops;
  if (!top) throw new Error('no source');
  const builderNames = entriesOf(under(top, 'builders')).map(([name]) => name);
  const unread = sources.flatMap((source) => [...shapeProblems(source), ...notYetProblems(source, builderNames)]);
  const read: Problem[] = [];
  const definition = readDefinition(tops, top, read);
  const relations = definition.images.flatMap((image) => relationProblems(image, definition));
  refuse(unlike([...unread, ...read, ...relations]));
  return definition;
}

function readDefinition(tops: readonly Spot[], top: Spot, problems: Problem[]): Definition {
  const software = valuesOf(tops, 'software', problems);
  const vars = valuesOf(tops, 'vars', problems);
  const reader: Reader = {
    problems,
    names: new Map([
      ['software', software],
      ['vars', vars],
    ]),
  };
  const inBuilder: Reader = { problems, names: standIns(reader.names, []) };
  const images = tops.flatMap((each) => itemsOf(under(each, 'images')));
  const over = images[MAX_IMAGES];
  if (over) complain(reader, over, 'value', { code: 'limit', message: 'there are more than 10,000 images' });
  const builders = buildersOf(inBuilder, under(top, 'builders'));
  return {
    file: top.source.file,
    registry: textOf(reader, under(top, 'registry'), registryRule),
    section: textOf(reader, under(top, 'section'), sectionRule),
    registries: registriesOf(reader, under(top, 'registries')),
    builders,
    defaultBuilder: defaultBuilderOf(reader, top, builders),
    ...{ software, vars },
    versions: versionsOf(reader, tops),
    images: images
      .slice(0, MAX_IMAGES)
      .filter(isGentoo)
      .flatMap((image) => {
        const name = image.source.text([...image.path, 'name']) ?? '';
        const names = standIns(reader.names, [['image', new Map([['name', name]])]]);
        return imageOf({ problems, names }, image) ?? [];
      }),
  };
}

/** Names whose values come later stand in for themselves: here it counts that they exist. */
function standIns(names: Names, more: readonly [string, Value][]): Names {
  const builder = new Map([['portage', 'latest']]);
  return new Map<string, Value>([...names, ['builder', builder], ['platform', new Map([['arch', 'amd64']])], ...more]);
}

/** A problem below an alias is found wherever the alias stands; it is said once. */
function unlike(problems: readonly Problem[]): Problem[] {
  const seen = new Set<string>();
  return problems.filter(({ code, message, place }) => {
    const key = JSON.stringify([code, message, place?.file, place?.line, place?.column]);
    return !seen.has(key) && seen.add(key);
  });
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
function defaultBuilderOf(reader: Reader, top: Spot, builders: ReadonlyMap<string, BuilderDefinition>): string {
  const names = [...builders.keys()];
  const named = plainOf(reader, under(top, 'default_builder'));
  if (named && !builders.has(named.value)) reader.problems.push(unknownBuilder(named, names));
  const chosen = named?.value ?? (builders.has('default') ? 'default' : names.length === 1 ? names[0] : undefined);
  if (chosen === undefined) noDefaultBuilder(reader, top, names);
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

/** What is wrong between an image and the rest of the file, its parents left aside. */
function relationProblems({ name, tag, builder }: ImageDefinition, { builders, versions }: Definition): Problem[] {
  const version = tag ? undefined : versions.get(name.value);
  // A version is only held to the rule of tags where it becomes one.
  const untaggable = version ? broken({ ...version, rule: tagRule }, version.value) : [];
  const unknown = builder && !builders.has(builder.value) ? [unknownBuilder(builder, [...builders.keys()])] : [];
  return [...untaggable, ...unknown];
}

function unknownBuilder({ value, place }: Written, names: readonly string[]): Problem {
  const hint = nearestHint(value, names) ?? `builders are ${names.join(', ')}`;
  return { code: 'unknown-name', message: `there is no builder '${value}'`, place, hint };
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
