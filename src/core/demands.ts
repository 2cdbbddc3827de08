// What an image has to pass before it gets its names: its tests and its size budget. In: an image, the hashes of files.
// Out: a short hash of both, which is part of a tag's name; undefined where nothing is demanded. They are no ingredients:
// a test that changes builds nothing, and this is how it is noticed.

import { createHash } from 'node:crypto';
import { canonicalJson, type Json, recordOf } from './canonical.ts';
import type { Test } from './catalog.ts';
import type { ImageNode } from './graph.ts';

/** The hash of all that a node's target has to pass. `trees`: hashes of the files that tests name. */
export function demandsOf(node: ImageNode, trees: ReadonlyMap<string, string>): string | undefined {
  if (node.kind === 'mirror') return undefined;
  const { tests } = node.image;
  const budget = node.kind === 'gentoo' ? node.image.sizeBudget?.value : undefined;
  if (tests.length === 0 && budget === undefined) return undefined;
  const demands = { tests: tests.map((test) => testJson(test, trees)), budget };
  return createHash('sha256').update(canonicalJson(demands)).digest('hex').slice(0, 16);
}

/** Without its place and its title, which say nothing more. */
function testJson(test: Test, trees: ReadonlyMap<string, string>): Json {
  switch (test.kind) {
    case 'healthcheck':
      return { kind: test.kind, healthy: test.healthy, within: test.within };
    case 'script':
      return {
        kind: test.kind,
        file: trees.get(test.file.path),
        env: recordOf(test.env),
        timeout: test.timeout,
      };
    case 'command':
      return {
        kind: test.kind,
        argv: test.argv,
        entrypoint: test.keepEntrypoint,
        env: recordOf(test.env),
        exit_code: test.exitCode,
        stdout: test.stdout,
        timeout: test.timeout,
      };
  }
}
