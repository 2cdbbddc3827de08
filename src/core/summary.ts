// A summary of a step within what GitHub takes. In: its parts, the most important first. Out: Markdown that is not longer.
// GitHub drops a summary that is longer than 1 MiB as a whole, so what comes last gives way.
// https://docs.github.com/en/actions/reference/workflows-and-actions/workflow-commands

/** A part of a summary: `head` and `foot` stand or fall with at least one line. */
export interface Part {
  readonly head?: readonly string[];
  readonly lines: readonly string[];
  readonly foot?: readonly string[];
  /** what is said of so many lines that there was no room for */
  readonly left?: (count: number) => string;
}

/** GitHub takes 1 MiB of a step; some room is left for line ends that the runner adds. */
const MOST_BYTES = 1_000_000;

/** For what is said of lines that are left out. */
const NOTE_BYTES = 200;

/** The parts behind one another, a blank line between them. */
export function fitParts(parts: readonly Part[], most = MOST_BYTES): string {
  let room = most;
  const blocks: string[] = [];
  for (const part of parts) {
    const block = fitPart(part, room);
    if (block === undefined) continue;
    blocks.push(block);
    room -= bytesOf(block) + 2;
  }
  return `${blocks.join('\n\n')}\n`;
}

function fitPart({ head = [], lines, foot = [], left }: Part, room: number): string | undefined {
  const frame = bytesOf([...head, ...foot].join('\n')) + 2 + NOTE_BYTES;
  let taken = 0;
  let bytes = frame;
  for (const line of lines) {
    bytes += bytesOf(line) + 1;
    if (bytes > room) break;
    taken += 1;
  }
  if (taken === 0 || (taken < lines.length && !left)) return undefined;
  const note = taken < lines.length && left ? [left(lines.length - taken)] : [];
  return [...head, ...lines.slice(0, taken), ...note, ...foot].join('\n');
}

function bytesOf(text: string): number {
  return Buffer.byteLength(text);
}
