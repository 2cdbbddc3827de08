/**
 * In: the files in which docker and podman keep logins, and a way to run a program.
 * Out: the login for a registry, read anew each time it is asked for, credential helpers included.
 * Never logs in or out, never puts a secret into an error; writes one only for an engine, in a folder that it removes.
 */
import { mkdtemp, readFile, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import {
  credentialPlaces,
  helperCredentials,
  loginConfig,
  type CredentialPlace,
  type Credentials,
} from '../core/credentials.ts';

/** Runs a program to its end; `adapters/process.ts` has one. */
export type Run = (
  argv: readonly string[],
  options?: { input?: string; timeoutMs?: number },
) => Promise<{ code: number; stdout: string; stderr: string }>;

const HELPER_TIMEOUT = 30_000;

/**
 * Gives the function that finds logins in `files`, the first that has one wins (`credentialFiles` lists the usual ones).
 * A file that is not there is passed over; one that cannot be read, and a helper that fails, is an Error that names it.
 */
export function readDockerCredentials(
  files: readonly string[],
  run: Run,
): (host: string, repository?: string) => Promise<Credentials | undefined> {
  return async function credentials(host, repository = '') {
    for (const file of files) {
      const config = await readConfig(file);
      for (const place of credentialPlaces(config, host, repository)) {
        const found = place.kind === 'inline' ? place.credentials : await askHelper(run, place);
        if (found !== undefined) return found;
      }
    }
    return undefined;
  };
}

/**
 * Does `work` with a folder that holds one login, for nobody else to read (mkdtemp makes it 0700), and removes it.
 * Without credentials `work` gets none: the engine finds its own.
 */
export async function withLoginFolder<T>(
  host: string,
  credentials: Credentials | undefined,
  work: (login: { folder: string } | undefined) => Promise<T>,
): Promise<T> {
  if (credentials === undefined) return await work(undefined);
  const folder = await mkdtemp(join(tmpdir(), 'gib-login-'));
  try {
    await writeFile(join(folder, 'config.json'), loginConfig(host, credentials), { mode: 0o600 });
    return await work({ folder });
  } finally {
    await rm(folder, { recursive: true, force: true });
  }
}

async function readConfig(file: string): Promise<unknown> {
  try {
    return JSON.parse(await readFile(file, 'utf8')) as unknown;
  } catch (error) {
    const code = error instanceof Error && 'code' in error ? error.code : undefined;
    if (code === 'ENOENT') return undefined;
    // Without its cause: a parser's error quotes the text it stumbled over, which may be a password.
    const why = typeof code === 'string' ? code : 'it is no JSON';
    throw new Error(`cannot read the logins in ${file}: ${why}`);
  }
}

/** The protocol of docker-credential-helpers: `get`, the server on stdin, JSON on stdout, "not found" on failure. */
async function askHelper(
  run: Run,
  { helper, server }: CredentialPlace & { kind: 'helper' },
): Promise<Credentials | undefined> {
  const { code, stdout, stderr } = await run([helper, 'get'], { input: server, timeoutMs: HELPER_TIMEOUT });
  if (code === 0) return helperCredentials(stdout);
  if (/credentials not found/i.test(`${stdout} ${stderr}`)) return undefined;
  throw new Error(`${helper} failed with exit code ${code} when asked for the login for ${server}`);
}
