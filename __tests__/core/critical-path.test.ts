import { describe, expect, test } from 'vitest';
import { criticalPath, timingsOf } from '../../src/core/critical-path.ts';
import { chain, makeGraph, makeImage } from '../fakes/catalog.ts';

const graph = makeGraph([...chain(), makeImage({ name: 'both', requires: ['lone', 'go'] })]);
const at = (name: string): string => `${name}@linux/amd64`;
const seconds = (own: Record<string, number | undefined>): Map<string, number | undefined> =>
  new Map(Object.entries(own).map(([name, one]) => [at(name), one]));

describe('the longest chain', () => {
  test('goes by what takes long, whatever stands first', () => {
    const timings = timingsOf(graph, seconds({ base: 10, go: 100, lone: 5, both: 1, hydra: 2 }));
    expect(criticalPath(timings)).toEqual({ ids: ['base', 'go', 'hydra'].map(at), seconds: 112 });
    expect(timings.get(at('both'))).toEqual({ done: 111, after: at('go') });
  });

  test('begins with what takes part: what is there already holds nothing up', () => {
    const timings = timingsOf(graph, seconds({ both: 1, lone: 5 }));
    expect(timings.get(at('both'))).toEqual({ done: 6, after: at('lone') });
    expect(criticalPath(timings)).toEqual({ ids: ['lone', 'both'].map(at), seconds: 6 });
  });

  test('takes what is not known for none', () => {
    expect(criticalPath(timingsOf(graph, seconds({ base: undefined, go: 3 })))).toEqual({
      ids: ['base', 'go'].map(at),
      seconds: 3,
    });
    expect(criticalPath(new Map())).toEqual({ ids: [], seconds: 0 });
  });
});
