/**
 * In: how a registry is to be set up. Out: a real one (Debian's docker-registry), answering on a free port of this machine.
 * Never outlives its `stop`, or the test process: it is ended by its id, and its folder goes with it.
 */
import { spawn, type ChildProcess } from 'node:child_process';
import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import { createServer } from 'node:net';
import { tmpdir } from 'node:os';
import path from 'node:path';

export interface RegistryProcess {
  /** `127.0.0.1:port` */
  readonly host: string;
  /** the folder in which it keeps everything */
  readonly data: string;
  stop(): Promise<void>;
}

const REGISTRY = 'docker-registry';
const PATIENCE = 15_000; // milliseconds

export interface RegistrySetup {
  readonly port?: number;
  /** content of an htpasswd file, bcrypt only: it asks for Basic logins */
  readonly auth?: string;
  /** it asks for tokens of this server */
  readonly tokens?: {
    readonly realm: string;
    readonly bundle: string;
    readonly service: string;
    readonly issuer: string;
  };
}

/**
 * Starts a registry and waits until it answers.
 */
export async function startRegistry(options: RegistrySetup = {}): Promise<RegistryProcess> {
  const folder = await mkdtemp(path.join(tmpdir(), 'registry-'));
  const port = options.port ?? (await freePort());
  const host = `127.0.0.1:${port}`;
  const config = path.join(folder, 'config.yml');
  await writeFile(config, await configuration(folder, host, options));
  const child = spawn(REGISTRY, ['serve', config], { stdio: 'ignore', env: withoutSettings() });
  const ended = new Promise<void>((resolve) => {
    child.once('exit', () => resolve());
    child.once('error', () => resolve());
  });
  const end = (): void => void child.kill('SIGKILL');
  process.once('exit', end);
  async function stop(): Promise<void> {
    process.off('exit', end);
    child.kill('SIGTERM');
    const timer = setTimeout(end, 5000);
    await ended;
    clearTimeout(timer);
    await rm(folder, { recursive: true, force: true });
  }
  try {
    await answering(host, child);
  } catch (error) {
    await stop();
    throw error;
  }
  return { host, data: path.join(folder, 'data'), stop };
}

async function configuration(folder: string, host: string, { auth, tokens }: RegistrySetup): Promise<string> {
  const lines = [
    'version: 0.1',
    'log: {level: error}',
    `storage: {filesystem: {rootdirectory: ${JSON.stringify(path.join(folder, 'data'))}}, delete: {enabled: true}}`,
    `http: {addr: ${JSON.stringify(host)}}`,
  ];
  if (tokens) {
    const { realm, bundle, service, issuer } = tokens;
    return [...lines, `auth: {token: ${JSON.stringify({ realm, service, issuer, rootcertbundle: bundle })}}`].join(
      '\n',
    );
  }
  if (auth === undefined) return lines.join('\n');
  const file = path.join(folder, 'htpasswd');
  await writeFile(file, auth);
  return [...lines, `auth: {htpasswd: {realm: test, path: ${JSON.stringify(file)}}}`].join('\n');
}

/** Variables named REGISTRY_... would change the configuration. */
function withoutSettings(): NodeJS.ProcessEnv {
  return Object.fromEntries(Object.entries(process.env).filter(([name]) => !/^(REGISTRY|OTEL)_/.test(name)));
}

async function freePort(): Promise<number> {
  const server = createServer();
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  const address = server.address();
  await new Promise((resolve) => server.close(resolve));
  if (address === null || typeof address === 'string') throw new Error('no port');
  return address.port;
}

/** Waits for any answer to /v2/: 401 is one, too. */
async function answering(host: string, child: ChildProcess): Promise<void> {
  for (const end = Date.now() + PATIENCE; Date.now() < end;) {
    if (child.exitCode !== null || child.pid === undefined) break;
    const answer = await fetch(`http://${host}/v2/`, { signal: AbortSignal.timeout(1000) }).catch(() => undefined);
    if (answer !== undefined) return;
    await new Promise((resolve) => setTimeout(resolve, 50));
  }
  throw new Error(`${REGISTRY} does not answer on ${host} (exit code ${String(child.exitCode)})`);
}
