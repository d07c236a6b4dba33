import { BIDI_CONTROLS, codePointName } from "../source/bidi.ts";
import { type PatternCursor, peek, replacement } from "./pattern-cursor.ts";

/** Reads one character that stands for itself; null where that was reported. */
export function readCharacter(cursor: PatternCursor): number | null {
  const start = cursor.at;
  const character = peek(cursor);
  cursor.at += character.length;
  const point = character.codePointAt(0) ?? 0;
  const span = { start, end: cursor.at };
  if (BIDI_CONTROLS.test(character)) {
    const spelled = `\\u{${point.toString(16).toUpperCase()}}`;
    cursor.report(
      "TC0013",
      span,
      { name: codePointName(character) },
      replacement(start, cursor.at, spelled, "spell it"),
    );
    return null;
  }
  return refuseCharacter(cursor, point, span) ? null : point;
}

/** Reports what no stored text contains. */
export function refuseCharacter(
  cursor: PatternCursor,
  point: number,
  span: { readonly start: number; readonly end: number },
): boolean {
  if (point !== 0 && (point < 0xd800 || point > 0xdfff)) return false;
  cursor.report("TC0048", span, { what: point === 0 ? "the character NUL" : "half of a surrogate pair" });
  return true;
}
