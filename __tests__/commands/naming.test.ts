// Names for people go where the newest commit moves them, whatever order two runs do it in.

import { describe, expect, it, test } from 'vitest';
import { moveNames } from '../../src/commands/naming.ts';
import { bytesBlob, type ImageStore } from '../../src/core/image-store.ts';
import { LEDGER, type Move, moveBy } from '../../src/core/name-moves.ts';
import { EMPTY, EMPTY_CONFIG } from '../../src/core/referrers.ts';
import { OCI_MANIFEST, sha256 } from '../../src/core/oci.ts';
import { randomFrom } from '../fakes/random.ts';
import { type SteppedOptions, steppedRegistry } from '../fakes/stepped-registry.ts';

const REPOSITORY = { registry: 'registry.example', repository: 'org/app' };
const NOON = Date.UTC(2026, 10, 22, 12);

function imageOf(note: string) {
  const manifest = {
    schemaVersion: 2,
    mediaType: OCI_MANIFEST,
    config: EMPTY_CONFIG,
    layers: [],
    annotations: { note },
  };
  const bytes = Buffer.from(JSON.stringify(manifest));
  return { bytes, mediaType: OCI_MANIFEST, digest: sha256(bytes) };
}

/** A run of a commit that was made so many seconds after noon; each runs an hour later. */
interface Run {
  readonly image: ReturnType<typeof imageOf>;
  readonly move: Move;
  readonly go: (store: ImageStore) => Promise<Awaited<ReturnType<typeof moveNames>>>;
}

function runOf(who: string, seconds: number, names = ['latest'], now = NOON + 3_600_000): Run {
  const image = imageOf(who);
  const commit = { id: sha256(who).slice('sha256:'.length, 'sha256:'.length + 40), time: NOON + seconds * 1000 };
  const move = moveBy(commit, now, names, image.digest);
  return {
    ...{ image, move },
    async go(store) {
      // As a build leaves it: the image is there before it is named.
      await store.putBlob(REPOSITORY, bytesBlob(Buffer.from(EMPTY)));
      await store.putManifest({ ...REPOSITORY, digest: image.digest }, image.bytes, image.mediaType);
      return await moveNames(store, REPOSITORY, move, image);
    },
  };
}

const older = runOf('older', 0);
const newer = runOf('newer', 60);

/** Each of `ann`, `ben` goes on for so many requests before the other one does, in turn; then whoever waits, `ann` first. */
function bySwitches(counts: readonly number[]): (waiting: readonly string[]) => string {
  const order = counts.flatMap((count, index) =>
    Array.from({ length: count }, () => (index % 2 === 0 ? 'ann' : 'ben')),
  );
  const last = counts.length % 2 === 0 ? 'ann' : 'ben';
  let at = 0;
  return (waiting) => {
    const wanted = order[at] ?? last;
    at += 1;
    return waiting.includes(wanted) ? wanted : (waiting[0] ?? '');
  };
}

async function race(options: SteppedOptions, first: Run, second: Run, next: (waiting: readonly string[]) => string) {
  const registry = steppedRegistry(options);
  const [ann, ben] = await registry.race(
    { ann: () => first.go(registry.client('ann')), ben: () => second.go(registry.client('ben')) },
    next,
  );
  return { registry, ann, ben };
}

describe.each([
  ['the referrers API', { lists: true }],
  ['lists of referrers under tags', { lists: false }],
])('a registry with %s', (_name, options) => {
  it.each([
    ['the older one first', [older, newer]],
    ['the newer one first', [newer, older]],
  ] as const)('one after the other, %s: the newer commit has the name', async (_order, runs) => {
    const registry = steppedRegistry(options);
    for (const run of runs) await run.go(registry.client('ann'));
    expect(registry.tags.get('latest')).toBe(newer.image.digest);
  });

  it('two at once, switched at every two places: the newer commit has the name', async () => {
    const alone = steppedRegistry(options);
    await older.go(alone.client('ann'));
    const most = alone.asked.length + 2;
    for (const [first, second] of [
      [older, newer],
      [newer, older],
    ] as const) {
      for (let one = 0; one <= most; one++) {
        for (let two = 0; two <= most; two++) {
          const { registry, ann, ben } = await race(options, first, second, bySwitches([one, two]));
          const what = `after ${one} and ${two}:\n${registry.asked.join('\n')}`;
          expect(registry.tags.get('latest'), what).toBe(newer.image.digest);
          for (const done of [ann, ben]) expect(done?.isRecorded, what).toBe(true);
          expect((first === newer ? ann : ben)?.moves.get('latest')?.digest, what).toBe(newer.image.digest);
        }
      }
    }
  }, 120_000);

  it('two at once, in hundreds of random orders: the same', async () => {
    const random = randomFrom(15);
    for (let one = 0; one < 300; one++) {
      const next = (waiting: readonly string[]): string => random.pick(waiting);
      const { registry } = await race(options, older, newer, next);
      expect(registry.tags.get('latest'), registry.asked.join('\n')).toBe(newer.image.digest);
    }
  }, 120_000);

  it('a run that was ended before each of its requests: the next one of the newer commit, or of the older, mends it', async () => {
    const alone = steppedRegistry(options);
    await newer.go(alone.client('ann'));
    for (let end = 0; end < alone.asked.length; end++) {
      let left = end;
      const registry = steppedRegistry({ ...options, refuse: () => (left-- > 0 ? undefined : 401) });
      await newer.go(registry.client('ann')).catch(() => undefined);
      left = Infinity;
      await older.go(registry.client('ben'));
      expect([older.image.digest, newer.image.digest]).toContain(registry.tags.get('latest'));
      await newer.go(registry.client('ann'));
      expect(registry.tags.get('latest')).toBe(newer.image.digest);
      await older.go(registry.client('ben'));
      expect(registry.tags.get('latest')).toBe(newer.image.digest);
    }
  });

  it('only names that both give are contested', async () => {
    const registry = steppedRegistry(options);
    const both = runOf('newer', 60, ['2', 'latest']);
    await both.go(registry.client('ann'));
    const old = runOf('older', 0, ['1', 'latest']);
    const { moves } = await old.go(registry.client('ben'));
    expect([...moves].map(([name, { digest }]) => [name, digest === old.image.digest])).toEqual([
      ['1', true],
      ['latest', false],
    ]);
    expect(Object.fromEntries([...registry.tags].filter(([name]) => !name.startsWith('sha256-')))).toEqual({
      ...{ 1: old.image.digest, 2: both.image.digest, latest: both.image.digest },
    });
  });

  it('an image that the newest commit named, and that is gone: the next newest has the name', async () => {
    const registry = steppedRegistry(options);
    await newer.go(registry.client('ann'));
    registry.manifests.delete(newer.image.digest);
    registry.tags.delete('latest');
    const { moves } = await older.go(registry.client('ben'));
    expect(moves.get('latest')).toEqual(older.move);
    expect(registry.tags.get('latest')).toBe(older.image.digest);
  });

  it('again: nothing is written', async () => {
    const registry = steppedRegistry(options);
    await newer.go(registry.client('ann'));
    const tags = new Map(registry.tags);
    const count = registry.manifests.size;
    await newer.go(registry.client('ann'));
    expect(registry.tags).toEqual(tags);
    expect(registry.manifests.size).toBe(count);
  });

  it('of one commit the later run', async () => {
    const again = runOf('again', 60, ['latest'], NOON + 7_200_000);
    for (const runs of [
      [newer, again],
      [again, newer],
    ]) {
      const registry = steppedRegistry(options);
      for (const run of runs) await run.go(registry.client('ann'));
      expect(registry.tags.get('latest')).toBe(again.image.digest);
    }
  });

  it('that takes no records: the name is moved, and said not to be recorded', async () => {
    const put =
      (digest: string) =>
      ({ method, url }: { method: string; url: URL }) =>
        method === 'PUT' && url.pathname.endsWith(digest) ? 403 : undefined;
    const registry = steppedRegistry({ ...options, refuse: put(LEDGER.descriptor.digest) });
    const { isRecorded } = await older.go(registry.client('ann'));
    expect(isRecorded).toBe(false);
    expect(registry.tags.get('latest')).toBe(older.image.digest);
  });
});

test('a commit whose author’s clock was ahead counts as made when its run runs', () => {
  const commit = { id: 'a'.repeat(40), time: NOON + 1 };
  expect(moveBy(commit, NOON, ['1'], newer.image.digest)).toMatchObject({ time: NOON, moved: NOON, commit: commit.id });
  expect(moveBy(undefined, NOON, ['1'], newer.image.digest)).toMatchObject({ time: NOON, commit: undefined });
});
