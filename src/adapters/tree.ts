// Ebuild repositories, read as far as they are wanted. In: a folder, or the layers of an image that holds one.
// Out: the bytes of files by path. What is wanted is core's to say.

import { readdir, readFile, stat } from 'node:fs/promises';
import { join } from 'node:path/posix';
import { Readable } from 'node:stream';
import { pipeline } from 'node:stream/promises';
import { createGunzip } from 'node:zlib';
import { extract } from 'tar-stream';
import { OCI_LAYER, OCI_LAYER_GZIP } from '../core/oci.ts';
import type { Wanted } from '../core/tree.ts';

/** A layer as a stream that checks itself. */
export interface TreeLayer {
  readonly mediaType: string;
  readonly open: () => Promise<AsyncIterable<Uint8Array>>;
}

/** Files of a repository in a folder; none where there is no such folder. */
export async function readTree(folder: string, wanted: Wanted): Promise<Map<string, Uint8Array>> {
  const files = new Map<string, Uint8Array>();
  await readInto(files, folder, '', wanted);
  return files;
}

async function readInto(files: Map<string, Uint8Array>, root: string, folder: string, wanted: Wanted): Promise<void> {
  const entries = await readdir(join(root, folder), { withFileTypes: true }).catch((error: unknown) => {
    if ((error as NodeJS.ErrnoException).code === 'ENOENT') return [];
    throw error;
  });
  for (const entry of entries) {
    const path = join(folder, entry.name);
    // Gentoo's own repository has no links; others may.
    const is = entry.isSymbolicLink() ? await stat(join(root, path)).catch(() => undefined) : entry;
    if (is?.isDirectory() && wanted.isFolder(path)) await readInto(files, root, path, wanted);
    else if (is?.isFile() && wanted.isFile(path)) files.set(path, await readFile(join(root, path)));
  }
}

const PLAIN = new Set([OCI_LAYER, 'application/vnd.docker.image.rootfs.diff.tar']);
const GZIP = new Set([OCI_LAYER_GZIP, 'application/vnd.docker.image.rootfs.diff.tar.gzip']);

/**
 * The same of an image's layers, lowest first; `root` is where the repository lies in it. Undefined where a layer is
 * compressed in a way that cannot be read here, or has links in the place of files. Later layers win, and take away what they say is gone.
 */
export async function readTreeLayers(
  layers: readonly TreeLayer[],
  root: string,
  wanted: Wanted,
): Promise<Map<string, Uint8Array> | undefined> {
  if (!layers.every(({ mediaType }) => PLAIN.has(mediaType) || GZIP.has(mediaType))) return undefined;
  const files = new Map<string, Uint8Array>();
  const top = `${root.replaceAll(/^\/+|\/+$/g, '')}/`;
  let isWhole = true;
  for (const layer of layers) isWhole = (await readLayer(layer, top, files, wanted)) && isWhole;
  return isWhole ? files : undefined;
}

async function readLayer(
  { mediaType, open }: TreeLayer,
  top: string,
  files: Map<string, Uint8Array>,
  wanted: Wanted,
): Promise<boolean> {
  let isWhole = true;
  const archive = extract();
  const source = Readable.from(await open());
  const done = GZIP.has(mediaType) ? pipeline(source, createGunzip(), archive) : pipeline(source, archive);
  // What fails ends the archive too, so that the loop below throws it.
  done.catch(() => undefined);
  const fresh = new Map<string, Uint8Array>();
  for await (const entry of archive) {
    const name = entry.header.name.replace(/^(\.?\/)+/, '');
    const gone = goneBy(name, top);
    if (gone !== undefined) removeBelow(files, gone);
    const path = gone === undefined && name.startsWith(top) ? name.slice(top.length) : '';
    const isWanted = path !== '' && wanted.isFile(path);
    if (isWanted && isLink(entry.header.type)) isWhole = false;
    if (isWanted && entry.header.type === 'file') {
      const chunks: Uint8Array[] = [];
      for await (const chunk of entry) chunks.push(chunk as Uint8Array);
      fresh.set(path, Buffer.concat(chunks));
    } else {
      entry.resume();
    }
  }
  await done;
  for (const [path, bytes] of fresh) files.set(path, bytes);
  return isWhole;
}

function isLink(type: string | null | undefined): boolean {
  return type === 'link' || type === 'symlink';
}

/** What a whiteout takes away: a path below the repository, '' for all of it; undefined for what is none. */
function goneBy(name: string, top: string): string | undefined {
  const at = name.lastIndexOf('/') + 1;
  if (!name.startsWith('.wh.', at)) return undefined;
  const isOpaque = name.slice(at) === '.wh..wh..opq';
  const path = isOpaque ? name.slice(0, at) : `${name.slice(0, at)}${name.slice(at + 4)}/`;
  if (top.startsWith(path)) return '';
  return path.startsWith(top) ? path.slice(top.length) : undefined;
}

function removeBelow(files: Map<string, Uint8Array>, folder: string): void {
  for (const path of files.keys()) if (`${path}/`.startsWith(folder)) files.delete(path);
}
