// Podman by its command line. In: images, containers as data, how registries are reached. Out: ids, exit codes, lines.
// Decides nothing about images; what it does as docker does is in core/command-engine.ts.

import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { ask, openCommandEngine } from '../core/command-engine.ts';
import { PODMAN_STYLE, withoutInit } from '../core/container.ts';
import type { Engine } from '../core/engine.ts';
import { engineRefusal, podmanTooOld } from '../core/engine-words.ts';
import { parseReference } from '../core/reference.ts';
import { type HostAccess, isPlain } from '../core/registry-protocol.ts';
import { run, save, stream } from './process.ts';

/** Where a snapshot's image is in a container: podman 4 mounts images whole. */
const IMAGE_MOUNT = '/gib/snapshot';

/** Whether podman is there. It has no engine of its own that would have to run. */
export async function findPodman(): Promise<boolean> {
  return (await run(['podman', '--version'])).code === 0;
}

/** Podman as an engine. `access`: what the user said of a registry's host. Throws an `UnreachableError` in words. */
export function openPodman(access: (host: string) => HostAccess): Engine {
  const folders: string[] = [];
  const certificates = new Map<string, Promise<string>>();
  let checked: Promise<void> | undefined;
  let init = true;

  async function create(argv: readonly string[]): Promise<void> {
    await (checked ??= checkVersion());
    const simpler = withoutInit(argv);
    const wanted = init ? argv : (simpler ?? argv);
    const done = await run(['podman', ...wanted]);
    if (done.code === 0) return;
    // Distributions do not always install an init with podman. Without one the shell is the first process, which reaps
    // orphans too; containers are ended by name, not by a signal to the first process.
    if (!init || !simpler || !/container-init binary/i.test(done.stderr)) throw engineRefusal('podman', argv, done);
    init = false;
    await create(simpler);
  }

  async function checkVersion(): Promise<void> {
    const old = podmanTooOld(await ask({ run }, 'podman', ['version', '--format', '{{.Client.Version}}']));
    if (old) throw old;
  }

  /** A folder with the certificate of a registry's own CA, as /etc/containers/certs.d has one for each host. */
  async function writeCertificate(ca: string): Promise<string> {
    const folder = await mkdtemp(join(tmpdir(), 'gib-podman-'));
    folders.push(folder);
    await writeFile(join(folder, 'ca.crt'), ca);
    return folder;
  }

  /** Options for a host that is not plain https with a certificate that everybody knows. */
  async function trust(host: string): Promise<string[]> {
    const { ca } = access(host);
    if (isPlain(host, access(host))) return ['--tls-verify=false'];
    if (ca === undefined) return [];
    const folder = certificates.get(host) ?? writeCertificate(ca);
    certificates.set(host, folder);
    return [`--cert-dir=${await folder}`];
  }

  return openCommandEngine(
    {
      name: 'podman',
      style: PODMAN_STYLE,

      environment: () => Promise.resolve(undefined),

      create,

      async reach(reference, login) {
        const known = login ? [`--authfile=${join(login.folder, 'config.json')}`] : [];
        return { options: [...known, ...(await trust(parseReference(reference)?.registry ?? ''))] };
      },

      // It is told with every command.
      checkTrust: () => Promise.resolve(),

      // All versions that are not refused take zstd.
      async limits() {
        return { root: await ask({ run }, 'podman', ['info', '--format', '{{.Store.GraphRoot}}']), zstd: true };
      },

      async mountImage(image, tree) {
        const args = ['--mount', `type=image,source=${image},target=${IMAGE_MOUNT}`];
        return await Promise.resolve({ args, path: `${IMAGE_MOUNT}${tree}` });
      },

      async close() {
        await Promise.all(folders.map((folder) => rm(folder, { recursive: true, force: true })));
      },
    },
    { run, save, stream },
  );
}
