import { join } from 'node:path';
import { describe, expect, test } from 'vitest';
import { runCommand } from '../../src/commands/command-line.ts';
import type { Order } from '../../src/core/command.ts';
import { formatProblem, UserError } from '../../src/core/problem.ts';
import { CHAIN, fakeWorld, type FakeWorld } from '../fakes/world.ts';

const order: Order = {
  command: 'plan',
  names: [],
  all: false,
  json: false,
  dryRun: false,
  graph: 'tree',
  imagesFile: 'images.yaml',
  workingDirectory: '.',
  registry: undefined,
  cache: 'none',
  budgetMinutes: undefined,
  access: new Map(),
  push: true,
  rebuild: 'changed',
  pins: undefined,
  locked: false,
  yes: false,
  keep: 2,
  keepDays: 30,
  jobs: 1,
  only: [],
  exclude: [],
  changedSince: undefined,
  set: {},
  engine: 'auto',
  pushBuilders: 'all',
  runners: '',
  workflow: { check: false, fuse: false, output: 'images.yml', action: 'org/gentoo-image-builder@v1' },
};

/** What a command prints for programs, its exit code, and what it says; mistakes as text. */
async function command(
  world: FakeWorld,
  own: Partial<Order>,
): Promise<{ code: number; printed: string; said: string }> {
  const printed: string[] = [];
  world.said.splice(0);
  try {
    const code = await runCommand(world, { ...order, ...own }, (text) => printed.push(text));
    return { code, printed: printed.join('\n'), said: world.said.join('\n') };
  } catch (error) {
    if (!(error instanceof UserError)) throw error;
    return { code: 2, printed: printed.join('\n'), said: error.problems.map(formatProblem).join('\n') };
  }
}

describe('validate', () => {
  test('counts', async () => {
    const world = await fakeWorld();
    expect(await command(world, { command: 'validate' })).toEqual({
      code: 0,
      printed: '',
      said: 'images.yaml: 4 images, no mistakes',
    });
    expect(await command(world, { command: 'validate', json: true })).toEqual({
      code: 0,
      printed: '{"images":4,"problems":[]}',
      said: '',
    });
    expect(world.asked).toEqual([]);
  });

  test('says what is wrong', async () => {
    const world = await fakeWorld(CHAIN.replace('requires: go,', 'requires: og,'));
    expect(await command(world, { command: 'validate' })).toMatchObject({ code: 2 });
    expect((await command(world, { command: 'validate' })).said).toContain(
      "'hydra' requires 'og', which is no image of this file",
    );
  });
});

describe('graph', () => {
  test.each<[Partial<Order>, string]>([
    [{ graph: 'tree' }, 'builder-scratch\n  base\n    go\n      hydra\n  lone'],
    [{ graph: 'mermaid' }, 'graph LR\n'],
    [{ graph: 'dot' }, 'digraph images {\n'],
    [{ json: true }, '[\n  {\n    "name": "builder-scratch",'],
  ])('%j', async (own, start) => {
    const { code, printed, said } = await command(await fakeWorld(), { command: 'graph', ...own });
    expect([code, printed.slice(0, start.length), said]).toEqual([0, start, '']);
  });
});

describe('plan', () => {
  test('in words', async () => {
    expect(await command(await fakeWorld(), {})).toEqual({
      code: 0,
      printed: '',
      said: `level 0:
  build   builder-scratch: never built
level 1:
  build   base (20261116): never built
  build   lone (20261116): never built
level 2:
  build   go (20261116): never built
level 3:
  build   hydra (20261116): never built`,
    });
  });

  test('for programs, and nothing else', async () => {
    const { printed, said } = await command(await fakeWorld(), { json: true });
    expect(JSON.parse(printed)).toMatchObject({
      depth: 4,
      count: 5,
      images: ['base', 'go', 'hydra', 'lone'],
      reused: [],
    });
    expect(said).toBe('');
  });

  test('with pins from a file, wherever it is', async () => {
    const world = await fakeWorld();
    const { pins } = JSON.parse((await command(world, { json: true })).printed) as { pins: unknown };
    await world.write('sub/pins.json', JSON.stringify(pins));
    world.asked.splice(0);
    await command(world, { pins: 'sub/pins.json' });
    await command(world, { pins: join(world.folder, 'sub', 'pins.json') });
    expect(world.asked.filter((one) => one.startsWith('docker.io'))).toEqual([]);
    expect((await command(world, { pins: 'no.json' })).said).toBe("there is no file of pins 'no.json'");
    expect((await command(world, { pins: 'images.yaml' })).said).toContain(
      'images.yaml does not hold the pins that plan put out',
    );
  });
});

describe('why', () => {
  const built = async (): Promise<FakeWorld> => {
    const world = await fakeWorld();
    await command(world, { command: 'build', all: true });
    await world.write('images.yaml', CHAIN.replace('dev-lang/go', 'dev-lang/go dev-lang/rust'));
    return world;
  };

  test('says what changed, of the image and of what it stands on, as far as that changed', async () => {
    expect(await command(await built(), { command: 'why', names: ['hydra'] })).toEqual({
      code: 0,
      printed: '',
      said: `hydra: build
  because its parent go is rebuilt
  compared with ghcr.io/acme/hydra:20261116
go: build
  packages: + dev-lang/rust
  compared with ghcr.io/acme/go:20261116`,
    });
  });

  test('says that nothing changed', async () => {
    expect((await command(await built(), { command: 'why', names: ['lone'] })).said).toBe('lone: reuse\n  is there');
  });

  test('for programs', async () => {
    const { printed } = await command(await built(), { command: 'why', names: ['go'], json: true });
    expect(JSON.parse(printed)).toMatchObject([
      {
        ...{ name: 'go', platform: 'linux/amd64', do: 'build', reason: 'packages: + dev-lang/rust' },
        changes: [{ what: 'packages', words: 'packages: + dev-lang/rust' }],
        previous: 'ghcr.io/acme/go:20261116',
      },
    ]);
  });

  test('of whom there is none', async () => {
    expect((await command(await fakeWorld(), { command: 'why', names: ['hidra'] })).said).toBe(
      "the images file has no image 'hidra'\n  hint: did you mean 'hydra'?",
    );
  });
});

describe('build', () => {
  test('builds names and what they stand on, nothing else', async () => {
    const world = await fakeWorld();
    const { code, said } = await command(world, { command: 'build', names: ['go'] });
    expect(code).toBe(0);
    expect(world.events.filter((event) => event.startsWith('run'))).toEqual([
      'run core builder from docker.io/gentoo/stage3@digest',
      'run scratch scratch from localhost/gentoo-image-builder/builder-core:f1',
      'run image base from ghcr.io/acme/builder-scratch:f1',
      'run image go from ghcr.io/acme/builder-base:f1',
    ]);
    expect(said.split('\n').slice(-4)).toEqual([
      'image            result  tag       size  packages  time',
      'builder-scratch  built                             0 s',
      'base             built   20261116  13 B  0         0 s',
      'go               built   20261116  24 B  0         0 s',
    ]);
  });

  test('builds all, prints results', async () => {
    const { printed } = await command(await fakeWorld(), { command: 'build', all: true, json: true });
    expect((JSON.parse(printed) as { image: string }[]).map(({ image }) => image)).toEqual([
      'builder-scratch',
      'base',
      'lone',
      'go',
      'hydra',
    ]);
  });

  test('ends with 1 when one failed', async () => {
    const world = await fakeWorld();
    world.jobs.set('lone', { code: 1 });
    expect((await command(world, { command: 'build', all: true })).code).toBe(1);
  });

  test('changes nothing in a dry run', async () => {
    const world = await fakeWorld();
    const { code, said } = await command(world, { command: 'build', all: true, dryRun: true });
    expect([code, world.events]).toEqual([0, []]);
    expect(said).toContain('level 0:');
  });

  test('refuses names that nobody has, all at once', async () => {
    const world = await fakeWorld();
    expect((await command(world, { command: 'build', names: ['hidra', 'go', 'nix'] })).said).toBe(
      `the images file has no image 'hidra'
  hint: did you mean 'hydra'?
the images file has no image 'nix'`,
    );
    expect(world.events).toEqual([]);
  });

  test('has nothing to do a second time', async () => {
    const world = await fakeWorld();
    await command(world, { command: 'build', all: true });
    expect(await command(world, { command: 'build', all: true })).toEqual({
      code: 0,
      printed: '',
      said: 'nothing to do\nreused: base, go, hydra, lone',
    });
  });
});
