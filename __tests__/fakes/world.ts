// A world without an engine, a registry or a clock. In: an images file, and what happens in containers. Out: a `World`
// that notes what is done to it, in order. Files are real, in a folder of its own; stores are local ones that are watched.

import { mkdir, mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import { afterEach } from 'vitest';
import * as files from '../../src/adapters/files.ts';
import { openArchive } from '../../src/adapters/docker-archive.ts';
import { compress, pack, unpack } from '../../src/adapters/packing.ts';
import { openLogFile } from '../../src/adapters/log.ts';
import { openStore } from '../../src/adapters/store.ts';
import { readTree, readTreeLayers } from '../../src/adapters/tree.ts';
import type { ScriptOrder, World } from '../../src/commands/world.ts';
import type { Mount, TestOrder } from '../../src/core/container.ts';
import type { Engine } from '../../src/core/engine.ts';
import type { HealthEnd } from '../../src/core/health.ts';
import { type ImageStore, registryError } from '../../src/core/image-store.ts';
import { layerStores } from '../../src/core/layered-store.ts';
import { type Existence, OCI_CONFIG, OCI_LAYER_GZIP, OCI_MANIFEST, sha256 } from '../../src/core/oci.ts';
import { formatProblem } from '../../src/core/problem.ts';
import { formatReference, parseReference, type Reference } from '../../src/core/reference.ts';
import { blobOf } from '../adapters/image-store.contract.ts';

export const STAGE3 = 'docker.io/gentoo/stage3:latest';
export const PORTAGE = 'docker.io/gentoo/portage:20261116';

/** The top of an images file with a registry and one builder. */
export const TOP = `registry: ghcr.io/acme
builders:
  default: {stage3: "${STAGE3}", portage: "${PORTAGE}"}
`;

/** base <- go <- hydra, with lone beside them; go has a test. */
export const CHAIN = `${TOP}images:
  - {name: base, latest: false, build: {packages: sys-apps/baselayout}}
  - {name: go, requires: base, build: {packages: dev-lang/go}, test: go version}
  - {name: hydra, requires: go, build: {packages: app-misc/hydra}}
  - {name: lone, build: {packages: app-misc/lone}}
`;

/** What happens in a container: what it prints, what it leaves in `/gib/out`, and its exit code. */
export interface Happening {
  readonly lines?: readonly string[];
  readonly out?: Readonly<Record<string, string>>;
  readonly code?: number;
  /** looks into the job's folder while the container runs */
  readonly look?: (folder: string, mounts: readonly Mount[]) => void;
}

/** What a test does. */
export interface TestHappening {
  readonly lines?: readonly string[];
  readonly code?: number;
  readonly timedOut?: boolean;
  readonly outOfMemory?: boolean;
  /** of `healthcheck` */
  readonly health?: HealthEnd;
}

export interface FakeWorld extends World {
  /** what was done to the outside, in order, fingerprints cut short */
  readonly events: string[];
  /** questions about existence */
  readonly asked: string[];
  readonly said: string[];
  /** problems as a terminal shows them */
  readonly problems: string[];
  /** names and ids of the engine's images */
  readonly images: Map<string, string>;
  /** by the label of a job: `go`, `scratch`, `builder` for a core */
  readonly jobs: Map<string, Happening>;
  /** by the name of a script's image: what its command does; without one, it leaves `$IMAGE` */
  readonly commands: Map<string, (order: ScriptOrder, images: Map<string, string>) => number>;
  /** by the words of a test */
  readonly tests: Map<string, TestHappening>;
  /** references whose registry does not answer, by a part of them */
  readonly silent: Set<string>;
  /** commits by URL and revision, `URL#main`; contents of their only file by commit; files by URL */
  readonly revisions: Map<string, string>;
  readonly commits: Map<string, string>;
  readonly served: Map<string, string>;
  /** environment variables that are named as secrets */
  readonly secrets: Map<string, string>;
  /** by path, what `saveOut` finds in builders */
  readonly inside: Map<string, string>;
  /** containers that were not removed */
  readonly running: Set<string>;
  /** the local store, the registry; not watched */
  readonly local: ImageStore;
  readonly registry: ImageStore;
  /** writes a file below the working directory */
  write(path: string, text: string): Promise<void>;
}

/** Each look at the clock is a millisecond later, in all worlds of a process: of two runs one is the later. */
let tick = 0;

/** What is written before an image gets its names: who moves them. `isFirst`: of the store, which is one for all repositories. */
export function recorded(repository: string, isFirst = true): string[] {
  const record = `manifest ghcr.io/${repository}@digest`;
  return [`blob ${repository}`, ...(isFirst ? [record] : []), record, record];
}

const folders: string[] = [];
afterEach(async () => {
  await Promise.all(folders.splice(0).map((folder) => rm(folder, { recursive: true, force: true })));
});

/**
 * Makes a world whose working directory holds `images.yaml`. `given`: its registry, in the place of a folder; where that is not
 * `isEmpty`, it has the stage3 and the snapshot already.
 */
export async function fakeWorld(
  yaml: string = CHAIN,
  signal: AbortSignal = new AbortController().signal,
  given?: ImageStore,
  isEmpty = true,
): Promise<FakeWorld> {
  const root = await mkdtemp(join(tmpdir(), 'world-'));
  folders.push(root);
  const local = openStore(join(root, 'local'));
  const registry = given ?? openStore(join(root, 'registry'));
  const record: Recorder = {
    ...{ events: [], asked: [], said: [], problems: [], images: new Map(), jobs: new Map(), tests: new Map() },
    ...{ silent: new Set(), running: new Set(), commands: new Map() },
    ...{ revisions: new Map(), commits: new Map(), served: new Map(), inside: new Map(), secrets: new Map() },
  };
  const watched = watch(registry, record, '');
  const near = watch(local, record, 'local ');
  let random = 0;
  const world: FakeWorld = {
    ...record,
    ...{ files, local, registry, signal },
    engine: fakeEngine(record, registry),
    secretOf: (name) => record.secrets.get(name),
    git: {
      commitOf: (url, revision) => Promise.resolve(record.revisions.get(`${url}#${revision}`)),
      async checkOut(url, commit, _cache, to) {
        record.events.push(`checkout ${url} ${commit.slice(0, 7)}`);
        const text = record.commits.get(commit);
        if (text !== undefined) await files.writeText(join(to, 'file'), text);
        return text !== undefined;
      },
    },
    async download(url) {
      record.events.push(`download ${url}`);
      const text = record.served.get(url);
      if (text === undefined) throw registryError('not-found', 'example.org', 'it has no such file (404)');
      return await Promise.resolve(blobOf(text).open());
    },
    screen: fakeScreen(record),
    folder: join(root, 'work'),
    scripts: join(root, 'scripts'),
    temporary: join(root, 'temporary'),
    cache: join(root, 'cache'),
    packages: join(root, 'packages'),
    logs: join(root, 'logs'),
    openLog: (path) => openLogFile(path, { most: 1_000_000 }),
    actionsCache: () => undefined,
    actionsEntries: () => undefined,
    now: () => tick++,
    clock: { now: () => 0, sleep: () => Promise.resolve() },
    random: () => (++random).toString(16).padStart(8, '0'),
    stores: (catalog, push) => {
      const images = catalog.registry === undefined ? near : push ? watched : layerStores(near, watched);
      return {
        images,
        near: catalog.registry !== undefined && push ? watched : near,
        registries: watched,
        repositories: () => Promise.resolve(undefined),
        locate: (reference) => Promise.resolve(reference),
        withLogin: (_reference, work) => work(undefined),
      };
    },
    openLayout: openStore,
    async *archive(_configBytes, configDigest, layers) {
      for (const layer of layers) for await (const chunk of layer.open()) yield chunk.subarray(0, 0);
      record.images.set(configDigest, configDigest);
    },
    changedSince: () => Promise.resolve('there is no git here'),
    commitAt: () => Promise.resolve('there is no git here'),
    readTree,
    readTreeLayers,
    runScript(order) {
      const { NAME = '', IMAGE = '' } = order.environment;
      record.events.push(`command ${NAME}`);
      const command = record.commands.get(NAME);
      if (command) return Promise.resolve(command(order, record.images));
      record.images.set(IMAGE, sha256(`image ${IMAGE}`));
      return Promise.resolve(0);
    },
    openArchive,
    compress,
    pack,
    unpack,
    async write(path, text) {
      await mkdir(dirname(join(root, 'work', path)), { recursive: true });
      await writeFile(join(root, 'work', path), text);
    },
  };
  await world.write('images.yaml', yaml);
  await mkdir(world.scripts);
  if (isEmpty) for (const reference of [STAGE3, PORTAGE]) await putImage(registry, reference);
  return world;
}

/** What is done to a fake world, and what happens in it. */
export type Recorder = Pick<
  FakeWorld,
  | 'events'
  | 'asked'
  | 'said'
  | 'problems'
  | 'images'
  | 'jobs'
  | 'tests'
  | 'silent'
  | 'running'
  | 'commands'
  | 'revisions'
  | 'commits'
  | 'served'
  | 'inside'
  | 'secrets'
>;

/** An image with a configuration of its own. Gives its digest. */
export async function putImage(store: ImageStore, name: string, created = '2026-11-16T01:00:00Z'): Promise<string> {
  const reference = parseReference(name);
  if (!reference) throw new Error(`${name} is no reference`);
  const config = blobOf(JSON.stringify({ os: 'linux', architecture: 'amd64', created, note: name }));
  const layer = blobOf(`a layer of ${name}`);
  for (const blob of [config, layer]) await store.putBlob(reference, blob);
  const manifest = {
    schemaVersion: 2,
    mediaType: OCI_MANIFEST,
    config: { mediaType: OCI_CONFIG, digest: config.digest, size: config.size },
    layers: [{ mediaType: OCI_LAYER_GZIP, digest: layer.digest, size: layer.size }],
  };
  return await store.putManifest(reference, Buffer.from(JSON.stringify(manifest)), OCI_MANIFEST);
}

/** `f1-0123...` is `f1`; a digest is gone: an event reads the same whatever the content is. */
function short(text: string): string {
  return text
    .replaceAll(/f1-[0-9a-f]{32}(-passed)?(-[0-9a-f]{16})?/g, 'f1$1')
    .replaceAll(/@?sha256:[0-9a-f]{64}/g, '@digest');
}

function watch(store: ImageStore, { events, asked, silent }: Recorder, who: string): ImageStore {
  const nameOf = ({ registry, repository, tag, digest }: Reference): string => {
    return short(
      formatReference({
        registry,
        repository,
        ...(tag !== undefined && { tag }),
        ...(digest !== undefined && { digest }),
      }),
    );
  };
  return {
    ...store,
    async head(reference): Promise<Existence> {
      asked.push(who + nameOf(reference));
      const isSilent = [...silent].some((part) => nameOf(reference).includes(part));
      return isSilent ? { answer: 'unknown', reason: '503 from the registry' } : await store.head(reference);
    },
    async putBlob(reference, blob, from) {
      const done = await store.putBlob(reference, blob, from);
      events.push(`${who}blob ${reference.repository}${from ? ' from its parent' : ''}`);
      return done;
    },
    async putManifest(reference, bytes, mediaType) {
      const digest = await store.putManifest(reference, bytes, mediaType);
      events.push(`${who}manifest ${nameOf(reference)}`);
      return digest;
    },
  };
}

function fakeScreen({ said, problems, events: _events }: Recorder): World['screen'] {
  const quiet = (): void => undefined;
  return {
    say: (line) => void said.push(short(line)),
    warn: (line) => void said.push(`warning: ${line}`),
    problem: (problem) => void problems.push(formatProblem(problem)),
    group: quiet,
    endGroup: quiet,
    child: quiet,
    progress: quiet,
  };
}

/** An engine whose containers do what `record.jobs` says; what it pushes goes to `registry`. */
export function fakeEngine(record: Recorder, registry: ImageStore): Engine {
  const { events, images, running } = record;
  const idOf = (name: string): string => sha256(`image ${name}`);
  return {
    limits: () => Promise.resolve(undefined),
    checkTrust(host) {
      events.push(`trust ${host}`);
      return Promise.resolve();
    },
    imageId: (reference) =>
      Promise.resolve(images.get(reference) ?? [...images.values()].find((id) => id === reference)),
    images: () => Promise.resolve([...images].map(([reference, id]) => ({ reference, id, made: undefined }))),
    async pull(reference) {
      events.push(`pull ${short(reference)}`);
      const parsed = parseReference(reference);
      if (!parsed || (await registry.head(parsed)).answer !== 'yes') throw new Error(`docker has no ${reference}`);
      images.set(reference, idOf(reference));
      return idOf(reference);
    },
    async push(reference) {
      if (!images.has(reference)) throw new Error(`docker has no ${reference}`);
      await putImage(registry, reference);
      events.push(`push ${short(reference)}`);
    },
    tag(image, reference) {
      events.push(`tag ${short(reference)}`);
      images.set(reference, image);
      return Promise.resolve();
    },
    untag(reference) {
      images.delete(reference);
      return Promise.resolve();
    },
    async load(archive) {
      for await (const chunk of archive) if (chunk.length > 0) throw new Error('the archive is empty');
      events.push('load');
    },
    buildImage: () => Promise.reject(new Error('the fake engine carries out no lines')),
    saveImage: () => Promise.reject(new Error('the fake engine saves no image')),
    async saveOut(_name, image, path, file) {
      events.push(`copy ${path} of ${short(image)}`);
      const text = record.inside.get(path);
      if (text !== undefined) await files.writeText(file, text);
      return text !== undefined;
    },
    mountSnapshot: (source) =>
      Promise.resolve({
        args: ['--mount', 'folder' in source ? source.folder : 'image'],
        path: '/var/db/repos/gentoo',
      }),
    async runBuilder({ name, mounts, image }, { onLine }) {
      running.add(name);
      const folderOf = (target: string): string => mounts.find((mount) => mount.target === target)?.source ?? '';
      const values = (await files.readText(join(folderOf('/gib/job'), 'job.env')))?.split('\0') ?? [];
      const value = (key: string): string =>
        values.find((one) => one.startsWith(`${key}=`))?.slice(key.length + 1) ?? '';
      const label = value('GIB_LABEL');
      const base = [...images].find(([, id]) => id === image)?.[0] ?? image;
      events.push(`run ${value('GIB_MODE')} ${label} from ${short(base)}`);
      const { lines = [], out = {}, code = 0, look } = record.jobs.get(label) ?? {};
      look?.(folderOf('/gib/job'), mounts);
      for (const line of lines) onLine?.(line, 'stdout');
      const left = {
        step: 'done\n',
        'layer.tar.gz': `layer of ${label}`,
        'layer.diffid': sha256(label),
        'packages.json': '{"packages":[]}',
        ...out,
      };
      for (const [path, text] of Object.entries(left)) await files.writeText(join(folderOf('/gib/out'), path), text);
      return code;
    },
    commit(_container, _base, reference) {
      events.push(`commit ${short(reference)}`);
      images.set(reference, idOf(reference));
      return Promise.resolve(idOf(reference));
    },
    runTest(order, _timeoutMs, { onLine }) {
      events.push(`test ${wordsOf(order)}`);
      const { lines = [], code = 0, timedOut = false, outOfMemory = false } = record.tests.get(wordsOf(order)) ?? {};
      for (const line of lines) onLine?.(line, 'stdout');
      return Promise.resolve({ code, timedOut, outOfMemory });
    },
    runHealth(_order, goal, { onLine }) {
      events.push(`health ${goal.healthy} within ${goal.within}`);
      const { lines = [], health = { kind: 'healthy' } } = record.tests.get('healthcheck') ?? {};
      for (const line of lines) onLine?.(line, 'stdout');
      return Promise.resolve(health);
    },
    copyOut(_container, image) {
      const name = [...images].find(([, id]) => id === image)?.[0] ?? image;
      events.push(`copy out of ${short(name)}`);
      return Promise.resolve(true);
    },
    remove(container) {
      running.delete(container);
      return Promise.resolve();
    },
    close: () => Promise.resolve(),
  };
}

function wordsOf({ argv }: TestOrder): string {
  return argv.join(' ');
}
