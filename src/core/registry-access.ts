// How registries are reached, as inputs say it. In: the texts of `registry-ca` and `registry-insecure`, and what the images
// file says. Out: both in one. Reads no certificate.

import type { RegistryAccess } from './catalog.ts';
import type { Problem } from './problem.ts';
import { isRegistryHost } from './reference.ts';

/** What inputs say of one host. `ca`: a path, relative to the working directory. */
export interface HostInput {
  readonly ca?: string;
  readonly insecure?: boolean;
}

/** Reads lines `host=path` and a list of hosts. What is wrong goes to `problems`. */
export function parseAccess(cas: string, insecure: string, problems: Problem[]): Map<string, HostInput> {
  const access = new Map<string, HostInput>();
  for (const line of itemsOf(cas, /\n/)) {
    const [, host = '', ca = ''] = /^([^=]*?)\s*=\s*(.+)$/.exec(line) ?? [];
    if (ca === '' || !isRegistryHost(host)) {
      const hint = 'write registry.example.com:5000=path/to/ca.crt';
      problems.push({
        code: 'bad-input',
        message: `the input registry-ca has a line that is none of its own: '${line}'`,
        hint,
      });
    } else {
      access.set(host, { ca });
    }
  }
  for (const host of itemsOf(insecure, /[\n,]/)) {
    if (!isRegistryHost(host)) {
      const hint = 'write a host, with its port where it has one: registry.lan:5000';
      problems.push({ code: 'bad-input', message: `the input registry-insecure has what is no host: '${host}'`, hint });
    } else if (access.has(host)) {
      problems.push({ code: 'bad-input', message: `${host} cannot be both in registry-ca and in registry-insecure` });
    } else {
      access.set(host, { insecure: true });
    }
  }
  return access;
}

/** The file's registries with the inputs over them. `resolve` makes a path of an input absolute. */
export function mergeAccess(
  file: ReadonlyMap<string, RegistryAccess>,
  inputs: ReadonlyMap<string, HostInput>,
  resolve: (path: string) => string,
): Map<string, RegistryAccess> {
  const merged = new Map(file);
  for (const [host, { ca, insecure = false }] of inputs) {
    const before = merged.get(host) ?? { insecure: false, ca: undefined, mirror: undefined };
    merged.set(host, { ...before, insecure, ca: ca === undefined ? undefined : resolve(ca) });
  }
  return merged;
}

function itemsOf(text: string, separator: RegExp): string[] {
  return text
    .split('\n')
    .map((line) => line.replace(/(^|\s)#.*$/, ''))
    .join('\n')
    .split(separator)
    .map((item) => item.trim())
    .filter((item) => item !== '');
}
