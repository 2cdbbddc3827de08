// The file system. In: paths and content. Out: texts, hashes, folders. Nothing here knows what a file means.

import { createHash, type Hash } from 'node:crypto';
import { createReadStream, createWriteStream, readFileSync, statSync } from 'node:fs';
import {
  chmod,
  copyFile,
  mkdir,
  mkdtemp,
  readdir,
  readFile,
  readlink,
  realpath,
  rename,
  rm,
  stat,
  statfs,
  symlink,
  utimes,
  writeFile,
} from 'node:fs/promises';
import { basename, dirname, join } from 'node:path';
import { pipeline } from 'node:stream/promises';
import { globPattern } from '../core/glob.ts';

/** Bytes up to which a file is read whole. */
const SMALL = 1 << 20;

/** The text of a file; undefined when it is not there. */
export async function readText(path: string): Promise<string | undefined> {
  try {
    return await readFile(path, 'utf8');
  } catch (error) {
    if (isMissing(error)) return undefined;
    throw error;
  }
}

/** Writes a text; folders above it are made. */
export async function writeText(path: string, text: string): Promise<void> {
  await mkdir(dirname(path), { recursive: true });
  await writeFile(path, text);
}

/** The names in a folder in code-unit order; none when it is not there. */
export async function listFolder(path: string): Promise<string[]> {
  try {
    return (await readdir(path)).sort();
  } catch (error) {
    if (isMissing(error)) return [];
    throw error;
  }
}

/** Whether a path, its links followed, lies in a folder. */
export async function isInside(folder: string, path: string): Promise<boolean> {
  const [outer, inner] = await Promise.all([realpath(folder), realpath(path)]);
  return inner === outer || inner.startsWith(`${outer}/`);
}

export async function isFolder(path: string): Promise<boolean> {
  return await stat(path).then(
    (entry) => entry.isDirectory(),
    () => false,
  );
}

/**
 * SHA-256 over a tree: for each path in code-unit order its name, type, whether it may be executed, and its content or
 * target. Git's own folder at the top is left out. The same tree has the same hash on every machine: no times, no
 * owners, no other modes. A file is a tree of one. Undefined when there is nothing.
 */
export async function hashTree(path: string): Promise<string | undefined> {
  if (await isFolder(path)) return await hashEntries(path, walk(path, ''));
  const one = await stat(path).catch(() => undefined);
  if (!one?.isFile()) return undefined;
  return await hashEntries(dirname(path), [
    { path: basename(path), type: 'file', executable: (one.mode & 0o111) !== 0, size: one.size },
  ]);
}

/** The same over the files below a folder that a glob names; undefined when there is none. */
export async function hashGlob(folder: string, glob: string): Promise<string | undefined> {
  const pattern = globPattern(glob);
  const entries: Entry[] = [];
  for await (const entry of walk(folder, '')) {
    if (entry.type !== 'folder' && pattern.test(entry.path)) entries.push(entry);
  }
  return entries.length === 0 ? undefined : await hashEntries(folder, entries);
}

async function hashEntries(root: string, entries: AsyncIterable<Entry> | Iterable<Entry>): Promise<string> {
  const hash = createHash('sha256');
  for await (const { path, type, executable, size } of entries) {
    frame(hash, path);
    frame(hash, type + (executable ? 'x' : ''));
    if (type === 'file') frame(hash, await digestOf(join(root, path), size));
    if (type === 'link') frame(hash, await readlink(join(root, path)));
  }
  return `sha256:${hash.digest('hex')}`;
}

// An ebuild repository has 150,000 files of a few hundred bytes. Asked one after the other without waiting, they take a
// quarter of the time that promises of their own take; between folders others have their turn.
async function digestOf(path: string, size: number): Promise<string> {
  if (size > SMALL) return (await hashFile(path)).digest;
  return `sha256:${createHash('sha256').update(readFileSync(path)).digest('hex')}`;
}

/** The digest and the size in bytes of a file. */
export async function hashFile(path: string): Promise<{ digest: string; size: number }> {
  const hash = createHash('sha256');
  let size = 0;
  for await (const chunk of createReadStream(path) as AsyncIterable<Buffer>) {
    hash.update(chunk);
    size += chunk.length;
  }
  return { digest: `sha256:${hash.digest('hex')}`, size };
}

/** Size in bytes and time in whole seconds of a file; undefined when there is none. */
export async function fileAt(path: string): Promise<{ size: number; modified: number } | undefined> {
  const entry = await stat(path).catch(() => undefined);
  return entry?.isFile() ? { size: entry.size, modified: Math.floor(entry.mtimeMs / 1000) } : undefined;
}

export async function setModified(path: string, seconds: number): Promise<void> {
  await utimes(path, seconds, seconds);
}

/** Copies a tree or a file with plain modes (755 and 644), so that the umask of a checkout decides nothing. */
export async function copyTree(from: string, to: string): Promise<void> {
  if (!(await isFolder(from))) {
    await mkdir(dirname(to), { recursive: true });
    await copyFile(from, to);
    await chmod(to, ((await stat(from)).mode & 0o111) === 0 ? 0o644 : 0o755);
    return;
  }
  await makePlain(to);
  for await (const { path, type, executable } of walk(from, '')) {
    const target = join(to, path);
    if (type === 'folder') await makePlain(target);
    else if (type === 'link') await symlink(await readlink(join(from, path)), target);
    else {
      await copyFile(join(from, path), target);
      await chmod(target, executable ? 0o755 : 0o644);
    }
  }
}

/** Copies a file, so that everybody may read and execute it and its new folder. */
export async function copyProgram(from: string, to: string): Promise<void> {
  await makePlain(dirname(to));
  await copyFile(from, to);
  await chmod(to, 0o755);
}

async function makePlain(folder: string): Promise<void> {
  await mkdir(folder, { recursive: true });
  await chmod(folder, 0o755);
}

/** A fresh folder below `parent`. */
export async function makeFolder(parent: string, prefix: string): Promise<string> {
  await mkdir(parent, { recursive: true });
  return await mkdtemp(join(parent, prefix));
}

export async function ensureFolder(path: string): Promise<void> {
  await mkdir(path, { recursive: true });
}

/** Removes a folder with all in it; what another user owns may stay. */
export async function removeFolder(path: string): Promise<void> {
  await rm(path, { recursive: true, force: true }).catch(() => undefined);
}

/** Writes a stream into a file. */
export async function saveStream(path: string, source: AsyncIterable<Uint8Array>): Promise<void> {
  await mkdir(dirname(path), { recursive: true });
  await pipeline(source, createWriteStream(path));
}

/**
 * Takes the folder of a name below `root` for this process alone, as it is, or an empty one. What a process that is no
 * more had taken is taken from it. `giveFolder` gives it back; of two the one that was given last is kept.
 */
export async function takeFolder(root: string, name: string): Promise<string> {
  await mkdir(root, { recursive: true });
  const mine = join(root, `${name}~${process.pid}`);
  for (const found of [name, ...(await abandoned(root, name))]) {
    const taken = await rename(join(root, found), mine).then(
      () => true,
      () => false,
    );
    if (taken) return mine;
  }
  await mkdir(mine, { recursive: true });
  return mine;
}

/** Gives a taken folder back. */
export async function giveFolder(taken: string): Promise<void> {
  const kept = taken.replace(/~\d+$/, '');
  await removeFolder(kept);
  // Somebody may have given one in between: theirs is as good.
  await rename(taken, kept).catch(() => removeFolder(taken));
}

async function abandoned(root: string, name: string): Promise<string[]> {
  const prefix = `${name}~`;
  return (await listFolder(root)).filter((entry) => {
    return entry.startsWith(prefix) && !isAlive(Number(entry.slice(prefix.length)));
  });
}

function isAlive(pid: number): boolean {
  if (pid === process.pid) return false;
  try {
    return process.kill(pid, 0);
  } catch (error) {
    return (error as NodeJS.ErrnoException).code === 'EPERM';
  }
}

/** Reads a file as a stream. */
export function openStream(path: string): AsyncIterable<Uint8Array> {
  return createReadStream(path);
}

interface Entry {
  readonly path: string;
  readonly type: 'file' | 'folder' | 'link';
  readonly executable: boolean;
  /** in bytes; of files */
  readonly size: number;
}

async function* walk(root: string, below: string): AsyncGenerator<Entry> {
  const entries = await readdir(join(root, below), { withFileTypes: true });
  for (const entry of entries.sort((a, b) => (a.name < b.name ? -1 : 1))) {
    const path = join(below, entry.name);
    if (path === '.git') continue;
    if (entry.isDirectory()) {
      yield { path, type: 'folder', executable: false, size: 0 };
      yield* walk(root, path);
    } else if (entry.isSymbolicLink()) {
      yield { path, type: 'link', executable: false, size: 0 };
    } else if (entry.isFile()) {
      const { mode, size } = statSync(join(root, path));
      yield { path, type: 'file', executable: (mode & 0o111) !== 0, size };
    }
  }
}

/** Framed by its length, so that no two lists of texts can look the same. */
function frame(hash: Hash, text: string): void {
  hash.update(`${Buffer.byteLength(text)}:${text}`);
}

function isMissing(error: unknown): boolean {
  const code = (error as NodeJS.ErrnoException).code;
  return code === 'ENOENT' || code === 'ENOTDIR';
}

/** What the file system that a path lies on has left for us, in bytes; undefined where there is no such path. */
export async function roomAt(
  path: string,
): Promise<{ free: number; size: number; device: number; inodes: { free: number; all: number } } | undefined> {
  try {
    const [{ bavail, blocks, bsize, ffree, files }, { dev }] = await Promise.all([statfs(path), stat(path)]);
    return { free: bavail * bsize, size: blocks * bsize, device: dev, inodes: { free: ffree, all: files } };
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code === 'ENOENT') return undefined;
    throw error;
  }
}
