import { classOf } from "./alphabet.ts";
import { type Automaton, DEAD, FOUND } from "./automaton.ts";

/** Whether a text holds what the pattern describes. */
export type Matcher = (text: string) => boolean;

/** Reads a text once, one look-up a code point, and allocates nothing. */
export function matcherOf({ alphabet, start, transitions, endsIn }: Automaton): Matcher {
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
