// Docker by its command line. In: images, containers as data. Out: ids, exit codes, lines.
// Decides nothing about images; what it does as podman does is in core/command-engine.ts.

import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { ask, openCommandEngine } from '../core/command-engine.ts';
import { containerNameFor, DOCKER_STYLE } from '../core/container.ts';
import type { Engine } from '../core/engine.ts';
import { distrust, engineRefusal, mountsImages } from '../core/engine-words.ts';
import type { UnreachableError } from '../core/unreachable.ts';
import { run, save, stream } from './process.ts';

/** Milliseconds in which an engine that is there has answered. */
const PATIENCE = 20_000;

/** Why docker does not answer; undefined when it does. Podman under docker's name is not docker. */
export async function findDocker(): Promise<UnreachableError | undefined> {
  const client = await run(['docker', '--version'], { timeoutMs: PATIENCE });
  if (/podman/i.test(client.stdout)) return engineRefusal('docker', [], { ...client, code: 127 });
  const argv = ['version', '--format', '{{.Server.Version}}'];
  const done = await run(['docker', ...argv], { timeoutMs: PATIENCE });
  return done.code === 0 ? undefined : engineRefusal('docker', argv, done);
}

/** Older ones fail in the middle of a pull: "invalid tar header". */
const TAKES_ZSTD = 23;

/** Docker as an engine. `random`: hex digits for names. Throws an `UnreachableError` in words when it is not there, not running or not allowed. */
export function openDocker(random: () => string): Engine {
  let isolated: Promise<{ folder: string; env: Record<string, string> }> | undefined;
  const docker = async (argv: readonly string[]): Promise<string> => await ask({ run }, 'docker', argv);

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

  return openCommandEngine(
    {
      name: 'docker',
      style: DOCKER_STYLE,

      environment: async () => (await withoutProxies()).env,

      async create(argv) {
        await ask({ run }, 'docker', argv, (await withoutProxies()).env);
      },

      // How registries are reached is the engine's own setting; a login is a configuration with nothing else in it.
      async reach(_reference, login) {
        if (!login) return { options: [] };
        return { options: [], env: { ...(await withoutProxies()).env, DOCKER_CONFIG: login.folder } };
      },

      // Which authorities an engine trusts, only itself can tell. That there is no such image is the answer hoped for.
      async checkTrust(host) {
        const argv = ['docker', 'pull', '--quiet', `${host}/gentoo-image-builder/asks-for:nothing`];
        const { stderr } = await run(argv, { env: (await withoutProxies()).env });
        const error = distrust(stderr, host);
        if (error) throw error;
      },

      async limits() {
        const [root, version] = await Promise.all([
          docker(['info', '--format', '{{.DockerRootDir}}']),
          docker(['version', '--format', '{{.Server.Version}}']),
        ]);
        return { root, zstd: Number.parseInt(version, 10) >= TAKES_ZSTD };
      },

      async mountImage(image, path, create) {
        if (mountsImages(await docker(['version', '--format', '{{.Server.Version}}']))) {
          const mount = `type=image,source=${image},target=${path},image-subpath=${path.slice(1)}`;
          return { args: ['--mount', mount], path };
        }
        // Older engines mount no images: a volume of a container that never runs holds a copy of the tree.
        const name = containerNameFor('snapshot', random());
        await create(name, ['create', `--name=${name}`, '--volume', path, image, '/none']);
        return { args: ['--volumes-from', `${name}:ro`], path };
      },

      async close() {
        if (isolated) await rm((await isolated).folder, { recursive: true, force: true });
      },
    },
    { run, save, stream },
  );
}
