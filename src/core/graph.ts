// Who is built on whom. In: a `Catalog`. Out: a `Graph`, whose nodes stand in an order in which parents come first; or
// a `UserError` with every unknown and ambiguous parent and every cycle. Later stages need no such check, since nothing
// else makes a `Graph`. Never asks what exists or what changed.

import type { Builder, Catalog, Image, Placed } from './catalog.ts';
import { nearestHint } from './nearest.ts';
import { type Problem, refuse } from './problem.ts';

interface NodeBase {
  /** `section/name@linux/amd64`: unique in a graph */
  readonly id: string;
  /** how people name it: `section/name`, or `name` where there is no section */
  readonly label: string;
  readonly name: string;
  readonly section: string;
  readonly platform: string;
  readonly builder: Builder;
  /** ids of what must be there first: the parent or the initial builder, then the other entries of `requires` */
  readonly needs: readonly string[];
  /** how many images lie below, the initial builder not counted */
  readonly generation: number;
}

/** The `scratch` of an initial builder: a builder image without a target. */
export interface BuilderNode extends NodeBase {
  readonly kind: 'builder';
}

/** An image on one platform. */
export interface ImageNode extends NodeBase {
  readonly kind: 'gentoo';
  readonly image: Image;
  /** id of the image it is built on; undefined for `scratch` */
  readonly parent: string | undefined;
  /** id of the node whose builder image its job starts from: the parent's, or the initial builder's */
  readonly startsFrom: string;
}

export type Node = BuilderNode | ImageNode;

export interface Graph {
  readonly catalog: Catalog;
  /** by id, parents before children, otherwise in the order of the file */
  readonly nodes: ReadonlyMap<string, Node>;
}

/** Overlay file systems of the engines end at 125 layers; an image of ours is one layer, its builder another. */
export const MOST_GENERATIONS = 100;

/** Links a catalog's images. Throws a `UserError` with everything that is wrong. */
export function linkGraph(catalog: Catalog): Graph {
  const problems: Problem[] = [];
  const links = new Map<Image, Image[]>();
  const names = indexNames(catalog.images);
  for (const image of catalog.images) {
    links.set(image, resolveRequires(image, catalog.images, names, problems));
  }
  const ordered = orderImages(catalog.images, links, problems);
  refuse(problems);
  const nodes = new Map<string, Node>();
  for (const image of ordered) addNode(nodes, catalog, image, links.get(image) ?? [], problems);
  refuse(problems);
  return { catalog, nodes };
}

/** By id, the nodes that need it directly, in the graph's order. */
export function childrenById(graph: Graph): ReadonlyMap<string, readonly Node[]> {
  const children = new Map<string, Node[]>([...graph.nodes.keys()].map((id) => [id, []]));
  for (const node of graph.nodes.values()) {
    for (const need of node.needs) children.get(need)?.push(node);
  }
  return children;
}

/** The id of an image on a platform. */
export function nodeId(label: string, platform: string): string {
  return `${label}@${platform}`;
}

/** The node of a graph by its id. Throws, since ids come from the graph itself. */
export function nodeOf(graph: Graph, id: string): Node {
  const node = graph.nodes.get(id);
  if (!node) throw new Error(`no node ${id} in the graph`);
  return node;
}

type Names = ReadonlyMap<string, readonly Image[]>;

/** By platform and name, and by platform and `section/name`: ten thousand images are not searched ten thousand times. */
function indexNames(images: readonly Image[]): Names {
  const names = new Map<string, Image[]>();
  for (const image of images) {
    for (const name of new Set([image.name, image.identity])) {
      const key = nodeId(name, image.platform);
      const same = names.get(key);
      if (same) same.push(image);
      else names.set(key, [image]);
    }
  }
  return names;
}

function resolveRequires(image: Image, images: readonly Image[], names: Names, problems: Problem[]): Image[] {
  return image.requires.flatMap((wanted) => {
    const found = findImages(wanted.value, image, names);
    const [first] = found;
    if (first && found.length === 1) return [first];
    problems.push(first ? ambiguous(wanted, found) : unknown(wanted, image, images));
    return [];
  });
}

/** By `section/name`; by the short name in the own section first, then anywhere. */
function findImages(name: string, from: Image, names: Names): readonly Image[] {
  const named = names.get(nodeId(name, from.platform)) ?? [];
  const exact = named.filter((image) => image.identity === name);
  if (exact.length > 0) return exact;
  const near = named.filter((image) => image.section === from.section);
  return near.length > 0 ? near : named;
}

function unknown(wanted: Placed<string>, image: Image, images: readonly Image[]): Problem {
  const elsewhere = images.filter(({ name, identity }) => name === wanted.value || identity === wanted.value);
  if (elsewhere.length > 0) {
    const message = `'${wanted.value}' is not built for ${image.platform}, which '${image.identity}' is built for`;
    const hint = `it has ${elsewhere.map(({ platform }) => platform).join(', ')}`;
    return { code: 'unknown-name', message, place: wanted.place, hint };
  }
  const known = images.filter(({ identity }) => identity !== image.identity).map(({ name }) => name);
  return {
    code: 'unknown-name',
    message: `'${image.identity}' requires '${wanted.value}', which is no image of this file`,
    place: wanted.place,
    hint: nearestHint(wanted.value, known) ?? 'leave `requires` out to build from scratch',
  };
}

function ambiguous(wanted: Placed<string>, found: readonly Image[]): Problem {
  return {
    code: 'ambiguous-name',
    message: `'${wanted.value}' is the name of ${found.length} images`,
    place: wanted.place,
    hint: `write ${found.map(({ identity }) => `'${identity}'`).join(' or ')}`,
    related: found.map(({ identity, place }) => ({ message: `'${identity}' is here`, place })),
  };
}

/** Depth first; a ring is reported once, whole, and left out. */
function orderImages(images: readonly Image[], links: ReadonlyMap<Image, Image[]>, problems: Problem[]): Image[] {
  const ordered: Image[] = [];
  const state = new Map<Image, 'open' | 'done'>();
  // A stack of our own: ten thousand images in a row must not end in a stack overflow.
  for (const start of images) {
    const path: { image: Image; next: number }[] = [];
    if (!state.has(start)) path.push(open(start, state));
    for (let top = path.at(-1); top; top = path.at(-1)) {
      const parent = links.get(top.image)?.[top.next++];
      if (!parent) {
        state.set(top.image, 'done');
        ordered.push(top.image);
        path.pop();
      } else if (state.get(parent) === 'open') {
        problems.push(cycle([...path.map(({ image }) => image), parent]));
      } else if (!state.has(parent)) {
        path.push(open(parent, state));
      }
    }
  }
  return ordered;
}

function open(image: Image, state: Map<Image, 'open' | 'done'>): { image: Image; next: number } {
  state.set(image, 'open');
  return { image, next: 0 };
}

/** In: a walk that ends where it has been. */
function cycle(walk: readonly Image[]): Problem {
  const last = walk.at(-1);
  const ring = walk.slice(walk.findIndex((image) => image === last));
  const names = ring.map(({ identity }) => identity);
  const edges = ring.slice(0, -1).map((image, index) => {
    const wanted = ring[index + 1];
    const edge = image.requires.find(({ value }) => value === wanted?.identity || value === wanted?.name);
    return { message: `'${image.identity}' requires '${wanted?.identity ?? ''}'`, place: edge?.place ?? image.place };
  });
  const [first, ...related] = edges;
  return {
    code: 'cycle',
    message: `these images require each other in a ring: ${names.join(' -> ')}`,
    place: first?.place,
    hint: 'take one of these requirements out',
    related,
  };
}

function addNode(
  nodes: Map<string, Node>,
  catalog: Catalog,
  image: Image,
  required: readonly Image[],
  problems: Problem[],
): void {
  const parent = required[0] && nodes.get(nodeId(required[0].identity, image.platform));
  const builder = builderOf(catalog, image, parent);
  if (!builder) return;
  const scratch = scratchNode(catalog, builder, image.platform);
  if (!nodes.has(scratch.id)) nodes.set(scratch.id, scratch);
  const startsFrom = parent?.builder === builder ? parent.id : scratch.id;
  const generation = parent ? parent.generation + 1 : 1;
  // Only the first beyond it: all that follow in its chain would say the same.
  if (generation === MOST_GENERATIONS + 1) problems.push(tooDeep(image));
  nodes.set(nodeId(image.identity, image.platform), {
    kind: 'gentoo',
    id: nodeId(image.identity, image.platform),
    label: image.identity,
    name: image.name,
    section: image.section,
    platform: image.platform,
    builder,
    image,
    parent: parent?.id,
    startsFrom,
    needs: [...new Set([startsFrom, ...required.map(({ identity }) => nodeId(identity, image.platform))])],
    generation,
  });
}

function builderOf(catalog: Catalog, image: Image, parent: Node | undefined): Builder | undefined {
  if (image.builder === undefined && parent) return parent.builder;
  return catalog.builders.get(image.builder?.value ?? catalog.defaultBuilder);
}

function scratchNode(catalog: Catalog, builder: Builder, platform: string): BuilderNode {
  const name = builder.name === catalog.defaultBuilder ? 'builder-scratch' : `builder-scratch-${builder.name}`;
  const { section } = catalog;
  const label = section === '' ? name : `${section}/${name}`;
  return {
    kind: 'builder',
    id: nodeId(label, platform),
    label,
    name,
    section,
    platform,
    builder,
    needs: [],
    generation: 0,
  };
}

function tooDeep(image: Image): Problem {
  return {
    code: 'limit',
    message: `'${image.identity}' is generation ${MOST_GENERATIONS + 1} of its chain; container engines end at 125 layers`,
    place: image.place,
    hint: 'build it on an earlier image',
  };
}
