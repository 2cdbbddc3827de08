// The files by which a step speaks to the runner. In: a path. Out: names and values.

import { readFileSync } from 'node:fs';

/** `name<<delimiter`, lines, `delimiter`: outputs, variables and state alike. */
export function parseOutputs(path: string): Map<string, string> {
  const text = readFileSync(path, 'utf8');
  return new Map(
    [...text.matchAll(/^([\w-]+)<<(\S+)\n([\s\S]*?)\n\2$/gm)].map((match) => [match[1] ?? '', match[3] ?? '']),
  );
}
