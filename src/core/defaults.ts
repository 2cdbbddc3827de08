// Every default in one place: from what the user wrote to what the machine works with.
// In: a `Definition`, the snapshot dates that are pinned. Out: a `Catalog`, or a `UserError` for texts that are wrong
// once their expressions are filled in. Never reads a source. Builders, images and targets have files of their own.

import type { Builder, Catalog, Image, NotYet } from './catalog.ts';
import { fillBuilder, fillSnapshot, flattenBuilder } from './defaults-builder.ts';
import { fillImage } from './defaults-image.ts';
import type { BuilderDefinition, Definition, ImageDefinition } from './definition-shape.ts';
import { lineProblems } from './dockerfile-problems.ts';
import { filler } from './fill.ts';
import type { Fill } from './fill.ts';
import type { Names } from './interpolate.ts';
import type { Problem } from './problem.ts';
import { refuse, withoutRepeats } from './problem.ts';
import { dateOfReference } from './snapshot-date.ts';
import { tagProblems } from './tags.ts';

const SECTION = '';
const PLATFORM = 'linux/amd64';
/** what `builder.portage` is while nobody has asked the registry */
const UNKNOWN_DATE = 'latest';

/** What is known beside the file: the snapshot's date by builder, where it is pinned. */
export interface Known {
  readonly dates: ReadonlyMap<string, string>;
}

/** The catalog of a definition. */
export function fillCatalog(definition: Definition, known: Known): Catalog {
  const problems: Problem[] = [];
  const names: Names = new Map([
    ['software', definition.software],
    ['vars', definition.vars],
  ]);
  const top = filler(names, problems);
  const flat = [...definition.builders.values()].map((builder) => flattenBuilder(builder, definition.builders));
  const dates = datesOf(flat, top, known);
  const section = definition.section ? top(definition.section) : SECTION;
  const builders = flat.map((builder) => {
    const inner = filler(
      new Map([...names, ...builderNames(dates.get(builder.name)), ...platformNames(PLATFORM)]),
      problems,
    );
    return [builder.name, fillBuilder(builder, inner, top, definition.scope)] satisfies [string, Builder];
  });
  const builderFor = chosenBuilders(definition, section);
  const images = definition.images.flatMap((image) => {
    const own: Names = new Map([...names, ...builderNames(dates.get(builderFor(image)), definition.builders.size > 0)]);
    return onPlatforms(image, definition, { names: own, section, problems });
  });
  for (const image of images) problems.push(...tagProblems(image), ...lineProblems(image));
  refuse(withoutRepeats(problems));
  const { file, registry, registries, defaultBuilder } = definition;
  return {
    ...{ file, section, registries, defaultBuilder, images },
    registry: registry && top(registry),
    builders: new Map(builders),
    notYet: inOrder(definition.notYet),
  };
}

function onPlatforms(
  image: ImageDefinition,
  { versions, defaultTag }: Definition,
  { names, section, problems }: { names: Names; section: string; problems: Problem[] },
): Image[] {
  const platforms = image.platforms.length === 0 ? [PLATFORM] : image.platforms;
  return platforms.map((platform) => {
    const name = image.name.value;
    const own: Names = new Map([...names, ...platformNames(platform), ['image', new Map([['name', name]])]]);
    const fill = filler(own, problems);
    return fillImage(image, { fill, names: own, platform, section, version: versions.get(name), defaultTag });
  });
}

function builderNames(date: string | undefined, isThere = true): Names {
  return new Map(isThere ? [['builder', new Map([['portage', date ?? UNKNOWN_DATE]])]] : []);
}

/** GitHub's and Docker's word for the processor, without the variant. */
function platformNames(platform: string): Names {
  return new Map([['platform', new Map([['arch', platform.split('/')[1] ?? platform]])]]);
}

function datesOf(builders: readonly BuilderDefinition[], fill: Fill, { dates }: Known): ReadonlyMap<string, string> {
  const found = new Map(dates);
  for (const { name, portage } of builders) {
    if (found.has(name) || !portage) continue;
    const snapshot = fillSnapshot(portage, fill);
    const date = snapshot.kind === 'folder' ? snapshot.date : dateOfReference(snapshot.reference);
    if (date !== undefined) found.set(name, date);
  }
  return found;
}

/** Its own, else its parent's, else the default one. A ring of parents, refused later, ends at the default. */
function chosenBuilders({ images, defaultBuilder }: Definition, section: string): (image: ImageDefinition) => string {
  const byName = new Map<string, ImageDefinition>();
  for (const image of images) {
    byName.set(image.name.value, image);
    byName.set(`${image.section?.value ?? section}/${image.name.value}`, image);
  }
  const parentOf = ({ requires }: ImageDefinition) => requires[0] && byName.get(requires[0].value);
  const known = new Map<ImageDefinition, string>();
  return (image) => {
    const chain = new Set<ImageDefinition>();
    let at: ImageDefinition | undefined = image;
    while (at && builderNameOf(at) === undefined && !known.has(at) && !chain.has(at)) {
      chain.add(at);
      at = parentOf(at);
    }
    const builder = (at && (builderNameOf(at) ?? known.get(at))) ?? defaultBuilder;
    for (const each of chain) known.set(each, builder);
    return builder;
  };
}

/** On a script or mirror image, a child starts from the initial builder. */
function builderNameOf(image: ImageDefinition): string | undefined {
  return image.type === 'gentoo' ? image.builder?.value : undefined;
}

/** Files in their order, in each from the top. */
function inOrder(notYet: readonly NotYet[]): NotYet[] {
  const files = [...new Set(notYet.map(({ place }) => place.file))];
  return [...notYet].sort(
    ({ place: a }, { place: b }) =>
      files.indexOf(a.file) - files.indexOf(b.file) || a.line - b.line || a.column - b.column,
  );
}
