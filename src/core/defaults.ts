// Every default in one place: from what the user wrote to what the machine works with.
// In: a `Definition`, the snapshot dates that are pinned. Out: a `Catalog`, or a `UserError` for texts that are wrong
// once their expressions are filled in. Never reads a source.

import type { Builder, Catalog, Hook, Image, PortageConfiguration, SnapshotSource, Test } from './catalog.ts';
import type { Overlay, TargetConfiguration } from './catalog.ts';
import type { BuilderDefinition, Definition, ImageDefinition, PortageDefinition } from './definition-shape.ts';
import type { Settings, TargetDefinition, TestDefinition } from './definition-shape.ts';
import { interpolate } from './interpolate.ts';
import type { Names } from './interpolate.ts';
import type { Placed, Problem } from './problem.ts';
import { refuse } from './problem.ts';
import { wordsOf } from './rules.ts';
import { dateOfReference } from './snapshot-date.ts';
import type { Written } from './written.ts';
import { broken } from './written.ts';

const SECTION = '';
const PLATFORM = 'linux/amd64';
/** minutes; the longest that GitHub lets a job run */
const JOB_TIMEOUT = 360;
/** seconds */
const TEST_TIMEOUT = 60;
const TEST_EXIT_CODE = 0;
/** Portage's own repository has -1000, eselect-repository's have 50 */
const OVERLAY_PRIORITY = 50;
/** what `builder.portage` is while nobody has asked the registry */
const UNKNOWN_DATE = 'latest';
/** the image that is also tagged `latest` unless it says otherwise */
const LATEST_IMAGE = 'base';

/** What is known beside the file: the snapshot's date by builder, where it is pinned. */
export interface Known {
  readonly dates: ReadonlyMap<string, string>;
}

/** Fills texts in, with the names that hold where it is used. */
type Fill = (written: Written) => string;

/** The catalog of a definition. */
export function fillCatalog(definition: Definition, known: Known): Catalog {
  const problems: Problem[] = [];
  const names: Names = new Map([
    ['software', definition.software],
    ['vars', definition.vars],
  ]);
  const top = filler(names, problems);
  const dates = datesOf(definition, top, known);
  const section = definition.section ? top(definition.section) : SECTION;
  const builders = [...definition.builders.values()].map((builder) => {
    const inner = new Map([...names, ...builderNames(dates.get(builder.name)), ...platformNames(PLATFORM)]);
    return [builder.name, fillBuilder(builder, filler(inner, problems), top)] satisfies [string, Builder];
  });
  const builderOf = inheritedBuilder(definition, section);
  const images = definition.images.map((image) => {
    const platform = image.platforms[0] ?? PLATFORM;
    const own: Names = new Map([...names, ...builderNames(dates.get(builderOf(image))), ...platformNames(platform)]);
    const fill = filler(new Map([...own, ['image', new Map([['name', image.name.value]])]]), problems);
    return fillImage(image, { fill, platform, section, version: definition.versions.get(image.name.value) });
  });
  refuse(problems);
  const { file, registry, registries, defaultBuilder } = definition;
  return {
    file,
    registry: registry && top(registry),
    section,
    registries,
    builders: new Map(builders),
    defaultBuilder,
    images,
  };
}

/** Problems are noted, the text as it is goes on: nobody sees it. */
function filler(names: Names, problems: Problem[]): Fill {
  return (written) => {
    const { text, problems: found } = interpolate(written, names);
    problems.push(...(found.length > 0 ? found : broken(written, text)));
    return text;
  };
}

function builderNames(date: string | undefined): Names {
  return new Map([['builder', new Map([['portage', date ?? UNKNOWN_DATE]])]]);
}

/** GitHub's and Docker's word for the processor, without the variant. */
function platformNames(platform: string): Names {
  return new Map([['platform', new Map([['arch', platform.split('/')[1] ?? platform]])]]);
}

function datesOf({ builders }: Definition, fill: Fill, { dates }: Known): ReadonlyMap<string, string> {
  const found = new Map(dates);
  for (const { name, portage } of builders.values()) {
    if (found.has(name) || !portage) continue;
    const date = 'path' in portage ? portage.date && fill(portage.date) : dateOfReference(fill(portage));
    if (date !== undefined) found.set(name, date);
  }
  return found;
}

/** Its own, else its parent's, else the default one. A ring of parents, refused later, ends at the default. */
function inheritedBuilder({ images, defaultBuilder }: Definition, section: string): (image: ImageDefinition) => string {
  const byName = new Map<string, ImageDefinition>();
  for (const image of images) {
    byName.set(image.name.value, image);
    byName.set(`${image.section?.value ?? section}/${image.name.value}`, image);
  }
  const known = new Map<ImageDefinition, string>();
  return (image) => {
    const chain = new Set<ImageDefinition>();
    let at: ImageDefinition | undefined = image;
    while (at && !at.builder && !known.has(at) && !chain.has(at)) {
      chain.add(at);
      at = at.requires[0] && byName.get(at.requires[0].value);
    }
    const builder = (at && (at.builder?.value ?? known.get(at))) ?? defaultBuilder;
    for (const each of chain) known.set(each, builder);
    return builder;
  };
}

function fillBuilder(definition: BuilderDefinition, fill: Fill, top: Fill): Builder {
  const { name, place, stage3, portage } = definition;
  if (!stage3 || !portage) throw new Error(`the builder ${name} lacks what the schema demands`);
  return {
    ...{ name, place },
    stage3: placed(stage3, fill),
    portage: fillSnapshot(portage, top),
    configuration: fillPortage(definition.configuration, fill),
    environment: fillSettings(definition.environment, fill),
    overlays: definition.overlays.map((overlay): Overlay => ({
      name: overlay.name.value,
      path: fill(overlay.path),
      priority: overlay.priority ?? OVERLAY_PRIORITY,
      place: overlay.path.place,
    })),
    configureBuilder: hook(definition.configureBuilder, fill),
    finishBuild: hook(definition.finishBuild, fill),
  };
}

function fillSnapshot(portage: NonNullable<BuilderDefinition['portage']>, fill: Fill): SnapshotSource {
  if (!('path' in portage)) return { kind: 'image', reference: fill(portage), place: portage.place };
  return {
    kind: 'folder',
    path: fill(portage.path),
    date: portage.date && fill(portage.date),
    place: portage.path.place,
  };
}

interface Around {
  readonly fill: Fill;
  readonly platform: string;
  readonly section: string;
  /** `software.<name>.version` */
  readonly version: Written | undefined;
}

function fillImage(definition: ImageDefinition, { fill, platform, section: outer, version }: Around): Image {
  const name = definition.name.value;
  const section = definition.section?.value ?? outer;
  return {
    ...{ name, section, platform, type: 'gentoo' },
    identity: section === '' ? name : `${section}/${name}`,
    place: definition.name.place,
    requires: definition.requires.map(plain),
    builder: definition.builder && plain(definition.builder),
    tags: fillTags(definition, fill, version),
    packages: definition.packages.map((written) => placed(written, fill)),
    configuration: fillPortage(definition.configuration, fill),
    environment: fillSettings(definition.environment, fill),
    configureBuilder: hook(definition.configureBuilder, fill),
    configureRootfsBuild: hook(definition.configureRootfsBuild, fill),
    finishRootfsBuild: hook(definition.finishRootfsBuild, fill),
    target: fillTarget(definition.target, fill),
    tests: definition.tests.map((test) => fillTest(test, fill)),
    timeout: definition.timeout ?? JOB_TIMEOUT,
    runner: definition.runner?.map(fill),
  };
}

function fillTags(definition: ImageDefinition, fill: Fill, version: Written | undefined): Image['tags'] {
  return {
    explicit: definition.tag && placed(definition.tag, fill),
    version: version && plain(version),
    latest: definition.latest ?? definition.name.value === LATEST_IMAGE,
    check: definition.tagCheck === 'warn' ? 'warn' : 'fail',
  };
}

function fillTarget({ entrypoint, cmd, user, workdir, env }: TargetDefinition, fill: Fill): TargetConfiguration {
  return {
    entrypoint: entrypoint?.map(fill),
    cmd: cmd?.map(fill),
    user: user && fill(user),
    workdir: workdir && fill(workdir),
    env: fillSettings(env, fill),
  };
}

function fillTest(test: TestDefinition, fill: Fill): Test {
  const keepEntrypoint = test.run === undefined;
  const words = test.run ?? test.args ?? [];
  const line = 'value' in words ? fill(words) : undefined;
  const argv = 'value' in words ? (wordsOf(line ?? '') ?? []) : words.map(fill);
  // With a `run`, `args` are further words of it.
  const more = keepEntrypoint ? [] : (test.args ?? []).map(fill);
  return {
    place: test.place,
    title: [line ?? argv.join(' '), ...more].join(' '),
    argv: [...argv, ...more],
    keepEntrypoint,
    env: fillSettings(test.env, fill),
    exitCode: test.exitCode ?? TEST_EXIT_CODE,
    stdout: test.stdout && fill(test.stdout),
    timeout: test.timeout ?? TEST_TIMEOUT,
  };
}

function fillPortage(definition: PortageDefinition, fill: Fill): PortageConfiguration {
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

function fillSettings(settings: Settings, fill: Fill): ReadonlyMap<string, string> {
  return new Map([...settings].map(([name, written]) => [name, fill(written)]));
}

function hook(written: Written | undefined, fill: Fill): Hook | undefined {
  if (!written) return undefined;
  const text = fill(written);
  return { text: text.endsWith('\n') ? text : `${text}\n`, place: written.place, lines: written.lines };
}

function placed(written: Written, fill: Fill): Placed<string> {
  return { value: fill(written), place: written.place };
}

function plain({ value, place }: Written): Placed<string> {
  return { value, place };
}
