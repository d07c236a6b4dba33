import { classOf } from "./alphabet.ts";
import { type Automaton, DEAD, FOUND } from "./automaton.ts";
import type { CodePointSet } from "./code-point-set.ts";

/** Whether a text holds what the pattern describes. */
export type Matcher = (text: string) => boolean;

/**
 * Reads a text once, one look-up a character, and allocates nothing. A text without any of the `needed` characters is not
 * given to the automaton: most texts that are judged have none of the signs that a pattern waits for.
 */
export function matcherOf(automaton: Automaton, needed: CodePointSet | null): Matcher {
  const finds = finderOf(automaton);
  if (needed === null) return finds;
  const sign = classOfUnits(needed);
  return (text) => sign.test(text) && finds(text);
}

// A row of the table has a cell for each ASCII character, so that states are numbers of rows shifted by so many bits.
const ROW_BITS = 7;
const ROW = 1 << ROW_BITS;

function finderOf({ alphabet, start, transitions, endsIn }: Automaton): Matcher {
  const { classes } = alphabet;
  const behind = (state: number, point: number) =>
    (transitions[state * classes + classOf(alphabet, point)] ?? DEAD) << ROW_BITS;
  const table = Int32Array.from({ length: endsIn.length * ROW }, (_, cell) =>
    behind(cell >> ROW_BITS, cell & (ROW - 1)),
  );
  const first = start << ROW_BITS;
  const found = FOUND << ROW_BITS;
  return (text) => {
    let state = first;
    const { length } = text;
    for (let i = 0; i < length; i++) {
      const unit = text.charCodeAt(i);
      if (unit < ROW) state = table[state | unit] ?? DEAD;
      else {
        const point = text.codePointAt(i) ?? unit;
        if (point > 0xffff) i++;
        state = behind(state >> ROW_BITS, point);
      }
      if (state <= found) break;
    }
    return endsIn[state >> ROW_BITS] === 1;
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
