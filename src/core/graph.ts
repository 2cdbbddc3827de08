// Who is built on whom. In: a `Catalog`. Out: a `Graph`, whose nodes stand in an order in which parents come first; or
// a `UserError` with every unknown and ambiguous parent and every cycle. Later stages need no such check, since nothing
// else makes a `Graph`. Never asks what exists or what changed.

import type { Builder, Catalog, GentooImage, Image, MirrorImage, ScriptImage } from './catalog.ts';
import { type Place, type Placed, type Problem, refuse } from './problem.ts';
import { indexNames, nodeId, resolveRequires } from './requires.ts';

interface NodeBase {
  /** `section/name@linux/amd64`: unique in a graph */
  readonly id: string;
  /** how people name it: `section/name`, or `name` where there is no section */
  readonly label: string;
  readonly name: string;
  readonly section: string;
  readonly platform: string;
  /** ids of what must be there first: the parent or the initial builder, then the other entries of `requires` */
  readonly needs: readonly string[];
  /** how many images lie below, the initial builder not counted */
  readonly generation: number;
}

/** The `scratch` of an initial builder: a builder image without a target. */
export interface BuilderNode extends NodeBase {
  readonly kind: 'builder';
  readonly builder: Builder;
}

/** An image of Gentoo packages on one platform. */
export interface GentooNode extends NodeBase {
  readonly kind: 'gentoo';
  readonly builder: Builder;
  readonly image: GentooImage;
  /** id of the image it is built on; undefined for `scratch` */
  readonly parent: string | undefined;
  /** id of the node whose builder image its job starts from: the parent's, or the initial builder's */
  readonly startsFrom: string;
}

/** An image that comes without Portage: it has no builder of its own. */
interface OtherBase extends NodeBase {
  /** the default one, whose snapshot's date is the last resort for a tag; undefined where the file has none */
  readonly builder: Builder | undefined;
  readonly parent: undefined;
  readonly startsFrom: undefined;
}

export interface ScriptNode extends OtherBase {
  readonly kind: 'script';
  readonly image: ScriptImage;
}

export interface MirrorNode extends OtherBase {
  readonly kind: 'mirror';
  readonly image: MirrorImage;
}

export type OtherNode = ScriptNode | MirrorNode;

export type ImageNode = GentooNode | OtherNode;

/** Nodes whose jobs run a builder's container. */
export type BuiltNode = BuilderNode | GentooNode;

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
  for (const image of ordered) {
    const required = links.get(image) ?? [];
    if (image.type === 'gentoo') addGentoo(nodes, catalog, image, required, problems);
    else addOther(nodes, catalog, image, required);
  }
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

/** The node of a graph by its id. Throws, since ids come from the graph itself. */
export function nodeOf(graph: Graph, id: string): Node {
  const node = graph.nodes.get(id);
  if (!node) throw new Error(`no node ${id} in the graph`);
  return node;
}

/** The initial builder that a node's chain of builders begins with; undefined for what has none. */
export function initialOf(graph: Graph, node: Node): BuilderNode | undefined {
  let at = node;
  while (at.kind === 'gentoo') at = nodeOf(graph, at.startsFrom);
  return at.kind === 'builder' ? at : undefined;
}

/** Where the images file has a node: what went wrong with it is shown there, unless something tells a better place. */
export function placeOf(node: Node): Place {
  return node.kind === 'builder' ? node.builder.place : node.image.place;
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

function addGentoo(
  nodes: Map<string, Node>,
  catalog: Catalog,
  image: GentooImage,
  required: readonly Image[],
  problems: Problem[],
): void {
  const parent = required[0] && nodes.get(nodeId(required[0].identity, image.platform));
  const builder = builderOf(catalog, image, parent);
  if (!builder) return;
  const scratch = scratchNode(catalog, builder, image.platform);
  if (!nodes.has(scratch.id)) nodes.set(scratch.id, scratch);
  // A script or a mirror has no builder to start from: its child is built by the initial one.
  const startsFrom = parent?.kind === 'gentoo' && parent.builder === builder ? parent.id : scratch.id;
  const generation = parent ? parent.generation + 1 : 1;
  for (const one of image.add) {
    if (one.kind === 'image' && !required.some((other) => isCalled(other, one.image.value))) {
      problems.push(notRequired(image, one.image));
    }
  }
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

/** Whether people mean this image by a name: its own, or with its section. */
export function isCalled(image: Pick<Image, 'name' | 'identity'>, name: string): boolean {
  return image.identity === name || image.name === name;
}

function notRequired(image: Image, from: Placed<string>): Problem {
  return {
    code: 'unknown-name',
    message: `'${image.identity}' copies from '${from.value}', which it does not require`,
    place: from.place,
    hint: `add '${from.value}' to its \`requires\`, behind the parent`,
  };
}

function addOther(
  nodes: Map<string, Node>,
  catalog: Catalog,
  image: ScriptImage | MirrorImage,
  required: readonly Image[],
): void {
  const id = nodeId(image.identity, image.platform);
  const base: OtherBase = {
    id,
    label: image.identity,
    name: image.name,
    section: image.section,
    platform: image.platform,
    builder: catalog.builders.get(catalog.defaultBuilder),
    parent: undefined,
    startsFrom: undefined,
    needs: required.map(({ identity }) => nodeId(identity, image.platform)),
    generation: 1,
  };
  if (image.type === 'script') nodes.set(id, { ...base, kind: 'script', image });
  else nodes.set(id, { ...base, kind: 'mirror', image });
}

function builderOf(catalog: Catalog, image: GentooImage, parent: Node | undefined): Builder | undefined {
  if (image.builder === undefined && parent?.builder) return parent.builder;
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
