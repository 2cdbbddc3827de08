// The bundles as they are shipped: started on the Node that actions run on, from an empty folder, with next to nothing
// in the environment. What they do is tested on the sources; here they only have to start.

import { spawnSync } from 'node:child_process';
import { existsSync, mkdtempSync, readFileSync, readdirSync, rmSync, statSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';

const root = join(import.meta.dirname, '..');
const dist = join(root, 'dist');
const node = join(root, 'node_modules/node/bin/node');

let folder: string;

beforeAll(() => {
  folder = mkdtempSync(join(tmpdir(), 'dist-'));
});

afterAll(() => {
  rmSync(folder, { recursive: true, force: true });
});

/** What every failure to load a bundle or one of its chunks says. */
const moduleErrors =
  /ERR_MODULE_NOT_FOUND|MODULE_NOT_FOUND|ERR_UNKNOWN_FILE_EXTENSION|Cannot find (module|package)|SyntaxError|require is not defined|webpackMissingModule/;

interface Outcome {
  status: number | null;
  output: string;
}

function run(bundle: string, args: readonly string[], env: Record<string, string> = {}): Outcome {
  const { status, stdout, stderr, error } = spawnSync(node, [join(dist, bundle), ...args], {
    cwd: folder,
    env: { PATH: process.env.PATH ?? '', HOME: folder, ...env },
    encoding: 'utf8',
    timeout: 30_000,
  });
  if (error) throw error;
  return { status, output: stdout + stderr };
}

describe('the bundles', () => {
  test('are tried on Node 24, as actions run on', () => {
    const { stdout } = spawnSync(node, ['--version'], { encoding: 'utf8' });
    expect(stdout).toMatch(/^v24\./);
  });

  test('the command tells its version', () => {
    const { version } = JSON.parse(readFileSync(join(root, 'package.json'), 'utf8')) as { version: string };
    const { status, output } = run('cli.js', ['--version']);
    expect(output).toContain(version);
    expect(status).toBe(0);
  });

  test('the command can be executed as it lies', () => {
    expect(readFileSync(join(dist, 'cli.js'), 'utf8')).toMatch(/^#!\/usr\/bin\/env node\n/);
    expect(statSync(join(dist, 'cli.js')).mode & 0o111).toBe(0o111);
  });

  test.each(['plan', 'build', 'report'])('the action starts with mode %s and says what it lacks', (mode) => {
    const { status, output } = run('index.js', [], { INPUT_MODE: mode });
    expect(output).not.toMatch(moduleErrors);
    expect(output).toMatch(/::error/);
    expect(status).not.toBe(0);
    expect(status).not.toBeNull();
  });

  test('the post step starts and has nothing to do where main did nothing', () => {
    const { status, output } = run('post.js', []);
    expect(output).not.toMatch(moduleErrors);
    expect(status).toBe(0);
  });

  test('the scripts for the container lie beside them', () => {
    const scripts = readdirSync(join(root, 'src/container')).filter((name) => name.endsWith('.sh'));
    expect(scripts).not.toHaveLength(0);
    expect(scripts.filter((name) => !existsSync(join(dist, 'container', name)))).toEqual([]);
  });
});
