// Everything that decides a node's content, as readable JSON, and its hash.
// In: a graph and facts. Out: for each node its ingredients and its fingerprint (`f1-` and 32 hex digits of SHA-256 over
// canonical JSON). Explicit tags, sections, tests and time-outs are no ingredients: changing them builds nothing.
// A parent counts by its fingerprint, not by its resulting digest: so the whole plan is known in one pass.

import { createHash } from 'node:crypto';
import { canonicalJson, type Json, recordOf } from './canonical.ts';
import type { Addition, GentooImage, Hook, PortageConfiguration, TargetConfiguration } from './catalog.ts';
import { idOf } from './additions.ts';
import { contextPaths, dockerfileOf, stageImages } from './dockerfile.ts';
import { type BuilderNode, type GentooNode, type Graph, type Node, nodeOf, type OtherNode } from './graph.ts';
import { isPeriod } from './periods.ts';
import { snapshotOf } from './held.ts';
import { commitIn, type Facts, pinOf, snapshotDates } from './pins.ts';
import { tagsOf } from './tags.ts';

/** Raised by hand when the canonical form or the meaning of an ingredient changes: it rebuilds everything. */
export const SCHEME = 1;

/** Raised by hand when the container scripts change what they make from the same ingredients. */
export const RECIPE = 1;

export interface Fingerprint {
  readonly fingerprint: string;
  readonly ingredients: Readonly<Record<string, Json | undefined>>;
  /** of an initial builder: the fingerprint of its `builder-core` */
  readonly core?: string;
}

/** Fingerprints of all nodes, by id. Throws when the facts lack an answer, which is a bug of the caller's. */
export function printFingerprints(graph: Graph, facts: Facts): Map<string, Fingerprint> {
  const prints = new Map<string, Fingerprint>();
  for (const node of graph.nodes.values()) prints.set(node.id, printAfter(node, graph, facts, prints));
  return prints;
}

/** The fingerprint of a node, when all that it needs has one. */
export function printAfter(
  node: Node,
  graph: Graph,
  facts: Facts,
  prints: ReadonlyMap<string, Fingerprint>,
): Fingerprint {
  return printNode(node, { graph, facts, prints, dates: snapshotDates(graph.catalog, facts.pins) });
}

/** What is known when a node's turn comes: all that it needs is printed. */
interface Known {
  readonly graph: Graph;
  readonly facts: Facts;
  readonly prints: ReadonlyMap<string, Fingerprint>;
  /** by builder */
  readonly dates: ReadonlyMap<string, string>;
}

function printNode(node: Node, all: Known): Fingerprint {
  switch (node.kind) {
    case 'builder':
      return printBuilder(node, all.facts);
    case 'gentoo':
      return printImage(node, all);
    case 'script':
    case 'mirror':
      return printOther(node, all);
  }
}

/** True for the text of a fingerprint, which is also a content tag. */
export function isFingerprint(text: string): boolean {
  return /^f\d+-[0-9a-f]{32}$/.test(text);
}

/** The fingerprint of ingredients. */
export function fingerprintOf(ingredients: Json): string {
  return `f${SCHEME}-${createHash('sha256').update(canonicalJson(ingredients)).digest('hex').slice(0, 32)}`;
}

function printBuilder(node: BuilderNode, facts: Facts): Fingerprint {
  const { builder } = node;
  const core = {
    scheme: SCHEME,
    recipe: RECIPE,
    platform: node.platform,
    stage3: known(pinOf(facts.pins, builder.stage3.value).digest, builder.stage3.value),
    portage: portageIngredients(builder.configuration),
    overlays: builder.overlays.map(({ name, path, priority }) => ({
      name,
      priority,
      tree: known(facts.trees.get(path), path),
    })),
    git_overlays: filled(
      builder.gitOverlays.map(({ name, url, ref, priority }) => ({ name, priority, git: url, ref })),
    ),
    patches: builder.patches && known(facts.trees.get(builder.patches.path), builder.patches.path),
  };
  const ingredients = {
    ...core,
    kind: 'builder',
    // A date decides too: it is the time of all files in the layers.
    snapshot: { ...snapshotOf(node, facts) },
    environment: environmentIngredient(builder.environment),
    configure_builder: hookIngredient(builder.configureBuilder),
    script: builder.script && known(facts.trees.get(builder.script.path), builder.script.path),
  };
  return { fingerprint: fingerprintOf(ingredients), ingredients, core: fingerprintOf({ ...core, kind: 'core' }) };
}

function printImage(node: GentooNode, all: Known): Fingerprint {
  const { prints, dates, facts } = all;
  const { image, builder } = node;
  const parent = node.parent === undefined ? undefined : prints.get(node.parent)?.fingerprint;
  const ingredients = {
    scheme: SCHEME,
    recipe: RECIPE,
    kind: node.kind,
    name: node.name,
    platform: node.platform,
    parent: parent ?? null,
    builder: known(prints.get(node.startsFrom)?.fingerprint, node.startsFrom),
    snapshot: otherSnapshot(node, all),
    version: tagsOf(image, dates.get(builder.name) ?? '').promise,
    packages: image.packages.map(({ value }) => value),
    portage: portageIngredients(image.configuration),
    environment: environmentIngredient(new Map([...builder.environment, ...image.environment])),
    configure_builder: hookIngredient(image.configureBuilder),
    configure_rootfs_build: hookIngredient(image.configureRootfsBuild),
    finish_rootfs_build: hookIngredient(image.finishRootfsBuild),
    finish_build: hookIngredient(builder.finishBuild),
    ...containerIngredients(image, facts),
    add: filled(image.add.map((one) => additionIngredient(one, node, all))),
    ...targetIngredients(image.target),
  };
  return { fingerprint: fingerprintOf(ingredients), ingredients };
}

/** The snapshot, where it is not that of what the image starts from: one of the two is held at an older one. */
function otherSnapshot(node: GentooNode, { graph, facts }: Known): Json | undefined {
  const start = nodeOf(graph, node.startsFrom);
  const own = snapshotOf(node, facts);
  const before = start.kind === 'builder' || start.kind === 'gentoo' ? snapshotOf(start, facts) : own;
  return own.content === before.content && own.date === before.date ? undefined : { ...own };
}

/** A script by its command and the files that it names; a mirror by what its source is. */
function printOther(node: OtherNode, { facts, prints, dates }: Known): Fingerprint {
  const common = { scheme: SCHEME, kind: node.kind, name: node.name, platform: node.platform };
  if (node.kind === 'mirror') {
    const { image } = node;
    const source = known(pinOf(facts.pins, image.source.value).digest, image.source.value);
    const ingredients = { ...common, source };
    return { fingerprint: fingerprintOf(ingredients), ingredients };
  }
  const { image } = node;
  const ingredients = {
    ...common,
    needs: node.needs.map((id) => known(prints.get(id)?.fingerprint, id)),
    version: tagsOf(image, dates.get(node.builder?.name ?? '') ?? '').promise,
    command: hookIngredient(image.command),
    inputs: Object.fromEntries(image.inputs.map(({ value }) => [value, known(facts.trees.get(value), value)])),
  };
  return { fingerprint: fingerprintOf(ingredients), ingredients };
}

/** What steers the container, where it is said: what is left out leaves the fingerprint as it is. */
function containerIngredients(image: GentooImage, { pins, trees }: Facts): Record<string, Json | undefined> {
  const { provided, dockerfile, refresh } = image;
  const tree = (path: string): string => known(trees.get(path), path);
  const file = dockerfileOf(image);
  const digest = (name: string): string => known(pinOf(pins, name).digest, name);
  return {
    builder_packages: filled(image.builderPackages.map(({ value }) => value)),
    provided_root: filled(provided.root.map(({ value }) => value)),
    provided_builder: filled(provided.builder.map(({ value }) => value)),
    state_drop: filled(image.stateDrop.map(({ value }) => value)),
    script: image.script && tree(image.script.path),
    dockerfile: dockerfile && ('lines' in dockerfile ? dockerfile.lines.text : tree(dockerfile.file.path)),
    dockerfile_files: mapped(contextPaths(image).map(({ path }) => [path, tree(path)])),
    dockerfile_stages: mapped((file ? stageImages(file) : []).map(({ reference }) => [reference, digest(reference)])),
    keep: filled([...image.keep].sort()),
    capabilities: filled([...image.capabilities].sort()),
    network: image.network,
    allow_replace: filled([...image.allowReplace].sort()),
    refresh: refresh !== undefined && isPeriod(refresh) ? known(pins.periods?.[refresh], refresh) : refresh,
    tag_package: image.tags.package && { atom: image.tags.package.atom.value, in: image.tags.package.in },
  };
}

function additionIngredient(one: Addition, node: GentooNode, { graph, facts, prints }: Known): Json {
  const common = { dest: one.dest, to: one.to };
  switch (one.kind) {
    case 'git':
      return { ...common, git: one.url, ref: commitIn(facts.pins, one.url, one.ref) };
    case 'url':
      return { ...common, url: one.url, digest: one.digest };
    case 'path':
      return { ...common, tree: known(facts.trees.get(one.path), one.path) };
    case 'image': {
      const from = idOf(node, graph, one.image.value);
      return { ...common, image: known(prints.get(from)?.fingerprint, from), src: one.src, from: one.from };
    }
  }
}

function targetIngredients(target: TargetConfiguration): Record<string, Json | undefined> {
  return {
    entrypoint: target.entrypoint,
    cmd: target.cmd,
    user: target.user,
    workdir: target.workdir,
    env: recordOf(target.env),
    expose: filled([...target.expose].sort()),
    volumes: filled([...target.volumes].sort()),
    labels: target.labels.size > 0 ? recordOf(target.labels) : undefined,
    healthcheck: target.healthcheck && { ...target.healthcheck },
    stop_signal: target.stopSignal,
    onbuild: filled(target.onbuild),
  };
}

function mapped(entries: readonly (readonly [string, string])[]): Record<string, string> | undefined {
  return entries.length > 0 ? Object.fromEntries(entries) : undefined;
}

function filled(list: readonly Json[]): readonly Json[] | undefined {
  return list.length > 0 ? list : undefined;
}

function portageIngredients(configuration: PortageConfiguration): Json {
  return {
    make_conf: environmentIngredient(configuration.makeConf),
    make_conf_order: orderIngredient(configuration.makeConf),
    package_use: configuration.packageUse,
    package_accept_keywords: configuration.packageAcceptKeywords,
    package_mask: configuration.packageMask,
    package_unmask: configuration.packageUnmask,
    package_license: configuration.packageLicense,
    package_env: configuration.packageEnv,
    use_mask: configuration.useMask,
    use_force: configuration.useForce,
    profile: configuration.profile,
  };
}

/** Variables that say how fast or from where, never what. */
const NEUTRAL = new Set(['MAKEOPTS', 'GENTOO_MIRRORS', 'PORTAGE_NICENESS', 'PORTAGE_IONICE_COMMAND', 'NINJAOPTS']);

const OPTIONS = 'EMERGE_DEFAULT_OPTS';

/** `--jobs 4`, `-j4`, `--load-average=3.5`, `-l 3`: how many at once. */
const JOB_COUNTS = /(^|\s)(--jobs|-j|--load-average|-l)(=|\s*)\d*(\.\d+)?(?=\s|$)/g;

function environmentIngredient(variables: ReadonlyMap<string, string>): Record<string, string> {
  const counted = new Map([...variables].filter(([name]) => !NEUTRAL.has(name)));
  const options = counted.get(OPTIONS)?.replaceAll(JOB_COUNTS, '').trim();
  if (options === '') counted.delete(OPTIONS);
  else if (options !== undefined) counted.set(OPTIONS, options);
  return recordOf(counted);
}

/** A line of make.conf sees the variables of the lines above it: only then does the order decide anything. */
function orderIngredient(variables: ReadonlyMap<string, string>): string[] | undefined {
  const counted = [...variables].filter(([name]) => !NEUTRAL.has(name));
  return counted.some(([, value]) => value.includes('$')) ? counted.map(([name]) => name) : undefined;
}

function hookIngredient(hook: Hook | undefined): string | undefined {
  return hook?.text;
}

function known<T>(value: T | undefined, name: string): T {
  if (value === undefined) throw new Error(`nothing is known of ${name}`);
  return value;
}

/** Nodes that carry a fingerprint, with it: for messages and labels. */
export function printOf(prints: ReadonlyMap<string, Fingerprint>, node: Node): Fingerprint {
  return known(prints.get(node.id), node.id);
}
