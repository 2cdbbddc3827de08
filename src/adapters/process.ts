// The only place that starts processes. In: argv and what goes in. Out: exit code and what came out, or its lines as they
// come. Never a shell, never a decision; a command that is not there is told apart from one that failed.

import { type ChildProcess, spawn } from 'node:child_process';
import { once } from 'node:events';
import { open } from 'node:fs/promises';
import { constants } from 'node:os';
import { Readable } from 'node:stream';
import { pipeline } from 'node:stream/promises';
import { setFlagsFromString } from 'node:v8';
import { getExecOutput } from '@actions/exec';
import { openCutter } from '../core/lines.ts';

export interface RunOptions {
  readonly env?: Readonly<Record<string, string>> | undefined;
  readonly cwd?: string | undefined;
  readonly input?: string | undefined;
  /** milliseconds; then the process gets SIGTERM, and SIGKILL ten seconds later */
  readonly timeoutMs?: number | undefined;
}

/** What a shell adds to the number of the signal that ended a command. */
const SIGNALLED = 128;

/** What `timeout` of coreutils ends with. */
const TIMED_OUT = 124;

/** Milliseconds from SIGTERM to SIGKILL. */
const GRACE = 10_000;

export interface Finished {
  /** 124 after a time-out, 127 when the command is not there, 128 and more for a signal */
  readonly code: number;
  readonly stdout: string;
  readonly stderr: string;
}

/** Runs a command to its end. A code other than 0 is a value, not an error. */
export async function run(argv: readonly string[], options: RunOptions = {}): Promise<Finished> {
  if (options.timeoutMs !== undefined) return await runTimed(argv, options);
  const [command = '', ...rest] = argv;
  try {
    const { exitCode, stdout, stderr } = await getExecOutput(`"${command}"`, rest, {
      silent: true,
      ignoreReturnCode: true,
      env: environmentOf(options.env),
      ...(options.cwd !== undefined && { cwd: options.cwd }),
      ...(options.input !== undefined && { input: Buffer.from(options.input) }),
    });
    // The package's type does not say so, but who is ended by a signal has no code, and not which signal it was.
    return { code: Number.isInteger(exitCode) ? exitCode : SIGNALLED, stdout, stderr };
  } catch (error) {
    return { code: 127, stdout: '', stderr: error instanceof Error ? error.message : String(error) };
  }
}

/** Runs a command to its end with its standard output in a file; what `run` gives has none of it. */
export async function save(argv: readonly string[], file: string): Promise<Finished> {
  const [command = '', ...rest] = argv;
  const target = await open(file, 'w');
  try {
    const child = spawn(command, rest, { stdio: ['ignore', target.fd, 'pipe'] });
    const exit = exitOf(child);
    let stderr = '';
    await Promise.all([exit, readLines(child.stderr, 'stderr', { onLine: (line) => void (stderr += `${line}\n`) })]);
    return { code: await exit, stdout: '', stderr };
  } finally {
    await target.close();
  }
}

export interface StreamOptions {
  readonly env?: Readonly<Record<string, string>> | undefined;
  /** bytes for the command's standard input */
  readonly input?: AsyncIterable<Uint8Array> | undefined;
  /** each line without its end; both streams come in through here, in the order in which they are read */
  readonly onLine?: ((line: string, stream: 'stdout' | 'stderr') => void) | undefined;
  /** ends the command with SIGTERM, and with SIGKILL ten seconds later */
  readonly signal?: AbortSignal | undefined;
  readonly cwd?: string | undefined;
  /** whether the signal also ends what the command has started */
  readonly group?: boolean | undefined;
}

/** Runs a command and hands out its lines; ends when the process and both streams have ended. Gives the exit code. */
export async function stream(argv: readonly string[], options: StreamOptions = {}): Promise<number> {
  const [command = '', ...rest] = argv;
  const child = spawn(command, rest, {
    env: environmentOf(options.env),
    cwd: options.cwd,
    detached: options.group === true,
    stdio: [options.input ? 'pipe' : 'ignore', 'pipe', 'pipe'],
  });
  const exit = exitOf(child);
  let grace: NodeJS.Timeout | undefined;
  const abort = (): void => {
    endChild(child, 'SIGTERM', options);
    grace = setTimeout(() => {
      endChild(child, 'SIGKILL', options);
    }, GRACE);
  };
  if (options.signal?.aborted) abort();
  else options.signal?.addEventListener('abort', abort, { once: true });
  const lines = [readLines(child.stdout, 'stdout', options), readLines(child.stderr, 'stderr', options)];
  const written = options.input && child.stdin ? writeAll(options.input, child.stdin) : Promise.resolve();
  try {
    const [code] = await Promise.all([exit, written, ...lines]);
    return code;
  } finally {
    clearTimeout(grace);
    options.signal?.removeEventListener('abort', abort);
  }
}

function endChild(child: ChildProcess, signal: NodeJS.Signals, { group }: StreamOptions): void {
  if (!group || child.pid === undefined) {
    child.kill(signal);
    return;
  }
  try {
    process.kill(-child.pid, signal);
  } catch {
    // It has ended by itself.
  }
}

async function runTimed(argv: readonly string[], options: RunOptions): Promise<Finished> {
  const out = { stdout: '', stderr: '' };
  const timer = AbortSignal.timeout(options.timeoutMs ?? 0);
  const code = await stream(argv, {
    env: options.env,
    cwd: options.cwd,
    input: options.input === undefined ? undefined : Readable.from([Buffer.from(options.input)]),
    signal: timer,
    onLine: (line, name) => (out[name] += `${line}\n`),
  });
  return { code: timer.aborted && code > SIGNALLED ? TIMED_OUT : code, ...out };
}

async function readLines(source: Readable | null, name: 'stdout' | 'stderr', { onLine }: StreamOptions): Promise<void> {
  if (!source) return;
  if (!onLine) {
    source.resume();
    return;
  }
  stayYoung();
  const cutter = openCutter((line) => {
    onLine(line, name);
  });
  for await (const piece of source.setEncoding('utf8') as AsyncIterable<string>) {
    cutter.push(piece);
    await ownOutput();
  }
  cutter.end();
}

/**
 * Until what we have printed ourselves is on its way. Node takes all that is written to a pipe whose reader is slower,
 * and keeps it: a child that prints two gigabytes has to wait instead.
 */
async function ownOutput(): Promise<void> {
  for (const out of [process.stdout, process.stderr]) {
    if (out.writableNeedDrain) await once(out, 'drain');
  }
}

/**
 * A flood of short-lived strings makes V8 give them ever more room, up to 134 MB that it never gives back. They do as
 * well in the room that they have.
 */
function stayYoung(): void {
  setFlagsFromString('--semi-space-growth-factor=1');
}

/** A command that ends before it has read all is not an error of the writing. */
async function writeAll(input: AsyncIterable<Uint8Array>, sink: NodeJS.WritableStream): Promise<void> {
  try {
    await pipeline(input, sink);
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code !== 'EPIPE') throw error;
  }
}

function exitOf(child: ChildProcess): Promise<number> {
  return new Promise((resolve) => {
    child.on('error', () => {
      resolve(127);
    });
    child.on('close', (code, signal) => {
      resolve(code ?? SIGNALLED + (signal === null ? 0 : constants.signals[signal]));
    });
  });
}

function environmentOf(more: Readonly<Record<string, string>> | undefined): Record<string, string> {
  const own = Object.entries(process.env).filter((entry): entry is [string, string] => entry[1] !== undefined);
  return { ...Object.fromEntries(own), ...more };
}
