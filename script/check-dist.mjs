// Says whether dist/ is what the sources make: builds into a temporary folder and compares every byte.

import { spawnSync } from 'node:child_process';
import { existsSync, mkdtempSync, readFileSync, readdirSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import process from 'node:process';

const root = dirname(import.meta.dirname);

process.exitCode = main();

function main() {
  const made = mkdtempSync(join(tmpdir(), 'check-dist-'));
  try {
    const build = spawnSync(process.execPath, [join(import.meta.dirname, 'build.mjs'), '--out', made], {
      stdio: 'inherit',
    });
    if (build.status !== 0) {
      console.error('check-dist: the sources do not build, so dist cannot be compared');
      return 1;
    }
    const differing = differences(join(root, 'dist'), made);
    for (const line of differing) console.error(line);
    if (differing.length > 0) console.error('dist is not what the sources make: run `npm run build` and commit dist');
    return differing.length > 0 ? 1 : 0;
  } finally {
    rmSync(made, { recursive: true, force: true });
  }
}

/** @param {string} kept @param {string} made */
function differences(kept, made) {
  const keptFiles = filesOf(kept);
  const madeFiles = filesOf(made);
  const all = [...new Set([...keptFiles, ...madeFiles])].sort();
  return all.flatMap((name) => {
    if (!madeFiles.has(name)) return [`left over  dist/${name}`];
    if (!keptFiles.has(name)) return [`missing    dist/${name}`];
    return readFileSync(join(kept, name)).equals(readFileSync(join(made, name))) ? [] : [`differs    dist/${name}`];
  });
}

/** @param {string} folder */
function filesOf(folder) {
  if (!existsSync(folder)) return new Set(/** @type {string[]} */ ([]));
  const entries = readdirSync(folder, { recursive: true, withFileTypes: true });
  return new Set(
    entries
      .filter((entry) => entry.isFile())
      .map((entry) => join(entry.parentPath, entry.name).slice(folder.length + 1)),
  );
}
