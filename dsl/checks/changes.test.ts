import { expect, it } from "vitest";
import { codeFrame } from "../diagnostics/code-frame.ts";
import { checkPack, type PackFile } from "./check-pack.ts";

const RULE = 'rule B01 "t" { when user.event_count > FEW_EVENTS }\n';
const BUILT_IN: readonly PackFile[] = [
  { path: "rules/B01_few.tocsin", text: RULE, builtin: true },
  {
    path: "rules/shared.tocsin",
    text: [
      "const FEW_EVENTS = 3",
      'list words : list<string> = ["a", "b"]',
      "attribute total : int = user.ip_count",
      "",
    ].join("\n"),
    builtin: true,
  },
];

const check = (text: string, listFiles: ReadonlyMap<string, string> = new Map()) =>
  checkPack({ files: [...BUILT_IN, { path: "user/mine.tocsin", text, builtin: false }], listFiles });

function frames(text: string, files: readonly PackFile[] = BUILT_IN, builtin: boolean | null = false): string {
  const own = { path: "user/mine.tocsin", text };
  const all: readonly PackFile[] = [...files, builtin === null ? own : { ...own, builtin }];
  const texts = new Map(all.map((file) => [file.path, file.text]));
  return checkPack({ files: all, listFiles: new Map() })
    .diagnostics.filter(({ severity }) => severity === "error")
    .map((problem) => codeFrame(problem, texts))
    .join("\n\n");
}

const bound = (text: string) => check(text).pack?.rules.find(({ id }) => id === "B01")?.when;

it("gives a constant of the built-in pack another value, everywhere", () => {
  expect(bound("")).toMatchObject({ right: { value: 3 } });
  expect(bound("override const FEW_EVENTS = 14\n")).toMatchObject({ right: { value: 14 } });
  expect(bound("const MINE = 7\noverride const FEW_EVENTS = 2 * MINE\n")).toMatchObject({ right: { value: 14 } });
});

it("adds entries to a list of the built-in pack, each once", () => {
  const words = (text: string, files?: ReadonlyMap<string, string>) =>
    check(text, files).pack?.lists.get("words")?.values;
  expect(words('extend list words with ["c", "a"]\nextend list words with ["d"]\n')).toEqual(["a", "b", "c", "d"]);
  expect(words('extend list words with file "more.txt"\n', new Map([["user/more.txt", "x\n# no\ny\n"]]))).toEqual([
    "a",
    "b",
    "x",
    "y",
  ]);
});

it("is a mistake in a pack that stands alone", () =>
  expect(frames("const FEW_EVENTS = 3\noverride const FEW_EVENTS = 4\n", [], null)).toMatchInlineSnapshot(`
    "error[TC0520]: \`override const\` changes the built-in pack, and this pack stands alone; change the constant where it is declared
      --> user/mine.tocsin:2:1
       |
     2 | override const FEW_EVENTS = 4
       | ^^^^^^^^^^^^^^"
  `));

it("is a mistake in the built-in pack", () =>
  expect(frames('extend list words with ["c"]\n', BUILT_IN, true)).toMatchInlineSnapshot(`
    "error[TC0520]: \`extend list\` is for packs laid over the built-in one; change the list where it is declared
      --> user/mine.tocsin:1:1
       |
     1 | extend list words with ["c"]
       | ^^^^^^^^^^^"
  `));

it("suggests a name of the built-in pack", () =>
  expect(frames("override const FEW_EVENT = 4\n")).toMatchInlineSnapshot(`
    "error[TC0521]: the built-in pack has no constant \`FEW_EVENT\`; did you mean \`FEW_EVENTS\`?
      --> user/mine.tocsin:1:16
       |
     1 | override const FEW_EVENT = 4
       |                ^^^^^^^^^
       |
       = fix 1 (write \`FEW_EVENTS\`): override const FEW_EVENTS = 4"
  `));

it("sends what the pack declares itself to its declaration", () =>
  expect(frames('list mine : list<string> = ["a"]\nextend list mine with ["b"]\n')).toMatchInlineSnapshot(`
    "error[TC0524]: \`mine\` is a list of this pack, not of the built-in one; change it where it is declared
      --> user/mine.tocsin:2:13
       |
     1 | list mine : list<string> = ["a"]
       |      ---- declared here
     2 | extend list mine with ["b"]
       |             ^^^^"
  `));

it("knows a list from an attribute", () =>
  expect(frames("extend list total with [1]\n")).toMatchInlineSnapshot(`
    "error[TC0111]: \`total\` is an attribute, not a list that can be extended
      --> user/mine.tocsin:1:13
       |
     1 | extend list total with [1]
       |             ^^^^^
       |
      ::: rules/shared.tocsin:3:11
       |
     3 | attribute total : int = user.ip_count
       |           ----- declared here"
  `));

it("shows both of two overrides", () =>
  expect(frames("override const FEW_EVENTS = 4\noverride const FEW_EVENTS = 5\n")).toMatchInlineSnapshot(`
    "error[TC0522]: \`FEW_EVENTS\` is overridden twice; which value counts is not clear
      --> user/mine.tocsin:2:16
       |
     1 | override const FEW_EVENTS = 4
       |                ---------- first overridden here
     2 | override const FEW_EVENTS = 5
       |                ^^^^^^^^^^"
  `));

it("keeps the type of a constant", () =>
  expect(frames('override const FEW_EVENTS = "4"\n')).toMatchInlineSnapshot(`
    "error[TC0523]: \`FEW_EVENTS\` is a constant of type \`int\`; its override is a \`string\`
      --> user/mine.tocsin:1:29
       |
     1 | override const FEW_EVENTS = "4"
       |                             ^^^
       |
      ::: rules/shared.tocsin:1:7
       |
     1 | const FEW_EVENTS = 3
       |       ---------- declared here"
  `));

it("keeps the type of a list", () =>
  expect(frames("extend list words with [4]\n")).toMatchInlineSnapshot(`
    "error[TC0201]: expected \`string\`, found \`int\`
      --> user/mine.tocsin:1:24
       |
     1 | extend list words with [4]
       |                        ^^^
       |
      ::: rules/shared.tocsin:2:6
       |
     2 | list words : list<string> = ["a", "b"]
       |      ----- declared here"
  `));

it("sees a constant that is overridden by itself", () =>
  expect(frames("override const FEW_EVENTS = FEW_EVENTS + 1\n")).toMatchInlineSnapshot(`
    "error[TC0110]: declarations depend on each other in a circle: \`FEW_EVENTS\` → \`FEW_EVENTS\`
      --> user/mine.tocsin:1:29
       |
     1 | override const FEW_EVENTS = FEW_EVENTS + 1
       |                             ^^^^^^^^^^^^^^
       |
      ::: rules/shared.tocsin:1:7
       |
     1 | const FEW_EVENTS = 3
       |       ---------- not possible here"
  `));

it("blames the override for what it breaks in the built-in pack", () =>
  expect(
    frames("override const FEW_EVENTS = 5000\n", [
      ...BUILT_IN,
      {
        path: "rules/B02_last.tocsin",
        text: 'rule B02 "t" { when count(events last FEW_EVENTS) > 1 }\n',
        builtin: true,
      },
    ]),
  ).toMatchInlineSnapshot(`
    "error[TC0403]: \`last\` must be from 1 to 1,000, found 5,000
      --> user/mine.tocsin:1:29
       |
     1 | override const FEW_EVENTS = 5000
       |                             ^^^^
       |
      ::: rules/B02_last.tocsin:1:39
       |
     1 | rule B02 "t" { when count(events last FEW_EVENTS) > 1 }
       |                                       ---------- not possible here"
  `));
