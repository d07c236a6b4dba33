import { expect, it } from "vitest";
import { lintTester } from "../../testing/lint-tester.ts";

const { codes, expectFrames } = lintTester(["TC0608"]);
const when = (lines: string) => `rule X01 "t" {\n  when {\n    ${lines}\n  }\n}\n`;

it("reports what leaves nobody out", () =>
  expectFrames(when("count(events last 25) <= 25")).toMatchInlineSnapshot(`
  "warning[TC0608]: \`count(events last 25) <= 25\` is true for every user and row
    --> X01.tocsin:3:5
     |
   3 |     count(events last 25) <= 25
     |     ^^^^^^^^^^^^^^^^^^^^^^^^^^^"
`));

it("says so where the value may be missing", () =>
  expectFrames(when("any event { .http_code >= 0 }")).toMatchInlineSnapshot(`""`));

it("accepts what leaves somebody out", () => {
  expect(codes(when("count(events last 25) < 25"))).toEqual([]);
  expect(codes(when("user.first_name is present"))).toEqual([]);
  expect(codes(when("any event { .local_hour != 0 }"))).toEqual([]);
});
