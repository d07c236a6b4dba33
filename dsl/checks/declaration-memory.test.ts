import { expect, it } from "vitest";
import { parseFile } from "../parser/parse-file.ts";
import { checkPack, type ParsedFile } from "./check-pack.ts";
import { createDeclarationMemory } from "./declaration-memory.ts";

const parsed = (path: string, text: string): ParsedFile => ({ path, text, ...parseFile({ path, text }) });

const FILES = {
  "attributes.tocsin": [
    "const MOST_IPS = 3",
    "attribute ip_total : int = user.ip_count",
    "attribute crowded : bool = ip_total > MOST_IPS",
    "define is_new(d: device) { d.last_seen - d.first_seen < 3h }",
  ].join("\n"),
  "X01_a.tocsin": 'rule X01 "a" {\n  because "{ip_total} addresses"\n  when crowded\n}\n',
  "X02_b.tocsin": 'rule X02 "b" {\n  because "new"\n  when any event { is_new(.device) }\n}\n',
  "X03_c.tocsin":
    'rule X03 "c" {\n  because "c"\n  when user.event_count > 3\n}\ntest "c" {\n  given like quiet\n  expect X03 no match\n}\n',
  "fixtures.tocsin": "fixture quiet { ip_total: 3 }\n",
};

/** A pack that is checked after every edit, with its memory and afresh. */
function pack() {
  const files = new Map(Object.entries(FILES).map(([path, text]) => [path, parsed(path, text)]));
  const memory = createDeclarationMemory();
  const check = () => {
    const input = { files: [...files.values()], listFiles: new Map<string, string>() };
    return { remembering: checkPack(input, memory), afresh: checkPack(input) };
  };
  check();
  return {
    check,
    edit: (path: string, change: (text: string) => string) =>
      files.set(path, parsed(path, change(files.get(path)?.text ?? ""))),
    remove: (path: string) => files.delete(path),
  };
}

const EDITS: readonly (readonly [what: string, path: string, from: string, to: string])[] = [
  ["a constant is changed", "attributes.tocsin", "= 3", "= 5"],
  ["a constant becomes text", "attributes.tocsin", "= 3", '= "three"'],
  ["an attribute is renamed", "attributes.tocsin", "attribute ip_total", "attribute ip_sum"],
  ["an attribute may be missing", "attributes.tocsin", "ip_total : int =", "ip_total : int? ="],
  ["attributes read each other", "attributes.tocsin", "= user.ip_count", "= ip_total"],
  ["a define is changed", "attributes.tocsin", "< 3h", "< 3"],
  ["a define takes another row", "attributes.tocsin", "d: device", "d: session"],
  ["a parenthesis is open", "attributes.tocsin", "is_new(d", "is_new(("],
  ["a rule gets another id", "X03_c.tocsin", "rule X03", "rule X04"],
  ["a name is declared twice", "X03_c.tocsin", "rule X03", "attribute crowded : bool = true\nrule X03"],
  ["a constant is used no more", "attributes.tocsin", "> MOST_IPS", "> 3"],
  ["a fixture says something else", "fixtures.tocsin", "ip_total: 3", "ip_total: 4"],
  ["a fixture has a mistake", "fixtures.tocsin", "ip_total: 3", 'ip_total: "three"'],
  ["an exception ends", "X03_c.tocsin", "> 3\n}", "> 3\n  except until 2026-12-31 { crowded }\n}"],
  ["lines move", "attributes.tocsin", "const", "# a comment\n\nconst"],
];

it.each(EDITS)("answers as if it had forgotten all when %s, and when that is taken back", (_, path, from, to) => {
  const { check, edit } = pack();
  edit(path, (text) => text.replace(from, to));
  const changed = check();
  expect(changed.remembering).toEqual(changed.afresh);
  edit(path, (text) => text.replace(to, from));
  const restored = check();
  expect(restored.remembering).toEqual(restored.afresh);
});

it("notices that a file is gone", () => {
  const { check, remove } = pack();
  remove("attributes.tocsin");
  const { remembering, afresh } = check();
  expect(remembering).toEqual(afresh);
  expect(remembering.diagnostics.map(({ code }) => code)).toContain("TC0101");
});

it("binds again what mentions a changed name, through others and in text, and nothing else", () => {
  const { check, edit } = pack();
  const rulesOf = ({ remembering }: ReturnType<typeof check>) =>
    new Map(remembering.pack?.rules.map((rule) => [rule.id, rule]));
  const before = rulesOf(check());
  edit("attributes.tocsin", (text) => text.replace("= 3", "= 5"));
  const after = rulesOf(check());
  const same = [...after].filter(([id, rule]) => before.get(id) === rule).map(([id]) => id);
  expect([...after.keys()]).toEqual(["X01", "X02", "X03"]);
  expect(same).toEqual(["X03"]);
});

it("follows what a laid-over pack changes of the built-in one", () => {
  const theirs = { ...parsed("shared.tocsin", FILES["attributes.tocsin"]), builtin: true };
  const test = { ...parsed("t.tocsin", 'test "t" {\n  given { ip_total: 4 }\n  expect crowded\n}\n'), builtin: true };
  const memory = createDeclarationMemory();
  for (const text of ["", "override const MOST_IPS = 9\n", "override const MOST_IPS = true\n", "# none\n"]) {
    const mine = { ...parsed("user/mine.tocsin", text), builtin: false };
    const input = { files: [theirs, test, mine], listFiles: new Map<string, string>() };
    expect(checkPack(input, memory), text).toEqual(checkPack(input));
  }
});
