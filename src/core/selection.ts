// Which images a plan looks at. In: a graph, names or globs as people give them. Out: the ids of the chosen nodes, or a
// `UserError` with every word that names nothing. Never decides what is built: what a chosen image needs and what is
// not there is built in any case.

import { globPattern } from './glob.ts';
import { type Graph, type Node, nodeOf } from './graph.ts';
import { nearestHint } from './nearest.ts';
import { type Problem, refuse } from './problem.ts';

/** `name`, `section/name` or a glob; `+name` with its ancestors, `name+` with its descendants, `+name+` with both. */
const WORD = /^(\+?)([^+]+)(\+?)$/;

/** The chosen nodes: those of `only`, or all when it is empty, less those of `exclude`. */
export function selectNodes(graph: Graph, only: readonly string[], exclude: readonly string[]): ReadonlySet<string> {
  const problems: Problem[] = [];
  const chosen = only.length === 0 ? new Set(graph.nodes.keys()) : namedNodes(graph, only, 'only', problems);
  const left = namedNodes(graph, exclude, 'exclude', problems);
  refuse(problems);
  return new Set([...chosen].filter((id) => !left.has(id)));
}

function namedNodes(graph: Graph, words: readonly string[], input: string, problems: Problem[]): Set<string> {
  const found = new Set<string>();
  for (const word of words) {
    const [, up, name = '', down] = WORD.exec(word) ?? [];
    const nodes = name === '' ? [] : [...graph.nodes.values()].filter(matcher(name));
    if (nodes.length === 0) problems.push(nothing(graph, input, word, name));
    for (const { id } of nodes) {
      found.add(id);
      if (up) addAncestors(graph, id, found);
      if (down) addDescendants(graph, id, found);
    }
  }
  return found;
}

/** A word with a slash is held against `section/name`. */
function matcher(name: string): (node: Node) => boolean {
  const pattern = globPattern(name);
  return (node) => pattern.test(name.includes('/') ? node.label : node.name);
}

function addAncestors(graph: Graph, id: string, found: Set<string>): void {
  const open = [id];
  for (let next = open.pop(); next !== undefined; next = open.pop()) {
    for (const need of nodeOf(graph, next).needs.filter((one) => !found.has(one))) {
      found.add(need);
      open.push(need);
    }
  }
}

/** Nodes stand behind what they need, so one walk finds all. */
function addDescendants(graph: Graph, id: string, found: Set<string>): void {
  const below = new Set([id]);
  for (const node of graph.nodes.values()) {
    if (!node.needs.some((need) => below.has(need))) continue;
    below.add(node.id);
    found.add(node.id);
  }
}

function nothing(graph: Graph, input: string, word: string, name: string): Problem {
  const names = [...graph.nodes.values()].flatMap((node) => [node.name, node.label]);
  return {
    code: 'unknown-name',
    message: `${input}: '${word}' names no image`,
    hint:
      nearestHint(name, [...new Set(names)]) ??
      'write a name, section/name or a glob; +name, name+ for ancestors, descendants',
  };
}
