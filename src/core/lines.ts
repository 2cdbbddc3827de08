// Text that comes in pieces, as lines. In: pieces. Out: lines without their ends, none longer than a limit. Never keeps
// more than one line: what a child prints may be larger than our memory.

/** Code units after which a line is cut in two; what prints more than this in one line is no text for people. */
const LONGEST = 32 * 1024;

/** A newline ends a line, and so does a carriage return: progress bars must not become one line of a megabyte. */
const END = /\r\n|\n|\r/;

/** Cuts text into lines; `end` hands out an unfinished last one. Nothing waits: a promise a line would pile up. */
export function openCutter(
  onLine: (line: string) => void,
  longest = LONGEST,
): { readonly push: (piece: string) => void; readonly end: () => void } {
  let rest = '';
  let wasReturn = false;
  const put = (line: string): void => {
    for (let at = 0; at === 0 || at < line.length; at += longest) onLine(line.slice(at, at + longest));
  };
  return {
    push(piece) {
      if (piece === '') return;
      // The second half of an end that was cut in two.
      const text = wasReturn && piece.startsWith('\n') ? piece.slice(1) : piece;
      wasReturn = piece.endsWith('\r');
      const [first = '', ...others] = text.split(END);
      rest += first;
      for (const next of others) {
        put(rest);
        rest = next;
      }
      while (rest.length > longest) {
        onLine(rest.slice(0, longest));
        rest = rest.slice(longest);
      }
    },
    end() {
      if (rest !== '') put(rest);
      rest = '';
    },
  };
}

/** Code units of a line that are kept where many lines are. */
const SHORT = 2000;

/** A line as it is kept: what prints without an end shows its beginning. */
export function keepable(line: string): string {
  return line.length > SHORT ? `${line.slice(0, SHORT)} ...` : line;
}

/** Code units of lines that are kept as one text. A line alone would keep the whole piece that it came in. */
const BLOCK = 65_536;

/** The last lines, so many, of a text that has no end. */
export function openTail(most: number): { readonly add: (line: string) => void; readonly lines: () => string[] } {
  const blocks: { readonly text: string; readonly count: number }[] = [];
  let count = 0;
  let lines: string[] = [];
  let size = 0;
  const pack = (): void => {
    blocks.push({ text: lines.join('\n'), count: lines.length });
    count += lines.length;
    lines = [];
    size = 0;
    for (let [first] = blocks; first && count - first.count >= most; [first] = blocks) {
      blocks.shift();
      count -= first.count;
    }
  };
  return {
    add(line) {
      lines.push(keepable(line));
      size += line.length + 1;
      if (size >= BLOCK) pack();
    },
    lines: () => [...blocks.flatMap(({ text }) => text.split('\n')), ...lines].slice(-most),
  };
}
