// An image as docker takes it in and gives it out. In: a configuration and layers, or an archive. Out: a stream of a tar as
// `docker save` makes them; or what is in one, as files.
// https://github.com/moby/docker-image-spec/blob/main/spec.md (combined image JSON and filesystem changesets)

import { once } from 'node:events';
import { createReadStream, createWriteStream } from 'node:fs';
import { mkdir, readFile } from 'node:fs/promises';
import { join, posix } from 'node:path';
import { pipeline } from 'node:stream/promises';
import { extract, pack } from 'tar-stream';

export interface ArchiveLayer {
  /** `sha256:...` of the bytes */
  readonly digest: string;
  /** bytes */
  readonly size: number;
  readonly open: () => AsyncIterable<Uint8Array>;
}

/** Streams the archive of one image, without a name. Layers may be compressed. */
export function dockerArchive(
  configBytes: Uint8Array,
  configDigest: string,
  layers: readonly ArchiveLayer[],
): AsyncIterable<Uint8Array> {
  const archive = pack();
  const config = `${hexOf(configDigest)}.json`;
  const names = layers.map(({ digest }) => `${hexOf(digest)}/layer.tar`);
  const manifest = JSON.stringify([{ Config: config, RepoTags: null, Layers: names }]);
  const fill = async (): Promise<void> => {
    archive.entry({ name: config }, Buffer.from(configBytes));
    for (const [index, layer] of layers.entries()) {
      // The same layer twice in a chain is one file.
      if (names.indexOf(names[index] ?? '') !== index) continue;
      const entry = archive.entry({ name: names[index] ?? '', size: layer.size });
      // Whoever reads the archive is told; an error that nobody listens to would end the process.
      entry.on('error', () => undefined);
      for await (const chunk of layer.open()) {
        if (!entry.write(Buffer.from(chunk))) await once(entry, 'drain');
      }
      entry.end(undefined);
      await once(entry, 'finish');
    }
    archive.entry({ name: 'manifest.json' }, manifest);
    archive.finalize();
  };
  fill().catch((error: unknown) => {
    archive.destroy(error instanceof Error ? error : new Error(String(error)));
  });
  return archive as AsyncIterable<Uint8Array>;
}

/**
 * Takes an archive of one image apart into a folder. Gives the bytes of its configuration and the paths of its layers,
 * lowest first. Names of the archive's are never those of files: each entry is a number.
 */
export async function openArchive(
  file: string,
  folder: string,
): Promise<{ configBytes: Uint8Array; layers: readonly string[] }> {
  await mkdir(folder, { recursive: true });
  const paths = new Map<string, string>();
  const links = new Map<string, string>();
  const archive = extract();
  const reading = pipeline(createReadStream(file), archive);
  for await (const entry of archive) {
    const { name, type, linkname } = entry.header;
    const path = posix.normalize(name);
    if (type === 'file') {
      const own = join(folder, String(paths.size));
      paths.set(path, own);
      await pipeline(entry, createWriteStream(own));
      continue;
    }
    // The same layer twice is a link to the first.
    if (type === 'symlink' && linkname) links.set(path, posix.join(posix.dirname(path), linkname));
    entry.resume();
  }
  await reading;
  const at = (name: string): string => {
    const found = paths.get(posix.normalize(name)) ?? paths.get(links.get(posix.normalize(name)) ?? '');
    if (found === undefined) throw new Error(`the engine's archive has no ${name}`);
    return found;
  };
  const [image] = JSON.parse(await readFile(at('manifest.json'), 'utf8')) as [{ Config: string; Layers: string[] }];
  return { configBytes: await readFile(at(image.Config)), layers: image.Layers.map(at) };
}

function hexOf(digest: string): string {
  return digest.slice(digest.indexOf(':') + 1);
}
