// What a container prints may be anything: read by a process of its own, as a job on GitHub does it.

import { spawnSync } from 'node:child_process';
import { closeSync, mkdtempSync, openSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, expect, test } from 'vitest';

const root = join(import.meta.dirname, '../..');
// The Node that actions run on; an older one does not read TypeScript.
const node = join(root, 'node_modules/node/bin/node');
const folder = mkdtempSync(join(tmpdir(), 'step-log-'));
afterAll(() => {
  rmSync(folder, { recursive: true });
});

interface Measured {
  readonly code: number;
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
