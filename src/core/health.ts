// An image's own health check, asked from outside, so that it is the same with every engine: podman has no timer for it
// without systemd, and nobody wants to wait for docker's. In: a way to ask. Out: whether it said `healthy` often enough.

import type { ContainerConfig } from './oci.ts';
import type { Finished } from './engine-words.ts';

/** What counts as healthy. */
export interface HealthGoal {
  /** how often in a row the check must succeed */
  readonly healthy: number;
  /** seconds */
  readonly within: number;
}

export type HealthEnd =
  | { readonly kind: 'healthy' }
  /** the image has no check */
  | { readonly kind: 'none' }
  /** the container ended before it was healthy */
  | { readonly kind: 'ended'; readonly code: number }
  /** `words`: what the check printed last */
  | { readonly kind: 'unhealthy'; readonly asked: number; readonly code: number; readonly words: string };

/** The command of an image's health check; undefined where it has none. https://docs.docker.com/reference/dockerfile/#healthcheck */
export function healthCommand({ Healthcheck, Shell }: ContainerConfig): readonly string[] | undefined {
  const [form, ...words] = Healthcheck?.Test ?? [];
  if (form === 'CMD') return words.length > 0 ? words : undefined;
  if (form !== 'CMD-SHELL') return undefined;
  return [...(Shell ?? ['/bin/sh', '-c']), words.join(' ')];
}

/** How long one check may take, in milliseconds: as the image says, else as docker has it. */
export function healthTimeout({ Healthcheck }: ContainerConfig): number {
  const { Timeout = 0 } = Healthcheck ?? {};
  return Timeout > 0 ? Timeout / 1_000_000 : USUAL_TIMEOUT;
}

const USUAL_TIMEOUT = 30_000;

/**
 * Asks until the goal is reached, the time is over, or the container has ended. `ask` runs the check once, `ended` tells
 * the exit code of a container that runs no more, `pause` waits between two checks.
 */
export async function awaitHealth(
  goal: HealthGoal,
  {
    ask,
    ended,
    pause,
    isOver,
  }: {
    readonly ask: () => Promise<Finished>;
    readonly ended: () => number | undefined;
    readonly pause: () => Promise<void>;
    readonly isOver: () => boolean;
  },
): Promise<HealthEnd> {
  let row = 0;
  for (let asked = 1; ; asked++) {
    const { code, stdout, stderr } = await ask();
    row = code === 0 ? row + 1 : 0;
    if (row >= goal.healthy) return { kind: 'healthy' };
    const end = ended();
    if (end !== undefined) return { kind: 'ended', code: end };
    if (isOver()) return { kind: 'unhealthy', asked, code, words: `${stdout}${stderr}`.trim() };
    await pause();
  }
}
