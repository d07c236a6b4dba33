import { expect, it } from "vitest";
import type { Span } from "../../ast/node.ts";
import { checkPack } from "../check-pack.ts";
import { lintPack } from "../lint-pack.ts";

const TODAY = Date.UTC(2026, 1, 1);

/** Of the code: the text it points at, and those it points at besides. */
function found(code: string, text: string) {
  // a rule has a file to itself
  const parts = text.split(/(?=^rule )/m).filter((part) => part !== "");
  const files = parts.map((part) => ({ path: `${/^rule (\w+)/.exec(part)?.[1] ?? "shared"}.tocsin`, text: part }));
  const texts = new Map(files.map(({ path, text: part }) => [path, part]));
  const checked = checkPack({ files, listFiles: new Map() });
  const cut = ({ file, start, end }: Span) => texts.get(file)?.slice(start, end);
  return [...checked.diagnostics, ...lintPack({ checked, texts, at: TODAY })]
    .filter((problem) => problem.code === code)
    .map(({ span, secondary }) => [cut(span), ...secondary.map((other) => cut(other.span))]);
}

const rule = (...lines: readonly string[]) => `rule X01 "t" {\n  ${lines.join("\n  ")}\n}\n`;
const when = (...lines: readonly string[]) => rule("when {", ...lines, "}");
const preset = (...lines: readonly string[]) => `preset p "P" {\n  ${lines.join("\n  ")}\n}\n`;

// the list of the language's contract, item by item: what it promises, the code, a text, and the lines that are named
const PROMISES: readonly (readonly [string, string, string, readonly (readonly string[])[]])[] = [
  [
    "a condition that is never true, by its range",
    "TC0607",
    when("any event { .local_hour > 23 }"),
    [[".local_hour > 23"]],
  ],
  ["a threshold above a source's cap", "TC0607", when("count(events) > 1000"), [["count(events) > 1000"]]],
  [
    "a condition that is never true, by two lines",
    "TC0609",
    when("user.ip_count > 5", "user.blacklisted", "user.ip_count < 3"),
    [["user.ip_count < 3", "user.ip_count > 5"]],
  ],
  [
    "a condition that is never true, by members of an enumeration",
    "TC0609",
    when("any event {", ".type == page_view", ".type in [page_edit, page_delete]", "}"),
    [[".type in [page_edit, page_delete]", ".type == page_view"]],
  ],
  [
    "a condition that is never false, by its range",
    "TC0608",
    when("count(events) <= 1000"),
    [["count(events) <= 1000"]],
  ],
  [
    "a condition that is never false, by two lines",
    "TC0610",
    when("any {", "user.ip_count > 3", "user.ip_count < 5", "}"),
    [["user.ip_count < 5", "user.ip_count > 3"]],
  ],
  [
    "a rule that another one implies",
    "TC0613",
    `${rule("when user.ip_count > 3")}rule X02 "t" {\n  when user.ip_count > 5\n}\n`,
    [["X02", "X01"]],
  ],
  [
    "a rule that is identical to another one",
    "TC0614",
    `${rule("when user.ip_count > 3")}rule X02 "t" {\n  when not (user.ip_count <= 3)\n}\n`,
    [["X02", "X01"]],
  ],
  [
    "unused declarations",
    "TC0601",
    'const LIMIT = 3\nlist words : list<string> = ["a"]\nmap ages : map<string, int> = { "a": 1 }\ndefine many(n: int) { n > 3 }\nfixture qa { user: { ip_count: 3 } }\n',
    [["LIMIT"], ["words"], ["ages"], ["many"], ["qa"]],
  ],
  ["unused parameters", "TC0622", "define many(n: int, m: int) { n > 3 }\n", [["m: int"]]],
  ["unused names of rows", "TC0623", when("any event as e { .type == page_view }"), [["e"]]],
  [
    "a rule without a match test",
    "TC0602",
    `${rule("when user.ip_count > 3")}test "t" { expect X01 no match }\n`,
    [["X01"]],
  ],
  [
    "a rule without a no-match test",
    "TC0602",
    `${rule("when user.ip_count > 3")}test "t" { given { user: { ip_count: 4 } }\n expect X01 match }\n`,
    [["X01"]],
  ],
  ["a rule without `because`", "TC0603", rule("when user.ip_count > 3"), [["X01"]]],
  [
    "an exception that has ended",
    "TC0621",
    rule("when user.ip_count > 3", "except until 2026-01-31 { user.whitelisted }"),
    [["2026-01-31"]],
  ],
  ["a preset that weighs a rule that does not exist", "TC0606", preset("X09 high"), [["X09"]]],
  [
    "a threshold that no combination reaches",
    "TC0620",
    `${preset("review at or below 33", "blacklist off", "X01 high")}${rule("when user.ip_count > 3")}`,
    [["review at or below 33", "X01 high"]],
  ],
];

it.each(PROMISES)("knows %s", (_, code, text, places) => expect(found(code, text)).toEqual(places));
