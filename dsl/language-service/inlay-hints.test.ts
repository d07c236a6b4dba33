import { expect, it } from "vitest";
import { openMarked } from "./testing/open-marked.ts";

/** The text with its hints in ‹› where they stand. */
function hinted(text: string): string {
  const { service, path } = openMarked(text);
  return service
    .inlayHints(path)
    .reduceRight((shown, { offset, text: hint }) => `${shown.slice(0, offset)}‹${hint}›${shown.slice(offset)}`, text);
}

const condition = (text: string) =>
  hinted(`rule X01 "t" { when ${text} }`).replace(/^rule X01 "t" \{ when (.*) \}$/, "$1");

it.each([
  ["days_since(user.created) < 7", "days_since(user.created) < 7‹days›"],
  ["7 > days_since(user.created) + 1", "7‹days› > days_since(user.created) + 1"],
  ["count(ips where .tor) > 3", "count(ips where .tor) > 3‹ips›"],
  ["user.country_count in 2..5", "user.country_count in 2..5‹countries›"],
  ["any event { .local_hour < 5 }", "any event { .local_hour < 5‹o'clock› }"],
  ["max(.user_count of ips) > 10", "max(.user_count of ips) > 10‹users›"],
  ["length(user.name) * 2 > 10", "length(user.name) * 2 > 10"],
  ["any event { .http_code == 404 }", "any event { .http_code == 404 }"],
])("shows what the numbers of %s count", (text, shown) => expect(condition(text)).toBe(shown));

it("follows an attribute to its definition", () =>
  expect(hinted('attribute age : int = days_since(user.created)\nrule X01 "t" { when age < 7 }')).toContain(
    "age < 7‹days›",
  ));

it("gives up on attributes that read each other", () =>
  expect(hinted("attribute a : int = b\nattribute b : int = a\nattribute c : bool = a > 3")).toContain("a > 3"));

it("shows values of constants and names of parameters", () =>
  expect(hinted('const MOST = 3\ndefine busy(n: int) { n > MOST }\nrule X01 "t" { when busy(user.ip_count) }')).toBe(
    'const MOST = 3\ndefine busy(n: int) { n > MOST‹= 3› }\nrule X01 "t" { when busy(‹n:›user.ip_count) }',
  ));
