// What has to be asked before fingerprints can be made, and the answers: moving names, resolved once.
// In: a graph. Out: `Questions` as data, for the command to answer; `Pins`, which travel from plan to build as JSON.
// Never asks itself.

import { isRecord, parseJson } from './canonical.ts';
import type { Builder, Catalog, GentooImage, TagRules } from './catalog.ts';
import { contextPaths, dockerfileOf, stageImages } from './dockerfile.ts';
import type { Graph, Node } from './graph.ts';
import { isDigest, parseReference } from './reference.ts';
import { isCommit } from './rules.ts';
import { isPeriod, type Period, PERIODS } from './periods.ts';
import { dateOfReference } from './snapshot-date.ts';
import { type Place, UserError } from './problem.ts';

/** What a moving name was resolved to. */
export interface Pin {
  /** of an image reference */
  readonly digest?: string;
  /** of a snapshot: `20261116` */
  readonly date?: string;
  /** of a branch or a tag of a git repository */
  readonly commit?: string;
}

/** The ebuild repository as it was at a time. */
export interface Snapshot {
  /** digest of its image, or hash of its folder */
  readonly content: string;
  /** `20261116` */
  readonly date: string;
}

export interface Pins {
  readonly scheme: 1;
  /** by the reference or folder as the images file has it */
  readonly names: Readonly<Record<string, Pin>>;
  /** what the plan was told to put in the place of the file's values, by their path */
  readonly set?: Readonly<Record<string, string>>;
  /** the periods of `refresh` when it was planned */
  readonly periods?: Readonly<Record<Period, string>>;
  /** by id of a node: the snapshot that it stays at, since nothing of a later one concerns it; see `scope.ts` */
  readonly held?: Readonly<Record<string, Snapshot>>;
}

/** A branch or a tag of a git repository. */
export interface MovingRevision {
  readonly url: string;
  readonly ref: string;
  readonly place: Place;
}

export interface MovingReference {
  readonly reference: string;
  /** whether its date is wanted too */
  readonly dated: boolean;
  readonly place: Place;
}

export interface Questions {
  /** references to resolve to a digest, and to a date where `dated` */
  readonly references: readonly MovingReference[];
  /** branches and tags to resolve to a commit */
  readonly revisions: readonly MovingRevision[];
  /** folders of ebuild repositories whose date only their own timestamp tells */
  readonly undated: readonly string[];
  /** folders and files whose content decides a fingerprint, relative to the images file's folder */
  readonly trees: readonly PlacedPath[];
  /** globs of files whose content decides a fingerprint */
  readonly globs: readonly PlacedPath[];
  /** whether a `refresh` names a period */
  readonly periods: boolean;
}

export interface PlacedPath {
  readonly path: string;
  readonly place: Place;
}

/** The answers, and the hashes of folders. */
export interface Facts {
  readonly pins: Pins;
  /** SHA-256 over a tree: paths, types, modes, contents; by path or glob as in `Questions` */
  readonly trees: ReadonlyMap<string, string>;
}

export const NO_PINS: Pins = { scheme: 1, names: {} };

/** Pins that also carry values told from outside. */
export function tell(pins: Pins, set: Readonly<Record<string, string>>): Pins {
  return Object.keys(set).length === 0 ? pins : { ...pins, set: { ...pins.set, ...set } };
}

/** What must be known of the outside, less what the pins answer already and what a reference says itself. */
export function askQuestions(graph: Graph, pins: Pins): Questions {
  const references = new Map<string, MovingReference>();
  const revisions = new Map<string, MovingRevision>();
  const undated = new Set<string>();
  const trees = new Map<string, PlacedPath>();
  const globs = new Map<string, PlacedPath>();
  const addTree = ({ path, place }: PlacedPath): void => void trees.set(path, { path, place });
  const note = (reference: string, dated: boolean, place: Place): void => {
    references.set(reference, { reference, dated: dated || references.get(reference)?.dated === true, place });
  };
  const nodes = [...graph.nodes.values()];
  const builders = new Set(nodes.flatMap((node) => (node.kind === 'builder' ? [node.builder] : [])));
  for (const { stage3, portage, overlays, patches, script } of builders) {
    if (pinOf(pins, stage3.value).digest === undefined) note(stage3.value, false, stage3.place);
    for (const one of [...overlays, patches, script]) if (one) addTree(one);
    if (portage.kind === 'folder') {
      addTree(portage);
    } else {
      const { digest, date } = pinOf(pins, portage.reference);
      if (digest === undefined || date === undefined) note(portage.reference, date === undefined, portage.place);
    }
  }
  for (const { portage } of datingBuilders(nodes)) {
    if (portage.kind === 'folder') {
      if (portage.date === undefined && pinOf(pins, portage.path).date === undefined) undated.add(portage.path);
    } else if (pinOf(pins, portage.reference).date === undefined) {
      note(portage.reference, true, portage.place);
    }
  }
  for (const node of nodes) {
    if (node.kind === 'gentoo') {
      for (const one of filesOf(node.image)) addTree(one);
      for (const { reference, place } of stagesOf(node.image)) {
        if (pinOf(pins, reference).digest === undefined) note(reference, false, place);
      }
      for (const one of revisionsOf(node.image)) {
        const name = revisionName(one.url, one.ref);
        if (pins.names[name]?.commit === undefined) revisions.set(name, one);
      }
    }
    // Files of tests decide no content, but whether an image has passed what it has to pass now.
    if (node.kind === 'gentoo' || node.kind === 'script')
      for (const one of node.image.tests) if (one.kind === 'script') addTree(one.file);
    if (node.kind === 'mirror') {
      const { value, place } = node.image.source;
      if (pinOf(pins, value).digest === undefined) note(value, false, place);
    } else if (node.kind === 'script') {
      for (const { value, place } of node.image.inputs) globs.set(value, { path: value, place });
    }
  }
  return {
    references: [...references.values()],
    revisions: [...revisions.values()],
    undated: [...undated],
    trees: [...trees.values()],
    globs: [...globs.values()],
    periods: nodes.some((node) => node.kind === 'gentoo' && isPeriod(node.image.refresh ?? '')),
  };
}

/** Builders whose snapshot's date can be in a tag: not that of a script or a mirror with a tag of its own. */
function datingBuilders(nodes: readonly Node[]): Set<Builder> {
  const found = new Set<Builder>();
  for (const node of nodes) {
    const isDated = node.kind === 'builder' || takesDate(node.image.tags);
    if (node.builder && isDated) found.add(node.builder);
  }
  return found;
}

function takesDate({ explicit, version, more }: TagRules): boolean {
  return (!explicit && !version) || more.some(({ value }) => value.includes('portage'));
}

/** The user's own files that decide an image's content; what only tests is not among them. */
function filesOf(image: GentooImage): PlacedPath[] {
  const { script, dockerfile, add } = image;
  const added = add.flatMap((one) => (one.kind === 'path' ? [{ path: one.path, place: one.place }] : []));
  // The text of one that was read is an ingredient by itself.
  const unread = dockerfile && !('lines' in dockerfile) ? [dockerfile.file] : [];
  return [...(script ? [script] : []), ...unread, ...contextPaths(image), ...added];
}

/** The images that stages of an image's Dockerfile lines begin with. */
function stagesOf(image: GentooImage): readonly { readonly reference: string; readonly place: Place }[] {
  const file = dockerfileOf(image);
  return file ? stageImages(file) : [];
}

/** Branches and tags that an image is made of; a commit moves nowhere. */
function revisionsOf({ add }: GentooImage): MovingRevision[] {
  return add.flatMap((one) => {
    if (one.kind !== 'git' || isCommit(one.ref)) return [];
    return [{ url: one.url, ref: one.ref, place: one.place }];
  });
}

/** The name under which the pins have a branch or a tag. */
export function revisionName(url: string, ref: string): string {
  return `${url}#${ref}`;
}

/** The commit that a revision is, by itself or by the pins. Throws when they do not know it, which is a bug. */
export function commitIn({ names }: Pins, url: string, ref: string): string {
  if (isCommit(ref)) return ref;
  const name = revisionName(url, ref);
  const commit = Object.hasOwn(names, name) ? names[name]?.commit : undefined;
  if (commit === undefined) throw new Error(`nothing is known of ${name}`);
  return commit;
}

/** What is known of a name: from the pins, else from its own words (`@sha256:`, a date as the tag). */
export function pinOf(pins: Pins, name: string): Pin {
  const own = parseReference(name);
  const digest = own?.digest ?? (Object.hasOwn(pins.names, name) ? pins.names[name]?.digest : undefined);
  const date = dateOfReference(name) ?? (Object.hasOwn(pins.names, name) ? pins.names[name]?.date : undefined);
  return { ...(digest !== undefined && { digest }), ...(date !== undefined && { date }) };
}

/** The moving names that nodes are made of, as far as pins hold them to a digest. */
export function pinnedNames(nodes: readonly Node[], pins: Pins): { name: string; digest: string }[] {
  const names = nodes.flatMap((node) => {
    if (node.kind === 'mirror') return [node.image.source.value];
    const { portage } = node.builder ?? {};
    const snapshot = portage?.kind === 'image' ? [portage.reference] : [];
    if (node.kind === 'gentoo') return [...snapshot, ...stagesOf(node.image).map(({ reference }) => reference)];
    return node.kind === 'builder' ? [node.builder.stage3.value, ...snapshot] : snapshot;
  });
  return [...new Set(names)].flatMap((name) => {
    const digest = Object.hasOwn(pins.names, name) ? pins.names[name]?.digest : undefined;
    return digest === undefined || name.includes('@') ? [] : [{ name, digest }];
  });
}

/** The date of each builder's snapshot, as far as it is known: `20261116`. */
export function snapshotDates(catalog: Catalog, pins: Pins): Map<string, string> {
  const dates = new Map<string, string>();
  for (const { name, portage } of catalog.builders.values()) {
    const date =
      portage.kind === 'folder'
        ? (portage.date ?? pinOf(pins, portage.path).date)
        : pinOf(pins, portage.reference).date;
    if (date !== undefined) dates.set(name, date);
  }
  return dates;
}

/** Adds answers to pins; names in order, so that the same pins are the same text. */
export function addPins(pins: Pins, more: Readonly<Record<string, Pin>>): Pins {
  const names = new Map(Object.entries(pins.names));
  for (const [name, pin] of Object.entries(more)) names.set(name, { ...names.get(name), ...pin });
  return { ...pins, names: Object.fromEntries([...names].sort(([a], [b]) => (a < b ? -1 : 1))) };
}

/**
 * Reads pins from JSON. Throws a `UserError` that names `source` (an input or a file) when they are none.
 */
export function parsePins(text: string, source: string): Pins {
  const value = parseJson(text);
  if (!isRecord(value) || value.scheme !== 1 || !isRecord(value.names)) throw notPins(source);
  for (const pin of Object.values(value.names)) {
    if (!isRecord(pin)) throw notPins(source);
    const { digest, date, commit } = pin;
    if (commit !== undefined && (typeof commit !== 'string' || !isCommit(commit))) throw notPins(source);
    if (digest !== undefined && (typeof digest !== 'string' || !isDigest(digest))) throw notPins(source);
    if (date !== undefined && (typeof date !== 'string' || !/^\d{8}$/.test(date))) throw notPins(source);
  }
  const { set, periods, held } = value;
  if (held !== undefined && !isHeld(held)) throw notPins(source);
  if (set !== undefined && !isTexts(set)) throw notPins(source);
  if (periods !== undefined && (!isTexts(periods) || PERIODS.some((name) => periods[name] === undefined))) {
    throw notPins(source);
  }
  const told = {
    ...NO_PINS,
    ...(set && { set }),
    ...(periods && { periods: periods as Record<Period, string> }),
    ...(held && { held }),
  };
  return addPins(told, value.names as Record<string, Pin>);
}

function isTexts(value: unknown): value is Record<string, string> {
  return isRecord(value) && Object.values(value).every((text) => typeof text === 'string');
}

function isHeld(value: unknown): value is Record<string, Snapshot> {
  if (!isRecord(value)) return false;
  return Object.values(value).every((one) => {
    if (!isRecord(one)) return false;
    const { content, date } = one;
    return typeof content === 'string' && isDigest(content) && typeof date === 'string' && /^\d{8}$/.test(date);
  });
}

function notPins(source: string): UserError {
  return new UserError([
    {
      code: 'bad-input',
      message: `${source} does not hold the pins that plan put out`,
      hint: 'it is JSON: {"scheme": 1, "names": {"docker.io/gentoo/stage3:latest": {"digest": "sha256:..."}}}',
    },
  ]);
}
