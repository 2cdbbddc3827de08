// A rig whose registry stands behind the fault proxy, and its command line as a process of its own, which can be killed.
// In: images, rules. Out: outcomes. Waits of the registry client's take no time, and are told.

import { type ChildProcess, spawn } from 'node:child_process';
import { mkdirSync, readdirSync, rmSync } from 'node:fs';
import { join } from 'node:path';
import type { Clock } from '../../src/core/retry.ts';
import { type FaultProxy, type Rule, startFaultProxy } from '../fakes/fault-proxy.ts';
import { type RegistryProcess, type RegistrySetup, startRegistry } from '../fakes/registry-process.ts';
import { openRig, type Rig, type RigOptions } from './rig.ts';

/** With GIB_REAL_WAITS=1 the waits between tries are waited. */
const REAL_WAITS = process.env.GIB_REAL_WAITS === '1';
const ROOT = join(import.meta.dirname, '../..');

export interface FaultBench {
  readonly registry: RegistryProcess;
  readonly proxy: FaultProxy;
  /** a rig of its own below the proxy; closed with the bench */
  open(options?: RigOptions): FaultRig;
  close(): Promise<void>;
}

export interface FaultRig extends Rig {
  /** `t1a2b3c4d`: path below the proxy, and below the registry */
  readonly path: string;
  /** milliseconds that were waited since the last look */
  waited(): number;
  /** takes images out of the registry, with their builders, as if they had never been built; initial builders stay */
  forget(...names: string[]): void;
  /** the command line as a process with its own group, temporary folder and engine's client */
  spawn(...words: string[]): Process;
  /** a step of the action, whose inputs are variables */
  spawnAction(env: Readonly<Record<string, string>>): Process;
  /** the command line with variables of its own */
  spawnWith(env: Readonly<Record<string, string>>, ...words: string[]): Process;
}

export interface Process {
  readonly child: ChildProcess;
  /** SIGKILL to it and all that it started */
  kill(): void;
  readonly ended: Promise<{ code: number | undefined; out: string; log: string }>;
}

export async function openFaultBench(
  options: RegistrySetup & { tls?: { key: string; cert: string } } = {},
): Promise<FaultBench> {
  const registry = await startRegistry(options);
  const proxy = await startFaultProxy(registry.host, options.tls);
  const rigs: Rig[] = [];
  return {
    registry,
    proxy,
    open(rigOptions = {}) {
      let waits = 0;
      let now = Date.now();
      const clock: Clock = {
        now: () => (now = Math.max(now, Date.now())),
        sleep: async (ms) => {
          waits += ms;
          now += ms;
          if (REAL_WAITS) await new Promise((resolve) => setTimeout(resolve, ms));
        },
      };
      const { engine = 'docker' } = rigOptions;
      const rig = openRig({ registry: proxy.host, clock, ...rigOptions });
      rigs.push(rig);
      const path = rig.prefix?.slice(rig.prefix.indexOf('/') + 1) ?? '';
      const start = (words: readonly string[], env = {}): Process =>
        startProcess(rig.folder, 'cli.ts', [...words, '--engine', engine, '-C', rig.folder], env);
      return {
        ...rig,
        path,
        forget(...names) {
          const place = join(registry.data, 'docker/registry/v2/repositories', path);
          for (const name of names.flatMap((one) => [one, `builder-${one}`])) {
            rmSync(join(place, name), { recursive: true, force: true });
          }
        },
        waited() {
          const sum = waits;
          waits = 0;
          return sum;
        },
        spawn: (...words) => start(words),
        spawnWith: (env, ...words) => start(words, env),
        spawnAction: (env) => startProcess(rig.folder, 'main.ts', [], { INPUT_ENGINE: engine, ...env }),
      };
    },
    async close() {
      try {
        for (const rig of rigs) rig.close();
      } finally {
        await proxy.stop();
        await registry.stop();
      }
    },
  };
}

/** Rules for our client only: docker tries some failures again by itself, with waits that nobody can shorten. */
export function ours(rule: Omit<Rule, 'by'>): Rule {
  return { by: 'gentoo-image-builder', ...rule };
}

/** What a process left in its temporary folder. */
export function leftovers(rig: Rig): string[] {
  return readdirSync(join(rig.folder, 'tmp'));
}

function startProcess(
  folder: string,
  entry: 'cli.ts' | 'main.ts',
  words: readonly string[],
  env: Readonly<Record<string, string>>,
): Process {
  const temporary = join(folder, 'tmp');
  mkdirSync(temporary, { recursive: true });
  const node = join(ROOT, 'node_modules/node/bin/node');
  const child = spawn(node, ['--no-warnings', join(ROOT, 'src', entry), ...words], {
    detached: true,
    stdio: ['ignore', 'pipe', 'pipe'],
    env: {
      ...process.env,
      TMPDIR: temporary,
      RUNNER_TEMP: temporary,
      XDG_DATA_HOME: join(folder, 'data'),
      XDG_CACHE_HOME: join(folder, 'cache'),
      ...env,
    },
  });
  let out = '';
  let log = '';
  child.stdout.on('data', (chunk: Buffer) => (out += String(chunk)));
  child.stderr.on('data', (chunk: Buffer) => (log += String(chunk)));
  const ended = new Promise<{ code: number | undefined; out: string; log: string }>((resolve) => {
    child.once('close', (code) => {
      resolve({ code: code ?? undefined, out, log });
    });
  });
  return {
    child,
    kill() {
      if (child.pid !== undefined && child.exitCode === null) process.kill(-child.pid, 'SIGKILL');
    },
    ended,
  };
}
