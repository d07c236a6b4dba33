import { expect, it } from "vitest";
import { parseEntries } from "./parse-entries.ts";

const words = (text: string) => parseEntries(text).map(({ entry, line }) => [entry, line]);

it("takes entries from lines and between commas", () =>
  expect(words("1.1.1.1\r\n 2.2.2.2 , 3.3.3.3,\n\n4.4.4.4")).toEqual([
    ["1.1.1.1", 1],
    ["2.2.2.2", 2],
    ["3.3.3.3", 2],
    ["4.4.4.4", 4],
  ]));

it("leaves out comments and what is empty", () => expect(words("# ours, theirs\n , \n  # more\n")).toEqual([]));

it("says where each stands", () => {
  const text = "a\n  bb, ccc\nd";
  expect(parseEntries(text).map(({ start, end }) => text.slice(start, end))).toEqual(["a", "bb", "ccc", "d"]);
});
