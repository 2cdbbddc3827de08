// What is wrong between the parts of an images file: builders that do not exist or extend one another in a ring, images
// that would be one, versions that cannot be tags. In: a `Definition`. Out: problems, all places named. Parents are the
// graph's.

import type { BuilderDefinition, Definition, ImageDefinition } from './definition-shape.ts';
import { nearestHint } from './nearest.ts';
import type { Problem } from './problem.ts';
import { parseReference } from './reference.ts';
import { tagRule } from './rules.ts';
import type { Written } from './written.ts';
import { broken } from './written.ts';

/** `section/name`, or only the name; `outer` is the section of images that name none. */
export function identityOf({ name, section }: ImageDefinition, outer: string): string {
  return [section?.value ?? outer, name.value].filter((part) => part !== '').join('/');
}

/** Everything that is wrong between the parts. `outer` and `registry` are the file's, filled in. */
export function relationProblems(definition: Definition, outer: string, registry: string | undefined): Problem[] {
  return [
    ...extendsProblems(definition.builders),
    ...duplicates(definition.images, outer),
    ...definition.images.flatMap((image) => imageProblems(image, definition, outer)),
    ...definition.images.flatMap((image) => mirrorProblems(image, outer, registry)),
  ];
}

/** What is said of a builder that there is not. */
export function unknownBuilder({ value, place }: Written, names: readonly string[]): Problem {
  const some = names.length === 0 ? 'there are none' : `builders are ${names.join(', ')}`;
  const hint = nearestHint(value, names) ?? some;
  return { code: 'unknown-name', message: `there is no builder '${value}'`, place, hint };
}

function extendsProblems(builders: ReadonlyMap<string, BuilderDefinition>): Problem[] {
  const names = [...builders.keys()];
  const unknown = [...builders.values()].flatMap(({ name, extends: parent }) => {
    if (!parent || builders.has(parent.value)) return [];
    const others = names.filter((other) => other !== name);
    return [unknownBuilder(parent, others)];
  });
  return [...unknown, ...extendsRings(builders)];
}

/** Each ring once, from the builder of it that stands first. */
function extendsRings(builders: ReadonlyMap<string, BuilderDefinition>): Problem[] {
  const said = new Set<BuilderDefinition>();
  const problems: Problem[] = [];
  for (const start of builders.values()) {
    const walk = [start];
    let at = builders.get(start.extends?.value ?? '');
    while (at && at !== start && walk.length <= MOST_EXTENDED) {
      walk.push(at);
      at = builders.get(at.extends?.value ?? '');
    }
    // A builder that leads into a ring is no part of it.
    const leadsIn = at !== start && new Set(walk).size < walk.length;
    if (!at || leadsIn || walk.some((each) => said.has(each))) continue;
    for (const each of walk) said.add(each);
    problems.push(at === start ? ringProblem(walk) : tooLong(start));
  }
  return problems;
}

/** Each takes over all of the one before. */
const MOST_EXTENDED = 20;

function tooLong({ name, place, extends: parent }: BuilderDefinition): Problem {
  const message = `'${name}' extends more than ${String(MOST_EXTENDED)} builders, one after another`;
  return { code: 'limit', message, place: parent?.place ?? place, hint: 'extend an earlier one' };
}

function ringProblem(ring: readonly BuilderDefinition[]): Problem {
  const [first, ...more] = ring;
  const names = [...ring, first].map((builder) => builder?.name ?? '');
  const message =
    ring.length === 1
      ? `'${names[0] ?? ''}' extends itself`
      : `these builders extend each other in a ring: ${names.join(' -> ')}`;
  const related = more.map((builder) => ({
    message: `'${builder.name}' extends '${builder.extends?.value ?? ''}'`,
    place: builder.extends?.place ?? builder.place,
  }));
  const hint = 'take one of them out, and give that builder a stage3 and a portage of its own';
  return { code: 'cycle', message, place: first?.extends?.place, related, hint };
}

/** Two images of one identity are pushed to one repository. */
function duplicates(images: readonly ImageDefinition[], outer: string): Problem[] {
  const seen = new Map<string, ImageDefinition>();
  return images.flatMap((image) => {
    const identity = identityOf(image, outer);
    const first = seen.get(identity);
    if (!first) seen.set(identity, image);
    if (!first) return [];
    const related = [{ message: 'the first one is here', place: first.name.place }];
    const message = `two images are '${identity}': both would be pushed to one place`;
    const hint = "give one of them another 'name' or 'section'";
    return [{ code: 'duplicate' as const, message, place: image.name.place, related, hint }];
  });
}

function imageProblems(image: ImageDefinition, definition: Definition, outer: string): Problem[] {
  const { builders, versions, defaultTag } = definition;
  const { name, tag, tagPackage } = image;
  const version = tag || tagPackage || image.type === 'mirror' ? undefined : versions.get(name.value);
  // A version is only held to the rule of tags where it becomes one.
  const untaggable = version ? broken({ ...version, rule: tagRule }, version.value) : [];
  const builder = image.type === 'gentoo' ? image.builder : undefined;
  const unknown = builder && !builders.has(builder.value) ? [unknownBuilder(builder, [...builders.keys()])] : [];
  const nameless = image.type === 'script' && !(tag ?? version ?? defaultTag) && builders.size === 0;
  const message = `'${name.value}' has no tag: without a builder there is no snapshot whose date could be it`;
  const missing: Problem[] = nameless
    ? [{ code: 'missing-key', message, place: name.place, hint: "write a 'tag'" }]
    : [];
  return [...untaggable, ...unknown, ...missing, ...builderClash(image, definition, outer)];
}

/** The builder image of an image `scratch-arm` would be `builder-scratch-arm`, as is that of the builder `arm`. */
function builderClash(image: ImageDefinition, { builders, defaultBuilder }: Definition, outer: string): Problem[] {
  const { name, section } = image;
  const builder = builders.get(name.value.replace(/^scratch-/, ''));
  if (!builder || !name.value.startsWith('scratch-') || builder.name === defaultBuilder) return [];
  if (section && section.value !== outer) return [];
  const message = `the builder images of '${name.value}' and of the builder '${builder.name}' would be pushed to one place`;
  const related = [{ message: 'the builder is here', place: builder.place }];
  return [{ code: 'clash', message, place: name.place, related, hint: 'give the image another name' }];
}

function mirrorProblems(image: ImageDefinition, outer: string, registry: string | undefined): Problem[] {
  if (image.type !== 'mirror') return [];
  const { source, tag } = image;
  const reference = parseReference(source.value);
  if (!reference) return [];
  const { place } = source;
  const message = `the source of '${image.name.value}' has no tag that could be the image's`;
  const missing = reference.digest !== undefined && reference.tag === undefined && !tag;
  const found: Problem[] = missing ? [{ code: 'missing-key', message, place, hint: "write a 'tag'" }] : [];
  const own = registry === undefined ? undefined : `${registry}/${identityOf(image, outer)}`;
  if (own !== undefined && own === `${reference.registry}/${reference.repository}`) {
    found.push({ code: 'clash', message: `'${image.name.value}' would be copied onto itself`, place });
  }
  return found;
}
