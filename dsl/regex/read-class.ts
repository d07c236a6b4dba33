import { type CodePointRange, type CodePointSet, complement, inEitherCase, setOf } from "./code-point-set.ts";
import { type PatternCursor, peek, replacement, skip, take } from "./pattern-cursor.ts";
import { readCharacter } from "./read-character.ts";
import { type Escape, readEscape } from "./read-escape.ts";

/** Reads `[…]` from its bracket. */
export function readClass(cursor: PatternCursor): CodePointSet {
  const start = cursor.at++;
  const negated = skip(cursor, "^");
  const ranges: CodePointRange[] = [];
  let members = 0;
  while (cursor.at < cursor.text.length && peek(cursor) !== "]") {
    ranges.push(...readMember(cursor, members === 0));
    members++;
  }
  if (!skip(cursor, "]")) {
    cursor.report("TC0042", { start, end: start + 1 }, { what: "`[` is never closed; write `\\[` for the character" });
    return [];
  }
  const span = { start, end: cursor.at };
  const listed = setOf(ranges);
  const set = cursor.ignoringCase ? inEitherCase(listed) : listed;
  const result = negated ? complement(set) : set;
  if (members === 0) {
    const what = "the class is empty; write `\\]` first if the bracket belongs to it";
    cursor.report("TC0045", span, { what });
  } else if (result.length === 0 && ranges.length > 0) {
    cursor.report("TC0045", span, { what: "the class leaves no character that could match" });
  }
  return result;
}

/** A character, a range or a class inside the brackets. Nothing where it was reported. */
function readMember(cursor: PatternCursor, isFirst: boolean): readonly CodePointRange[] {
  const start = cursor.at;
  if (isPosixClass(cursor)) return [];
  const low = readEnd(cursor);
  if (cursor.text[cursor.at] !== "-" || cursor.text[cursor.at + 1] === "]" || cursor.at + 1 >= cursor.text.length) {
    return rangesOf(low);
  }
  // `-` first in the brackets is itself, whatever follows; elsewhere it stands between the ends of a range
  if (isFirst && cursor.text[start] === "-") return rangesOf(low);
  const hyphen = cursor.at++;
  if (low?.kind === "class") {
    reportHyphen(cursor, hyphen);
    return rangesOf(low);
  }
  const high = readEnd(cursor);
  if (high?.kind === "class") {
    reportHyphen(cursor, hyphen);
    return [...rangesOf(low), ...rangesOf(high)];
  }
  if (low === null || high === null) return [];
  const span = { start, end: cursor.at };
  const written = cursor.text.slice(start, cursor.at);
  if (low.point > high.point) {
    const turned = `${cursor.text.slice(hyphen + 1, cursor.at)}-${cursor.text.slice(start, hyphen)}`;
    cursor.report(
      "TC0045",
      span,
      { what: `the range \`${written}\` is turned round` },
      replacement(start, cursor.at, turned),
    );
    return [];
  }
  warnAboutRange(cursor, span, low.point, high.point);
  if (cursor.text[cursor.at] === "-" && cursor.text[cursor.at + 1] !== "]") {
    reportHyphen(cursor, cursor.at++);
  }
  return [{ low: low.point, high: high.point }];
}

function readEnd(cursor: PatternCursor): Escape {
  if (peek(cursor) === "\\") return readEscape(cursor);
  const point = readCharacter(cursor);
  return point === null ? null : { kind: "character", point };
}

function rangesOf(member: Escape): readonly CodePointRange[] {
  if (member === null) return [];
  return member.kind === "class" ? member.set : [{ low: member.point, high: member.point }];
}

function reportHyphen(cursor: PatternCursor, at: number): void {
  const what = "`-` stands between two characters here; write `\\-` for a hyphen";
  cursor.report("TC0045", { start: at, end: at + 1 }, { what }, replacement(at, at + 1, "\\-"));
}

const POSIX: ReadonlyMap<string, string> = new Map([
  ["alpha", "A-Za-z"],
  ["digit", "0-9"],
  ["alnum", "A-Za-z0-9"],
  ["upper", "A-Z"],
  ["lower", "a-z"],
  ["space", "\\s"],
  ["word", "\\w"],
  ["xdigit", "0-9A-Fa-f"],
]);

/** `[:digit:]` of other languages; read here, it would be five characters. */
function isPosixClass(cursor: PatternCursor): boolean {
  const start = cursor.at;
  const found = take(cursor, /\[([:.=])([a-z]*)\1\]/y);
  if (found === null) return false;
  const instead = found[1] === ":" ? POSIX.get(found[2] ?? "") : undefined;
  const fix = instead === undefined ? null : replacement(start, cursor.at, instead);
  const what = `\`${found[0]}\` is no class here; write the characters`;
  cursor.report("TC0045", { start, end: cursor.at }, { what }, fix);
  return true;
}

/** Ends of ranges that nobody misreads; the last two are all that can be printed. */
const ALIKE = [/^[0-9]{2}$/, /^[A-Z]{2}$/, /^[a-z]{2}$/, /^ ~$/, /^!~$/];
/** So many characters of a range are named in a warning. */
const NAMED = 8;

/** `A-z` and `+-.` hold more than they seem to. */
function warnAboutRange(
  cursor: PatternCursor,
  span: { readonly start: number; readonly end: number },
  low: number,
  high: number,
): void {
  const ends = String.fromCodePoint(low) + String.fromCodePoint(high);
  if (low < 0x20 || high > 0x7e || low === high || ALIKE.some((alike) => alike.test(ends))) return;
  // spelled by escapes, it was meant
  const written = cursor.text.slice(span.start, span.end);
  if (written.includes("\\u")) return;
  const between = Array.from({ length: high - low - 1 }, (_, i) => String.fromCodePoint(low + 1 + i));
  const unexpected = /^[A-Z][a-z]$/.test(ends) ? between.filter((one) => /[^A-Za-z]/.test(one)) : between;
  if (unexpected.length === 0) return;
  const fix = /^[A-Z][a-z]$/.test(ends)
    ? replacement(span.start, span.end, `${ends[0] ?? ""}-Za-${ends[1] ?? ""}`)
    : null;
  const members = unexpected.slice(0, NAMED).join(" ");
  cursor.report("TC0049", span, { range: written, members: unexpected.length > NAMED ? `${members} …` : members }, fix);
}
