// Which images changed since a revision, by what they say and by their files. In: the graph as it is and as it was, and
// which files differ. Out: ids of nodes. What is built is decided by fingerprints as ever: this only says what is looked at.

import { canonicalJson, type Json } from './canonical.ts';
import type { Builder } from './catalog.ts';
import { contextPaths } from './dockerfile.ts';
import { globPattern } from './glob.ts';
import type { Graph, ImageNode, Node } from './graph.ts';

/** What differs from a revision. */
export interface RevisionChanges {
  /** absolute paths of files */
  readonly paths: readonly string[];
  /** the text of a file in that revision; undefined where it had none */
  readonly readOld: (path: string) => Promise<string | undefined>;
}

/**
 * The nodes that changed and all that stands on them. `paths` are relative to the images file's folder. `before` is
 * undefined where the images file was another kind of thing: then all changed.
 */
export function changedNodes(graph: Graph, before: Graph | undefined, paths: readonly string[]): ReadonlySet<string> {
  const changed = new Set<string>();
  for (const node of graph.nodes.values()) {
    const old = before?.nodes.get(node.id);
    const isOther = !old || wordsOf(old) !== wordsOf(node);
    const isBelow = node.needs.some((need) => changed.has(need));
    if (isOther || isBelow || paths.some((path) => isUsed(node, path))) changed.add(node.id);
  }
  return changed;
}

/** All that is written about a node, without where it is written. */
function wordsOf(node: Node): string {
  const own = node.kind === 'builder' ? node.builder : node.image;
  return canonicalJson({ kind: node.kind, needs: node.needs, own: plain(own) });
}

function plain(value: unknown): Json | undefined {
  if (value === undefined || typeof value === 'function') return undefined;
  if (value instanceof Map) return [...(value as Map<string, unknown>)].map(([key, one]) => [key, plain(one) ?? null]);
  if (Array.isArray(value)) return value.map((one) => plain(one) ?? null);
  if (typeof value !== 'object' || value === null) return value as Json;
  const isHook = 'text' in value && 'lines' in value;
  const entries = Object.entries(value).filter(([key]) => key !== 'place' && !(isHook && key === 'lines'));
  return Object.fromEntries(entries.map(([key, one]) => [key, plain(one)]));
}

/** Whether a file belongs to a node: to one of the files and folders that it names. */
function isUsed(node: Node, path: string): boolean {
  if (node.kind === 'script' && node.image.inputs.some(({ value }) => globPattern(value).test(path))) return true;
  const named = node.kind === 'builder' ? builderPaths(node.builder) : imagePaths(node);
  return named.map(normal).some((one) => one === '' || path === one || path.startsWith(`${one}/`));
}

function normal(path: string): string {
  return path
    .split('/')
    .filter((part) => part !== '.' && part !== '')
    .join('/');
}

function builderPaths({ overlays, patches, script, portage }: Builder): string[] {
  const snapshot = portage.kind === 'folder' ? [portage] : [];
  return [...overlays, ...snapshot, patches, script].flatMap((one) => (one ? [one.path] : []));
}

function imagePaths(node: ImageNode): string[] {
  if (node.kind === 'mirror') return [];
  const tests = node.image.tests.flatMap((one) => (one.kind === 'script' ? [one.file.path] : []));
  if (node.kind === 'script') return tests;
  const { script, dockerfile, add } = node.image;
  const added = add.flatMap((one) => (one.kind === 'path' ? [one.path] : []));
  const file = dockerfile && 'file' in dockerfile ? [dockerfile.file.path] : [];
  const copied = contextPaths(node.image).map(({ path }) => path);
  return [...tests, ...(script ? [script.path] : []), ...file, ...copied, ...added];
}
