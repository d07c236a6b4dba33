import { createHash } from "node:crypto";
import { readFile } from "node:fs/promises";
import { join } from "node:path";
import { fileURLToPath } from "node:url";
import { expect, it } from "vitest";
import { loadPack } from "../../runtime/packs/load-pack.ts";
import { emptyDatabase } from "../../test/database/test-database.ts";
import type { Command, CommandEntry } from "../command.ts";
import { canonicalJson } from "../output/certificate.ts";
import { runCli } from "../run-cli.ts";
import { fakeHost } from "../testing/fake-host.ts";
import { folderWith } from "../testing/folder.ts";
import { createVerifyCommand } from "./verify.ts";

const database = emptyDatabase();
const { pack } = await loadPack({ builtIn: fileURLToPath(new URL("../..", import.meta.url)) });
/** The built-in ones, and two of ours. */
const RULES = pack.rules.length + 2;
const ATTRIBUTES = pack.attributes.length;

const X01 = 'rule X01 "Long name" {\n  because "long"\n  when length(user.name) >= 9\n}\n';
const X02 = 'rule X02 "Nobody" {\n  because "never"\n  when user.event_count > 5 and user.event_count < 3\n}\n';
const FILES = { "X01_long.tocsin": X01, "X02_nobody.tocsin": X02 };

const only = (command: Command): readonly CommandEntry[] => [
  { name: "verify", summary: "Compare", load: async () => command },
];

async function run(argv: readonly string[], command = createVerifyCommand(), files: Record<string, string> = FILES) {
  const cwd = await folderWith(files);
  const host = fakeHost({ cwd, env: { DATABASE_URL: database.url() } });
  const code = await runCli(["verify", "--cases", "300", "--seed", "5", ...argv], only(command), host, "0.0.0");
  return { code, written: host.written(), noted: host.noted(), cwd };
}

it("says how often each rule gave each answer, and which was never true", async () => {
  const { code, written } = await run([]);
  expect(code).toBe(0);
  expect(written).toMatch(/^X01 +\d+ +\d+ +0$/m);
  expect(written).toMatch(/no user matched .*X02/);
  expect(written).toContain(
    `SQL and TypeScript gave the same answers for 300 users, ${RULES} rules and ${ATTRIBUTES} attributes`,
  );
  expect(written).toContain("seed 5, 300 judged");
});

it("certifies what was compared, under a checksum", async () => {
  const { cwd, noted } = await run(["--certificate", "proof.json"]);
  expect(noted).toBe("certificate written to proof.json\n");
  const { sha256, ...said } = JSON.parse(await readFile(join(cwd, "proof.json"), "utf8")) as Record<string, unknown>;
  expect(said).toMatchObject({
    kind: "tocsin-certificate",
    version: 1,
    seed: 5,
    cases: 300,
    agree: true,
    neverMatched: expect.arrayContaining(["X02"]),
    pack: {
      fingerprint: expect.stringMatching(/^[\w-]{16}$/),
      planVersion: expect.any(Number),
      rules: RULES,
      attributes: ATTRIBUTES,
    },
    targets: { postgresql: expect.stringMatching(/^\d+/), node: process.version },
  });
  expect(sha256).toBe(createHash("sha256").update(canonicalJson(said)).digest("hex"));
});

it("shows a difference as a test and exits with 4", async () => {
  const faulty = createVerifyCommand({ support: { codePoints: () => 9 } });
  const { code, written } = await run([], faulty);
  expect(code).toBe(4);
  expect(written).toMatch(/SQL and TypeScript differ on \w+/);
  expect(written).toContain('test "SQL and TypeScript differ on ');
  expect(written).toMatch(/# SQL: .*; TypeScript: /);
});

it("writes the same for programs", async () => {
  const faulty = createVerifyCommand({ support: { codePoints: () => 9 } });
  const { code, written } = await run(["--format", "json"], faulty);
  expect(code).toBe(4);
  expect(JSON.parse(written)).toMatchObject({
    version: 1,
    kind: "verify",
    seed: 5,
    cases: 300,
    counterexample: { name: expect.any(String), test: expect.stringContaining("given") },
  });
});

it("compares nothing where rules have errors", async () => {
  const { code, noted } = await run([], createVerifyCommand(), { "X01_long.tocsin": X01.replace("9", "nine") });
  expect(code).toBe(3);
  expect(noted).toBe("the rules have errors: nothing was compared\n");
});

it("is stopped by Ctrl-C", async () => {
  const host = fakeHost({ cwd: await folderWith(FILES), env: { DATABASE_URL: database.url() } });
  host.interrupt();
  expect(await runCli(["verify"], only(createVerifyCommand()), host, "0.0.0")).toBe(1);
  expect(host.noted()).toBe("tocsin: stopped: nothing was proved\n");
});

it("refuses cases that are no number", async () => {
  expect(await run(["--cases", "many"])).toMatchObject({ code: 1, noted: expect.stringContaining("--cases") });
});
