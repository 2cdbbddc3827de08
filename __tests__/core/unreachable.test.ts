import { expect, test } from 'vitest';
import { registryError } from '../../src/core/image-store.ts';
import { isUnreachable, unreachable } from '../../src/core/unreachable.ts';

test('words, a hint and a cause', () => {
  const cause = new Error('ECONNREFUSED');
  const error = unreachable('docker is not running', 'start it', cause);
  expect(error).toMatchObject({ name: 'UnreachableError', message: 'docker is not running', hint: 'start it', cause });
  expect(unreachable('x').hint).toBeUndefined();
  expect('cause' in unreachable('x')).toBe(false);
});

test.each<[string, unknown, boolean]>([
  ['one of ours', unreachable('x'), true],
  ['another error', new Error('x'), false],
  ['a registry’s', registryError('unavailable', 'h', 'x'), false],
  ['what only looks like one', { name: 'UnreachableError' }, false],
  ['nothing', undefined, false],
])('%s', (_, error, is) => {
  expect(isUnreachable(error)).toBe(is);
});
