// Tidies the folder of a local store. In: the folder. Out: nothing; blobs that no tag leads to are gone. What was written
// within the last day stays: a build that runs writes blobs before what refers to them.

import { readdir, readFile, rm, stat } from 'node:fs/promises';
import { join } from 'node:path';
import { isDescriptor, parseManifest, parseObject } from '../core/oci.ts';

const DAY = 86_400_000;

/** Removes what `index.json` does not lead to. `now`: milliseconds since 1970. Nothing to do without a store. */
export async function sweepStore(folder: string, now: number): Promise<void> {
  const text = await readFile(join(folder, 'index.json')).catch(() => undefined);
  const roots = text === undefined ? undefined : parseObject(text)?.manifests;
  // A damaged store is for who looks into it, not to be emptied.
  if (!Array.isArray(roots) || !roots.every(isDescriptor)) return;
  const reached = new Set<string>();
  for (const { digest } of roots) await reach(folder, digest, reached);
  for (const algorithm of await readdir(join(folder, 'blobs'))) {
    for (const name of await readdir(join(folder, 'blobs', algorithm))) {
      if (reached.has(`${algorithm}:${name}`)) continue;
      const file = join(folder, 'blobs', algorithm, name);
      const { mtimeMs } = await stat(file);
      if (now - mtimeMs > DAY) await rm(file, { force: true });
    }
  }
}

async function reach(folder: string, digest: string, reached: Set<string>): Promise<void> {
  if (reached.has(digest)) return;
  reached.add(digest);
  const bytes = await readFile(join(folder, 'blobs', ...digest.split(':'))).catch(() => undefined);
  const parsed = bytes && parseManifest(bytes);
  if (parsed?.kind === 'index') for (const one of parsed.index.manifests) await reach(folder, one.digest, reached);
  if (parsed?.kind === 'image') {
    for (const one of [parsed.manifest.config, ...parsed.manifest.layers]) reached.add(one.digest);
  }
}
