// What git says of names and of failures.

import { expect, test } from 'vitest';
import { commitFor, gitRefusal } from '../../src/core/git-words.ts';

const [a, b, c, d] = ['a', 'b', 'c', 'd'].map((digit) => digit.repeat(40));

test('a tag goes before a branch, and the commit of an annotated tag before its own object', () => {
  const lines = `${a}\trefs/heads/v1\n${b}\trefs/tags/v1\n${c}\trefs/tags/v1^{}\n`;
  expect(commitFor('v1', lines)).toBe(c);
  expect(commitFor('v1', `${a}\trefs/heads/v1\n${b}\trefs/tags/v1\n`)).toBe(b);
  expect(commitFor('v1', `${a}\trefs/heads/v1\n`)).toBe(a);
  expect(commitFor('HEAD', `${d}\tHEAD\n`)).toBe(d);
});

test('another branch whose name ends the same is not meant, and words are no commits', () => {
  expect(commitFor('main', `${a}\trefs/heads/other/main\n`)).toBeUndefined();
  expect(commitFor('main', `warning: redirecting\trefs/heads/main\n`)).toBeUndefined();
  expect(commitFor('main', '')).toBeUndefined();
});

test('a refusal is git’s last word, without a password', () => {
  const words = "warning: x\nfatal: unable to access 'https://user:secret@example.org/a.git/': no way\n\n";
  expect(gitRefusal(words)).toBe("unable to access 'https://example.org/a.git/': no way");
  expect(gitRefusal('')).toBe('git failed');
});
