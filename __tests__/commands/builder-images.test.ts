import { describe, expect, test } from 'vitest';
import { hasBuilder, headBuilder, publishBuilder, takeBuilder } from '../../src/commands/builder-images.ts';
import { type Job, openJob } from '../../src/commands/job-context.ts';
import { survey } from '../../src/commands/survey.ts';
import { nodeOf } from '../../src/core/graph.ts';
import { builderReference } from '../../src/core/layout.ts';
import { NO_PINS } from '../../src/core/pins.ts';
import { formatReference, type Reference } from '../../src/core/reference.ts';
import { CHAIN, fakeWorld, type FakeWorld, putImage } from '../fakes/world.ts';

interface Case {
  readonly world: FakeWorld;
  readonly job: Job;
  readonly reference: Reference;
  readonly name: string;
}

async function open(where: 'registry' | 'read-only registry' | 'nowhere'): Promise<Case> {
  const world = await fakeWorld(where === 'nowhere' ? CHAIN.replace('registry: ghcr.io/acme\n', '') : CHAIN);
  const settings = {
    imagesFile: 'images.yaml',
    registry: undefined,
    pins: NO_PINS,
    push: where === 'registry',
    name: true,
  };
  const job = openJob(world, await survey(world, settings));
  const base = nodeOf(job.graph, 'base@linux/amd64');
  const reference = builderReference(job.catalog, base, job.prints.get(base.id)?.fingerprint ?? '');
  world.asked.splice(0);
  return { world, job, reference, name: formatReference(reference) };
}
const base = ({ job }: Case): ReturnType<typeof nodeOf> => nodeOf(job.graph, 'base@linux/amd64');

describe('whether a builder is there', () => {
  test.each<[Parameters<typeof open>[0], 'engine' | 'registry' | 'both' | 'neither', boolean]>([
    ['registry', 'registry', true],
    ['registry', 'engine', false],
    ['registry', 'neither', false],
    ['read-only registry', 'registry', true],
    ['read-only registry', 'engine', true],
    ['read-only registry', 'neither', false],
    ['nowhere', 'engine', true],
    ['nowhere', 'registry', false],
    ['nowhere', 'neither', false],
  ])('with %s, and the image in %s: %s', async (where, place, there) => {
    const one = await open(where);
    if (place === 'engine') one.world.images.set(one.name, 'sha256:1');
    if (place === 'registry') await putImage(one.world.registry, one.name);
    expect((await headBuilder(one.world, one.job, one.reference)).answer).toBe(there ? 'yes' : 'no');
    expect(await hasBuilder(one.job, base(one))).toBe(there);
  });

  test('is not known', async () => {
    const one = await open('registry');
    one.world.silent.add('builder-base');
    expect(await headBuilder(one.world, one.job, one.reference)).toMatchObject({ answer: 'unknown' });
    await expect(hasBuilder(one.job, base(one))).rejects.toThrow(`${one.name}: 503 from the registry`);
  });
});

test('a builder is taken from the engine, else fetched', async () => {
  const one = await open('registry');
  await putImage(one.world.registry, one.name);
  const id = await takeBuilder(one.job, base(one));
  expect(await takeBuilder(one.job, base(one))).toBe(id);
  expect(one.world.events).toEqual(['pull ghcr.io/acme/builder-base:f1']);
});

describe('a builder is published', () => {
  test('by the engine’s own push, and seen in the registry', async () => {
    const one = await open('registry');
    one.world.images.set(one.name, 'sha256:1');
    const digest = await publishBuilder(one.job, one.reference);
    expect(one.world.events).toEqual(['push ghcr.io/acme/builder-base:f1']);
    expect(await one.world.registry.head(one.reference)).toMatchObject({ digest });
  });

  test.each(['nowhere', 'read-only registry'] as const)('not at all with %s: its id is all there is', async (where) => {
    const one = await open(where);
    one.world.images.set(one.name, 'sha256:1');
    expect(await publishBuilder(one.job, one.reference)).toBe('sha256:1');
    expect(one.world.events).toEqual([]);
  });

  test('and not there afterwards: the world is to blame', async () => {
    const one = await open('registry');
    one.world.images.set(one.name, 'sha256:1');
    one.world.silent.add('builder-base');
    await expect(publishBuilder(one.job, one.reference)).rejects.toThrow(
      `${one.name} was pushed, but the registry does not have it`,
    );
  });
});
