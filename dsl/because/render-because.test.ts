import * as fc from "fast-check";
import { expect, it } from "vitest";
import { LIMITS } from "../types/limits.ts";
import type { Type } from "../types/type.ts";
import { becauseNames, escapeBraces } from "./because-parts.ts";
import { renderBecause, type BecauseValue } from "./render-because.ts";

const of = (value: BecauseValue["value"], type: Type) =>
  renderBecause("{x}", (name) => (name === "x" ? { value, type } : undefined));

it("puts values in the places of attributes", () =>
  expect(
    renderBecause("{count} addresses, {flag}", (name) =>
      name === "count" ? { type: { kind: "int" }, value: 7 } : { type: { kind: "bool" }, value: true },
    ),
  ).toBe("7 addresses, true"));

it("says that a value is unknown when it is missing, or nobody knows it", () => {
  expect(of(null, { kind: "enum", name: "country" })).toBe("unknown");
  expect(renderBecause("{constructor}", () => undefined)).toBe("unknown");
});

it("writes moments and spans of time for people", () => {
  expect(of(Date.UTC(2026, 2, 1, 12, 5, 59), { kind: "time" })).toBe("2026-03-01 12:05 UTC");
  expect(of(5_400_000, { kind: "duration" })).toBe("1h 30m");
  expect(of(90 * 86_400_000 + 1, { kind: "duration" })).toBe("90d 1ms");
  expect(of(-250, { kind: "duration" })).toBe("-250ms");
  expect(of(0, { kind: "duration" })).toBe("0s");
});

it("shortens lists and texts", () => {
  const list: Type = { kind: "list", element: { kind: "string" } };
  expect(of(["a", "b", "c", "d", "e", "f"], list)).toBe("a, b, c, d, e …");
  expect(of(["a", "b"], list)).toBe("a, b");
  expect(of([], list)).toBe("none");
  expect(of("😀".repeat(81), { kind: "string" })).toBe(`${"😀".repeat(79)}…`);
});

it("reads `{{` and `}}` as braces, and does not look for places in values", () => {
  expect(renderBecause("{{x}} {x}", () => ({ type: { kind: "string" }, value: "{y} {{" }))).toBe("{x} {y} {{");
  expect(becauseNames("{a} {{b}} { c } {a}")).toEqual(["a", "c"]);
});

it("gives one line of plain text", () => expect(of("a\r\nb\u202ec\u2028d\tf", { kind: "string" })).toBe("a bc d f"));

it("is capped, whatever the template and the values", () => {
  fc.assert(
    fc.property(fc.string({ unit: "binary", maxLength: 600 }), fc.string({ unit: "binary" }), (template, value) => {
      const text = renderBecause(template, () => ({ type: { kind: "string" }, value }));
      expect([...text].length).toBeLessThanOrEqual(LIMITS.becauseLength);
      expect(text).not.toMatch(/[\p{Cc}\u2028\u2029]/u);
    }),
  );
  expect([
    ...renderBecause("{x}".repeat(100), () => ({ type: { kind: "string" }, value: "a".repeat(90) })),
  ]).toHaveLength(LIMITS.becauseLength);
});

it("prints an escaped text as it was", () => {
  fc.assert(
    fc.property(fc.string({ maxLength: 200 }), (text) => {
      expect(renderBecause(escapeBraces(text), () => undefined)).toBe(text);
    }),
  );
});
