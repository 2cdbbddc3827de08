// An engine by its command line: what docker and podman have in common. In: how commands are run, and in what this engine
// differs. Out: an `Engine`. Only remembers what it made, so that `close` leaves nothing behind.

import {
  buildArgv,
  type BuilderOrder,
  changedByCommit,
  commitArgv,
  type ContainerStyle,
  createBuilderArgv,
  createTestArgv,
  mountArgv,
  removeArgv,
  type TestOrder,
  treeIn,
  USUAL_TREE,
} from './container.ts';
import type { Engine, EngineLimits, EngineLogin, SnapshotMount, TestEnd, Watch } from './engine.ts';
import {
  engineRefusal,
  type Finished,
  IMAGE_FORMAT,
  type ImageData,
  imageIdOf,
  isMissingPath,
  parseImages,
  parseInspection,
} from './engine-words.ts';
import { awaitHealth, healthCommand, type HealthEnd, type HealthGoal, healthTimeout } from './health.ts';
import { unreachable } from './unreachable.ts';

/** Ways to run a program; `adapters/process.ts` has them. */
export interface Runner {
  readonly run: (
    argv: readonly string[],
    options?: { env?: Readonly<Record<string, string>>; timeoutMs?: number },
  ) => Promise<Finished>;
  readonly stream: (
    argv: readonly string[],
    options?: Watch & { input?: AsyncIterable<Uint8Array>; env?: Readonly<Record<string, string>> },
  ) => Promise<number>;
  /** standard output goes to a file */
  readonly save: (argv: readonly string[], file: string) => Promise<Finished>;
}

/** What one engine does in its own way. */
export interface EngineTraits {
  readonly name: 'docker' | 'podman';
  readonly style: ContainerStyle;
  /** of a `build`, where it is not ours */
  environment(): Promise<Readonly<Record<string, string>> | undefined>;
  /** runs a `create` */
  readonly create: (argv: readonly string[]) => Promise<void>;
  /** how `pull` and `push` get to the registry of a reference */
  reach(reference: string, login: EngineLogin | undefined): Promise<Reach>;
  checkTrust(host: string): Promise<void>;
  limits(): Promise<EngineLimits>;
  /** mounts an image whose tree is at `tree`; `create` makes a container that `close` removes */
  mountImage(
    image: string,
    tree: string,
    create: (name: string, argv: readonly string[]) => Promise<void>,
  ): Promise<SnapshotMount>;
  close(): Promise<void>;
}

/** Options of a command, and its environment where it is not ours. */
export interface Reach {
  readonly options: readonly string[];
  readonly env?: Readonly<Record<string, string>>;
}

/** Runs a command of an engine and gives what it printed; anything but success is the engine's refusal. */
export async function ask(
  { run }: Pick<Runner, 'run'>,
  engine: 'docker' | 'podman',
  argv: readonly string[],
  env?: Readonly<Record<string, string>>,
): Promise<string> {
  const done = await run([engine, ...argv], env && { env });
  if (done.code !== 0) throw engineRefusal(engine, argv, done);
  return done.stdout.trim();
}

/** An engine of these traits. Throws an `UnreachableError` in words when it is not there, not running, not allowed. */
export function openCommandEngine(traits: EngineTraits, runner: Runner): Engine {
  const { name, style } = traits;
  const containers = keepContainers(traits, runner);
  const snapshots = new Map<string, Promise<SnapshotMount>>();
  const engine = async (argv: readonly string[]): Promise<string> => await ask(runner, name, argv);

  async function inspect(reference: string): Promise<ImageData | undefined> {
    return parseInspection(name, await runner.run([name, 'image', 'inspect', reference]));
  }

  async function mountTree(image: string): Promise<SnapshotMount> {
    return await traits.mountImage(image, treeIn((await inspect(image))?.config ?? {}), containers.create);
  }

  return {
    async imageId(reference: string): Promise<string | undefined> {
      return (await inspect(reference))?.id;
    },

    async images() {
      return parseImages(await engine(['image', 'ls', '--no-trunc', '--format', IMAGE_FORMAT]));
    },

    async pull(reference: string, platform: string, login?: EngineLogin): Promise<string> {
      const { options, env } = await traits.reach(reference, login);
      await ask(runner, name, ['pull', '--quiet', `--platform=${platform}`, ...options, reference], env);
      const image = await inspect(reference);
      if (image === undefined) throw unreachable(`${name} pulled ${reference}, but does not have it`);
      return image.id;
    },

    async push(reference: string, login?: EngineLogin): Promise<void> {
      const { options, env } = await traits.reach(reference, login);
      await ask(runner, name, ['push', '--quiet', ...options, reference], env);
    },

    checkTrust: async (host) => {
      await traits.checkTrust(host);
    },

    limits: async () => await traits.limits(),

    async tag(image: string, reference: string): Promise<void> {
      await engine(['tag', image, reference]);
    },

    async untag(reference: string): Promise<void> {
      await runner.run([name, 'image', 'rm', reference]);
    },

    async load(archive: AsyncIterable<Uint8Array>): Promise<void> {
      const words: string[] = [];
      const options = { input: archive, onLine: (line: string) => void words.push(line) };
      const code = await runner.stream([name, 'load', '--quiet'], options);
      if (code !== 0) throw engineRefusal(name, ['load'], { code, stdout: '', stderr: words.join('\n') });
    },

    async buildImage(order, watch): Promise<number> {
      const env = await traits.environment();
      return await runner.stream([name, ...buildArgv(order, style)], { ...watch, ...(env && { env }) });
    },

    async saveImage(image, file): Promise<void> {
      const done = await runner.save([name, 'save', image], file);
      if (done.code !== 0) throw engineRefusal(name, ['save'], done);
    },

    async mountSnapshot(source: { image: string } | { folder: string }): Promise<SnapshotMount> {
      if ('folder' in source) {
        return { args: mountArgv({ source: source.folder, target: USUAL_TREE, readonly: true }), path: USUAL_TREE };
      }
      const mounted = snapshots.get(source.image) ?? mountTree(source.image);
      snapshots.set(source.image, mounted);
      return await mounted;
    },

    async runBuilder(order: BuilderOrder, watch: Watch): Promise<number> {
      const { config } = (await inspect(order.image)) ?? {};
      await containers.create(order.name, createBuilderArgv(order, style, config?.Env ?? []));
      return await containers.runToEnd(order.name, watch);
    },

    async commit(container, base, reference, labels): Promise<string> {
      const id = imageIdOf(await engine(commitArgv(container, reference, labels, style)));
      const [before, after] = await Promise.all([inspect(base), inspect(id)]);
      const changed = changedByCommit(before?.config ?? {}, after?.config ?? {});
      if (changed.length > 0) throw new Error(`the commit of ${reference} kept ${changed.join(', ')} of its container`);
      return id;
    },

    async runTest(order: TestOrder, timeoutMs: number, watch: Watch): Promise<TestEnd> {
      const { config } = (await inspect(order.image)) ?? {};
      await containers.create(order.name, createTestArgv(order, style, config?.Env ?? []));
      const timer = AbortSignal.timeout(timeoutMs);
      const signal = watch.signal ? AbortSignal.any([timer, watch.signal]) : timer;
      const code = await containers.runToEnd(order.name, { ...watch, signal });
      const outOfMemory = code !== 0 && !signal.aborted && (await wasOutOfMemory(runner, name, order.name));
      await containers.remove(order.name);
      return { code, timedOut: timer.aborted, outOfMemory };
    },

    async runHealth(order: TestOrder, goal: HealthGoal, watch: Watch): Promise<HealthEnd> {
      const { config = {} } = (await inspect(order.image)) ?? {};
      const command = healthCommand(config);
      if (command === undefined) return { kind: 'none' };
      await containers.create(order.name, createTestArgv(order, style, config.Env ?? []));
      const stop = new AbortController();
      const signal = watch.signal ? AbortSignal.any([stop.signal, watch.signal]) : stop.signal;
      let code: number | undefined;
      const running = containers.runToEnd(order.name, { ...watch, signal }).then((ended) => (code = ended));
      const timer = AbortSignal.timeout(goal.within * 1000);
      try {
        return await awaitHealth(goal, {
          ask: () => runner.run([name, 'exec', order.name, ...command], { timeoutMs: healthTimeout(config) }),
          ended: () => code,
          pause: () => new Promise((resolve) => setTimeout(resolve, HEALTH_PAUSE)),
          isOver: () => timer.aborted,
        });
      } finally {
        stop.abort();
        await running;
        await containers.remove(order.name);
      }
    },

    async copyOut(container, image, path, folder): Promise<boolean> {
      await containers.create(container, ['create', `--name=${container}`, image, '/none']);
      const done = await runner.run([name, 'cp', `${container}:${path}/.`, folder]);
      await containers.remove(container);
      return done.code === 0;
    },

    async saveOut(container, image, path, file): Promise<boolean> {
      // It never runs: what its command is does not matter.
      await containers.create(container, ['create', `--name=${container}`, image, '/none']);
      const argv = ['cp', `${container}:${path}`, '-'];
      const done = await runner.save([name, ...argv], file);
      await containers.remove(container);
      if (done.code !== 0 && !isMissingPath(done.stderr)) throw engineRefusal(name, argv, done);
      return done.code === 0;
    },

    remove: containers.remove,

    async close(): Promise<void> {
      await containers.removeAll();
      await traits.close();
    },
  };
}

/** Milliseconds between two questions about an image's health. */
const HEALTH_PAUSE = 1000;

/** Whether the kernel ended something in a container for want of memory, as both engines keep it. */
async function wasOutOfMemory({ run }: Runner, engine: string, container: string): Promise<boolean> {
  const { stdout } = await run([engine, 'container', 'inspect', '--format', '{{.State.OOMKilled}}', container]);
  return stdout.trim() === 'true';
}

/** What a container's end by a signal gives: 128 and 9, as of a process that was killed. */
const KILLED = 137;

/** The containers that were made here, by name. */
function keepContainers(
  { name: engine, style, create }: EngineTraits,
  { run, stream }: Runner,
): {
  readonly create: (name: string, argv: readonly string[]) => Promise<void>;
  readonly runToEnd: (name: string, watch: Watch) => Promise<number>;
  readonly remove: (name: string) => Promise<void>;
  readonly removeAll: () => Promise<void>;
} {
  const made = new Set<string>();

  async function remove(name: string): Promise<void> {
    if (!made.delete(name)) return;
    await run([engine, ...removeArgv(name, style)]);
  }

  return {
    async create(name, argv): Promise<void> {
      made.add(name);
      await create(argv);
    },

    /** Ending the command line would leave the container running: a signal ends it by its name. */
    async runToEnd(name, { onLine, signal }): Promise<number> {
      let removed: Promise<void> | undefined;
      const end = (): void => void (removed ??= remove(name));
      // A signal that came earlier tells nobody any more.
      if (signal?.aborted) end();
      else signal?.addEventListener('abort', end, { once: true });
      const code = removed ? KILLED : await stream([engine, 'start', '--attach', name], { onLine });
      signal?.removeEventListener('abort', end);
      await removed;
      return code;
    },

    remove,

    async removeAll(): Promise<void> {
      await Promise.all([...made].map(remove));
    },
  };
}
