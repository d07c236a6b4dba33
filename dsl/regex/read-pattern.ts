import { inEitherCase, setOf, type CodePointSet } from "./code-point-set.ts";
import { countPositions, MAX_PATTERN_LENGTH, MAX_POSITIONS, type Pattern } from "./pattern.ts";
import { createCursor, type PatternCursor, type PatternFault, peek, replacement, skip } from "./pattern-cursor.ts";
import { readCharacter } from "./read-character.ts";
import { readClass } from "./read-class.ts";
import { readEscape } from "./read-escape.ts";
import { readGroupOpening } from "./read-group.ts";
import { readRepeat, refuseBrace } from "./read-repeat.ts";
import { DOT } from "./shorthands.ts";

export interface PatternReading {
  /** Null where a fault other than a warning was found. */
  readonly pattern: Pattern | null;
  /** In the order in which they were found. */
  readonly faults: readonly PatternFault[];
}

/**
 * Reads what stands between the slashes. Never throws, whatever the text.
 *
 * @example
 * readPattern("^a|b", { ignoringCase: false }).pattern?.kind; // "choice"
 */
export function readPattern(text: string, { ignoringCase }: { readonly ignoringCase: boolean }): PatternReading {
  const { cursor, faults } = createCursor(text, ignoringCase);
  const whole = { start: 0, end: text.length };
  const length = [...text].length;
  if (length > MAX_PATTERN_LENGTH) {
    cursor.report("TC0410", whole, { what: "characters", found: length, limit: MAX_PATTERN_LENGTH });
    return { pattern: null, faults };
  }
  if (text === "") {
    cursor.report("TC0043", whole, { what: "the pattern is empty: every text matches it" });
    return { pattern: null, faults };
  }
  const pattern = readChoice(cursor, null);
  while (cursor.at < text.length) {
    const at = cursor.at++;
    const what = "`)` closes nothing; write `\\)` for the character";
    cursor.report("TC0042", { start: at, end: at + 1 }, { what }, replacement(at, at + 1, "\\)"));
    do readSequence(cursor);
    while (skip(cursor, "|"));
  }
  const positions = countPositions(pattern);
  const isBroken = () => faults.some(({ code }) => code !== SUSPICIOUS_RANGE);
  if (positions > MAX_POSITIONS && !isBroken())
    cursor.report("TC0410", whole, { what: "positions", found: positions, limit: MAX_POSITIONS });
  return { pattern: isBroken() ? null : pattern, faults };
}

/** The one warning among the faults: what it is about can be used. */
const SUSPICIOUS_RANGE = "TC0049";

/** `a|b`, up to the `)` that closes it or the end. `opening` is where its group begins. */
function readChoice(cursor: PatternCursor, opening: number | null): Pattern {
  const options: Pattern[] = [];
  do {
    const start = cursor.at;
    const option = readSequence(cursor);
    const isAlone = options.length === 0 && cursor.text[cursor.at] !== "|";
    if (cursor.at === start && !isAlone) {
      const what = "an alternative is empty; write `(…)?` for what may be left out";
      cursor.report("TC0043", { start, end: start }, { what });
    } else if (cursor.at === start && opening !== null && cursor.text[start] === ")") {
      cursor.report("TC0043", { start: opening, end: start + 1 }, { what: "the group is empty" });
    }
    options.push(option);
  } while (skip(cursor, "|"));
  const [only] = options;
  return options.length === 1 && only !== undefined ? only : { kind: "choice", options };
}

function readSequence(cursor: PatternCursor): Pattern {
  const parts: Pattern[] = [];
  for (let next = peek(cursor); next !== "" && next !== "|" && next !== ")"; next = peek(cursor)) {
    const start = cursor.at;
    const part = readRepeat(cursor, readAtom(cursor), start);
    if (part !== null) parts.push(part);
  }
  const [only] = parts;
  return parts.length === 1 && only !== undefined ? only : { kind: "sequence", parts };
}

/** What a repeat can follow; null where it was reported. */
function readAtom(cursor: PatternCursor): Pattern | null {
  const start = cursor.at;
  const next = peek(cursor);
  switch (next) {
    case "(":
      return readGroup(cursor);
    case "[":
      return { kind: "set", set: readClass(cursor) };
    case "\\": {
      const escape = readEscape(cursor);
      if (escape === null) return null;
      return escape.kind === "class" ? { kind: "set", set: escape.set } : single(escape.point, cursor);
    }
    case ".":
      cursor.at++;
      return { kind: "set", set: DOT };
    case "^":
      cursor.at++;
      return { kind: "start" };
    case "$":
      cursor.at++;
      return { kind: "end" };
    case "*":
    case "+":
    case "?": {
      const what = `\`${next}\` has nothing before it to repeat; write \`\\${next}\` for the character`;
      cursor.report("TC0043", { start, end: ++cursor.at }, { what }, replacement(start, cursor.at, `\\${next}`));
      return null;
    }
    case "{":
    case "}":
    case "]":
      refuseBrace(cursor);
      return null;
    default: {
      const point = readCharacter(cursor);
      return point === null ? null : single(point, cursor);
    }
  }
}

function readGroup(cursor: PatternCursor): Pattern | null {
  const start = cursor.at;
  const opened = readGroupOpening(cursor);
  if (!opened && skip(cursor, ")")) return null;
  const inner = readChoice(cursor, start);
  if (!skip(cursor, ")")) {
    const what = "`(` is never closed; write `\\(` for the character";
    cursor.report("TC0042", { start, end: start + 1 }, { what });
  }
  return inner;
}

function single(point: number, { ignoringCase }: PatternCursor): Pattern {
  const set: CodePointSet = setOf([{ low: point, high: point }]);
  return { kind: "set", set: ignoringCase ? inEitherCase(set) : set };
}
