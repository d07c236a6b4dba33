import { expect, it } from "vitest";
import { checkTester } from "../testing/check-tester.ts";

const { codes, expectFrames, expectClean } = checkTester(["TC0505", "TC0506", "TC0507", "TC0508", "TC0509", "TC0606"]);
const preset = (lines: string) =>
  `rule X01 "t" { when user.ip_count > 3 }\npreset p "P" {\n  ${lines.replaceAll("\n", "\n  ")}\n}\n`;

it("reads weights and thresholds", () => {
  const pack = expectClean(preset('description "d"\nreview at or below 33\nblacklist off\nX01 positive'));
  expect(pack?.presets).toMatchObject([{ name: "p", title: "P", description: "d", review: 33, blacklist: null }]);
  expect([...(pack?.presets[0]?.weights ?? [])]).toEqual([["X01", -20]]);
});

it.each([
  ["none", 0],
  ["medium", 10],
  ["high", 20],
  ["extreme", 70],
  ["weight 35", 35],
  ["weight -5", -5],
])("weighs %s as %i", (word, weight) =>
  expect(expectClean(preset(`X01 ${word}`))?.presets[0]?.weights.get("X01")).toBe(weight),
);

it("is off where no threshold is given", () =>
  expect(expectClean(preset("X01 high"))?.presets).toMatchObject([{ review: null, blacklist: null }]));

it("keeps the weight of a rule that does not exist, with a warning", () => {
  expectFrames(preset("X99 high")).toMatchInlineSnapshot(`
    "warning[TC0606]: the preset \`p\` weighs \`X99\`, which no file of this pack declares
      --> X01_test.tocsin:3:3
       |
     3 |   X99 high
       |   ^^^"
  `);
  const { pack } = checkTester([]).check(preset("X99 high"));
  expect(pack?.presets[0]?.weights.get("X99")).toBe(20);
});

it("suggests a weight", () =>
  expectFrames(preset("X01 extrem")).toMatchInlineSnapshot(`
  "error[TC0506]: unknown weight \`extrem\`; did you mean \`extreme\`?
    --> X01_test.tocsin:3:7
     |
   3 |   X01 extrem
     |       ^^^^^^
     |
     = fix 1 (write \`extreme\`): X01 extreme"
`));

it("keeps thresholds in range and order", () => {
  expect(codes(preset("review at or below 99\nblacklist at or below 98"))).toEqual([]);
  expect(codes(preset("review at or below 100"))).toEqual(["TC0507"]);
  expect(codes(preset("review at or below -1"))).toEqual(["TC0507"]);
  expect(codes(preset("review at or below 99\nblacklist at or below 99"))).toEqual(["TC0507"]);
  expect(codes(preset("review at or below 20\nblacklist at or below 20"))).toEqual(["TC0508"]);
  expect(codes(preset("X01 weight 101"))).toEqual(["TC0507"]);
});

it("weighs a rule once", () => expect(codes(preset("X01 high\nX01 medium"))).toEqual(["TC0509"]));
