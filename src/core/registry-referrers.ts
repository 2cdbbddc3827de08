/**
 * In: ways to ask a registry. Out: what refers to an image there, new referrers listed, manifests taken away.
 * Where a registry lacks the referrers API, its clients keep the list under a tag themselves: this is done here.
 * Never decides what is written or taken away.
 */
import { contentType, readBody, type HttpAnswer, type HttpRequest } from './http.ts';
import { isRegistryError, registryError, type ImageStore, type RegistryError } from './image-store.ts';
import { OCI_INDEX, type Descriptor } from './oci.ts';
import { ofType, parseReferrers, referrersPath, referrersTag, withReferrer, type Referral } from './referrers.ts';
import type { Reference } from './reference.ts';
import type { Target } from './registry-login.ts';
import { manifestPath } from './registry-protocol.ts';

interface Tools {
  readonly ask: (to: Target, request: HttpRequest) => Promise<HttpAnswer>;
  readonly refusal: (to: Target, answer: HttpAnswer) => Promise<RegistryError>;
  readonly target: (reference: Reference, what: string, writing?: boolean) => Target;
  readonly retrying: <T>(attempt: () => Promise<T>) => Promise<T>;
  readonly manifest: ImageStore['manifest'];
  /** writes under a tag and reads back */
  readonly putTag: (reference: Reference, bytes: Uint8Array, mediaType: string) => Promise<unknown>;
}

const MOST_LIST = 4 * 1024 * 1024;
/** Writers of one list that come at once: the last wins, the others see it and try again. */
const MOST_ROUNDS = 5;

type Referrers = Pick<ImageStore, 'referrers' | 'remove'> & {
  /** Lists a new referrer where the registry has not done so itself. */
  readonly enlist: (repository: Reference, referral: Referral) => Promise<void>;
};

/** Opens that part of a registry's client. */
export function openReferrers({ ask, refusal, target, retrying, manifest, putTag }: Tools): Referrers {
  /** GET of the list (end-12a); undefined where the registry lacks that. */
  async function asked(subject: Reference & { digest: string }, type?: string): Promise<Descriptor[] | undefined> {
    const to = target(subject, `referrers of ${subject.digest}`);
    return await retrying(async () => {
      const url = new URL(referrersPath(subject, subject.digest, type), to.endpoint.origin);
      const answer = await ask(to, { method: 'GET', url, headers: { accept: OCI_INDEX } });
      // Registries without it answer 404 in any form, or that the method or the digest is not known to them.
      if ([400, 404, 405].includes(answer.status)) {
        answer.discard();
        return undefined;
      }
      if (answer.status !== 200) throw await refusal(to, answer);
      const list = parseReferrers(await readBody(answer, to.endpoint.host, MOST_LIST));
      if (list !== undefined && contentType(answer) === OCI_INDEX) return list;
      throw registryError('protocol', to.endpoint.host, `${to.what} came as something else than a list`);
    });
  }

  /** The list under its tag; empty where there is none. */
  async function kept(subject: Reference, digest: string): Promise<Descriptor[]> {
    try {
      return parseReferrers((await manifest(referrersTag(subject, digest))).bytes) ?? [];
    } catch (error) {
      if (isRegistryError(error) && error.code === 'not-found') return [];
      throw error;
    }
  }

  /** One after the other: of two that read the same list, the second to write would lose the first one's entry. */
  let queue: Promise<unknown> = Promise.resolve();
  async function enlistNext(repository: Reference, { subject, entry }: Referral): Promise<void> {
    for (let round = 1; ; round++) {
      const bytes = withReferrer(await kept(repository, subject.digest), entry);
      if (bytes === undefined) return;
      try {
        await putTag(referrersTag(repository, subject.digest), bytes, OCI_INDEX);
      } catch (error) {
        const isRace = isRegistryError(error) && error.code === 'digest-mismatch';
        if (!isRace || round === MOST_ROUNDS) throw error;
      }
    }
  }

  return {
    async referrers(subject, artifactType) {
      const list = (await asked(subject, artifactType)) ?? (await kept(subject, subject.digest));
      return ofType(list, artifactType);
    },

    enlist(repository, referral) {
      const done = queue.then(() => enlistNext(repository, referral));
      queue = done.catch(() => undefined);
      return done;
    },

    /** DELETE of a manifest (end-9). */
    async remove(reference) {
      const to = target(reference, `manifest ${reference.digest}`, true);
      await retrying(async () => {
        const url = new URL(manifestPath(reference), to.endpoint.origin);
        const answer = await ask(to, { method: 'DELETE', url });
        if (![200, 202, 404].includes(answer.status)) throw await refusal(to, answer);
        answer.discard();
      });
    },
  };
}
