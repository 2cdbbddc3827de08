// Which commit moved a name for people, kept in the registry. In: moves, and what refers to an image. Out: the bytes of
// records, the moves that they tell of, and which of them counts. A name goes where the newest commit moved it, and never
// back: the time of the commit decides, of one commit the later run.
// Two runs that both find no name have no image in common. So a move is written twice: beside the image that it leads to,
// and beside the ledger, a document that is the same in every repository.

import { LABEL } from './target.ts';
import { type Descriptor, OCI_MANIFEST, sha256 } from './oci.ts';
import { artifactManifest, EMPTY_BLOB, EMPTY_CONFIG } from './referrers.ts';
import { isDigest, isTag } from './reference.ts';

/** The type of a record. All that it tells is in its annotations, which lists of referrers hold. */
export const MOVE_TYPE = 'application/vnd.gentoo-image-builder.move.v1+json';

const LEDGER_TYPE = 'application/vnd.gentoo-image-builder.ledger.v1+json';

/** A commit as git tells of it; its time in milliseconds since 1970. */
export interface Commit {
  readonly id: string;
  readonly time: number;
}

/** A run that gives names to an image. Times in milliseconds since 1970. */
export interface Move {
  readonly names: readonly string[];
  /** of the image */
  readonly digest: string;
  /** undefined where git did not tell */
  readonly commit: string | undefined;
  /** of the commit; without one, of the move */
  readonly time: number;
  readonly moved: number;
}

/** A document of ours in a registry. */
export interface Artifact {
  readonly descriptor: Descriptor;
  readonly bytes: Uint8Array;
}

/** The move of a run. No commit is newer than the run that builds it, whatever the clock of its author said. */
export function moveBy(commit: Commit | undefined, now: number, names: readonly string[], digest: string): Move {
  // Whole milliseconds survive the text of a record.
  const moved = Math.trunc(now);
  return { names, digest, commit: commit?.id, time: Math.min(commit?.time ?? moved, moved), moved };
}

/** What records of all names in a repository refer to. */
export const LEDGER: Artifact = artifactOf(
  Buffer.from(
    JSON.stringify({
      schemaVersion: 2,
      mediaType: OCI_MANIFEST,
      artifactType: LEDGER_TYPE,
      config: EMPTY_CONFIG,
      layers: [EMPTY_CONFIG],
    }),
  ),
);

const NAMES = `${LABEL}names`;
const TARGET = `${LABEL}target`;
const TIME = `${LABEL}commit-time`;
const COMMIT = 'org.opencontainers.image.revision';
const MOVED = 'org.opencontainers.image.created';

/** The record of a move beside what it refers to. */
export function moveArtifact(subject: Descriptor, { names, digest, commit, time, moved }: Move): Artifact {
  const annotations = {
    [NAMES]: names.join(' '),
    [TARGET]: digest,
    [TIME]: new Date(time).toISOString(),
    ...(commit !== undefined && { [COMMIT]: commit }),
    [MOVED]: new Date(moved).toISOString(),
  };
  return artifactOf(artifactManifest(subject, MOVE_TYPE, EMPTY_BLOB, EMPTY_CONFIG, annotations));
}

function artifactOf(bytes: Uint8Array): Artifact {
  return { descriptor: { mediaType: OCI_MANIFEST, digest: sha256(bytes), size: bytes.length }, bytes };
}

/** Reads the entry of a list; undefined for what is no move. */
export function parseMove({ annotations = {} }: Descriptor): Move | undefined {
  const names = (annotations[NAMES] ?? '').split(' ');
  const digest = annotations[TARGET] ?? '';
  const time = Date.parse(annotations[TIME] ?? '');
  const moved = Date.parse(annotations[MOVED] ?? '');
  if (!names.every(isTag) || !isDigest(digest) || Number.isNaN(time) || Number.isNaN(moved)) return undefined;
  const commit = annotations[COMMIT];
  return { names, digest, commit: commit !== undefined && isCommit(commit) ? commit : undefined, time, moved };
}

function isCommit(text: string): boolean {
  return /^[0-9a-f]{40,64}$/.test(text);
}

/** The move of a name that counts; undefined where nobody moved it. */
export function lastMove(moves: Iterable<Move>, name: string): Move | undefined {
  let last: Move | undefined;
  for (const move of moves) {
    if (move.names.includes(name) && (last === undefined || compareMoves(move, last) > 0)) last = move;
  }
  return last;
}

/** By commit, then by run; the digest only so that everybody comes to the same end. */
function compareMoves(a: Move, b: Move): number {
  return a.time - b.time || a.moved - b.moved || (a.digest < b.digest ? -1 : Number(a.digest > b.digest));
}

/** Two records of one move say the same. */
export function moveKey({ names, digest, commit, time, moved }: Move): string {
  return JSON.stringify([names, digest, commit, time, moved]);
}

/** `commit 0123456789ab of 2026-11-22T10:00:00Z` */
export function describeMove({ commit, time }: Pick<Move, 'commit' | 'time'>): string {
  const at = new Date(time).toISOString().replace('.000Z', 'Z');
  return commit === undefined ? `a run of ${at} that knew no commit` : `commit ${commit.slice(0, 12)} of ${at}`;
}
