// What engines say, in our words. In: how a run of an engine's command line ended. Out: an error that says what to do, or
// an image's data. Nothing is run here.

import type { ContainerConfig } from './oci.ts';
import { unreachable, type UnreachableError } from './unreachable.ts';

/** How a command ended; `adapters/process.ts` gives these. */
export interface Finished {
  /** 127 when the command is not there */
  readonly code: number;
  readonly stdout: string;
  readonly stderr: string;
}

/** What an engine knows of an image, as far as it matters here. */
export interface ImageData {
  /** `sha256:` and 64 hex digits */
  readonly id: string;
  readonly config: ContainerConfig;
}

type EngineName = 'docker' | 'podman';

interface Refusal {
  /** in what the engine writes to its standard error */
  readonly said: RegExp;
  readonly message: string;
  readonly hint: string;
}

const NOT_THERE: Readonly<Record<EngineName, string>> = {
  docker: 'install Docker Engine 20.10 or newer, or put `docker` into PATH',
  podman: 'install podman 4.0 or newer, or put `podman` into PATH',
};

const REFUSALS: Readonly<Record<EngineName, readonly Refusal[]>> = {
  docker: [
    {
      said: /permission denied.*docker/i,
      message: 'docker is running, but this user may not use it',
      hint: 'add the user to the group `docker`',
    },
    {
      said: /cannot connect to the docker daemon|is the docker daemon running/i,
      message: 'docker is installed, but its engine is not running',
      hint: 'start it: `systemctl start docker`',
    },
  ],
  podman: [
    {
      // Behind `Error`: the same words stand in warnings, which come with every answer to a user without ranges.
      said: /^Error: (.*(newuidmap|newgidmap|insufficient UIDs or GIDs)|creating .*: permission denied)/im,
      message: 'podman is installed, but this user may not use it',
      hint: 'give the user ranges in /etc/subuid and /etc/subgid, or run as root',
    },
    {
      said: /(cannot|unable to) connect to podman/i,
      message: 'podman is installed, but the machine that it works on is not running',
      hint: 'start it: `podman machine start`',
    },
  ],
};

/** The error for a run of an engine that failed. `argv` begins behind the engine's name. */
export function engineRefusal(engine: EngineName, argv: readonly string[], done: Finished): UnreachableError {
  if (done.code === 127) return unreachable(`${engine} is not installed`, NOT_THERE[engine]);
  const known = REFUSALS[engine].find(({ said }) => said.test(done.stderr));
  if (known) return unreachable(known.message, known.hint);
  return unreachable(`${engine} ${argv[0] ?? ''} failed: ${done.stderr.trim().split('\n').at(-1) ?? ''}`);
}

/**
 * The error for a registry that docker's engine does not trust, by what a pull said; undefined for other words, even those
 * of a failure. The engine asks by itself: what users tell us of certificates does not reach it.
 */
export function distrust(words: string, host: string): UnreachableError | undefined {
  if (/x509: |failed to verify certificate/i.test(words)) {
    const hint = `put it where the engine looks, on its own machine: /etc/docker/certs.d/${host}/ca.crt; or use podman, which gets it from us`;
    return unreachable(
      `docker’s engine does not trust the certificate of ${host}, and would not push builders there`,
      hint,
    );
  }
  if (/server gave HTTP response to HTTPS client/i.test(words)) {
    const hint = `add "insecure-registries": ["${host}"] to /etc/docker/daemon.json on its machine, and start it anew; or use podman, which gets it from us`;
    return unreachable(`docker’s engine does not speak plain http to ${host}, and would not push builders there`, hint);
  }
  return undefined;
}

/** From this major version on podman can leave its own variables out of a container, and so out of a commit. */
const OLDEST_PODMAN = 4;

/** The error for a podman that is too old; undefined for one that will do. `version`: `4.3.1`. */
export function podmanTooOld(version: string): UnreachableError | undefined {
  if (majorOf(version) >= OLDEST_PODMAN) return undefined;
  return unreachable(`podman ${version} is too old`, NOT_THERE.podman);
}

/** From this major version on docker mounts an image as it is. */
const IMAGE_MOUNTS = 28;

/** Whether a docker engine mounts images. `version`: `28.2.2`, `20.10.24+dfsg1`. */
export function mountsImages(version: string): boolean {
  return majorOf(version) >= IMAGE_MOUNTS;
}

function majorOf(version: string): number {
  return Number.parseInt(version, 10);
}

/** Reads `image inspect`; undefined when the engine does not have the image. Throws where it says anything else. */
export function parseInspection(engine: EngineName, done: Finished): ImageData | undefined {
  if (done.code !== 0) {
    if (/no such image|no such object|image not known/i.test(done.stderr)) return undefined;
    throw engineRefusal(engine, ['image inspect'], done);
  }
  const [image] = JSON.parse(done.stdout) as { Id: string; Config: ContainerConfig | null; Healthcheck?: object }[];
  if (!image) return undefined;
  // Podman keeps the health check beside the configuration.
  const config = { ...(image.Healthcheck && { Healthcheck: image.Healthcheck }), ...image.Config };
  return { id: imageIdOf(image.Id), config };
}

/** An image's id as docker writes it; podman leaves the algorithm out. */
export function imageIdOf(id: string): string {
  return id.includes(':') ? id : `sha256:${id}`;
}

/** A line an image; both engines know these fields. */
export const IMAGE_FORMAT = '{{.Repository}}:{{.Tag}}\t{{.ID}}\t{{.CreatedAt}}';

/** The lines of `IMAGE_FORMAT`; images without a name are left out. */
export function parseImages(text: string): { reference: string; id: string; made: number | undefined }[] {
  return text.split('\n').flatMap((line) => {
    const [reference = '', id = '', created = ''] = line.split('\t');
    if (id === '' || reference.includes('<none>')) return [];
    // `2026-11-16 01:00:00.5 +0000 UTC`: the zone is said twice.
    const made = Date.parse(created.replace(/ [A-Z]{2,5}$/, ''));
    return [{ reference, id: id.includes(':') ? id : `sha256:${id}`, made: Number.isNaN(made) ? undefined : made }];
  });
}

/** Whether an engine's `cp` found nothing at the path that it was to copy. */
export function isMissingPath(words: string): boolean {
  return /Could not find the file|No such container:path|could not be found on container|no such file or directory/i.test(
    words,
  );
}
