import { expect, it } from "vitest";
import { lintTester } from "../../testing/lint-tester.ts";

const { codes, expectFrames } = lintTester(["TC0610"]);
const when = (line: string) => `rule X01 "t" {\n  when ${line}\n}\n`;

it("shows both alternatives", () =>
  expectFrames(when("user.ip_count > 3 or user.ip_count < 5")).toMatchInlineSnapshot(`
    "warning[TC0610]: one of \`user.ip_count > 3\` and \`user.ip_count < 5\` is always true
      --> X01.tocsin:2:29
       |
     2 |   when user.ip_count > 3 or user.ip_count < 5
       |                             ^^^^^^^^^^^^^^^^^
       |        ----------------- true where the other is not"
  `));

it("finds them under a negation, where both never hold", () => {
  expect(codes(when("not (user.ip_count < 3 and user.ip_count > 5)"))).toEqual(["TC0610"]);
  expect(codes(when("any {\nuser.blacklisted\nnot user.blacklisted\n}"))).toEqual(["TC0610"]);
});

it("accepts a gap", () => expect(codes(when("user.ip_count > 5 or user.ip_count < 3"))).toEqual([]));
