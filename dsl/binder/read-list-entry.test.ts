import { expect, it } from "vitest";
import type { ElementType } from "../types/type.ts";
import { isListEntryType, readListEntry } from "./read-list-entry.ts";

const CIDR: ElementType = { kind: "cidr" };

it("reads an entry into its one spelling", () => {
  expect(readListEntry("2001:DB8::1", { kind: "ip" })).toEqual({ ok: true, value: "2001:db8::1" });
  expect(readListEntry("10.0.0.1", CIDR)).toEqual({ ok: true, value: "10.0.0.1/32" });
  expect(readListEntry("-7", { kind: "int" })).toEqual({ ok: true, value: -7 });
  expect(readListEntry("FR", { kind: "enum", name: "country" })).toEqual({ ok: true, value: "FR" });
});

it.each<[string, ElementType, string]>([
  ["10.0.0.1/8", CIDR, "it sets bits behind `/8`; the network is `10.0.0.0/8`"],
  ["10.0.0.300", { kind: "ip" }, "IPv4 has four numbers from 0 to 255"],
  ["1e3", { kind: "int" }, "a whole number has digits only"],
  ["9007199254740993", { kind: "int" }, "it is not within ±(2^53 - 1)"],
  ["fr", { kind: "enum", name: "country" }, "`country` has no such member"],
  ["", { kind: "string" }, "an empty string is part of every string"],
  ["a\0b", { kind: "string" }, "it holds characters that are no text"],
  ["x".repeat(2049), { kind: "string" }, "it is longer than 2048 bytes"],
])("says what is wrong with `%s`", (entry, element, reason) =>
  expect(readListEntry(entry, element)).toMatchObject({ ok: false, reason }),
);

it("reads every type that it claims to read", () => {
  expect(["string", "int", "ip", "cidr"].every((kind) => isListEntryType({ kind } as ElementType))).toBe(true);
  expect(readListEntry("true", { kind: "bool" }).ok).toBe(isListEntryType({ kind: "bool" }));
});
