// The real world, assembled from the adapters. In: where we are and how output is shown. Out: a `World`.
// The roof's own wiring: no decisions, no catches.

import { randomBytes } from 'node:crypto';
import { readFileSync } from 'node:fs';
import { homedir, tmpdir } from 'node:os';
import { join, resolve } from 'node:path';
import { setTimeout } from 'node:timers/promises';
import { deflateRawSync } from 'node:zlib';
import { dockerArchive } from './adapters/docker-archive.ts';
import { findDocker, openDocker } from './adapters/docker.ts';
import { readDockerCredentials } from './adapters/credentials.ts';
import * as files from './adapters/files.ts';
import { openHttp } from './adapters/http.ts';
import { findPodman, openPodman } from './adapters/podman.ts';
import { run, stream } from './adapters/process.ts';
import { openRegistry } from './adapters/registry.ts';
import { openStore } from './adapters/store.ts';
import type { ScriptOrder, Stores, World } from './commands/world.ts';
import type { Catalog } from './core/catalog.ts';
import { credentialFiles } from './core/credentials.ts';
import { layerStores } from './core/layered-store.ts';
import type { Engine } from './core/engine.ts';
import { chooseEngine, deferEngine, type EngineInput, noEngine } from './core/engine-choice.ts';
import type { HostAccess } from './core/registry-protocol.ts';
import type { Screen } from './core/screen.ts';

export interface RoofOptions {
  readonly screen: Screen;
  /** as the user named it */
  readonly folder: string;
  /** folder of the images file, for the certificates that it names */
  readonly imagesFile: string;
  readonly engine: EngineInput;
  /** `container` beside the entry file, in `src` and in `dist` */
  readonly scripts: string;
  readonly signal: AbortSignal;
}

/** Assembles the world of a process. */
export function openWorld({ screen, folder, imagesFile, engine, scripts, signal }: RoofOptions): World {
  const absolute = resolve(folder);
  // An engine is needed before the images file is read, and reaches registries after it was.
  let access: Access = () => ({});
  return {
    files,
    engine: deferEngine(() => openEngine(engine, (host) => access(host))),
    screen,
    folder: absolute,
    scripts,
    temporary: process.env.RUNNER_TEMP ?? tmpdir(),
    cache: join(process.env.XDG_CACHE_HOME ?? join(homedir(), '.cache'), 'gentoo-image-builder'),
    now: Date.now,
    random: () => randomBytes(4).toString('hex'),
    signal,
    stores: (catalog, push) => {
      access = accessOf(catalog, join(absolute, imagesFile, '..'));
      return openStores(catalog, push, access);
    },
    archive: dockerArchive,
    runScript,
    compress: (text) => deflateRawSync(text, { level: 9 }).toString('base64'),
  };
}

/** The runner's own tokens and our inputs are not for the user's commands. */
async function runScript({ text, folder, environment, onLine, signal }: ScriptOrder): Promise<number> {
  const ours = Object.keys(process.env).filter((name) => /^(INPUT|ACTIONS)_/.test(name));
  const argv = ['env', ...ours.flatMap((name) => ['-u', name]), 'bash', '-euo', 'pipefail', '-c', text, 'command'];
  return await stream(argv, { cwd: folder, env: environment, onLine, signal, group: true });
}

/** How a registry is reached. */
type Access = (host: string) => HostAccess;

async function openEngine(input: EngineInput, access: Access): Promise<Engine> {
  const docker = input === 'auto' ? await findDocker() : undefined;
  const found = { docker: docker === undefined, podman: docker !== undefined && (await findPodman()) };
  const chosen = chooseEngine(input, found);
  if (chosen === undefined && docker) throw noEngine(docker);
  return chosen === 'podman' ? openPodman(access) : openDocker();
}

/** What the images file says of registries; certificates are named from its folder. */
function accessOf(catalog: Catalog, folder: string): Access {
  return (host) => {
    const { insecure, ca, mirror } = catalog.registries.get(host) ?? {};
    return {
      ...(insecure !== undefined && { insecure }),
      ...(ca !== undefined && { ca: readFileSync(join(folder, ca), 'utf8') }),
      ...(mirror !== undefined && { mirror }),
    };
  };
}

function openStores(catalog: Catalog, push: boolean, access: Access): Stores {
  const registries = openRegistry({
    send: openHttp({ access, proxy: process.env }),
    access,
    credentials: readDockerCredentials(credentialFiles(process.env, homedir()), run),
    clock: {
      now: Date.now,
      sleep: async (ms) => {
        await setTimeout(ms);
      },
    },
  });
  const data = process.env.XDG_DATA_HOME ?? join(homedir(), '.local', 'share');
  const local = openStore(join(data, 'gentoo-image-builder', 'store'));
  if (catalog.registry === undefined) return { images: local, registries };
  return { images: push ? registries : layerStores(local, registries), registries };
}
