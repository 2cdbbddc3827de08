/**
 * In: a script for a server. Out: that server, and a client for registries whose clock does not wait and which tells what it
 * waited and logged.
 */
import type { ServerResponse } from 'node:http';
import { afterEach } from 'vitest';
import { openHttp } from '../../src/adapters/http.ts';
import { openRegistry, type RegistryOptions } from '../../src/adapters/registry.ts';
import { OCI_MANIFEST, sha256 } from '../../src/core/oci.ts';
import type { HostAccess } from '../../src/core/registry-protocol.ts';
import { blobOf, manifestOf } from '../adapters/image-store.contract.ts';
import { startServer, type Asked, type ScriptedServer } from './scripted-server.ts';

export const MANIFEST = manifestOf(blobOf('{}'), blobOf('layer'));
export const DIGEST = sha256(MANIFEST);
export const FOUND = { 'content-type': OCI_MANIFEST, 'docker-content-digest': DIGEST };
export const UNKNOWN = { errors: [{ code: 'MANIFEST_UNKNOWN', message: 'manifest unknown' }] };
export const BLOB = blobOf('the content of a blob, long enough to be cut in two');
export const PASSWORD = 'correct horse';

const servers: ScriptedServer[] = [];
afterEach(async () => {
  await Promise.all(servers.splice(0).map((server) => server.stop()));
});

export async function serve(answer: (asked: Asked, response: ServerResponse) => unknown): Promise<ScriptedServer> {
  const server = await startServer(answer);
  servers.push(server);
  return server;
}

export interface Client extends ReturnType<typeof openRegistry> {
  readonly waits: number[];
  readonly lines: string[];
}

export function client(
  options: Partial<RegistryOptions> = {},
  timeouts = { answer: 5000, stall: 5000, commit: 5000 },
): Client {
  const waits: number[] = [];
  const lines: string[] = [];
  const access = options.access ?? ((): HostAccess => ({}));
  let now = Date.UTC(2026, 10, 22);
  const clock = {
    now: () => now,
    sleep: (ms: number): Promise<void> => {
      waits.push(ms);
      now += ms;
      return Promise.resolve();
    },
  };
  const registry = openRegistry({
    access,
    send: openHttp({ access, timeouts }),
    credentials: () => Promise.resolve({ username: 'ann', password: PASSWORD }),
    clock,
    random: () => 1,
    log: (line) => lines.push(line),
    ...options,
  });
  return { ...registry, waits, lines };
}

export const reference = (server: ScriptedServer): { registry: string; repository: string; tag: string } => ({
  registry: server.host,
  repository: 'org/app',
  tag: '1.2',
});
export const basic = `Basic ${Buffer.from(`ann:${PASSWORD}`).toString('base64')}`;
export const challenge = (host: string): Record<string, string> => ({
  'www-authenticate': `Bearer realm="http://${host}/token",service="the registry",scope="repository:org/app:pull"`,
});
