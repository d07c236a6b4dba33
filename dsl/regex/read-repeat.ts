import {
  copiesOf,
  countPositions,
  MAX_LOOSE_POSITIONS,
  MAX_POSITIONS,
  MAX_REPEAT,
  mayBeNothing,
  type Pattern,
} from "./pattern.ts";
import { type PatternCursor, replacement, take } from "./pattern-cursor.ts";

interface Count {
  readonly min: number;
  readonly max: number | null;
}

const SIGNS: ReadonlyMap<string, Count> = new Map([
  ["*", { min: 0, max: null }],
  ["+", { min: 1, max: null }],
  ["?", { min: 0, max: 1 }],
]);

/** What is wrong is reported and left out: `atom` itself then stands for both. */
export function readRepeat(cursor: PatternCursor, atom: Pattern | null, atomStart: number): Pattern | null {
  const start = cursor.at;
  const count = readCount(cursor);
  if (count === null) return atom;
  const span = { start, end: cursor.at };
  refuseManner(cursor);
  refuseSecond(cursor);
  if (atom === null) return null;
  if (atom.kind === "start" || atom.kind === "end") {
    const what = `\`${cursor.text.slice(atomStart, start)}\` has no length, so that there is nothing to repeat`;
    cursor.report("TC0043", span, { what });
    return atom;
  }
  const { min, max } = count;
  if (!isInRange(cursor, count, span)) return atom;
  const repeat: Pattern = { kind: "repeat", inner: atom, min, max };
  const positions = countPositions(repeat);
  const isLoose = copiesOf(repeat) > 1 && mayBeNothing(atom);
  const limit = isLoose ? MAX_LOOSE_POSITIONS : MAX_POSITIONS;
  if (positions <= limit) return repeat;
  // told once: what stands around it is measured without it
  cursor.report("TC0410", span, { what: isLoose ? "loose positions" : "positions", found: positions, limit });
  return atom;
}

/** `*`, `+`, `?` or `{…}`; null if none stands here. */
function readCount(cursor: PatternCursor): Count | null {
  const sign = SIGNS.get(cursor.text[cursor.at] ?? "");
  if (sign !== undefined) {
    cursor.at++;
    return sign;
  }
  const start = cursor.at;
  if (cursor.text[start] !== "{") return null;
  const counted = take(cursor, /\{(\d*)(,?)(\d*)\}/y);
  const [whole = "", min = "", comma = "", max = ""] = counted ?? [];
  if (counted === null || (min === "" && max === "")) {
    cursor.at = start;
    refuseBrace(cursor);
    return null;
  }
  if (min === "") {
    const fix = replacement(start, cursor.at, `{0,${max}}`);
    cursor.report("TC0047", { start, end: cursor.at }, { what: `\`${whole}\` has no lower end` }, fix);
  }
  return { min: Number(min), max: comma === "" ? Number(min) : max === "" ? null : Number(max) };
}

/** A bracket that begins no count and no class, with what it seems to enclose. */
export function refuseBrace(cursor: PatternCursor): void {
  const start = cursor.at;
  const enclosed = take(cursor, /\{[^{}()[\]|\\]*\}/y);
  if (enclosed === null) cursor.at++;
  const brace = cursor.text[start] ?? "";
  const what =
    brace === "{"
      ? "`{` begins a count such as `{2,5}`; write `\\{` for the character"
      : `\`${brace}\` closes nothing; write \`\\${brace}\` for the character`;
  const places = enclosed === null ? [start] : [start, cursor.at - 1];
  const edits = places.map((place) => ({ start: place, end: place, text: "\\" }));
  cursor.report("TC0047", { start, end: start + 1 }, { what }, { title: `write \`\\${brace}\``, edits });
}

function isInRange(
  cursor: PatternCursor,
  { min, max }: Count,
  span: { readonly start: number; readonly end: number },
): boolean {
  const written = cursor.text.slice(span.start, span.end);
  const largest = Math.max(min, max ?? 0);
  if (largest > MAX_REPEAT) {
    cursor.report("TC0410", span, { what: "repeat", found: largest, limit: MAX_REPEAT });
    return false;
  }
  if (max !== null && min > max) {
    const fix = replacement(span.start, span.end, `{${max},${min}}`);
    cursor.report(
      "TC0047",
      span,
      { what: `\`${written}\` is turned round: its lower end is more than its upper` },
      fix,
    );
    return false;
  }
  if (max === 0) {
    cursor.report("TC0047", span, { what: `\`${written}\` repeats never; leave out what stands before it` });
    return false;
  }
  return true;
}

/** `*?` and `*+`: how much a repeat takes makes no difference to whether something matches, except where it gives nothing back. */
function refuseManner(cursor: PatternCursor): void {
  const start = cursor.at;
  const sign = cursor.text[start];
  if (sign !== "?" && sign !== "+") return;
  const span = { start, end: ++cursor.at };
  if (sign === "?") {
    const what = "a repeat that takes as little as it can finds the same; leave out the `?`";
    cursor.report("TC0046", span, { what }, replacement(start, cursor.at, "", "leave it out"));
  } else cursor.report("TC0046", span, { what: "a repeat that gives nothing back is not part of patterns" });
}

/** `a**`: only a group can be repeated once more. */
function refuseSecond(cursor: PatternCursor): void {
  const start = cursor.at;
  while (take(cursor, /[*+?]|\{\d+(,\d*)?\}/y) !== null);
  if (cursor.at === start) return;
  const what = "what is repeated already is not repeated again; put it in a group first";
  cursor.report("TC0043", { start, end: cursor.at }, { what });
}
