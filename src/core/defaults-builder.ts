// The defaults of initial builders: what they extend is merged in, every text filled, every setting there.
// In: a builder's definition. Out: a `Builder` of the catalog. Never reads a source.

import type { Builder, GitOverlay, Overlay, PortageConfiguration, SnapshotSource } from './catalog.ts';
import type { BuilderDefinition, OverlayDefinition, PortageDefinition, Scope } from './definition-shape.ts';
import { fillFile, fillHook, fillPlaced, fillSettings } from './fill.ts';
import type { Fill } from './fill.ts';
import { plainPath } from './rules.ts';

/** Portage's own repository has -1000, eselect-repository's have 50 */
const OVERLAY_PRIORITY = 50;
const SCOPE: Scope = 'snapshot';

/** Where a bare date and `latest` come from. */
const SNAPSHOTS = 'docker.io/gentoo/portage';

/** All that a builder says and takes over: maps merge, lists append, of everything else its own wins. */
export function flattenBuilder(
  builder: BuilderDefinition,
  builders: ReadonlyMap<string, BuilderDefinition>,
): BuilderDefinition {
  const chain: BuilderDefinition[] = [];
  let at: BuilderDefinition | undefined = builder;
  // A ring is refused before; here it must only end.
  while (at && !chain.includes(at)) {
    chain.push(at);
    at = builders.get(at.extends?.value ?? '');
  }
  return chain.reverse().reduce(extendBuilder);
}

function extendBuilder(parent: BuilderDefinition, child: BuilderDefinition): BuilderDefinition {
  const { name, place, configuration } = child;
  return {
    ...{ name, place, extends: child.extends },
    stage3: child.stage3 ?? parent.stage3,
    portage: child.portage ?? parent.portage,
    configuration: extendPortage(parent.configuration, configuration),
    environment: new Map([...parent.environment, ...child.environment]),
    overlays: extendOverlays(parent.overlays, child.overlays),
    patches: child.patches ?? parent.patches,
    script: child.script ?? parent.script,
    configureBuilder: child.configureBuilder ?? parent.configureBuilder,
    finishBuild: child.finishBuild ?? parent.finishBuild,
    scope: child.scope ?? parent.scope,
  };
}

function extendPortage(parent: PortageDefinition, child: PortageDefinition): PortageDefinition {
  return {
    makeConf: new Map([...parent.makeConf, ...child.makeConf]),
    packageUse: [...parent.packageUse, ...child.packageUse],
    packageAcceptKeywords: [...parent.packageAcceptKeywords, ...child.packageAcceptKeywords],
    packageMask: [...parent.packageMask, ...child.packageMask],
    packageUnmask: [...parent.packageUnmask, ...child.packageUnmask],
    packageLicense: [...parent.packageLicense, ...child.packageLicense],
    packageEnv: [...parent.packageEnv, ...child.packageEnv],
    useMask: [...parent.useMask, ...child.useMask],
    useForce: [...parent.useForce, ...child.useForce],
    profile: child.profile ?? parent.profile,
  };
}

/** An overlay of the same name is the child's, in the parent's place. */
function extendOverlays(
  parent: readonly OverlayDefinition[],
  child: readonly OverlayDefinition[],
): readonly OverlayDefinition[] {
  return [...new Map([...parent, ...child].map((overlay) => [overlay.name.value, overlay])).values()];
}

/** A flattened builder, filled. `top` has no `builder.portage`: the snapshot is what that is made from. */
export function fillBuilder(definition: BuilderDefinition, fill: Fill, top: Fill, outer: Scope | undefined): Builder {
  const { name, place, stage3, portage, overlays } = definition;
  if (!stage3 || !portage) throw new Error(`the builder ${name} lacks what the schema demands`);
  const archive = 'text' in stage3 ? stage3 : undefined;
  return {
    ...{ name, place },
    stage3: fillPlaced('text' in stage3 ? stage3.text : stage3, fill),
    stage3Archive: archive && { kind: archive.kind, date: archive.date && fill(archive.date) },
    portage: fillSnapshot(portage, top),
    configuration: fillPortage(definition.configuration, fill),
    environment: fillSettings(definition.environment, fill),
    overlays: overlays.flatMap((overlay) => fillFolder(overlay, fill)),
    gitOverlays: overlays.flatMap((overlay) => fillRepository(overlay, fill)),
    patches: definition.patches && fillFile(definition.patches, fill),
    script: definition.script && fillFile(definition.script, fill),
    configureBuilder: fillHook(definition.configureBuilder, fill),
    finishBuild: fillHook(definition.finishBuild, fill),
    scope: definition.scope ?? outer ?? SCOPE,
  };
}

function fillFolder({ name, from, priority }: OverlayDefinition, fill: Fill): Overlay[] {
  if (!('path' in from)) return [];
  const path = plainPath(fill(from.path));
  return [{ name: name.value, path, priority: priority ?? OVERLAY_PRIORITY, place: from.path.place }];
}

function fillRepository({ name, from, priority }: OverlayDefinition, fill: Fill): GitOverlay[] {
  if (!('git' in from)) return [];
  const [url, ref] = [fill(from.git), fill(from.ref)];
  return [{ name: name.value, url, ref, priority: priority ?? OVERLAY_PRIORITY, place: from.git.place }];
}

/** The snapshot that `portage` means. */
export function fillSnapshot(portage: NonNullable<BuilderDefinition['portage']>, fill: Fill): SnapshotSource {
  if (!('path' in portage)) {
    const text = fill(portage);
    const isShort = text === 'latest' || /^\d{8}$/.test(text);
    return { kind: 'image', reference: isShort ? `${SNAPSHOTS}:${text}` : text, place: portage.place };
  }
  return {
    kind: 'folder',
    path: plainPath(fill(portage.path)),
    date: portage.date && fill(portage.date),
    place: portage.path.place,
  };
}

/** Portage's configuration, of a builder or an image. */
export function fillPortage(definition: PortageDefinition, fill: Fill): PortageConfiguration {
  return {
    makeConf: fillSettings(definition.makeConf, fill),
    packageUse: definition.packageUse.map(fill),
    packageAcceptKeywords: definition.packageAcceptKeywords.map(fill),
    packageMask: definition.packageMask.map(fill),
    packageUnmask: definition.packageUnmask.map(fill),
    packageLicense: definition.packageLicense.map(fill),
    packageEnv: definition.packageEnv.map(fill),
    useMask: definition.useMask.map(fill),
    useForce: definition.useForce.map(fill),
    profile: definition.profile && fill(definition.profile),
  };
}
