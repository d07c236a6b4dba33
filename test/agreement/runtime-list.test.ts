import { mkdtemp, rm, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterAll, beforeAll, expect, it } from "vitest";
import { z } from "zod";
import { DryRunAnswer, ExplainAnswer, Explanation, UserDetail } from "../../api/index.ts";
import { COMMANDS } from "../../cli/commands/index.ts";
import { runCli } from "../../cli/run-cli.ts";
import { fakeHost } from "../../cli/testing/fake-host.ts";
import { serverTester } from "../../server/testing/server-tester.ts";

const folder = await mkdtemp(join(tmpdir(), "tocsin-agreement-"));
await writeFile(
  join(folder, "X01_watched.tocsin"),
  `list watched : list<string> = runtime
rule X01 "Watched mail" {
  because "watched"
  when any email { .address in watched }
}
`,
);
const tester = serverTester({ TOCSIN_PRESET: "default", TOCSIN_RULES: folder });
let cookie = "";
const USERS = ["anna", "bert"] as const;
type User = (typeof USERS)[number];

beforeAll(async () => {
  cookie = await tester.signIn();
  for (const userName of USERS) {
    const { status } = await tester.sendEvent({
      userName,
      emailAddress: `${userName}@example.com`,
      ipAddress: "203.0.113.7",
      url: "/",
      eventTime: "2026-11-20 10:00:00",
    });
    if (status !== 200) throw new Error(`the sensor answered ${status}`);
  }
});
afterAll(() => rm(folder, { recursive: true, force: true }));

const ask = async (method: string, path: string, json?: object) =>
  (await tester.send(method, path, { cookie, ...(json === undefined ? {} : { json }) })).json;

async function cli(...argv: readonly string[]): Promise<unknown> {
  const host = fakeHost({ cwd: folder, env: { DATABASE_URL: tester.database.url() } });
  await runCli([...argv, "--format", "json"], COMMANDS, host, "0.0.0");
  return JSON.parse(host.written());
}

const Explained = z.object({ explanation: Explanation });
const Evaluation = z.object({ rules: z.array(z.object({ id: z.string(), outcome: z.string() })) });

const detail = async (user: User) => UserDetail.parse(await ask("GET", `/api/v1/users/${user}`));
const isStored = async (user: User) => (await detail(user)).rules.some(({ id }) => id === "X01");

/** Whether the rule matches the user, as each of those who can be asked says it. */
async function answersAbout(user: User): Promise<Readonly<Record<string, boolean>>> {
  const dryRun = DryRunAnswer.parse(await ask("POST", "/api/v1/dry-run", { rule: "X01" }));
  const explained = ExplainAnswer.parse(await ask("GET", `/api/v1/users/${user}/explain?rule=X01`));
  if (dryRun.kind !== "judged" || explained.kind !== "explained") throw new Error("the rule was refused");
  const byCli = Explained.parse(await cli("explain", "X01", "--user", user));
  const evaluated = Evaluation.parse(await cli("eval", "X01_watched.tocsin", "--user", user));
  return {
    stored: await isStored(user),
    "dry-run": dryRun.users.some(({ name }) => name === user),
    explain: explained.explanation.outcome === "match",
    "tocsin explain": byCli.explanation.outcome === "match",
    "tocsin eval": evaluated.rules.find(({ id }) => id === "X01")?.outcome === "match",
  };
}

const all = (matches: boolean) => ({
  stored: matches,
  "dry-run": matches,
  explain: matches,
  "tocsin explain": matches,
  "tocsin eval": matches,
});

it("is the same for whoever is asked: before an entry, with it, and when it has expired", async () => {
  for (const user of USERS) await expect.poll(async () => (await detail(user)).scoredAt).not.toBeNull();
  expect(await answersAbout("anna")).toEqual(all(false));

  const add = (expiresAt: string) =>
    ask("POST", "/api/v1/lists/watched/entries", { entries: ["anna@example.com"], expiresAt });
  await add("2999-01-01T00:00:00.000Z");
  await expect.poll(() => isStored("anna")).toBe(true);
  expect(await answersAbout("anna")).toEqual(all(true));
  expect(await answersAbout("bert")).toEqual(all(false));

  const expiresAt = new Date(Date.now() + 3_000).toISOString();
  await add(expiresAt);
  await expect.poll(() => isStored("anna")).toBe(false);
  expect(Date.now()).toBeGreaterThan(Date.parse(expiresAt));
  expect(await answersAbout("anna")).toEqual(all(false));
});
