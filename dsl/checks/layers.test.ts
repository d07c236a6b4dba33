import { expect, it } from "vitest";
import { checkPack, type PackFile } from "./check-pack.ts";

const rule = (id: string) => `rule ${id} "t" {\n  when user.event_count > 3\n}\n`;

function errors(files: readonly PackFile[], listFiles: ReadonlyMap<string, string> = new Map()) {
  return checkPack({ files, listFiles })
    .diagnostics.filter(({ severity }) => severity === "error")
    .map(({ code, span, message }) => ({ code, file: span.file, message }));
}

it("keeps the ids of the built-in pack from packs laid over it", () =>
  expect(errors([{ path: "user/B99_mine.tocsin", text: rule("B99"), builtin: false }])).toEqual([
    {
      code: "TC0517",
      file: "user/B99_mine.tocsin",
      message:
        "the ids of a pack laid over the built-in one begin with `X`, unlike `B99`; other letters belong to the built-in pack",
    },
  ]));

it("keeps `X` from the built-in pack", () =>
  expect(errors([{ path: "rules/X01_theirs.tocsin", text: rule("X01"), builtin: true }])).toEqual([
    {
      code: "TC0517",
      file: "rules/X01_theirs.tocsin",
      message: "`X01` begins with `X`, which the built-in pack leaves to users",
    },
  ]));

it("accepts every layer with its own ids, and any id in a pack that stands alone", () => {
  expect(
    errors([
      { path: "rules/B99_theirs.tocsin", text: rule("B99"), builtin: true },
      { path: "user/X01_mine.tocsin", text: rule("X01"), builtin: false },
    ]),
  ).toEqual([]);
  expect(errors([{ path: "B99_any.tocsin", text: rule("B99") }])).toEqual([]);
});

it("blames the pack laid over for a name that is taken", () =>
  expect(
    errors([
      { path: "user/mine.tocsin", text: "attribute many : int = user.event_count\n", builtin: false },
      { path: "rules/theirs.tocsin", text: "attribute many : int = user.ip_count\n", builtin: true },
    ]),
  ).toEqual([{ code: "TC0102", file: "user/mine.tocsin", message: "`many` is declared more than once in this pack" }]));

it("reads list files from the root of the pack that names them", () => {
  const list = (path: string) => `list ${path.startsWith("lists/a") ? "a" : "b"} : list<string> = file "${path}"\n`;
  const files = [
    { path: "rules/theirs.tocsin", text: list("lists/b.txt"), builtin: true },
    { path: "user/mine.tocsin", text: list("lists/a.txt"), builtin: false },
  ];
  expect(
    errors(
      files,
      new Map([
        ["lists/b.txt", "b"],
        ["user/lists/a.txt", "a"],
      ]),
    ),
  ).toEqual([]);
  expect(
    errors(
      files,
      new Map([
        ["lists/b.txt", "b"],
        ["lists/a.txt", "a"],
      ]),
    ),
  ).toMatchObject([{ code: "TC0220" }]);
});
