/** Insertions, deletions and replacements between two words. */
function distance(a: string, b: string): number {
  let row = Array.from({ length: b.length + 1 }, (_, at) => at);
  for (let i = 1; i <= a.length; i += 1) {
    const next = [i];
    for (let j = 1; j <= b.length; j += 1) {
      const replaced = (row[j - 1] ?? 0) + (a[i - 1] === b[j - 1] ? 0 : 1);
      next.push(Math.min(replaced, (row[j] ?? 0) + 1, (next[j - 1] ?? 0) + 1));
    }
    row = next;
  }
  return row[b.length] ?? 0;
}

/** How many letters of a word may differ: a third, and two but in the shortest. */
const allowed = (word: string): number =>
  word.length <= 3 ? 1 : Math.max(2, Math.floor(word.length / 3));

/** The candidate that was probably meant. */
export function nearest(word: string, candidates: Iterable<string>): string | undefined {
  let best: { readonly word: string; readonly far: number } | undefined;
  for (const candidate of candidates) {
    const far = distance(word.toLowerCase(), candidate.toLowerCase());
    if (far <= allowed(candidate) && (best === undefined || far < best.far)) {
      best = { word: candidate, far };
    }
  }
  return best?.word;
}

/** ` Did you mean “x”?`, or nothing when nothing is near. */
export function didYouMean(word: string, candidates: Iterable<string>): string {
  const meant = nearest(word, candidates);
  return meant === undefined ? "" : ` Did you mean “${meant}”?`;
}
