import { classOf } from "./alphabet.ts";
import { type Automaton, DEAD, FOUND } from "./automaton.ts";
import type { CodePointSet } from "./code-point-set.ts";

/** Whether a text holds what the pattern describes. */
export type Matcher = (text: string) => boolean;

/**
 * Reads a text once, one look-up a code point, and allocates nothing. A text without any of the `needed` characters is not
 * given to the automaton: most texts that are judged have none of the signs that a pattern waits for.
 */
export function matcherOf(automaton: Automaton, needed: CodePointSet | null): Matcher {
  const finds = finderOf(automaton);
  if (needed === null) return finds;
  const sign = classOfUnits(needed);
  return (text) => sign.test(text) && finds(text);
}

function finderOf({ alphabet, start, transitions, endsIn }: Automaton): Matcher {
  const { classes } = alphabet;
  const ascii = Uint16Array.from({ length: 128 }, (_, point) => classOf(alphabet, point));
  return (text) => {
    let state = start;
    for (let i = 0; i < text.length && state > FOUND; i++) {
      const unit = text.charCodeAt(i);
      let own: number;
      if (unit < ascii.length) own = ascii[unit] ?? 0;
      else {
        const point = text.codePointAt(i) ?? unit;
        if (point > 0xffff) i++;
        own = classOf(alphabet, point);
      }
      state = transitions[state * classes + own] ?? DEAD;
    }
    return endsIn[state] === 1;
  };
}

const LAST_ASCII = 127;

/** One class of code units, which V8 looks for faster than code can: all units beyond ASCII when the set has a code point there. */
function classOfUnits(set: CodePointSet): RegExp {
  const unit = (point: number) => `\\u${point.toString(16).padStart(4, "0")}`;
  const ranges = set.map(
    ({ low, high }) => `${unit(Math.min(low, LAST_ASCII + 1))}-${unit(high > LAST_ASCII ? 0xffff : high)}`,
  );
  return new RegExp(`[${ranges.join("")}]`);
}
