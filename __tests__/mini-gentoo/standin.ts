// The stand-in stage3 as tests use it: the image, one container of it with the repositories mounted, commands in it.
// In: GIB_STAGE3 (image to use; else the stand-in is built). Out: exit code and texts. Asks docker by its command line.
import { execFile, execFileSync } from 'node:child_process';
import { randomBytes } from 'node:crypto';
import { fileURLToPath } from 'node:url';
import path from 'node:path';

const here = path.dirname(fileURLToPath(import.meta.url));

/** Where the ebuild repositories lie on the host. */
export const REPOSITORIES = {
  gentoo: path.join(here, 'gentoo'),
  lab: path.join(here, 'lab'),
  suite: path.join(here, '..', 'itg', 'overlay'),
};

/** Why the tests of the stand-in are skipped; undefined where they run. */
export const SKIPPED =
  process.env.TEST_STAGE3 === undefined || process.env.GIB_STAGE3 !== undefined
    ? undefined
    : 'TEST_STAGE3 is set: the suite runs on a real stage3, and not on the stand-in';

const STANDIN = 'mini-gentoo/stage3:standin';
let image: string | undefined;

/** The stage3 to test on; builds the stand-in once when nobody names another. */
export function stage3(): string {
  const named = process.env.GIB_STAGE3;
  if (named !== undefined && named !== '') return named;
  if (image === undefined) {
    execFileSync(path.join(here, 'build.sh'), [STANDIN], { stdio: ['ignore', 'ignore', 'inherit'] });
    image = STANDIN;
  }
  return image;
}

export interface Result {
  code: number;
  stdout: string;
  stderr: string;
}

export interface Container {
  /** Runs a bash script in the container; never throws because of its exit code. */
  run(script: string): Promise<Result>;
  /** The same, but a failure is an error that shows the output; gives stdout. */
  ok(script: string): Promise<string>;
  remove(): void;
}

function docker(args: string[], input?: string): Promise<Result> {
  return new Promise((resolve) => {
    const child = execFile('docker', args, { maxBuffer: 64 * 1024 * 1024 }, (error, stdout, stderr) => {
      const code = error === null ? 0 : typeof error.code === 'number' ? error.code : 1;
      resolve({ code, stdout, stderr });
    });
    child.stdin?.end(input ?? '');
  });
}

/** Starts a container that idles, with the main repository and one overlay configured. */
export async function start(overlay: 'suite' | 'lab'): Promise<Container> {
  const name = `mini-gentoo-${randomBytes(6).toString('hex')}`;
  const mounts = [
    `${REPOSITORIES.gentoo}:/var/db/repos/gentoo:ro`,
    `${REPOSITORIES[overlay]}:/var/db/repos/${overlay}:ro`,
  ].flatMap((mount) => ['-v', mount]);
  const env = [
    'NOCOLOR=true',
    'MAKEOPTS=-j2',
    'FEATURES=-sandbox -usersandbox -network-sandbox -ipc-sandbox -mount-sandbox -pid-sandbox',
  ].flatMap((pair) => ['-e', pair]);
  const args = ['run', '-d', '--init', '--network', 'none', '--name', name, ...mounts, ...env, stage3()];
  const started = await docker([...args, 'sleep', '3600']);
  if (started.code !== 0) throw new Error(`docker run failed: ${started.stderr}`);
  const run = (script: string): Promise<Result> => docker(['exec', '-i', name, 'bash', '-s'], script);
  const container: Container = {
    run,
    ok: async (script) => {
      const result = await run(script);
      if (result.code !== 0) throw new Error(`exit ${result.code}\n${script}\n${result.stdout}\n${result.stderr}`);
      return result.stdout;
    },
    remove: () => {
      execFileSync('docker', ['rm', '-f', name], { stdio: 'ignore' });
    },
  };
  await container.ok(
    `mkdir -p /etc/portage/repos.conf
printf '[${overlay}]\\nlocation = /var/db/repos/${overlay}\\nauto-sync = no\\n' > /etc/portage/repos.conf/${overlay}.conf`,
  );
  return container;
}
