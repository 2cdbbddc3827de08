// The real world, assembled from the adapters. In: where we are and how output is shown. Out: a `World`.
// The roof's own wiring: no decisions, no catches.

import { randomBytes } from 'node:crypto';
import { readFileSync } from 'node:fs';
import { homedir, tmpdir } from 'node:os';
import { join, resolve } from 'node:path';
import { setTimeout } from 'node:timers/promises';
import { hasActionsCache, openActionsCache } from './adapters/cache.ts';
import { certificateFolders, readAuthorities } from './adapters/certificates.ts';
import { dockerArchive, openArchive } from './adapters/docker-archive.ts';
import { findDocker, openDocker } from './adapters/docker.ts';
import { readDockerCredentials, withLoginFolder } from './adapters/credentials.ts';
import { openDownloads } from './adapters/downloads.ts';
import { openActionsEntries, openPackages } from './adapters/github-api.ts';
import * as files from './adapters/files.ts';
import { checkOut, commitOf } from './adapters/git.ts';
import { openHttp, type Timeouts } from './adapters/http.ts';
import { compress, pack, unpack } from './adapters/packing.ts';
import { openLogFile } from './adapters/log.ts';
import { findPodman, openPodman } from './adapters/podman.ts';
import { run, stream } from './adapters/process.ts';
import { openRegistry } from './adapters/registry.ts';
import { openStore } from './adapters/store.ts';
import { changedSince, commitAt } from './adapters/work-tree.ts';
import { sweepStore } from './adapters/store-sweep.ts';
import { readTree, readTreeLayers } from './adapters/tree.ts';
import type { ScriptOrder, Stores, World } from './commands/world.ts';
import type { Catalog } from './core/catalog.ts';
import { credentialFiles } from './core/credentials.ts';
import type { ImageStore } from './core/image-store.ts';
import { layerStores, moverFrom } from './core/layered-store.ts';
import type { Engine } from './core/engine.ts';
import { chooseEngine, deferEngine, type EngineInput, noEngine } from './core/engine-choice.ts';
import type { HostAccess } from './core/registry-protocol.ts';
import type { Clock } from './core/retry.ts';
import type { Screen } from './core/screen.ts';
import { cacheFolder } from './run-folder.ts';

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
  /** for all that is removed in the end; the system's unless given */
  readonly temporary?: string;
  readonly budgetMinutes?: number | undefined;
  /** eight hex digits that all names of this run's end with, before others of their own */
  readonly run?: string;
  /** where binary packages are kept; in the user's cache unless given */
  readonly packages?: string;
  /** of registries; tests bring one that does not wait */
  readonly clock?: Clock;
  /** how long a registry may keep us waiting */
  readonly timeouts?: Partial<Timeouts>;
}

/** A timer of Node's can wait no longer than 24 days. */
const MOST_MINUTES = 35_000;

const CLOCK: Clock = {
  now: Date.now,
  sleep: async (ms) => {
    await setTimeout(ms);
  },
};

/** Assembles the world of a process. */
export function openWorld(options: RoofOptions): World {
  const { screen, folder, imagesFile, engine, scripts, signal, budgetMinutes, clock = CLOCK } = options;
  const { timeouts = {} } = options;
  const absolute = resolve(folder);
  const random = (): string => `${options.run ?? ''}${randomBytes(4).toString('hex')}`;
  const log = (line: string): void => {
    screen.say(line);
  };
  const temporary = options.temporary ?? process.env.RUNNER_TEMP ?? tmpdir();
  const cache = join(process.env.XDG_CACHE_HOME ?? join(homedir(), '.cache'), 'gentoo-image-builder');
  // An engine is needed before the images file is read, and reaches registries after it was.
  let access: Access = () => ({});
  return {
    files,
    engine: deferEngine(() => openEngine(engine, random, (host) => access(host))),
    git: { commitOf, checkOut },
    secretOf: (name) => process.env[name],
    download: openDownloads(openHttp({ access: (host) => access(host), proxy: process.env, timeouts })),
    screen,
    folder: absolute,
    scripts,
    temporary,
    packages: options.packages ?? join(cache, 'packages'),
    cache,
    logs: logsFolder(),
    openLog: (path) => openLogFile(path, { most: MOST_LOGGED }),
    now: Date.now,
    clock,
    random,
    signal,
    budget:
      budgetMinutes === undefined ? undefined : AbortSignal.timeout(Math.min(budgetMinutes, MOST_MINUTES) * 60_000),
    stores: (catalog, push, below) => {
      access = accessOf(catalog, join(absolute, imagesFile, '..'));
      return openStores(catalog, push, below, access, options);
    },
    openLayout: openStore,
    archive: dockerArchive,
    openArchive,
    compress,
    runScript,
    pack,
    unpack,
    changedSince,
    actionsCache: () => (hasActionsCache(process.env) ? openActionsCache(cacheFolder(), { clock, log }) : undefined),
    actionsEntries: () => {
      const { GITHUB_REPOSITORY: repository, GITHUB_TOKEN: token, GITHUB_API_URL: url } = process.env;
      return repository && token ? openActionsEntries({ repository, token, url }) : undefined;
    },
    commitAt,
    readTree,
    readTreeLayers,
  };
}

/** Bytes of a log; emerge prints less than a tenth of it for the largest of packages. */
const MOST_LOGGED = 256 * 1024 * 1024;

/** Where a later step of the job finds them; else where programs keep such things. */
function logsFolder(): string {
  const { RUNNER_TEMP, XDG_STATE_HOME } = process.env;
  if (RUNNER_TEMP !== undefined) return join(RUNNER_TEMP, 'gentoo-image-builder-logs');
  return join(XDG_STATE_HOME ?? join(homedir(), '.local', 'state'), 'gentoo-image-builder', 'logs');
}

/** The runner's own tokens and our inputs are not for the user's commands. */
async function runScript({ text, folder, environment, onLine, signal }: ScriptOrder): Promise<number> {
  const ours = Object.keys(process.env).filter((name) => /^(INPUT|ACTIONS)_/.test(name));
  const argv = ['env', ...ours.flatMap((name) => ['-u', name]), 'bash', '-euo', 'pipefail', '-c', text, 'command'];
  return await stream(argv, { cwd: folder, env: environment, onLine, signal, group: true });
}

/** The one registry whose images are removed by another interface. */
const GHCR = 'ghcr.io';

/** How a registry is reached. */
type Access = (host: string) => HostAccess;

async function openEngine(input: EngineInput, random: () => string, access: Access): Promise<Engine> {
  const docker = input === 'auto' ? await findDocker() : undefined;
  const found = { docker: docker === undefined, podman: docker !== undefined && (await findPodman()) };
  const chosen = chooseEngine(input, found);
  if (chosen === undefined && docker) throw noEngine(docker);
  return chosen === 'podman' ? openPodman(access) : openDocker(random);
}

/** What the images file says of registries; certificates are named from its folder. */
function accessOf(catalog: Pick<Catalog, 'registries'>, folder: string): Access {
  const folders = certificateFolders(process.env, homedir());
  return (host) => {
    const { insecure, ca, mirror } = catalog.registries.get(host) ?? {};
    const found = ca === undefined ? readAuthorities(folders, host) : readFileSync(resolve(folder, ca), 'utf8');
    const authority = insecure === true ? undefined : found;
    return {
      ...(insecure !== undefined && { insecure }),
      ...(authority !== undefined && { ca: authority }),
      ...(mirror !== undefined && { mirror }),
    };
  };
}

function openStores(
  catalog: Pick<Catalog, 'registry' | 'registries'>,
  push: boolean,
  below: string | undefined,
  access: Access,
  options: RoofOptions,
): Stores {
  const { screen, clock = CLOCK, timeouts = {} } = options;
  const credentials = readDockerCredentials(credentialFiles(process.env, homedir()), run);
  const client = openRegistry({
    send: openHttp({ access, proxy: process.env, timeouts }),
    access,
    credentials,
    clock,
    log: (line) => {
      screen.say(line);
    },
  });
  const data = process.env.XDG_DATA_HOME ?? join(homedir(), '.local', 'share');
  const folder = join(data, 'gentoo-image-builder', 'store');
  const local = openStore(folder);
  const packages = openPackages({
    token: async () => {
      const login = await credentials(GHCR, '');
      return process.env.GITHUB_TOKEN ?? (login && 'password' in login ? login.password : undefined);
    },
    url: process.env.GITHUB_API_URL,
  });
  const registries: ImageStore = {
    ...client,
    remove: async (reference) => {
      const { registry, repository, digest } = reference;
      await (registry === GHCR ? packages.remove(repository, digest) : client.remove(reference));
    },
  };
  const sweep = async (): Promise<void> => {
    await sweepStore(folder, Date.now());
  };
  const own: Omit<Stores, 'images' | 'near'> = {
    registries,
    repositories: async (registry, path) => {
      const [owner = ''] = path.split('/');
      const all = await (registry === GHCR ? packages.repositories(owner) : client.repositories(registry));
      return all?.filter((name) => path === '' || name.startsWith(`${path}/`));
    },
    locate: (reference) => Promise.resolve(reference),
    withLogin: async ({ registry, repository }, work) => {
      const host = access(registry).mirror ?? registry;
      return await withLoginFolder(host, await credentials(host, repository), work);
    },
  };
  if (catalog.registry === undefined) return { ...own, images: local, near: local, sweep };
  if (!push) return { ...own, images: layerStores(local, registries), near: local, sweep };
  if (below === undefined) return { ...own, images: registries, near: registries };
  const move = moverFrom(catalog.registry.slice(0, -`/${below}`.length), below);
  return {
    ...own,
    images: layerStores(registries, registries, move),
    near: registries,
    locate: async (reference) => ((await registries.head(reference)).answer === 'yes' ? reference : move(reference)),
  };
}
