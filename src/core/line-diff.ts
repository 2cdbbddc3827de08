// How one text became another, by lines. In: two texts. Out: lines with `- `, `+ ` or two blanks before each, and `...`
// where lines that are in both were left out. Never longer in time than a small multiple of a page of text squared.

/** Lines around a change that are shown with it. */
const AROUND = 2;

/** Above so many pairs of lines, all of what differs counts as another text. */
const MOST_PAIRS = 250_000;

/** The difference of two texts. Empty for equal ones. */
export function lineDiff(before: string, after: string): string[] {
  const [old, now] = [linesOf(before), linesOf(after)];
  let head = 0;
  while (head < Math.min(old.length, now.length) && old[head] === now[head]) head += 1;
  let tail = 0;
  const most = Math.min(old.length, now.length) - head;
  while (tail < most && old[old.length - 1 - tail] === now[now.length - 1 - tail]) tail += 1;
  const same = (lines: readonly string[]): string[] => lines.map((line) => `  ${line}`);
  const middle = compare(old.slice(head, old.length - tail), now.slice(head, now.length - tail));
  return shortened([...same(now.slice(0, head)), ...middle, ...same(now.slice(now.length - tail))]);
}

/** A line break at the end of a text ends its last line. */
function linesOf(text: string): string[] {
  const lines = text.split('\n');
  if (lines.at(-1) === '') lines.pop();
  return lines;
}

/** By the longest common row of lines. */
function compare(old: readonly string[], now: readonly string[]): string[] {
  const out = (lines: readonly string[], sign: string): string[] => lines.map((line) => `${sign} ${line}`);
  if (old.length * now.length > MOST_PAIRS) return [...out(old, '-'), ...out(now, '+')];
  // lengths[i][j]: of the longest row in common from line i of the old and line j of the new text on
  const lengths = Array.from({ length: old.length + 1 }, () => new Array<number>(now.length + 1).fill(0));
  const at = (i: number, j: number): number => lengths[i]?.[j] ?? 0;
  for (let i = old.length - 1; i >= 0; i--) {
    for (let j = now.length - 1; j >= 0; j--) {
      const row = lengths[i];
      if (row) row[j] = old[i] === now[j] ? at(i + 1, j + 1) + 1 : Math.max(at(i + 1, j), at(i, j + 1));
    }
  }
  const lines: string[] = [];
  let [i, j] = [0, 0];
  while (i < old.length && j < now.length) {
    if (old[i] === now[j]) {
      lines.push(`  ${old[i] ?? ''}`);
      i += 1;
      j += 1;
    } else if (at(i + 1, j) >= at(i, j + 1)) lines.push(`- ${old[i++] ?? ''}`);
    else lines.push(`+ ${now[j++] ?? ''}`);
  }
  return [...lines, ...out(old.slice(i), '-'), ...out(now.slice(j), '+')];
}

function shortened(lines: readonly string[]): string[] {
  const isNear = (index: number): boolean =>
    lines.slice(Math.max(0, index - AROUND), index + AROUND + 1).some((line) => !line.startsWith('  '));
  const shown: string[] = [];
  let isCut = false;
  for (const [index, line] of lines.entries()) {
    if (isNear(index)) {
      if (isCut) shown.push('...');
      shown.push(line);
      isCut = false;
    } else isCut = true;
  }
  if (isCut && shown.length > 0) shown.push('...');
  return shown;
}
