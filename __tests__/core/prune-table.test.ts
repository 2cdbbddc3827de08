// The page's table of `keep`, held to the script: each path of a word goes unless the word is kept, and stays then.

import { execFileSync } from 'node:child_process';
import { cpSync, existsSync, mkdirSync, mkdtempSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import { afterAll, describe, expect, test } from 'vitest';

const root = join(import.meta.dirname, '../..');
const folder = mkdtempSync(join(tmpdir(), 'prune-'));
afterAll(() => {
  rmSync(folder, { recursive: true });
});

/** Files that stand for the words of the page; every pattern of its table is met by one. */
const SAMPLES: Readonly<Record<string, readonly string[]>> = {
  headers: ['usr/include/a.h', 'usr/include/sub/b.h'],
  'static-libs': ['lib64/a.a', 'usr/lib/deep/b.a', 'usr/lib64/c.la', 'lib/d.la'],
  pkgconfig: [
    ...['usr/lib64/pkgconfig/a.pc', 'usr/lib/cmake/b/b.cmake', 'usr/share/pkgconfig/c.pc', 'usr/share/aclocal/d.m4'],
    ...['usr/share/cmake/e.cmake', 'usr/bin/f-config'],
  ],
  man: ['usr/share/man/man1/a.1'],
  doc: ['usr/share/doc/a/README', 'usr/share/gtk-doc/b'],
  info: ['usr/share/info/a.info'],
  locale: ['usr/share/locale/de/LC_MESSAGES/a.mo'],
  vdb: ['var/db/pkg/a/b-1/CONTENTS', 'var/lib/portage/world'],
};
const NEVER = ['usr/bin/program', 'usr/lib64/a.so', 'usr/share/terminfo/x', 'etc/passwd'];
const ALWAYS = ['var/cache/edb/a', 'etc/portage/package.use', 'var/lib/gentoo/news', 'etc/passwd-', 'etc/.pwd.lock'];

/** The rows of the page: a word and its patterns. */
const table = new Map(
  [...readFileSync(join(root, 'docs/images-file.md'), 'utf8').matchAll(/^\| `([a-z-]+)` +\| (.+) \|$/gm)].map(
    ([, word = '', paths = '']) => [word, paths] as const,
  ),
);

/** Runs the script in a root that has all samples; gives what is left. `parent`: what the parent had. */
function prune(keep: readonly string[], parent: readonly string[] = []): string[] {
  const home = mkdtempSync(join(folder, 'job-'));
  cpSync(join(root, 'src/container'), join(home, 'job'), { recursive: true });
  for (const name of readdirSync(join(home, 'job'))) {
    const path = join(home, 'job', name);
    writeFileSync(path, readFileSync(path, 'utf8').replaceAll('source /gib/job/', `source ${home}/job/`));
  }
  const files = [...Object.values(SAMPLES).flat(), ...NEVER, ...ALWAYS];
  for (const file of files) {
    mkdirSync(dirname(join(home, 'root', file)), { recursive: true });
    writeFileSync(join(home, 'root', file), '');
  }
  mkdirSync(join(home, 'work'));
  writeFileSync(join(home, 'job/job.env'), `GIB_KEEP=${keep.join(' ')}\0`);
  writeFileSync(join(home, 'work/before'), parent.map((path) => `${path}\0f 644 0 0 0 0\0\0`).join(''));
  const env = {
    ...{ PATH: process.env.PATH ?? '', GIB_JOB: `${home}/job`, GIB_OUT: home, GIB_WORK: `${home}/work` },
    GIB_ROOT: `${home}/root`,
  };
  execFileSync('bash', [join(home, 'job/prune.sh')], { env, stdio: 'pipe' });
  return files.filter((file) => existsSync(join(home, 'root', file)));
}

const words = Object.keys(SAMPLES);

describe('the table of `keep`', () => {
  test('has every word, and the script knows no other', () => {
    expect([...table.keys()].filter((word) => words.includes(word))).toEqual(words);
    const script = readFileSync(join(root, 'src/container/prune.sh'), 'utf8');
    expect([...script.matchAll(/^ {2}prune ([a-z-]+) /gm)].map(([, word]) => word)).toEqual(words);
  });

  test.each(words)('%s: these paths and no others', (word) => {
    const others = words.filter((other) => other !== word);
    expect(prune([word])).toEqual([...(SAMPLES[word] ?? []), ...NEVER]);
    expect(prune(others)).toEqual([...others.flatMap((other) => SAMPLES[other] ?? []), ...NEVER]);
  });

  test.each(words)('%s: each of its paths is met by a sample', (word) => {
    const samples = (SAMPLES[word] ?? []).join(' ');
    const named = [...(table.get(word) ?? '').matchAll(/`([^`]+)`/g)].map(([, path = '']) => path);
    expect(named.length).toBeGreaterThan(0);
    for (const path of named) {
      const parts = path.split('*').map((part) => part.replaceAll(/[.+?^${}()|[\]\\]/g, '\\$&'));
      expect(samples).toMatch(new RegExp(parts.join('[^ ]*')));
    }
  });

  test('what the parent has stays', () => {
    expect(prune([], ['usr/include/a.h', 'var/cache/edb/a'])).toEqual(['usr/include/a.h', ...NEVER, 'var/cache/edb/a']);
  });
});
