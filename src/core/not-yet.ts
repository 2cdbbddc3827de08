// Keys of the images file whose meaning does not work yet: known to the schema, checked, answered with "not yet" by the
// first stage that would have to carry them out. In: a source. Out: entries for the catalog, and problems for a stage.
// A key is switched on by deleting it from the table; nothing else knows of it.

import type { NotYet } from './catalog.ts';
import type { Problem } from './problem.ts';
import { entriesOf, isList, isMapping, itemsOf, under } from './reader.ts';
import type { Spot } from './reader.ts';
import type { Data, Source } from './source.ts';

interface Row {
  /** the first stage that cannot carry it out */
  readonly stage: NotYet['stage'];
  /** keys from the top; `*` is any key or entry, `a|b` is either */
  readonly at: string;
  /** how it is called; the key itself where this is left out */
  readonly name?: (value: Data) => string;
  /** only for values that do not work */
  readonly when?: (value: Data) => boolean;
}

const ROWS: readonly Row[] = [
  { stage: 'plan', at: 'builders/*/stage3/tarball|variant' },
  {
    stage: 'plan',
    at: 'images/*/platforms',
    when: (value) => isList(value) && value.length > 1,
    name: (value) => `platforms: [${text(value)}]`,
  },
];

/** All keys of a source that are known but do not work yet; `identityOf` names its images by their index. */
export function notYetOf(source: Source, identityOf: (index: number) => string | undefined): NotYet[] {
  const top: Spot = { source, path: [], value: source.value };
  return ROWS.flatMap(({ at, stage, name, when }) =>
    spotsAt(top, at.split('/'))
      .filter(({ value }) => when?.(value) ?? true)
      .map(({ path, value }): NotYet => ({
        stage,
        words: name ? name(value) : String(path.at(-1)),
        place: source.place(path, name ? 'value' : 'key'),
        identity: path[0] === 'images' ? identityOf(Number(path[1])) : undefined,
      })),
  );
}

/** What `stage` has to refuse: whatever it, or a stage before it, cannot carry out. */
export function notYetProblems(notYet: readonly NotYet[], stage: NotYet['stage']): Problem[] {
  return notYet
    .filter((each) => stage === 'build' || each.stage === 'plan')
    .map((each) => ({
      code: 'not-yet',
      message: `'${each.words}' is known but does not work yet`,
      place: each.place,
      hint:
        each.stage === 'plan'
          ? '`validate` checks it; leave it out to plan and build'
          : '`validate` and `plan` work with it; leave it out to build',
    }));
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
