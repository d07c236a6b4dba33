import type { CodePointSet } from "./code-point-set.ts";

/**
 * What a pattern means, free of how it was spelled: groups, escapes and classes are gone, and where case is ignored the
 * sets hold both cases. Both targets read this and nothing else.
 */
export type Pattern =
  | { readonly kind: "set"; readonly set: CodePointSet }
  /** `^`: before the first character of the text, never of a line. */
  | { readonly kind: "start" }
  /** `$`: behind the last character of the text, also where that is a line feed. */
  | { readonly kind: "end" }
  | { readonly kind: "sequence"; readonly parts: readonly Pattern[] }
  | { readonly kind: "choice"; readonly options: readonly Pattern[] }
  | RepeatPattern;

/** From `min` to `max` times; null is without end. */
export interface RepeatPattern {
  readonly kind: "repeat";
  readonly inner: Pattern;
  readonly min: number;
  readonly max: number | null;
}

/** The largest number that a count such as `{2,5}` may name, as in PostgreSQL. */
export const MAX_REPEAT = 255;
/** Characters between the slashes. */
export const MAX_PATTERN_LENGTH = 200;
/** Places for a character once repeats are written out. */
export const MAX_POSITIONS = 1_000;
/**
 * The same for a count of what may be nothing, as in `(a?b?){0,9}`: PostgreSQL joins each of its copies with each, and with
 * 480 characters takes seven seconds to compile it.
 */
export const MAX_LOOSE_POSITIONS = 100;
/** States of the automaton that both matches and says what a pattern is worth. */
export const MAX_STATES = 2_000;

/** How many places for a character a pattern has once its repeats are written out. */
export function countPositions(pattern: Pattern): number {
  switch (pattern.kind) {
    case "set":
      return 1;
    case "start":
    case "end":
      return 0;
    case "sequence":
      return total(pattern.parts);
    case "choice":
      return total(pattern.options);
    case "repeat":
      return countPositions(pattern.inner) * copiesOf(pattern);
  }
}

/** Whether it can match without a character. */
export function mayBeNothing(pattern: Pattern): boolean {
  switch (pattern.kind) {
    case "set":
      return false;
    case "start":
    case "end":
      return true;
    case "sequence":
      return pattern.parts.every(mayBeNothing);
    case "choice":
      return pattern.options.some(mayBeNothing);
    case "repeat":
      return pattern.min === 0 || mayBeNothing(pattern.inner);
  }
}

/** `x{2,}` is written out as `xx+`, `x{2,4}` as `xx(x(x)?)?`. */
export function copiesOf({ min, max }: RepeatPattern): number {
  return max ?? Math.max(min, 1);
}

function total(patterns: readonly Pattern[]): number {
  return patterns.reduce((sum, pattern) => sum + countPositions(pattern), 0);
}
