import { expect, it } from "vitest";
import { meaningOf } from "../format/meaning-of.ts";
import { parseFile } from "./parse-file.ts";

const parse = (text: string) => {
  const { file, diagnostics } = parseFile({ path: "a.tocsin", text });
  return { declarations: meaningOf(file.declarations), codes: diagnostics.map(({ code }) => code), file };
};

it("needs no space between a type and its `=`", () => {
  for (const text of ["list a_a : list<int> = [1]", "map a_a : map<string, int> = {}"]) {
    const { declarations, codes } = parse(text.replace("> =", ">="));
    expect(codes).toEqual([]);
    expect(declarations).toEqual(parse(text).declarations);
  }
});

it("ends the type at its `>`", () => {
  const text = "list a_a : list<int>= [1]";
  const [list] = parse(text).file.declarations;
  expect(list?.kind === "list" && text.slice(list.type.span.start, list.type.span.end)).toBe("list<int>");
});

it("leaves comparisons alone", () => {
  expect(parse("const AAA = list < a >= 1").codes).toEqual(["TC0025"]);
  expect(parse("const AAA = 1 >= 2").codes).toEqual([]);
});
