// Which engine is taken, what is said where none is there, and that nothing is opened before it is needed.

import { describe, expect, test, vi } from 'vitest';
import type { Engine } from '../../src/core/engine.ts';
import { chooseEngine, deferEngine, type EngineInput, noEngine } from '../../src/core/engine-choice.ts';
import { engineRefusal } from '../../src/core/engine-words.ts';

describe('the choice', () => {
  test.each<[EngineInput, boolean, boolean, 'docker' | 'podman' | undefined]>([
    ['auto', true, true, 'docker'],
    ['auto', true, false, 'docker'],
    ['auto', false, true, 'podman'],
    ['auto', false, false, undefined],
    ['docker', false, true, 'docker'],
    ['podman', true, false, 'podman'],
    ['podman', true, true, 'podman'],
  ])('%s with docker %s and podman %s is %s', (input, docker, podman, chosen) => {
    expect(chooseEngine(input, { docker, podman })).toBe(chosen);
  });

  test.each([
    [
      { code: 127, stdout: '', stderr: '' },
      'docker is not installed, and podman is not installed',
      'install Docker Engine 20.10 or newer, or put `docker` into PATH; or install podman 4.0 or newer',
    ],
    [
      { code: 1, stdout: '', stderr: 'Cannot connect to the Docker daemon at unix:///var/run/docker.sock.' },
      'docker is installed, but its engine is not running, and podman is not installed',
      'start it: `systemctl start docker`; or install podman 4.0 or newer',
    ],
    [
      { code: 1, stdout: '', stderr: 'the answer of another world' },
      'docker version failed: the answer of another world, and podman is not installed',
      'install podman',
    ],
  ])('says what both lack: %j', (done, message, hint) => {
    expect(noEngine(engineRefusal('docker', ['version'], done))).toMatchObject({ message, hint });
  });
});

describe('an engine that is opened when it is needed', () => {
  test('is opened once, by the first that needs it', async () => {
    const close = vi.fn();
    const open = vi.fn(() => Promise.resolve({ imageId: async (name: string) => await Promise.resolve(name), close }));
    const engine = deferEngine(open as unknown as () => Promise<Engine>);
    expect(open).not.toHaveBeenCalled();
    expect(await Promise.all([engine.imageId('a'), engine.imageId('b')])).toEqual(['a', 'b']);
    await engine.close();
    expect([open.mock.calls.length, close.mock.calls.length]).toEqual([1, 1]);
  });

  test('has nothing to remove and nothing to close before', async () => {
    const open = vi.fn();
    const engine = deferEngine(open);
    await engine.remove('container');
    await engine.close();
    expect(open).not.toHaveBeenCalled();
  });

  test('that could not be opened says so once, and closes', async () => {
    const engine = deferEngine(() => Promise.reject(new Error('not there')));
    await expect(engine.imageId('a')).rejects.toThrow('not there');
    await engine.close();
  });
});
