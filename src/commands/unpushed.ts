// What was built and cannot be pushed: hours of work that must not be lost with the machine. In: a built image and its
// pushes. Out: what the pushes gave; or an `UnreachableError` that says where the target is kept and how it gets into the
// registry.

import type { GentooNode } from '../core/graph.ts';
import { isRegistryError } from '../core/image-store.ts';
import { builderReference } from '../core/layout.ts';
import { formatReference } from '../core/reference.ts';
import { unreachable, type UnreachableError } from '../core/unreachable.ts';
import type { BuiltImage } from './container-job.ts';
import type { Job } from './job-context.ts';
import { saveTarget } from './publish.ts';

/** An image that has been built. */
interface Work {
  readonly node: GentooNode;
  readonly fingerprint: string;
  readonly built: BuiltImage;
}

/** The pushes of an image, in order. `builder` gives the builder's digest, where it is pushed. */
interface Pushes {
  readonly builder: () => Promise<string | undefined>;
  readonly target: () => Promise<void>;
}

/** Pushes; where the registry gives no way in for good, saves the target as an OCI layout. */
export async function pushOrSave(job: Job, work: Work, pushes: Pushes): Promise<string | undefined> {
  let lacksBuilder = true;
  try {
    const builder = await pushes.builder();
    lacksBuilder = false;
    await pushes.target();
    return builder;
  } catch (error) {
    if (job.local || !isRegistryError(error)) throw error;
    throw await saved(job, work, error, lacksBuilder);
  }
}

async function saved(
  job: Job,
  { node, fingerprint, built }: Work,
  cause: Error,
  lacksBuilder: boolean,
): Promise<UnreachableError> {
  const { files, temporary } = job.world;
  const folder = await files.makeFolder(temporary, `gentoo-image-builder-unpushed-${node.name}-`);
  const target = formatReference(await saveTarget(job, node, fingerprint, built, folder));
  const builder = formatReference(builderReference(job.catalog, node, fingerprint));
  const first = lacksBuilder ? `push the builder, which the engine has as ${builder}, and then the target` : 'push it';
  return unreachable(
    `${cause.message}; the target of ${node.label} is built, and kept as an OCI layout in ${folder}`,
    `log in anew and ${first}: skopeo copy oci:${folder} docker://${target}; the next run then only tests and names it. Without that, it builds again`,
    cause,
  );
}
