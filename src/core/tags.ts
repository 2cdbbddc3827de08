// The names for people. In: an image's tag rules and its snapshot's date. Out: its tags, the first the one that counts.
// Order: explicit, else the software's version, else the snapshot's date; `latest` only for `base` and for who says so.

import type { Image } from './catalog.ts';

export interface Tags {
  /** all names for people, the chief one first */
  readonly tags: readonly string[];
  /** what the chief one came from */
  readonly source: 'explicit' | 'software' | 'snapshot';
  /** the version that the tag promises: an ingredient, and checked against what was merged */
  readonly promise: string | undefined;
}

/** The tags of an image. `date` is the snapshot's, `20261116`. */
export function tagsOf(image: Image, date: string): Tags {
  const { explicit, version, latest } = image.tags;
  const more = latest ? ['latest'] : [];
  if (explicit) return { tags: unique([explicit.value, ...more]), source: 'explicit', promise: undefined };
  if (version) return { tags: unique([version.value, ...more]), source: 'software', promise: version.value };
  return { tags: unique([date, ...more]), source: 'snapshot', promise: undefined };
}

function unique(tags: readonly string[]): string[] {
  return [...new Set(tags)];
}
