import { expect, it } from "vitest";
import { rankEntries } from "./rank-entries.ts";

const entry = (label: string, detail = "") => ({ id: label, label, detail, run: () => undefined });
const ENTRIES = [
  entry("I02 Hosting"),
  entry("A03 New device", "account takeover"),
  entry("Format"),
  entry("new_device_count"),
];
const found = (query: string, most = 10) => rankEntries(ENTRIES, query, most).map(({ label }) => label);

it("finds every word in label or detail, ignoring case", () => {
  expect(found("DEVICE takeover")).toEqual(["A03 New device"]);
  expect(found("i02 x")).toEqual([]);
});

it("puts what begins with the query first, and keeps the order otherwise", () => {
  expect(found("new")).toEqual(["new_device_count", "A03 New device"]);
  expect(found("")).toEqual(ENTRIES.map(({ label }) => label));
});

it("answers no more than can be shown", () => expect(found("", 2)).toHaveLength(2));
