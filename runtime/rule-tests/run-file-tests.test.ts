import { expect, it } from "vitest";
import { testDatabase } from "../../test/database/test-database.ts";
import { createStore } from "../db/store.ts";
import { packOf } from "../packs/load-pack.ts";
import { runFileTests } from "./run-file-tests.ts";
import { suggestFileTests } from "./suggest-file-tests.ts";
import { withTestStatements } from "./test-statements.ts";

const database = testDatabase();
const store = () => createStore(database.pool);
/** Time stands still, so that it suffices on every machine. */
const clock = () => 0;
const PATH = "user/rules/X01_many.tocsin";

const RULE = 'rule X01 "Many" {\n  when {\n    user.ip_count > 3\n    user.anonymous\n  }\n}\n';
const test = (title: string, ips: number, outcome: string) =>
  `\ntest "${title}" {\n  given { user: { ip_count: ${ips}, anonymous: true } }\n  expect X01 ${outcome}\n}\n`;
const run = (text: string) =>
  runFileTests(store(), packOf([{ path: PATH.slice(5), text }]).pack, { path: PATH, clock });

it("runs the tests of a file on both targets, and tells what each answered", async () => {
  const answer = await run(RULE + test("a", 9, "match") + test("b", 3, "match"));
  expect(answer).toMatchObject({
    kind: "ran",
    cases: [
      { test: "a", status: "passed", answers: [{ expected: "X01 match", typescript: "match", sql: "match" }] },
      { test: "b", status: "failed", answers: [{ expected: "X01 match", typescript: "no match", sql: "no match" }] },
    ],
    untested: null,
  });
});

it("says what the tests see of each condition, and which thresholds no test stands at", async () => {
  const answer = await run(RULE + test("a", 9, "match"));
  expect(answer).toMatchObject({
    coverage: { seen: 3, of: 6 },
    untested: [
      { declaration: "X01", step: "+1" },
      { declaration: "X01", step: "-1" },
    ],
  });
});

it("refuses more tests than somebody would write", async () => {
  const rows = Array.from({ length: 301 }, () => "  | 1 | no match |\n").join("");
  const text = `${RULE}attribute a : int "a" = user.ip_count\ntest "t" for X01 {\n  | a | expect |\n${rows}}\n`;
  expect(await run(text)).toEqual({ kind: "too_many", cases: 301, rows: 0 });
});

it("reaches no stored row, and writes nothing", async () => {
  const ask = (sql: string) =>
    withTestStatements(store(), undefined, (query) => query({ sql, parameters: [] } as never)); // a statement as pg takes it
  expect(await ask("select 1 as one")).toEqual([{ one: 1 }]);
  await expect(ask("select * from users")).rejects.toThrow('relation "users" does not exist');
  await expect(ask("delete from public.users")).rejects.toThrow("read-only");
});

it("offers tests that hold on both targets, and leaves no threshold untested when they are accepted", async () => {
  const text = RULE + test("a", 9, "match");
  const loaded = packOf([{ path: PATH.slice(5), text }]);
  const { tests, cut } = await suggestFileTests(store(), {
    pack: loaded.pack,
    texts: loaded,
    file: { path: PATH, text },
    clock,
  });
  expect(cut).toBe(false);
  expect(tests).toMatchObject([{ rule: "X01", condition: "user.ip_count > 3" }]);
  expect(await run(`${text}\n${tests.map((each) => each.text).join("\n")}`)).toMatchObject({ untested: [] });
});
