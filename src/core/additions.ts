// What `build.add` puts into a job's folder. In: an image's node, its graph, the pins. Out: what has to be brought and
// where to, as data, and the list by which add.sh puts it into the builder or the root. Never fetches.

import type { Addition } from './catalog.ts';
import { type GentooNode, type Graph, isCalled, type Node, nodeOf } from './graph.ts';
import { commitIn, type Pins } from './pins.ts';
import type { Place } from './problem.ts';

/** A commit of a repository, whose files go to a folder. */
export interface Checkout {
  readonly place: Place;
  readonly url: string;
  readonly commit: string;
  readonly to: string;
}

/** A file from elsewhere, by its checksum. */
export interface Download {
  readonly place: Place;
  readonly url: string;
  /** `sha256:...` or `sha512:...` */
  readonly digest: string;
  readonly to: string;
}

/** A path of another image: its layers go to a folder, or what lies there in its builder to an archive. */
export interface ImageCopy {
  readonly place: Place;
  /** id of the other image's node */
  readonly node: string;
  readonly from: 'target' | 'builder';
  readonly src: string;
  readonly to: string;
}

/** What additions need in a job's folder; `to` are paths below it. */
export interface Additions {
  readonly files: readonly (readonly [string, string])[];
  readonly folders: readonly { readonly from: string; readonly to: string; readonly place: Place }[];
  readonly checkouts: readonly Checkout[];
  readonly downloads: readonly Download[];
  readonly copies: readonly ImageCopy[];
}

/** The additions of an image. */
export function additionsOf(node: GentooNode, graph: Graph, pins: Pins): Additions {
  const all = node.image.add;
  const at = (index: number): string => `add/${index}/content`;
  const records = all.map((one, index) => [String(index), one.to, formOf(one), sourceOf(one), one.dest]);
  return {
    files:
      all.length === 0
        ? []
        : [
            [
              'add.list',
              records
                .flat()
                .map((field) => `${field}\0`)
                .join(''),
            ],
          ],
    folders: all.flatMap((one, index) =>
      one.kind === 'path' ? [{ from: one.path, to: at(index), place: one.place }] : [],
    ),
    checkouts: all.flatMap((one, index) => {
      if (one.kind !== 'git') return [];
      const { url, ref, place } = one;
      return [{ url, commit: commitIn(pins, url, ref), to: at(index), place }];
    }),
    downloads: all.flatMap((one, index) => {
      if (one.kind !== 'url') return [];
      const { url, digest, place } = one;
      return [{ url, digest, to: at(index), place }];
    }),
    copies: all.flatMap((one, index) => {
      if (one.kind !== 'image') return [];
      const { from, src, image } = one;
      const to = from === 'target' ? `add/${index}` : `add/${index}/content.tar`;
      return [{ node: idOf(node, graph, image.value), from, src, to, place: one.place }];
    }),
  };
}

/** The nodes whose builder images a node's job takes: the one that it starts from, its parent's, and those that it copies from. */
export function buildersFor(node: Node, graph: Graph): readonly string[] {
  if (node.kind !== 'gentoo') return [];
  const copied = node.image.add.flatMap((one) => {
    return one.kind === 'image' && one.from === 'builder' ? [idOf(node, graph, one.image.value)] : [];
  });
  const keeper = stateKeeper(node, graph);
  return [...new Set([node.startsFrom, ...(keeper ? [keeper.id] : []), ...copied])];
}

/** The parent, where a node starts from another builder than the parent's, in which its ancestors' state is. */
export function stateKeeper(node: GentooNode, graph: Graph): GentooNode | undefined {
  const parent = node.parent === undefined ? undefined : nodeOf(graph, node.parent);
  return parent?.kind === 'gentoo' && parent.id !== node.startsFrom ? parent : undefined;
}

/** The node that an image means by a name of its `requires`. */
export function idOf(node: GentooNode, graph: Graph, name: string): string {
  const found = node.needs.find((id) => {
    const { name: own, label } = nodeOf(graph, id);
    return isCalled({ name: own, identity: label }, name);
  });
  return found ?? name;
}

/** How it lies in the job's folder. */
function formOf(one: Addition): 'content' | 'layers' | 'archive' {
  if (one.kind !== 'image') return 'content';
  return one.from === 'target' ? 'layers' : 'archive';
}

/** Its last part is a file's name where `dest` ends with a slash. */
function sourceOf(one: Addition): string {
  switch (one.kind) {
    case 'path':
      return one.path;
    case 'git':
      return one.url;
    case 'url':
      return one.url.replace(/[?#].*$/, '');
    case 'image':
      return one.src;
  }
}
