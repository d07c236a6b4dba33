import { readdirSync, readFileSync } from "node:fs";
import { join } from "node:path";
import { beforeAll, expect, it } from "vitest";
import { runTests } from "../../compiler/index.ts";
import { checkPack, type PackFile } from "../../dsl/checks/check-pack.ts";
import { codeFrame } from "../../dsl/diagnostics/index.ts";
import { parseFile } from "../../dsl/parser/parse-file.ts";
import { readPackFolder, type PackFolder } from "../../runtime/index.ts";
import { ROOT } from "../../scripts/root.js";
import { NODE_KINDS, nodesIn } from "../arbitraries/node-kinds.ts";
import { testDatabase } from "../database/test-database.ts";

const PAGES = [
  "README.md",
  ...readdirSync(join(ROOT, "docs", "language"))
    .filter((name) => name.endsWith(".md"))
    .map((name) => join("docs", "language", name)),
];
const database = testDatabase();
let builtIn: PackFolder;
beforeAll(async () => {
  builtIn = await readPackFolder(ROOT, ["rules", "presets"]);
});

/** The rule text of a page: what stands in fences for the language, and what a shell writes to a rule's file. */
function examplesOf(page: string): readonly PackFile[] {
  const text = readFileSync(join(ROOT, page), "utf8");
  const blocks = [...text.matchAll(/^```tocsin\n(?<fenced>.*?)^```$|<<'RULE'\n(?<written>.*?)^RULE$/gms)];
  return blocks.map(({ groups }, index) => {
    const example = groups?.["fenced"] ?? groups?.["written"] ?? "";
    const id = /^rule (X\d+)/m.exec(example)?.[1];
    return { path: `user/${id === undefined ? `example-${index}` : `${id}_example`}.tocsin`, text: example, builtin: false };
  });
}

/** A page's examples are one pack, laid over the built-in one. */
function checked(page: string) {
  const files = [...builtIn.files.map((file) => ({ ...file, builtin: true })), ...examplesOf(page)];
  const listFiles = new Map(builtIn.lists.map(({ path, text }) => [path, text]));
  const { pack, diagnostics } = checkPack({ files, listFiles });
  const texts = new Map(files.map(({ path, text }) => [path, text]));
  const errors = diagnostics.filter(({ severity }) => severity === "error").map((each) => codeFrame(each, texts));
  return { pack, errors };
}

it("finds examples where there are some", () => {
  const counts = Object.fromEntries(PAGES.map((page) => [page, examplesOf(page).length]));
  expect(counts).toMatchObject({ "README.md": 1 });
  expect(counts["docs/language/README.md"]).toBeGreaterThan(5);
  expect(counts["docs/language/functions.md"]).toBeGreaterThan(10);
});

it("shows every kind of node in the reference, but a list in a file of its own", () => {
  const trees = examplesOf("docs/language/README.md").map((file) => parseFile(file).file.declarations);
  const kinds = new Set(trees.flatMap(nodesIn).map(({ kind }) => kind));
  expect(NODE_KINDS.filter((kind) => !kinds.has(kind))).toEqual(["list_file"]);
});

it.each(PAGES)("compiles the examples of %s", (page) => expect(checked(page).errors).toEqual([]));

it.each(PAGES)("runs the tests of %s on both targets", async (page) => {
  const { pack } = checked(page);
  if (pack === null) throw new Error("the page does not compile");
  const results = await runTests(pack, {
    select: ({ span }) => span.file.startsWith("user/"),
    run: async ({ sql, parameters }) => (await database.pool.query(sql, [...parameters])).rows,
  });
  expect(results.flatMap(({ test, failures }) => failures.map((failure) => ({ test, ...failure })))).toEqual([]);
});
