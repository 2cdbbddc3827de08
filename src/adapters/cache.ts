// GitHub's cache service, by its own client. In: files by their digest, records by name. Out: the same in a later job.
// The client tells failures only in the log, as workflow commands: it is heard instead, so that they become errors here.
// An entry of the service can never be written again; so a record gets a name of its own each time, the newest counts.
// https://docs.github.com/en/actions/reference/workflows-and-actions/dependency-caching

import { randomBytes } from 'node:crypto';
import { copyFile, mkdir, readFile, rename, rm, writeFile } from 'node:fs/promises';
import { dirname, join } from 'node:path';
// Its type only: the client itself is loaded when it is used.
import type * as cacheClient from '@actions/cache';
import { type CacheEntry, type CacheRecord, type CacheService, KEY_PREFIX, parseRecord } from '../core/cache-record.ts';
import { registryError } from '../core/image-store.ts';
import { type Clock, retrying } from '../core/retry.ts';

type Client = typeof cacheClient;

/** Whether the runner offers the service. */
export function hasActionsCache(env: Readonly<Record<string, string | undefined>>): boolean {
  return (env.ACTIONS_RESULTS_URL ?? env.ACTIONS_CACHE_URL ?? '') !== '' && (env.ACTIONS_RUNTIME_TOKEN ?? '') !== '';
}

/**
 * The service. `folder`: where files pass through; what was kept by one path is found by the same path only. What is too
 * much for it in a minute is kept in the next one; `log` tells.
 */
export function openActionsCache(
  folder: string,
  { clock, log }: { readonly clock: Clock; readonly log: (line: string) => void },
): CacheService {
  const client = (): Promise<Client> => import('@actions/cache');

  async function restore(file: string, key: string, prefix?: string): Promise<string | undefined> {
    const path = join(folder, file);
    await mkdir(folder, { recursive: true });
    const { restoreCache } = await client();
    try {
      const found = await heard(folder, () => restoreCache([path], key, prefix === undefined ? [] : [prefix]));
      return found === undefined ? undefined : path;
    } catch (error) {
      // Evicted after it was found: the client unpacks whatever comes in its place.
      if (error instanceof Error && error.message.includes(NO_ARCHIVE)) return undefined;
      throw error;
    }
  }

  async function save(file: string, key: string): Promise<boolean> {
    const { saveCache } = await client();
    const attempt = (): Promise<number> => heard(folder, () => saveCache([join(folder, file)], key));
    try {
      await retrying({ clock, random: Math.random, log }, attempt, true);
    } finally {
      await rm(join(folder, file), { force: true });
    }
    return true;
  }

  return {
    async find(name): Promise<CacheRecord | undefined> {
      const path = await restore('record', `${KEY_PREFIX}-${name}-`, `${KEY_PREFIX}-${name}-`);
      if (path === undefined) return undefined;
      const text = await readFile(path, 'utf8');
      await rm(path);
      return parseRecord(text);
    },

    async fetch(entry, path): Promise<boolean> {
      const found = await restore(fileOf(entry), `${KEY_PREFIX}-${fileOf(entry)}`);
      if (found === undefined) return false;
      await mkdir(dirname(path), { recursive: true });
      // What comes under another path is none of ours.
      return await rename(found, path).then(
        () => true,
        () => false,
      );
    },

    async store(entry, path): Promise<boolean> {
      await mkdir(folder, { recursive: true });
      await copyFile(path, join(folder, fileOf(entry)));
      return await save(fileOf(entry), `${KEY_PREFIX}-${fileOf(entry)}`);
    },

    async write(name, record): Promise<boolean> {
      await mkdir(folder, { recursive: true });
      await writeFile(join(folder, 'record'), JSON.stringify(record));
      return await save('record', `${KEY_PREFIX}-${name}-${randomBytes(8).toString('hex')}`);
    },
  };
}

function fileOf({ digest }: CacheEntry): string {
  return digest.slice('sha256:'.length);
}

/** What the client says of bytes that are no archive. */
const NO_ARCHIVE = "tar' failed with exit code";

/** What is there already was kept by another job: the same file, since its key is made of its bytes. */
const THERE = /\(409\)|already exists/i;

/** 200 entries a minute and repository, all jobs together (GitHub's changelog of 2026-01-16). */
const TOO_MANY = 'Rate limited: ';
const RESET = /your rate limit will reset in (\d+) seconds/;
const A_MINUTE = 60_000;
const MOST_WAITS = 4;

/** What the client says where the workflow or the event lets nobody write; then it does as if it had. */
const READ_ONLY = /^Cache save skipped: (.+)/;

/** One after the other: who listens to the log has it alone. */
let turn: Promise<unknown> = Promise.resolve();

/** Does work of the client's and throws what it only says. What it leaves behind lies in `folder`. */
async function heard<T>(folder: string, work: () => Promise<T>): Promise<T> {
  const mine = turn.then(() => listen(folder, work));
  turn = mine.catch(() => undefined);
  return await mine;
}

async function listen<T>(folder: string, work: () => Promise<T>): Promise<T> {
  const lines: string[] = [];
  const before = Object.getOwnPropertyDescriptor(process.stdout, 'write');
  process.stdout.write = (chunk: string | Uint8Array): boolean => {
    lines.push(
      ...Buffer.from(chunk as Uint8Array)
        .toString()
        .split(/\r?\n/),
    );
    return true;
  };
  const { RUNNER_TEMP: temporary } = process.env;
  process.env.RUNNER_TEMP = folder;
  let result: T;
  try {
    result = await work();
  } finally {
    if (before) Object.defineProperty(process.stdout, 'write', before);
    else Reflect.deleteProperty(process.stdout, 'write');
    if (temporary === undefined) delete process.env.RUNNER_TEMP;
    else process.env.RUNNER_TEMP = temporary;
  }
  // What stands behind an address may be a signature, whose mask was kept out of the log as well.
  const failure = failureIn(lines)?.replaceAll(/(https?:\/\/[^\s?]+)\?\S+/g, '$1');
  if (failure === undefined) return result;
  if (failure.includes(TOO_MANY)) {
    const told = lines.map((line) => RESET.exec(line)?.[1]).find((one) => one !== undefined);
    const retryAfter = told === undefined ? A_MINUTE : Number(told) * 1000;
    throw registryError('unavailable', 'the cache service', failure, { retries: MOST_WAITS, retryAfter });
  }
  throw new Error(failure);
}

function failureIn(lines: readonly string[]): string | undefined {
  // The reason why nothing could be reserved is told to who debugs alone.
  const reserved = lines.map((line) => /^::debug::Failed to reserve cache: (?:Error: )?(.+)/.exec(line)?.[1]);
  const reason = reserved.find((one) => one !== undefined);
  if (reason !== undefined) return THERE.test(reason) ? undefined : reason;
  const skipped = lines.map((line) => READ_ONLY.exec(line)?.[1]).find((one) => one !== undefined);
  if (skipped !== undefined) return skipped;
  return lines.map((line) => /^::(?:warning|error)[^:]*::(.+)/.exec(line)?.[1]).find((one) => one !== undefined);
}
