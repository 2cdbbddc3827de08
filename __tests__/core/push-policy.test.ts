/** What may be written by event and ref: the table of the documentation, row by row. */
import { describe, expect, test } from 'vitest';
import { decidePush, parseEvent, type PushInput, refuseStrangers, type RunEvent } from '../../src/core/push-policy.ts';

const event = (name: string, ref = 'refs/heads/main', more: Partial<RunEvent> = {}): RunEvent => {
  return { name, ref, defaultBranch: 'main', ...more };
};
const PR = { pullRequest: 7, fork: false };
const FORK = { pullRequest: 7, fork: true };
const MERGE = 'refs/pull/7/merge';

/** c: content tags, n: names for people, w: caches are written, and the path below which all goes */
test.each<[RunEvent | undefined, PushInput, string]>([
  [undefined, 'auto', 'c n w'],
  [undefined, 'false', ''],
  [event('push'), 'auto', 'c n w'],
  [event('push'), 'false', ''],
  [event('push'), 'pr', 'c n w'],
  [event('push', 'refs/tags/v1'), 'auto', 'c n w'],
  [event('push', 'refs/heads/topic'), 'auto', ''],
  [event('push', 'refs/heads/topic'), 'true', 'c'],
  [event('push', 'refs/heads/main/evil'), 'auto', ''],
  [event('push', 'refs/heads/main', { defaultBranch: 'master' }), 'auto', ''],
  [event('schedule'), 'auto', 'c n w'],
  [event('schedule', 'refs/heads/master', { defaultBranch: '' }), 'auto', 'c n w'],
  [event('repository_dispatch'), 'auto', 'c n w'],
  [event('workflow_dispatch'), 'auto', 'c n w'],
  [event('workflow_dispatch', 'refs/heads/topic'), 'auto', ''],
  [event('workflow_dispatch', 'refs/heads/topic'), 'true', 'c'],
  [event('release', 'refs/tags/v1'), 'auto', 'c n w'],
  [event('merge_group', 'refs/heads/gh-readonly-queue/main/pr-7'), 'auto', ''],
  [event('merge_group', 'refs/heads/gh-readonly-queue/main/pr-7'), 'true', 'c'],
  [event('pull_request', MERGE, PR), 'auto', ''],
  [event('pull_request', MERGE, PR), 'true', ''],
  [event('pull_request', MERGE, PR), 'pr', 'c n pr-7'],
  [event('pull_request', MERGE, FORK), 'pr', ''],
  [event('pull_request', MERGE, FORK), 'true', ''],
  [event('pull_request', MERGE, { fork: false }), 'pr', ''],
  [event('pull_request_target', 'refs/heads/main', PR), 'auto', ''],
  [event('pull_request_target', 'refs/heads/main', FORK), 'true', ''],
  [event('workflow_run', 'refs/heads/main', FORK), 'true', ''],
  [event('issue_comment'), 'true', ''],
  [event('deployment'), 'auto', ''],
])('%j with push: %s may write: %s', (one, input, expected) => {
  const { content, names, caches, below, reason } = decidePush(input, one);
  const words = [content && 'c', names && 'n', caches === 'write' && 'w', below];
  expect(words.filter((word) => typeof word === 'string').join(' ')).toBe(expected);
  expect(reason).not.toBe('');
});

describe('a stranger’s images file beside a token that may write', () => {
  const words =
    'runs with a token that may write, but what is checked out comes from a fork: ' +
    'the hooks of its images file are commands of whoever opened the pull request';
  const head = 'a'.repeat(40);
  const base = 'b'.repeat(40);
  const target = event('pull_request_target', 'refs/heads/main', { ...FORK, commit: base });

  test.each<[string, RunEvent | undefined, string | undefined, boolean, boolean]>([
    ['the head is checked out', target, head, true, true],
    ['nobody knows what is checked out', target, undefined, true, true],
    ['a merge of both is checked out', target, 'c'.repeat(40), true, true],
    ['the base is checked out', target, base, true, false],
    ['there is no token', target, head, false, false],
    ['it is of the same repository', { ...target, fork: false }, head, true, false],
    ['a workflow_run of a fork', { ...target, name: 'workflow_run' }, head, true, true],
    ['a pull_request, whose token only reads', { ...target, name: 'pull_request' }, head, true, false],
    ['no run on GitHub', undefined, head, true, false],
  ])('%s', (_name, one, commit, token, refused) => {
    const check = (): void => {
      refuseStrangers(one, commit, token);
    };
    if (refused) expect(check).toThrow(`${one?.name ?? ''} ${words}`);
    else expect(check).not.toThrow();
  });
});

describe('an event’s payload', () => {
  const repository = { full_name: 'acme/images', default_branch: 'trunk' };
  const pull = (name: string | undefined): object => ({
    repository,
    pull_request: { number: 7, head: { repo: name === undefined ? null : { full_name: name } } },
  });
  const run = (name: string): object => ({ repository, workflow_run: { head_repository: { full_name: name } } });
  test.each<[string, unknown, Partial<RunEvent>]>([
    ['push', { repository }, { defaultBranch: 'trunk' }],
    ['push', {}, { defaultBranch: 'main' }],
    ['push', [], { defaultBranch: 'main' }],
    ['pull_request', pull('acme/images'), { defaultBranch: 'trunk', fork: false, pullRequest: 7 }],
    ['pull_request', pull('eve/images'), { defaultBranch: 'trunk', fork: true, pullRequest: 7 }],
    ['pull_request', pull(undefined), { defaultBranch: 'trunk', fork: true, pullRequest: 7 }],
    ['workflow_run', run('acme/images'), { defaultBranch: 'trunk', fork: false }],
    ['workflow_run', run('eve/images'), { defaultBranch: 'trunk', fork: true }],
    ['workflow_run', { workflow_run: {} }, { defaultBranch: 'main', fork: true }],
  ])('%s %j', (name, payload, expected) => {
    expect(parseEvent(name, 'r', 'c', payload)).toEqual({ name, ref: 'r', commit: 'c', ...expected });
  });
});

const all = 'content and names';
const content = 'content';
const nothing = 'nothing';

/** What may be written, for `auto` and for `true`. */
const EVENTS: [event: string, ref: string, auto: string, asked: string][] = [
  ['push', 'refs/heads/main', all, all],
  ['push', 'refs/heads/feature', nothing, content],
  ['push', 'refs/heads/main/x', nothing, content],
  ['push', 'refs/heads/Main', nothing, content],
  ['push', 'refs/tags/v1', all, all],
  ['schedule', 'refs/heads/main', all, all],
  ['schedule', 'refs/heads/trunk', all, all],
  ['repository_dispatch', 'refs/heads/trunk', all, all],
  ['workflow_dispatch', 'refs/heads/main', all, all],
  ['workflow_dispatch', 'refs/heads/feature', nothing, content],
  ['workflow_dispatch', 'refs/tags/v1', all, all],
  ['release', 'refs/tags/v1', all, all],
  ['release', 'refs/heads/feature', nothing, content],
  ['merge_group', 'refs/heads/gh-readonly-queue/main/pr-7-abc', nothing, content],
  ['pull_request', 'refs/pull/7/merge', nothing, nothing],
  ['pull_request', 'refs/heads/main', nothing, nothing],
  ['pull_request_target', 'refs/heads/main', nothing, nothing],
  ['pull_request_review', 'refs/pull/7/merge', nothing, nothing],
  ['workflow_run', 'refs/heads/main', nothing, nothing],
  ['issue_comment', 'refs/heads/main', nothing, nothing],
  ['constructor', 'refs/heads/main', nothing, nothing],
  ['', '', nothing, nothing],
];

function written(input: PushInput, name: string, ref: string): string {
  const { content: builds, names } = decidePush(input, { name, ref, defaultBranch: 'main' });
  return builds ? (names ? all : content) : nothing;
}

describe('what is written', () => {
  test.each(EVENTS)('%s on %s', (name, ref, auto, asked) => {
    expect([written('auto', name, ref), written('true', name, ref), written('false', name, ref)]).toEqual([
      auto,
      asked,
      nothing,
    ]);
  });

  test('on one’s own machine: everything but by false', () => {
    expect(decidePush('auto', undefined)).toMatchObject({ content: true, names: true });
    expect(decidePush('true', undefined)).toMatchObject({ content: true, names: true });
    expect(decidePush('false', undefined)).toMatchObject({ content: false, names: false });
  });
});

test.each<[PushInput, string, string, string]>([
  ['auto', 'push', 'refs/heads/main', 'push on refs/heads/main'],
  ['true', 'push', 'refs/heads/x', 'push is true, on refs/heads/x'],
  ['auto', 'pull_request', 'refs/pull/7/merge', 'pull_request on refs/pull/7/merge writes nothing'],
  ['false', 'push', 'refs/heads/main', 'push is false'],
])('the reason for %s, %s on %s', (input, name, ref, reason) => {
  expect(decidePush(input, { name, ref, defaultBranch: 'main' }).reason).toBe(reason);
});
