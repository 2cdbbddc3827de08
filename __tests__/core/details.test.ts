import { describe, expect, test } from 'vitest';
import { checkedDetailsVar, imagesDetails } from '../../src/core/details.ts';
import { decidePlan, type Plan, type Presence } from '../../src/core/plan.ts';
import { formatProblem, type Problem } from '../../src/core/problem.ts';
import { chain, DIGEST, FACTS, makeGraph, printsOf } from '../fakes/catalog.ts';

const YES: Presence['content'] = { answer: 'yes', digest: DIGEST, mediaType: '' };

function planWith(there: readonly string[]): Plan {
  const graph = makeGraph(chain());
  const presences = new Map<string, Presence>(
    [...graph.nodes.values()].map(({ id, name }) => {
      const content = there.includes(name) ? YES : ({ answer: 'no' } as const);
      return [id, { content, builder: content, tags: new Map([['20261116', content]]) }];
    }),
  );
  return decidePlan(graph, FACTS.pins, printsOf(graph), presences);
}

test('each image with what is known of it; builders are none', () => {
  expect(imagesDetails(planWith(['builder-scratch', 'base', 'lone']))).toEqual([
    {
      ...{ section: '', name: 'base', tags: ['20261116'], digest: DIGEST },
      ...{ builder: 'default', parent: null, platforms: ['linux/amd64'] },
    },
    {
      ...{ section: '', name: 'go', tags: ['20261116'] },
      ...{ builder: 'default', parent: 'base', platforms: ['linux/amd64'] },
    },
    {
      ...{ section: '', name: 'hydra', tags: ['20261116'] },
      ...{ builder: 'default', parent: 'go', platforms: ['linux/amd64'] },
    },
    {
      ...{ section: '', name: 'lone', tags: ['20261116'], digest: DIGEST },
      ...{ builder: 'default', parent: null, platforms: ['linux/amd64'] },
    },
  ]);
});

describe('the name of the variable', () => {
  const check = (text: string): { name: string | undefined; words: string } => {
    const problems: Problem[] = [];
    const name = checkedDetailsVar(text, ['levels'], problems);
    return { name, words: problems.map(formatProblem).join('\n') };
  };

  test.each(['IMAGES', 'images_details', '_X9', 'PATHS', 'MY_GITHUB_IMAGES'])('%s', (text) => {
    expect(check(text)).toEqual({ name: text, words: '' });
  });

  test('none', () => {
    expect(check('')).toEqual({ name: undefined, words: '' });
  });

  test.each([
    ...['PATH', 'Path', 'NODE_OPTIONS', 'GITHUB_TOKEN', 'github_env', 'RUNNER_TEMP', 'INPUT_MODE', 'ACTIONS_X'],
  ])('not %s', (text) => {
    expect(check(text).words).toBe(
      `the input images-details-var must not be '${text}': the runner and what it starts live by that variable\n` +
        '  hint: take another name, such as IMAGES',
    );
  });

  test.each(['9X', 'A-B', 'A B', 'A=B', 'Ä', 'A\nB'])('not %j', (text) => {
    expect(check(text).words).toBe(
      `the input images-details-var takes the name of a variable, not '${text}'\n  hint: letters, digits and _`,
    );
  });

  test('not that of an output', () => {
    expect(check('levels').words).toBe(
      "the input images-details-var must not be 'levels': this step has an output of that name\n" +
        '  hint: take another name, such as IMAGES',
    );
  });
});
