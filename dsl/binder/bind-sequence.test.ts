import { expect, it } from "vitest";
import { checkTester } from "../testing/check-tester.ts";

const { codes, expectFrames } = checkTester(["TC0234", "TC0301", "TC0403", "TC0404", "TC0412", "TC0105"]);
const when = (condition: string) => `rule X01 "t" {\n  when {\n    ${condition.replaceAll("\n", "\n    ")}\n  }\n}\n`;
const sequence = (...lines: readonly string[]) => when(`sequence spanning 30m {\n  ${lines.join("\n  ")}\n}`);

it("takes events where no source is said, and steps of several lines", () => {
  expect(
    codes(sequence("step {", ".type == page_view", ".http_code == 200", "} times 3", "then .type == page_edit")),
  ).toEqual([]);
  expect(codes(when("sequence by .address of ips last 5 within 7d where .tor spanning 1h {\nstep .vpn\n}"))).toEqual(
    [],
  );
});

it("begins with a step", () =>
  expectFrames(sequence("then .type == page_view", "step .type == page_edit")).toMatchInlineSnapshot(`
    "error[TC0051]: a sequence begins with \`step\`; what follows it is \`then\`
      --> X01_test.tocsin:4:7
       |
     4 |       then .type == page_view
       |       ^^^^
       |
       = fix 1 (write \`step\`): step .type == page_view

    error[TC0051]: only the first row of a sequence is a \`step\`; what follows it is \`then\`
      --> X01_test.tocsin:5:7
       |
     5 |       step .type == page_edit
       |       ^^^^
       |
       = fix 1 (write \`then\`): then .type == page_edit"
  `));

it("ends with `until`", () =>
  expectFrames(sequence("step .type == page_view", "until .type == account_logout", "then .type == page_edit"))
    .toMatchInlineSnapshot(`
    "error[TC0052]: \`until\` comes last in a sequence: it is about all the rows between the first and the last step
      --> X01_test.tocsin:6:7
       |
     5 |       until .type == account_logout
       |       ----------------------------- \`until\`
     6 |       then .type == page_edit
       |       ^^^^"
  `));

it("asks for the span", () =>
  expectFrames(when("sequence of events {\n  step .type == page_view\n}")).toMatchInlineSnapshot(`
    "error[TC0020]: expected \`spanning\` and how long the whole may last, found \`{\`
      --> X01_test.tocsin:3:24
       |
     3 |     sequence of events {
       |                        ^"
  `));

it("has steps", () =>
  expectFrames(sequence("until .type == page_view")).toMatchInlineSnapshot(`
  "error[TC0032]: this sequence has no step
    --> X01_test.tocsin:3:5
     |
   3 |     sequence spanning 30m {
     |     ^^^^^^^^^^^^^^^^^^^^^^^"
`));

it("goes on behind a step that cannot be read", () =>
  expectFrames(sequence("step .type ==", "any thing", "then .type == page_edit times 500")).toMatchInlineSnapshot(`
    "error[TC0020]: expected \`{\` and conditions, found the end of the line
      --> X01_test.tocsin:5:16
       |
     5 |       any thing
       |                ^

    error[TC0403]: \`times\` must be from 1 to 100, found 500
      --> X01_test.tocsin:6:37
       |
     6 |       then .type == page_edit times 500
       |                                     ^^^"
  `));

it("stands alone on its line", () =>
  expectFrames(when("sequence spanning 1h {\n  step .type == page_view\n} and user.anonymous")).toMatchInlineSnapshot(`
    "error[TC0028]: \`sequence\` stands alone on its line, not inside an expression; group lines with \`any { }\`, \`all { }\` or \`none { }\`
      --> X01_test.tocsin:3:5
       |
     3 |     sequence spanning 1h {
       |     ^^^^^^^^"
  `));

it("stands in no row", () =>
  expectFrames(when("any event {\n  sequence spanning 1h {\n    step .type == page_view\n  }\n}"))
    .toMatchInlineSnapshot(`
    "error[TC0234]: a sequence cannot stand inside a row: it is about rows one after the other
      --> X01_test.tocsin:4:7
       |
     4 |       sequence spanning 1h {
       |       ^^^^^^^^"
  `));

it("has at most ten steps", () => {
  const steps = (count: number) =>
    sequence("step .type == page_view", ...Array.from({ length: count - 1 }, () => "then .type == page_view"));
  expect(codes(steps(10))).toEqual([]);
  expect(codes(steps(11))).toEqual(["TC0412"]);
});

it("repeats a step up to a hundred times", () => {
  expect(codes(sequence("step .type == page_view times 100"))).toEqual([]);
  expect(codes(sequence("step .type == page_view times 101"))).toEqual(["TC0403"]);
  expect(codes(sequence("step .type == page_view times 0"))).toEqual(["TC0403"]);
});

it("begins anew with missing values in every step, but not in `until`", () => {
  expect(codes(sequence("step .http_code == 404"))).toEqual([]);
  expect(codes(sequence("step not .http_code == 404"))).toEqual(["TC0301"]);
  expectFrames(sequence("step .type == page_view", "until .ip.country == FR")).toMatchInlineSnapshot(`
    "error[TC0301]: \`.ip.country\` may be missing here and the condition is negated
      --> X01_test.tocsin:5:13
       |
     5 |       until .ip.country == FR
       |             ^^^^^^^^^^^
       |       ----- a missing value would count as a match in some engines
       |
       = fix 1 (missing keeps no row):  until (.ip.country is missing or .ip.country == FR)
       = fix 2 (missing keeps the row): until (.ip.country is present and .ip.country == FR)"
  `);
});

it("counts negations around it for nothing: it is never unknown", () =>
  expect(codes(when("none {\n  sequence spanning 1h {\n    step .http_code == 404\n  }\n}"))).toEqual([]));
