import { tmpdir } from 'node:os';
import { realpathSync } from 'node:fs';
import { describe, expect, test } from 'vitest';
import { run, stream, type StreamOptions } from '../../src/adapters/process.ts';
import { streamOf } from './image-store.contract.ts';

const sh = (script: string): string[] => ['sh', '-c', script];

async function linesOf(argv: string[], options: StreamOptions = {}): Promise<{ code: number; lines: string[] }> {
  const lines: string[] = [];
  const code = await stream(argv, { ...options, onLine: (line, name) => lines.push(`${name}: ${line}`) });
  return { code, lines };
}

describe.each([
  ['run', {}],
  ['run with a time-out', { timeoutMs: 10_000 }],
])('%s', (_, options) => {
  test('gives what came out', async () => {
    expect(await run(sh('echo out; echo err >&2; exit 3'), options)).toEqual({
      code: 3,
      stdout: 'out\n',
      stderr: 'err\n',
    });
  });

  test('gives 127 for a command that is not there', async () => {
    expect(await run(['gib-no-such-command', 'x'], options)).toMatchObject({ code: 127, stdout: '' });
  });

  test('gives 128 and more for a signal', async () => {
    expect((await run(sh('kill -9 $$'), options)).code).toBeGreaterThanOrEqual(128);
  });

  test('takes words as they are', async () => {
    const words = ['a b', '"c"', "d'e", '$HOME', '', '*', '\\'];
    const { stdout } = await run(['printf', '[%s]', ...words], options);
    expect(stdout.trim()).toBe(words.map((word) => `[${word}]`).join(''));
  });

  test('hands in input, environment and folder', async () => {
    expect((await run(['cat'], { ...options, input: 'in\n' })).stdout).toBe('in\n');
    const env = { GIB_TEST: 'x y', PATH: process.env.PATH ?? '' };
    expect((await run(sh('echo "$GIB_TEST $HOME"'), { ...options, env })).stdout).toBe(
      `x y ${process.env.HOME ?? ''}\n`,
    );
    expect((await run(['pwd'], { ...options, cwd: tmpdir() })).stdout.trim()).toBe(realpathSync(tmpdir()));
  });
});

test('a time-out ends a command', async () => {
  expect(await run(['sleep', '30'], { timeoutMs: 100 })).toEqual({ code: 124, stdout: '', stderr: '' });
});

describe('lines', () => {
  test.each<[string, string, string[]]>([
    ['both streams', 'echo a; echo b >&2', ['stderr: b', 'stdout: a']],
    ['the last without an end', 'printf "a\\nb"', ['stdout: a', 'stdout: b']],
    ['empty ones', 'printf "\\n\\na\\n"', ['stdout: ', 'stdout: ', 'stdout: a']],
    [
      'carriage returns of a progress bar',
      'printf "1%%\\r2%%\\r\\n3%%\\n"',
      ['stdout: 1%', 'stdout: 2%', 'stdout: 3%'],
    ],
    ['a carriage return and its newline apart', 'printf "a\\r"; sleep 0.1; printf "\\nb"', ['stdout: a', 'stdout: b']],
    ['a letter of several bytes in two parts', 'printf "\\303"; sleep 0.1; printf "\\244\\n"', ['stdout: ä']],
    ['none', 'true', []],
  ])('%s', async (_, script, lines) => {
    const found = await linesOf(sh(script));
    expect(found.code).toBe(0);
    expect(script.includes('>&2') ? found.lines.sort() : found.lines).toEqual(lines);
  });

  test('of a megabyte come in parts, so that a flood without an end needs little memory', async () => {
    const { lines } = await linesOf(['node', '-e', 'process.stdout.write("x".repeat(1048576) + "\\ny")']);
    const part = 'stdout: '.length + 32_768;
    expect(lines.map(({ length }) => length)).toEqual([...Array.from({ length: 32 }, () => part), 9]);
  });

  test('a hundred thousand come all, before it ends', async () => {
    const { lines } = await linesOf(sh('seq 100000'));
    expect([lines.length, lines.at(-1)]).toEqual([100_000, 'stdout: 100000']);
  });

  test('that nobody wants do not stop it', async () => {
    expect(await stream(sh('seq 100000; exit 4'))).toBe(4);
  });
});

describe('standard input', () => {
  test('is what is given', async () => {
    const input = streamOf(Buffer.from('one\n'), Buffer.from('two\n'));
    expect(await linesOf(['cat'], { input })).toEqual({ code: 0, lines: ['stdout: one', 'stdout: two'] });
  });

  test('is empty where nothing is given', async () => {
    expect(await linesOf(['cat'])).toEqual({ code: 0, lines: [] });
  });

  const large = (): AsyncIterable<Uint8Array> => streamOf(...Array.from({ length: 200 }, () => Buffer.alloc(65_536)));
  test.each<[string, string[], number]>([
    ['a command that does not read it', ['true'], 0],
    ['a command that stops reading', ['head', '-c', '10'], 0],
    ['a command that fails without reading it', sh('exit 7'), 7],
    ['a command that is not there', ['gib-no-such-command'], 127],
  ])('%s', async (_, argv, code) => {
    expect(await stream(argv, { input: large() })).toBe(code);
  });

  test('whose source fails, fails', async () => {
    const broken = async function* (): AsyncGenerator<Uint8Array> {
      yield await Promise.resolve(Buffer.from('x'));
      throw new Error('the source broke');
    };
    await expect(stream(['cat'], { input: broken() })).rejects.toThrow('the source broke');
  });
});

describe('a signal', () => {
  test('ends a command', async () => {
    const controller = new AbortController();
    const running = linesOf(sh('echo ready; exec sleep 30'), { signal: controller.signal });
    setTimeout(() => {
      controller.abort();
    }, 200);
    expect(await running).toEqual({ code: 143, lines: ['stdout: ready'] });
  });

  test('ends what the command started, too', async () => {
    const controller = new AbortController();
    const running = linesOf(sh('sleep 30 & echo ready; wait'), { signal: controller.signal, group: true });
    setTimeout(() => {
      controller.abort();
    }, 200);
    expect(await running).toEqual({ code: 143, lines: ['stdout: ready'] });
  });

  test('that came before ends it too', async () => {
    expect(await stream(['sleep', '30'], { signal: AbortSignal.abort() })).toBe(143);
  });

  test.each([
    ['KILL', 137],
    ['INT', 130],
    ['TERM', 143],
    ['SEGV', 139],
  ])('%s from elsewhere is %i', async (name, code) => {
    expect(await stream(sh(`kill -${name} $$; sleep 5`))).toBe(code);
  });
});
