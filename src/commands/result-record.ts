// The result of a target, kept in the registry as what refers to it. In: a promoted target and figures. Out: an artifact.
// It is for people and reports: that it cannot be written is said, and no reason for a job to fail.

import type { ImageNode } from '../core/graph.ts';
import { isRegistryError } from '../core/image-store.ts';
import { targetRepository } from '../core/layout.ts';
import { resultArtifact, type TestRecord } from '../core/result-artifact.ts';
import { putArtifact } from './artifacts.ts';
import type { Job } from './job-context.ts';
import type { StoredTarget } from './stored-target.ts';

/** Writes the result beside its target. Warns where the registry does not take it. */
export async function recordResult(
  job: Job,
  node: ImageNode,
  target: StoredTarget,
  figures: { readonly fingerprint: string; readonly seconds: number; readonly tests: readonly TestRecord[] },
): Promise<void> {
  const { images } = job.stores;
  const repository = targetRepository(job.catalog, node);
  const size = target.manifestBytes.length;
  const record = { image: node.label, platform: node.platform, ...figures };
  const artifact = resultArtifact(target, { mediaType: target.mediaType, size }, record);
  try {
    await putArtifact(images, repository, artifact);
  } catch (error) {
    if (!isRegistryError(error)) throw error;
    job.world.screen.warn(`the result of ${node.label} is not kept: ${error.message}`);
  }
}
