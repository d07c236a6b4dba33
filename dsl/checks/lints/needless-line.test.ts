import { expect, it } from "vitest";
import { lintTester } from "../../testing/lint-tester.ts";

const { codes, expectFrames } = lintTester(["TC0611"]);
const when = (...lines: readonly string[]) => `rule X01 "t" {\n  when {\n    ${lines.join("\n    ")}\n  }\n}\n`;

it("reports the wider of two lines, wherever it stands", () => {
  expectFrames(when("user.ip_count > 3", "user.ip_count > 5")).toMatchInlineSnapshot(`
    "warning[TC0611]: \`user.ip_count > 3\` adds nothing: it is true wherever \`user.ip_count > 5\` is
      --> X01.tocsin:3:5
       |
     3 |     user.ip_count > 3
       |     ^^^^^^^^^^^^^^^^^
     4 |     user.ip_count > 5
       |     ----------------- narrower than it"
  `);
  expect(codes(when("user.ip_count > 5", "user.ip_count > 3"))).toEqual(["TC0611"]);
});

it("reports the narrower of two alternatives", () =>
  expectFrames(when("any {\n      user.ip_count > 3\n      user.ip_count > 5\n    }")).toMatchInlineSnapshot(`
    "warning[TC0611]: \`user.ip_count > 5\` adds nothing: \`user.ip_count > 3\` is true wherever it is
      --> X01.tocsin:5:7
       |
     4 |       user.ip_count > 3
       |       ----------------- wider than it
     5 |       user.ip_count > 5
       |       ^^^^^^^^^^^^^^^^^"
  `));

it("compares rows", () => {
  expect(codes(when("any event last 25 { .http_code == 404 }", "any event { .http_code in 400..499 }"))).toEqual([
    "TC0611",
  ]);
  expect(codes(when("count(events where .http_code == 404) > 5", "any event { .http_code in 400..499 }"))).toEqual([
    "TC0611",
  ]);
  expect(codes(when("any event { .http_code == 404 }", "any event last 25 { .http_code in 400..499 }"))).toEqual([]);
});

it("leaves guards alone", () =>
  expect(codes(when("user.email.rank is present", "not (user.email.rank > 5)"))).toEqual([]));

it("does not blame a define for what one caller adds", () =>
  expect(codes(`define over(n: int) { n > 3 }\n${when("over(user.ip_count)", "user.ip_count > 5")}`)).toEqual([]));
