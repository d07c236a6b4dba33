import { expect, it } from "vitest";
import { codeFrame } from "../diagnostics/code-frame.ts";
import { parseFile } from "./parse-file.ts";

/** All frames of a file, as a terminal shows them. */
function frames(text: string): string {
  const { diagnostics } = parseFile({ path: "a.tocsin", text });
  return diagnostics.map((problem) => codeFrame(problem, new Map([["a.tocsin", text]]))).join("\n\n");
}
/** A rule with these lines as its conditions. */
const rule = (...lines: readonly string[]) =>
  `rule X01 "T" {\n  when {\n${lines.map((line) => `    ${line}`).join("\n")}\n  }\n}`;

it("names the end of a string that is not closed", () =>
  expect(frames(`const NAME = "abc\nconst B_B = 1`)).toMatchInlineSnapshot(`
  "error[TC0002]: a string ends on the line where it begins: the closing \`"\` is missing
    --> a.tocsin:1:14
     |
   1 | const NAME = "abc
     |              ^^^^
     |
     = fix 1 (close the string): const NAME = "abc""
`));

it("explains an unknown escape", () =>
  expect(frames('const NAME = "a\\qb"')).toMatchInlineSnapshot(`
    "error[TC0003]: \`\\q\` is no escape; known are \`\\"\`, \`\\\\\`, \`\\n\`, \`\\r\`, \`\\t\` and \`\\u{1F600}\`
      --> a.tocsin:1:16
       |
     1 | const NAME = "a\\qb"
       |                ^^
       |
       = fix 1 (write the backslash): const NAME = "a\\\\qb""
  `));

it("refuses NUL in a string", () =>
  expect(frames('const NAME = "a\\u{0}b"')).toMatchInlineSnapshot(`
  "error[TC0004]: the character NUL cannot stand in a string: no stored text contains one
    --> a.tocsin:1:16
     |
   1 | const NAME = "a\\u{0}b"
     |                ^^^^^"
`));

it("shows an invisible control", () =>
  expect(frames('const NAME = "a\u202eb"')).toMatchInlineSnapshot(`
  "error[TC0013]: the invisible character U+202E can make text read as what it is not
    --> a.tocsin:1:16
     |
   1 | const NAME = "a‮b"
     |                ^
     |
     = fix 1 (spell it): const NAME = "a\\u{202E}b""
`));

it("refuses a byte order mark", () =>
  expect(frames("\ufeffconst AAA = 1")).toMatchInlineSnapshot(`
  "error[TC0005]: the file begins with a byte order mark; save it as UTF-8 without one
    --> a.tocsin:1:1
     |
   1 | ﻿const AAA = 1
     | ^
     |
     = fix 1 (remove it): const AAA = 1"
`));

it("hints at `div` for a slash", () =>
  expect(frames(rule("a / 2 > 3"))).toMatchInlineSnapshot(`
    "error[TC0027]: \`/\` is written \`div\`
      --> a.tocsin:3:7
       |
     3 |     a / 2 > 3
       |       ^
       |
       = fix 1 (write \`div\`): a div 2 > 3"
  `));

it("turns operators of other languages into ours", () =>
  expect(frames(rule("a && b || !c"))).toMatchInlineSnapshot(`
  "error[TC0027]: \`&&\` is written \`and\`
    --> a.tocsin:3:7
     |
   3 |     a && b || !c
     |       ^^
     |
     = fix 1 (write \`and\`): a and b || !c

  error[TC0027]: \`||\` is written \`or\`
    --> a.tocsin:3:12
     |
   3 |     a && b || !c
     |            ^^
     |
     = fix 1 (write \`or\`): a && b or !c

  error[TC0027]: \`!\` is written \`not\`
    --> a.tocsin:3:15
     |
   3 |     a && b || !c
     |               ^
     |
     = fix 1 (write \`not\`): a && b || not c"
`));

it("wants double quotes", () =>
  expect(frames(rule("name == 'root'"))).toMatchInlineSnapshot(`
  "error[TC0027]: \`'root'\` is written \`"root"\`
    --> a.tocsin:3:13
     |
   3 |     name == 'root'
     |             ^^^^^^
     |
     = fix 1 (write \`"root"\`): name == "root""
`));

it("knows no fractions", () =>
  expect(frames("const RATE = 1.5")).toMatchInlineSnapshot(`
    "error[TC0008]: \`1.5\` is no number; numbers are whole: compare multiples, as in \`2 * x > 3\`
      --> a.tocsin:1:14
       |
     1 | const RATE = 1.5
       |              ^^^"
  `));

it("knows no leading zeros", () =>
  expect(frames("const RATE = 007")).toMatchInlineSnapshot(`
  "error[TC0008]: \`007\` is no number; a leading zero reads as octal elsewhere
    --> a.tocsin:1:14
     |
   1 | const RATE = 007
     |              ^^^
     |
     = fix 1 (without zeros): const RATE = 7"
`));

it("knows no digit groups", () =>
  expect(frames("const RATE = 1_000")).toMatchInlineSnapshot(`
  "error[TC0008]: \`1_000\` is no number; numbers have digits only
    --> a.tocsin:1:14
     |
   1 | const RATE = 1_000
     |              ^^^^^
     |
     = fix 1 (digits only): const RATE = 1000"
`));

it("knows the units of durations", () =>
  expect(frames(rule("a < 3weeks"))).toMatchInlineSnapshot(`
    "error[TC0009]: \`3weeks\` is no duration; a duration is a whole number and \`ms\`, \`s\`, \`m\`, \`h\` or \`d\`
      --> a.tocsin:3:9
       |
     3 |     a < 3weeks
       |         ^^^^^^
       |
       = fix 1 (write \`21d\`): a < 21d"
  `));

it("knows the calendar", () =>
  expect(frames("const DAY = 2026-02-30")).toMatchInlineSnapshot(`
  "error[TC0010]: \`2026-02-30\` is no time; the month has 28 days
    --> a.tocsin:1:13
     |
   1 | const DAY = 2026-02-30
     |             ^^^^^^^^^^"
`));

it("wants times in UTC", () =>
  expect(frames("const DAY = 2026-02-03T10:00")).toMatchInlineSnapshot(`
    "error[TC0010]: \`2026-02-03T10:00\` is no time; times are UTC: end it with \`Z\`
      --> a.tocsin:1:13
       |
     1 | const DAY = 2026-02-03T10:00
       |             ^^^^^^^^^^^^^^^^
       |
       = fix 1 (in UTC): const DAY = 2026-02-03T10:00Z"
  `));

it("refuses an address that cannot be", () =>
  expect(frames(rule(".ip.address == 300.1.1.1"))).toMatchInlineSnapshot(`
  "error[TC0011]: \`300.1.1.1\` is no IP address; IPv4 has four numbers from 0 to 255
    --> a.tocsin:3:20
     |
   3 |     .ip.address == 300.1.1.1
     |                    ^^^^^^^^^"
`));

it("refuses set host bits and offers the network", () =>
  expect(frames("list office : list<cidr> = [10.0.0.1/8]")).toMatchInlineSnapshot(`
  "error[TC0012]: \`10.0.0.1/8\` is no network; it sets bits behind \`/8\`; the network is \`10.0.0.0/8\`
    --> a.tocsin:1:29
     |
   1 | list office : list<cidr> = [10.0.0.1/8]
     |                             ^^^^^^^^^^
     |
     = fix 1 (write \`10.0.0.0/8\`): list office : list<cidr> = [10.0.0.0/8]"
`));

it("refuses IPv4 inside IPv6", () =>
  expect(frames(rule(".address == ::ffff:10.0.0.1"))).toMatchInlineSnapshot(`
    "error[TC0011]: \`::ffff:10.0.0.1\` is no IP address; it is stored as \`10.0.0.1\`
      --> a.tocsin:3:17
       |
     3 |     .address == ::ffff:10.0.0.1
       |                 ^^^^^^^^^^^^^^^
       |
       = fix 1 (write \`10.0.0.1\`): .address == 10.0.0.1"
  `));

it("tells `=` from `==`", () =>
  expect(frames(rule("a = 1", "b == 2"))).toMatchInlineSnapshot(`
  "error[TC0026]: \`=\` defines; \`==\` compares
    --> a.tocsin:3:7
     |
   3 |     a = 1
     |       ^
     |
     = fix 1 (compare): a == 1"
`));

it("says that comparisons do not chain", () =>
  expect(frames(rule("1 < a < 5"))).toMatchInlineSnapshot(`
    "error[TC0025]: comparisons do not chain: \`<\` follows another comparison; join two with \`and\`
      --> a.tocsin:3:11
       |
     3 |     1 < a < 5
       |           ^
       |     ----- compared here already"
  `));

it("moves an operator to the end of the line before", () =>
  expect(frames(rule("a == 1", "or b == 2"))).toMatchInlineSnapshot(`
  "error[TC0024]: a line cannot begin with \`or\`: a new line is a new condition; end the line before with it
    --> a.tocsin:4:5
     |
   4 |     or b == 2
     |     ^^
     |
     = fix 1 (end the line before with it):
         a == 1 or
         b == 2"
`));

it("moves an operator over a comment", () =>
  expect(frames(rule("a == 1  # first", "and b == 2"))).toMatchInlineSnapshot(`
  "error[TC0024]: a line cannot begin with \`and\`: a new line is a new condition; end the line before with it
    --> a.tocsin:4:5
     |
   4 |     and b == 2
     |     ^^^
     |
     = fix 1 (end the line before with it):
         a == 1 and  # first
         b == 2"
`));

it("offers `and` for two conditions on a line", () =>
  expect(frames(rule("a == 1 b == 2"))).toMatchInlineSnapshot(`
  "error[TC0033]: a condition ends at the end of its line; a second one begins here
    --> a.tocsin:3:12
     |
   3 |     a == 1 b == 2
     |            ^
     |
     = fix 1 (join both): a == 1 and b == 2"
`));

it("wants a condition over rows alone", () =>
  expect(frames(rule("a or any event { .x }"))).toMatchInlineSnapshot(`
    "error[TC0028]: \`any event\` stands alone on its line, not inside an expression; group lines with \`any { }\`, \`all { }\` or \`none { }\`
      --> a.tocsin:3:10
       |
     3 |     a or any event { .x }
       |          ^^^"
  `));

it("swaps `all event` for `every event`", () =>
  expect(frames(rule("all event { .x }"))).toMatchInlineSnapshot(`
    "error[TC0029]: \`all event\` is written \`every event { … }\`
      --> a.tocsin:3:5
       |
     3 |     all event { .x }
       |     ^^^
       |
       = fix 1 (write \`every\`): every event { .x }"
  `));

it("swaps `no { }` for `none { }`", () =>
  expect(frames(rule("no { a }"))).toMatchInlineSnapshot(`
    "error[TC0029]: \`no { }\` is written \`none { … }\`
      --> a.tocsin:3:5
       |
     3 |     no { a }
       |     ^^
       |
       = fix 1 (write \`none\`): none { a }"
  `));

it("wants a block behind a row", () =>
  expect(frames(rule("any event where .x == 1"))).toMatchInlineSnapshot(`
    "error[TC0029]: \`any event where\` is written \`any event { … }\`
      --> a.tocsin:3:15
       |
     3 |     any event where .x == 1
       |               ^^^^^
       |
       = fix 1 (use a block): any event { .x == 1 }"
  `));

it("blames the bracket that is not closed", () =>
  expect(frames(rule("count(events where .x == 1", "b"))).toMatchInlineSnapshot(`
  "error[TC0022]: \`(\` is never closed
    --> a.tocsin:3:10
     |
   3 |     count(events where .x == 1
     |          ^"
`));

it("blames the brace that is not closed by its indentation", () =>
  expect(frames(`rule X01 "T" {\n  when {\n    any {\n      a\n  }\n}\nconst AAA = 1`)).toMatchInlineSnapshot(`
  "error[TC0022]: \`{\` is never closed
    --> a.tocsin:3:9
     |
   3 |     any {
     |         ^"
`));

it("keeps the next rule when a brace is missing", () =>
  expect(frames(`rule X01 "A" {\n  when {\n    a\n  }\n\nrule X02 "B" {\n  when b\n}`)).toMatchInlineSnapshot(`
  "error[TC0022]: \`{\` is never closed
    --> a.tocsin:1:14
     |
   1 | rule X01 "A" {
     |              ^"
`));

it("points at a brace that closes nothing", () =>
  expect(frames(`rule X01 "A" {\n  when a\n}\n}`)).toMatchInlineSnapshot(`
  "error[TC0023]: \`}\` closes nothing
    --> a.tocsin:4:1
     |
   4 | }
     | ^"
`));

it("suggests the declaration that was meant", () =>
  expect(frames(`rul X01 "A" {\n  when a\n}`)).toMatchInlineSnapshot(`
  "error[TC0021]: expected a declaration, found \`rul\`; did you mean \`rule\`?
    --> a.tocsin:1:1
     |
   1 | rul X01 "A" {
     | ^^^
     |
     = fix 1 (write \`rule\`): rule X01 "A" {"
`));

it("lists the declarations when it cannot guess", () =>
  expect(frames("if (a) { b }")).toMatchInlineSnapshot(`
    "error[TC0021]: expected a declaration, found \`if\`; a file holds \`const\`, \`list\`, \`map\`, \`attribute\`, \`define\`, \`rule\`, \`preset\`, \`test\`, \`fixture\`, \`extend list\` and \`override const\`
      --> a.tocsin:1:1
       |
     1 | if (a) { b }
       | ^^"
  `));

it("says what a rule lacks", () =>
  expect(frames(`rule X01 "A" {\n  severity high\n}`)).toMatchInlineSnapshot(`
  "error[TC0032]: rule \`X01\` has no \`when\`
    --> a.tocsin:1:6
     |
   1 | rule X01 "A" {
     |      ^^^"
`));

it("says that a title is missing", () =>
  expect(frames(`rule X01 {\n  when a\n}`)).toMatchInlineSnapshot(`
  "error[TC0020]: expected a title in double quotes, found \`{\`
    --> a.tocsin:1:10
     |
   1 | rule X01 {
     |          ^"
`));

it("reports one mistake a line and reads the others", () =>
  expect(frames(rule("a == * 2", "b > 1", "c is gone", "any event {", ".x == ]", "count(ips) >", "}")))
    .toMatchInlineSnapshot(`
      "error[TC0022]: \`{\` is never closed
        --> a.tocsin:1:14
         |
       1 | rule X01 "T" {
         |              ^

      error[TC0020]: expected a value, found \`*\`
        --> a.tocsin:3:10
         |
       3 |     a == * 2
         |          ^

      error[TC0020]: expected \`missing\`, \`present\` or \`new\`, found \`gone\`
        --> a.tocsin:5:10
         |
       5 |     c is gone
         |          ^^^^

      error[TC0023]: \`]\` closes nothing
        --> a.tocsin:7:11
         |
       7 |     .x == ]
         |           ^

      error[TC0020]: expected a value, found \`}\`
        --> a.tocsin:9:5
         |
       9 |     }
         |     ^

      error[TC0023]: \`}\` closes nothing
         --> a.tocsin:11:1
          |
       11 | }
          | ^"
    `));

it("refuses a second `when`", () =>
  expect(frames(`rule X01 "A" {\n  when a\n  when b\n}`)).toMatchInlineSnapshot(`
    "error[TC0031]: this rule has a second \`when\`; put all conditions into one
      --> a.tocsin:3:3
       |
     3 |   when b
       |   ^^^^"
  `));

it("refuses a reserved word as a name", () =>
  expect(frames("attribute count : int = 1")).toMatchInlineSnapshot(`
  "error[TC0034]: \`count\` is a word of the language and cannot be a name
    --> a.tocsin:1:11
     |
   1 | attribute count : int = 1
     |           ^^^^^"
`));

it("wants a source behind `count(`", () =>
  expect(frames(rule("count(.x of ips) > 1"))).toMatchInlineSnapshot(`
  "error[TC0020]: expected a source, or \`distinct\` before a value, found a value
    --> a.tocsin:3:11
     |
   3 |     count(.x of ips) > 1
     |           ^^
     |
     = fix 1 (count distinct values): count(distinct .x of ips) > 1"
`));

it("wants `of` behind the value of an aggregate", () =>
  expect(frames(rule("max(.x) > 1"))).toMatchInlineSnapshot(`
  "error[TC0020]: expected \`of\` and a source, found \`)\`
    --> a.tocsin:3:11
     |
   3 |     max(.x) > 1
     |           ^"
`));

it("wants `last` before `where`", () =>
  expect(frames(rule("count(events where .x last 5) > 1"))).toMatchInlineSnapshot(`
    "error[TC0039]: \`last\` comes before \`where\`: rows are taken first and filtered then
      --> a.tocsin:3:27
       |
     3 |     count(events where .x last 5) > 1
       |                           ^^^^
       |
       = fix 1 (move it): count(events last 5 where .x) > 1"
  `));

it("completes `starts with`", () =>
  expect(frames(rule('.url starts "/a"'))).toMatchInlineSnapshot(`
  "error[TC0020]: expected \`with\` behind \`starts\`, found \`"/a"\`
    --> a.tocsin:3:10
     |
   3 |     .url starts "/a"
     |          ^^^^^^
     |
     = fix 1 (add it): .url starts with "/a""
`));

it("refuses `not` before a value", () =>
  expect(frames(rule("a == not b"))).toMatchInlineSnapshot(`
    "error[TC0038]: \`not\` belongs before a whole condition, as in \`not x == y\`, not before a value inside one
      --> a.tocsin:3:10
       |
     3 |     a == not b
       |          ^^^"
  `));

it("counts the cells of a table", () =>
  expect(frames(`test "t" for X01 {\n  | a | expect |\n  | 1 | 2 | match |\n}`)).toMatchInlineSnapshot(`
  "error[TC0035]: this row has 3 cells, the table has 2 columns
    --> a.tocsin:3:3
     |
   3 |   | 1 | 2 | match |
     |   ^^^^^^^^^^^^^^^^^"
`));

it("wants `expect` in the last column", () =>
  expect(frames(`test "t" for X01 {\n  | a | b |\n  | 1 | match |\n}`)).toMatchInlineSnapshot(`
  "error[TC0036]: the last column of a table is \`expect\`
    --> a.tocsin:2:9
     |
   2 |   | a | b |
     |         ^"
`));

it("wants an outcome in the last cell", () =>
  expect(frames(`test "t" for X01 {\n  | a | expect |\n  | 1 | yes |\n}`)).toMatchInlineSnapshot(`
    "error[TC0037]: expected \`match\`, \`no match\` or \`unknown\`, found \`yes\`
      --> a.tocsin:3:9
       |
     3 |   | 1 | yes |
       |         ^^^
       |
       = fix 1 (write \`match\`): | 1 | match |"
  `));

it("knows the weights of a preset", () =>
  expect(frames(`preset p_a "P" {\n  A01\n  review below 33\n}`)).toMatchInlineSnapshot(`
    "error[TC0020]: expected a weight: \`positive\`, \`none\`, \`medium\`, \`high\`, \`extreme\` or \`weight\` and a number, found the end of the line
      --> a.tocsin:2:6
       |
     2 |   A01
       |      ^

    error[TC0020]: expected \`at or below\` and a score, or \`off\`, found \`below\`
      --> a.tocsin:3:10
       |
     3 |   review below 33
       |          ^^^^^
       |
       = fix 1 (add \`at or\`): review at or below 33"
  `));

it("stops at too many brackets", () =>
  expect(frames(`const AAA = ${"(".repeat(101)}1`).split("\n")[0]).toMatchInlineSnapshot(
    `"error[TC0007]: brackets are nested too deeply; at most 100 may be open at once"`,
  ));

it("stops at too many operators", () =>
  expect(frames(`const AAA = ${"not ".repeat(501)}a`).split("\n")[0]).toMatchInlineSnapshot(
    `"error[TC0007]: too many operators in one condition; at most 500 are allowed, use lines of a block or a list"`,
  ));

it("stops at a file that is too large", () =>
  expect(frames("#".repeat(1_048_577)).split("\n")[0]).toMatchInlineSnapshot(
    `"error[TC0006]: the file has 1048577 bytes; a file has at most 1048576 bytes"`,
  ));
