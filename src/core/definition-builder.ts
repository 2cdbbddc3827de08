// Reads the initial builders, and the Portage configuration that builders and images have in common.
// In: a spot of the images file. Out: definitions. Never fills a default.

import { atomLineRule, atomOnlyRule, flagLineRule } from './atom.ts';
import type { BuilderDefinition, OverlayDefinition, PortageDefinition, Stage3Definition } from './definition-shape.ts';
import {
  complain,
  entriesOf,
  itemsOf,
  keyCheck,
  numberOf,
  plainOf,
  settingsOf,
  textOf,
  textsOf,
  under,
  wordOf,
} from './reader.ts';
import { isMapping } from './reader.ts';
import type { Reader, Spot } from './reader.ts';
import { builderNameRule, commitRule, dateRule, profileRule, referenceRule, relativePathRule } from './rules.ts';
import { buildVariableRule, repositoryNameRule, snapshotRule, urlRule, variableRule } from './rules.ts';
import type { Rule, Written } from './written.ts';

/** All builders, by name. */
export function buildersOf(reader: Reader, spot: Spot | undefined): ReadonlyMap<string, BuilderDefinition> {
  const builders = new Map<string, BuilderDefinition>();
  for (const [name, entry] of entriesOf(spot)) {
    keyCheck(reader, entry, builderNameRule);
    builders.set(name, builderOf(reader, name, entry));
  }
  return builders;
}

/** Portage's configuration at a builder or under `build`. */
export function portageOf(reader: Reader, spot: Spot | undefined): PortageDefinition {
  const lines = (key: string) => textsOf(reader, under(spot, key), atomLineRule);
  const atoms = (key: string) => textsOf(reader, under(spot, key), atomOnlyRule);
  return {
    makeConf: settingsOf(reader, under(spot, 'make_conf'), variableRule),
    packageUse: lines('package_use'),
    packageAcceptKeywords: lines('package_accept_keywords'),
    packageMask: atoms('package_mask'),
    packageUnmask: atoms('package_unmask'),
    packageLicense: lines('package_license'),
    packageEnv: lines('package_env'),
    useMask: textsOf(reader, under(spot, 'use_mask'), flagLineRule),
    useForce: textsOf(reader, under(spot, 'use_force'), flagLineRule),
    profile: textOf(reader, under(spot, 'profile'), profileRule),
  };
}

function builderOf(reader: Reader, name: string, spot: Spot): BuilderDefinition {
  const at = (key: string) => under(spot, key);
  return {
    name,
    place: spot.source.place(spot.path, 'key'),
    extends: plainOf(reader, at('extends'), builderNameRule),
    stage3: stage3Of(reader, at('stage3')),
    portage: snapshotOf(reader, at('portage')),
    configuration: portageOf(reader, spot),
    environment: settingsOf(reader, at('environment'), buildVariableRule),
    overlays: overlaysOf(reader, at('overlays')),
    patches: textOf(reader, at('patches'), relativePathRule),
    script: textOf(reader, at('script'), relativePathRule),
    configureBuilder: textOf(reader, at('configure_builder'), undefined, 'bash'),
    finishBuild: textOf(reader, at('finish_build'), undefined, 'bash'),
    scope: wordOf(at('portage_scope'), ['snapshot', 'packages']),
  };
}

/** A reference, or an archive by its URL or its variant's name. */
function stage3Of(reader: Reader, spot: Spot | undefined): BuilderDefinition['stage3'] {
  if (!spot || !isMapping(spot.value)) return textOf(reader, spot, referenceRule);
  const tarball = textOf(reader, under(spot, 'tarball'), urlRule);
  const variant = textOf(reader, under(spot, 'variant'), variantRule);
  const date = textOf(reader, under(spot, 'date'), dateRule);
  const text = tarball ?? variant;
  if (!text) {
    const message = "'stage3' has neither 'tarball' nor 'variant'";
    complain(reader, spot, 'value', { code: 'missing-key', message, hint: 'or write an image reference' });
  } else if (tarball && (variant ?? date)) {
    const other = variant ? 'variant' : 'date';
    const message = `'${other}' means nothing beside 'tarball'`;
    complain(reader, under(spot, other) ?? spot, 'key', { code: 'clash', message, hint: 'keep one of them' });
  }
  return text && ({ kind: tarball ? 'tarball' : 'variant', text, date } satisfies Stage3Definition);
}

const variantRule: Rule = (text) =>
  /^[a-z0-9]+(?:[_-][a-z0-9]+)*$/.test(text)
    ? undefined
    : { code: 'bad-value', message: `'${text.slice(0, 80)}' is not a variant`, hint: 'write it as musl-hardened' };

/** What `builder.portage` stands for is made from this one: here it means nothing yet. */
function snapshotOf(reader: Reader, spot: Spot | undefined): BuilderDefinition['portage'] {
  const early = { ...reader, names: new Map([...reader.names].filter(([name]) => name !== 'builder')) };
  const path = textOf(early, under(spot, 'path'), relativePathRule);
  const date = textOf(early, under(spot, 'date'), dateRule);
  if (path) return { path, date };
  if (spot && isMapping(spot.value))
    complain(reader, spot, 'value', { code: 'missing-key', message: "'portage' has no 'path'" });
  return textOf(early, spot, snapshotRule);
}

/** Names are unique in a builder: each is a folder and a section of repos.conf. */
function overlaysOf(reader: Reader, spot: Spot | undefined): OverlayDefinition[] {
  const seen = new Map<string, OverlayDefinition>();
  for (const overlay of itemsOf(spot).flatMap((item) => overlayOf(reader, item) ?? [])) {
    const first = seen.get(overlay.name.value);
    const related = first && [{ message: 'it stands here first', place: first.name.place }];
    const message = `'${overlay.name.value}' is the name of two overlays`;
    if (first) reader.problems.push({ code: 'duplicate', message, place: overlay.name.place, related });
    else seen.set(overlay.name.value, overlay);
  }
  return [...seen.values()];
}

function overlayOf(reader: Reader, spot: Spot): OverlayDefinition | undefined {
  const at = (key: string) => under(spot, key);
  const name = plainOf(reader, at('name'), repositoryNameRule);
  const path = textOf(reader, at('path'), relativePathRule);
  const git = textOf(reader, at('git'), urlRule);
  const ref = textOf(reader, at('ref'), commitRule);
  const wrong = (key: string, message: string, hint?: string) => {
    const spotOfKey = at(key);
    complain(reader, spotOfKey ?? spot, spotOfKey ? 'key' : 'value', {
      code: spotOfKey ? 'clash' : 'missing-key',
      message,
      hint,
    });
  };
  if (path && git) wrong('git', "an overlay has one of 'path' and 'git', not both", 'keep one of them');
  else if (!path && !git) wrong('path', "the overlay has no 'path'", "or take it from elsewhere with 'git' and 'ref'");
  else if (path && ref) wrong('ref', "'ref' means nothing beside 'path'", "it goes with 'git'");
  else if (git && !ref) wrong('ref', "the overlay has no 'ref'", 'name the commit: a branch is another one tomorrow');
  const from = originOf(path, git, ref);
  return name && from && { name, from, priority: numberOf(at('priority')) };
}

function originOf(
  path: Written | undefined,
  git: Written | undefined,
  ref: Written | undefined,
): OverlayDefinition['from'] | undefined {
  if (path) return { path };
  return git && ref && { git, ref };
}
