import { expect, it } from "vitest";
import type { Span } from "../ast/node.ts";
import { codeFrame } from "./code-frame.ts";
import { diagnostic, type DiagnosticExtras } from "./diagnostic.ts";

const FILE = "rules/X01_a.tocsin";
const at = (text: string, part: string, file = FILE): Span => {
  const start = text.indexOf(part);
  return { file, start, end: start + part.length };
};
const frame = (text: string, part: string, extras: DiagnosticExtras = {}, color = false) =>
  codeFrame(diagnostic("TC0022", at(text, part), { open: part }, extras), new Map([[FILE, text]]), { color });

it("marks the place under its line", () =>
  expect(frame("a\n  b {\nc", "{")).toMatchInlineSnapshot(`
    "error[TC0022]: \`{\` is never closed
      --> rules/X01_a.tocsin:2:5
       |
     2 |   b {
       |     ^"
  `));

it("shares the row with a secondary mark that follows, and shows the line of each fix", () => {
  const text = "  lp_country_code not in eip_country_id";
  const name = at(text, "lp_country_code");
  expect(
    frame(text, "lp_country_code", {
      secondary: [{ span: at(text, "not"), message: "a missing value would count as a match in some engines" }],
      fixes: [
        {
          title: "missing is no match",
          edits: [{ span: { ...name, end: name.start }, text: "lp_country_code is present and " }],
        },
        {
          title: "missing is a match",
          edits: [{ span: { ...name, end: name.start }, text: "lp_country_code is missing or " }],
        },
      ],
    }),
  ).toMatchInlineSnapshot(`
    "error[TC0022]: \`lp_country_code\` is never closed
      --> rules/X01_a.tocsin:1:3
       |
     1 |   lp_country_code not in eip_country_id
       |   ^^^^^^^^^^^^^^^ --- a missing value would count as a match in some engines
       |
       = fix 1 (missing is no match): lp_country_code is present and lp_country_code not in eip_country_id
       = fix 2 (missing is a match):  lp_country_code is missing or lp_country_code not in eip_country_id"
  `);
});

it("gives marks that overlap rows of their own", () => {
  const text = "count(x)";
  expect(frame(text, "count(x)", { secondary: [{ span: at(text, "x"), message: "this" }] })).toMatchInlineSnapshot(`
    "error[TC0022]: \`count(x)\` is never closed
      --> rules/X01_a.tocsin:1:1
       |
     1 | count(x)
       | ^^^^^^^^
       |       - this"
  `);
});

it("shows secondary marks of far lines and of other files", () => {
  const text = "const AAA = 1\n\n\n\nconst AAA = 2";
  const other = "const AAA = 3";
  const second = { file: FILE, start: text.lastIndexOf("AAA"), end: text.lastIndexOf("AAA") + 3 };
  const problem = diagnostic(
    "TC0022",
    second,
    { open: "AAA" },
    {
      secondary: [
        { span: at(text, "AAA"), message: "first here" },
        { span: at(other, "AAA", "b.tocsin"), message: "and here" },
      ],
    },
  );
  expect(
    codeFrame(
      problem,
      new Map([
        [FILE, text],
        ["b.tocsin", other],
      ]),
    ),
  ).toMatchInlineSnapshot(`
    "error[TC0022]: \`AAA\` is never closed
      --> rules/X01_a.tocsin:5:7
       |
     1 | const AAA = 1
       |       --- first here
      ...
     5 | const AAA = 2
       |       ^^^
       |
      ::: b.tocsin:1:7
       |
     1 | const AAA = 3
       |       --- and here"
  `);
});

it("aligns under tabs, wide and combining characters", () =>
  expect(frame('\t"日本😀e\u0301" {', "{")).toMatchInlineSnapshot(`
    "error[TC0022]: \`{\` is never closed
      --> rules/X01_a.tocsin:1:10
       |
     1 |  "日本😀é" {
       |            ^"
  `));

it("shows a fix that touches two lines with both", () => {
  const text = "{\n  a\n  and b\n}";
  expect(
    frame(text, "and", {
      fixes: [
        {
          title: "join",
          edits: [
            { span: { file: FILE, start: 5, end: 5 }, text: " and" },
            { span: { ...at(text, "and ") }, text: "" },
          ],
        },
      ],
    }),
  ).toMatchInlineSnapshot(`
    "error[TC0022]: \`and\` is never closed
      --> rules/X01_a.tocsin:3:3
       |
     3 |   and b
       |   ^^^
       |
       = fix 1 (join):
           a and
           b"
  `);
});

it("marks the end of the text with one sign", () =>
  expect(codeFrame(diagnostic("TC0002", { file: FILE, start: 3, end: 3 }, {}), new Map([[FILE, "abc"]])))
    .toMatchInlineSnapshot(`
    "error[TC0002]: a string ends on the line where it begins: the closing \`"\` is missing
      --> rules/X01_a.tocsin:1:4
       |
     1 | abc
       |    ^"
  `));

it("stays useful without the text of the file", () =>
  expect(codeFrame(diagnostic("TC0002", { file: FILE, start: 3, end: 3 }, {}), new Map())).toMatchInlineSnapshot(`
    "error[TC0002]: a string ends on the line where it begins: the closing \`"\` is missing
      --> rules/X01_a.tocsin"
  `));

it("colours only when asked", () => {
  expect(frame("{", "{")).not.toContain("\u001b[");
  expect(frame("{", "{", {}, true)).toContain("\u001b[31m^");
});
