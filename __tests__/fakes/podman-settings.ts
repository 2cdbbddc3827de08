// Settings with which podman works on machines for tests, and a store of its own below a temporary folder.
// In: nothing. Out: the environment names them for this process and its children, until `leave`.
// What stands here is the machine's matter (limits above ours, a runtime that is there), not the product's.

import { execFileSync } from 'node:child_process';
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';

const NAMES = ['CONTAINERS_CONF', 'CONTAINERS_STORAGE_CONF'] as const;

/** Gives podman an empty store; `leave` removes it with all that is in it. Fails in words where podman is not there. */
export function enterPodman(): { leave: () => void } {
  const before = new Map(NAMES.map((name) => [name, process.env[name]]));
  const folder = mkdtempSync(join(tmpdir(), 'gib-podman-'));
  const settings = [
    '[containers]',
    'default_ulimits = ["nofile=1024:1024", "nproc=1024:1024"]',
    '[engine]',
    ...(has('runc') ? ['runtime = "runc"'] : []),
    'cgroup_manager = "cgroupfs"',
    'events_logger = "file"',
  ];
  const store = ['[storage]', 'driver = "overlay"', `graphroot = "${folder}/store"`, `runroot = "${folder}/run"`];
  writeFileSync(join(folder, 'containers.conf'), `${settings.join('\n')}\n`);
  writeFileSync(join(folder, 'storage.conf'), `${store.join('\n')}\n`);
  process.env.CONTAINERS_CONF = join(folder, 'containers.conf');
  process.env.CONTAINERS_STORAGE_CONF = join(folder, 'storage.conf');
  return {
    leave() {
      for (const argv of [
        ['rm', '--all', '--force', '--time=0', '--volumes'],
        ['image', 'umount', '--all', '--force'],
      ]) {
        execFileSync('podman', argv, { stdio: ['ignore', 'ignore', 'inherit'] });
      }
      for (const [name, value] of before) {
        if (value === undefined) Reflect.deleteProperty(process.env, name);
        else process.env[name] = value;
      }
      rmSync(folder, { recursive: true, force: true });
    },
  };
}

function has(program: string): boolean {
  try {
    execFileSync(program, ['--version'], { stdio: 'ignore' });
    return true;
  } catch {
    return false;
  }
}
