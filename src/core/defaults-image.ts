// The defaults of an image, for one of its platforms.
// In: an image's definition and what is known around it. Out: an `Image` of the catalog. Never reads a source.

import type { Addition, AnyImage, GentooImage, Image, MirrorImage, ScriptImage, TagRules } from './catalog.ts';
import { fillPortage } from './defaults-builder.ts';
import { fillTarget, fillTest } from './defaults-target.ts';
import { scriptNamedIn } from './definition-image.ts';
import { identityOf } from './definition-relations.ts';
import type {
  AdditionDefinition,
  DockerfileDefinition,
  GentooDefinition,
  ImageDefinition,
} from './definition-shape.ts';
import type { MirrorDefinition, ScriptDefinition } from './definition-shape.ts';
import { fillFile, fillHook, fillPlaced, fillSettings, hookOf, plain } from './fill.ts';
import type { Fill } from './fill.ts';
import type { Names } from './interpolate.ts';
import type { Placed } from './problem.ts';
import { bytesOf } from './quantity.ts';
import { parseReference } from './reference.ts';
import { plainPath } from './rules.ts';
import { plainCapability } from './target-rules.ts';
import type { Written } from './written.ts';

/** minutes; the longest that GitHub lets a job run */
const JOB_TIMEOUT = 360;
/** the image that is also tagged `latest` unless it says otherwise */
const LATEST_IMAGE = 'base';
/** what a reference without a tag means */
const SOURCE_TAG = 'latest';

/** What an image is filled with. */
export interface Around {
  readonly fill: Fill;
  readonly names: Names;
  readonly platform: string;
  readonly section: string;
  /** `software.<name>.version` */
  readonly version: Written | undefined;
  readonly defaultTag: Written | undefined;
}

/** An image on a platform. */
export function fillImage(definition: ImageDefinition, around: Around): Image {
  switch (definition.type) {
    case 'gentoo':
      return { ...fillHead(definition, around), ...fillGentoo(definition, around.fill) };
    case 'script':
      return { ...fillHead(definition, around), ...fillScript(definition, around.fill) };
    case 'mirror':
      return { ...fillHead(definition, around), ...fillMirror(definition, around.fill) };
  }
}

/** What only this type of image has. */
type Only<Type extends Image> = Omit<Type, keyof AnyImage>;

function fillHead(definition: ImageDefinition, around: Around): AnyImage {
  const { fill, platform, section } = around;
  return {
    name: definition.name.value,
    section: definition.section?.value ?? section,
    identity: identityOf(definition, section),
    platform,
    place: definition.name.place,
    requires: definition.requires.map(plain),
    tags: fillTags(definition, around),
    timeout: definition.timeout ?? JOB_TIMEOUT,
    runner: definition.runner?.map(fill),
  };
}

function fillTags(definition: ImageDefinition, { fill, names, version, defaultTag }: Around): TagRules {
  const { tag, tagPackage } = definition;
  const told = tag && fillPlaced(tag, fill);
  const promised = definition.type === 'mirror' || tagPackage ? undefined : version;
  const fallback = promised || tagPackage ? undefined : defaultTag && fillPlaced(defaultTag, fill);
  return {
    explicit: told ?? (definition.type === 'mirror' ? tagOfSource(definition, fill) : fallback),
    package: tagPackage && { atom: fillPlaced(tagPackage.atom, fill), in: tagPackage.in ?? 'root' },
    version: promised && plain(promised),
    latest: definition.latest ?? definition.name.value === LATEST_IMAGE,
    more: definition.tags,
    names,
    check: definition.type === 'gentoo' && definition.tagCheck === 'warn' ? 'warn' : 'fail',
  };
}

function tagOfSource({ source }: MirrorDefinition, fill: Fill): Placed<string> {
  return { value: parseReference(fill(source))?.tag ?? SOURCE_TAG, place: source.place };
}

function fillScript({ type, command, inputs, tests }: ScriptDefinition, fill: Fill): Only<ScriptImage> {
  const hook = hookOf(fill(command), command);
  const named = scriptNamedIn(hook.text);
  const found = named === undefined ? [] : [{ value: plainPath(named), place: command.place }];
  return {
    type,
    command: hook,
    inputs: inputs?.map((input) => ({ value: plainPath(fill(input)), place: input.place })) ?? found,
    tests: tests.map((test) => fillTest(test, fill)),
  };
}

function fillMirror({ type, source }: MirrorDefinition, fill: Fill): Only<MirrorImage> {
  return { type, source: fillPlaced(source, fill) };
}

function fillGentoo(definition: GentooDefinition, fill: Fill): Only<GentooImage> {
  const { build, sizeBudget } = definition;
  const placed = (written: Written) => fillPlaced(written, fill);
  return {
    type: 'gentoo',
    builder: definition.builder && plain(definition.builder),
    packages: build.packages.map(placed),
    builderPackages: build.builderPackages.map(placed),
    configuration: fillPortage(build.configuration, fill),
    environment: fillSettings(build.environment, fill),
    configureBuilder: fillHook(build.configureBuilder, fill),
    configureRootfsBuild: fillHook(build.configureRootfsBuild, fill),
    finishRootfsBuild: fillHook(build.finishRootfsBuild, fill),
    script: build.script && fillFile(build.script, fill),
    provided: { root: build.provided.root.map(placed), builder: build.provided.builder.map(placed) },
    add: build.add.map((addition) => fillAddition(addition, fill)),
    refresh: build.refresh && fill(build.refresh),
    keep: [...new Set(build.keep.map(({ value }) => value))],
    dockerfile: build.dockerfile && fillDockerfile(build.dockerfile, fill),
    capabilities: build.capabilities.map((capability) => plainCapability(fill(capability))),
    secrets: build.secrets.map(placed),
    network: build.network,
    stateDrop: definition.stateDrop.map(placed),
    sizeBudget: sizeBudget && { value: bytesOf(fill(sizeBudget)), place: sizeBudget.place },
    closure: definition.closure ?? 'warn',
    allowReplace: definition.allowReplace.map(fill),
    scope: definition.scope,
    target: fillTarget(definition.target, fill),
    tests: definition.tests.map((test) => fillTest(test, fill)),
  };
}

function fillAddition(addition: AdditionDefinition, fill: Fill): Addition {
  const common = { place: addition.place, dest: fill(addition.dest), to: addition.to ?? 'builder' };
  switch (addition.kind) {
    case 'git':
      return { ...common, kind: 'git', url: fill(addition.url), ref: fill(addition.ref) };
    case 'url':
      return {
        ...common,
        kind: 'url',
        url: fill(addition.url),
        digest: `${addition.algorithm}:${fill(addition.checksum)}`,
      };
    case 'path':
      return { ...common, kind: 'path', path: plainPath(fill(addition.path)) };
    case 'image': {
      const { image, src, from } = addition;
      return { ...common, kind: 'image', image: plain(image), src: fill(src), from: from ?? 'target' };
    }
  }
}

/** Entries of a list are lines of one text. */
function fillDockerfile(definition: DockerfileDefinition, fill: Fill): GentooImage['dockerfile'] {
  if (definition.kind === 'file') return { file: fillFile(definition.file, fill) };
  const [first] = definition.lines;
  if (!first) return undefined;
  if (definition.lines.length === 1) return { lines: hookOf(fill(first), first) };
  const lines = definition.lines.flatMap((each) =>
    each.value
      .trimEnd()
      .split('\n')
      .map(() => each.place),
  );
  const text = definition.lines.map((each) => fill(each).trimEnd()).join('\n');
  return { lines: hookOf(text, { place: first.place, lines }) };
}
