// An image as docker takes it in. In: a configuration and layers. Out: a stream of a tar as `docker save` makes them.
// https://github.com/moby/docker-image-spec/blob/main/spec.md (combined image JSON and filesystem changesets)

import { once } from 'node:events';
import { pack } from 'tar-stream';

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

function hexOf(digest: string): string {
  return digest.slice(digest.indexOf(':') + 1);
}
