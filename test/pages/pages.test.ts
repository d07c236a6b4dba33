import { readdirSync, readFileSync } from "node:fs";
import { expect, it } from "vitest";
import { CATALOG } from "../../dsl/diagnostics/catalog.ts";
import { readPage, type DiagnosticPage } from "../../dsl/diagnostics/read-page.ts";
import { checkPack, type PackFile } from "../../dsl/index.ts";
import { createLaidOverCheck } from "../laid-over/laid-over-check.ts";
import { asFile } from "./as-file.ts";
import { WRITTEN_OUT } from "./written-out.ts";

const FOLDER = new URL("../../docs/diagnostics/", import.meta.url);
const PAGES = readdirSync(FOLDER).filter((name) => /^TC\d{4}\.md$/.test(name));
const check = createLaidOverCheck();

/** What examples use besides the built-in pack. */
const BESIDE: readonly PackFile[] = [
  {
    path: "user/beside.tocsin",
    text: [
      "list office : list<cidr> = [10.0.0.0/8]",
      'list many_names : list<string> = ["root"]',
      'map majors : map<string, int> = { "Chrome": 90 }',
      "const OLD_LIMIT = 7",
      "attribute sessions_total : int = count(sessions)",
      "",
    ].join("\n"),
    builtin: false,
  },
  { path: "rules/beside.tocsin", text: "list kept_asns : list<int> = runtime\n", builtin: true },
  { path: "user/X09_beside.tocsin", text: 'rule X09 "Beside" {\n  when user.anonymous\n}\n', builtin: false },
];
const LISTS = new Map([
  ["user/lists/words.txt", "a\nb\n"],
  ["user/lists/everything.txt", Array.from({ length: 100_001 }, (_, i) => i).join("\n")],
]);

/** What is a mistake only where no pack lies below. */
const ALONE: ReadonlySet<string> = new Set(["TC0520"]);

/** Says that an example is short, not that it is wrong. */
const HYGIENE: ReadonlySet<string> = new Set(["TC0601", "TC0602", "TC0603"]);

function codesOf(page: DiagnosticPage, example: "avoid" | "prefer"): readonly string[] {
  const written = WRITTEN_OUT[page.code];
  const text = written === undefined ? page[example] : written[example];
  const file = asFile(text);
  const { diagnostics } = ALONE.has(page.code)
    ? checkPack({ files: [file], listFiles: LISTS })
    : { diagnostics: check(`user/${file.path}`, file.text, BESIDE, LISTS) };
  const found = diagnostics.map(({ code }) => code);
  return [...new Set(found)].filter((code) => code === page.code || !HYGIENE.has(code));
}

it("has a page in four parts for every code, under the code's name", () => {
  for (const name of PAGES)
    expect(readPage(readFileSync(new URL(name, FOLDER), "utf8"))?.code, name).toBe(name.slice(0, -3));
  expect(PAGES.map((name) => name.slice(0, -3)).sort()).toEqual(Object.keys(CATALOG).sort());
});

/** From here on: lints that look at a whole pack and are not part of a check; each has a test of its own beside it. */
const FIRST_OF_PACK_LINTS = "TC0607";

it.each(PAGES.filter((name) => name < FIRST_OF_PACK_LINTS))("shows the mistake of %s and what has none", (name) => {
  const page = readPage(readFileSync(new URL(name, FOLDER), "utf8"));
  if (page === null) throw new Error(`${name} has no four parts`);
  expect(codesOf(page, "avoid")).toEqual([page.code]);
  expect(codesOf(page, "prefer")).toEqual([]);
});
