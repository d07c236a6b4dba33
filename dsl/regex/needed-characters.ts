import { type CodePointSet, setOf } from "./code-point-set.ts";
import type { Pattern } from "./pattern.ts";

/**
 * Characters of which every text that holds the pattern has at least one, as few and as rare as can be told without trying:
 * a text without any of them need not be read by the automaton. Null where there are none.
 *
 * @example
 * neededCharacters(pattern); // of /(<|%3c)script/: "%" and "<"
 */
export function neededCharacters(pattern: Pattern): CodePointSet | null {
  switch (pattern.kind) {
    case "set":
      return pattern.set;
    case "start":
    case "end":
      return null;
    case "sequence":
      return rarest(pattern.parts.map(neededCharacters));
    case "choice":
      return union(pattern.options.map(neededCharacters));
    case "repeat":
      return pattern.min === 0 ? null : neededCharacters(pattern.inner);
  }
}

function union(sets: readonly (CodePointSet | null)[]): CodePointSet | null {
  const present = sets.filter((set) => set !== null);
  return present.length < sets.length ? null : setOf(present.flat());
}

function rarest(sets: readonly (CodePointSet | null)[]): CodePointSet | null {
  let best: CodePointSet | null = null;
  for (const set of sets) if (set !== null && (best === null || commonness(set) < commonness(best))) best = set;
  return best;
}

// Roughly how often a character stands in addresses and names, in thousandths; what is not here is rare.
const COMMON: Readonly<Record<string, number>> = {
  ...Object.fromEntries([..."abcdefghijklmnopqrstuvwxyz"].map((letter) => [letter, 28])),
  ...Object.fromEntries([..."0123456789"].map((digit) => [digit, 14])),
  "/": 60,
  ".": 25,
  "-": 25,
  "=": 20,
  "&": 10,
  " ": 10,
  "%": 10,
  _: 8,
};

function commonness(set: CodePointSet): number {
  let sum = 0;
  for (const { low, high } of set) {
    for (let point = low; point <= Math.min(high, 127); point++) sum += COMMON[String.fromCharCode(point)] ?? 1;
    if (high > 127) sum += 1;
  }
  return sum;
}
