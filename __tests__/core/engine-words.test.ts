// What engines write, and what we say of it.

import { describe, expect, test } from 'vitest';
import {
  distrust,
  engineRefusal,
  imageIdOf,
  mountsImages,
  parseImages,
  parseInspection,
  podmanTooOld,
} from '../../src/core/engine-words.ts';

const HEX = 'ab'.repeat(32);
const failed = (stderr: string): { code: number; stdout: string; stderr: string } => ({
  code: 125,
  stdout: '',
  stderr,
});

describe('a registry that docker’s engine does not trust', () => {
  test.each([
    [
      'Error response from daemon: Get "https://hub.lan:5000/v2/": x509: certificate signed by unknown authority',
      'docker’s engine does not trust the certificate of hub.lan:5000, and would not push builders there',
      'put it where the engine looks, on its own machine: /etc/docker/certs.d/hub.lan:5000/ca.crt; or use podman, which gets it from us',
    ],
    [
      'Error response from daemon: Get "https://hub.lan:5000/v2/": tls: failed to verify certificate: x509: certificate signed by unknown authority',
      'docker’s engine does not trust the certificate of hub.lan:5000, and would not push builders there',
      'put it where the engine looks, on its own machine: /etc/docker/certs.d/hub.lan:5000/ca.crt; or use podman, which gets it from us',
    ],
    [
      'Error response from daemon: Get "https://hub.lan:5000/v2/": http: server gave HTTP response to HTTPS client',
      'docker’s engine does not speak plain http to hub.lan:5000, and would not push builders there',
      'add "insecure-registries": ["hub.lan:5000"] to /etc/docker/daemon.json on its machine, and start it anew; or use podman, which gets it from us',
    ],
  ])('%s', (words, message, hint) => {
    expect(distrust(words, 'hub.lan:5000')).toMatchObject({ message, hint });
  });

  test.each([
    'Error response from daemon: manifest for hub.lan:5000/gentoo-image-builder/asks-for:nothing not found: manifest unknown: manifest unknown',
    'Error response from daemon: Head "https://hub.lan:5000/v2/gentoo-image-builder/asks-for/manifests/nothing": no basic auth credentials',
    '',
  ])('%s: it has been asked, so it is trusted', (words) => {
    expect(distrust(words, 'hub.lan:5000')).toBeUndefined();
  });
});

describe('refusals', () => {
  // The words of docker 20.10 and 28 and of podman 4.3.
  test.each([
    [
      'docker',
      'permission denied while trying to connect to the Docker daemon socket at unix:///var/run/docker.sock: Get "http://%2Fvar%2Frun%2Fdocker.sock/v1.50/version": dial unix /var/run/docker.sock: connect: permission denied',
      'docker is running, but this user may not use it',
      'add the user to the group `docker`',
    ],
    [
      'docker',
      'Cannot connect to the Docker daemon at unix:///nowhere.sock. Is the docker daemon running?',
      'docker is installed, but its engine is not running',
      'start it: `systemctl start docker`',
    ],
    [
      'docker',
      'warning first\nError response from daemon: pull access denied\n',
      'docker pull failed: Error response from daemon: pull access denied',
      undefined,
    ],
    [
      'podman',
      'Cannot connect to Podman. Please verify your connection to the Linux system using `podman system connection list`\nError: unable to connect to Podman socket: dial unix /nowhere.sock: connect: no such file or directory',
      'podman is installed, but the machine that it works on is not running',
      'start it: `podman machine start`',
    ],
    [
      'podman',
      'Error: cannot set up namespace using "/usr/bin/newuidmap": exit status 1',
      'podman is installed, but this user may not use it',
      'give the user ranges in /etc/subuid and /etc/subgid, or run as root',
    ],
    [
      'podman',
      'Error: creating runtime static files directory: mkdir /var/lib/containers/storage: permission denied',
      'podman is installed, but this user may not use it',
      'give the user ranges in /etc/subuid and /etc/subgid, or run as root',
    ],
    [
      'podman',
      'level=error msg="cannot find UID/GID for user : no subuid ranges found for user in /etc/subuid"\nError: initializing source docker://localhost:1/x:latest: connection refused',
      'podman pull failed: Error: initializing source docker://localhost:1/x:latest: connection refused',
      undefined,
    ],
  ] as const)('%s: %s', (engine, stderr, message, hint) => {
    expect(engineRefusal(engine, ['pull', 'x'], failed(stderr))).toMatchObject({
      name: 'UnreachableError',
      message,
      hint,
    });
  });
});

test.each([
  ['3.4.4', 'podman 3.4.4 is too old'],
  ['4.0.0', undefined],
  ['4.3.1', undefined],
  ['5.0.0-dev', undefined],
])('podman %s', (version, message) => {
  expect(podmanTooOld(version)?.message).toBe(message);
});

test.each([
  ['20.10.24+dfsg1', false],
  ['27.5.1', false],
  ['28.0.0', true],
])('docker %s mounts images: %s', (version, mounts) => {
  expect(mountsImages(version)).toBe(mounts);
});

describe('an inspection', () => {
  test.each([
    ['Error: No such image: x:1', 'docker'],
    ['Error response from daemon: no such object: x', 'docker'],
    ['Error: inspecting object: x: image not known', 'podman'],
  ] as const)('knows "not there": %s', (stderr, engine) => {
    expect(parseInspection(engine, failed(stderr))).toBeUndefined();
  });

  test('anything else is the engine’s refusal', () => {
    expect(() => parseInspection('podman', failed('Error: disk on fire'))).toThrow(
      'podman image inspect failed: Error: disk on fire',
    );
  });

  test('gives the id as docker writes it, and podman’s health check', () => {
    const image = { Id: HEX, Config: { User: '0' }, Healthcheck: { Test: ['CMD', 'true'] } };
    expect(parseInspection('podman', { code: 0, stdout: JSON.stringify([image]), stderr: '' })).toEqual({
      id: `sha256:${HEX}`,
      config: { User: '0', Healthcheck: { Test: ['CMD', 'true'] } },
    });
    expect(imageIdOf(`sha256:${HEX}`)).toBe(`sha256:${HEX}`);
  });
});

test('the images of an engine, as docker and podman list them', () => {
  const text = [
    'localhost/base\tsha256:1\tnothing',
    `localhost/builder-base:f1\tsha256:2\t2026-11-16 01:00:00 +0000 UTC`,
    `localhost/x:1\t3\t2026-11-16 02:00:00.123456789 +0100 CET`,
    '<none>:<none>\tsha256:4\t2026-11-16 01:00:00 +0000 UTC',
    '',
  ].join('\n');
  const made = Date.UTC(2026, 10, 16, 1);
  expect(parseImages(text)).toEqual([
    { reference: 'localhost/base', id: 'sha256:1', made: undefined },
    { reference: 'localhost/builder-base:f1', id: 'sha256:2', made },
    { reference: 'localhost/x:1', id: 'sha256:3', made: made + 123 },
  ]);
});
