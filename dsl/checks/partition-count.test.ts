import { expect, it } from "vitest";
import { checkTester } from "../testing/check-tester.ts";

const { codes, expectFrames } = checkTester(["TC0421"]);

const SEQUENCE = `sequence of events spanning 1h {
${Array.from({ length: 10 }, (_, i) => `        ${i === 0 ? "step" : "then"} .path == "/${i}" times 2`).join("\n")}
      }`;
const NEW = ["url", "type", "http_code", "page_title"].map((field) => `any event { .${field} is new }`);
const rule = (lines: readonly string[]) =>
  `rule X01 "t" {\n  when {\n    any {\n      ${lines.join("\n      ")}\n    }\n  }\n}\n`;

it("takes as many ways to sort rows as a statement has room for, each field counted once", () => {
  const lines = [SEQUENCE, ...NEW.slice(0, 2)];
  expect(codes(rule(lines))).toEqual([]);
  expect(codes(rule([...lines, ...NEW.slice(0, 2)]))).toEqual([]);
  expect(codes(rule([...lines, NEW[2] ?? ""]))).toEqual(["TC0421"]);
});

it("counts what attributes need that a rule reads, and a tied peak", () => {
  const attribute = `attribute hops : bool "Hops" = count(events where .url is new) > 3\n`;
  const tied = "any ip as a { peak(10m of events where .ip.address == a.address) > 2 }";
  expect(codes(attribute + rule([SEQUENCE, "hops", tied]))).toEqual([]);
  expect(codes(attribute + rule([SEQUENCE, "hops", tied, NEW[1] ?? ""]))).toEqual(["TC0421"]);
});

it("says how many there are", () =>
  expectFrames(rule([SEQUENCE, ...NEW])).toMatchInlineSnapshot(`
    "error[TC0421]: \`X01\` has rows sorted in 14 ways by \`is new\`, \`peak\` and \`sequence\`, those of its attributes included; at most 12 are allowed
      --> X01_test.tocsin:1:6
       |
     1 | rule X01 "t" {
       |      ^^^"
  `));
