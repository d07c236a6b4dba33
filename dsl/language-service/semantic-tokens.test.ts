import { expect, it } from "vitest";
import { openMarked } from "./testing/open-marked.ts";

function tokens(text: string): readonly string[] {
  const { service, path } = openMarked(text);
  return service
    .semanticTokens(path)
    .map(({ span, kind, declares }) => `${text.slice(span.start, span.end)}: ${kind}${declares ? " declared" : ""}`);
}

it("tells what each name is", () =>
  expect(
    tokens(`const MOST = 3
define busy(n: int) { n > MOST }
rule X01 "t" {
  when any event as e {
    busy(length(e.url))
    .type == page_view
    nothing
  }
}
preset p "P" {
  X01 high
  X02 high
}
`),
  ).toEqual([
    "MOST: constant declared",
    "busy: define declared",
    "n: local declared",
    "n: local",
    "MOST: constant",
    "X01: rule declared",
    "e: local declared",
    "busy: define",
    "length: function",
    "e: local",
    "url: field",
    "type: field",
    "page_view: member",
    "p: preset declared",
    "X01: rule",
    "X02: unknown",
  ]));

it("finds names that stand inside the text of a reason", () =>
  expect(tokens('attribute age : int = 3\nrule X01 "t" {\n  because "{age} of {{age}}"\n  when true\n}\n')).toContain(
    "age: attribute",
  ));
