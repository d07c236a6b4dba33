import type { CodePointSet } from "./code-point-set.ts";
import { type PatternCursor, peek, replacement, take } from "./pattern-cursor.ts";
import { refuseCharacter } from "./read-character.ts";
import { CONTROLS, SHORTHANDS } from "./shorthands.ts";

/** What `\…` stands for; null where that was reported. */
export type Escape = { readonly kind: "character"; readonly point: number } | NamedClass | null;
type NamedClass = { readonly kind: "class"; readonly set: CodePointSet };

/** Reads from a `\`; the lexer sees to it that something follows. */
export function readEscape(cursor: PatternCursor): Escape {
  const start = cursor.at++;
  const letter = peek(cursor);
  cursor.at += letter.length;
  const set = SHORTHANDS.get(letter);
  if (set !== undefined) return { kind: "class", set };
  const control = CONTROLS.get(letter);
  if (control !== undefined) return character(control);
  if (/^[\x20-\x2f\x3a-\x40\x5b-\x60\x7b-\x7e]$/.test(letter)) return character(letter);
  if (letter === "u") return readCodePoint(cursor, start);
  reportUnknown(cursor, start, letter);
  return null;
}

function character(text: string): Escape {
  return { kind: "character", point: text.codePointAt(0) ?? 0 };
}

/** `\u{1F600}`, behind the `u`. */
function readCodePoint(cursor: PatternCursor, start: number): Escape {
  const braced = take(cursor, /\{([0-9A-Fa-f]{1,6})\}/y);
  if (braced === null) {
    const digits = take(cursor, /[0-9A-Fa-f]{4}/y);
    const span = { start, end: cursor.at };
    const fix = digits === null ? null : replacement(start, cursor.at, `\\u{${digits[0]}}`);
    cursor.report("TC0044", span, { escape: cursor.text.slice(start, cursor.at) }, fix);
    return null;
  }
  const point = Number.parseInt(braced[1] ?? "", 16);
  const span = { start, end: cursor.at };
  if (point > 0x10ffff) cursor.report("TC0044", span, { escape: cursor.text.slice(start, cursor.at) });
  else if (!refuseCharacter(cursor, point, span)) return { kind: "character", point };
  return null;
}

const NO_WORD_EDGE = "word edges are not part of patterns; write `(^|\\W)` before a word and `(\\W|$)` behind it";

function reportUnknown(cursor: PatternCursor, start: number, letter: string): void {
  const span = () => ({ start, end: cursor.at });
  const instead = (text: string) => replacement(start, cursor.at, text);
  const unknown = (fix: ReturnType<typeof instead> | null = null) =>
    cursor.report("TC0044", span(), { escape: cursor.text.slice(start, cursor.at) }, fix);
  switch (letter) {
    case "b":
      cursor.report("TC0046", span(), { what: NO_WORD_EDGE }, wordEdge(cursor, start));
      return;
    case "B":
      cursor.report("TC0046", span(), { what: NO_WORD_EDGE });
      return;
    case "p":
    case "P":
      take(cursor, /\{[^}]*\}|[A-Za-z]/y);
      cursor.report("TC0046", span(), {
        what: "classes of Unicode are not part of patterns; write the ranges that are meant",
      });
      return;
    case "x": {
      const digits = take(cursor, /[0-9A-Fa-f]{2}|\{[0-9A-Fa-f]{1,6}\}/y);
      unknown(digits === null ? null : instead(`\\u{${digits[0].replace(/[{}]/g, "")}}`));
      return;
    }
    case "A":
      unknown(instead("^"));
      return;
    case "z":
      unknown(instead("$"));
      return;
    case "0":
      refuseCharacter(cursor, 0, span());
      return;
    default:
      if (/^[1-9]$/.test(letter) || letter === "k") {
        take(cursor, letter === "k" ? /<\w*>/y : /\d+/y);
        cursor.report("TC0046", span(), {
          what: "references to a group are not part of patterns; write what the group holds once more",
        });
      } else unknown();
  }
}

/** Where the edge is beside a letter, and at an end of the pattern, it is plain what to write. */
function wordEdge({ text, at }: PatternCursor, start: number) {
  if (start === 0 && /^\w/.test(text.slice(at))) return replacement(start, at, "(^|\\W)");
  if (at === text.length && /(^|[^\\])\w$/.test(text.slice(0, start))) return replacement(start, at, "(\\W|$)");
  return null;
}
