import { expect, it } from "vitest";
import { applyFix } from "../../diagnostics/index.ts";
import { lintTester } from "../../testing/lint-tester.ts";

const TODAY = Date.UTC(2026, 1, 1);
const { codes, diagnostics, expectFrames } = lintTester(["TC0621"], TODAY);
const rule = (exceptions: string) => `rule X01 "t" {\n  when user.ip_count > 3\n\n${exceptions}}\n`;
const until = (day: string) => `  except until ${day} {\n    user.name == "qa"\n  }\n`;

it("points at the day that is over", () =>
  expectFrames(rule(until("2026-01-31"))).toMatchInlineSnapshot(`
    "warning[TC0621]: an exception of \`X01\` ended with \`2026-01-31\`
      --> X01.tocsin:4:16
       |
     4 |   except until 2026-01-31 {
       |                ^^^^^^^^^^
       |
       = fix 1 (remove the exception): when user.ip_count > 3"
  `));

it("counts the last day in, and leaves exceptions without an end alone", () => {
  expect(codes(rule(until("2026-02-01")))).toEqual([]);
  expect(codes(rule('  except user.name == "qa"\n'))).toEqual([]);
  expect(codes(rule(`${until("2026-01-30")}\n${until("2026-02-01")}\n${until("2026-01-31")}`))).toEqual([
    "TC0621",
    "TC0621",
  ]);
});

it("is silent without a clock", () => expect(lintTester(["TC0621"]).codes(rule(until("1999-01-31")))).toEqual([]));

it("takes the block out with what is said behind it, and never unasked", () => {
  const text = rule(`  except until 2026-01-31 { # load test\n    user.name == "qa"\n  } # ask Ann\n`);
  const [fix] = diagnostics(text)[0]?.fixes ?? [];
  expect(fix && applyFix(text, fix)).toBe('rule X01 "t" {\n  when user.ip_count > 3\n}\n');
  expect(fix?.safe).toBeUndefined();
});
