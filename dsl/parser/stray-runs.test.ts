import { expect, it } from "vitest";
import { parseFile } from "./parse-file.ts";

const found = (text: string) =>
  parseFile({ path: "a.tocsin", text }).diagnostics.map(
    ({ code, span }) => `${code} ${text.slice(span.start, span.end)}`,
  );

it("tells of characters without a meaning once, whether blanks stand between them or not", () => {
  expect(found("const AAA = 1 @@@\n")).toEqual(["TC0001 @@@"]);
  expect(found("const AAA = 1 @ \t$ ~é\n")).toEqual(["TC0001 @ \t$ ~é"]);
});

it("tells of each line, and of what stands between two words", () => {
  expect(found("const AAA = 1 @\nconst BBB = 2 @\n")).toEqual(["TC0001 @", "TC0001 @"]);
  expect(found("const AAA = @ 1 @\n")).toEqual(["TC0001 @", "TC0001 @"]);
});

it.each(["$", "\\", "\u0001", "\u00a0", "ÿ", "Ā", "\u01ff", "中", "\uffff", "😀", "\ud800"])(
  "knows that %j begins nothing",
  (text) => expect(found(`const AAA = 1 ${text}\n`)).toEqual([`TC0001 ${text}`]),
);

it("finds what a pattern needs behind empty lines", () =>
  expect(found('rule X01 "t" {\n  when user.name matches\n\n\n    /a+/\n}\n')).toEqual([]));
