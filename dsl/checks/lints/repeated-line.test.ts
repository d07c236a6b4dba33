import { expect, it } from "vitest";
import { applyFix } from "../../diagnostics/index.ts";
import { lintTester } from "../../testing/lint-tester.ts";

const { codes, diagnostics, expectFrames } = lintTester(["TC0612"]);
const when = (...lines: readonly string[]) => `rule X01 "t" {\n  when {\n    ${lines.join("\n    ")}\n  }\n}\n`;

it("shows both places and takes the second one out", () => {
  const text = when("user.ip_count > 5", "user.blacklisted", "user.ip_count >= 6");
  expectFrames(text).toMatchInlineSnapshot(`
    "warning[TC0612]: \`user.ip_count >= 6\` is asked twice
      --> X01.tocsin:5:5
       |
     3 |     user.ip_count > 5
       |     ----------------- asked here
      ...
     5 |     user.ip_count >= 6
       |     ^^^^^^^^^^^^^^^^^^
       |
       = fix 1 (remove the second one): }"
  `);
  const [fix] = diagnostics(text)[0]?.fixes ?? [];
  expect(fix?.safe).toBe(true);
  expect(fix && applyFix(text, fix)).toBe(when("user.ip_count > 5", "user.blacklisted"));
});

it("knows other words for the same", () => {
  expect(codes(when("user.blacklisted", "user.blacklisted == true"))).toEqual(["TC0612"]);
  expect(codes(when("any event { .type == page_view }", "count(events where page_view == .type) > 0"))).toEqual([
    "TC0612",
  ]);
});

it("offers no repair where the line is not alone on its line", () =>
  expect(diagnostics(when("user.ip_count > 5 and user.ip_count > 5"))[0]?.fixes).toEqual([]));
