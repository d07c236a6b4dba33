import { type CodePointSet, complement, LAST_CODE_POINT } from "../../dsl/regex/code-point-set.ts";
import type { Pattern } from "../../dsl/regex/pattern.ts";

/**
 * A pattern in PostgreSQL's words (an advanced regular expression), meaning the same whatever its settings: classes are
 * written out, so that no locale is asked; groups capture nothing; every sign is escaped, so that the text can begin neither
 * a director (`***`) nor options (`(?i)`).
 */
export function postgresPattern(pattern: Pattern): string {
  switch (pattern.kind) {
    case "set":
      return setText(pattern.set);
    // without its newline-sensitive modes these are the ends of the text, as here
    case "start":
      return "^";
    case "end":
      return "$";
    case "sequence":
      return pattern.parts.map((part) => (part.kind === "choice" ? group(part) : postgresPattern(part))).join("");
    case "choice":
      return pattern.options.map(postgresPattern).join("|");
    case "repeat": {
      const { inner, min, max } = pattern;
      return (inner.kind === "set" ? setText(inner.set) : group(inner)) + countText(min, max);
    }
  }
}

function group(pattern: Pattern): string {
  return `(?:${postgresPattern(pattern)})`;
}

function countText(min: number, max: number | null): string {
  if (max === null) return min === 0 ? "*" : min === 1 ? "+" : `{${min},}`;
  if (min === 0 && max === 1) return "?";
  return min === max ? `{${min}}` : `{${min},${max}}`;
}

function setText(set: CodePointSet): string {
  const [first] = set;
  if (set.length === 1 && first !== undefined && first.low === first.high) return characterText(first.low);
  const isOpen = set.at(-1)?.high === LAST_CODE_POINT;
  const listed = isOpen ? complement(set) : set;
  // `.` is every character there, the line feed included
  if (listed.length === 0) return ".";
  const ranges = listed.map(({ low, high }) => {
    const ends = [low, high].map(characterText);
    return low === high ? ends[0] : ends.join(high === low + 1 ? "" : "-");
  });
  return `[${isOpen ? "^" : ""}${ranges.join("")}]`;
}

/** Letters, digits, spaces and what lies beyond ASCII as they are; signs escaped; what cannot be sent or seen by its number. */
function characterText(point: number): string {
  const character = String.fromCodePoint(point);
  if (/[\p{Cc}\p{Cs}]/u.test(character)) return `\\u${point.toString(16).padStart(4, "0")}`;
  return /[!-/:-@[-^`{-~]/.test(character) ? `\\${character}` : character;
}
