// Reads the initial builders, and the Portage configuration that builders and images have in common.
// In: a spot of the images file. Out: definitions. Never fills a default.

import type { BuilderDefinition, OverlayDefinition, PortageDefinition } from './definition-shape.ts';
import { atomLineRule, atomOnlyRule } from './atom.ts';
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
} from './reader.ts';
import type { Reader, Spot } from './reader.ts';
import {
  builderNameRule,
  dateRule,
  referenceRule,
  relativePathRule,
  repositoryNameRule,
  variableRule,
} from './rules.ts';

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
    useMask: textsOf(reader, under(spot, 'use_mask')),
    useForce: textsOf(reader, under(spot, 'use_force')),
    profile: textOf(reader, under(spot, 'profile')),
  };
}

function builderOf(reader: Reader, name: string, spot: Spot): BuilderDefinition {
  const at = (key: string) => under(spot, key);
  return {
    name,
    place: spot.source.place(spot.path, 'key'),
    stage3: textOf(reader, at('stage3'), referenceRule),
    portage: snapshotOf(reader, at('portage')),
    configuration: portageOf(reader, spot),
    environment: settingsOf(reader, at('environment'), variableRule),
    overlays: itemsOf(at('overlays')).flatMap((overlay) => overlayOf(reader, overlay) ?? []),
    configureBuilder: textOf(reader, at('configure_builder'), undefined, 'bash'),
    finishBuild: textOf(reader, at('finish_build'), undefined, 'bash'),
  };
}

/** What `builder.portage` stands for is made from this one: here it means nothing yet. */
function snapshotOf(reader: Reader, spot: Spot | undefined): BuilderDefinition['portage'] {
  const early = { ...reader, names: new Map([...reader.names].filter(([name]) => name !== 'builder')) };
  const path = textOf(early, under(spot, 'path'), relativePathRule);
  const date = textOf(early, under(spot, 'date'), dateRule);
  return path ? { path, date } : textOf(early, spot, referenceRule);
}

function overlayOf(reader: Reader, spot: Spot): OverlayDefinition | undefined {
  const name = plainOf(reader, under(spot, 'name'), repositoryNameRule);
  const path = textOf(reader, under(spot, 'path'), relativePathRule);
  if (!under(spot, 'path') && !under(spot, 'git')) {
    complain(reader, spot, 'value', { code: 'missing-key', message: "the overlay has no 'path'" });
  }
  return name && path && { name, path, priority: numberOf(under(spot, 'priority')) };
}
