// Keys of the images file whose meaning does not work yet: known to the schema, answered with "not yet".
// In: a source. Out: a problem for each such key. A key is switched on by deleting it from
// the table; nothing else knows of it.

import type { Problem } from './problem.ts';
import { entriesOf, isList, isMapping, itemsOf, under } from './reader.ts';
import type { Spot } from './reader.ts';
import type { Data, Source } from './source.ts';

interface Row {
  /** keys from the top; `*` is any key or entry, `a|b` is either */
  readonly at: string;
  /** how it is called; the key itself where this is left out */
  readonly name?: (value: Data) => string;
  /** only for values that do not work */
  readonly when?: (value: Data, builders: Builders) => boolean;
}

interface Builders {
  readonly names: readonly string[];
  readonly chosen: string | undefined;
}

const ROWS: readonly Row[] = [
  { at: 'include' },
  { at: 'default_tag' },
  { at: 'portage_scope' },
  { at: 'builders/*/extends|profile|patches|script|portage_scope|package_env|use_mask|use_force' },
  { at: 'builders/*/stage3/tarball|variant' },
  { at: 'builders/*/portage', when: (value) => isDate(value), name: (value) => `portage: ${text(value)}` },
  { at: 'builders/*/portage', when: (value) => value === 'latest', name: () => 'portage: latest' },
  { at: 'builders/*/overlays/*/git|ref' },
  {
    at: 'images/*/type',
    when: (value) => ['script', 'mirror', 'fetch'].includes(text(value)),
    name: (value) => `type: ${text(value)}`,
  },
  { at: 'images/*/tag', when: (value) => isMapping(value), name: () => 'tag: {package: ...}' },
  { at: 'images/*/builder', when: isOtherBuilder, name: (value) => `builder: ${text(value)}` },
  {
    at: 'images/*/platforms',
    when: (value) => isList(value) && value.length > 1,
    name: (value) => `platforms: [${text(value)}]`,
  },
  { at: 'images/*/tags|state|size_budget|closure|allow_replace|portage_scope' },
  { at: 'images/*/expose|volumes|labels|healthcheck|stop_signal|onbuild' },
  { at: 'images/*/build/expose|volumes|labels|healthcheck|stop_signal|onbuild' },
  {
    at: 'images/*/build/builder_packages|make_conf|profile|package_env|use_mask|use_force|provided|script|add|refresh',
  },
  { at: 'images/*/build/keep|dockerfile|capabilities|secrets|network' },
  { at: 'images/*/test/script|healthcheck' },
  { at: 'images/*/test/*/script|healthcheck' },
];

/** A problem for each key that is known but does not work yet. */
export function notYetProblems(source: Source, builderNames: readonly string[]): Problem[] {
  const top: Spot = { source, path: [], value: source.value };
  const named = source.text(['default_builder']);
  const only = builderNames.includes('default') || builderNames.length > 1 ? 'default' : builderNames[0];
  const builders: Builders = { names: builderNames, chosen: named ?? only };
  return ROWS.flatMap((row) =>
    spotsAt(top, row.at.split('/'))
      .filter(({ value, path }) => isRead(top, path) && (row.when?.(value, builders) ?? true))
      .map((spot) => notYet(row, spot)),
  );
}

/** True for images that are read: those of other types are answered by their type alone. */
export function isGentoo(image: Spot): boolean {
  return ['gentoo', 'gentoo-image-builder', undefined].includes(under(image, 'type')?.value as string | undefined);
}

function isRead(top: Spot, path: Spot['path']): boolean {
  const [first, index, key] = path;
  if (first !== 'images' || key === 'type') return true;
  const images = top.value && under(top, 'images')?.value;
  const value = isList(images ?? null) ? (images as readonly Data[])[Number(index)] : undefined;
  return value !== undefined && isGentoo({ source: top.source, path: ['images', Number(index)], value });
}

function notYet({ name }: Row, { source, path, value }: Spot): Problem {
  const words = name ? name(value) : String(path.at(-1));
  return {
    code: 'not-yet',
    message: `'${words}' is known but does not work yet`,
    place: source.place(path, name ? 'value' : 'key'),
  };
}

function spotsAt(spot: Spot, [step, ...rest]: readonly string[]): Spot[] {
  if (step === undefined) return [spot];
  if (step === '*')
    return [...entriesOf(spot).map(([, entry]) => entry), ...itemsOf(spot)].flatMap((entry) => spotsAt(entry, rest));
  return step.split('|').flatMap((key) => {
    const entry = under(spot, key);
    return entry ? spotsAt(entry, rest) : [];
  });
}

/** Of scalars and lists of them; a mapping has none. */
function text(value: Data): string {
  return isList(value) ? value.map(text).join(', ') : isMapping(value) ? '' : String(value);
}

function isDate(value: Data): boolean {
  return (typeof value === 'string' || typeof value === 'number') && /^\d{8}$/.test(String(value));
}

function isOtherBuilder(value: Data, { names, chosen }: Builders): boolean {
  return names.includes(text(value)) && text(value) !== chosen;
}
