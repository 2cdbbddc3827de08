import { mkdtempSync, readFileSync, rmSync, statSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, describe, expect, test } from 'vitest';
import { openLogFile } from '../../src/adapters/log.ts';

const folder = mkdtempSync(join(tmpdir(), 'log-'));
afterAll(() => {
  rmSync(folder, { recursive: true });
});

describe('a log', () => {
  test('has all lines, and is for nobody else to read', () => {
    const path = join(folder, 'deep', 'a.log');
    const log = openLogFile(path, { most: 1_000_000 });
    const lines = Array.from({ length: 20_000 }, (_, index) => `line ${index} ä\0`);
    for (const line of lines) log.line(line);
    log.close();
    expect(readFileSync(path, 'utf8')).toBe(`${lines.join('\n')}\n`);
    expect(statSync(path).mode & 0o777).toBe(0o600);
  });

  test('is begun anew', () => {
    const path = join(folder, 'b.log');
    for (const word of ['a long first', 'second']) {
      const log = openLogFile(path, { most: 1000 });
      log.line(word);
      log.close();
    }
    expect(readFileSync(path, 'utf8')).toBe('second\n');
  });

  test('keeps the beginning and the end of a flood, and says what it leaves out', () => {
    const path = join(folder, 'c.log');
    const log = openLogFile(path, { most: 100_000 });
    let printed = 0;
    for (let index = 0; index < 100_000; index++) {
      const line = `${index} ${'x'.repeat(90)}`;
      printed += line.length + 1;
      log.line(line);
    }
    log.close();
    const text = readFileSync(path, 'utf8');
    const [, left = ''] = /^\.\.\. (\d+) bytes are left out here \.\.\.$/m.exec(text) ?? [];
    expect(text.startsWith('0 x')).toBe(true);
    expect(text.endsWith(`99999 ${'x'.repeat(90)}\n`)).toBe(true);
    expect(text.length).toBeLessThan(100_000 + 2 * 1024 * 1024 + 200_000);
    expect(text.length - `... ${left} bytes are left out here ...\n`.length + Number(left)).toBe(printed);
  });

  test('that cannot be written is no failure', () => {
    for (const path of [join(folder, 'b.log', 'below'), '/dev/full']) {
      const log = openLogFile(path, { most: 1000 });
      for (let index = 0; index < 2000; index++) log.line('x'.repeat(100));
      expect(() => {
        log.close();
      }).not.toThrow();
    }
  });
});
