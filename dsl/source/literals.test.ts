import { expect, it } from "vitest";
import { readAddress, readNetwork } from "./address-literal.ts";
import { readDuration } from "./duration-literal.ts";
import { quote, readString } from "./string-literal.ts";
import { readTime } from "./time-literal.ts";

const value = (result: { readonly ok: boolean; readonly value?: unknown }) => (result.ok ? result.value : "refused");

it("reads durations in milliseconds and refuses what is not exact", () => {
  expect(["250ms", "90s", "10m", "3h", "14d"].map((text) => value(readDuration(text)))).toEqual([
    250, 90_000, 600_000, 10_800_000, 1_209_600_000,
  ]);
  expect(["1w", "1h30m", "99999999999999d"].map((text) => value(readDuration(text)))).toEqual([
    "refused",
    "refused",
    "refused",
  ]);
});

it("reads days and moments in UTC", () => {
  expect(value(readTime("2026-03-01"))).toBe(Date.UTC(2026, 2, 1));
  expect(value(readTime("2024-02-29T23:59:59.5Z"))).toBe(Date.UTC(2024, 1, 29, 23, 59, 59, 500));
  for (const text of ["2026-02-29", "2026-13-01", "2026-3-1", "2026-03-01T24:00Z", "2026-03-01T10:00", "1969-12-31"]) {
    expect(value(readTime(text)), text).toBe("refused");
  }
});

it("prints addresses as PostgreSQL does", () => {
  expect(value(readAddress("2001:DB8:0:0:1:0:0:1"))).toBe("2001:db8::1:0:0:1");
  expect(value(readAddress("::0102:0304"))).toBe("::1.2.3.4");
  expect(value(readAddress("::1"))).toBe("::1");
  for (const text of ["010.0.0.1", "1.2.3", "1.2.3.256", "fe80::1%eth0", "::ffff:10.0.0.1", "1::2::3"]) {
    expect(value(readAddress(text)), text).toBe("refused");
  }
});

it("keeps networks without host bits and offers the network else", () => {
  expect(value(readNetwork("10.0.0.0/8"))).toBe("10.0.0.0/8");
  expect(value(readNetwork("2001:DB8::/32"))).toBe("2001:db8::/32");
  expect(value(readNetwork("::/0"))).toBe("::/0");
  expect(readNetwork("10.1.2.3/12")).toMatchObject({ ok: false, instead: "10.0.0.0/12" });
  expect(readNetwork("2001:db8::1/33")).toMatchObject({ ok: false, instead: "2001:db8::/33" });
  for (const text of ["10.0.0.0/33", "10.0.0.0/08"]) expect(value(readNetwork(text)), text).toBe("refused");
});

it("reads back every string it quotes", () => {
  for (const text of ["", 'a"b\\c', "line\r\n\ttab", "日本😀", "\u202e\u200b\u0007"]) {
    expect(readString(quote(text))).toEqual({ value: text, faults: [] });
  }
  expect(quote('\u202e"')).toBe('"\\u{202E}\\""');
});
