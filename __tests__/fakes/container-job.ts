// A folder in which scripts of the container run on this machine: a root, the job's folder, what comes out. The scripts
// are the shipped ones, but for the place of those that they read.

import { execFileSync } from 'node:child_process';
import { chmodSync, cpSync, mkdirSync, mkdtempSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';

const SCRIPTS = join(import.meta.dirname, '../../src/container');

export interface ContainerJob {
  readonly home: string;
  /** the path of something in the root */
  at(path: string): string;
  /** writes a file of the root */
  put(path: string, text?: string, mode?: number): void;
  /** writes a file below the job's home: `job/`, `out/`, `work/`, `state/`, `bin/` */
  write(path: string, text: string, mode?: number): void;
  read(path: string): string;
  /** what is in the root now is the parent's */
  settle(): void;
  /** runs a script to its end; gives what it printed, or throws with it */
  run(script: string, ...words: string[]): string;
  /** the same in bash, within the root */
  shell(text: string): string;
  close(): void;
}

/** `env`: of the scripts, over PATH and the places of the job. */
export function openContainerJob(env: Readonly<Record<string, string>> = {}): ContainerJob {
  const home = mkdtempSync(join(tmpdir(), 'gib-container-'));
  const place = (name: string): string => join(home, name);
  for (const name of ['root', 'out', 'work', 'state', 'bin']) mkdirSync(place(name));
  cpSync(SCRIPTS, place('job'), { recursive: true });
  for (const name of readdirSync(place('job'))) {
    const path = join(place('job'), name);
    writeFileSync(path, readFileSync(path, 'utf8').replaceAll('source /gib/job/', `source ${place('job')}/`));
  }
  const environment = {
    PATH: `${place('bin')}:${process.env.PATH ?? ''}`,
    ...{ GIB_JOB: place('job'), GIB_OUT: place('out'), GIB_WORK: place('work') },
    ...{ GIB_ROOT: place('root'), GIB_STATE: place('state') },
    ...env,
  };
  const bash = (words: readonly string[], cwd: string): string =>
    execFileSync('bash', words, { env: environment, cwd, encoding: 'utf8', stdio: ['ignore', 'pipe', 'pipe'] });
  const job: ContainerJob = {
    home,
    at: (path) => join(home, 'root', path),
    put(path, text = path, mode = 0o644) {
      job.write(join('root', path), text, mode);
    },
    write(path, text, mode = 0o644) {
      mkdirSync(dirname(place(path)), { recursive: true });
      writeFileSync(place(path), text);
      chmodSync(place(path), mode);
    },
    read: (path) => readFileSync(place(path), 'utf8'),
    settle() {
      job.write('job/layers.list', '');
      job.run('root.sh', 'unpack');
    },
    run: (script, ...words) => bash([join(place('job'), script), ...words], home),
    shell: (text) => bash(['-euc', text], place('root')),
    close() {
      rmSync(home, { recursive: true, force: true });
    },
  };
  job.write('job/job.env', 'GIB_EPOCH=1700000000\0GIB_KEEP=\0');
  job.write('job/allow_replace', '');
  // There is no parent.
  job.write('work/before', '');
  return job;
}
