// The stock of an image: binary packages that an earlier build of it made. In: a node and the ingredients of its chain.
// Out: the name under which its stock is kept. Different compilers, settings, profiles and stage3s never share one;
// whether a single package still fits is the container's to tell, which knows the ebuilds (packages.sh).

import { createHash } from 'node:crypto';
import { canonicalJson, isRecord, type Json } from './canonical.ts';
import type { Fingerprint } from './fingerprint.ts';
import { type BuiltNode, type Graph, initialOf, nodeOf } from './graph.ts';

/** Variables of make.conf that choose packages, or say from where and how fast. Portage itself compares USE flags. */
const NO_MATTER =
  /^(USE|ACCEPT_KEYWORDS|ACCEPT_LICENSE|MAKEOPTS|GENTOO_MIRRORS|EMERGE_DEFAULT_OPTS|PORTAGE_.*|NINJAOPTS)$/;

/** The nodes whose configuration a builder has, its own first, the initial builder last. */
function lineOf(graph: Graph, node: BuiltNode): readonly BuiltNode[] {
  if (node.kind === 'builder') return [node];
  const before = nodeOf(graph, node.startsFrom);
  return before.kind === 'builder' || before.kind === 'gentoo' ? [node, ...lineOf(graph, before)] : [node];
}

/** The name of a node's stock: `packages-base-<hash>`, good for a folder, for a tag, and for a key of a cache. */
export function stockName(graph: Graph, prints: ReadonlyMap<string, Fingerprint>, node: BuiltNode): string {
  const initial = prints.get(initialOf(graph, node)?.id ?? '')?.ingredients ?? {};
  const settings = lineOf(graph, node).map(({ id }) => settingsOf(prints.get(id)?.ingredients ?? {}));
  const { platform, section } = node;
  const all = { platform, section, stage3: initial.stage3, patches: initial.patches, settings };
  return `packages-${stockPart(node.name)}-${shortHash(all)}`;
}

/** The name under which the distfiles of a node are kept: whoever compiles them, and how, they are the same. */
export function distfilesName({ name, section }: BuiltNode): string {
  return `distfiles-${stockPart(name)}-${shortHash({ name, section })}`;
}

/** The name under which the preserved state of an image is kept: every build of a fingerprint leaves one as good. */
export function stateName({ name }: BuiltNode, fingerprint: string): string {
  return `state-${stockPart(name)}-${shortHash({ fingerprint })}`;
}

/** The image of a name that was made here, as far as the name tells; undefined for any other. */
export function imageOfStock(name: string): string | undefined {
  return /^(?:packages|distfiles|state)-(.+)-[0-9a-f]{16}$/.exec(name)?.[1];
}

/** An image's name as it stands in such names. */
export function stockPart(name: string): string {
  return name.slice(0, 80);
}

/** What the ebuild repositories of a node are. */
export function treeOf(graph: Graph, prints: ReadonlyMap<string, Fingerprint>, node: BuiltNode): string {
  const line = lineOf(graph, node).map(({ id }) => prints.get(id)?.ingredients ?? {});
  // An image says its snapshot only where it is another than that of what it starts from.
  const snapshot = line.find((one) => one.snapshot !== undefined)?.snapshot;
  return shortHash({ snapshot, overlays: line.at(-1)?.overlays });
}

function settingsOf({ portage, environment }: Fingerprint['ingredients']): Json {
  const { make_conf: makeConf = {}, profile, package_env: perPackage } = isRecord(portage) ? portage : {};
  const variables = Object.entries(isRecord(makeConf) ? makeConf : {}).filter(([name]) => !NO_MATTER.test(name));
  return { variables, profile, perPackage, environment } as Json;
}

function shortHash(value: Readonly<Record<string, Json | undefined>>): string {
  return createHash('sha256').update(canonicalJson(value)).digest('hex').slice(0, 16);
}
