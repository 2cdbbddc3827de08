import { describe, expect, test } from 'vitest';
import { changesOf, type Ingredients } from '../../src/core/change.ts';

const hash = (digit: string): string => `sha256:${digit.repeat(64)}`;
const words = (before: Ingredients, now: Ingredients): string[] => changesOf(before, now).map((change) => change.words);

// Each kind of edit of an images file is in the test of `why`; here is what these do not reach.
describe('a change', () => {
  test.each<[string, Ingredients, Ingredients, string[]]>([
    ['of the recipe', { recipe: 1 }, { recipe: 2 }, ['this version builds otherwise (recipe: 1 -> 2)']],
    [
      'of a snapshot of the same day',
      { snapshot: { content: hash('1'), date: '20261116' } },
      { snapshot: { content: hash('2'), date: '20261116' } },
      ['portage: its content changed, of the same day 2026-11-16'],
    ],
    ['of patches', { patches: hash('1') }, { patches: hash('2') }, ['patches: its content changed']],
    ['of patches that are new', {}, { patches: hash('2') }, ['patches: added, sha256:222222222222']],
    [
      'of a script’s inputs',
      { inputs: { 'a/**': hash('1'), 'b/**': hash('1') } },
      { inputs: { 'a/**': hash('2'), 'c/**': hash('1') } },
      [
        'inputs a/**: its content changed',
        'inputs.b/**: removed, it was sha256:111111111111',
        'inputs.c/**: added, sha256:111111111111',
      ],
    ],
    [
      'what a Dockerfile copies',
      { dockerfile_files: { a: hash('1') } },
      { dockerfile_files: { a: hash('2') } },
      ['dockerfile a: its content changed'],
    ],
    ['of a Dockerfile, a hash', { dockerfile: hash('1') }, { dockerfile: hash('2') }, ['dockerfile changed']],
    [
      'of the order in make.conf',
      { portage: { make_conf_order: ['A', 'B'] } },
      { portage: { make_conf_order: ['B', 'A'] } },
      ['make_conf: another order'],
    ],
    [
      'of variables in make.conf, whose order counts',
      { portage: { make_conf: { A: '1' }, make_conf_order: ['A'] } },
      { portage: { make_conf: { A: '1', B: '$A' }, make_conf_order: ['A', 'B'] } },
      ["make_conf.B: added, '$A'"],
    ],
    [
      'of files that are added to the same place twice',
      {
        add: [
          { dest: '/a', tree: hash('1') },
          { dest: '/a', tree: hash('2') },
        ],
      },
      {
        add: [
          { dest: '/a', tree: hash('1') },
          { dest: '/a', tree: hash('3') },
        ],
      },
      ['add /a (2): its content changed'],
    ],
    [
      'of their order',
      { add: [{ dest: '/a' }, { dest: '/b' }] },
      { add: [{ dest: '/b' }, { dest: '/a' }] },
      ['add: another order'],
    ],
    ['of the same entry twice', { packages: ['a'] }, { packages: ['a', 'a'] }, ['packages: + a']],
    ['of a long value', { user: 'a' }, { user: 'b'.repeat(100) }, [`user: 'a' -> '${'b'.repeat(57)}...'`]],
    ['of a value with lines', { user: 'a' }, { user: 'a\nb' }, [`user: 'a' -> 'a\\nb'`]],
    ['of what others tell', { parent: 'f1-1', builder: 'f1-1' }, { parent: 'f1-2', builder: 'f1-2' }, []],
    [
      'of nothing',
      { scheme: 1, user: 'a', env: { A: '1', B: '2' } },
      { env: { B: '2', A: '1' }, user: 'a', scheme: 1 },
      [],
    ],
  ])('%s', (_, before, now, expected) => {
    expect(words(before, now)).toEqual(expected);
  });

  test('of a stage3 is told by digests, unless both days are known', () => {
    const [before, now] = [{ stage3: hash('1') }, { stage3: hash('2') }];
    expect(words(before, now)).toEqual(['stage3: sha256:111111111111 -> sha256:222222222222']);
    const days = new Map([[hash('1'), '20261109']]);
    expect(changesOf(before, now, days)[0]?.words).toContain('sha256:111111111111');
    expect(changesOf(before, now, days.set(hash('2'), '20261116'))[0]?.words).toBe('stage3: 2026-11-09 -> 2026-11-16');
  });
});
