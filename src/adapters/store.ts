/**
 * In: references, digests and streams. Out: images in a folder, an OCI image layout (image-spec v1.1, image-layout.md).
 * Does what the registry does, for who has none: `index.json` holds the tags, `blobs/` what they lead to.
 * Never shows a half-written file, never trusts one that it reads, removes nothing but what it is told to.
 */
import { createReadStream } from 'node:fs';
import { mkdir, open, readFile, rename, rm, stat, writeFile } from 'node:fs/promises';
import { randomUUID } from 'node:crypto';
import path from 'node:path';
import { mismatch, registryError, verified } from '../core/image-store.ts';
import type { BlobSource, ImageStore } from '../core/image-store.ts';
import { OCI_INDEX, digestLike, isDescriptor, parseManifest, parseObject, sha256 } from '../core/oci.ts';
import { INDEX_TYPES, IMAGE_TYPES, type Descriptor, type Existence, type ParsedManifest } from '../core/oci.ts';
import { ofType, parseReferrers, referralOf, referrersTag, withReferrer, type Referral } from '../core/referrers.ts';
import { formatReference, isDigest, type Reference } from '../core/reference.ts';

/** The annotation that makes an entry of `index.json` a tag (image-spec, annotations.md). */
const REF_NAME = 'org.opencontainers.image.ref.name';
const LOCK_PAUSE = 10; // milliseconds
const LOCK_STALE = 60_000; // held for milliseconds otherwise: who held it is gone
const LOCK_PATIENCE = 120_000;

/**
 * Opens a local store; the folder is made with the first write. Repositories share their blobs, so nothing is ever
 * 'mounted', and a digest is there for all of them when it is there for one. Several processes may use it at once.
 */
export function openStore(folder: string): ImageStore {
  const index = path.join(folder, 'index.json');
  const fileOf = (digest: string): string => {
    if (!isDigest(digest)) throw registryError('protocol', folder, `'${digest}' is no digest`);
    return path.join(folder, 'blobs', ...digest.split(':'));
  };

  async function entries(): Promise<Descriptor[]> {
    const bytes = await orAbsent(readFile(index));
    const manifests = bytes === undefined ? [] : parseObject(bytes)?.manifests;
    if (Array.isArray(manifests) && manifests.every(isDescriptor)) return manifests;
    throw registryError('protocol', folder, 'its index.json is damaged');
  }

  /** The digest that a reference leads to; undefined when its tag is not there. */
  async function resolve(reference: Reference): Promise<string | undefined> {
    if (reference.digest !== undefined) return reference.digest;
    const name = tagName(reference);
    return (await entries()).find(({ annotations }) => annotations?.[REF_NAME] === name)?.digest;
  }

  async function manifest(reference: Reference): ReturnType<ImageStore['manifest']> {
    const digest = await resolve(reference);
    const bytes = digest === undefined ? undefined : await orAbsent(readFile(fileOf(digest)));
    if (digest === undefined || bytes === undefined) {
      throw registryError('not-found', folder, `it has no ${formatReference(reference)}`);
    }
    const found = digestLike(digest, bytes);
    if (found !== digest) throw mismatch(folder, digest, `its bytes are ${found}`);
    const parsed = parseManifest(bytes);
    if (parsed === undefined) throw registryError('protocol', folder, `${digest} is no manifest`);
    return { digest, mediaType: mediaTypeOf(parsed), bytes };
  }

  async function head(reference: Reference): Promise<Existence> {
    try {
      if ((await resolve(reference)) === undefined) return { answer: 'no' };
      const { digest, mediaType, bytes } = await manifest(reference);
      return { answer: 'yes', digest, mediaType, size: bytes.length };
    } catch (error) {
      // Without a code it is a bug of ours.
      if (!(error instanceof Error) || codeOf(error) === undefined) throw error;
      // A tag that leads nowhere is damage, not absence.
      const absent = codeOf(error) === 'not-found' && reference.digest !== undefined;
      return absent ? { answer: 'no' } : { answer: 'unknown', reason: error.message };
    }
  }

  async function blob(
    _repository: Reference,
    wanted: { digest: string; size?: number },
  ): Promise<AsyncIterable<Uint8Array>> {
    if (!(await hasBlob(_repository, wanted.digest))) {
      throw registryError('not-found', folder, `it has no blob ${wanted.digest}`);
    }
    return verified(createReadStream(fileOf(wanted.digest)), wanted, folder);
  }

  async function hasBlob(_repository: Reference, digest: string): Promise<boolean> {
    return (await orAbsent(stat(fileOf(digest)))) !== undefined;
  }

  async function putBlob(repository: Reference, source: BlobSource): Promise<'present' | 'uploaded'> {
    if (await hasBlob(repository, source.digest)) return 'present';
    try {
      await writeWhole(folder, fileOf(source.digest), verified(source.open(), source, folder));
    } catch (error) {
      // As from a registry: wrong bytes are fetched once more.
      if (codeOf(error) !== 'digest-mismatch') throw error;
      await writeWhole(folder, fileOf(source.digest), verified(source.open(), source, folder));
    }
    return 'uploaded';
  }

  /** Refuses, like a registry, a manifest whose parts are not there: order of writes is checked in both. */
  async function checkParts(name: string, parsed: ParsedManifest): Promise<void> {
    const { kind } = parsed;
    const parts = kind === 'index' ? parsed.index.manifests : [parsed.manifest.config, ...parsed.manifest.layers];
    for (const { digest, urls = [] } of parts) {
      if (urls.length > 0 || (await orAbsent(stat(fileOf(digest)))) !== undefined) continue;
      throw registryError('protocol', folder, `${name} refers to ${digest}, which is not there`);
    }
  }

  async function putManifest(reference: Reference, bytes: Uint8Array, mediaType: string): Promise<string> {
    const name = formatReference(reference);
    const digest = reference.digest === undefined ? sha256(bytes) : digestLike(reference.digest, bytes);
    if (digest !== (reference.digest ?? digest)) throw mismatch(folder, name, `its bytes are ${digest}`);
    const parsed = parseManifest(bytes, mediaType);
    if (parsed === undefined) throw registryError('protocol', folder, `what is to be ${name} is no manifest`);
    await checkParts(name, parsed);
    await writeWhole(folder, fileOf(digest), [bytes]);
    const referral = referralOf(bytes, digest, mediaType);
    if (referral) await enlist(reference, referral);
    if (reference.digest !== undefined) return digest;
    const annotations = { [REF_NAME]: tagName(reference) };
    await setTag({ mediaType, digest, size: bytes.length, annotations });
    return digest;
  }

  /** As in a registry without the referrers API: the list is an index under a tag made of the digest. */
  async function listed(subject: Reference, digest: string): Promise<Descriptor[]> {
    const list = referrersTag(subject, digest);
    if ((await resolve(list)) === undefined) return [];
    return parseReferrers((await manifest(list)).bytes) ?? [];
  }

  async function enlist(repository: Reference, { subject, entry }: Referral): Promise<void> {
    await locked(path.join(folder, 'referrers.lock'), async () => {
      const bytes = withReferrer(await listed(repository, subject.digest), entry);
      if (bytes !== undefined) await putManifest(referrersTag(repository, subject.digest), bytes, OCI_INDEX);
    });
  }

  /** Repositories share their manifests: it goes when the last tag does. */
  async function remove(reference: Reference & { digest: string }): Promise<void> {
    const { registry, repository, digest } = reference;
    const prefix = `${formatReference({ registry, repository })}:`;
    await changeTags((all) =>
      all.filter((one) => one.digest !== digest || !(one.annotations?.[REF_NAME] ?? '').startsWith(prefix)),
    );
    if ((await entries()).every((one) => one.digest !== digest)) await rm(fileOf(digest), { force: true });
  }

  async function tags({ registry, repository }: Reference): Promise<string[]> {
    const prefix = `${formatReference({ registry, repository })}:`;
    const names = (await entries()).map(({ annotations }) => annotations?.[REF_NAME] ?? '');
    return names.filter((name) => name.startsWith(prefix)).map((name) => name.slice(prefix.length));
  }

  async function setTag(entry: Descriptor): Promise<void> {
    const name = entry.annotations?.[REF_NAME];
    await changeTags((all) => [...all.filter(({ annotations }) => annotations?.[REF_NAME] !== name), entry]);
  }

  async function changeTags(change: (all: readonly Descriptor[]) => Descriptor[]): Promise<void> {
    await locked(path.join(folder, 'index.lock'), async (stillOurs) => {
      const document = { schemaVersion: 2, mediaType: OCI_INDEX, manifests: change(await entries()) };
      await writeWhole(folder, path.join(folder, 'oci-layout'), [Buffer.from('{"imageLayoutVersion":"1.0.0"}')]);
      await writeWhole(folder, index, [Buffer.from(`${JSON.stringify(document, null, 2)}\n`)], stillOurs);
    });
  }

  const referrers: ImageStore['referrers'] = async (subject, type) =>
    ofType(await listed(subject, subject.digest), type);
  return { head, manifest, blob, hasBlob, putBlob, putManifest, tags, referrers, remove };
}

function tagName({ registry, repository, tag = 'latest' }: Reference): string {
  return formatReference({ registry, repository, tag });
}

function mediaTypeOf(parsed: ParsedManifest): string {
  const [stated, types] =
    parsed.kind === 'index' ? [parsed.index.mediaType, INDEX_TYPES] : [parsed.manifest.mediaType, IMAGE_TYPES];
  return stated ?? types[0] ?? '';
}

/** Writes a file under another name and moves it into place when all of it is there and `ready` agrees. */
async function writeWhole(
  folder: string,
  file: string,
  content: AsyncIterable<Uint8Array> | Iterable<Uint8Array>,
  ready: () => Promise<boolean> = () => Promise.resolve(true),
): Promise<void> {
  const incoming = path.join(folder, 'incoming');
  await mkdir(incoming, { recursive: true });
  await mkdir(path.dirname(file), { recursive: true });
  const unfinished = path.join(incoming, randomUUID());
  try {
    await writeFile(unfinished, content, { flag: 'wx' });
    if (!(await ready())) throw registryError('unavailable', folder, 'its lock was taken away while it was held');
    await rename(unfinished, file);
  } finally {
    await rm(unfinished, { force: true });
  }
}

/** Does `work` while nobody else does. A lock that has been held for a minute is left over from a dead process. */
async function locked(file: string, work: (stillOurs: () => Promise<boolean>) => Promise<void>): Promise<void> {
  const token = randomUUID();
  await takeLock(file, token);
  const stillOurs = async (): Promise<boolean> => (await orAbsent(readFile(file, 'utf8'))) === token;
  try {
    await work(stillOurs);
  } finally {
    if (await stillOurs()) await rm(file, { force: true });
  }
}

async function takeLock(file: string, token: string): Promise<void> {
  await mkdir(path.dirname(file), { recursive: true });
  for (let waited = 0; waited < LOCK_PATIENCE; waited += LOCK_PAUSE) {
    if (await createLock(file, token)) return;
    const age = Date.now() - ((await orAbsent(stat(file)))?.mtimeMs ?? Date.now());
    // Moved away first: of two who see it stale, one gets it.
    if (age > LOCK_STALE) await orAbsent(rename(file, `${file}.${token}`).then(() => rm(`${file}.${token}`)));
    else await new Promise((resolve) => setTimeout(resolve, LOCK_PAUSE * (0.5 + Math.random())));
  }
  throw registryError('unavailable', path.dirname(file), `others hold ${file}`);
}

async function createLock(file: string, token: string): Promise<boolean> {
  try {
    const handle = await open(file, 'wx');
    await handle.writeFile(token).finally(() => handle.close());
    return true;
  } catch (error) {
    if (codeOf(error) === 'EEXIST') return false;
    throw error;
  }
}

/** The result, or undefined where there is no such file. */
async function orAbsent<T>(work: Promise<T>): Promise<T | undefined> {
  try {
    return await work;
  } catch (error) {
    if (codeOf(error) === 'ENOENT') return undefined;
    throw error;
  }
}

function codeOf(error: unknown): unknown {
  return error instanceof Error && 'code' in error ? error.code : undefined;
}
