/**
 * In: hosts. Out: the certificates that docker and podman trust for them, from their `certs.d` folders.
 * Never writes. https://docs.docker.com/engine/security/certificates/, containers-certs.d(5): a folder is named like the
 * host, with its port; each `*.crt` in it is an authority. Client certificates (`*.cert`, `*.key`) are not read.
 */
import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';

/** The folders to look into, the user's own first. `home` is the home directory; of `env` XDG_CONFIG_HOME counts. */
export function certificateFolders(env: Readonly<Record<string, string | undefined>>, home: string): string[] {
  const config = env.XDG_CONFIG_HOME ?? join(home, '.config');
  return [
    join(config, 'containers/certs.d'),
    join(config, 'docker/certs.d'),
    '/etc/containers/certs.d',
    '/etc/docker/certs.d',
  ];
}

/** The authorities for a host, as PEM text; undefined where no folder has any. The first folder that has some counts. */
export function readAuthorities(folders: readonly string[], host: string): string | undefined {
  // `..` is no host; the names that come here are a reference's, but a path is made of them.
  if (!/^[A-Za-z0-9[\]][A-Za-z0-9.:[\]-]*$/.test(host)) return undefined;
  for (const folder of folders) {
    const texts = authoritiesIn(join(folder, host));
    if (texts.length > 0) return texts.join('\n');
  }
  return undefined;
}

function authoritiesIn(folder: string): string[] {
  try {
    const names = readdirSync(folder).filter((name) => name.endsWith('.crt'));
    return names.sort().map((name) => readFileSync(join(folder, name), 'utf8'));
  } catch (error) {
    // What is not there, or may not be read, is not trusted: the connection says so in its own words.
    if (error instanceof Error && 'code' in error) return [];
    throw error;
  }
}
