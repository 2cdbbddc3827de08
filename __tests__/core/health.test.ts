import { describe, expect, test } from 'vitest';
import { awaitHealth, healthCommand, type HealthEnd, healthTimeout } from '../../src/core/health.ts';
import type { ContainerConfig } from '../../src/core/oci.ts';

test.each<[ContainerConfig, readonly string[] | undefined]>([
  [{}, undefined],
  [{ Healthcheck: { Test: [] } }, undefined],
  [{ Healthcheck: { Test: ['NONE'] } }, undefined],
  [{ Healthcheck: { Test: ['CMD'] } }, undefined],
  [{ Healthcheck: { Test: ['CMD', '/bin/x', 'a b'] } }, ['/bin/x', 'a b']],
  [{ Healthcheck: { Test: ['CMD-SHELL', 'a || b'] } }, ['/bin/sh', '-c', 'a || b']],
  [{ Healthcheck: { Test: ['CMD-SHELL', 'a'] }, Shell: ['/bin/bash', '-ec'] }, ['/bin/bash', '-ec', 'a']],
])('the command of %j', (config, command) => {
  expect(healthCommand(config)).toEqual(command);
});

test('how long a check may take', () => {
  expect(healthTimeout({})).toBe(30_000);
  expect(healthTimeout({ Healthcheck: { Timeout: 0 } })).toBe(30_000);
  expect(healthTimeout({ Healthcheck: { Timeout: 2_000_000_000 } })).toBe(2000);
});

describe('asking', () => {
  /** `codes`: what the checks end with, one after the other; the time is over, or the container ends, after so many. */
  async function ask(
    codes: readonly number[],
    { over = 99, ends = 99, healthy = 2 } = {},
  ): Promise<{ end: HealthEnd; asked: number; waits: number }> {
    let asked = 0;
    let waits = 0;
    const end = await awaitHealth(
      { healthy, within: 1 },
      {
        ask: () => Promise.resolve({ code: codes[asked++] ?? 1, stdout: 'out\n', stderr: 'err\n' }),
        ended: () => (asked >= ends ? 7 : undefined),
        pause: () => {
          waits++;
          return Promise.resolve();
        },
        isOver: () => asked >= over,
      },
    );
    return { end, asked, waits };
  }

  test('ends as soon as it succeeded often enough in a row', async () => {
    expect(await ask([1, 0, 1, 0, 0, 0])).toEqual({ end: { kind: 'healthy' }, asked: 5, waits: 4 });
    expect(await ask([0], { healthy: 1 })).toEqual({ end: { kind: 'healthy' }, asked: 1, waits: 0 });
  });

  test('ends with the time, with what was said last', async () => {
    expect((await ask([0, 1, 0, 3], { over: 4 })).end).toEqual({
      kind: 'unhealthy',
      asked: 4,
      code: 3,
      words: 'out\nerr',
    });
  });

  test('ends with the container', async () => {
    expect((await ask([1, 1], { ends: 2 })).end).toEqual({ kind: 'ended', code: 7 });
  });

  test('what succeeded in the last moment has succeeded', async () => {
    expect((await ask([0, 0], { over: 1, healthy: 1 })).end).toEqual({ kind: 'healthy' });
  });
});
