// Files of an ebuild repository, and which of them are wanted. In: what builds used of it. Out: a test for paths, which
// whoever reads the repository asks, and small questions about names. Never reads itself.

/** By path below the repository's top. */
export type TreeFiles = ReadonlyMap<string, Uint8Array>;

/** Which paths of a repository are read. */
export interface Wanted {
  readonly isFile: (path: string) => boolean;
  /** whether there can be wanted files in a folder */
  readonly isFolder: (path: string) => boolean;
}

const VERSION = /-\d+(?:\.\d+)*[a-z]?(?:_(?:alpha|beta|pre|rc|p)\d*)*(?:-r\d+)?$/;

/** `category/name` of `category/name-version`. */
export function packageOf(cpv: string): string {
  return cpv.replace(VERSION, '');
}

/** `category/name` of an atom: `>=dev-libs/foo-1.2:0/1=[bar]`, `!!dev-libs/foo`; undefined for what is none. */
export function packageIn(atom: string): string | undefined {
  const [, operator = '', rest = ''] = /^!{0,2}([<>]=?|[=~])?([^[:]*)/.exec(atom) ?? [];
  const name = operator === '' ? rest : packageOf(rest.replace(/\*$/, ''));
  return /^[^/]+\/[^/]+$/.test(name) ? name : undefined;
}

/** Folders that are read whole. */
const WHOLE = ['profiles', 'eclass', 'sets'];

const FILES = new Set(['metadata/layout.conf', 'sets.conf']);

const CACHE = 'metadata/md5-cache';

/** What is read for some packages, and for all packages of some names, whatever their category. */
export function wantedFor(packages: ReadonlySet<string>, names: ReadonlySet<string>): Wanted {
  const categories = new Set([...packages].map((name) => name.slice(0, name.indexOf('/'))));
  const isPackage = (category: string, name: string): boolean => packages.has(`${category}/${name}`) || names.has(name);
  return {
    isFile(path) {
      const [top = '', second = '', third = '', ...rest] = path.split('/');
      if (WHOLE.includes(top) && second !== '') return true;
      if (top === 'metadata') {
        const cpv = path.slice(CACHE.length + 1);
        return FILES.has(path) || (path.startsWith(`${CACHE}/`) && packages.has(packageOf(cpv)));
      }
      if (third === '') return FILES.has(path);
      return isPackage(top, second) && (rest.length > 0 ? third === 'files' : third !== 'metadata.xml');
    },
    isFolder(path) {
      const [top = '', second, third] = path.split('/');
      if (WHOLE.includes(top)) return true;
      if (top === 'metadata') {
        if (second === undefined) return true;
        return second === 'md5-cache' && (third === undefined || categories.has(third));
      }
      if (second === undefined) return categories.has(top) || names.size > 0;
      return isPackage(top, second) && (third === undefined || third === 'files');
    },
  };
}
