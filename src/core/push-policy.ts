// What a run may write, by the event that started it. In: the input `push` and the event. Out: what may be written.
// Trust ends where a pull request begins: whoever can open one must not be able to move a tag.

/** The event of a run on GitHub; undefined outside of it. */
export interface RunEvent {
  readonly name: string;
  /** `refs/heads/main`, `refs/tags/v1`, `refs/pull/7/merge` */
  readonly ref: string;
  readonly defaultBranch: string;
}

export type PushInput = 'auto' | 'true' | 'false';

export interface PushPolicy {
  /** content tags: builders and targets by their fingerprint */
  readonly content: boolean;
  /** names for people */
  readonly names: boolean;
  /** why, for people */
  readonly reason: string;
}

const TRUSTED_EVENTS = new Set(['push', 'schedule', 'workflow_dispatch', 'release', 'repository_dispatch']);

/** Always run on the default branch; their payload need not say which one that is. */
const DEFAULT_BRANCH_EVENTS = new Set(['schedule', 'repository_dispatch']);

/** What `push: true` opens: a merge queue runs what somebody with the right to has put into it. */
const ALLOWED_EVENTS = new Set([...TRUSTED_EVENTS, 'merge_group']);

/** Decides what may be written. On one's own machine everything may, since the login there is one's own. */
export function decidePush(input: PushInput, event: RunEvent | undefined): PushPolicy {
  if (input === 'false') return { content: false, names: false, reason: 'push is false' };
  if (!event) return { content: true, names: true, reason: 'this is no run on GitHub' };
  const trusted = TRUSTED_EVENTS.has(event.name);
  const main =
    DEFAULT_BRANCH_EVENTS.has(event.name) ||
    event.ref === `refs/heads/${event.defaultBranch}` ||
    event.ref.startsWith('refs/tags/');
  if (trusted && main) return { content: true, names: true, reason: `${event.name} on ${event.ref}` };
  if (input === 'true' && ALLOWED_EVENTS.has(event.name))
    return { content: true, names: false, reason: `push is true, on ${event.ref}` };
  return { content: false, names: false, reason: `${event.name} on ${event.ref} writes nothing` };
}
