import * as fc from "fast-check";
import { expect, it } from "vitest";
import { checkTester } from "../testing/check-tester.ts";
import { LIMITS } from "../types/limits.ts";
import { checkPack } from "./check-pack.ts";

const { codes, diagnostics } = checkTester([
  "TC0401",
  "TC0402",
  "TC0403",
  "TC0404",
  "TC0406",
  "TC0407",
  "TC0408",
  "TC0501",
  "TC0502",
]);
const when = (condition: string) => `rule X01 "t" {\n  when {\n    ${condition}\n  }\n}\n`;

it("limits rows by number", () => {
  expect(codes(when("count(events last 1000) > 3"))).toEqual([]);
  expect(codes(when("count(events last 1001) > 3"))).toEqual(["TC0403"]);
  expect(codes(when("count(events last 0) > 3"))).toEqual(["TC0403"]);
  expect(codes(when("peak(1001 rows of events) > 3"))).toEqual(["TC0403"]);
  expect(codes(when("any event last 0 { .type == page_view }"))).toEqual(["TC0403"]);
});

it("limits durations", () => {
  expect(codes(when("count(events within 3650d) > 3"))).toEqual([]);
  expect(codes(when("count(events within 3651d) > 3"))).toEqual(["TC0404"]);
  expect(codes(when("count(events within 0s) > 3"))).toEqual(["TC0404"]);
});

it("limits different spans", () => {
  const spans = (count: number) =>
    Array.from({ length: count }, (_, i) => `count(events within ${i + 1}h) > 3`).join("\n    ");
  expect(codes(when(spans(LIMITS.spans)))).toEqual([]);
  expect(codes(when(spans(LIMITS.spans + 2)))).toEqual(["TC0407"]);
});

it("limits rows inside rows", () => {
  expect(codes(when("any event { count(ips where .user_count > 1) > 0 }"))).toEqual([]);
  expect(codes(when("any event { count(ips where count(devices) > 1) > 0 }"))).toEqual(["TC0402"]);
});

it("limits the parts of a declaration, with defines expanded", () => {
  const lines = (count: number) => Array.from({ length: count }, () => "user.ip_count > 3").join("\n    ");
  expect(codes(when(lines(400)))).toEqual([]);
  expect(codes(when(lines(700)))).toEqual(["TC0401"]);
  // without the limit this would be 2^29 parts
  const doubling = Array.from(
    { length: 30 },
    (_, i) => `define f${i}(n: int) { ${i === 0 ? "n > 3" : `f${i - 1}(n) or f${i - 1}(n)`} }\n`,
  );
  expect(codes(doubling.join("") + when("f29(user.ip_count)"))).toContain("TC0401");
});

it("limits how deep defines and constants use each other", () => {
  const chain = (count: number) =>
    Array.from({ length: count }, (_, i) => `define f${i}(n: int) { ${i === 0 ? "n > 3" : `f${i - 1}(n)`} }\n`).join(
      "",
    );
  expect(codes(chain(90))).toEqual([]);
  expect(codes(chain(120))).toContain("TC0406");
  const constants = Array.from(
    { length: 3000 },
    (_, i) => `const C${i + 1000} = ${i === 2999 ? "1" : `C${i + 1001} + 1`}\n`,
  ).join("");
  expect(codes(constants)).toContain("TC0406");
});

it("limits strings", () => {
  expect(codes(when(`user.name == "${"é".repeat(1024)}"`))).toEqual([]);
  expect(codes(when(`user.name == "${"é".repeat(1025)}"`))).toEqual(["TC0408"]);
});

it("wants a rule in a file of its name, one a file", () => {
  expect(diagnostics(when("user.ip_count > 3"))).toEqual([]);
  const other = checkPack({
    files: [{ path: "rules/ip/X02_a.tocsin", text: when("user.ip_count > 3") }],
    listFiles: new Map(),
  });
  expect(other.diagnostics.map(({ code }) => code)).toContain("TC0501");
  expect(codes(`${when("user.ip_count > 3")}rule X02 "t" { when user.ip_count > 3 }\n`)).toEqual(["TC0502"]);
});

it("gives no pack when there is an error, and one with warnings only", () => {
  const { check } = checkTester([]);
  expect(check(when("user.ip_count > 3")).diagnostics.map(({ severity }) => severity)).toContain("warning");
  expect(check(when("user.ip_count > 3")).pack).not.toBeNull();
  expect(check(when("user.ip_cont > 3")).pack).toBeNull();
});

it("reports a mistake of a define once, however often it is used", () => {
  const text = `define f(d: device) { d.nothing == 3 }\n${when("any device as a { f(a) }\n    any device as b { f(b) }")}`;
  expect(checkTester(["TC0104"]).codes(text)).toEqual(["TC0104"]);
});

const WORDS = [
  "rule",
  "X01",
  '"t"',
  "{",
  "}",
  "when",
  "except",
  "any",
  "no",
  "every",
  "none",
  "all",
  "event",
  "ip",
  "device",
  "as",
  "e",
  "last",
  "within",
  "count",
  "(",
  ")",
  "distinct",
  "of",
  "events",
  "ips",
  "where",
  ".type",
  ".ip",
  ".country",
  ".tor",
  "e.ip.country",
  "==",
  "!=",
  "<",
  "in",
  "not",
  "and",
  "or",
  "[",
  "]",
  "FR",
  "page_view",
  "3",
  "1d",
  "\n",
  "\n",
  "is",
  "missing",
  "present",
  "??",
  "+",
  "div",
  "user",
  "user.name",
  "user.email",
  "attribute",
  "a",
  ":",
  "int",
  "bool",
  "=",
  "const",
  "MAX",
  "list",
  "<",
  ">",
  "define",
  "f",
  "d",
  "test",
  "given",
  "expect",
  "match",
  "preset",
  "p",
  "weight",
  "high",
  "review",
  "at",
  "below",
  "map",
  ",",
  "ago",
  "|",
  "for",
  "file",
] as const;

it("never throws, whatever the words", () => {
  fc.assert(
    fc.property(fc.array(fc.constantFrom(...WORDS), { maxLength: 60 }), (words) => {
      const { pack, diagnostics: found } = checkPack({
        files: [{ path: "X01_a.tocsin", text: words.join(" ") }],
        listFiles: new Map(),
      });
      expect(pack === null).toBe(found.some(({ severity }) => severity === "error"));
    }),
    { numRuns: 2000 },
  );
});
