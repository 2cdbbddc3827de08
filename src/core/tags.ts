// The names for people. In: an image's tag rules, its snapshot's date, and what is known by then. Out: its tags, the
// first the one that counts. Order: explicit, else the merged package's version, else the software's, else the snapshot's
// date; `latest` only for `base` and for who says so; then `tags`, whose texts are filled in here.

import type { Image, TagRules } from './catalog.ts';
import type { Value } from './expression-names.ts';
import { interpolate } from './interpolate.ts';
import type { Place, Problem } from './problem.ts';
import { tagRule } from './rules.ts';
import type { Written } from './written.ts';

/** What texts under `tags` can name, beside what all texts can. */
export const TAG_NAMES = ['version', 'major', 'minor', 'portage', 'date', 'fingerprint'] as const;

type TagName = (typeof TAG_NAMES)[number];

export interface Tags {
  /** all names for people, the chief one first; without it while `open` has it */
  readonly tags: readonly string[];
  /** what the chief one comes from */
  readonly source: 'explicit' | 'package' | 'software' | 'snapshot';
  /** the version that the tag promises: an ingredient, and checked against what was merged */
  readonly promise: string | undefined;
  /** tags whose text cannot be known at this point */
  readonly open: readonly OpenTag[];
}

/** A tag that is not known. */
export interface OpenTag {
  /** as the user wrote it */
  readonly text: string;
  readonly place: Place;
  /** in words: what is not known */
  readonly reason: string;
  /** whether it will be known, by the end of the build; otherwise it is a mistake */
  readonly later: boolean;
  readonly hint: string | undefined;
}

/** What becomes known on the way. */
export interface Later {
  /** day of the run in UTC: `20261122` */
  readonly today?: string | undefined;
  readonly fingerprint?: string | undefined;
  /** version of the package that `tag: {package: ...}` names, as merged */
  readonly merged?: string | undefined;
}

/** The tags of an image. `date` is the snapshot's, `20261116`. */
export function tagsOf(image: Image, date: string, later: Later = {}): Tags {
  const { explicit, package: merged, version, latest } = image.tags;
  const more = latest ? ['latest'] : [];
  const promise = explicit || merged ? undefined : version?.value;
  const source = explicit ? 'explicit' : merged ? 'package' : version ? 'software' : 'snapshot';
  const chief = explicit?.value ?? (merged ? later.merged : (version?.value ?? date));
  const known = valuesOf(image.tags, chief, date, later);
  const filled = image.tags.more.map((written) => fillTag(written, image.tags, known, chief));
  const open = filled.flatMap((each) => (typeof each === 'string' ? [] : [each]));
  const texts = filled.flatMap((each) => (typeof each === 'string' ? [each] : []));
  if (chief === undefined && merged) open.unshift(openPackage(merged.atom));
  return { tags: unique([...(chief === undefined ? [] : [chief]), ...more, ...texts]), source, promise, open };
}

/** Tags that can never be known: `minor` of a version that has none, a text that no registry takes. */
export function tagProblems(image: Image): Problem[] {
  // Any date does for one that is not known yet: all are eight digits.
  const { open } = tagsOf(image, ANY_DATE, {});
  return open
    .filter(({ later }) => !later)
    .map(({ reason, place, hint }) => ({ code: 'bad-tag', message: reason, place, hint }));
}

const ANY_DATE = '20000101';

function valuesOf(
  { version }: TagRules,
  chief: string | undefined,
  date: string,
  { today, fingerprint }: Later,
): ReadonlyMap<TagName, string> {
  const number = version?.value ?? chief;
  const [, major, minor] = /^v?(\d+)(?:\.(\d+))?/.exec(number ?? '') ?? [];
  const all: [TagName, string | undefined][] = [
    ['version', number],
    ['major', major],
    ['minor', minor],
    ['portage', date === '' ? undefined : date],
    ['date', today],
    ['fingerprint', fingerprint],
  ];
  return new Map(all.flatMap(([name, value]) => (value === undefined ? [] : [[name, value]])));
}

function fillTag(
  written: Written,
  { names, explicit, version, package: merged }: TagRules,
  known: ReadonlyMap<TagName, string>,
  chief: string | undefined,
): string | OpenTag {
  const { value: text, place } = written;
  const values = new Map<string, Value>([...names, ...known]);
  const { text: tag, problems } = interpolate(written, values);
  if (problems.length > 0) {
    const missing = TAG_NAMES.find((name) => !known.has(name) && isNamed(written, values, name, problems.length));
    const number = version?.value ?? chief;
    const never = (missing === 'major' || missing === 'minor') && number !== undefined;
    const ofWhat = explicit || version || merged ? `'${number ?? ''}'` : "the snapshot's date";
    const reason = never
      ? `there is no '${missing}' of ${ofWhat}, which is the version here`
      : `'${missing ?? text}' is not known yet`;
    const hint = never ? "give the image a version such as 1.2, by 'software' or 'tag'" : undefined;
    return { text, place, reason, later: !never, hint };
  }
  const fault = tagRule(tag);
  return fault ? { text, place, reason: fault.message, later: false, hint: fault.hint } : tag;
}

/** True where a text lacks this name: with it, less is wrong. */
function isNamed(written: Written, values: ReadonlyMap<string, Value>, name: string, count: number): boolean {
  return interpolate(written, new Map([...values, [name, '1']])).problems.length < count;
}

function openPackage({ value, place }: { readonly value: string; readonly place: Place }): OpenTag {
  const reason = `the version of ${value} is known after the build`;
  return { text: `{package: ${value}}`, place, reason, later: true, hint: undefined };
}

function unique(tags: readonly string[]): string[] {
  return [...new Set(tags)];
}
