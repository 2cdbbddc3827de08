// Names for people, given last of all. In: an image that is in the store, and its names. Out: the names that lead to it,
// and those that were left to a newer commit. A registry cannot compare and move in one step, so a run says first what it
// is about to do, then reads what others said, moves, and reads again: of two at once, at least one sees the other, and
// both come to the same end. Who ends in between leaves a record that the next one acts on.

import type { ImageNode } from '../core/graph.ts';
import { bytesBlob, type ImageStore, isRegistryError, type RegistryErrorCode } from '../core/image-store.ts';
import { targetRepository } from '../core/layout.ts';
import {
  type Artifact,
  describeMove,
  lastMove,
  LEDGER,
  type Move,
  MOVE_TYPE,
  moveArtifact,
  moveBy,
  moveKey,
  parseMove,
} from '../core/name-moves.ts';
import type { Descriptor } from '../core/oci.ts';
import { EMPTY } from '../core/referrers.ts';
import { formatReference, type Reference } from '../core/reference.ts';
import type { KeptName } from '../core/result.ts';
import { unreachable } from '../core/unreachable.ts';
import type { Job } from './job-context.ts';

export interface Given {
  /** full references that lead to the image */
  readonly tags: readonly string[];
  readonly kept?: readonly KeptName[];
}

interface Named {
  readonly digest: string;
  readonly mediaType: string;
  readonly bytes: Uint8Array;
}

/** Gives an image its names. On this machine alone the last one counts; in a registry the newest commit. */
export async function giveNames(job: Job, node: ImageNode, names: readonly string[], image: Named): Promise<Given> {
  const { catalog, folder, local, stores, world } = job;
  const repository = targetRepository(catalog, node);
  const full = (tag: string): string => formatReference({ ...repository, tag });
  if (local) {
    for (const tag of names) await stores.images.putManifest({ ...repository, tag }, image.bytes, image.mediaType);
  }
  if (local || names.length === 0) return { tags: names.map(full) };
  const commit = await world.commitAt(folder);
  const own = moveBy(typeof commit === 'string' ? undefined : commit, world.now(), names, image.digest);
  const { moves, isRecorded } = await moveNames(stores.near, repository, own, image);
  if (!isRecorded) {
    const words = 'the registry does not keep who moved its names: a run of an older commit may move them back';
    world.screen.warn(`${node.label}: ${words}`);
  }
  const left = [...moves].filter(([, { digest }]) => digest !== image.digest);
  for (const [tag, move] of left) {
    const words = `'${tag}' is left where ${describeMove(move)} moved it; ours is older, ${describeMove(own)}`;
    world.screen.say(`${node.label}: ${words}`);
  }
  const kept = left.map(([tag, move]) => ({ name: full(tag), digest: move.digest, by: describeMove(move) }));
  const given = names.filter((tag) => !left.some(([name]) => name === tag));
  return { tags: given.map(full), ...(kept.length > 0 && { kept }) };
}

/** Each round behind the second is because another run moved the same names meanwhile. */
const MOST_ROUNDS = 10;

/**
 * Moves names to where the newest commit wants them, whosever it is. Gives that move for each name, and whether the
 * registry keeps the record of ours.
 */
export async function moveNames(
  store: ImageStore,
  repository: Reference,
  own: Move,
  image: Named,
): Promise<{ moves: ReadonlyMap<string, Move>; isRecorded: boolean }> {
  const known = new Map([[moveKey(own), own]]);
  const gone = new Set<string>();
  let isListed = false;
  let isTaken = true;
  for (let round = 1; ; round++) {
    // Two that write one list at once lose an entry of it: who is missing there says it again.
    if (!isListed && isTaken) isTaken = await announce(store, repository, own, image);
    const seen = await look(store, repository, own);
    isListed = seen.isListed;
    for (const move of seen.moves) known.set(moveKey(move), move);
    const living = [...known.values()].filter(({ digest }) => !gone.has(digest));
    const moves = new Map(own.names.map((name) => [name, lastMove(living, name) ?? own]));
    const wrong = [...moves].filter(([name, { digest }]) => seen.leads.get(name) !== digest);
    const isDone = wrong.length === 0 && (isListed || !isTaken);
    if (isDone || round === MOST_ROUNDS) return { moves, isRecorded: isListed };
    for (const [name, move] of wrong) await lead(store, { ...repository, tag: name }, move, image, gone);
  }
}

/** Says what we are about to do. False where the registry does not take such records. */
async function announce(store: ImageStore, repository: Reference, own: Move, image: Named): Promise<boolean> {
  const target: Descriptor = { mediaType: image.mediaType, digest: image.digest, size: image.bytes.length };
  try {
    await store.putBlob(repository, bytesBlob(Buffer.from(EMPTY)));
    const at = ({ descriptor: { digest } }: Artifact): Reference & { digest: string } => ({ ...repository, digest });
    if ((await store.head(at(LEDGER))).answer !== 'yes') {
      await store.putManifest(at(LEDGER), LEDGER.bytes, LEDGER.descriptor.mediaType);
    }
    for (const record of [moveArtifact(target, own), moveArtifact(LEDGER.descriptor, own)]) {
      await store.putManifest(at(record), record.bytes, record.descriptor.mediaType);
    }
    return true;
  } catch (error) {
    if (!isRegistryError(error) || !REFUSALS.includes(error.code)) throw error;
    return false;
  }
}

/** What waiting does not mend, and no login. */
const REFUSALS: readonly RegistryErrorCode[] = ['denied', 'not-found', 'protocol', 'digest-mismatch'];

interface Seen {
  readonly moves: readonly Move[];
  /** digests by name */
  readonly leads: ReadonlyMap<string, string | undefined>;
  /** whether our own move is in all lists where it has to be */
  readonly isListed: boolean;
}

/** Where names lead, and who moved them there or is about to. The names come first: a move is told of before it is made. */
async function look(store: ImageStore, repository: Reference, own: Move): Promise<Seen> {
  const leads = new Map<string, string | undefined>();
  for (const name of own.names) leads.set(name, await leadOf(store, { ...repository, tag: name }));
  const places = [LEDGER.descriptor.digest, own.digest];
  const others = [...leads.values()].filter((digest) => digest !== undefined);
  const lists = new Map<string, readonly Move[]>();
  for (const digest of new Set([...places, ...others]))
    lists.set(digest, await movesAt(store, { ...repository, digest }));
  const key = moveKey(own);
  const isListed = places.every((digest) => lists.get(digest)?.some((move) => moveKey(move) === key));
  return { moves: [...lists.values()].flat(), leads, isListed };
}

async function leadOf(store: ImageStore, reference: Reference): Promise<string | undefined> {
  const there = await store.head(reference);
  if (there.answer === 'unknown') throw unreachable(`${formatReference(reference)}: ${there.reason}`);
  return there.answer === 'yes' ? there.digest : undefined;
}

async function movesAt(store: ImageStore, subject: Reference & { readonly digest: string }): Promise<Move[]> {
  try {
    const list = await store.referrers(subject, MOVE_TYPE);
    return list.map(parseMove).filter((move) => move !== undefined);
  } catch (error) {
    if (!isRegistryError(error) || !REFUSALS.includes(error.code)) throw error;
    return [];
  }
}

/** Has a name lead to the image of a move, which may be another run's. What is seen next tells whether it does. */
async function lead(store: ImageStore, name: Reference, move: Move, image: Named, gone: Set<string>): Promise<void> {
  try {
    const isOwn = move.digest === image.digest;
    const { bytes, mediaType } = isOwn ? image : await store.manifest({ ...name, digest: move.digest });
    await store.putManifest(name, bytes, mediaType);
  } catch (error) {
    if (!isRegistryError(error)) throw error;
    if (error.code === 'not-found' && move.digest !== image.digest) gone.add(move.digest);
    // Another run moved it at the same moment.
    else if (error.code !== 'digest-mismatch') throw error;
  }
}
