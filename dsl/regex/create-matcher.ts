import { automatonOf } from "./automaton.ts";
import { type Matcher, matcherOf } from "./matcher.ts";
import { neededCharacters } from "./needed-characters.ts";
import type { Pattern } from "./pattern.ts";
import { readPattern } from "./read-pattern.ts";

/** The pattern of a text that the checker has passed. */
export function checkedPattern(text: string, ignoringCase: boolean): Pattern {
  const { pattern } = readPattern(text, { ignoringCase });
  if (pattern === null) throw new Error(`invariant: /${text}/ was not checked`);
  return pattern;
}

/**
 * A test for texts that hold what the pattern describes. It reads a text once, whatever the pattern.
 *
 * @example
 * createMatcher("^/admin(/|$)")("/admin/users"); // true
 */
export function createMatcher(text: string, ignoringCase: boolean = false): Matcher {
  const pattern = checkedPattern(text, ignoringCase);
  const automaton = automatonOf(pattern);
  if (automaton === null) throw new Error(`invariant: /${text}/ was not checked`);
  return matcherOf(automaton, neededCharacters(pattern));
}
