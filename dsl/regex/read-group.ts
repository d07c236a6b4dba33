import { type PatternCursor, type PatternFix, peek, replacement, take } from "./pattern-cursor.ts";

/** Reads what opens a group. False where that was reported; what follows is read on as a group all the same. */
export function readGroupOpening(cursor: PatternCursor): boolean {
  const start = cursor.at++;
  if (peek(cursor) !== "?") return true;
  if (take(cursor, /\?:/y) !== null) return true;
  const refuse = (what: string, fix: PatternFix | null = null) =>
    cursor.report("TC0046", { start, end: cursor.at }, { what }, fix);
  if (take(cursor, /\?<?[=!]/y) !== null) {
    refuse(
      "looking ahead or behind is not part of patterns; write a second condition for what must or must not follow",
    );
  } else if (take(cursor, /\?P?(<|')\w*[>']/y) !== null) {
    refuse("groups have no names here: nothing could ask for one", replacement(start, cursor.at, "("));
  } else if (take(cursor, /\?>/y) !== null) {
    refuse("a group that gives nothing back is not part of patterns");
  } else if (take(cursor, /\?#[^)]*/y) !== null) {
    refuse("comments are not part of patterns; write a `#` comment above the line");
  } else {
    const flags = take(cursor, /\?([a-zA-Z-]*)(:|(?=\)))/y);
    if (flags === null) take(cursor, /\?/y);
    refuse("flags are not part of patterns; `ignoring case` follows the pattern", caseFlag(cursor, start, flags?.[1]));
  }
  return false;
}

/** `(?i)` before all else means what `ignoring case` behind all does. */
function caseFlag({ text, at }: PatternCursor, start: number, flags: string | undefined): PatternFix | null {
  if (flags !== "i" || start !== 0 || text[at] !== ")") return null;
  return { title: "write `ignoring case`", edits: [{ start: 0, end: at + 1, text: "" }], ignoringCase: true };
}
