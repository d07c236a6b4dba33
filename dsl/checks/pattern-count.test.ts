import { expect, it } from "vitest";
import { checkTester } from "../testing/check-tester.ts";
import { LIMITS } from "../types/limits.ts";

const { codes, expectFrames } = checkTester(["TC0411"]);
const patterns = (from: number, count: number) =>
  Array.from({ length: count }, (_, i) => `user.name matches /a${from + i}+x/`).join("\n      ");
const rule = (lines: string) => `rule X01 "t" {\n  when {\n    any {\n      ${lines}\n    }\n  }\n}\n`;

it("takes as many patterns as a statement has room for, each counted once", () => {
  expect(codes(rule(patterns(0, LIMITS.patterns)))).toEqual([]);
  expect(codes(rule(`${patterns(0, LIMITS.patterns)}\n      ${patterns(0, LIMITS.patterns)}`))).toEqual([]);
});

it("counts the patterns of attributes that a rule reads, in rows too", () => {
  const attributes =
    'attribute odd : bool "Odd" = user.name matches /odd+/\nattribute odd_events : int "Odd" = count(events where .url matches /url+/)\n';
  const lines = `odd\n      odd_events > 3\n      ${patterns(0, LIMITS.patterns - 2)}`;
  expect(codes(attributes + rule(lines))).toEqual([]);
  expect(codes(attributes + rule(`${lines}\n      ${patterns(90, 1)}`))).toEqual(["TC0411"]);
});

it("says how many there are", () =>
  expectFrames(
    `attribute odd : bool "Odd" = ${"user.name matches /a+x/"}\n${rule(`odd\n${patterns(0, LIMITS.patterns)}`)}`,
  ).toMatchInlineSnapshot(`
    "error[TC0411]: \`X01\` needs 25 different patterns, those of its attributes included; at most 24 are allowed
      --> X01_test.tocsin:2:6
       |
     2 | rule X01 "t" {
       |      ^^^"
  `));
