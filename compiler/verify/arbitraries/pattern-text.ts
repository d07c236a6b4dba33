import { type CodePointSet, FIRST_CODE_POINT } from "../../../dsl/regex/code-point-set.ts";
import type { Pattern } from "../../../dsl/regex/pattern.ts";
import type { Draw } from "./draw.ts";

/** Characters that patterns and their subjects share: plain, of both cases, signs, of other scripts, astral, line ends. */
const CHARACTERS = [
  "a",
  "b",
  "A",
  "x",
  "1",
  "_",
  ".",
  "-",
  "/",
  "\n",
  " ",
  "é",
  "İ",
  "ſ",
  "K",
  "😀",
  "𝒳",
  "\u00a0",
] as const;
const SHORTHANDS = [".", "\\d", "\\w", "\\s", "\\D", "\\W", "\\S"] as const;
const REPEATS = ["*", "+", "?", "{2}", "{1,}", "{0,2}", "{2,3}"] as const;

/** A pattern as it is written between the slashes; mostly one that the checker takes. */
export function patternText(draw: Draw, depth = 3): string {
  const count = draw.chance(25) && depth > 0 ? draw.int(2, 3) : 1;
  return Array.from({ length: count }, () => sequenceText(draw, depth)).join("|");
}

function sequenceText(draw: Draw, depth: number): string {
  const start = draw.chance(20) ? "^" : "";
  const end = draw.chance(20) ? "$" : "";
  return start + Array.from({ length: draw.int(1, 3) }, () => partText(draw, depth)).join("") + end;
}

function partText(draw: Draw, depth: number): string {
  const atom =
    depth > 0 && draw.chance(30)
      ? `${draw.pick(["(", "(?:"])}${patternText(draw, depth - 1)})`
      : draw.oneOf([() => characterText(draw.pick(CHARACTERS)), () => draw.pick(SHORTHANDS), () => classText(draw)]);
  return draw.chance(35) ? atom + draw.pick(REPEATS) : atom;
}

function classText(draw: Draw): string {
  const members = Array.from({ length: draw.int(1, 3) }, () =>
    draw.oneOf([
      () => characterText(draw.pick(CHARACTERS)),
      () => draw.pick(["a-z", "A-Z", "0-9", "à-ü", "😀-😎", "!-/", "\\d", "\\s", "\\W"]),
    ]),
  );
  return `[${draw.chance(40) ? "^" : ""}${members.join("")}]`;
}

/** A character that stands for itself, as a pattern spells it. */
export function characterText(character: string): string {
  if (character === "\n") return "\\n";
  return /[!-/:-@[-^`{-~]/.test(character) ? `\\${character}` : character;
}

/** A pattern that describes a part of one of the texts, or of two, as it is written between the slashes. */
export function patternLike(texts: readonly string[], draw: Draw): string {
  if (draw.chance(70)) return draw.pick(TELLING);
  const count = draw.chance(20) ? 2 : 1;
  return Array.from({ length: count }, () => likeOne(Array.from(draw.pick(texts)), draw)).join("|");
}

/** Patterns on which engines disagree about texts of the pool: ends of lines, astral characters, cases. */
const TELLING = ["^break", "break$", "line.b", "^né.$", "^..x$", "^a.$", "^admin", "^.dmin@m"] as const;

function likeOne(characters: readonly string[], draw: Draw): string {
  const from = draw.chance(60) ? 0 : draw.int(0, characters.length - 1);
  const to = draw.chance(60) ? characters.length : draw.int(from + 1, characters.length);
  const parts = characters.slice(from, to).map((character) => {
    if (draw.chance(70)) return characterText(character);
    return draw.oneOf([
      () => ".",
      () => `[${characterText(character)}x]`,
      () => `[^${draw.pick(["x", "a-z", "\\n", "\\d"])}]`,
      () => draw.pick(["\\w", "\\W", "\\s", "\\d", "\\D", "\\S"]),
      () => `${characterText(character)}${draw.pick(["+", "{1,2}", "{1,}"])}`,
      () => `(?:${characterText(character)}|b)`,
    ]);
  });
  return `${draw.chance(40) ? "^" : ""}${parts.join("")}${draw.chance(40) ? "$" : ""}`;
}

/** A text that the pattern may well match: one it describes, mostly with something done to it. */
export function subjectText(pattern: Pattern, draw: Draw): string {
  const described = Array.from(describedText(pattern, draw));
  for (let i = draw.int(0, 2); i > 0; i--) {
    const at = draw.int(0, described.length);
    described.splice(at, draw.int(0, 1), ...(draw.chance(70) ? [draw.pick(CHARACTERS)] : []));
  }
  return described.join("") + (draw.chance(15) ? "\n" : "");
}

function describedText(pattern: Pattern, draw: Draw): string {
  switch (pattern.kind) {
    case "set":
      return memberOf(pattern.set, draw);
    case "start":
    case "end":
      return "";
    case "sequence":
      return pattern.parts.map((part) => describedText(part, draw)).join("");
    case "choice":
      return describedText(draw.pick(pattern.options), draw);
    case "repeat": {
      const { min, max } = pattern;
      const times = Math.max(0, draw.int(min - 1, Math.min(min + 2, (max ?? min) + 1)));
      return Array.from({ length: times }, () => describedText(pattern.inner, draw)).join("");
    }
  }
}

/** One of the shared characters if it fits, else an end of a range. */
function memberOf(set: CodePointSet, draw: Draw): string {
  const fitting = CHARACTERS.filter((character) => {
    const point = character.codePointAt(0) ?? 0;
    return set.some(({ low, high }) => low <= point && point <= high);
  });
  if (fitting.length > 0 && draw.chance(80)) return draw.pick(fitting);
  const range = set.length === 0 ? null : draw.pick(set);
  const point = range === null ? FIRST_CODE_POINT : draw.pick([range.low, range.high]);
  return point >= 0xd800 && point <= 0xdfff ? "a" : String.fromCodePoint(point);
}
