// A log in a file. In: lines as they come. Out: the file, its first part and its last. Written at once rather than in
// the background, so that a flood of lines waits for the disk and not in our memory. A log that cannot be written stops
// quietly: what it tells of matters more.

import { closeSync, mkdirSync, openSync, writeSync } from 'node:fs';
import { dirname } from 'node:path';

export interface LogOptions {
  /** bytes of the beginning that are kept; the last mebibyte is kept in any case */
  readonly most: number;
}

/** Code units that are written together. */
const TOGETHER = 65_536;

/** Bytes of the end that are kept. */
const LAST = 1024 * 1024;

/** Begins a log anew; only whoever began it may read it. */
export function openLogFile(path: string, { most }: LogOptions): { line: (text: string) => void; close: () => void } {
  let file = open(path);
  let lines: string[] = [];
  let size = 0;
  let written = 0;
  // Once enough is written, the end of what comes is kept here.
  const last: Buffer[] = [];
  let kept = 0;
  let left = 0;

  const write = (bytes: Buffer): void => {
    if (file === undefined) return;
    try {
      writeSync(file, bytes);
    } catch {
      close(file);
      file = undefined;
    }
  };
  const flush = (): void => {
    const block = Buffer.from(lines.join(''));
    lines = [];
    size = 0;
    if (written < most) {
      written += block.length;
      write(block);
      return;
    }
    last.push(block);
    kept += block.length;
    for (let [first] = last; first && kept - first.length >= LAST; [first] = last) {
      last.shift();
      kept -= first.length;
      left += first.length;
    }
  };

  return {
    line(text) {
      lines.push(text, '\n');
      size += text.length + 1;
      if (size >= TOGETHER) flush();
    },
    close() {
      flush();
      if (left > 0) write(Buffer.from(`... ${left} bytes are left out here ...\n`));
      for (const block of last) write(block);
      if (file !== undefined) close(file);
      file = undefined;
    },
  };
}

function open(path: string): number | undefined {
  try {
    mkdirSync(dirname(path), { recursive: true });
    return openSync(path, 'w', 0o600);
  } catch {
    return undefined;
  }
}

function close(file: number): void {
  try {
    closeSync(file);
  } catch {
    // It is gone in any case.
  }
}
