import { expect, test } from 'vitest';
import type { CommandTest } from '../../src/core/catalog.ts';
import { demandsOf } from '../../src/core/demands.ts';
import type { ImageNode } from '../../src/core/graph.ts';
import { type ImageWords, makeGraph, makeImage, makeMirror, placeAt } from '../fakes/catalog.ts';

const place = placeAt(1, 'x');
const command: CommandTest = {
  ...{ kind: 'command', place, title: 'a', argv: ['a'], keepEntrypoint: false, env: new Map() },
  ...{ exitCode: 0, stdout: undefined, timeout: 60 },
};
const script = {
  kind: 'script',
  place,
  title: 't',
  file: { path: 't.sh', place },
  env: new Map(),
  timeout: 1,
} as const;
const healthy = { kind: 'healthcheck', place, title: 'h', healthy: 1, within: 30 } as const;

function demands(own: ImageWords, trees: ReadonlyMap<string, string> = new Map([['t.sh', '1']])): string | undefined {
  const node = makeGraph([makeImage(own)]).nodes.get('base@linux/amd64') as ImageNode;
  return demandsOf(node, trees);
}

test('nothing is demanded of an image without tests and budget, nor of a mirror', () => {
  expect(demands({})).toBeUndefined();
  const mirror = [...makeGraph([makeMirror()]).nodes.values()].at(-1) as ImageNode;
  expect(demandsOf(mirror, new Map())).toBeUndefined();
});

test('whatever a test does counts, and the budget; how it is called does not', () => {
  const all = [
    demands({ tests: [command] }),
    demands({ tests: [{ ...command, argv: ['b'] }] }),
    demands({ tests: [{ ...command, keepEntrypoint: true }] }),
    demands({ tests: [{ ...command, env: new Map([['A', '1']]) }] }),
    demands({ tests: [{ ...command, exitCode: 1 }] }),
    demands({ tests: [{ ...command, stdout: 'x' }] }),
    demands({ tests: [{ ...command, timeout: 1 }] }),
    demands({ tests: [command, command] }),
    demands({ tests: [script] }),
    demands({ tests: [script] }, new Map([['t.sh', '2']])),
    demands({ tests: [healthy] }),
    demands({ tests: [{ ...healthy, within: 31 }] }),
    demands({ sizeBudget: { value: 5, place } }),
    demands({ tests: [command], sizeBudget: { value: 5, place } }),
  ];
  for (const one of all) expect(one).toMatch(/^[0-9a-f]{16}$/);
  expect(new Set(all).size).toBe(all.length);
  expect(demands({ tests: [{ ...command, title: 'other', place: placeAt(9, 'y') }] })).toBe(all[0]);
});
