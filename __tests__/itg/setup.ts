// Once for the whole integration suite: a registry on loopback, and in it the stage3 on which everything is built.
// In: TEST_STAGE3 (an image, or its tar file) and TEST_PORTAGE (a folder, a tar file of one, or an image), or the stand-ins
// of both. Out: what `inject` gives the tests. Nothing in the suite knows which of the two it runs on.

import { execFileSync } from 'node:child_process';
import { existsSync, mkdtempSync, rmSync, statSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join, resolve } from 'node:path';
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
  const stage3 = process.env.TEST_STAGE3 === undefined ? standIn() : imageOf(process.env.TEST_STAGE3);
  project.provide('registry', registry.host);
  project.provide('stage3', push(stage3, `${registry.host}/gentoo/stage3:latest`));
  const { folder, remove } = folderOf(process.env.TEST_PORTAGE ?? join(STAND_IN, 'gentoo'));
  project.provide(
    'portage',
    folder === undefined
      ? { reference: push(imageOf(process.env.TEST_PORTAGE ?? ''), `${registry.host}/gentoo/portage:20261116`) }
      : { folder },
  );
  return async () => {
    docker('image', 'rm', '--force', `${registry.host}/gentoo/stage3:latest`);
    if (folder === undefined) docker('image', 'rm', '--force', `${registry.host}/gentoo/portage:20261116`);
    remove();
    await registry.stop();
  };
}

/** The name of an image that the engine has: a tar file is brought in, and what is not there is pulled. */
function imageOf(given: string): string {
  if (existsSync(given)) {
    docker('import', resolve(given), 'gib-test/stage3:given');
    return 'gib-test/stage3:given';
  }
  try {
    execFileSync('docker', ['image', 'inspect', given], { stdio: 'ignore' });
  } catch {
    docker('pull', '--quiet', given);
  }
  return given;
}

/** The folder of an ebuild repository: as it is, or out of a tar file with one folder at its top. Of an image, none. */
function folderOf(given: string): { folder: string | undefined; remove: () => void } {
  if (!existsSync(given)) return { folder: undefined, remove: () => undefined };
  if (statSync(given).isDirectory()) return { folder: resolve(given), remove: () => undefined };
  const folder = mkdtempSync(join(tmpdir(), 'gib-portage-'));
  execFileSync('tar', ['-xf', given, '-C', folder, '--strip-components=1', '--no-same-owner']);
  // Portage reads it as a user of its own.
  execFileSync('chmod', ['755', folder]);
  return {
    folder,
    remove() {
      rmSync(folder, { recursive: true, force: true });
    },
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
