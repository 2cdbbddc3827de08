import { describe, expect, test } from 'vitest';
import { decidePush, type PushInput } from '../../src/core/push-policy.ts';

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
