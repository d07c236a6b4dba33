import { execFile, execFileSync } from "node:child_process";
import { mkdtemp, readFile, rm, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { createApiKey } from "../../runtime/index.ts";
import { allIsStored } from "../../server/testing/all-is-stored.ts";
import { readStored } from "../../server/testing/read-stored.ts";
import { serverTester } from "../../server/testing/server-tester.ts";
import { askingServer, SNIPPETS } from "./snippet.ts";

const tester = serverTester();
let folder = "";
beforeAll(async () => {
  folder = await mkdtemp(join(tmpdir(), "tocsin-snippets-"));
});
afterAll(() => rm(folder, { recursive: true, force: true }));

/** What runs a snippet, and what it needs to be there. */
const INTERPRETERS: Readonly<Record<string, { readonly program: string; readonly needs: readonly string[] }>> = {
  curl: { program: "sh", needs: ["curl"] },
  Node: { program: process.execPath, needs: [] },
  Python: { program: "python3", needs: ["python3"] },
  PHP: { program: "php", needs: ["php"] },
};

/** Runs a snippet as the studio shows it: with the server's address written in, and the key in the environment. */
async function runSnippet(title: string, origin: string, key: string) {
  const snippet = SNIPPETS.find((each) => each.title === title);
  const text = await readFile(join(import.meta.dirname, snippet?.file ?? ""), "utf8");
  const path = join(folder, snippet?.file ?? "");
  await writeFile(path, askingServer(text, origin));
  const { PATH, HOME } = process.env;
  const env = { PATH, HOME, TOCSIN_API_KEY: key };
  return new Promise<{ readonly code: number; readonly stdout: string; readonly stderr: string }>((resolve) => {
    const program = INTERPRETERS[title]?.program ?? "";
    const child = execFile(program, [path], { env }, (_, stdout, stderr) =>
      resolve({ code: child.exitCode ?? -1, stdout, stderr }),
    );
  });
}

function isThere(program: string): boolean {
  try {
    execFileSync(program, ["--version"], { stdio: "ignore" });
    return true;
  } catch {
    return false;
  }
}

async function newKey(name: string) {
  const { rows } = await tester.database.pool.query<{ app_id: number }>("select app_id from apps");
  return createApiKey(tester.server().store, { appId: rows[0]?.app_id ?? 0, name, rateLimit: null });
}

const NOTHING = { code: 0, stdout: "", stderr: "" };

it("knows what runs each snippet", () => {
  expect(SNIPPETS.map(({ title }) => title)).toEqual(Object.keys(INTERPRETERS));
});

describe.each(Object.entries(INTERPRETERS))("the snippet for %s", (title, { needs }) => {
  const missing = needs.filter((program) => !isThere(program));
  if (missing.length > 0) process.stdout.write(`the snippet for ${title} is not run: no ${missing.join(", ")} found\n`);

  it.runIf(missing.length === 0)("sends an event that needs no correction, and tells who is blacklisted", async () => {
    const { key, id } = await newKey(title);
    const blacklist = (decision: string) => async () =>
      tester.send("PUT", "/api/v1/users/anna/decision", { cookie: await tester.signIn(), json: { decision } });
    expect(await runSnippet(title, tester.server().url, key)).toMatchObject(NOTHING);
    await allIsStored(tester.database.pool);
    expect((await readStored(tester.database.pool)).get(id)).toMatchObject({
      messages: [],
      event: { userName: "anna", ipAddress: "203.0.113.7", url: "/login", eventType: "account_login" },
    });
    await blacklist("blacklist")();
    const refused = await runSnippet(title, tester.server().url, key);
    await blacklist("whitelist")();
    expect(refused).toEqual({ ...NOTHING, stdout: "anna is blacklisted\n" });
  });

  it.runIf(missing.length === 0)("goes on when the server refuses it, or is not there", async () => {
    for (const origin of [tester.server().url, "http://127.0.0.1:9"]) {
      const { code, stdout, stderr } = await runSnippet(title, origin, "unknown");
      expect([code, stdout]).toEqual([0, ""]);
      expect(stderr).toContain("tocsin: the event was not sent");
    }
  });
});
