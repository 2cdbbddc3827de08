import { describe, expect, test } from 'vitest';
import type { GentooImage } from '../../src/core/catalog.ts';
import { type Matrix, matricesOf, type MatrixOptions, planOutputs, rowsByName } from '../../src/core/matrix.ts';
import type { Existence } from '../../src/core/oci.ts';
import { decidePlan, type Plan } from '../../src/core/plan.ts';
import { chain, DIGEST, FACTS, makeGraph, makeImage, printsOf, problemsOf } from '../fakes/catalog.ts';

const no: Existence = { answer: 'no' };
const yes: Existence = { answer: 'yes', digest: DIGEST, mediaType: '' };
const shared: MatrixOptions = { runners: new Map(), shared: true };
const alone: MatrixOptions = { runners: new Map(), shared: false };

/** A plan in which everything is built but what is named. */
function plan(images: readonly GentooImage[] = chain(), present: readonly string[] = []): Plan {
  const graph = makeGraph(images);
  const presences = [...graph.nodes.values()].map(
    ({ id, label }) => [id, { content: present.includes(label) ? yes : no, builder: yes }] as const,
  );
  return decidePlan(graph, FACTS.pins, printsOf(graph), new Map(presences));
}
const many = (count: number, own: (index: number) => Partial<GentooImage> = () => ({})): GentooImage[] =>
  Array.from({ length: count }, (_, index) => ({ ...makeImage({ name: `i${index}` }), ...own(index) }));
const names = (matrices: readonly Matrix[]): string[][] =>
  matrices.map(({ include }) => include.map(({ nodes }) => nodes.map(({ name }) => name).join(' ')));
const rowCount = (matrices: readonly Matrix[]): number =>
  matrices.reduce((sum, { include }) => sum + include.length, 0);

test('a row', () => {
  const made = plan([makeImage({ timeout: 90 })], ['builder-scratch']);
  const [decision] = made.levels.flat();
  expect(matricesOf(made, shared)).toEqual([
    {
      include: [
        {
          name: 'base',
          level: 0,
          runner: 'ubuntu-24.04',
          timeout: 90,
          nodes: [{ name: 'base', platform: 'linux/amd64', fingerprint: decision?.fingerprint, do: 'build' }],
        },
      ],
    },
  ]);
});

describe('levels', () => {
  test('are matrices', () => {
    expect(names(matricesOf(plan(), shared))).toEqual([['builder-scratch'], ['base', 'lone'], ['go'], ['hydra']]);
  });

  test.each([
    ['a registry', shared],
    ['one machine', alone],
  ])('with nothing in them are not there: %s', (_, options) => {
    expect(matricesOf(plan(chain(), ['builder-scratch', 'base', 'go', 'hydra', 'lone']), options)).toEqual([]);
    expect(matricesOf(plan([]), options)).toEqual([]);
  });
});

describe('without a registry', () => {
  test('what belongs together is one job, in order', () => {
    expect(names(matricesOf(plan(), alone))).toEqual([['builder-scratch base lone go hydra']]);
  });

  test('families that share nothing which is to be made are jobs of their own', () => {
    expect(names(matricesOf(plan(chain(), ['builder-scratch']), alone))).toEqual([['base go hydra', 'lone']]);
  });

  test('one image joins two families', () => {
    const images = [...chain(), makeImage({ name: 'both', requires: ['lone', 'hydra'] })];
    expect(names(matricesOf(plan(images, ['builder-scratch']), alone))).toEqual([['base lone go hydra both']]);
  });

  test('times add up, to what GitHub lets a job run', () => {
    const timeouts = (...minutes: number[]): number | undefined => {
      const images = minutes.map((timeout, index) =>
        makeImage({ name: `i${index}`, timeout, ...(index > 0 && { requires: `i${index - 1}` }) }),
      );
      return matricesOf(plan(images, ['builder-scratch']), alone)[0]?.include[0]?.timeout;
    };
    expect([timeouts(30), timeouts(30, 40), timeouts(300, 300), timeouts(600), timeouts(600, 30)]).toEqual([
      30, 70, 360, 600, 600,
    ]);
  });

  test('more than 256 families share jobs', () => {
    const matrices = matricesOf(plan(many(600), ['builder-scratch']), alone);
    expect(rowCount(matrices)).toBeLessThanOrEqual(256);
    expect(matrices.flatMap(({ include }) => include.flatMap(({ nodes }) => nodes))).toHaveLength(600);
  });

  test('ten thousand images are dealt out soon', () => {
    const made = plan(many(10_000));
    expect(matricesOf(made, alone)[0]?.include[0]?.nodes).toHaveLength(10_001);
  });
});

describe('more than 256 rows', () => {
  const everything = (matrices: readonly Matrix[]): string[] =>
    matrices.flatMap(({ include }) => include.flatMap(({ nodes }) => nodes.map(({ name }) => name)));

  test('256 do not share', () => {
    const matrices = matricesOf(plan(many(256), ['builder-scratch']), shared);
    expect(rowCount(matrices)).toBe(256);
  });

  test.each([257, 300, 1000, 10_000])('%i images in one level', (count) => {
    const matrices = matricesOf(plan(many(count), ['builder-scratch']), shared);
    expect(rowCount(matrices)).toBeLessThanOrEqual(256);
    expect(rowCount(matrices)).toBeGreaterThan(250);
    expect(everything(matrices).sort()).toEqual(
      many(count)
        .map(({ name }) => name)
        .sort(),
    );
    const sizes = matrices.flatMap(({ include }) => include.map(({ nodes }) => nodes.length));
    expect(Math.max(...sizes) - Math.min(...sizes)).toBeLessThanOrEqual(1);
  });

  test('many levels, most with one image, are 256 rows together', () => {
    const ladder = Array.from({ length: 90 }, (_, index) =>
      makeImage({ name: `step${index}`, ...(index > 0 && { requires: `step${index - 1}` }) }),
    );
    const matrices = matricesOf(plan([...ladder, ...many(2000)]), shared);
    expect(matrices).toHaveLength(91);
    expect(rowCount(matrices)).toBeLessThanOrEqual(256);
    expect(everything(matrices)).toHaveLength(2091);
  });

  test('only what runs on the same machine shares a row', () => {
    const images = many(600, (index) =>
      index % 3 === 0 ? { platform: 'linux/arm64' } : index % 3 === 1 ? { runner: ['big'] } : {},
    );
    const matrices = matricesOf(plan(images, ['builder-scratch']), shared);
    expect(rowCount(matrices)).toBeLessThanOrEqual(256);
    for (const { runner, nodes } of matrices.flatMap(({ include }) => include)) {
      const wanted = runner === 'ubuntu-24.04-arm' ? 0 : runner === 'big' ? 1 : 2;
      expect(nodes.every(({ name }) => Number(name.slice(1)) % 3 === wanted)).toBe(true);
    }
  });

  test('a row says how many it has', () => {
    const [row] = matricesOf(plan(many(700), ['builder-scratch']), shared)[0]?.include ?? [];
    expect(row).toMatchObject({ name: 'i0 and 2 more', timeout: 180 });
  });
});

describe('the runner', () => {
  const runners = new Map<string, string | string[]>([
    ['linux/arm64', ['self-hosted', 'arm64']],
    ['default', 'mine'],
  ]);
  test.each<[string, Partial<GentooImage>, MatrixOptions['runners'], string | string[]]>([
    ['by default', {}, new Map(), 'ubuntu-24.04'],
    ['by default for arm64', { platform: 'linux/arm64' }, new Map(), 'ubuntu-24.04-arm'],
    ['by platform', { platform: 'linux/arm64' }, runners, ['self-hosted', 'arm64']],
    ['for all others', {}, runners, 'mine'],
    ['the image’s own, one label', { runner: ['big'] }, runners, 'big'],
    ['the image’s own, several', { runner: ['self-hosted', 'big'] }, runners, ['self-hosted', 'big']],
  ])('%s', (_, own, given, runner) => {
    const made = plan([{ ...makeImage(), ...own }], ['builder-scratch']);
    expect(matricesOf(made, { ...shared, runners: given })[0]?.include[0]?.runner).toEqual(runner);
  });
});

describe('outputs', () => {
  const made = plan(chain(), ['builder-scratch', 'base']);
  const matrices = matricesOf(made, shared);
  test('by name', () => {
    const outputs = planOutputs(made, matrices, new Set(), 'packed');
    expect(Object.fromEntries(outputs)).toEqual({
      levels: JSON.stringify(matrices),
      pins: JSON.stringify(FACTS.pins),
      depth: '2',
      count: '3',
      'has-work': 'true',
      'max-parallel': '2',
      images: '["go","hydra","lone"]',
      reused: '["base"]',
      plan: 'packed',
    });
  });

  test('of nothing to do', () => {
    const idle = plan([makeImage()], ['base']);
    expect(Object.fromEntries(planOutputs(idle, matricesOf(idle, shared), new Set(), ''))).toMatchObject({
      levels: '[]',
      depth: '0',
      count: '0',
      'has-work': 'false',
      'max-parallel': '1',
      images: '[]',
      reused: '["base"]',
    });
  });

  test('on request', () => {
    const outputs = planOutputs(made, matrices, new Set(['rows', 'matrix']), '');
    expect(JSON.parse(outputs.get('rows') ?? '')).toEqual(rowsByName(matrices));
    expect(Object.keys(rowsByName(matrices))).toEqual(['go', 'lone', 'hydra']);
    expect(JSON.parse(outputs.get('matrix') ?? '')).toEqual({ include: matrices.flatMap(({ include }) => include) });
  });

  test('that GitHub would drop are refused with figures', () => {
    const small = (size: number): string => problemsOf(() => planOutputs(made, [], new Set(), 'x'.repeat(size)));
    expect(small(400_000)).toBe('');
    expect(small(500_000)).toBe(
      `the outputs of plan are 500300 characters; GitHub takes 480000 of a job (plan 500000, pins 261, images 21)
  hint: ask for fewer of them with \`outputs\`, or plan a part with \`only\``,
    );
  });
});
