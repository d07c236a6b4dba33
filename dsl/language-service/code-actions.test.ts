import { expect, it } from "vitest";
import { applyFix } from "../diagnostics/apply-fix.ts";
import { openMarked } from "./testing/open-marked.ts";

function actions(marked: string) {
  const { service, path, offset, text } = openMarked(marked);
  return service
    .codeActions(path, offset, offset)
    .map((action) => ({ title: action.title, preferred: action.preferred, result: applyFix(text(path), action) }));
}

it("offers the fixes of the problem at the caret, the likeliest first", () =>
  expect(actions('attribute tor : bool? = any ip { .tor }\nrule X01 "t" { when not to|r }')).toEqual([
    expect.objectContaining({ preferred: true, result: expect.stringContaining("tor is present and not tor") }),
    expect.objectContaining({ preferred: false, result: expect.stringContaining("tor is missing or not tor") }),
  ]));

it("offers nothing beside a problem", () =>
  expect(actions('attribute age : int = 3\nrule X01 "t|" { when agee > 3 }')).toEqual([]));
