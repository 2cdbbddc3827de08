import {
  chmod,
  mkdir,
  mkdtemp,
  readdir,
  readFile,
  readlink,
  rename,
  rm,
  stat,
  symlink,
  utimes,
  writeFile,
} from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, test } from 'vitest';
import * as files from '../../src/adapters/files.ts';
import { sha256 } from '../../src/core/oci.ts';
import { collect, streamOf } from './image-store.contract.ts';

let folder = '';
beforeEach(async () => {
  folder = await mkdtemp(join(tmpdir(), 'files-'));
});
afterEach(async () => {
  await files.removeFolder(folder);
});

/** A folder with some of everything. */
async function tree(name: string): Promise<string> {
  const root = join(folder, name);
  await mkdir(join(root, 'sub', 'empty'), { recursive: true });
  await writeFile(join(root, 'a'), 'one');
  await writeFile(join(root, 'sub', 'run.sh'), 'two', { mode: 0o755 });
  await symlink('../a', join(root, 'sub', 'link'));
  return root;
}

describe('the hash of a tree', () => {
  test('is of the tree, not of its path', async () => {
    expect(await files.hashTree(await tree('x'))).toBe(await files.hashTree(await tree('longer/y')));
    expect(await files.hashTree(join(folder, 'x'))).toMatch(/^sha256:[0-9a-f]{64}$/);
  });

  test.each<[string, (root: string) => Promise<unknown>]>([
    ['times', (root) => utimes(join(root, 'a'), 0, 0)],
    ['the umask of a checkout', (root) => chmod(join(root, 'a'), 0o600)],
    ['the mode of a folder', (root) => chmod(join(root, 'sub'), 0o700)],
    ['who may execute', (root) => chmod(join(root, 'sub', 'run.sh'), 0o700)],
    ['git’s own folder', (root) => mkdir(join(root, '.git'))],
    ['git’s file in a worktree', (root) => writeFile(join(root, '.git'), 'gitdir: x')],
  ])('does not see %s', async (_, change) => {
    const root = await tree('x');
    const before = await files.hashTree(root);
    await change(root);
    expect(await files.hashTree(root)).toBe(before);
  });

  test.each<[string, (root: string) => Promise<unknown>]>([
    ['content', (root) => writeFile(join(root, 'a'), 'onE')],
    ['a name', (root) => rename(join(root, 'a'), join(root, 'b'))],
    ['a folder’s name', (root) => rename(join(root, 'sub'), join(root, 'sup'))],
    ['a file more', (root) => writeFile(join(root, 'b'), '')],
    ['an empty folder more', (root) => mkdir(join(root, 'b'))],
    ['that a file may be executed', (root) => chmod(join(root, 'a'), 0o755)],
    [
      'where a link points',
      async (root) => {
        await rm(join(root, 'sub', 'link'));
        await symlink('../b', join(root, 'sub', 'link'));
      },
    ],
    [
      'that a link became a file',
      async (root) => {
        await rm(join(root, 'sub', 'link'));
        await writeFile(join(root, 'sub', 'link'), '../a');
      },
    ],
    ['a folder called .git further down', (root) => mkdir(join(root, 'sub', '.git'))],
  ])('sees %s', async (_, change) => {
    const root = await tree('x');
    const before = await files.hashTree(root);
    await change(root);
    expect(await files.hashTree(root)).not.toBe(before);
  });

  test('does not follow links out of the tree', async () => {
    const root = await tree('x');
    await symlink('/etc', join(root, 'etc'));
    await symlink('nowhere', join(root, 'dangling'));
    expect(await files.hashTree(root)).toMatch(/^sha256:/);
  });

  test('is none where there is nothing', async () => {
    await mkdir(join(folder, 'x'));
    expect(await files.hashTree(join(folder, 'nope'))).toBeUndefined();
    expect(await files.hashTree('/dev/null')).toBeUndefined();
    expect(await files.hashTree(join(folder, 'x'))).toMatch(/^sha256:/);
  });

  test('reads a file that is large to its end', async () => {
    const path = join(folder, 'large');
    const bytes = Buffer.alloc(3 << 20, 'x');
    await writeFile(path, bytes);
    const before = await files.hashTree(path);
    bytes[bytes.length - 1] = 0;
    await writeFile(path, bytes);
    expect(await files.hashTree(path)).not.toBe(before);
  });

  test('is of a single file too: its name, content and whether it may be executed', async () => {
    const path = join(folder, 'run.sh');
    await writeFile(path, 'one');
    const plain = await files.hashTree(path);
    await mkdir(join(folder, 'there'));
    await writeFile(join(folder, 'there', 'run.sh'), 'one', { mode: 0o600 });
    expect(await files.hashTree(join(folder, 'there', 'run.sh'))).toBe(plain);
    await chmod(path, 0o755);
    const executable = await files.hashTree(path);
    await writeFile(path, 'two');
    const changed = await files.hashTree(path);
    await rename(path, join(folder, 'ran.sh'));
    const renamed = await files.hashTree(join(folder, 'ran.sh'));
    expect(new Set([plain, executable, changed, renamed]).size).toBe(4);
  });
});

describe('the hash of a glob', () => {
  const before = async (glob: string): Promise<string | undefined> => await files.hashGlob(folder, glob);

  test.each([
    ['a', 'the file'],
    ['x/a', 'a file further down'],
    ['x/**', 'all below'],
    ['**', 'all'],
    ['x/*/run.sh', 'one in any folder'],
    ['**/run.sh', 'one anywhere'],
    ['x/sub/li?k', 'a link'],
  ])('%s: %s', async (glob) => {
    await tree('x');
    await writeFile(join(folder, 'a'), 'one');
    expect(await before(glob)).toMatch(/^sha256:[0-9a-f]{64}$/);
  });

  test.each(['nope', 'x', 'x/sub/empty', 'x/sub/empty/**', '*.sh', 'x/A', '/a', './a'])(
    'is none where it names no file: %s',
    async (glob) => {
      await tree('x');
      expect(await before(glob)).toBeUndefined();
    },
  );

  test('sees the files that it names, and no others', async () => {
    const root = await tree('x');
    await writeFile(join(root, 'b'), 'b');
    const first = await before('x/sub/*');
    await writeFile(join(root, 'a'), 'changed');
    await rm(join(root, 'b'));
    await mkdir(join(root, 'sub', 'more'));
    await utimes(join(root, 'sub', 'run.sh'), 0, 0);
    expect(await before('x/sub/*')).toBe(first);
    await writeFile(join(root, 'sub', 'new'), '');
    const second = await before('x/sub/*');
    await writeFile(join(root, 'sub', 'run.sh'), 'three');
    const third = await before('x/sub/*');
    await chmod(join(root, 'sub', 'run.sh'), 0o644);
    const fourth = await before('x/sub/*');
    await rename(join(root, 'sub', 'new'), join(root, 'sub', 'newer'));
    expect(new Set([first, second, third, fourth, await before('x/sub/*')]).size).toBe(5);
  });

  test('is the same whatever finds the same files', async () => {
    await tree('x');
    expect(await before('x/sub/run.sh')).toBe(await before('**/*.sh'));
  });
});

describe('a copy of a tree', () => {
  test('is the same tree, with plain modes, whatever the umask', async () => {
    const root = await tree('x');
    await chmod(join(root, 'a'), 0o600);
    const copy = join(folder, 'deep', 'copy');
    const umask = process.umask(0o077);
    try {
      await files.copyTree(root, copy);
    } finally {
      process.umask(umask);
    }
    expect(await files.hashTree(copy)).toBe(await files.hashTree(root));
    const modes = ['', 'a', 'sub', 'sub/empty', 'sub/run.sh'].map(
      async (path) => (await stat(join(copy, path))).mode & 0o777,
    );
    expect(await Promise.all(modes)).toEqual([0o755, 0o644, 0o755, 0o755, 0o755]);
    expect(await readlink(join(copy, 'sub', 'link'))).toBe('../a');
  });

  test('goes over what is there', async () => {
    await files.copyTree(await tree('x'), join(folder, 'y'));
    const more = join(folder, 'more');
    await files.writeText(join(more, 'a'), 'three');
    await files.copyTree(more, join(folder, 'y'));
    expect(await readFile(join(folder, 'y', 'a'), 'utf8')).toBe('three');
    expect(await readdir(join(folder, 'y'))).toEqual(['a', 'sub']);
  });
});

test('a program is for everybody, whatever mode the file has', async () => {
  await files.writeText(join(folder, 'script'), '#!/bin/sh\n');
  await chmod(join(folder, 'script'), 0o600);
  await files.copyProgram(join(folder, 'script'), join(folder, 'made', 'run'));
  const modes = ['made', 'made/run'].map(async (path) => (await stat(join(folder, path))).mode & 0o777);
  expect(await Promise.all(modes)).toEqual([0o755, 0o755]);
  expect(await files.readText(join(folder, 'made/run'))).toBe('#!/bin/sh\n');
});

test('texts', async () => {
  const path = join(folder, 'new', 'a');
  expect(await files.readText(path)).toBeUndefined();
  await files.writeText(path, 'wörds\n');
  expect(await files.readText(path)).toBe('wörds\n');
  expect(await files.readText(join(path, 'below'))).toBeUndefined();
  await expect(files.readText(folder)).rejects.toMatchObject({ code: 'EISDIR' });
});

test('folders', async () => {
  const one = await files.makeFolder(join(folder, 'up'), 'job-');
  expect(await files.makeFolder(join(folder, 'up'), 'job-')).not.toBe(one);
  await files.ensureFolder(join(one, 'b'));
  await files.writeText(join(one, 'B'), '');
  await files.writeText(join(one, 'a'), '');
  expect(await files.listFolder(one)).toEqual(['B', 'a', 'b']);
  expect(await files.listFolder(join(one, 'nope'))).toEqual([]);
  expect([await files.isFolder(one), await files.isFolder(join(one, 'a')), await files.isFolder('/nope')]).toEqual([
    true,
    false,
    false,
  ]);
  await files.removeFolder(one);
  expect(await files.isFolder(one)).toBe(false);
  await files.removeFolder(one);
});

test('streams', async () => {
  const path = join(folder, 'new', 'blob');
  await files.saveStream(path, streamOf(Buffer.from('one'), Buffer.from('two')));
  expect((await collect(files.openStream(path))).toString()).toBe('onetwo');
  expect(await files.hashFile(path)).toEqual({ digest: sha256('onetwo'), size: 6 });
});

describe('a folder that is taken', () => {
  const note = (path: string): Promise<string> => readFile(join(path, 'note'), 'utf8');

  test('comes back as it was given', async () => {
    const first = await files.takeFolder(folder, 'stock');
    await writeFile(join(first, 'note'), 'mine');
    await files.giveFolder(first);
    expect(await readdir(folder)).toEqual(['stock']);
    expect(await note(await files.takeFolder(folder, 'stock'))).toBe('mine');
    expect(await readdir(folder)).toEqual([`stock~${process.pid}`]);
  });

  test('is not taken from a process that lives', async () => {
    await mkdir(join(folder, 'stock~1'));
    await writeFile(join(folder, 'stock~1/note'), 'theirs');
    expect(await readdir(await files.takeFolder(folder, 'stock'))).toEqual([]);
  });

  test('is taken from one that was killed', async () => {
    // No process has this number: it is above the highest that Linux gives.
    await mkdir(join(folder, 'stock~99999999'));
    await writeFile(join(folder, 'stock~99999999/note'), 'left');
    await mkdir(join(folder, 'stock-2~99999999'));
    expect(await note(await files.takeFolder(folder, 'stock'))).toBe('left');
    expect((await readdir(folder)).sort()).toEqual(['stock-2~99999999', `stock~${process.pid}`]);
  });

  test('given by two at once: one of them is kept, whole', async () => {
    const first = await files.takeFolder(folder, 'stock');
    await writeFile(join(first, 'note'), 'first');
    await mkdir(join(folder, 'stock'));
    await writeFile(join(folder, 'stock/note'), 'second');
    await files.giveFolder(first);
    expect(await readdir(folder)).toEqual(['stock']);
    expect(await note(join(folder, 'stock'))).toBe('first');
  });
});
