// Secrets of a container's job. In: the images file's names, the environment. Out: a folder to mount, which only we can
// read and which is gone afterwards; and what takes the values out of every text that anybody sees. A value is never an
// argument, an environment variable of the container, or a part of its image.

import { join } from 'node:path/posix';
import type { Mount } from '../core/container.ts';
import type { BuiltNode } from '../core/graph.ts';
import { formsOf, type Redact, redactor, SHORTEST } from '../core/secrets.ts';
import { JobFailure } from './job-failure.ts';
import type { Job } from './job-context.ts';

export interface LaidOut {
  readonly mounts: readonly Mount[];
  readonly redact: Redact;
  readonly remove: () => Promise<void>;
}

const NOTHING: LaidOut = { mounts: [], redact: (text) => text, remove: () => Promise.resolve() };

/** Lays out the secrets of a node's job. Fails the node where one is not set, or cannot be watched over. */
export async function layOutSecrets({ world }: Job, node: BuiltNode): Promise<LaidOut> {
  const names = node.kind === 'gentoo' ? node.image.secrets : [];
  if (names.length === 0) return NOTHING;
  const values = new Map<string, string>();
  for (const { value: name, place } of names) {
    const value = world.secretOf(name) ?? '';
    const failed = (reason: string, hint: string): JobFailure =>
      new JobFailure('failed', { phase: 'secrets', reason, place, hint });
    if (value === '') {
      const hint = `in a workflow: env: {${name}: \${{ secrets.${name} }}}; pull requests from forks get no secrets`;
      throw failed(`the environment variable ${name}, a secret, is not set`, hint);
    }
    if (formsOf(value).length === 0) {
      const least = `a secret has at least ${SHORTEST} characters`;
      throw failed(`the secret ${name} is too short to be kept out of logs and images`, least);
    }
    values.set(name, value);
  }
  // mkdtemp's folders are nobody else's to read.
  const folder = await world.files.makeFolder(world.temporary, 'gib-secrets-');
  for (const [name, value] of values) {
    await world.files.writeText(join(folder, 'values', name), value);
    await world.files.writeText(join(folder, 'forms', name), `${formsOf(value).filter(isOneLine).join('\n')}\n`);
  }
  return {
    mounts: [{ source: folder, target: '/gib/secrets', readonly: true }],
    redact: redactor(values),
    remove: () => world.files.removeFolder(folder),
  };
}

/** A search by lines would take each line of the others for a form of its own. */
function isOneLine(form: string): boolean {
  return !form.includes('\n');
}

/** A failure without the values. */
export function redactFailure(error: JobFailure, redact: Redact): JobFailure {
  const { reason, hint, ...rest } = error.failure;
  return new JobFailure(error.status, { ...rest, reason: redact(reason), hint: hint && redact(hint) });
}
