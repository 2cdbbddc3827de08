// The nearest word to a mistyped one.
// In: a word, the words that exist. Out: the one that was probably meant, or undefined. Never guesses far.

/** Longer words are never compared: the work grows with the product of the lengths. */
const MAX_LENGTH = 80;

/**
 * The candidate with the smallest edit distance (insert, delete, replace, swap of neighbours), case ignored.
 * Undefined where even that one differs in more than about a third of the word.
 */
export function nearestOf(word: string, candidates: readonly string[]): string | undefined {
  if (word.length > MAX_LENGTH) return undefined;
  let best: string | undefined;
  let bestDistance = Math.max(1, Math.floor(word.length / 3)) + 1;
  for (const candidate of candidates) {
    if (Math.abs(candidate.length - word.length) >= bestDistance || candidate === word) continue;
    const distance = editDistance(word.toLowerCase(), candidate.toLowerCase());
    // A word of one or two letters has everything near: nothing in common is no help.
    if (distance >= bestDistance || distance >= Math.min(word.length, candidate.length)) continue;
    best = candidate;
    bestDistance = distance;
  }
  return best;
}

/** `did you mean 'packages'?`, or undefined. */
export function nearestHint(word: string, candidates: readonly string[]): string | undefined {
  const nearest = nearestOf(word, candidates);
  return nearest === undefined ? undefined : `did you mean '${nearest}'?`;
}

/** Optimal string alignment distance: each pair of neighbours may be swapped once. */
function editDistance(a: string, b: string): number {
  let older: number[] = [];
  let previous = Array.from({ length: b.length + 1 }, (_, index) => index);
  for (let i = 1; i <= a.length; i++) {
    const current = [i];
    for (let j = 1; j <= b.length; j++) {
      const replaced = (previous[j - 1] ?? 0) + Number(a[i - 1] !== b[j - 1]);
      let least = Math.min(replaced, (previous[j] ?? 0) + 1, (current[j - 1] ?? 0) + 1);
      if (a[i - 1] === b[j - 2] && a[i - 2] === b[j - 1] && i > 1 && j > 1)
        least = Math.min(least, (older[j - 2] ?? 0) + 1);
      current.push(least);
    }
    older = previous;
    previous = current;
  }
  return previous[b.length] ?? 0;
}
