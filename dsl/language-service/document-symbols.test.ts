import { expect, it } from "vitest";
import { createLanguageService } from "./create-language-service.ts";
import { openMarked } from "./testing/open-marked.ts";

it("lists the declarations of a file in their order, each with the word to go to", () => {
  const { service, path, show } = openMarked(
    [
      "const MOST = 3",
      "attribute age : int? = 3",
      "define busy(d: device, n: int) { n > 3 }",
      'rule X01 "Busy" {',
      "  when true",
      "}",
      'preset p "P" {}',
      'test "a title" for X01 {',
      "  expect X01 match",
      "}",
    ].join("\n"),
  );
  expect(service.documentSymbols(path).map(({ name, detail, kind }) => [kind, name, detail])).toEqual([
    ["const", "MOST", ""],
    ["attribute", "age", "int?"],
    ["define", "busy", "(d: device, n: int)"],
    ["rule", "X01", "Busy"],
    ["preset", "p", "P"],
    ["test", "a title", "X01"],
  ]);
  expect(service.documentSymbols(path).map(({ selection }) => show(selection))).toEqual([
    "a.tocsin:1 MOST",
    "a.tocsin:2 age",
    "a.tocsin:3 busy",
    "a.tocsin:4 X01",
    "a.tocsin:7 p",
    "a.tocsin:8 test",
  ]);
});

it("gives every entry a name and its word a place inside it, whatever the text", () => {
  for (const text of ["rule", 'rule "t" {', "const = 3", "attribute", "test {\n", "define (", "preset"]) {
    const { service, path } = openMarked(text);
    for (const { name, span, selection } of service.documentSymbols(path)) {
      expect(name).not.toBe("");
      expect([span.start <= selection.start, selection.end <= span.end]).toEqual([true, true]);
    }
  }
});

it("lists those of all files, each with its file", () => {
  const files = [
    { path: "a.tocsin", text: "const MOST = 3\n" },
    { path: "b.tocsin", text: "const LEAST = 1\n" },
  ];
  const service = createLanguageService({ files, listFiles: new Map() });
  expect(service.allSymbols().map(({ name, span }) => [span.file, name])).toEqual([
    ["a.tocsin", "MOST"],
    ["b.tocsin", "LEAST"],
  ]);
});
