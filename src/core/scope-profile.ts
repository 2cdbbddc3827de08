// What of a repository's profiles decides a build. In: the files of the repository, a profile, names of packages.
// Out: a text a file, of files with a line a package only the lines about these; or why it cannot be told.
// Format: Package Manager Specification, chapter 5; man 5 portage.

import { byCodeUnit } from './canonical.ts';
import { packageIn, type TreeFiles } from './tree.ts';

/** For people, for news, or of where files are fetched from. */
const NO_MATTER =
  /^(use\.desc|use\.local\.desc|profiles\.desc|info_pkgs|info_vars|thirdpartymirrors|Manifest.*|ChangeLog.*|README.*)$/;

/** Files and folders whose lines begin with a package. */
const BY_PACKAGE = 'package.';

/** The parts of profiles that matter, by path. `undefined` in the place of a chain that leads elsewhere. */
export function profileParts(
  files: TreeFiles,
  profile: string,
  packages: ReadonlySet<string>,
): ReadonlyMap<string, string> | undefined {
  const chain = chainOf(files, profile);
  if (chain === undefined) return undefined;
  const parts = new Map<string, string>();
  for (const path of [...files.keys()].filter((one) => one.startsWith('profiles/')).sort(byCodeUnit)) {
    const text = Buffer.from(files.get(path) ?? []).toString('latin1');
    const part = partOf(path, chain, text, packages);
    if (part !== undefined) parts.set(path, part);
  }
  return parts;
}

/** The text of a file as far as it matters; undefined where nothing of it does. */
function partOf(
  path: string,
  chain: ReadonlySet<string>,
  text: string,
  packages: ReadonlySet<string>,
): string | undefined {
  if (path.startsWith('profiles/updates/')) return linesAbout(text, packages, movedIn);
  const folder = [...chain, 'profiles']
    .filter((one) => path.startsWith(`${one}/`))
    .sort((a, b) => b.length - a.length)[0];
  if (folder === undefined) return undefined;
  const [name = '', ...rest] = path.slice(folder.length + 1).split('/');
  // Below a folder of the chain only folders in the place of a file count: the others are profiles of their own.
  if (rest.length > 0 && !/^(package|use)\./.test(name)) return undefined;
  if (NO_MATTER.test(name)) return undefined;
  return name.startsWith(BY_PACKAGE) ? linesAbout(text, packages, (line) => [line.split(/\s+/)[0] ?? '']) : text;
}

/** The lines about some packages, and those about many at once. Undefined where there are none. */
function linesAbout(
  text: string,
  packages: ReadonlySet<string>,
  atomsOf: (line: string) => readonly string[],
): string | undefined {
  const lines = text
    .split('\n')
    .map((line) => line.replace(/#.*/, '').trim())
    .filter((line) => {
      if (line === '') return false;
      const names = atomsOf(line).map((atom) => packageIn(atom.replace(/^-/, '')));
      return names.some((name) => name === undefined || name.includes('*') || packages.has(name));
    });
  return lines.length === 0 ? undefined : lines.join('\n');
}

/** `move dev-libs/a dev-libs/b`, `slotmove <dev-libs/a-2 0 1`. */
function movedIn(line: string): string[] {
  const [what, ...words] = line.split(/\s+/);
  return what === 'move' ? words.slice(0, 2) : words.slice(0, 1);
}

/** A profile and all that it inherits from; undefined where that lies in another repository. */
function chainOf(files: TreeFiles, profile: string): ReadonlySet<string> | undefined {
  const chain = new Set<string>();
  const open = [profile];
  for (let at = open.pop(); at !== undefined; at = open.pop()) {
    if (chain.has(at)) continue;
    chain.add(at);
    const text = Buffer.from(files.get(`${at}/parent`) ?? []).toString();
    for (const line of text.split('\n').map((one) => one.replace(/#.*/, '').trim())) {
      if (line === '') continue;
      const parent = parentAt(at, line);
      if (parent === undefined) return undefined;
      open.push(parent);
    }
  }
  return chain;
}

/** `../base`, or `gentoo:base` and `:base`, which begin at `profiles`. */
function parentAt(folder: string, line: string): string | undefined {
  const [, repository, path = ''] = /^(?:([^:]*):)?(.*)$/.exec(line) ?? [];
  if (repository !== undefined && !['', 'gentoo'].includes(repository)) return undefined;
  const parts = repository === undefined ? folder.split('/') : ['profiles'];
  for (const part of path.split('/')) {
    if (part === '..') parts.pop();
    else if (part !== '' && part !== '.') parts.push(part);
  }
  return parts[0] === 'profiles' ? parts.join('/') : undefined;
}
