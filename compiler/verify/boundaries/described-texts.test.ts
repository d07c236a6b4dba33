import { expect, it } from "vitest";
import { checkedPattern, createMatcher } from "../../../dsl/regex/create-matcher.ts";
import { describedTexts } from "./described-texts.ts";

it.each([
  ["^\\/(admin|root)\\/\\d{2,}$", ["/admin/00"]],
  ["union.{0,40}select|sleep\\(\\d+\\)", ["unionselect", "sleep(0)"]],
  ["[^\\w ]x?", ["-"]],
  ["[😀-😎]", ["😀"]],
])("writes texts that /%s/ describes", (text, expected) => {
  const described = describedTexts(checkedPattern(text, false));
  expect(described).toEqual(expected);
  expect(described.filter((each) => !createMatcher(text)(each))).toEqual([]);
});
