// The same inputs, the same image: under another clock, locale, time zone, umask, in another folder and registry, while
// the machine is busy, and without a registry.

import { execFileSync } from 'node:child_process';
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import type { BuildResult } from '../../src/core/result.ts';
import { type FaultBench, openFaultBench, type Process } from './fault-rig.ts';
import { docker, expectBuilt, openRig, type Outcome, type Rig } from './rig.ts';

const IMAGES = `
- name: one
  tag: stable
  build:
    packages: [sys-apps/suite-layout, app-shells/suite-shell, app-misc/dated, dev-libs/alpha, app-misc/hello, app-misc/daemon,
      app-misc/postinst, app-misc/weird]
    entrypoint: [/bin/suite-shell]
    configure_builder: |
      useradd --system made-by-hook
      date +%s > /built-at
    finish_rootfs_build: |
      # The suite's shell brings along all that it is loaded with, and so the clock below.
      rm -rf "$ROOT/gib"
      for name in b ä a Z; do date > "$ROOT/srv-$name"; echo same > "$ROOT/srv-$name"; done
  env: {B: b, A: a}
  test: [/usr/bin/hello]
`;
const HOUR = 3600;
const YEAR = 365 * 24 * HOUR;

interface Circumstances {
  /** seconds by which the clock is wrong, for us and in the container */
  readonly skew: number;
  readonly umask: number;
  readonly env: Readonly<Record<string, string>>;
}

/** Those of a group are built at the same time. */
const GROUPS: readonly (readonly Circumstances[])[] = [
  [{ skew: 0, umask: 0o022, env: { TZ: 'UTC', LC_ALL: 'C' } }],
  [
    { skew: HOUR, umask: 0o077, env: { TZ: 'Asia/Tokyo', LC_ALL: 'en_US.UTF-8' } },
    { skew: -HOUR, umask: 0o002, env: { TZ: 'America/St_Johns', LC_ALL: 'tr_TR.UTF-8' } },
    { skew: 3 * YEAR, umask: 0o000, env: { TZ: '', LANG: 'de_DE.UTF-8' } },
    { skew: -2 * YEAR, umask: 0o027, env: { TZ: 'Pacific/Kiritimati', LC_COLLATE: 'cs_CZ.UTF-8' } },
  ],
  [
    { skew: 0, umask: 0o077, env: { LANGUAGE: 'fr', LC_ALL: 'C.UTF-8' } },
    { skew: 12 * HOUR, umask: 0o022, env: { SOURCE_DATE_EPOCH: '1', TZ: 'Europe/Berlin' } },
    { skew: -12 * HOUR, umask: 0o022, env: { POSIXLY_CORRECT: '1', GZIP: '-1', TAR_OPTIONS: '--sort=none' } },
    { skew: 30 * YEAR, umask: 0o022, env: { USER: 'nobody', LOGNAME: 'nobody', HOSTNAME: 'elsewhere' } },
    { skew: HOUR, umask: 0o007, env: { LC_ALL: 'POSIX', MAKEOPTS: '-j9', CFLAGS: '-O0', ROOT: '/nowhere' } },
  ],
];

let tools: string;
let bench: FaultBench;
beforeAll(async () => {
  tools = mkdtempSync(join(tmpdir(), 'gib-clocks-'));
  bench = await openFaultBench();
});
afterAll(async () => {
  await bench.close();
  rmSync(tools, { recursive: true, force: true });
});

/**
 * A library that moves the clock of whatever loads it, and a folder with a `docker` that gives it to all programs of a
 * container that it makes. The kernel's clock, and so the time of a file's last change, stays as it is.
 */
function makeClock(skew: number): { library: string; path: string } {
  const folder = mkdtempSync(join(tools, 'clock-'));
  const library = join(folder, 'clock.so');
  writeFileSync(
    join(folder, 'clock.c'),
    `#include <sys/syscall.h>
#include <sys/time.h>
#include <time.h>
long syscall(long number, ...);
int clock_gettime(clockid_t clock, struct timespec *at) {
  int failed = syscall(SYS_clock_gettime, clock, at);
  if (!failed && (clock == CLOCK_REALTIME || clock == 5)) at->tv_sec += SKEW;
  return failed;
}
int gettimeofday(struct timeval *at, void *zone) {
  struct timespec now;
  clock_gettime(CLOCK_REALTIME, &now);
  at->tv_sec = now.tv_sec;
  at->tv_usec = now.tv_nsec / 1000;
  return 0;
}
time_t time(time_t *at) {
  struct timespec now;
  clock_gettime(CLOCK_REALTIME, &now);
  if (at) *at = now.tv_sec;
  return now.tv_sec;
}
`,
  );
  execFileSync('tcc', ['-shared', `-DSKEW=(${skew}L)`, '-o', library, join(folder, 'clock.c')]);
  writeFileSync(join(folder, 'preload'), '/gib/clock.so\n');
  const mounts = [`${library}:/gib/clock.so:ro`, `${join(folder, 'preload')}:/etc/ld.so.preload:ro`];
  const real = execFileSync('bash', ['-c', 'command -v docker'], { encoding: 'utf8' }).trim();
  const words = mounts.map((mount) => `-v '${mount}'`).join(' ');
  writeFileSync(
    join(folder, 'docker'),
    `#!/bin/bash\nif [[ $1 == create ]]; then exec '${real}' create ${words} "\${@:2}"; fi\nexec '${real}' "$@"\n`,
    { mode: 0o755 },
  );
  return { library, path: folder };
}

/** Begins a build in a folder and a registry of its own. */
function begin({ skew, umask, env }: Circumstances): Process {
  const rig = bench.open();
  const clock = makeClock(skew);
  const before = process.umask(umask);
  try {
    rig.images(IMAGES);
    const more = { LD_PRELOAD: clock.library, PATH: `${clock.path}:${process.env.PATH ?? ''}` };
    return rig.spawnWith({ ...env, ...more }, 'build', '--all', '--json');
  } finally {
    process.umask(before);
  }
}

/** Of the targets alone: an initial builder that a store has from before is not built again. */
function digests(results: readonly BuildResult[]): Record<string, string | undefined> {
  return Object.fromEntries(results.flatMap(({ image, digest }) => (digest ? [[image, digest]] : [])));
}

let first: Record<string, string | undefined> = {};

it('ten builds under other clocks, locales, folders and umasks, five of them at once, have one digest', async () => {
  const all: Record<string, string | undefined>[] = [];
  for (const group of GROUPS) {
    const running = group.map(begin);
    for (const [index, { ended }] of running.entries()) {
      const { code, out, log } = await ended;
      expect(code, log).toBe(0);
      const results = JSON.parse(out) as BuildResult[];
      all.push(digests(results));
      // The clock was indeed another one.
      const built = docker(
        'run',
        '--rm',
        results.find(({ image }) => image === 'one')?.builder ?? '',
        'cat',
        '/built-at',
      );
      expect(Math.abs(Number(built) - Date.now() / 1000 - (group[index]?.skew ?? 0))).toBeLessThan(HOUR / 2);
    }
  }
  first = all[0] ?? {};
  expect(first).toEqual({ one: expect.stringMatching(/^sha256:/) as string });
  expect(all).toHaveLength(10);
  for (const one of all) expect(one).toEqual(first);
}, 900_000);

describe('without a registry', () => {
  let rig: Rig;
  let outcome: Outcome;
  beforeAll(async () => {
    rig = openRig({ local: true });
    // The order of keys decides nothing.
    rig.images(IMAGES.replace('{B: b, A: a}', '{A: a, B: b}'));
    outcome = await rig.build();
  });
  afterAll(() => {
    rig.close();
    docker('image', 'rm', '--force', 'localhost/one:stable');
  });

  it('the target has the same digest', () => {
    expect(digests(expectBuilt(outcome))).toEqual(first);
  });

  it('it is in the engine under its names', () => {
    expect(docker('run', '--rm', '--entrypoint', '/usr/bin/hello', 'localhost/one:stable')).toBe('hello from hello-1');
    expect(outcome.results.at(-1)?.tags).toEqual(['localhost/one:stable']);
  });

  it('it has the users that a hook made in the builder', () => {
    const words = ['--entrypoint', '/bin/suite-shell', 'localhost/one:stable', '-c', 'echo "$(</etc/passwd)"'];
    const passwd = docker('run', '--rm', ...words);
    expect(passwd).toContain('made-by-hook:');
    expect(passwd).toContain('suite:');
  });

  it('it is found again: nothing is built', async () => {
    expect((await rig.build()).lines).toEqual(['nothing to do', 'reused: one']);
  });
});
