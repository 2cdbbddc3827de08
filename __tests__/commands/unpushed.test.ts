import { readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { describe, expect, test } from 'vitest';
import { buildTasks } from '../../src/commands/build.ts';
import type { World } from '../../src/commands/world.ts';
import { makePlan } from '../../src/commands/plan.ts';
import { openStore } from '../../src/adapters/store.ts';
import { type ImageStore, registryError } from '../../src/core/image-store.ts';
import { NO_PINS } from '../../src/core/pins.ts';
import { isWork } from '../../src/core/plan.ts';
import { parseReference } from '../../src/core/reference.ts';
import { isUnreachable } from '../../src/core/unreachable.ts';
import { fakeWorld, type FakeWorld } from '../fakes/world.ts';

const settings = {
  ...{ imagesFile: 'images.yaml', registry: undefined, pins: NO_PINS, push: true, name: true },
  ...{ rebuild: 'changed' as const, only: [], exclude: [] },
};
const REFUSED = registryError('unauthorized', 'ghcr.io', 'HTTP 401 for manifest: the login for it is not accepted');

async function build(world: FakeWorld, ...names: string[]): Promise<unknown> {
  const { plan, survey } = await makePlan(world, settings);
  const tasks = plan.levels.flat().filter(isWork);
  return await buildTasks(
    world,
    survey,
    tasks
      .filter(({ node }) => names.includes(node.label))
      .map(({ node, fingerprint, do: what }) => ({ node, fingerprint, do: what })),
  );
}

/** A world in which base is there, and go is built, but cannot be pushed as `change` says. */
async function failing(change: (world: FakeWorld) => unknown): Promise<{ world: FakeWorld; error: unknown }> {
  const world = await fakeWorld();
  await build(world, 'builder-scratch', 'base');
  await change(world);
  const error: unknown = await build(world, 'go').then(
    () => undefined,
    (reason: unknown) => reason,
  );
  return { world, error };
}

function withImages(world: FakeWorld, change: (images: ImageStore) => Partial<ImageStore>): void {
  const open = world.stores.bind(world);
  Object.assign(world, {
    stores(...given: Parameters<World['stores']>) {
      const opened = open(...given);
      return { ...opened, images: { ...opened.images, ...change(opened.images) } };
    },
  });
}

/** The words of an error, with the layout's folder and fingerprints cut. */
function told(error: unknown): { message: string; hint: string | undefined; folder: string } {
  if (!isUnreachable(error)) throw error;
  const [, folder = ''] = /layout in (\S+)$/.exec(error.message) ?? [];
  const cut = (text: string): string => text.replaceAll(folder, 'FOLDER').replaceAll(/f1-[0-9a-f]{32}/g, 'F1');
  return { message: cut(error.message), hint: error.hint === undefined ? undefined : cut(error.hint), folder };
}

describe('a login that fails for good behind the build', () => {
  test('at the target: it is kept with all its layers, and the way into the registry is told', async () => {
    const { world, error } = await failing((one) => {
      withImages(one, (images) => ({
        putManifest: async (reference, bytes, type) => {
          if (reference.tag?.endsWith('-untested') === true) throw REFUSED;
          return await images.putManifest(reference, bytes, type);
        },
      }));
    });
    const { message, hint, folder } = told(error);
    expect(message).toBe(`${REFUSED.message}; the target of go is built, and kept as an OCI layout in FOLDER`);
    expect(hint).toBe(
      'log in anew and push it: skopeo copy oci:FOLDER docker://ghcr.io/acme/go:F1-untested; the next run then only tests and names it. Without that, it builds again',
    );
    expect(folder).toMatch(/\/temporary\/gentoo-image-builder-unpushed-go-\w+$/);
    const index = JSON.parse(await readFile(join(folder, 'index.json'), 'utf8')) as { manifests: { digest: string }[] };
    const store = openStore(folder);
    const reference = parseReference('ghcr.io/acme/go');
    if (!reference) throw new Error('a reference');
    const { bytes } = await store.manifest({ ...reference, digest: index.manifests[0]?.digest ?? '' });
    const { layers } = JSON.parse(bytes.toString()) as { layers: { digest: string }[] };
    const base = await world.registry.manifest({ ...reference, repository: 'acme/base', tag: '20261116' });
    const parents = (JSON.parse(base.bytes.toString()) as { layers: { digest: string }[] }).layers;
    expect(layers.slice(0, -1)).toEqual(parents);
    for (const { digest } of layers) expect(await store.hasBlob(reference, digest)).toBe(true);
  });

  test('at the builder: where that is, is told too', async () => {
    const { error } = await failing((one) => {
      Object.assign(one.engine, { push: () => Promise.reject(REFUSED) });
    });
    expect(told(error).hint).toBe(
      'log in anew and push the builder, which the engine has as ghcr.io/acme/builder-go:F1, and then the target: skopeo copy oci:FOLDER docker://ghcr.io/acme/go:F1-untested; the next run then only tests and names it. Without that, it builds again',
    );
  });

  test('what is no failure of the registry’s is not hidden', async () => {
    const { error } = await failing((one) => {
      withImages(one, () => ({ putManifest: () => Promise.reject(new TypeError('a bug')) }));
    });
    expect(error).toEqual(new TypeError('a bug'));
  });
});
