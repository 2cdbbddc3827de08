// What a container prints may be anything, and any amount: read by a process of its own, as a job on GitHub does it.
// GIB_FULL_SIZE=1 takes two gigabytes in the place of 200 megabytes.

import { execFileSync, spawnSync } from 'node:child_process';
import { closeSync, mkdtempSync, openSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, describe, expect, test } from 'vitest';

const root = join(import.meta.dirname, '../..');
// The Node that actions run on; an older one does not read TypeScript.
const node = join(root, 'node_modules/node/bin/node');
const folder = mkdtempSync(join(tmpdir(), 'step-log-'));
afterAll(() => {
  rmSync(folder, { recursive: true });
});

interface Measured {
  readonly code: number;
  /** megabytes of memory that the reading process had at most */
  readonly megabytes: number;
}

function print(script: string): Measured {
  const out = openSync(join(folder, 'out'), 'w');
  try {
    const words = [join(root, '__tests__/fakes/step-log.ts'), folder, 'bash', '-c', script];
    const done = spawnSync(node, words, { stdio: ['ignore', out, 'pipe', 'pipe'], encoding: 'utf8' });
    return JSON.parse(done.output[3] ?? '{}') as Measured;
  } finally {
    closeSync(out);
  }
}

/** The same with standard output as a pipe, whose reader begins late; gives the bytes that it got, too. */
function printSlowly(script: string): Measured & { readonly bytes: number } {
  const line = '"$0" "$1" "$2" bash -c "$3" 3>"$2/measured" | { sleep 2; wc -c; }';
  const words = ['-o', 'pipefail', '-c', line, node, join(root, '__tests__/fakes/step-log.ts'), folder, script];
  const bytes = Number(execFileSync('bash', words, { encoding: 'utf8' }));
  return { ...(JSON.parse(readFileSync(join(folder, 'measured'), 'utf8')) as Measured), bytes };
}

const FLOOD = (process.env.GIB_FULL_SIZE === '1' ? 2048 : 200) * 1024 * 1024;

describe('a flood needs little memory, and its log says what is left out', () => {
  // Commands and what problem matchers look for, amid what hooks and compilers print.
  const line = `x::set-output name=a::b${'-'.repeat(80)}##[error]c ${'+'.repeat(80)}/usr/src/file.c:12:3: error: d`;

  test.each<[string, string]>([
    ['of lines', `yes '${line}' | head -c ${FLOOD}`],
    ['without an end of a line', `head -c ${FLOOD} /dev/zero`],
  ])('%s', { timeout: 600_000 }, (_, script) => {
    const found = printSlowly(script);
    expect(found.code).toBe(0);
    expect(found.bytes).toBeGreaterThan(FLOOD);
    expect(found.megabytes).toBeLessThan(200);
    const log = readFileSync(join(folder, 'step.log'), 'utf8');
    expect(log).toMatch(/^\.\.\. \d{8,} bytes are left out here \.\.\.$/m);
    expect(log.length).toBeLessThan(4 * 1024 * 1024);
  });
});

test('what is no text reaches the log as it came, without an end of its last line', () => {
  const { code } = print(
    String.raw`printf 'a\0b\n::set-output name=x::y\n##[error]z\n::stop-commands::w\n\xff\xfe\nend'`,
  );
  expect(code).toBe(0);
  const text = readFileSync(join(folder, 'out'), 'utf8').replaceAll(/gib-[0-9a-f]{32}/g, 'TOKEN');
  expect(text).toBe(
    [
      '::stop-commands::TOKEN',
      ...['| a\0b', '| ::set-output name=x::y', '| ##[error]z', '| ::stop-commands::w', '| \ufffd\ufffd', '| end'],
      '',
      '::TOKEN::',
      '',
    ].join('\n'),
  );
  expect(readFileSync(join(folder, 'step.log'), 'utf8')).toContain('a\0b\n::set-output name=x::y\n');
});
