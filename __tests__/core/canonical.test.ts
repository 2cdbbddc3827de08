import { expect, test } from 'vitest';
import { byCodeUnit, canonicalJson, type Json, recordOf } from '../../src/core/canonical.ts';

test.each<[string, Json, string]>([
  ['null', null, 'null'],
  ['a text with quotes', 'a"b\\', '"a\\"b\\\\"'],
  ['a number', 1.5, '1.5'],
  ['nothing inside', {}, '{}'],
  ['an empty list', [], '[]'],
  [
    'keys in order of code units, not of the alphabet',
    { b: 1, a: 2, B: 3, ä: 4, '10': 5, '9': 6 },
    '{"10":5,"9":6,"B":3,"a":2,"b":1,"ä":4}',
  ],
  ['lists keep their order', [2, 1, { z: 1, a: [] }], '[2,1,{"a":[],"z":1}]'],
  ['what is undefined is left out', { a: undefined, b: null }, '{"b":null}'],
  [
    'names of Object.prototype',
    { constructor: 1, toString: 2, ['__proto__']: 3 },
    '{"__proto__":3,"constructor":1,"toString":2}',
  ],
])('%s', (_, value, text) => {
  expect(canonicalJson(value)).toBe(text);
  expect(JSON.parse(canonicalJson(value))).toEqual(JSON.parse(JSON.stringify(value)));
});

test('the order of keys says nothing', () => {
  expect(canonicalJson({ a: { x: 1, y: 2 }, b: 1 })).toBe(canonicalJson({ b: 1, a: { y: 2, x: 1 } }));
});

test.each([
  ['a', 'b', -1],
  ['b', 'a', 1],
  ['a', 'a', 0],
  ['Z', 'a', -1],
  ['é', 'f', 1],
  ['a-b', 'ab', -1],
])('%s against %s', (a, b, order) => {
  expect(byCodeUnit(a, b)).toBe(order);
});

test('a map becomes an object, whatever its keys are called', () => {
  const record = recordOf(
    new Map([
      ['b', '1'],
      ['__proto__', '2'],
      ['a', '3'],
    ]),
  );
  expect(Object.keys(record)).toEqual(['__proto__', 'a', 'b']);
  expect(Object.getPrototypeOf(record)).toBe(Object.prototype);
});
