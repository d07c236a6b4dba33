import { expect, it } from "vitest";
import { applyFix } from "../../diagnostics/index.ts";
import { lintTester } from "../../testing/lint-tester.ts";

const { codes, diagnostics, expectFrames } = lintTester(["TC0623"]);
const rule = (when: string) => `rule X01 "t" {\n  when ${when}\n}\n`;

it("points at the name and takes it out", () => {
  const text = rule("any event as e last 25 { .type == page_view }");
  expectFrames(text).toMatchInlineSnapshot(`
    "warning[TC0623]: the row is named \`e\` and the name is never used
      --> X01.tocsin:2:21
       |
     2 |   when any event as e last 25 { .type == page_view }
       |                     ^
       |
       = fix 1 (remove the name): when any event last 25 { .type == page_view }"
  `);
  const [fix] = diagnostics(text)[0]?.fixes ?? [];
  expect(fix?.safe).toBe(true);
  expect(fix && applyFix(text, fix)).toBe(rule("any event last 25 { .type == page_view }"));
});

it("accepts a name that is used, and one that is needed inside", () => {
  expect(codes(rule("any event as e { e.type == page_view }"))).toEqual([]);
  expect(codes(rule("any event as e { count(ips where .country == e.ip.country) == 1 }"))).toEqual([]);
});

it("looks at other users too", () => {
  const text = rule("any peer by ip as p { .blacklisted }");
  const [fix] = diagnostics(text)[0]?.fixes ?? [];
  expect(fix && applyFix(text, fix)).toBe(rule("any peer by ip { .blacklisted }"));
});
