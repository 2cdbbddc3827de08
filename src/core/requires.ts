// Which images the words under `requires` mean. In: a catalog's images. Out: the images, or problems for names that are
// unknown, ambiguous, or built for other platforms only.

import type { Image } from './catalog.ts';
import { nearestHint } from './nearest.ts';
import type { Placed, Problem } from './problem.ts';

/** The id of an image on a platform. */
export function nodeId(label: string, platform: string): string {
  return `${label}@${platform}`;
}

type Names = ReadonlyMap<string, readonly Image[]>;

/** By platform and name, and by platform and `section/name`: ten thousand images are not searched ten thousand times. */
export function indexNames(images: readonly Image[]): Names {
  const names = new Map<string, Image[]>();
  for (const image of images) {
    for (const name of new Set([image.name, image.identity])) {
      const key = nodeId(name, image.platform);
      const same = names.get(key);
      if (same) same.push(image);
      else names.set(key, [image]);
    }
  }
  return names;
}

/** The images that one requires, in order; what is wrong goes to `problems`. */
export function resolveRequires(image: Image, images: readonly Image[], names: Names, problems: Problem[]): Image[] {
  return image.requires.flatMap((wanted) => {
    const found = findImages(wanted.value, image, names);
    const [first] = found;
    if (first && found.length === 1) return [first];
    problems.push(first ? ambiguous(wanted, found) : unknown(wanted, image, images));
    return [];
  });
}

/** By `section/name`; by the short name in the own section first, then anywhere. */
function findImages(name: string, from: Image, names: Names): readonly Image[] {
  const named = names.get(nodeId(name, from.platform)) ?? [];
  const exact = named.filter((image) => image.identity === name);
  if (exact.length > 0) return exact;
  const near = named.filter((image) => image.section === from.section);
  return near.length > 0 ? near : named;
}

function unknown(wanted: Placed<string>, image: Image, images: readonly Image[]): Problem {
  const elsewhere = images.filter(({ name, identity }) => name === wanted.value || identity === wanted.value);
  if (elsewhere.length > 0) {
    const message = `'${wanted.value}' is not built for ${image.platform}, which '${image.identity}' is built for`;
    const hint = `it has ${elsewhere.map(({ platform }) => platform).join(', ')}`;
    return { code: 'unknown-name', message, place: wanted.place, hint };
  }
  const known = images.filter(({ identity }) => identity !== image.identity).map(({ name }) => name);
  return {
    code: 'unknown-name',
    message: `'${image.identity}' requires '${wanted.value}', which is no image of this file`,
    place: wanted.place,
    hint: nearestHint(wanted.value, known) ?? 'leave `requires` out to build from scratch',
  };
}

function ambiguous(wanted: Placed<string>, found: readonly Image[]): Problem {
  return {
    code: 'ambiguous-name',
    message: `'${wanted.value}' is the name of ${found.length} images`,
    place: wanted.place,
    hint: `write ${found.map(({ identity }) => `'${identity}'`).join(' or ')}`,
    related: found.map(({ identity, place }) => ({ message: `'${identity}' is here`, place })),
  };
}
