// Globs of paths. In: a glob as people write it. Out: a matcher of paths with `/` between their parts.
// No regular expression: several `**` in one would take years over a path that does not match.

export interface Glob {
  test(path: string): boolean;
}

/** `*` and `?` stay within a part, `**` goes over any number of them; everything else stands for itself. */
export function globPattern(glob: string): Glob {
  // At the end, `**` is whatever lies below a folder, not the folder.
  const parts = glob
    .split('/')
    .flatMap((part, index, all) => (part === '**' && index === all.length - 1 ? ['**', '*'] : [part]));
  return { test: (path) => matches(parts, path.split('/'), '**', matchesPart) };
}

function matchesPart(pattern: string, part: string): boolean {
  return matches(segments(pattern), segments(part), '*', (wanted, found) => wanted === '?' || wanted === found);
}

/** UTF-16 code units: what stands for itself needs no more. */
function segments(text: string): string[] {
  return Array.from({ length: text.length }, (_, index) => text.charAt(index));
}

/**
 * Whether a pattern fits a list wholly, where `any` stands for any number of items. Goes back to the last `any` only,
 * which is enough: what an earlier one took can be taken by the later. So the time grows with the product of the lengths.
 */
function matches(
  pattern: readonly string[],
  items: readonly string[],
  any: string,
  fits: (wanted: string, found: string) => boolean,
): boolean {
  let at = 0;
  let item = 0;
  let back: { at: number; item: number } | undefined;
  while (item < items.length) {
    const wanted = pattern[at];
    if (wanted === any) {
      back = { at: at++, item };
    } else if (wanted !== undefined && fits(wanted, items[item] ?? '')) {
      at += 1;
      item += 1;
    } else if (back) {
      at = back.at + 1;
      item = ++back.item;
    } else {
      return false;
    }
  }
  return pattern.slice(at).every((one) => one === any);
}
