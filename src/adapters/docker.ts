// Docker by its command line. In: images, containers as data. Out: ids, exit codes, lines.
// Decides nothing about images; it only remembers what it made, so that `close` leaves nothing behind.

import { randomBytes } from 'node:crypto';
import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import {
  type BuilderOrder,
  changedByCommit,
  commitArgv,
  containerNameFor,
  createBuilderArgv,
  createTestArgv,
  type TestOrder,
} from '../core/container.ts';
import type { Engine, EngineLimits, EngineLogin, SnapshotMount, Watch } from '../core/engine.ts';
import type { ContainerConfig } from '../core/oci.ts';
import { unreachable, type UnreachableError } from '../core/unreachable.ts';
import { type Finished, run, stream } from './process.ts';

const USUAL_TREE = '/var/db/repos/gentoo';

/** From this major version on, an image can be mounted as it is. */
const MOUNTS_IMAGES = 28;

/** Older ones fail in the middle of a pull: "invalid tar header". */
const TAKES_ZSTD = 23;

/** Docker as an engine. Throws an `UnreachableError` in words when it is not there, not running or not allowed. */
export function openDocker(): Engine {
  const made = new Set<string>();
  const snapshots = new Map<string, Promise<SnapshotMount>>();
  let isolated: Promise<{ folder: string; env: Record<string, string> }> | undefined;
  let major: Promise<number> | undefined;

  /** Runs docker and gives what it printed; anything but success is the engine's failure. */
  async function docker(argv: readonly string[], env?: Record<string, string>): Promise<string> {
    const done = await run(['docker', ...argv], { env });
    if (done.code !== 0) throw refusal(argv, done);
    return done.stdout.trim();
  }

  /** A configuration without proxies, which `create` would write into the container's environment. */
  function withoutProxies(): Promise<{ folder: string; env: Record<string, string> }> {
    isolated ??= (async () => {
      const folder = await mkdtemp(join(tmpdir(), 'gib-docker-'));
      await writeFile(join(folder, 'config.json'), '{}');
      // Without the user's configuration the user's context is gone too: the engine is named by its address.
      const host =
        process.env.DOCKER_HOST ?? (await docker(['context', 'inspect', '-f', '{{.Endpoints.docker.Host}}']));
      return { folder, env: { DOCKER_CONFIG: folder, DOCKER_HOST: host } };
    })();
    return isolated;
  }

  /** A configuration with one login in it: nothing secret is ever an argument. */
  async function withLogin(login: EngineLogin | undefined): Promise<Record<string, string> | undefined> {
    return login && { ...(await withoutProxies()).env, DOCKER_CONFIG: login.folder };
  }

  async function create(name: string, argv: readonly string[]): Promise<void> {
    made.add(name);
    await docker(argv, (await withoutProxies()).env);
  }

  async function inspect(reference: string): Promise<{ Id: string; Config: ContainerConfig } | undefined> {
    const done = await run(['docker', 'image', 'inspect', reference]);
    if (done.code === 0) return (JSON.parse(done.stdout) as { Id: string; Config: ContainerConfig }[])[0];
    if (/no such image|no such object/i.test(done.stderr)) return undefined;
    throw refusal(['image', 'inspect'], done);
  }

  async function remove(name: string): Promise<void> {
    if (!made.delete(name)) return;
    await run(['docker', 'rm', '--force', '--volumes', name]);
  }

  async function majorVersion(): Promise<number> {
    major ??= docker(['version', '--format', '{{.Server.Version}}']).then((version) => Number.parseInt(version, 10));
    return await major;
  }

  async function mountImage(image: string): Promise<SnapshotMount> {
    const volumes = Object.keys((await inspect(image))?.Config.Volumes ?? {});
    const path = volumes.length === 1 && volumes[0] !== undefined ? volumes[0] : USUAL_TREE;
    if ((await majorVersion()) >= MOUNTS_IMAGES) {
      const mount = `type=image,source=${image},target=${path},image-subpath=${path.slice(1)}`;
      return { args: ['--mount', mount], path };
    }
    // Older engines mount no images: a volume of a container that never runs holds a copy of the tree.
    const name = containerNameFor('snapshot', randomBytes(4).toString('hex'));
    await create(name, ['create', `--name=${name}`, '--volume', path, image, '/none']);
    return { args: ['--volumes-from', `${name}:ro`], path };
  }

  return {
    name: 'docker',

    async imageId(reference: string): Promise<string | undefined> {
      return (await inspect(reference))?.Id;
    },

    async pull(reference: string, platform: string, login?: EngineLogin): Promise<string> {
      await docker(['pull', '--quiet', `--platform=${platform}`, reference], await withLogin(login));
      const id = (await inspect(reference))?.Id;
      if (id === undefined) throw unreachable(`docker pulled ${reference}, but does not have it`);
      return id;
    },

    async push(reference: string, login?: EngineLogin): Promise<void> {
      await docker(['push', '--quiet', reference], await withLogin(login));
    },

    async limits(): Promise<EngineLimits> {
      return {
        root: await docker(['info', '--format', '{{.DockerRootDir}}']),
        zstd: (await majorVersion()) >= TAKES_ZSTD,
      };
    },

    async tag(image: string, reference: string): Promise<void> {
      await docker(['tag', image, reference]);
    },

    async untag(reference: string): Promise<void> {
      await run(['docker', 'image', 'rm', reference]);
    },

    async load(archive: AsyncIterable<Uint8Array>): Promise<void> {
      const words: string[] = [];
      const code = await stream(['docker', 'load', '--quiet'], { input: archive, onLine: (line) => words.push(line) });
      if (code !== 0) throw refusal(['load'], { code, stdout: '', stderr: words.join('\n') });
    },

    async mountSnapshot(source: { image: string } | { folder: string }): Promise<SnapshotMount> {
      if ('folder' in source) {
        const mount = `type=bind,source=${source.folder},target=${USUAL_TREE},readonly`;
        return { args: ['--mount', mount], path: USUAL_TREE };
      }
      const mounted = snapshots.get(source.image) ?? mountImage(source.image);
      snapshots.set(source.image, mounted);
      return await mounted;
    },

    async runBuilder(order: BuilderOrder, options: Watch): Promise<number> {
      await create(order.name, createBuilderArgv(order));
      return await stream(['docker', 'start', '--attach', order.name], options);
    },

    async commit(
      container: string,
      base: string,
      reference: string,
      labels: ReadonlyMap<string, string>,
    ): Promise<string> {
      const id = await docker(commitArgv(container, reference, labels));
      const [before, after] = await Promise.all([inspect(base), inspect(id)]);
      const changed = changedByCommit(before?.Config ?? {}, after?.Config ?? {});
      if (changed.length > 0) throw new Error(`the commit of ${reference} kept ${changed.join(', ')} of its container`);
      return id;
    },

    async runTest(order: TestOrder, timeoutMs: number, options: Watch): Promise<{ code: number; timedOut: boolean }> {
      await create(order.name, createTestArgv(order));
      const timer = AbortSignal.timeout(timeoutMs);
      const signal = options.signal ? AbortSignal.any([timer, options.signal]) : timer;
      // Ending the command line would leave the container running: it is ended by its name.
      signal.addEventListener('abort', () => void remove(order.name), { once: true });
      const code = await stream(['docker', 'start', '--attach', order.name], { ...options, signal: undefined });
      await remove(order.name);
      return { code, timedOut: timer.aborted };
    },

    remove,

    async close(): Promise<void> {
      await Promise.all([...made].map(remove));
      if (isolated) await rm((await isolated).folder, { recursive: true, force: true });
    },
  };
}

function refusal(argv: readonly string[], { code, stderr }: Finished): UnreachableError {
  if (code === 127) {
    return unreachable('docker is not installed', 'install Docker Engine 20.10 or newer, or put `docker` into PATH');
  }
  if (/permission denied.*docker/i.test(stderr)) {
    return unreachable('docker is running, but this user may not use it', 'add the user to the group `docker`');
  }
  if (/cannot connect to the docker daemon|is the docker daemon running/i.test(stderr)) {
    return unreachable('docker is installed, but its engine is not running', 'start it: `systemctl start docker`');
  }
  return unreachable(`docker ${argv[0] ?? ''} failed: ${stderr.trim().split('\n').at(-1) ?? ''}`);
}
