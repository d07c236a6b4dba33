import { expect, it } from "vitest";
import { applyFix } from "../diagnostics/apply-fix.ts";
import { parseFile } from "./parse-file.ts";

const problems = (text: string) => parseFile({ path: "a.tocsin", text }).diagnostics;
const when = (condition: string) => `rule X01 "T" {\n  when {\n    ${condition}\n  }\n}\n`;

it.each([
  'const NAME = "abc',
  "const RATE = 007",
  "const RATE = 1_000",
  "const DAY = 2026-02-03T10:00",
  "list office : list<cidr> = [10.0.0.1/8]",
  'rul X01 "T" {\n  when a\n}',
  when(".address == ::ffff:10.0.0.1"),
  when("a && b"),
  when("!a"),
  when("a / 2 > 3"),
  when("name == 'root'"),
  when("a = 1"),
  when("a == 1\n    or b == 2"),
  when("a == 1 b == 2"),
  when("all event { .x }"),
  when("no { a }"),
  when("any event where .x == 1"),
  when("any event last 5 where (.x or .y)"),
  when('.url starts "/a"'),
  when("count(.x of ips) > 1"),
  when('.url matches "^/a+$"'),
  when(".url matches /^a+$"),
  when(".url matches /^a+$/i"),
  when(".url matches /(?i)a+/"),
  when(".url matches /a)+/"),
  when(".url matches /a|*b/"),
  when(".url matches /\\x41+/"),
  when(".url matches /\\u0041+/"),
  when(".url matches /\\A[ab]/"),
  when(".url matches /[ab]\\z/"),
  when(".url matches /\\bab+\\d/"),
  when(".url matches /\\dab\\b/"),
  when(".url matches /[z-a]/"),
  when(".url matches /[\\w-z]/"),
  when(".url matches /[[:digit:]x]/"),
  when(".url matches /[A-z]/"),
  when(".url matches /a+?/"),
  when(".url matches /(?<year>\\d+)/"),
  when(".url matches /a{,3}b/"),
  when(".url matches /a{3,2}/"),
  when(".url matches /{name}+/"),
  when(".url matches /a]+/"),
  when(".url matches /\u202eb+/"),
  when("count(events where .x last 5) > 1"),
  when("count(events where (.x)within 1h last 5) > 1"),
])("repairs %j by its first fix", (text) => {
  const [problem] = problems(text);
  const [fix] = problem?.fixes ?? [];
  expect(fix).toBeDefined();
  expect(fix && problems(applyFix(text, fix))).toEqual([]);
});
