// What users read when an engine is not there, not running or not allowed: programs named docker and podman in PATH that
// say what the real ones said. And what podman is told, as such a program was called.

import { chmodSync, existsSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, test, vi } from 'vitest';
import { findDocker, openDocker } from '../../src/adapters/docker.ts';
import { findPodman, openPodman } from '../../src/adapters/podman.ts';
import type { Engine } from '../../src/core/engine.ts';
import { isUnreachable } from '../../src/core/unreachable.ts';
import { openWorld } from '../../src/real-world.ts';

let folder: string;
beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), 'gib-engines-'));
  vi.stubEnv('PATH', folder);
  vi.stubEnv('DOCKER_HOST', 'unix:///nowhere.sock');
});
afterEach(() => {
  vi.unstubAllEnvs();
  rmSync(folder, { recursive: true, force: true });
});

/** Puts a program into PATH; `script` is the body of a shell script without programs of its own. */
function install(name: 'docker' | 'podman', script: string): void {
  writeFileSync(join(folder, name), `#!/bin/sh\necho "$*" >>"${folder}/calls"\n${script}\n`);
  chmodSync(join(folder, name), 0o755);
}

const calls = (): string[] => readFileSync(join(folder, 'calls'), 'utf8').trim().split('\n');

/** The message and the hint of what an action threw. */
async function wordsOf(action: Promise<unknown>): Promise<string[]> {
  const error: unknown = await action.then(
    () => undefined,
    (thrown: unknown) => thrown,
  );
  if (!isUnreachable(error)) throw new Error(`no UnreachableError: ${String(error)}`);
  return [error.message, error.hint ?? ''];
}

const NOT_RUNNING =
  'echo "Cannot connect to the Docker daemon at unix:///nowhere.sock. Is the docker daemon running?" >&2; exit 1';
const NOT_ALLOWED =
  'echo "permission denied while trying to connect to the Docker daemon socket at unix:///var/run/docker.sock" >&2; exit 1';
const NO_MACHINE = 'echo "Cannot connect to Podman. Please verify your connection to the Linux system" >&2; exit 125';
const NO_RANGES = `echo 'Error: cannot set up namespace using "/usr/bin/newuidmap": exit status 1' >&2; exit 125`;

const CASES: [string, 'docker' | 'podman', string | undefined, string, string][] = [
  [
    'is not there',
    'docker',
    undefined,
    'docker is not installed',
    'install Docker Engine 20.10 or newer, or put `docker` into PATH',
  ],
  [
    'is not running',
    'docker',
    NOT_RUNNING,
    'docker is installed, but its engine is not running',
    'start it: `systemctl start docker`',
  ],
  [
    'is not allowed',
    'docker',
    NOT_ALLOWED,
    'docker is running, but this user may not use it',
    'add the user to the group `docker`',
  ],
  [
    'is not there',
    'podman',
    undefined,
    'podman is not installed',
    'install podman 4.0 or newer, or put `podman` into PATH',
  ],
  [
    'is not running',
    'podman',
    NO_MACHINE,
    'podman is installed, but the machine that it works on is not running',
    'start it: `podman machine start`',
  ],
  [
    'is not allowed',
    'podman',
    NO_RANGES,
    'podman is installed, but this user may not use it',
    'give the user ranges in /etc/subuid and /etc/subgid, or run as root',
  ],
];

describe.each(CASES)('an engine that %s: %s', (_what, name, script, message, hint) => {
  const open = (): Engine => (name === 'docker' ? openDocker(() => '0') : openPodman(() => ({})));
  const order = {
    name: 'c',
    image: 'sha256:1',
    argv: ['x'],
    mounts: [],
    snapshot: [],
    capabilities: [],
    network: undefined,
  };
  const archive = async function* (): AsyncGenerator<Uint8Array> {
    yield await Promise.resolve(Buffer.from('x'));
  };

  beforeEach(() => {
    if (script !== undefined) install(name, script);
  });

  test.each<[string, (engine: Engine) => Promise<unknown>]>([
    ['imageId', async (engine) => await engine.imageId('localhost/x:1')],
    ['pull', async (engine) => await engine.pull('localhost/x:1', 'linux/amd64')],
    ['push', async (engine) => await engine.push('localhost/x:1')],
    ['load', async (engine) => await engine.load(archive())],
    ['runBuilder', async (engine) => await engine.runBuilder(order, {})],
  ])('%s says so', async (_call, action) => {
    expect(await wordsOf(action(open()))).toEqual([message, hint]);
  });
});

describe('the choice', () => {
  const world = (engine: 'auto' | 'docker' | 'podman'): Engine =>
    openWorld({
      screen: {} as never,
      folder,
      imagesFile: 'images.yaml',
      engine,
      scripts: folder,
      signal: new AbortController().signal,
    }).engine;
  const MISSING = 'echo "Error: No such image: image not known" >&2; exit 1';
  const ANSWERS = `[ "$1" = image ] || exit 0\n${MISSING}`;

  test('is docker when it answers, and podman is not asked', async () => {
    install('docker', ANSWERS);
    install('podman', 'exit 3');
    expect(await world('auto').imageId('localhost/x:1')).toBeUndefined();
    expect(calls()).toEqual(['--version', 'version --format {{.Server.Version}}', 'image inspect localhost/x:1']);
  });

  test.each([
    ['not running', NOT_RUNNING],
    ['podman under another name', `[ "$1" = --version ] && echo "podman version 4.3.1"; exit 0`],
  ])('is podman when docker is %s', async (_what, docker) => {
    install('docker', docker);
    install('podman', `[ "$1" = --version ] && exit 0\n${MISSING}`);
    expect(await world('auto').imageId('localhost/x:1')).toBeUndefined();
    expect(calls().slice(-2)).toEqual(['--version', 'image inspect localhost/x:1']);
  });

  test('says what is missing where neither is there', async () => {
    install('docker', NOT_RUNNING);
    expect(await wordsOf(world('auto').imageId('localhost/x:1'))).toEqual([
      'docker is installed, but its engine is not running, and podman is not installed',
      'start it: `systemctl start docker`; or install podman 4.0 or newer',
    ]);
  });

  test('gives who names one that one, there or not', async () => {
    install('docker', ANSWERS);
    expect(await wordsOf(world('podman').imageId('localhost/x:1'))).toEqual([
      'podman is not installed',
      'install podman 4.0 or newer, or put `podman` into PATH',
    ]);
    expect(existsSync(join(folder, 'calls'))).toBe(false);
  });

  test('asks nobody for what needs no engine', async () => {
    install('docker', NOT_RUNNING);
    await world('auto').close();
    expect(existsSync(join(folder, 'calls'))).toBe(false);
  });

  test('finds what is there', async () => {
    expect(await findPodman()).toBe(false);
    expect((await findDocker())?.message).toBe('docker is not installed');
    install('podman', 'exit 0');
    install('docker', 'exit 0');
    expect([await findPodman(), await findDocker()]).toEqual([true, undefined]);
  });
});

describe('podman', () => {
  test('that is too old is refused before it makes a container', async () => {
    install('podman', 'case $1 in version) echo 3.4.4;; image) echo "[{\\"Id\\": \\"1\\", \\"Config\\": {}}]";; esac');
    const engine = openPodman(() => ({}));
    const order = {
      name: 'c',
      image: 'sha256:1',
      argv: ['x'],
      mounts: [],
      snapshot: [],
      capabilities: [],
      network: undefined,
    };
    expect(await wordsOf(engine.runBuilder(order, {}))).toEqual([
      'podman 3.4.4 is too old',
      'install podman 4.0 or newer, or put `podman` into PATH',
    ]);
    expect(calls()).toEqual(['image inspect sha256:1', 'version --format {{.Client.Version}}']);
  });

  test('without an init is asked again without one, and not a third time', async () => {
    install(
      'podman',
      `case "$*" in
        version*) echo 4.3.1;;
        image*) echo '[{"Id": "1", "Config": {}}]';;
        "create --init"*) echo "Error: container-init binary not found on the host: stat /usr/libexec/podman/catatonit" >&2; exit 125;;
      esac`,
    );
    const engine = openPodman(() => ({}));
    const order = {
      name: 'c',
      image: 'sha256:1',
      argv: ['x'],
      mounts: [],
      snapshot: [],
      capabilities: [],
      network: undefined,
    };
    await engine.runBuilder(order, {});
    await engine.runBuilder({ ...order, name: 'd' }, {});
    expect(calls().flatMap((line) => /^create (?:--init )?--name=./.exec(line)?.[0] ?? [])).toEqual([
      'create --init --name=c',
      'create --name=c',
      'create --name=d',
    ]);
  });

  test.each([
    ['127.0.0.1:5000/x:1', {}, '--tls-verify=false '],
    ['localhost:5000/x:1', {}, '--tls-verify=false '],
    ['registry.test/x:1', { insecure: true }, '--tls-verify=false '],
    ['registry.test/x:1', {}, ''],
  ])('reaches %s with %j by %s', async (reference, access, option) => {
    install('podman', 'exit 0');
    await openPodman(() => access).push(reference);
    expect(calls()).toEqual([`push --quiet ${option}${reference}`]);
  });

  test('has an own CA’s certificate in a folder, until it is closed', async () => {
    install('podman', `cert=\${3#--cert-dir=}; read -r line <"$cert/ca.crt"; echo "$line" >>"${folder}/calls"`);
    const engine = openPodman((host) => (host === 'registry.test' ? { ca: 'CERTIFICATE\n' } : {}));
    await engine.push('registry.test/x:1');
    await engine.push('registry.test/y:1');
    const [first = '', certificate, second = ''] = calls();
    const option = /--cert-dir=(\S+)/;
    const [, used = ''] = option.exec(first) ?? [];
    expect([certificate, option.exec(second)?.[1]]).toEqual(['CERTIFICATE', used]);
    await engine.close();
    expect([used === '', existsSync(used)]).toEqual([false, false]);
  });
});
