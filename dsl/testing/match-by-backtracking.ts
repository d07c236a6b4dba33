import { includes } from "../regex/code-point-set.ts";
import type { Pattern } from "../regex/pattern.ts";

/**
 * Whether a text holds the pattern, by trying everything: the meaning of patterns in a few lines, for small ones. Counts
 * every step, so that a test can leave out what would take too long; null then.
 */
export function matchByBacktracking(pattern: Pattern, text: string, steps = 100_000): boolean | null {
  const points = Array.from(text, (character) => character.codePointAt(0) ?? 0);
  let left = steps;
  try {
    return points.concat(0).some((_, start) => matches(pattern, start, () => true));
  } catch (problem) {
    if (problem instanceof OutOfSteps) return null;
    throw problem;
  }

  /** Whether `part` matches from `at` to a place from which the rest does. */
  function matches(part: Pattern, at: number, rest: (at: number) => boolean): boolean {
    if (left-- <= 0) throw new OutOfSteps();
    switch (part.kind) {
      case "set": {
        const point = points[at];
        return point !== undefined && includes(part.set, point) && rest(at + 1);
      }
      case "start":
        return at === 0 && rest(at);
      case "end":
        return at === points.length && rest(at);
      case "sequence":
        return part.parts.reduceRight<(at: number) => boolean>(
          (then, one) => (from) => matches(one, from, then),
          rest,
        )(at);
      case "choice":
        return part.options.some((option) => matches(option, at, rest));
      case "repeat":
        return repeats(part, 0, at, rest);
    }
  }

  function repeats(
    part: Extract<Pattern, { kind: "repeat" }>,
    done: number,
    at: number,
    rest: (at: number) => boolean,
  ): boolean {
    if (done >= part.min && rest(at)) return true;
    if (part.max !== null && done >= part.max) return false;
    // a round that takes nothing is worth doing only while rounds are owed
    return matches(part.inner, at, (next) => (next > at || done < part.min) && repeats(part, done + 1, next, rest));
  }
}

class OutOfSteps extends Error {}
