/** Uploads that break off: what the registry has kept is not sent again. No wait is real. */
import { randomBytes } from 'node:crypto';
import { expect, test } from 'vitest';
import { startKeepingRegistry, type Trouble } from '../fakes/keeping-registry.ts';
import { client } from '../fakes/registry-client.ts';
import { blobOf } from './image-store.contract.ts';

const MB = 1024 * 1024;
const content = randomBytes(50 * MB);
const blob = blobOf(content);
const here = (host: string): { registry: string; repository: string } => ({ registry: host, repository: 'org/app' });
const reset = (after: number): Trouble => ({ reset: after });
/** Writes with whole megabytes: how a broken connection's bytes are cut is the network's matter. */
const rounded = (writes: readonly string[]): string[] =>
  writes.map((write) => write.replaceAll(/\d+/g, (bytes) => String(Math.floor(Number(bytes) / MB))));

test('a reset in the middle: the rest goes in chunks, and nothing is sent twice', async () => {
  const registry = await startKeepingRegistry({ trouble: (write) => (write === 0 ? reset(20 * MB) : undefined) });
  const { putBlob, lines } = client();
  expect(await putBlob(here(registry.host), blob)).toBe('uploaded');
  expect(registry.blobs.get(blob.digest)?.equals(content)).toBe(true);
  expect(rounded(registry.writes)).toEqual(['PUT 0 20', 'PATCH 20 16', 'PATCH 36 13', 'PUT 50 0']);
  expect(registry.sent()).toBe(content.length);
  expect(lines[0]).toMatch(/no connection \(E[A-Z]+\); trying again in 0\.5 s \(2 of 6\)$/);
  expect(lines[1]).toMatch(
    new RegExp(`^${registry.host}: going on with the upload of ${blob.digest} of org/app at byte \\d+ of ${50 * MB}$`),
  );
});

test('five resets: each time from where it was', async () => {
  const registry = await startKeepingRegistry({ trouble: (write) => (write < 5 ? reset(8 * MB) : undefined) });
  expect(await client().putBlob(here(registry.host), blob)).toBe('uploaded');
  expect(registry.blobs.get(blob.digest)?.equals(content)).toBe(true);
  expect(registry.sent()).toBe(content.length);
});

test('a reset for ever ends', async () => {
  const registry = await startKeepingRegistry({ trouble: () => reset(MB) });
  await expect(client().putBlob(here(registry.host), blob)).rejects.toMatchObject({ code: 'unavailable' });
  expect(registry.writes).toHaveLength(6);
});

test('a chunk that is refused with "not now" is sent again, and no other', async () => {
  const troubles: Trouble[] = [503, undefined, 503];
  const registry = await startKeepingRegistry({ trouble: (write) => troubles[write] });
  expect(await client().putBlob(here(registry.host), blob)).toBe('uploaded');
  expect(rounded(registry.writes)).toEqual([
    ...['PUT 0 refused', 'PATCH 0 16', 'PATCH 16 refused'],
    ...['PATCH 16 16', 'PATCH 32 16', 'PATCH 48 2', 'PUT 50 0'],
  ]);
});

test('where the registry does not tell, all is sent again', async () => {
  const trouble = (write: number): Trouble => (write === 0 ? reset(20 * MB) : undefined);
  const registry = await startKeepingRegistry({ trouble, tells: false });
  expect(await client().putBlob(here(registry.host), blob)).toBe('uploaded');
  expect(registry.blobs.get(blob.digest)?.equals(content)).toBe(true);
  expect(registry.sent()).toBeLessThanOrEqual(2 * content.length);
});

test('a registry that takes no chunks gets the blob in one piece', async () => {
  const trouble = (write: number, method: string): Trouble =>
    method === 'PATCH' ? 405 : write === 0 ? 502 : undefined;
  const registry = await startKeepingRegistry({ trouble });
  expect(await client().putBlob(here(registry.host), blob)).toBe('uploaded');
  expect(rounded(registry.writes)).toEqual(['PUT 0 refused', 'PATCH 0 refused', 'PUT 0 50']);
});

test('a proxy that lets no such request through gets chunks', async () => {
  const trouble = (write: number, method: string): Trouble => (method === 'PUT' && write === 0 ? 413 : undefined);
  const registry = await startKeepingRegistry({ trouble });
  expect(await client().putBlob(here(registry.host), blob)).toBe('uploaded');
  expect(registry.writes.map((write) => write.split(' ')[0])).toEqual([
    'PUT',
    'PATCH',
    'PATCH',
    'PATCH',
    'PATCH',
    'PUT',
  ]);
});

test('chunks are as long as the registry wants them', async () => {
  const trouble = (write: number): Trouble => (write === 0 ? 500 : undefined);
  const registry = await startKeepingRegistry({ trouble, least: 20 * MB });
  expect(await client().putBlob(here(registry.host), blob)).toBe('uploaded');
  expect(rounded(registry.writes)).toEqual(['PUT 0 refused', 'PATCH 0 20', 'PATCH 20 20', 'PATCH 40 10', 'PUT 50 0']);
});

test('an answer that was lost: the blob is there, and is not sent again', async () => {
  const registry = await startKeepingRegistry({ trouble: () => 'lost' });
  expect(await client().putBlob(here(registry.host), blob)).toBe('uploaded');
  expect(registry.sent()).toBe(content.length);
});
