import { expect, it } from "vitest";
import { applyFix } from "../diagnostics/apply-fix.ts";
import { checkTester } from "../testing/check-tester.ts";

const { diagnostics, expectFrames, expectClean } = checkTester(["TC0101", "TC0111", "TC0530", "TC0531"]);
const DECLARED = [
  "const MAX_IPS = 3",
  "const LIFETIME = 90m",
  'const BRACED = "{a}"',
  'list words : list<string> = ["a"]',
  "attribute total : int = user.ip_count",
  "",
].join("\n");
const rule = (because: string) => `${DECLARED}rule X01 "t" {\n  because "${because}"\n  when user.ip_count > 3\n}\n`;
const bound = (because: string) => expectClean(rule(because))?.rules[0]?.metadata.because;

it("prints constants and leaves places for attributes", () => {
  expect(bound("{total} of {MAX_IPS} in { LIFETIME }")).toBe("{total} of 3 in 1h 30m");
  expect(bound("{{literally}} {BRACED}")).toBe("{{literally}} {{a}}");
});

it("suggests the attribute that was meant, at its place", () =>
  expectFrames(rule('an \\"odd\\" {{ } {totl}'.replace("} ", "}} "))).toMatchInlineSnapshot(`
    "error[TC0101]: unknown name \`totl\`; did you mean \`total\`?
      --> X01_test.tocsin:7:30
       |
     7 |   because "an \\"odd\\" {{ }} {totl}"
       |                              ^^^^
       |
       = fix 1 (write \`total\`): because "an \\"odd\\" {{ }} {total}""
  `));

it("knows what cannot be printed", () =>
  expectFrames(rule("one of {words}")).toMatchInlineSnapshot(`
  "error[TC0111]: \`words\` is a list, not a value that \`because\` can print; declare an attribute for it
    --> X01_test.tocsin:7:19
     |
   4 | list words : list<string> = ["a"]
     |      ----- declared here
    ...
   7 |   because "one of {words}"
     |                   ^^^^^^^"
`));

it("prints names, not expressions", () =>
  expectFrames(rule("{user.name} did it")).toMatchInlineSnapshot(`
  "error[TC0531]: \`{user.name}\` is no name of an attribute or a constant; declare an attribute for it
    --> X01_test.tocsin:7:12
     |
   7 |   because "{user.name} did it"
     |            ^^^^^^^^^^^"
`));

it("wants braces in pairs", () =>
  expectFrames(rule("{total} of {MAX_IPS, a set")).toMatchInlineSnapshot(`
    "error[TC0530]: \`{\` opens a value that is never closed; for a brace write \`{{\`
      --> X01_test.tocsin:7:23
       |
     7 |   because "{total} of {MAX_IPS, a set"
       |                       ^
       |
       = fix 1 (write \`{{\`): because "{total} of {{MAX_IPS, a set""
  `));

it("marks the whole text where a brace was written as an escape", () =>
  expectFrames(rule("\\u{7B}totl}")).toMatchInlineSnapshot(`
    "error[TC0101]: unknown name \`totl\`; did you mean \`total\`?
      --> X01_test.tocsin:7:11
       |
     7 |   because "\\u{7B}totl}"
       |           ^^^^^^^^^^^^^"
  `));

it.each(["a } b", "a { b", "{totl}"])("repairs %j by its first fix", (because) => {
  const text = rule(because);
  const [fix] = diagnostics(text)[0]?.fixes ?? [];
  expect(fix && diagnostics(applyFix(text, fix))).toEqual([]);
});
