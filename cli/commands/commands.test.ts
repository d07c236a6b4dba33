import { readFile } from "node:fs/promises";
import { join } from "node:path";
import { expect, it } from "vitest";
import { runCli } from "../run-cli.ts";
import { fakeHost } from "../testing/fake-host.ts";
import { folderWith } from "../testing/folder.ts";
import { COMMANDS } from "./index.ts";

const X01 = `rule X01 "Many events" {
  because "{ea_total_visit} events"

  when user.event_count > 2
}

test "more than two events" for X01 {
  given { ea_total_visit: 1, user: { event_count: 3 } }
  expect X01 match
}

test "two events" for X01 {
  given { user: { event_count: 2 } }
  expect X01 no match
}
`;

async function run(files: Readonly<Record<string, string>>, argv: readonly string[], stdin = "") {
  const cwd = await folderWith(files);
  const host = fakeHost({ cwd, stdin });
  const code = await runCli(argv, COMMANDS, host, "0.0.0");
  return { code, written: host.written(), noted: host.noted(), cwd };
}

it("checks a pack laid over the built-in one", async () => {
  const clean = X01.replace(
    "given { ea_total_visit: 1, user: { event_count: 3 } }",
    "given { user: { event_count: 3 } }",
  );
  expect(await run({ "X01_many.tocsin": clean }, ["check"])).toMatchObject({
    code: 0,
    written: "",
    noted: "1 file checked: no problems\n",
  });
});

it("shows an error where it is and exits with 3", async () => {
  const { code, written } = await run({ "rules/X01_many.tocsin": X01.replace("> 2", "> two") }, ["check", "rules"]);
  expect(code).toBe(3);
  expect(written).toContain("error[TC0101]: unknown name `two`");
  expect(written).toContain("--> rules/X01_many.tocsin:4:27");
});

it("writes diagnostics as JSON", async () => {
  const { written } = await run({ "X01_many.tocsin": X01.replace("> 2", "> two") }, ["check", "--format", "json"]);
  const { version, kind, diagnostics } = JSON.parse(written) as {
    version: number;
    kind: string;
    diagnostics: object[];
  };
  expect({ version, kind }).toEqual({ version: 1, kind: "check" });
  expect(diagnostics).toContainEqual(
    expect.objectContaining({
      code: "TC0101",
      start: { line: 4, column: 27 },
      span: expect.objectContaining({ file: "X01_many.tocsin" }),
    }),
  );
});

it("says what each rule costs at most", async () => {
  const { code, written } = await run({ "X01_many.tocsin": X01 }, ["check", "--cost"]);
  expect(code).toBe(0);
  expect(written).toMatch(/^X01 +profile +0 +3$/m);
});

it("says the same for programs", async () => {
  const { written } = await run({ "X01_many.tocsin": X01 }, ["check", "--cost", "--format", "json"]);
  expect(JSON.parse(written)).toMatchObject({
    costs: [{ rule: "X01", class: "profile", rowVisits: 0, steps: 3 }],
  });
});

it("counts warnings only when told to", async () => {
  const untested = { "X01_many.tocsin": 'rule X01 "Many" {\n  because "many"\n  when user.event_count > 2\n}\n' };
  expect((await run(untested, ["check"])).code).toBe(0);
  expect((await run(untested, ["check", "--strict"])).code).toBe(2);
});

it("fails when a path list matches nothing", async () => {
  expect(await run({ "readme.md": "" }, ["check"])).toMatchObject({ code: 1, noted: "tocsin: no .tocsin file in .\n" });
  expect(await run({}, ["check", "gone"])).toMatchObject({ code: 1, noted: "tocsin: gone does not exist\n" });
  expect((await run({ "a.txt": "" }, ["fmt", "a.txt"])).noted).toBe("tocsin: a.txt is not a .tocsin file\n");
});

it("reads the roots of tocsin.json from any folder below it", async () => {
  const { code, noted } = await run(
    { "tocsin.json": '{"roots": ["policies"]}', "policies/X01_many.tocsin": "rule X01" },
    ["check"],
  );
  expect(code).toBe(3);
  expect(noted).toContain("1 file checked");
  expect((await run({ "tocsin.json": "{" }, ["check"])).noted).toContain("tocsin.json cannot be used");
});

const LOOSE = 'rule X01 "Many" { when { user.event_count>2 } }\n';

it("prints the canonical form and leaves the file alone", async () => {
  const { code, written, cwd } = await run({ "X01.tocsin": LOOSE }, ["fmt"]);
  expect(code).toBe(0);
  expect(written).toContain("user.event_count > 2");
  expect(await readFile(join(cwd, "X01.tocsin"), "utf8")).toBe(LOOSE);
});

it("writes the canonical form when told to, once", async () => {
  const { code, written, cwd } = await run({ "X01.tocsin": LOOSE }, ["fmt", "--write"]);
  expect([code, written]).toEqual([0, ""]);
  const formatted = await readFile(join(cwd, "X01.tocsin"), "utf8");
  expect(formatted).not.toBe(LOOSE);
  expect(await run({ "X01.tocsin": formatted }, ["fmt", "--check"])).toMatchObject({ code: 0, written: "" });
});

it("names the files that are not canonical, or shows what would change", async () => {
  expect(await run({ "a/X01.tocsin": LOOSE }, ["fmt", "--check"])).toMatchObject({
    code: 2,
    written: "a/X01.tocsin\n",
  });
  const { code, written } = await run({ "X01.tocsin": LOOSE }, ["fmt", "--diff"]);
  expect(code).toBe(0);
  expect(written).toContain("--- a/X01.tocsin");
  expect(written).toContain(`-${LOOSE.trim()}`);
});

it("formats standard input", async () => {
  expect((await run({}, ["fmt", "-"], LOOSE)).written).toContain("user.event_count > 2");
  expect(await run({}, ["fmt", "--stdin-filepath", "x/X01.tocsin"], "rule {")).toMatchObject({
    code: 3,
    written: expect.stringContaining("--> x/X01.tocsin:1:"),
  });
  expect((await run({}, ["fmt", "-", "--write"], LOOSE)).code).toBe(1);
});

it("runs tests in TypeScript and shows what came instead", async () => {
  const wrong = X01.replace("given { user: { event_count: 2 } }", "given { user: { event_count: 7 } }");
  const { code, written } = await run({ "X01_many.tocsin": wrong }, ["test", "--backend", "ts"]);
  expect(code).toBe(4);
  expect(written).toContain("X01_many.tocsin  2  cases  1 FAILED");
  expect(written).toContain("X01_many.tocsin:14 two events");
  expect(written).toContain("expected X01 no match, but on TypeScript: match");
});

it("runs only the tests that are asked for", async () => {
  const { code, written } = await run({ "X01_many.tocsin": X01 }, [
    "test",
    "--backend",
    "ts",
    "--run",
    "^two",
    "--format",
    "json",
  ]);
  expect(code).toBe(0);
  expect(JSON.parse(written)).toMatchObject({ kind: "test", cases: [{ test: "two events", failures: [] }] });
  expect((await run({ "X01_many.tocsin": X01 }, ["test", "--backend", "ts", "--run", "three"])).code).toBe(1);
  expect((await run({ "X01_many.tocsin": X01 }, ["test", "--run", "("])).noted).toContain("not a regular expression");
});

it("asks nobody where there is no installation", async () => {
  const { code, noted } = await run({}, ["dry-run", "I01"]);
  expect(code).toBe(1);
  expect(noted).toContain("start the server here first");
});

it.each([
  [["dry-run", "X99"], "the pack has no rule X99"],
  [["dry-run", "notes.tocsin"], "notes.tocsin holds no rule"],
  [["decide", "anna", "forgive"], "decision"],
  [["serve", "--port", "high"], "--port"],
])("refuses %j in one sentence", async (argv, part) => {
  const { code, noted } = await run({ "notes.tocsin": "const LIMIT = 1\n" }, argv);
  expect(code).toBe(1);
  expect(noted).toContain(part);
  expect(noted.trim().split("\n")).toHaveLength(1);
});

it("explains a code, whatever its case", async () => {
  const { code, written } = await run({}, ["check", "--explain", "tc0301"]);
  expect(code).toBe(0);
  expect(written).toContain("TC0301: missing under a negation\n");
  for (const part of ["Avoid:", "Prefer:", "    when lp_country_code not in eip_country_id\n"])
    expect(written).toContain(part);
  const json = await run({}, ["check", "--explain", "TC0301", "--format", "json"]);
  expect(JSON.parse(json.written)).toMatchObject({
    kind: "explain",
    code: "TC0301",
    title: "missing under a negation",
  });
});

it("suggests a code that exists", async () => {
  const { code, noted } = await run({}, ["check", "--explain", "TC301"]);
  expect(code).toBe(1);
  expect(noted).toContain("there is no code TC301; did you mean TC0301?");
});

it("finds the page of every code in what is installed", async () => {
  const { files } = JSON.parse(await readFile(new URL("../../package.json", import.meta.url), "utf8")) as {
    files: string[];
  };
  expect(files).toContain("docs/diagnostics");
});
