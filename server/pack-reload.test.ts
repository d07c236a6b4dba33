import { mkdtemp, rm, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { fileURLToPath } from "node:url";
import { afterAll, beforeAll, beforeEach, expect, it, vi } from "vitest";
import { createApiKey, revokeApiKey, setRuleWeight } from "../runtime/index.ts";
import { readEnv } from "./env.ts";
import { createLog } from "./log.ts";
import { startServer, type RunningServer } from "./start-server.ts";
import { serverTester } from "./testing/server-tester.ts";

const ROOT = fileURLToPath(new URL("..", import.meta.url));
const rule = (threshold: string) => `rule X01 "Busy" {\n  because "busy"\n  when user.event_count > ${threshold}\n}\n`;

const rulesFolder = await mkdtemp(join(tmpdir(), "tocsin-rules-"));
const write = (text: string) => writeFile(join(rulesFolder, "X01_busy.tocsin"), text);
await write(rule("3"));
const tester = serverTester({ TOCSIN_RULES: rulesFolder, TOCSIN_LOG: "info" });
let cookie = "";
beforeAll(async () => {
  cookie = await tester.signIn();
});
afterAll(() => rm(rulesFolder, { recursive: true, force: true }));
beforeEach(async () => {
  await write(rule("3"));
  await reload();
});

const reload = () => tester.send("POST", "/api/v1/pack/reload", { cookie });

async function runningRule(): Promise<string> {
  const { json } = await tester.send("GET", "/api/v1/pack", { cookie });
  const { files } = json as { files: readonly { path: string; text: string }[] }; // the contract of the route
  return files.find(({ path }) => path === "user/X01_busy.tocsin")?.text ?? "";
}

it("judges by the rules as they are in their folder, and every user anew", async () => {
  await tester.sendEvent({ userName: "anna", ipAddress: "203.0.113.7", url: "/", eventTime: "2026-11-20 10:00:00" });
  const matched = async () => (await tester.send("GET", "/api/v1/users/anna", { cookie })).text.includes('"X01"');
  expect(await matched()).toBe(false);
  await write(rule("0"));
  expect(await reload()).toMatchObject({ status: 200, json: { outcome: "loaded", reason: null } });
  expect(await runningRule()).toBe(rule("0"));
  await expect.poll(matched).toBe(true);
});

it("says that other words judge alike", async () => {
  await write(`# a comment\n${rule("3")}`);
  expect(await reload()).toMatchObject({ status: 200, json: { outcome: "unchanged" } });
  expect(await runningRule()).toContain("# a comment");
});

it("keeps the last good pack when the new one has an error, and shows it", async () => {
  await write(rule("three"));
  const { status, json } = await reload();
  expect(status).toBe(422);
  expect(json).toMatchObject({
    outcome: "kept",
    reason: expect.stringContaining("unknown name `three`"),
    diagnostics: expect.arrayContaining([
      expect.objectContaining({ code: "TC0101", frame: expect.stringContaining("when user.event_count > three") }),
    ]),
  });
  expect(await runningRule()).toBe(rule("3"));
  expect(tester.log()).toContain("the pack stays as it was");
});

it("is for signed-in operators only", async () =>
  expect((await tester.send("POST", "/api/v1/pack/reload")).status).toBe(401));

it("asks the store again about a key that was revoked, whatever it remembers", async () => {
  vi.useFakeTimers({ toFake: ["Date"] });
  try {
    const send = () =>
      tester.sendEvent({ userName: "bert", ipAddress: "203.0.113.7", url: "/", eventTime: "2026-11-20 10:00:00" });
    expect((await send()).status).toBe(200);
    const { store } = tester.server();
    const { rows } = await tester.database.pool.query<{ app_id: number; api_key_id: number }>("select * from api_keys");
    for (const { app_id, api_key_id } of rows) await revokeApiKey(store, app_id, api_key_id);
    // The clock stands still: only hearing of the change can end what is remembered.
    await expect.poll(async () => (await send()).status).toBe(401);
  } finally {
    vi.useRealTimers();
  }
});

it("tells the other servers of the installation, which judge by the new rules from then on", async () => {
  const dataDir = await mkdtemp(join(tmpdir(), "tocsin-other-"));
  const env = readEnv(
    { PORT: "0", DATABASE_URL: tester.database.url(), TOCSIN_DATA: dataDir, TOCSIN_RULES: rulesFolder },
    dataDir,
  );
  const lines: string[] = [];
  let other: RunningServer | undefined;
  try {
    await tester.copySecretTo(dataDir);
    other = await startServer({ env, root: ROOT, log: createLog("info", { write: (line) => void lines.push(line) }) });
    await setRuleWeight(other.store, 1, "X01", 50);
    const { url, store } = other;
    // The first key is another test's to revoke.
    const { key } = await createApiKey(store, { appId: 1, name: "decisions", rateLimit: null });
    const decide = async (): Promise<string> => {
      const answer = await fetch(`${url}/api/v1/events?decide=true`, {
        method: "POST",
        headers: { "api-key": key, "content-type": "application/json" },
        body: JSON.stringify({
          events: [{ userName: "bert", ipAddress: "203.0.113.9", url: "/", eventTime: "2026-11-20T10:00:00Z" }],
        }),
      });
      const text = await answer.text();
      return answer.status === 503 ? decide() : text;
    };
    const before = await decide();
    expect(before).toContain('"outcome":"stored"');
    expect(before).not.toContain('"X01"');
    await write(rule("0"));
    await reload();
    await expect.poll(() => lines.join("")).toContain("the pack was read again: loaded");
    expect(await decide()).toContain('"rule":"X01","weight":50');
  } finally {
    await other?.stop();
    await rm(dataDir, { recursive: true, force: true });
  }
});
