import { expect, it } from "vitest";
import { lintTester } from "../../testing/lint-tester.ts";

const { codes, expectFrames } = lintTester(["TC0618"]);
const when = (line: string) => `rule X01 "t" {\n  when ${line}\n}\n`;

it("names the entries that never occur", () =>
  expectFrames(when("any event { .local_hour in [0, 24, 25] }")).toMatchInlineSnapshot(`
    "warning[TC0618]: \`.local_hour\` is never \`24\` or \`25\`: it goes from 0 to 23
      --> X01.tocsin:2:35
       |
     2 |   when any event { .local_hour in [0, 24, 25] }
       |                                   ^^^^^^^^^^^"
  `));

it("knows caps", () => expect(codes(when("count(events last 3) in [1, 4]"))).toEqual(["TC0618"]));

it("accepts what occurs", () => {
  expect(codes(when("any event { .http_code in [404, 429] }"))).toEqual([]);
  expect(codes(when('user.name in ["a", "b"]'))).toEqual([]);
});
