import { expect, it } from "vitest";
import { checkPack } from "../checks/check-pack.ts";
import { LIMITS } from "../types/limits.ts";

function list(type: string, content: string | null, path = "lists/a.txt") {
  const text = `list a : list<${type}> = file "${path}"\n`;
  const listFiles = new Map(content === null ? [] : [["lists/a.txt", content]]);
  const { pack, diagnostics } = checkPack({ files: [{ path: "a.tocsin", text }], listFiles });
  const errors = diagnostics.filter(({ severity }) => severity === "error");
  return {
    values: pack?.lists.get("a")?.values,
    codes: errors.map(({ code }) => code),
    messages: errors.map(({ message }) => message),
  };
}

it("reads one entry a line, without blanks, comments and duplicates", () =>
  expect(list("string", "# words\n\n  one \r\ntwo # kept\none\n").values).toEqual(["one", "two # kept"]));

it("reads numbers, addresses, members", () => {
  expect(list("int", "1\n-2\n").values).toEqual([1, -2]);
  expect(list("ip", "2001:DB8::1\n").values).toEqual(["2001:db8::1"]);
  expect(list("country", "FR\n").values).toEqual(["FR"]);
});

it("takes an address in a list of networks for itself alone", () =>
  expect(list("cidr", "10.0.0.0/8\n10.0.0.1\n2001:db8::1\n").values).toEqual([
    "10.0.0.0/8",
    "10.0.0.1/32",
    "2001:db8::1/128",
  ]));

it("names the line that is not of the type", () =>
  expect(list("ip", "10.0.0.1\n10.0.0.300\n").messages).toEqual(["line 2 of `lists/a.txt` is no `ip`: `10.0.0.300`"]));

it("refuses networks with host bits and numbers that are not exact", () => {
  expect(list("cidr", "10.0.0.1/8\n").codes).toEqual(["TC0221"]);
  expect(list("int", "9007199254740993\n").codes).toEqual(["TC0221"]);
  expect(list("string", "a\0b\n").codes).toEqual(["TC0221"]);
});

it("stays inside the pack", () => {
  for (const path of ["../a.txt", "/etc/passwd", "lists/../../a.txt", "C:/a.txt", "lists//a.txt", ""]) {
    expect(list("string", "x\n", path).codes, path).toEqual(["TC0220"]);
  }
});

it("misses a file that the pack does not have", () => expect(list("string", null).codes).toEqual(["TC0220"]));

it("limits entries and bytes", () => {
  const numbers = (count: number) => Array.from({ length: count }, (_, i) => i).join("\n");
  expect(list("int", numbers(LIMITS.listEntries)).codes).toEqual([]);
  expect(list("int", numbers(LIMITS.listEntries + 1)).codes).toEqual(["TC0405"]);
  expect(list("string", "x".repeat(LIMITS.listBytes + 1)).codes).toEqual(["TC0220"]);
});

it("has no entries of its own when operators keep it", () =>
  expect(runtime("int").pack?.lists.get("a")).toMatchObject({ values: null, element: { kind: "int" } }));

it("keeps only what has one plain spelling", () =>
  expect(runtime("time").messages).toEqual([
    "operators cannot keep a list of `time`; a `runtime` list holds `int`, `string`, `ip`, `cidr` or members of an enumeration",
  ]));

it("cannot be extended by a pack when operators keep it", () => {
  const files = [
    { path: "rules/a.tocsin", text: "list a : list<int> = runtime\n", builtin: true },
    { path: "user/b.tocsin", text: "extend list a with [1]\n", builtin: false },
  ];
  expect(checkPack({ files, listFiles: new Map() }).diagnostics.map(({ code }) => code)).toContain("TC0245");
});

function runtime(type: string) {
  const { pack, diagnostics } = checkPack({
    files: [{ path: "a.tocsin", text: `list a : list<${type}> = runtime\n` }],
    listFiles: new Map(),
  });
  return {
    pack,
    messages: diagnostics.filter(({ severity }) => severity === "error").map(({ message }) => message),
  };
}
