import { readFileSync } from "node:fs";
import { expect, it } from "vitest";
import { databaseGate } from "../../test/database/database-gate.ts";
import { comingBack } from "../../test/coming-back.ts";
import { serverTester } from "../testing/server-tester.ts";

const TOKEN = "a-token-of-the-collector";
const gate = databaseGate();
const tester = serverTester({ TOCSIN_METRICS_TOKEN: TOKEN }, gate);
const FOLDER = new URL("../../docs/", import.meta.url);

const scrape = async (): Promise<string> => {
  const answer = await comingBack(() =>
    fetch(`${tester.server().url}/metrics`, { headers: { authorization: `Bearer ${TOKEN}` } }),
  );
  return answer.text();
};

/** The sum of a metric over all its labels. */
async function valueOf(name: string): Promise<number> {
  const lines = (await scrape())
    .split("\n")
    .filter((line) => line.startsWith(`${name}{`) || line.startsWith(`${name} `));
  return lines.reduce((sum, line) => sum + Number(line.slice(line.lastIndexOf(" "))), 0);
}

const sendAs = (userName: string) =>
  tester.sendEvent({ userName, ipAddress: "198.51.100.7", url: "/", eventTime: "2026-11-20 10:00:00" });

/** Metrics of our own, by name, with what the page of Prometheus calls them; those of the process and of Node are the library's. */
async function ownMetrics(): Promise<ReadonlyMap<string, string>> {
  const types = [...(await scrape()).matchAll(/^# TYPE (\S+) (\S+)$/gm)];
  return new Map(
    types.flatMap(([, name = "", type = ""]) =>
      /^tocsin_(process|nodejs)_/.test(name) ? [] : [[name, type] as const],
    ),
  );
}

it("is described name by name in the documentation, with its kind", async () => {
  const page = readFileSync(new URL("operations.md", FOLDER), "utf8");
  const described = [...page.matchAll(/^\| `(tocsin_\w+)` \| (\w+) \|/gm)].map(([, name, type]) => [name, type]);
  expect(described.toSorted()).toEqual([...(await ownMetrics())].toSorted());
});

it("follows the conventions of names: base units, and `_total` for what only grows", async () => {
  const broken = [...(await ownMetrics())].filter(
    ([name, type]) =>
      !/^tocsin_[a-z]+(_[a-z]+)*$/.test(name) ||
      (type === "counter") !== name.endsWith("_total") ||
      /_(ms|milliseconds|minutes|kb|mb|percent)$/.test(name),
  );
  expect(broken).toEqual([]);
});

it.each(["grafana-dashboard.json", "prometheus-rules.yaml"])("has every metric that %s reads", async (file) => {
  const text = readFileSync(new URL(`operations/${file}`, FOLDER), "utf8");
  const read = new Set([...text.matchAll(/\btocsin_\w+/g)].map(([name]) => name.replace(/_(bucket|sum|count)$/, "")));
  expect(read.size).toBeGreaterThan(5);
  const known = await ownMetrics();
  const all = await scrape();
  expect([...read].filter((name) => !known.has(name) && !all.includes(`# TYPE ${name} `))).toEqual([]);
});

it("counts events, batches, scores and what was remembered of them", async () => {
  const before = {
    stored: await valueOf("tocsin_events_stored_total"),
    judged: await valueOf("tocsin_users_judged_total"),
  };
  for (const name of ["anna", "anna", "ben"]) expect((await sendAs(name)).status).toBe(200);
  await expect.poll(() => valueOf("tocsin_events_stored_total")).toBe(before.stored + 3);
  await expect.poll(() => valueOf("tocsin_users_judged_total")).toBeGreaterThanOrEqual(before.judged + 2);
  expect(await valueOf("tocsin_ingest_batch_events_count")).toBeGreaterThanOrEqual(1);
  expect(await valueOf("tocsin_scoring_round_seconds_count")).toBeGreaterThanOrEqual(1);
  const page = await scrape();
  expect(page).toMatch(/^tocsin_cache_requests_total\{cache="ip_facts",result="hit"\} [1-9]/m);
  expect(page).toMatch(/^tocsin_cache_requests_total\{cache="api_keys",result="miss"\} [1-9]/m);
  for (const cache of ["device_facts", "email_facts", "phone_facts", "ids", "ingest_users", "hot_users", "sent_emails"])
    expect(page).toContain(`cache="${cache}"`);
});

it("says what waits in the database", async () => {
  const { pool } = tester.database;
  await sendAs("anna");
  await expect.poll(() => valueOf("tocsin_store_due_users")).toBe(0);
  // Set aside, so that no process takes it up.
  await pool.query(
    `insert into inbox (user_id, event_id, app_id, api_key_id, received_at, raw, failure)
     values (1, 1, 1, 1, now(), '{}', 'a reason')`,
  );
  expect(await valueOf("tocsin_store_set_aside_events")).toBe(1);
  await pool.query("delete from inbox");
});

it("says that the database is away, and nothing of what is in it", async () => {
  expect(await valueOf("tocsin_database_up")).toBe(1);
  await gate.shut();
  await expect.poll(() => valueOf("tocsin_database_up")).toBe(0);
  expect(await scrape()).not.toMatch(/^tocsin_store_due_users /m);
  await gate.reopen();
  await expect.poll(() => valueOf("tocsin_database_up")).toBe(1);
  expect(await scrape()).toMatch(/^tocsin_store_due_users /m);
});

it("shows its page to nobody without the token or a sign-in", async () => {
  expect((await tester.send("GET", "/metrics")).status).toBe(401);
  expect((await tester.send("GET", "/metrics", { headers: { authorization: "Bearer another" } })).status).toBe(401);
  expect((await tester.send("GET", "/metrics", { cookie: await tester.signIn() })).status).toBe(200);
});
