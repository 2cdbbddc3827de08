// Graphs as Mermaid, which GitHub draws. In: a graph, and how each node is to look. Out: text. Ids are made, labels are
// quoted, and what could mean anything in them is written as its number: a name can do nothing.
// https://mermaid.js.org/config/schema-docs/config.html (maxEdges, maxTextSize)

import type { Graph, Node } from './graph.ts';

/** Beyond these Mermaid draws an error in the graph's place. */
const MOST_EDGES = 500;
const MOST_CHARACTERS = 50_000;

/** How a node looks. */
export interface Look {
  /** lines of its box */
  readonly lines: readonly string[];
  readonly colour?: Colour;
}

/** Fill, words, border: readable on GitHub's light and dark pages. The words of a box say the same as its colour. */
const COLOURS = {
  green: 'fill:#1a7f37,color:#ffffff,stroke:#0f5323',
  red: 'fill:#cf222e,color:#ffffff,stroke:#82071e',
  orange: 'fill:#bc4c00,color:#ffffff,stroke:#762c00',
  violet: 'fill:#8250df,color:#ffffff,stroke:#512a97',
  blue: 'fill:#0969da,color:#ffffff,stroke:#033d8b',
  grey: 'fill:#eaeef2,color:#24292f,stroke:#8c959f',
} as const;

export type Colour = keyof typeof COLOURS;

/** The graph by its labels alone. */
export function mermaidGraph(graph: Graph): string {
  return draw(graph, ({ label }) => ({ lines: [label] }));
}

/** The graph as a block of a summary; undefined where GitHub would not draw it. A node without a look is left out. */
export function mermaidBlock(graph: Graph, lookOf: (node: Node) => Look | undefined): string | undefined {
  const looks = new Map([...graph.nodes.values()].map((node) => [node.id, lookOf(node)]));
  if (edgesOf(graph, looks).length > MOST_EDGES) return undefined;
  const text = draw(graph, ({ id }) => looks.get(id));
  return text.length > MOST_CHARACTERS ? undefined : `\`\`\`mermaid\n${text}\n\`\`\``;
}

function draw(graph: Graph, lookOf: (node: Node) => Look | undefined): string {
  const looks = new Map([...graph.nodes.values()].map((node) => [node.id, lookOf(node)]));
  const ids = new Map([...graph.nodes.keys()].map((id, index) => [id, `n${index}`]));
  const idOf = (id: string): string => ids.get(id) ?? '';
  const used = new Set<Colour>();
  const nodes = [...looks].flatMap(([id, look]) => {
    if (!look) return [];
    const { lines, colour } = look;
    if (colour) used.add(colour);
    return [`  ${idOf(id)}["${lines.map(escapeMermaid).join('<br>')}"]${colour ? `:::${colour}` : ''}`];
  });
  const edges = edgesOf(graph, looks).map(
    ({ from, to, isParent }) => `  ${idOf(from)} ${isParent ? '-->' : '-.->'} ${idOf(to)}`,
  );
  const classes = [...used].sort().map((colour) => `  classDef ${colour} ${COLOURS[colour]}`);
  return ['graph LR', ...nodes, ...edges, ...classes].join('\n');
}

interface Edge {
  readonly from: string;
  readonly to: string;
  /** the node is built on it; otherwise it only needs it */
  readonly isParent: boolean;
}

function edgesOf(graph: Graph, looks: ReadonlyMap<string, Look | undefined>): Edge[] {
  return [...graph.nodes.values()].flatMap((node) =>
    node.needs.flatMap((from, index) =>
      looks.get(from) && looks.get(node.id) ? [{ from, to: node.id, isParent: index === 0 }] : [],
    ),
  );
}

function escapeMermaid(text: string): string {
  return text.replaceAll(/[^\w ,./:+-]/gu, (character) => `#${character.codePointAt(0) ?? 63};`);
}
