import { expect, it } from "vitest";
import { canonicalJson } from "./certificate.ts";

it("is one text for one value, whatever the order of its keys", () => {
  expect(canonicalJson({ b: [1, { d: null, c: true }], a: "x" })).toBe('{"a":"x","b":[1,{"c":true,"d":null}]}');
  expect(canonicalJson({ a: "x", b: [1, { c: true, d: null }] })).toBe(
    canonicalJson({ b: [1, { d: null, c: true }], a: "x" }),
  );
});
