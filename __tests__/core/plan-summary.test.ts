import { describe, expect, test } from 'vitest';
import type { Existence } from '../../src/core/oci.ts';
import { decidePlan, type Plan, type Presence } from '../../src/core/plan.ts';
import { planHeadline, planMarkdown, type PlanSummary } from '../../src/core/plan-summary.ts';
import { chain, DIGEST, FACTS, makeGraph, makeImage, printsOf } from '../fakes/catalog.ts';

const yes: Existence = { answer: 'yes', digest: DIGEST, mediaType: '' };
const no: Existence = { answer: 'no' };

function plan(graph = makeGraph(), presences: Record<string, Presence> = {}): Plan {
  const known = [...graph.nodes.values()].map(({ id, label }) => [id, presences[label] ?? { content: no }] as const);
  return decidePlan(graph, FACTS.pins, printsOf(graph), new Map(known));
}

function summary(own: Partial<PlanSummary> = {}): string {
  return planMarkdown({ plan: plan(), earlier: new Map(), shared: true, unpushed: undefined, ...own });
}

const made = plan(makeGraph(), {
  base: { content: yes, builder: yes },
  lone: { content: yes, tags: new Map([['20261116', no]]) },
});

describe('the summary of a plan', () => {
  test('shows what is built, why, and what is there', () => {
    const earlier = new Map([['go@linux/amd64', 3605]]);
    expect(summary({ plan: made, earlier })).toBe(`## 2 to build, 1 to name, 1 there already

Expected: 1 h 0 min along <code>go</code> → <code>hydra</code>; by the earlier results of 1 of 2, the others not counted.

\`\`\`mermaid
graph LR
  n1["base<br>there already"]:::grey
  n2["go<br>build, 1 h 0 min last time"]:::blue
  n3["hydra<br>build"]:::blue
  n4["lone<br>tag"]:::violet
  n1 --> n2
  n2 --> n3
  classDef blue fill:#0969da,color:#ffffff,stroke:#033d8b
  classDef grey fill:#eaeef2,color:#24292f,stroke:#8c959f
  classDef violet fill:#8250df,color:#ffffff,stroke:#512a97
\`\`\`

| level | image | work | why | tag | last time |
| --- | --- | --- | --- | --- | --- |
| 0 | <code>go</code> | build | is not there yet | <code>20261116</code> | 1 h 0 min |
| 0 | <code>lone</code> | tag | is there, but 20261116 names something else or nothing | <code>20261116</code> |  |
| 1 | <code>hydra</code> | build | is not there yet | <code>20261116</code> |  |

<details><summary>Are there already</summary>

- <code>base</code>

</details>
`);
  });

  test('does not invent how long it takes', () => {
    expect(summary()).toContain('How long it takes is not known: of none of 4 there is an earlier result.');
    expect(summary({ plan: plan(makeGraph([makeImage()]), { base: { content: yes } }) })).not.toMatch(/long|Expected/);
  });

  test('counts the longest chain, and where all is one job, the sum', () => {
    const earlier = new Map(['base', 'go', 'hydra', 'lone'].map((name) => [`${name}@linux/amd64`, 60]));
    expect(summary({ earlier })).toContain(
      'Expected: 3 min 0 s along <code>builder&#45;scratch</code> → <code>base</code> → <code>go</code> → <code>hydra</code>; by the earlier results of all 4.',
    );
    const alone = summary({ earlier, shared: false, unpushed: 'push is false' });
    expect(alone).toContain('nothing is pushed: push is false');
    expect(alone).toContain('Expected: 4 min 0 s, one after the other; by the earlier results of all 4.');
  });

  test('with nothing to do', () => {
    const nothing = plan(makeGraph([makeImage()]), { base: { content: yes } });
    expect(planHeadline(nothing)).toBe('nothing to do: all 1 are there');
    expect(summary({ plan: nothing })).toMatch(/^## nothing to do: all 1 are there\n\n<details>/);
  });

  test('of more edges than Mermaid draws has who needs whom in the table', () => {
    const wide = [
      makeImage(),
      ...Array.from({ length: 500 }, (_, index) => makeImage({ name: `i${index}`, requires: 'base' })),
    ];
    const text = summary({ plan: plan(makeGraph(wide)) });
    expect(text).not.toContain('```mermaid');
    expect(text).toContain('| level | image | work | why | tag | last time | needs |');
    expect(text).toContain(
      '| 2 | <code>i499</code> | build | is not there yet | <code>20261116</code> |  | <code>base</code> |',
    );
    expect(summary({ plan: plan(makeGraph(wide.slice(0, 500))) })).toContain('```mermaid');
  });

  test('of 256 images in a row with long names too', () => {
    const long = Array.from({ length: 256 }, (_, index) =>
      makeImage({
        name: `${'long-'.repeat(50)}${index}`,
        ...(index > 0 && index < 90 && { requires: `${'long-'.repeat(50)}${index - 1}` }),
      }),
    );
    expect(summary({ plan: plan(makeGraph(long)) })).not.toContain('```mermaid');
  });

  test('of ten thousand images stays below 1 MiB', () => {
    const many = [...chain(), ...Array.from({ length: 10_000 }, (_, index) => makeImage({ name: `i${index}` }))];
    const text = summary({ plan: plan(makeGraph(many)) });
    expect(Buffer.byteLength(text)).toBeLessThan(1024 * 1024);
    expect(text).toMatch(/\nand \d+ more/);
  });
});
