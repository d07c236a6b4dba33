import { expect, it } from "vitest";
import { applyFix } from "../../diagnostics/index.ts";
import { lintTester } from "../../testing/lint-tester.ts";

const { codes, diagnostics, expectFrames } = lintTester(["TC0617"]);

it("shows both places and takes the second one out", () => {
  const text = 'list words : list<string> = ["a", "b", "a"]\n';
  expectFrames(text).toMatchInlineSnapshot(`
    "warning[TC0617]: \`"a"\` is in the list already
      --> shared.tocsin:1:40
       |
     1 | list words : list<string> = ["a", "b", "a"]
       |                                        ^^^
       |                              --- listed here
       |
       = fix 1 (remove it): list words : list<string> = ["a", "b"]"
  `);
  const [fix] = diagnostics(text)[0]?.fixes ?? [];
  expect(fix?.safe).toBe(true);
  expect(fix && applyFix(text, fix)).toBe('list words : list<string> = ["a", "b"]\n');
});

it("looks into every list", () => {
  expect(codes('rule X01 "t" {\n  tags [a, a]\n  when user.ip_count in [1, 2, 1]\n}\n')).toEqual(["TC0617", "TC0617"]);
  expect(codes("list nets : list<cidr> = [10.0.0.0/8, 192.168.0.0/16, 10.0.0.0/8]\n")).toEqual(["TC0617"]);
});

it("keeps a comment that stands between", () =>
  expect(diagnostics('list words : list<string> = ["a", # first\n"a"]\n')[0]?.fixes).toEqual([]));

it("accepts entries that differ", () => expect(codes('list words : list<string> = ["a", "A"]\n')).toEqual([]));
