import { readFile } from "node:fs/promises";
import { join } from "node:path";
import { expect, it } from "vitest";
import { runCli } from "../run-cli.ts";
import { fakeHost } from "../testing/fake-host.ts";
import { folderWith } from "../testing/folder.ts";
import { COMMANDS } from "./index.ts";

const RULE = `rule X01 "Many events" { when user.event_count > 41 }`;

async function run(...argv: readonly string[]) {
  const cwd = await folderWith({ "X01_many.tocsin": RULE });
  const host = fakeHost({ cwd });
  const code = await runCli(["compile", ...argv], COMMANDS, host, "0.0.0");
  return { code, cwd, written: host.written(), noted: host.noted() };
}

it("writes the statement over the stored tables, its values below it", async () => {
  const { code, written } = await run("X01_many.tocsin", "--as-of", "2026-03-01T00:00:00Z");
  expect(code).toBe(0);
  expect(written).toMatch(/^SELECT u\.user_id/);
  expect(written).toContain(`AS "X01"`);
  expect(written).toMatch(/^-- \$\d+ = 41$/m);
});

it("writes a typed module", async () => {
  const { written } = await run("X01_many.tocsin", "--target", "ts");
  expect(written).toContain(`export const RULES: readonly string[] = ["X01"];`);
});

it("writes the plan, only of what the rules need", async () => {
  const { written } = await run("X01_many.tocsin", "--target", "json");
  expect(JSON.parse(written)).toMatchObject({ rules: [{ id: "X01" }], aggregates: [] });
});

it("writes to a file", async () => {
  const { cwd, written, noted } = await run("X01_many.tocsin", "--target", "ts", "-o", "x.ts");
  expect(written).toBe("");
  expect(noted).toContain("written to x.ts: 1 rule");
  expect(await readFile(join(cwd, "x.ts"), "utf8")).toContain("evaluate");
});

it("says that there is no such rule", async () => {
  const { code, noted } = await run("X01_many.tocsin", "--rule", "X77");
  expect(code).toBe(1);
  expect(noted).toContain("the pack has no rule X77");
});
