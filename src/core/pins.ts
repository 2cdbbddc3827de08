// What has to be asked before fingerprints can be made, and the answers: moving names, resolved once.
// In: a graph. Out: `Questions` as data, for the command to answer; `Pins`, which travel from plan to build as JSON.
// Never asks itself.

import type { Catalog } from './catalog.ts';
import type { Graph } from './graph.ts';
import { isDigest, parseReference } from './reference.ts';
import { dateOfReference } from './snapshot-date.ts';
import { type Place, UserError } from './problem.ts';

/** What a moving name was resolved to. */
export interface Pin {
  /** of an image reference */
  readonly digest?: string;
  /** of a snapshot: `20261116` */
  readonly date?: string;
}

export interface Pins {
  readonly scheme: 1;
  /** by the reference or folder as the images file has it */
  readonly names: Readonly<Record<string, Pin>>;
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
  /** folders of ebuild repositories whose date only their own timestamp tells */
  readonly undated: readonly string[];
  /** folders whose content decides a fingerprint, relative to the images file's folder */
  readonly trees: readonly string[];
}

/** The answers, and the hashes of folders. */
export interface Facts {
  readonly pins: Pins;
  /** SHA-256 over a folder's tree: paths, types, modes, contents; by path as in `Questions.trees` */
  readonly trees: ReadonlyMap<string, string>;
}

export const NO_PINS: Pins = { scheme: 1, names: {} };

/** What must be known of the outside, less what the pins answer already and what a reference says itself. */
export function askQuestions(graph: Graph, pins: Pins): Questions {
  const references = new Map<string, MovingReference>();
  const undated = new Set<string>();
  const trees = new Set<string>();
  const note = (reference: string, dated: boolean, place: Place): void => {
    references.set(reference, { reference, dated: dated || references.get(reference)?.dated === true, place });
  };
  const builders = new Set([...graph.nodes.values()].map(({ builder }) => builder));
  for (const { stage3, portage, overlays } of builders) {
    if (pinOf(pins, stage3.value).digest === undefined) note(stage3.value, false, stage3.place);
    for (const { path } of overlays) trees.add(path);
    if (portage.kind === 'folder') {
      trees.add(portage.path);
      if (portage.date === undefined && pinOf(pins, portage.path).date === undefined) undated.add(portage.path);
    } else {
      const { digest, date } = pinOf(pins, portage.reference);
      if (digest === undefined || date === undefined) note(portage.reference, date === undefined, portage.place);
    }
  }
  return {
    references: [...references.values()],
    undated: [...undated],
    trees: [...trees],
  };
}

/** What is known of a name: from the pins, else from its own words (`@sha256:`, a date as the tag). */
export function pinOf(pins: Pins, name: string): Pin {
  const own = parseReference(name);
  const digest = own?.digest ?? (Object.hasOwn(pins.names, name) ? pins.names[name]?.digest : undefined);
  const date = dateOfReference(name) ?? (Object.hasOwn(pins.names, name) ? pins.names[name]?.date : undefined);
  return { ...(digest !== undefined && { digest }), ...(date !== undefined && { date }) };
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
  return { scheme: 1, names: Object.fromEntries([...names].sort(([a], [b]) => (a < b ? -1 : 1))) };
}

/**
 * Reads pins from JSON. Throws a `UserError` that names `source` (an input or a file) when they are none.
 */
export function parsePins(text: string, source: string): Pins {
  const value = parseJson(text);
  if (!isRecord(value) || value.scheme !== 1 || !isRecord(value.names)) throw notPins(source);
  for (const pin of Object.values(value.names)) {
    if (!isRecord(pin)) throw notPins(source);
    const { digest, date } = pin;
    if (digest !== undefined && (typeof digest !== 'string' || !isDigest(digest))) throw notPins(source);
    if (date !== undefined && (typeof date !== 'string' || !/^\d{8}$/.test(date))) throw notPins(source);
  }
  return addPins(NO_PINS, value.names as Record<string, Pin>);
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

function parseJson(text: string): unknown {
  try {
    return JSON.parse(text) as unknown;
  } catch {
    return undefined;
  }
}

function isRecord(value: unknown): value is Record<string, unknown> {
  return typeof value === 'object' && value !== null && !Array.isArray(value);
}
