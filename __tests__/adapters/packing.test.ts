import { deflateRawSync } from 'node:zlib';
import { describe, expect, test } from 'vitest';
import { pack, unpack } from '../../src/adapters/packing.ts';

describe('a text as one line', () => {
  test.each(['', 'a', '{"levels":[]}', 'é\n💥'.repeat(10_000)])('comes back', (text) => {
    const line = pack(text);
    expect(line).toMatch(/^[A-Za-z0-9+/=]*$/);
    expect(unpack(line)).toBe(text);
  });

  test('is shorter than what repeats', () => {
    expect(pack('the same words '.repeat(1000)).length).toBeLessThan(200);
  });

  test('is nothing where there is none', () => {
    expect(['', 'no plan', '{"levels":[]}', pack('whole').slice(0, 4)].map(unpack)).toEqual(Array(4).fill(undefined));
  });

  test('does not swell without bounds', () => {
    const bomb = deflateRawSync(Buffer.alloc(65 * 1024 * 1024)).toString('base64');
    expect(unpack(bomb)).toBeUndefined();
  });
});
