import { expect, it } from "vitest";
import { checkPack, type PackFile } from "./check-pack.ts";

/* "Files and packs" of the language reference, sentence by sentence. What a pack may change: `changes.test.ts`. */

const THEIRS: readonly PackFile[] = [
  {
    path: "rules/shared.tocsin",
    text: 'const FEW = 3\nlist words : list<string> = ["a"]\nattribute total : int = user.ip_count\n',
    builtin: true,
  },
  { path: "rules/ip/I01_tor.tocsin", text: 'rule I01 "t" {\n  when any ip { .tor }\n}\n', builtin: true },
  { path: "presets/calm.tocsin", text: 'preset calm "Calm" {\n  I01 high\n}\n', builtin: true },
];
const mine = (path: string, text: string): PackFile => ({ path: `user/${path}`, text, builtin: false });

function check(...files: readonly PackFile[]) {
  const { pack, diagnostics } = checkPack({ files: [...THEIRS, ...files], listFiles: new Map() });
  const errors = diagnostics.filter(({ severity }) => severity === "error");
  return { pack, errors: errors.map(({ code, span }) => `${code} ${span.file}`) };
}

it("takes UTF-8 with `#` comments, and refuses a byte order mark", () => {
  expect(check(mine("a.tocsin", "# héllo, 日本\nconst MINE = 3  # three\n")).errors).toEqual([]);
  expect(check(mine("a.tocsin", "\ufeffconst MINE = 3\n")).errors).toEqual(["TC0005 user/a.tocsin"]);
});

it("shares names between all files of a pack, whatever their order", () => {
  const files = [mine("z.tocsin", "const MINE = OTHER + FEW\n"), mine("a.tocsin", "const OTHER = 1\n")];
  expect(check(...files).errors).toEqual([]);
  expect(check(...files.toReversed()).pack).toEqual(check(...files).pack);
});

it("shows both places of a duplicate", () => {
  const { diagnostics } = checkPack({
    files: [mine("a.tocsin", "const MINE = 1\n"), mine("b.tocsin", "const MINE = 2\n")],
    listFiles: new Map(),
  });
  const duplicate = diagnostics.find(({ code }) => code === "TC0102");
  expect([duplicate?.span.file, duplicate?.secondary[0]?.span.file]).toEqual(["user/b.tocsin", "user/a.tocsin"]);
});

it("adds rules with `X`, which use what the built-in pack offers", () =>
  expect(
    check(
      mine("deep/er/X01_mine.tocsin", 'rule X01 "t" {\n  when {\n    total > FEW\n    user.name in words\n  }\n}\n'),
    ).pack?.rules.map(({ id }) => id),
  ).toEqual(["I01", "X01"]));

it("leaves every kind of built-in name to the built-in pack", () => {
  const attempts: readonly (readonly [string, string])[] = [
    ["TC0517", 'rule I01 "mine" {\n  when user.anonymous\n}\n'],
    ["TC0102", "attribute total : int = user.event_count\n"],
    ["TC0102", "const FEW = 4\n"],
    ["TC0102", 'list words : list<string> = ["b"]\n'],
    ["TC0102", 'preset calm "Mine" {\n  I01 none\n}\n'],
    ["TC0102", "define total(d: device) { d.bot }\n"],
  ];
  for (const [code, text] of attempts) {
    const { errors } = check(mine("I01_mine.tocsin", text));
    expect(errors, text).toContain(`${code} user/I01_mine.tocsin`);
    expect(errors.every((error) => error.endsWith("user/I01_mine.tocsin"))).toBe(true);
  }
});

it("holds one rule a file, named by its id, with tests beside it", () => {
  const rule = (id: string) => `rule ${id} "t" {\n  when user.anonymous\n}\n`;
  const test = 'test "t" {\n  given { user: { anonymous: true } }\n  expect X01 match\n}\n';
  expect(check(mine("X01_mine.tocsin", rule("X01") + test)).errors).toEqual([]);
  expect(check(mine("X02_mine.tocsin", rule("X01"))).errors).toEqual(["TC0501 user/X02_mine.tocsin"]);
  expect(check(mine("X01_mine.tocsin", rule("X01") + rule("X02"))).errors).toEqual(["TC0502 user/X01_mine.tocsin"]);
});

it("presets of a laid-over pack weigh the rules of both", () => {
  const files = [
    mine("X01_mine.tocsin", 'rule X01 "t" {\n  when user.anonymous\n}\n'),
    mine("mine.tocsin", 'preset mine "Mine" {\n  I01 high\n  X01 extreme\n}\n'),
  ];
  expect(check(...files).pack?.presets.find(({ name }) => name === "mine")?.weights).toEqual(
    new Map([
      ["I01", 20],
      ["X01", 70],
    ]),
  );
});

it("may test the rules of the built-in pack, and use its fixtures", () => {
  const fixture = { path: "rules/fixtures.tocsin", text: "fixture calm { total: 3 }\n", builtin: true };
  const test = mine("tests.tocsin", 'test "t" {\n  given like calm\n  expect I01 no match\n}\n');
  expect(check(fixture, test).errors).toEqual([]);
  expect(check(fixture, mine("f.tocsin", "fixture calm { total: 4 }\n")).errors).toEqual(["TC0102 user/f.tocsin"]);
});
