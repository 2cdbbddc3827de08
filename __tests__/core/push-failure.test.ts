/** What engines say when a push fails, as docker 20.10, 28 and podman word it, and what it means. */
import { expect, test } from 'vitest';
import { pushError } from '../../src/core/push-failure.ts';

test.each<[string, string, number]>([
  ['unauthorized: authentication required', 'unauthorized', 1],
  ['no basic auth credentials', 'unauthorized', 1],
  ['denied: requested access to the resource is denied', 'denied', 2],
  ['unexpected status from PUT request to https://r/v2/a: 403 Forbidden', 'denied', 2],
  ['toomanyrequests: You have reached your pull rate limit', 'unavailable', 5],
  ['received unexpected HTTP status: 503 Service Unavailable', 'unavailable', 5],
  ['blob upload unknown', 'unavailable', 5],
  ['unknown blob', 'unavailable', 5],
  ['Put "https://r/v2/": EOF', 'unavailable', 5],
  ['read tcp 10.0.0.1:443: connection reset by peer', 'unavailable', 5],
  ['dial tcp: lookup r: Temporary failure in name resolution', 'unavailable', 5],
  ["error parsing HTTP 200 response body: invalid character '<' looking for beginning of value", 'unavailable', 5],
  ['manifest invalid: manifest invalid', 'protocol', 0],
])('%s: %s, %i more tries', (words, code, retries) => {
  const error = pushError('r', 'r/a:1', words);
  expect(error).toMatchObject({ code, retries, host: 'r' });
  expect(error.message).toBe(`r: the engine could not push r/a:1: ${words}`);
});

test('line breaks and control characters of an engine do not come through', () => {
  expect(pushError('r', 'r/a:1', 'x\n::error::y\u001b[0m').message).toBe(
    'r: the engine could not push r/a:1: x ::error::y [0m',
  );
});
