import { expect, it } from "vitest";
import { lintTester } from "../../testing/lint-tester.ts";

const { codes, expectFrames } = lintTester(["TC0613", "TC0614"]);
const rule = (id: string, body: string) => `rule ${id} "t" {\n  ${body}\n}\n`;

it("reports a rule that another one covers", () =>
  expectFrames(rule("X01", "when user.ip_count > 3") + rule("X02", "when user.ip_count > 5")).toMatchInlineSnapshot(`
    "warning[TC0613]: \`X02\` matches only users whom \`X01\` matches too, and is not more severe
      --> X02.tocsin:1:6
       |
     1 | rule X02 "t" {
       |      ^^^
       |
      ::: X01.tocsin:1:6
       |
     1 | rule X01 "t" {
       |      --- matches all of them and more"
  `));

it("leaves the rungs of a ladder alone", () => {
  const ladder = (low: string, high: string) =>
    rule("X01", `severity ${low}\n  when user.ip_count > 3`) +
    rule("X02", `severity ${high}\n  when user.ip_count > 5`);
  expect(codes(ladder("low", "medium"))).toEqual([]);
  expect(codes(ladder("medium", "medium"))).toEqual(["TC0613"]);
  expect(codes(ladder("medium", "low"))).toEqual(["TC0613"]);
});

it("reports rules that say the same, whatever the order of their lines", () =>
  expectFrames(
    rule("X01", "when {\n    user.blacklisted\n    user.ip_count > 3\n  }") +
      rule("X02", "severity high\n  when user.ip_count >= 4 and user.blacklisted"),
  ).toMatchInlineSnapshot(`
    "warning[TC0614]: \`X02\` matches the same users as \`X01\`
      --> X02.tocsin:1:6
       |
     1 | rule X02 "t" {
       |      ^^^
       |
      ::: X01.tocsin:1:6
       |
     1 | rule X01 "t" {
       |      --- matches the same users"
  `));

it("counts exceptions", () => {
  const wide = rule("X01", "when user.ip_count > 3\n  except user.blacklisted");
  expect(codes(wide + rule("X02", "when user.ip_count > 5"))).toEqual([]);
  expect(codes(wide + rule("X02", "when user.ip_count > 5\n  except user.blacklisted or user.whitelisted"))).toEqual([
    "TC0613",
  ]);
});

it("says nothing of a rule that matches nobody", () =>
  expect(
    codes(
      rule("X01", "when user.ip_count > 3") +
        rule("X02", "when user.ip_count > 5 and user.ip_count < 4") +
        rule("X03", "when user.ip_count > 5\n  except user.ip_count > 4"),
    ),
  ).toEqual([]));
