// What is compressed: a long text as one line, for outputs of a job, and layers that an engine made. In and out: texts,
// files. What they hold is not looked at.

import { createReadStream, createWriteStream } from 'node:fs';
import { pipeline } from 'node:stream/promises';
import { createGzip, deflateRawSync, inflateRawSync } from 'node:zlib';

/** No plan comes near; a line that swells further is none of ours. */
const MOST_BYTES = 64 * 1024 * 1024;

/** The text, compressed, in letters, digits and `+/=`. */
export function pack(text: string): string {
  return deflateRawSync(text, { level: 9 }).toString('base64');
}

/** The text again; undefined for a line that holds none. */
export function unpack(line: string): string | undefined {
  try {
    return inflateRawSync(Buffer.from(line, 'base64'), { maxOutputLength: MOST_BYTES }).toString('utf8');
  } catch {
    return undefined;
  }
}

/** Compresses a file into another, with gzip: without a name and a time. */
export async function compress(from: string, to: string): Promise<void> {
  await pipeline(createReadStream(from), createGzip({ level: 9 }), createWriteStream(to));
}
