import { expect, it } from "vitest";
import { lintTester } from "../../testing/lint-tester.ts";

const { codes, expectFrames } = lintTester(["TC0620"]);
const rule = (id: string, when: string) => `rule ${id} "t" {\n  when ${when}\n}\n`;
const preset = (...entries: readonly string[]) =>
  `preset p "P" {\n  review at or below 33\n  blacklist off\n  ${entries.join("\n  ")}\n}\n`;

it("names the lowest score and what it is made of", () =>
  expectFrames(
    preset("X01 high", "X02 high", "X03 positive") +
      rule("X01", "user.ip_count > 3") +
      rule("X02", "user.blacklisted") +
      rule("X03", "user.whitelisted"),
  ).toMatchInlineSnapshot(`
    "warning[TC0620]: no combination of rules brings the score to 33 or below: the lowest is 53, so \`review\` is never reached
      --> shared.tocsin:2:3
       |
     2 |   review at or below 33
       |   ^^^^^^^^^^^^^^^^^^^^^
      ...
     4 |   X01 high
       |   -------- counted
     5 |   X02 high
       |   -------- counted"
  `));

it("knows that rules which contradict each other do not add up", () =>
  expectFrames(
    preset("X01 weight 40", "X02 weight 30") + rule("X01", "user.ip_count > 3") + rule("X02", "user.ip_count < 3"),
  ).toMatchInlineSnapshot(`
    "warning[TC0620]: no combination of rules brings the score to 33 or below: the lowest is 59, so \`review\` is never reached
      --> shared.tocsin:2:3
       |
     2 |   review at or below 33
       |   ^^^^^^^^^^^^^^^^^^^^^
      ...
     4 |   X01 weight 40
       |   ------------- counted
     5 |   X02 weight 30
       |   ------------- never matches together with \`X01\`"
  `));

it("counts no rule that never matches", () =>
  expect(codes(preset("X01 extreme") + rule("X01", "user.ip_count < 0"))).toEqual(["TC0620"]));

it("accepts a threshold that one combination reaches", () => {
  expect(codes(preset("X01 extreme") + rule("X01", "user.ip_count > 3"))).toEqual([]);
  expect(
    codes(
      preset("X01 weight 40", "X02 weight 30") + rule("X01", "user.ip_count > 3") + rule("X02", "user.blacklisted"),
    ),
  ).toEqual([]);
});

it("looks at each threshold", () =>
  expect(
    codes(
      preset("X01 extreme").replace("blacklist off", "blacklist at or below 10") + rule("X01", "user.ip_count > 3"),
    ),
  ).toEqual(["TC0620"]));

it("leaves a preset alone that weighs nothing: it is a start", () => expect(codes(preset())).toEqual([]));
