// What of the ebuild repository a build used, kept beside its target for `portage_scope: packages`. In: what a container
// left; later an image. Out: a record, written to the store or read from it. That it cannot be written is said, and no
// reason for a job to fail: the next snapshot then builds the image anew.

import { join } from 'node:path/posix';
import type { Json } from '../core/canonical.ts';
import type { GentooNode } from '../core/graph.ts';
import { type ImageStore, isRegistryError } from '../core/image-store.ts';
import { snapshotOf } from '../core/held.ts';
import type { Reference } from '../core/reference.ts';
import { jsonArtifact } from '../core/referrers.ts';
import { parseScopeRecord, SCOPE_FILES, SCOPE_TYPE, scopeOf, scopePart, type ScopeRecord } from '../core/scope.ts';
import { LABEL } from '../core/target.ts';
import { putArtifact, readArtifact } from './artifacts.ts';
import type { Job } from './job-context.ts';

/** What scope.sh left in the folder `out`; undefined where it was not asked. */
export async function readScope(
  job: Job,
  node: GentooNode,
  fingerprint: string,
  out: string,
): Promise<ScopeRecord | undefined> {
  if (scopeOf(node) !== 'packages') return undefined;
  const { files } = job.world;
  const folder = join(out, 'scope');
  // Only what was used was copied there.
  const tree = await job.world.readTree(join(folder, 'tree'), { isFile: () => true, isFolder: () => true });
  const part = async (name: string) => scopePart(await listsIn(job, join(folder, name)), tree);
  const builder = (await files.isFolder(join(folder, 'builder'))) ? await part('builder') : undefined;
  return {
    ...{ scheme: 1, fingerprint, snapshot: snapshotOf(node, job.facts), own: await part('own') },
    ...(builder && { builder }),
  };
}

async function listsIn({ world }: Job, folder: string): Promise<Map<string, string>> {
  const texts = new Map<string, string>();
  for (const name of SCOPE_FILES) {
    const text = await world.files.readText(join(folder, name));
    if (text !== undefined) texts.set(name, text);
  }
  return texts;
}

/** Writes a record beside its target. Warns where the registry does not take it. */
export async function keepScope(
  job: Job,
  node: GentooNode,
  repository: Reference,
  target: { readonly digest: string; readonly size: number; readonly mediaType: string },
  record: ScopeRecord,
): Promise<void> {
  const annotations = { [`${LABEL}fingerprint`]: record.fingerprint };
  try {
    await putArtifact(
      job.stores.images,
      repository,
      jsonArtifact(target, SCOPE_TYPE, record as unknown as Json, annotations),
    );
  } catch (error) {
    if (!isRegistryError(error)) throw error;
    job.world.screen.warn(`what of the ebuild repository ${node.label} used is not kept: ${error.message}`);
  }
}

/** All records beside an image: it may have been built more than once. */
export async function readScopeRecords(
  images: ImageStore,
  target: Reference & { readonly digest: string },
): Promise<ScopeRecord[]> {
  const listed = await images.referrers(target, SCOPE_TYPE);
  const read = listed.map(async ({ digest }) => {
    const bytes = await readArtifact(images, { ...target, digest });
    return bytes && parseScopeRecord(Buffer.from(bytes).toString());
  });
  return (await Promise.all(read)).filter((record) => record !== undefined);
}
