import { describe, expect, test } from 'vitest';
import { parseRow, tasksOf } from '../../src/core/job.ts';
import type { RowNode } from '../../src/core/matrix.ts';
import { makeGraph, printsOf, problemsOf } from '../fakes/catalog.ts';

const graph = makeGraph();
const prints = printsOf(graph);
const fingerprint = prints.get('go@linux/amd64')?.fingerprint ?? '';
const node: RowNode = { name: 'go', platform: 'linux/amd64', fingerprint, do: 'build' };
const row = { name: 'go', level: 1, runner: 'x', timeout: 5, nodes: [node] };

test('a row as toJSON(matrix) writes it', () => {
  expect(parseRow(JSON.stringify(row, undefined, 2))).toEqual({ name: 'go', nodes: [node] });
});

describe('no row', () => {
  test.each<[string, unknown]>([
    ['no JSON', ''],
    ['null', null],
    ['a list', [row]],
    ['no nodes', { name: 'go' }],
    ['nodes that are none', { ...row, nodes: ['go'] }],
    ['a word that is no work', { ...row, nodes: [{ ...node, do: 'reuse' }] }],
    ['a name of Object.prototype as work', { ...row, nodes: [{ ...node, do: 'constructor' }] }],
    ['a fingerprint that is a path', { ...row, nodes: [{ ...node, fingerprint: '../../x' }] }],
    ['no platform', { ...row, nodes: [{ ...node, platform: 1 }] }],
    ['a name that is none', { ...row, name: 1 }],
  ])('%s', (_, value) => {
    expect(problemsOf(() => parseRow(value === '' ? '' : JSON.stringify(value)))).toBe(
      `the input \`job\` is no row of the plan
  hint: pass \`job: \${{ toJSON(matrix) }}\` in a job whose matrix is a level of the plan`,
    );
  });
});

test('tasks are the nodes of this checkout', () => {
  expect(tasksOf([node, { ...node, do: 'tag' }], graph, prints)).toEqual([
    { node: graph.nodes.get('go@linux/amd64'), fingerprint, do: 'build' },
    { node: graph.nodes.get('go@linux/amd64'), fingerprint, do: 'tag' },
  ]);
});

test('a promise that this checkout does not keep is refused', () => {
  const promised = `f1-${'0'.repeat(32)}`;
  const nodes = [
    { ...node, fingerprint: promised },
    { ...node, name: 'gone' },
    { ...node, platform: 'linux/arm64' },
  ];
  expect(problemsOf(() => tasksOf(nodes, graph, prints))).toBe(
    `the job promises 'go' as ${promised}, but this checkout makes it ${fingerprint}
  hint: plan and build must see the same commit, and build must get the plan’s \`pins\`
the job is to build 'gone' for linux/amd64, which this images file does not have
  hint: plan and build must see the same commit, and the same \`images-file\` and \`set\`
the job is to build 'go' for linux/arm64, which this images file does not have
  hint: plan and build must see the same commit, and the same \`images-file\` and \`set\``,
  );
});
