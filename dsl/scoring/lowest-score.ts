import { BEST_SCORE, trustScore } from "./trust-score.ts";

export interface LowestScore {
  readonly score: number;
  /** Places of the weights that bring it about, in their order. */
  readonly chosen: readonly number[];
}

/** Combinations that are tried before the answer is "not known". */
const MOST_TRIES = 50_000;

/**
 * The lowest score that any combination of matching rules gives, from the weights of the rules and which two of them never
 * match together. Stops at the first combination that reaches `enough`. Null when there are too many to try.
 *
 * @example
 * lowestScore([70, 20], (a, b) => a !== b, 0)?.score // 29: the two never match together
 */
export function lowestScore(
  weights: readonly number[],
  excludes: (a: number, b: number) => boolean,
  enough: number,
): LowestScore | null {
  // a weight that is not positive never lowers the score, and one that is never raises it
  const harmful = weights.flatMap((weight, place) => (weight > 0 ? [place] : []));
  const rivals = (place: number) => harmful.filter((other) => other !== place && excludes(place, other));
  const free = harmful.filter((place) => rivals(place).length === 0);
  const open = harmful.filter((place) => !free.includes(place)).toSorted((a, b) => at(b) - at(a));
  const scoreOf = (places: readonly number[]) => trustScore(places.map(at));
  let best: LowestScore = { score: BEST_SCORE + 1, chosen: [] };
  let tries = 0;

  function at(place: number): number {
    return weights[place] ?? 0;
  }

  function search(chosen: readonly number[], rest: readonly number[]): void {
    if (best.score <= enough || tries++ > MOST_TRIES || scoreOf([...chosen, ...rest]) >= best.score) return;
    const [next, ...others] = rest;
    if (next === undefined) {
      best = { score: scoreOf(chosen), chosen: chosen.toSorted((a, b) => a - b) };
      return;
    }
    search(
      [...chosen, next],
      others.filter((other) => !excludes(next, other)),
    );
    search(chosen, others);
  }

  search(free, open);
  return tries > MOST_TRIES && best.score > enough ? null : best;
}
