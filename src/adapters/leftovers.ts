// What a process that was killed left in the engines. In: the number of its run, which all its names end with.
// Out: nothing of it is there any more. An engine that is not there has nothing.

import { run } from './process.ts';

/** Milliseconds in which an engine has answered. */
const PATIENCE = 60_000;

/** Removes the containers of a run, with their volumes, and the images that it gave names for a test. */
export async function removeLeftovers(number: string): Promise<void> {
  for (const engine of ['docker', 'podman']) {
    const containers = await list([engine, 'ps', '--all', '--quiet', '--filter', `name=^/?gib-.*-${number}`]);
    if (containers.length > 0) await run([engine, 'rm', '--force', '--volumes', ...containers]);
    const pattern = `reference=localhost/gentoo-image-builder/test:${number}*`;
    const images = await list([engine, 'image', 'ls', '--filter', pattern, '--format', '{{.Repository}}:{{.Tag}}']);
    if (images.length > 0) await run([engine, 'image', 'rm', ...images]);
  }
}

async function list(argv: readonly string[]): Promise<string[]> {
  const { code, stdout } = await run(argv, { timeoutMs: PATIENCE });
  return code === 0 ? stdout.split('\n').filter((line) => line !== '') : [];
}
