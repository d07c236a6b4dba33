import { expect, it } from "vitest";
import { applyFix } from "../../diagnostics/index.ts";
import { lintTester } from "../../testing/lint-tester.ts";

const { codes, diagnostics, expectFrames } = lintTester(["TC0622"]);
const rule = (when: string) => `rule X01 "t" {\n  when ${when}\n}\n`;
const fixed = (text: string) => {
  const [fix] = diagnostics(text)[0]?.fixes ?? [];
  return fix && applyFix(text, fix);
};

it("points at the parameter", () =>
  expectFrames(`define rare(d: device, n: int) {\n  d.event_count < 3\n}\n`).toMatchInlineSnapshot(`
    "warning[TC0622]: \`rare\` never uses its parameter \`n\`
      --> shared.tocsin:1:24
       |
     1 | define rare(d: device, n: int) {
       |                        ^^^^^^
       |
       = fix 1 (remove it and its arguments): define rare(d: device) {"
  `));

it("finds a use wherever it stands", () => {
  const define = (body: string) => `define rare(n: int) {\n  ${body}\n}\n`;
  for (const body of [
    "user.ip_count > n",
    "any device { .event_count < n }",
    "any { not (user.ip_count + 1 in [1, 2] or n == 3) }",
    "count(events where .http_code == n) > 3",
    "few(n)",
  ])
    expect(codes(`define few(n: int) { n < 3 }\n${define(body)}`), body).toEqual([]);
});

it("takes it out with the argument of every use in the file", () => {
  const define = (params: string) => `define rare(${params}) {\n  d.event_count < 3\n}\n`;
  const other = (call: string) => `define busy(d: device) {\n  not rare(${call})\n}\n`;
  expect(fixed(`${define("d: device, n: int")}${other("d, 1 + 2")}`)).toBe(`${define("d: device")}${other("d")}`);
  expect(fixed(`${define("n: int, d: device")}${other("3, d")}`)).toBe(`${define("d: device")}${other("d")}`);
  expect(fixed("define some_ip(n: int) {\n  user.ip_count > 3\n}\n")).toBe(
    "define some_ip() {\n  user.ip_count > 3\n}\n",
  );
});

it("offers no repair across files, nor one that takes a comment along", () => {
  const define = "define many(n: int) {\n  user.ip_count > 3\n}\n";
  expect(diagnostics(`${define}${rule("many(4)")}`)[0]?.fixes).toEqual([]);
  expect(diagnostics("define many(d: device, # the device\n  n: int) {\n  d.bot\n}\n")[0]?.fixes).toEqual([]);
});
