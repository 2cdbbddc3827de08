// Once for the whole integration suite: a registry on loopback, and in it the stage3 on which everything is built.
// In: TEST_STAGE3 (an image in the engine) and TEST_PORTAGE (a folder or an image), or the stand-ins of both.
// Out: what `inject` gives the tests. Nothing in the suite knows which of the two it runs on.

import { execFileSync } from 'node:child_process';
import { existsSync } from 'node:fs';
import { join } from 'node:path';
import type { TestProject } from 'vitest/node';
import { startRegistry } from '../fakes/registry-process.ts';

declare module 'vitest' {
  export interface ProvidedContext {
    /** host:port of the registry */
    registry: string;
    /** reference of the stage3 there */
    stage3: string;
    /** the main ebuild repository: a folder, or a reference */
    portage: { folder: string } | { reference: string };
  }
}

const STAND_IN = join(import.meta.dirname, '..', 'mini-gentoo');

/** What vitest calls before the first file; what it gives is called after the last. */
export async function setup(project: TestProject): Promise<() => Promise<void>> {
  const registry = await startRegistry();
  project.provide('registry', registry.host);
  project.provide('stage3', push(process.env.TEST_STAGE3 ?? standIn(), `${registry.host}/gentoo/stage3:latest`));
  const portage = process.env.TEST_PORTAGE ?? join(STAND_IN, 'gentoo');
  const isFolder = existsSync(portage);
  project.provide(
    'portage',
    isFolder ? { folder: portage } : { reference: push(portage, `${registry.host}/gentoo/portage:20261116`) },
  );
  return async () => {
    docker('image', 'rm', '--force', `${registry.host}/gentoo/stage3:latest`);
    if (!isFolder) docker('image', 'rm', '--force', `${registry.host}/gentoo/portage:20261116`);
    await registry.stop();
  };
}

function standIn(): string {
  const image = 'mini-gentoo/stage3:standin';
  execFileSync(join(STAND_IN, 'build.sh'), [image], { stdio: ['ignore', 'ignore', 'inherit'] });
  return image;
}

function push(image: string, reference: string): string {
  docker('tag', image, reference);
  docker('push', '--quiet', reference);
  return reference;
}

function docker(...argv: string[]): void {
  execFileSync('docker', argv, { stdio: ['ignore', 'ignore', 'inherit'] });
}
