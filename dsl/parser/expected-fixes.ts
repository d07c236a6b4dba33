import type { IToken } from "chevrotain";
import type { Span } from "../ast/node.ts";
import type { Fix } from "../diagnostics/diagnostic.ts";
import { readTime } from "../source/time-literal.ts";
import * as t from "./tokens.ts";

export interface ExpectedPlace {
  /** What was expected, in the words of the message. */
  readonly expected: string;
  readonly token: IToken;
  /** Empty, behind the token before. */
  readonly behind: Span;
  /** Of the token. */
  readonly span: Span;
}

const fix = (title: string, span: Span, text: string): readonly Fix[] => [{ title, edits: [{ span, text }] }];

/** What the grammar says where a described user should begin. */
const GIVEN = "`{` and what is given";

/** What other languages call the time that a sequence may take. */
const OTHER_SPANS: ReadonlySet<string> = new Set(["maxspan", "span", "timeframe", "timespan", "over"]);

/** Repairs of what was found instead of what was expected, where it is clear what was meant. */
export function expectedFixes({ expected, token, behind, span }: ExpectedPlace): readonly Fix[] {
  const type = token.tokenType;
  if (expected === "`{`") return type === t.Colon ? [] : fix("write `{`", behind, " {");
  if (expected === "`:` and a value" && type === t.Assign)
    return fix("write `:`", { ...span, start: behind.start }, ":");
  if (expected.startsWith("`with` and") && type === t.Assign) return fix("write `with`", span, "with");
  if (expected.startsWith("`const` and") && type === t.Identifier) return fix("add `const`", behind, " const");
  if (expected.startsWith("`list` and") && type === t.Identifier) return fix("add `list`", behind, " list");
  if (expected === GIVEN && type === t.Assign) return fix("leave out the `=`", { ...span, start: behind.start }, "");
  if (expected === GIVEN && type === t.Identifier) return fix("add `like`", behind, " like");
  if (expected.startsWith("`spanning` and") && OTHER_SPANS.has(token.image))
    return fix("write `spanning`", span, "spanning");
  if (expected.startsWith("a field of the rows") && t.isWord(token))
    return fix("write the dot", { ...span, end: span.start }, ".");
  if (expected.startsWith("`at or below`") && type === t.SOFT.below) return fix("add `at or`", behind, " at or");
  if (expected.startsWith("a weight:") && (type === t.Int || type === t.Minus))
    return fix("add `weight`", behind, " weight");
  if (expected.startsWith("the last day") && type === t.Text) {
    const day = token.image.slice(1, -1);
    return readTime(day).ok ? fix("write it bare", span, day) : [];
  }
  if (expected.startsWith("the last day") && type === t.Address) return dayFirst(token.image, span);
  return [];
}

/** `31.12.2026` */
function dayFirst(image: string, span: Span): readonly Fix[] {
  const [, day, month, year] = /^(\d\d?)\.(\d\d?)\.(\d{4})$/.exec(image) ?? [];
  if (day === undefined || month === undefined || year === undefined) return [];
  const ours = `${year}-${month.padStart(2, "0")}-${day.padStart(2, "0")}`;
  return readTime(ours).ok ? fix(`write \`${ours}\``, span, ours) : [];
}
