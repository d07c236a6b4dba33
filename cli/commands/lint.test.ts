import { readFile } from "node:fs/promises";
import { join } from "node:path";
import { expect, it } from "vitest";
import { runCli } from "../run-cli.ts";
import { fakeHost } from "../testing/fake-host.ts";
import { folderWith } from "../testing/folder.ts";
import { COMMANDS } from "./index.ts";

const rule = (...lines: readonly string[]) => `rule X01 "Many events" {
  because "many"

  when {
${lines.map((line) => `    ${line}`).join("\n")}
  }
}

test "many" {
  given { user: { event_count: 9 } }
  expect X01 match
}

test "few" {
  given { user: { event_count: 1 } }
  expect X01 no match
}
`;

async function run(text: string, ...argv: readonly string[]) {
  const cwd = await folderWith({ "X01_many.tocsin": text });
  const host = fakeHost({ cwd });
  const code = await runCli(argv, COMMANDS, host, "0.0.0");
  return {
    code,
    written: host.written(),
    noted: host.noted(),
    file: () => readFile(join(cwd, "X01_many.tocsin"), "utf8"),
  };
}

const TWICE = rule("user.event_count > 3", "user.ip_count < 90", "user.event_count >= 4");

it("tells what a check leaves to it", async () => {
  expect((await run(TWICE, "check")).written).toBe("");
  const { code, written, noted } = await run(TWICE, "lint");
  expect(code).toBe(0);
  expect(written).toContain("warning[TC0612]: `user.event_count >= 4` is asked twice");
  expect(noted).toBe("1 file linted: 1 warning\n");
});

it("fails on warnings only when told to", async () => {
  expect((await run(TWICE, "lint", "--fail-level", "warning")).code).toBe(2);
  expect((await run(TWICE, "lint", "--fail-level", "warning", "--disable", "TC0604,TC0612")).code).toBe(0);
  expect((await run(TWICE, "lint", "--disable", "TC9999")).noted).toContain("--disable");
});

it("shows errors, which cannot be switched off", async () => {
  const { code, written } = await run(rule("user.event_count > two"), "lint", "--disable", "TC0101");
  expect(code).toBe(3);
  expect(written).toContain("error[TC0101]");
});

it.each([
  ["compact", /^X01_many\.tocsin:7:5: warning\[TC0612\]: /],
  ["github", /^::warning file=X01_many\.tocsin,line=7,/],
  ["ndjson", /^\{"version":1,"kind":"lint","code":"TC0612"/],
  ["sarif", /"version": "2\.1\.0"/],
  ["json", /"kind": "lint"/],
])("speaks %s", async (format, expected) => {
  expect((await run(TWICE, "lint", "--format", format)).written).toMatch(expected);
});

it("keeps the formats of problems for commands that report problems", async () => {
  const { code, noted } = await run(TWICE, "fmt", "--format", "sarif");
  expect(code).toBe(1);
  expect(noted).toContain("--format");
});

it("mends what is safe to mend, until nothing is left", async () => {
  const fixed = await run(TWICE.replace("< 90", "< 90 or user.blacklisted and user.whitelisted"), "fix");
  expect(fixed.code).toBe(0);
  expect(fixed.noted).toBe("2 fixes in 1 file; left: no problems\n");
  expect(await fixed.file()).toBe(
    rule("user.event_count > 3", "user.ip_count < 90 or (user.blacklisted and user.whitelisted)"),
  );
});

it("shows what it would do and writes nothing", async () => {
  const { written, noted, file } = await run(TWICE, "fix", "--dry-run");
  expect(written).toContain("-    user.event_count >= 4");
  expect(noted).toContain("1 fix in 1 file, nothing written");
  expect(await file()).toBe(TWICE);
});

it("leaves alone what needs a person", async () => {
  const text = rule("user.event_count > 3", "user.event_count > 5");
  const { code, noted, file } = await run(text, "fix");
  expect(code).toBe(0);
  expect(noted).toBe("0 fixes in 0 files; left: 1 warning\n");
  expect(await file()).toBe(text);
});
