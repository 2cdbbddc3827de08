import { describe, expect, test } from 'vitest';
import type { Graph } from '../../src/core/graph.ts';
import { matricesOf } from '../../src/core/matrix.ts';
import { mermaidGraph } from '../../src/core/mermaid.ts';
import type { Existence } from '../../src/core/oci.ts';
import { decidePlan, type Plan, type Presence } from '../../src/core/plan.ts';
import { dotGraph, formatPlan, graphJson, planJson, resultTable, treeGraph } from '../../src/core/report.ts';
import { escapeText } from '../../src/core/markdown.ts';
import type { BuildResult } from '../../src/core/result.ts';
import { chain, DIGEST, FACTS, makeBuilder, makeGraph, makeImage, printsOf } from '../fakes/catalog.ts';

const builders = new Map([
  ['default', makeBuilder()],
  ['musl', makeBuilder({ name: 'musl' })],
]);
const graph = makeGraph(
  [
    ...chain(),
    makeImage({ name: 'both', requires: ['go', 'lone'] }),
    makeImage({ name: 'tiny', requires: 'base', builder: 'musl' }),
  ],
  { builders },
);

/** A name that tries to be something else in each language. No rule lets it in; the drawing must not need the rule. */
const hostile = makeGraph([makeImage({ name: 'x"]; click n0 "javascript:1"\\ 💥' })]);

describe('the graph', () => {
  test('as a tree', () => {
    expect(treeGraph(graph).join('\n')).toBe(`builder-scratch
  base
    go
      hydra
      both (also needs lone)
  lone
builder-scratch-musl
  tiny (also needs base)`);
  });

  test('as Mermaid', () => {
    expect(mermaidGraph(graph)).toBe(`graph LR
  n0["builder-scratch"]
  n1["base"]
  n2["go"]
  n3["hydra"]
  n4["lone"]
  n5["both"]
  n6["builder-scratch-musl"]
  n7["tiny"]
  n0 --> n1
  n1 --> n2
  n2 --> n3
  n0 --> n4
  n2 --> n5
  n4 -.-> n5
  n6 --> n7
  n1 -.-> n7`);
  });

  test('as Mermaid, where a name can do nothing', () => {
    expect(mermaidGraph(hostile).split('\n')[2]).toBe(
      '  n1["x#34;#93;#59; click n0 #34;javascript:1#34;#92; #128165;"]',
    );
  });

  test('as dot', () => {
    expect(dotGraph(makeGraph(chain().slice(0, 2)))).toBe(`digraph images {
  rankdir=LR;
  "builder-scratch@linux/amd64" [label="builder-scratch"];
  "base@linux/amd64" [label="base"];
  "go@linux/amd64" [label="go"];
  "builder-scratch@linux/amd64" -> "base@linux/amd64";
  "base@linux/amd64" -> "go@linux/amd64";
}`);
    expect(dotGraph(graph)).toContain('"lone@linux/amd64" -> "both@linux/amd64" [style=dashed];');
  });

  test('as dot, where a name can do nothing', () => {
    expect(dotGraph(hostile)).toContain('[label="x\\"]; click n0 \\"javascript:1\\"\\\\ 💥"];');
  });

  test('for programs', () => {
    expect(graphJson(makeGraph(chain().slice(0, 2)))).toEqual([
      {
        name: 'builder-scratch',
        kind: 'builder',
        platform: 'linux/amd64',
        needs: [],
        builder: 'default',
        generation: 0,
      },
      {
        name: 'base',
        kind: 'gentoo',
        platform: 'linux/amd64',
        needs: ['builder-scratch'],
        builder: 'default',
        generation: 1,
      },
      { name: 'go', kind: 'gentoo', platform: 'linux/amd64', needs: ['base'], builder: 'default', generation: 2 },
    ]);
  });

  test('ten thousand images are drawn soon', () => {
    const images = Array.from({ length: 10_000 }, (_, index) => makeImage({ name: `i${index}` }));
    const large = makeGraph(images);
    expect([treeGraph(large).length, mermaidGraph(large).length > 1, dotGraph(large).length > 1]).toEqual([
      10_001,
      true,
      true,
    ]);
  });
});

const yes: Existence = { answer: 'yes', digest: DIGEST, mediaType: '' };
const no: Existence = { answer: 'no' };
function plan(from: Graph, presences: Record<string, Presence>): Plan {
  const known = [...from.nodes.values()].map(({ id, label }) => [id, presences[label] ?? { content: no }] as const);
  return decidePlan(from, FACTS.pins, printsOf(from), new Map(known));
}

describe('a plan', () => {
  const made = plan(makeGraph(), {
    base: { content: yes, builder: yes },
    lone: { content: yes, tags: new Map([['20261116', no]]) },
    hydra: { content: no, untested: yes },
  });
  test('in words', () => {
    expect(formatPlan(made).join('\n')).toBe(`level 0:
  build   go (20261116): is not there yet
  tag     lone (20261116): is there, but 20261116 names something else or nothing
level 1:
  test    hydra (20261116): is built, but not tested yet
reused: base`);
  });

  test('with nothing to do', () => {
    expect(formatPlan(plan(makeGraph([makeImage()]), { base: { content: yes } }))).toEqual([
      'nothing to do',
      'reused: base',
    ]);
    expect(formatPlan(plan(makeGraph([]), {}))).toEqual(['nothing to do']);
  });

  test('for programs', () => {
    const matrices = matricesOf(made, { runners: new Map(), shared: true });
    expect(planJson(made, matrices)).toMatchObject({
      levels: matrices,
      pins: FACTS.pins,
      depth: 2,
      count: 3,
      images: ['go', 'hydra', 'lone'],
      reused: ['base'],
      decisions: [
        { name: 'builder-scratch', do: 'unneeded', tags: [] },
        { name: 'base', do: 'reuse', reason: 'is there', platform: 'linux/amd64', tags: ['20261116'] },
        { name: 'go', do: 'build' },
        { name: 'hydra', do: 'test' },
        { name: 'lone', do: 'tag' },
      ],
    });
  });
});

describe('results', () => {
  const result: BuildResult = {
    status: 'built',
    image: 'go',
    platform: 'linux/amd64',
    fingerprint: 'f1-0',
    tags: [],
    seconds: 65,
  };
  const one = { name: 'a/b-1', slot: '0', use: '', license: '', repository: 'gentoo', size: 1, asked: true };
  const results: BuildResult[] = [
    {
      ...result,
      tags: ['host:5000/a/go:1.2', 'host:5000/a/go:latest'],
      findings: [{ kind: 'soname', path: '/bin/*', about: 'libz.so.1', owner: 'a/b-1' }],
      size: 12_345_678,
      packages: [
        { ...one, own: true },
        { ...one, own: false },
      ],
    },
    { ...result, image: 'base', status: 'reused', seconds: 0.4, size: 999, packages: [{ ...one, own: true }] },
    {
      ...result,
      image: 'hydra',
      status: 'failed',
      log: '/logs/hydra.log',
      failure: {
        package: 'dev-lang/perl-5',
        phase: 'compile',
        reason: 'a|b\n<img src=x> @team `x` [l](u)',
        hint: 'add to package_use: "a b"',
        place: { file: 'images.yaml', line: 7, column: 5, length: 1, text: '    x' },
      },
    },
    {
      ...result,
      image: 'nest',
      status: 'blocked',
      seconds: 0,
      failure: { phase: 'start', reason: 'blocked: hydra failed before' },
    },
  ];

  test('as a table of text', () => {
    expect(resultTable(results).text.join('\n')).toBe(`image  result   tag          size     packages  time
go     built    1.2, latest  12.3 MB  1 (of 2)  1 min 5 s
base   reused                999 B    1         0 s
hydra  failed                                   1 min 5 s
nest   blocked                                  0 s

images.yaml:7:5 hydra: dev-lang/perl-5 failed in the phase 'compile': a|b
<img src=x> @team \`x\` [l](u)
  hint: add to package_use: "a b"
  log: /logs/hydra.log
nest: blocked: hydra failed before`);
  });

  test('as Markdown, which what was printed cannot leave', () => {
    expect(resultTable(results).markdown).toBe(`| image | result | tag | size | packages | time |
| --- | --- | --- | --- | --- | --- |
| <code>go</code> | built | 1\\.2, latest | 12\\.3 MB | 1 (of 2) | 1 min 5 s |
| <code>base</code> | reused |  | 999 B | 1 | 0 s |
| <code>hydra</code> | failed |  |  |  | 1 min 5 s |
| <code>nest</code> | blocked |  |  |  | 0 s |

- go: /bin/\\* of a/b-1 needs the library libz.so.1, which is not there
- hydra: a\\|b<br>\\<img src=x\\> @\u200dteam \\\`x\\\` \\[l\\](u)
- nest: blocked: hydra failed before
`);
  });

  test('tells of names that were left to a newer commit', () => {
    const by = 'commit 0123456789ab of 2026-11-22T10:00:00Z';
    const kept = [{ name: 'ghcr.io/acme/go:latest', digest: DIGEST, by }];
    const words = `go: the name 'latest' was left to ${by}, which is newer`;
    const { text, markdown } = resultTable(results.slice(0, 1).map((one) => ({ ...one, findings: [], kept })));
    expect(text.slice(2)).toEqual(['', words]);
    expect(markdown).toContain(`\n\n- ${escapeText(words)}\n`);
  });

  test('none', () => {
    expect(resultTable([]).text).toEqual(['image  result  tag  size  packages  time']);
  });
});
