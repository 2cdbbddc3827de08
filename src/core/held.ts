// The snapshots of nodes. In: a builder or a node, facts. Out: the ebuild repository that it is built of.

import type { Builder } from './catalog.ts';
import { type Facts, pinOf, type Snapshot } from './pins.ts';

/** The snapshot of a builder as pins and files have it now. Throws when they do not, which is a bug. */
export function snapshotIn({ portage }: Builder, { pins, trees }: Facts): Snapshot {
  const name = portage.kind === 'folder' ? portage.path : portage.reference;
  const pin = pinOf(pins, name);
  const content = portage.kind === 'folder' ? trees.get(name) : pin.digest;
  const date = portage.kind === 'folder' ? (portage.date ?? pin.date) : pin.date;
  if (content === undefined || date === undefined) throw new Error(`nothing is known of ${name}`);
  return { content, date };
}

/** The snapshot of a node: the one that it is held at, else the present one. */
export function snapshotOf({ id, builder }: { id: string; builder: Builder }, facts: Facts): Snapshot {
  const { held } = facts.pins;
  return held !== undefined && Object.hasOwn(held, id) && held[id] ? held[id] : snapshotIn(builder, facts);
}
