// What a run may write, by the event that started it. In: the input `push` and the event. Out: what may be written, or a
// `UserError` where running at all would hand a writing token to a stranger.
// Trust ends where a pull request begins: whoever can open one must not be able to move a tag.

import { UserError } from './problem.ts';

/** The event of a run on GitHub; undefined outside of it. */
export interface RunEvent {
  readonly name: string;
  /** `refs/heads/main`, `refs/tags/v1`, `refs/pull/7/merge` */
  readonly ref: string;
  readonly defaultBranch: string;
  /** the number of the pull request that it is about */
  readonly pullRequest?: number | undefined;
  /** the commit that it is about comes from another repository than the one that it runs in */
  readonly fork?: boolean | undefined;
  /** the commit of this repository that GitHub runs it for (GITHUB_SHA) */
  readonly commit?: string | undefined;
}

export type PushInput = 'auto' | 'true' | 'false' | 'pr';

export interface PushPolicy {
  /** content tags: builders and targets by their fingerprint */
  readonly content: boolean;
  /** names for people */
  readonly names: boolean;
  /** caches of binary packages and distfiles */
  readonly caches: 'write' | 'read';
  /** path below the registry that takes all that is written; what is not there is read from the registry itself */
  readonly below?: string;
  /** why, for people */
  readonly reason: string;
}

/** Run by who may write to the repository, on a ref of its own. */
const TRUSTED_EVENTS = new Set(['push', 'schedule', 'workflow_dispatch', 'repository_dispatch', 'release']);

/** Always run on the default branch; their payload need not say which one that is. */
const DEFAULT_BRANCH_EVENTS = new Set(['schedule', 'repository_dispatch']);

/** Run with the base repository's rights on what a stranger may have written. */
const RISKY_EVENTS = new Set(['pull_request_target', 'workflow_run']);

/** Decides what may be written. On one's own machine everything may, since the login there is one's own. */
export function decidePush(input: PushInput, event: RunEvent | undefined): PushPolicy {
  if (input === 'false') return nothing('push is false');
  if (!event) return everything('this is no run on GitHub');
  const { name, ref, defaultBranch } = event;
  const on = `${name} on ${ref}`;
  const isMain =
    DEFAULT_BRANCH_EVENTS.has(name) || ref === `refs/heads/${defaultBranch}` || ref.startsWith('refs/tags/');
  if (TRUSTED_EVENTS.has(name)) {
    if (isMain) return everything(on);
    return input === 'true' ? contentOnly(`push is true, on ${ref}`) : nothing(`${on} writes nothing`);
  }
  // A merge queue runs what somebody with the right to has put into it.
  if (name === 'merge_group' && input === 'true') return contentOnly(`push is true, on ${ref}`);
  if (name === 'pull_request' && event.fork === true) return nothing('a fork’s pull request writes nothing');
  if (name === 'pull_request' && input === 'pr' && event.pullRequest !== undefined) {
    const below = `pr-${event.pullRequest}`;
    return { content: true, names: true, caches: 'read', below, reason: `push is pr: all below ${below}/` };
  }
  return nothing(`${on} writes nothing`);
}

/**
 * Refuses to run at all where the images file was written by whoever opened the pull request while the run's token may
 * write: its hooks are commands. `checkedOut`: the commit of the working directory, undefined where it is not known;
 * `token`: whether there is one. Only the base's own commit is safe: a merge of the head is none of the base's.
 */
export function refuseStrangers(event: RunEvent | undefined, checkedOut: string | undefined, token: boolean): void {
  if (!event || !RISKY_EVENTS.has(event.name) || !token || event.fork === false) return;
  if (checkedOut !== undefined && checkedOut === event.commit) return;
  throw new UserError([
    {
      code: 'bad-input',
      message:
        `${event.name} runs with a token that may write, but what is checked out comes from a fork: ` +
        'the hooks of its images file are commands of whoever opened the pull request',
      hint: 'use the event pull_request, whose token only reads, or check out the base branch',
    },
  ]);
}

/** Reads an event's payload, as webhooks have it. `commit`: GITHUB_SHA. Fields that it lacks stay undefined. */
export function parseEvent(name: string, ref: string, commit: string | undefined, payload: unknown): RunEvent {
  const own = textAt(payload, 'repository', 'full_name');
  const pull = at(payload, 'pull_request') === undefined ? undefined : 'pull_request';
  const head = pull ? textAt(payload, pull, 'head', 'repo', 'full_name') : undefined;
  const first = textAt(payload, 'workflow_run', 'head_repository', 'full_name');
  const isAbout = pull !== undefined || at(payload, 'workflow_run') !== undefined;
  const number = at(payload, 'pull_request', 'number');
  return {
    name,
    ref,
    defaultBranch: textAt(payload, 'repository', 'default_branch') ?? 'main',
    commit,
    // The fork of a deleted account has no name, and is no less a fork.
    ...(isAbout && { fork: own === undefined || (head ?? first) !== own }),
    ...(typeof number === 'number' && { pullRequest: number }),
  };
}

function at(value: unknown, ...path: readonly string[]): unknown {
  let found = value;
  for (const name of path) {
    if (typeof found !== 'object' || found === null || !Object.hasOwn(found, name)) return undefined;
    found = (found as Record<string, unknown>)[name];
  }
  return found ?? undefined;
}

function textAt(value: unknown, ...path: readonly string[]): string | undefined {
  const found = at(value, ...path);
  return typeof found === 'string' ? found : undefined;
}

function everything(reason: string): PushPolicy {
  return { content: true, names: true, caches: 'write', reason };
}

function contentOnly(reason: string): PushPolicy {
  return { content: true, names: false, caches: 'read', reason };
}

function nothing(reason: string): PushPolicy {
  return { content: false, names: false, caches: 'read', reason };
}
