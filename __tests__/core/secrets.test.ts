// Forms in which a value may turn up, and texts without it.

import { expect, test } from 'vitest';
import { formsOf, redactor } from '../../src/core/secrets.ts';

const SECRET = 'canary-Pa55+/=word';

test.each([
  ['itself', SECRET],
  ['in a URL', `https://user:${encodeURIComponent(SECRET)}@example.org`],
  ['in JSON', JSON.stringify({ a: SECRET })],
  ...['', 'u', 'us', 'user:'].map((before) => [
    `behind '${before}' in base64`,
    Buffer.from(`${before}${SECRET}${before}`).toString('base64'),
  ]),
  ['in base64 for URLs', Buffer.from(`>>>${SECRET}`).toString('base64url')],
])('a value is found %s', (_, text) => {
  const clean = redactor(new Map([['A', SECRET]]))(text);
  expect(clean).toContain('***');
  expect(clean).not.toContain(SECRET);
});

test('of a key in several lines each line is looked for, but not what every key begins with', () => {
  const key = '-----BEGIN PRIVATE KEY-----\nMIIEvQIBADANBgkqhkiG9w0BAQEFAASCBKcw\nshort\n-----END PRIVATE KEY-----\n';
  const redact = redactor(new Map([['KEY', key]]));
  expect(redact('x MIIEvQIBADANBgkqhkiG9w0BAQEFAASCBKcw y')).toBe('x *** y');
  expect(redact('-----BEGIN PRIVATE KEY-----')).toBe('-----BEGIN PRIVATE KEY-----');
  expect(redact(key)).toBe('***\n');
});

test('a long value is found in base64 that is broken into lines', () => {
  const long = Array.from({ length: 30 }, (_, at) => `part${at}`).join('-');
  const broken = Buffer.from(`user:${long}`).toString('base64').replaceAll(/.{76}/g, '$&\n');
  const forms = formsOf(long);
  for (const line of broken.split('\n').slice(0, -1)) expect(forms.some((form) => line.includes(form))).toBe(true);
});

test('what is too short has no forms, and nothing is taken from other texts', () => {
  expect(formsOf('abc')).toEqual([]);
  expect(redactor(new Map())('text')).toBe('text');
  expect(redactor(new Map([['A', SECRET]]))('another text')).toBe('another text');
});
