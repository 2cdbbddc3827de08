import { describe, expect, test } from 'vitest';
import { type Graph, nodeOf } from '../../src/core/graph.ts';
import { selectNodes } from '../../src/core/selection.ts';
import { chain, makeGraph, makeImage, makeMirror, makeScript, problemsOf } from '../fakes/catalog.ts';

/** base <- go <- hydra, lone beside them; base <- tools/go-tool; a mirror and a script. */
const graph = makeGraph([
  ...chain(),
  makeImage({ name: 'go-tool', section: 'tools', requires: 'base' }),
  makeMirror({ section: 'mirror' }),
  makeScript(),
]);

function chosen(only: readonly string[], exclude: readonly string[] = [], from: Graph = graph): string[] {
  const ids = selectNodes(from, only, exclude);
  return [...from.nodes.keys()].filter((id) => ids.has(id)).map((id) => nodeOf(from, id).label);
}

const ALL = ['builder-scratch', 'base', 'go', 'hydra', 'lone', 'tools/go-tool', 'mirror/registry', 'certificates'];

describe('only', () => {
  test.each<[string[], string[]]>([
    [[], ALL],
    [['go'], ['go']],
    [
      ['go', 'lone'],
      ['go', 'lone'],
    ],
    [['go', 'go'], ['go']],
    [['builder-scratch'], ['builder-scratch']],
    [['+hydra'], ['builder-scratch', 'base', 'go', 'hydra']],
    [['+base'], ['builder-scratch', 'base']],
    [['go+'], ['go', 'hydra']],
    [['hydra+'], ['hydra']],
    [['+go+'], ['builder-scratch', 'base', 'go', 'hydra']],
    [['builder-scratch+'], ['builder-scratch', 'base', 'go', 'hydra', 'lone', 'tools/go-tool']],
    [['+registry+'], ['mirror/registry']],
    [['*'], ALL],
    [['go*'], ['go', 'tools/go-tool']],
    [['*o*'], ['go', 'lone', 'tools/go-tool']],
    [['tools/*'], ['tools/go-tool']],
    [['*/go-tool'], ['tools/go-tool']],
    [['go-tool'], ['tools/go-tool']],
    [['tools/go-tool'], ['tools/go-tool']],
    [['*/*'], ['tools/go-tool', 'mirror/registry']],
    [['h*+'], ['hydra']],
    [['+go-*'], ['builder-scratch', 'base', 'tools/go-tool']],
  ])('%j', (only, names) => {
    expect(chosen(only)).toEqual(names);
  });
});

describe('exclude', () => {
  test.each<[string[], string[], string[]]>([
    [[], ['lone'], ALL.filter((name) => name !== 'lone')],
    [[], ['base+'], ['builder-scratch', 'lone', 'mirror/registry', 'certificates']],
    [[], ['*'], []],
    [['+hydra'], ['go'], ['builder-scratch', 'base', 'hydra']],
    [['go*'], ['tools/*'], ['go']],
    [['go'], ['go'], []],
    [['go'], ['lone'], ['go']],
    [['+hydra'], ['+base'], ['go', 'hydra']],
  ])('%j without %j', (only, exclude, names) => {
    expect(chosen(only, exclude)).toEqual(names);
  });
});

describe('words that name nothing', () => {
  const hint = '  hint: write a name, section/name or a glob; +name, name+ for ancestors, descendants';
  test.each([
    ['gp', `only: 'gp' names no image\n  hint: did you mean 'go'?`],
    ['hidra+', `only: 'hidra+' names no image\n  hint: did you mean 'hydra'?`],
    ['tool/go-tool', `only: 'tool/go-tool' names no image\n  hint: did you mean 'tools/go-tool'?`],
    ['something-else', `only: 'something-else' names no image\n${hint}`],
    ['x*', `only: 'x*' names no image\n${hint}`],
    ['', `only: '' names no image\n${hint}`],
    ['+', `only: '+' names no image\n${hint}`],
    ['++', `only: '++' names no image\n${hint}`],
  ])('%j', (word, text) => {
    expect(problemsOf(() => selectNodes(graph, [word], []))).toBe(text);
    expect(problemsOf(() => selectNodes(graph, [], [word]))).toBe(text.replace('only', 'exclude'));
  });

  test.each(['G?', 'g.', '(go|lone)', '[g]o', 'go$', 'GO', 'go@linux/amd64', '../go'])(
    'are no patterns of another kind: %s',
    (word) => {
      expect(problemsOf(() => selectNodes(graph, [word], []))).toContain(`only: '${word}' names no image`);
    },
  );

  test('are all said at once', () => {
    expect(problemsOf(() => selectNodes(graph, ['zzz*', 'go', 'yyy*'], ['xxx*']))).toBe(
      ["only: 'zzz*'", "only: 'yyy*'", "exclude: 'xxx*'"].map((word) => `${word} names no image\n${hint}`).join('\n'),
    );
  });
});

test('ten thousand images are chosen from soon', () => {
  const images = Array.from({ length: 10_000 }, (_, index) =>
    makeImage({ name: `i${index}`, ...(index > 0 && { requires: 'i0' }) }),
  );
  expect(selectNodes(makeGraph(images), ['+i0+'], ['i1*']).size).toBe(10_001 - 1111);
});
