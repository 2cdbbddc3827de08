// A look into the suite's registry: what a tag leads to, and what is in its layers. Reads only.

import { execFileSync } from 'node:child_process';
import type { ImageConfig, Manifest } from '../../src/core/oci.ts';

const TYPES = [
  'application/vnd.oci.image.manifest.v1+json',
  'application/vnd.docker.distribution.manifest.v2+json',
].join(', ');

/** An entry of a layer's tar. */
export interface Entry {
  readonly path: string;
  /** as `tar -tv` shows it: `-rwxr-xr-x` */
  readonly mode: string;
  readonly owner: string;
  readonly size: number;
  /** a link's target */
  readonly target: string | undefined;
}

/** The tags of a repository, in order; those that only list what refers to an image are left out. */
export async function tagsIn(repository: string): Promise<string[]> {
  const [host, path] = split(repository);
  const answer = await fetch(`http://${host}/v2/${path}/tags/list`);
  if (answer.status === 404) return [];
  const { tags } = (await answer.json()) as { tags: string[] | null };
  return (tags ?? []).filter((tag) => !/^sha256-[0-9a-f]{64}$/.test(tag)).sort();
}

export async function manifestOf(reference: string): Promise<{ digest: string; manifest: Manifest }> {
  const { host, path, tag } = parts(reference);
  const answer = await fetch(`http://${host}/v2/${path}/manifests/${tag}`, { headers: { accept: TYPES } });
  if (!answer.ok) throw new Error(`${reference}: ${answer.status}`);
  return { digest: answer.headers.get('docker-content-digest') ?? '', manifest: (await answer.json()) as Manifest };
}

export async function configOf(reference: string): Promise<ImageConfig> {
  const { manifest } = await manifestOf(reference);
  return JSON.parse((await blobOf(reference, manifest.config.digest)).toString()) as ImageConfig;
}

/** The entries of the topmost layer. */
export async function ownLayer(reference: string): Promise<Entry[]> {
  const { manifest } = await manifestOf(reference);
  const top = manifest.layers.at(-1);
  return top ? list(await blobOf(reference, top.digest)) : [];
}

/** The content of a file of the topmost layer. */
export async function readOwn(reference: string, path: string): Promise<string> {
  const { manifest } = await manifestOf(reference);
  const bytes = await blobOf(reference, manifest.layers.at(-1)?.digest ?? '');
  return execFileSync('tar', ['-xzOf', '-', path], { input: bytes, encoding: 'utf8' });
}

/** The bytes of a blob of a reference's repository. */
export async function blobOf(reference: string, digest: string): Promise<Buffer> {
  const { host, path } = parts(reference);
  return Buffer.from(await (await fetch(`http://${host}/v2/${path}/blobs/${digest}`)).arrayBuffer());
}

function list(bytes: Buffer): Entry[] {
  const argv = ['--numeric-owner', '--full-time', '--quoting-style=literal', '-tvzf', '-'];
  const lines = execFileSync('tar', argv, { input: bytes, encoding: 'utf8', maxBuffer: 1 << 26 }).split('\n');
  return lines
    .filter((line) => line !== '')
    .map((line) => {
      const [, mode = '', owner = '', size = '', rest = ''] = /^(\S+) (\S+) +(\d+) \S+ \S+ (.*)$/.exec(line) ?? [];
      const [path = '', target] = rest.split(/ -> | link to /);
      return { path: path.replace(/\/$/, ''), mode, owner, size: Number(size), target };
    });
}

function parts(reference: string): { host: string; path: string; tag: string } {
  const at = reference.includes('@') ? reference.indexOf('@') : reference.lastIndexOf(':');
  const [host, path] = split(reference.slice(0, at));
  return { host, path, tag: reference.slice(at + 1) };
}

function split(repository: string): [string, string] {
  const slash = repository.indexOf('/');
  return [repository.slice(0, slash), repository.slice(slash + 1)];
}
