import { type CodePointSet, complement, setOf } from "./code-point-set.ts";

const range = (low: string, high = low) => ({ low: low.charCodeAt(0), high: high.charCodeAt(0) });

/** `0` to `9`; no other digits. */
const DIGITS: CodePointSet = setOf([range("0", "9")]);
/** ASCII letters and digits, and `_`. */
const WORD: CodePointSet = setOf([range("0", "9"), range("A", "Z"), range("a", "z"), range("_")]);
/** Space, tab, line feed, carriage return, form feed, vertical tab; no other blanks. */
const BLANK: CodePointSet = setOf([range(" "), range("\t", "\r")]);

/** Classes with a name: the capital letter is all else. */
export const SHORTHANDS: ReadonlyMap<string, CodePointSet> = new Map([
  ["d", DIGITS],
  ["D", complement(DIGITS)],
  ["w", WORD],
  ["W", complement(WORD)],
  ["s", BLANK],
  ["S", complement(BLANK)],
]);

/** `.`: every character but the line feed. */
export const DOT: CodePointSet = complement(setOf([range("\n")]));

/** Characters that are written with a letter. */
export const CONTROLS: ReadonlyMap<string, string> = new Map([
  ["n", "\n"],
  ["r", "\r"],
  ["t", "\t"],
  ["f", "\f"],
  ["v", "\v"],
]);
