/**
 * The candidate that `name` was most likely meant to be, or null when none is close: at most a third of the
 * letters may differ (insertions, deletions, substitutions, swaps of neighbours). The first of equals wins.
 *
 * @example
 * suggest("eip_torr", ["eip_tor", "eip_vpn"]); // "eip_tor"
 */
export function suggest(name: string, candidates: Iterable<string>): string | null {
  if (name.length > LONGEST) return null;
  const wanted = name.toLowerCase();
  let best: string | null = null;
  let bestDistance = Math.max(1, Math.floor(name.length / 3)) + 1;
  for (const candidate of candidates) {
    if (candidate === name || Math.abs(candidate.length - name.length) >= bestDistance) continue;
    const distance = editDistance(wanted, candidate.toLowerCase(), bestDistance);
    if (distance < bestDistance) {
      best = candidate;
      bestDistance = distance;
    }
  }
  return best;
}

/** Letters: nobody mistypes a name of more, and comparing two takes the product of their lengths. */
const LONGEST = 100;

/** `suggest` among names that authors declared; they are only gathered where one is sought. */
export type Suggester = (name: string, candidates: () => Iterable<string>) => string | null;

/** More unknown names than these are one mistake, and no slips. */
const MOST_SUGGESTIONS = 500;
/** So many of the declared names are looked at: what a text of nothing but mistakes costs stays in proportion to its length. */
const MOST_CANDIDATES = 5_000;

/** For one check of a pack. */
export function createSuggester(): Suggester {
  let asked = 0;
  return (name, candidates) => {
    if (++asked > MOST_SUGGESTIONS) return null;
    return suggest(name, [...candidates()].slice(0, MOST_CANDIDATES));
  };
}

/** Optimal string alignment: Levenshtein with swaps of neighbours, three rows at a time; `limit` for all that is not below it. */
function editDistance(a: string, b: string, limit: number): number {
  let beforeLast: readonly number[] = [];
  let last: readonly number[] = Array.from({ length: b.length + 1 }, (_, j) => j);
  let lastLeast = 0;
  for (let i = 1; i <= a.length; i++) {
    const row = [i];
    let least = i;
    for (let j = 1; j <= b.length; j++) {
      const same = a[i - 1] === b[j - 1];
      let cost = Math.min(at(last, j) + 1, at(row, j - 1) + 1, at(last, j - 1) + (same ? 0 : 1));
      if (i > 1 && j > 1 && a[i - 1] === b[j - 2] && a[i - 2] === b[j - 1])
        cost = Math.min(cost, at(beforeLast, j - 2) + 1);
      row.push(cost);
      least = Math.min(least, cost);
    }
    // no later row is below both of these, the older one counted with the swap that leads past the newer
    if (least >= limit && lastLeast + 1 >= limit) return limit;
    beforeLast = last;
    last = row;
    lastLeast = least;
  }
  return at(last, b.length);
}

const at = (row: readonly number[], index: number): number => row[index] ?? Number.POSITIVE_INFINITY;
