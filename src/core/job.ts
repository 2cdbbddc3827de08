// The job as it arrives in a build step. In: the row and the pins as JSON, the graph and the fingerprints of this
// checkout. Out: the nodes to work on; or a `UserError` when the row is none, or promises something else.

import { isRecord, parseJson } from './canonical.ts';
import type { Fingerprint } from './fingerprint.ts';
import { isFingerprint } from './fingerprint.ts';
import { type Graph, type Node } from './graph.ts';
import { nodeId } from './requires.ts';
import type { Row, RowNode } from './matrix.ts';
import type { Work } from './plan.ts';
import { type Problem, refuse, UserError } from './problem.ts';

/** A node and what its job promises to do. */
export interface Task {
  readonly node: Node;
  readonly fingerprint: string;
  readonly do: Work;
}

const WORKS: readonly string[] = ['build', 'rebuild', 'test', 'tag'] satisfies Work[];

/** Reads a row of the matrix. Throws a `UserError` when it is none. */
export function parseRow(text: string): Pick<Row, 'name' | 'nodes'> {
  const value = parseJson(text);
  const nodes: unknown = isRecord(value) ? value.nodes : undefined;
  if (!isRecord(value) || typeof value.name !== 'string' || !Array.isArray(nodes) || !nodes.every(isRowNode)) {
    throw new UserError([
      {
        code: 'bad-input',
        message: 'the input `job` is no row of the plan',
        hint: 'pass `job: ${{ toJSON(matrix) }}` in a job whose matrix is a level of the plan',
      },
    ]);
  }
  return { name: value.name, nodes };
}

/**
 * The tasks of a row. Throws a `UserError` when this checkout does not have a node, or gives it another fingerprint:
 * then the job would build something else than what the plan said.
 */
export function tasksOf(nodes: readonly RowNode[], graph: Graph, prints: ReadonlyMap<string, Fingerprint>): Task[] {
  const problems: Problem[] = [];
  const tasks = nodes.flatMap((row) => {
    const node = graph.nodes.get(nodeId(row.name, row.platform));
    const fingerprint = node && prints.get(node.id)?.fingerprint;
    if (node && fingerprint === row.fingerprint) return [{ node, fingerprint, do: row.do }];
    problems.push(node ? stale(row, fingerprint ?? '') : missing(row));
    return [];
  });
  refuse(problems);
  return tasks;
}

function missing(row: RowNode): Problem {
  return {
    code: 'stale-job',
    message: `the job is to build '${row.name}' for ${row.platform}, which this images file does not have`,
    hint: 'plan and build must see the same commit, and the same `images-file` and `set`',
  };
}

function stale(row: RowNode, found: string): Problem {
  return {
    code: 'stale-job',
    message: `the job promises '${row.name}' as ${row.fingerprint}, but this checkout makes it ${found}`,
    hint: 'plan and build must see the same commit, and build must get the plan’s `pins`',
  };
}

/** True for an entry of a row's `nodes`. */
export function isRowNode(value: unknown): value is RowNode {
  if (!isRecord(value)) return false;
  const { name, platform, fingerprint, do: work } = value;
  const texts = typeof name === 'string' && typeof platform === 'string' && typeof work === 'string';
  return texts && WORKS.includes(work) && typeof fingerprint === 'string' && isFingerprint(fingerprint);
}
