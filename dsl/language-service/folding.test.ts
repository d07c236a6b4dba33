import { expect, it } from "vitest";
import { foldingRanges } from "./folding.ts";

const folds = (text: string) =>
  foldingRanges(text).map(({ startLine, endLine, kind }) => `${startLine}-${endLine} ${kind}`);

it("folds blocks and leaves their last line to be seen", () =>
  expect(folds('rule X01 "t" {\n  when {\n    a\n    b\n  }\n}\n')).toEqual(["1-5 block", "2-4 block"]));

it("folds lists and runs of comments", () =>
  expect(folds("# one\n# two\n# three\nlist a : list<int> = [\n  1,\n  2,\n]\n")).toEqual([
    "1-3 comment",
    "4-6 block",
  ]));

it("does not fold what one line or two hold", () =>
  expect(folds('rule X01 "t" { when a }\n# alone\ntest "t" {\n}\n')).toEqual([]));

it("takes a comment behind code, or behind another line, for no part of a run", () =>
  expect(folds("# one\n\n# two\nconst AAA = 1 # three\n# four\n")).toEqual([]));

it("folds what is closed in a text that is not whole", () =>
  expect(folds('rule X01 "t" {\n  when {\n    a\n    b\n  }\n')).toEqual(["2-4 block"]));

it("reads no brackets in strings", () => expect(folds('const AAA = "{"\n\n\nconst BBB = "}"\n')).toEqual([]));
