import { mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { setTimeout as sleep } from "node:timers/promises";
import { expect, it, onTestFinished } from "vitest";
import { PackState } from "../../api/index.ts";
import { createApiKey, createStore, revokeApiKey, setRuleWeight } from "../../runtime/index.ts";
import { quantile } from "../../bench/quantile.ts";
import { testDatabase } from "../database/test-database.ts";
import { expectKept } from "./expect-kept.ts";
import { signIn, type SignedIn } from "./signed-in.ts";
import { acknowledgedMore, press } from "./pressing-clients.ts";
import { recordFault } from "./record-fault.ts";
import { atScale } from "./scale.ts";
import { startServerUnderFault, type ServerUnderFault } from "./server-under-fault.ts";

const database = testDatabase();
const ROUNDS = atScale(20, 1);

/** The first app of an installation. */
const APP = 1;

const ruleOf = (round: number) =>
  `list nets : list<cidr> = runtime\nrule X01 "Round ${round}" {\n  because "round ${round}"\n  when any ip { .address in nets }\n}\n`;

it("keeps two servers of one database in step, without a deadlock and without doing anything twice", async () => {
  const folder = mkdtempSync(join(tmpdir(), "tocsin-fault-"));
  onTestFinished(() => rmSync(folder, { recursive: true }));
  const rules = join(folder, "X01.tocsin");
  writeFileSync(rules, ruleOf(0));
  const variables = {
    TOCSIN_DATA: join(folder, "data"),
    DATABASE_URL: database.url(),
    TOCSIN_RULES: folder,
    TOCSIN_PRESET: "default",
  };
  const one = await startServerUnderFault({ variables });
  onTestFinished(() => one.stop());
  const other = await startServerUnderFault({ variables, apiKey: one.apiKey });
  onTestFinished(() => other.stop());
  const consoles = [await signIn(one), await signIn(other, one)] as const;
  const store = createStore(database.pool);
  const before = await deadlocks();
  const packsInStep: number[] = [];
  const rulesInStep: number[] = [];
  const keysInStep: number[] = [];
  /** What a decision takes of a server that has nothing to learn. */
  const decisions: number[] = [];
  /** Until the server that was not told knows. */
  const inStep = async (seen: number[], knows: () => Promise<boolean>) => {
    const from = performance.now();
    while (!(await knows())) await sleep(5);
    seen.push(performance.now() - from);
  };

  // All users on both servers, at the same moments.
  const pressing = press({ urls: [one.url, other.url], apiKey: one.apiKey, clients: 16, users: 20 });
  for (let round = 1; round <= ROUNDS; round += 1) {
    const [teller, listener, listening] =
      round % 2 === 0 ? [consoles[1], one, consoles[0]] : [consoles[0], other, consoles[1]];
    await acknowledgedMore(pressing, 50);
    const asked = performance.now();
    await decision(listener, `9.9.${round}.2`);
    decisions.push(performance.now() - asked);
    writeFileSync(rules, ruleOf(round));
    await teller.ask("POST", "/api/v1/pack/reload");
    const told = await packOf(teller);
    await inStep(packsInStep, async () => (await packOf(listening)) === told);
    await teller.ask("POST", "/api/v1/lists/nets/entries", { entries: [`9.9.${round}.0/24`] });
    await teller.ask("PUT", "/api/v1/settings/thresholds", { review: 10 + round, blacklist: null });
    await setRuleWeight(store, APP, "X01", round);
    // The rule, its list and its weight, as the other server judges by them.
    const judged = `{"rule":"X01","weight":${round},"because":"round ${round}"}`;
    await inStep(rulesInStep, async () => (await decision(listener, `9.9.${round}.1`)).includes(judged));

    const { id, key } = await createApiKey(store, { appId: APP, name: `round ${round}`, rateLimit: null });
    for (const { url } of [one, other]) expect(await statusWith(url, key)).toBe(400);
    await revokeApiKey(store, APP, id);
    for (const { url } of [one, other]) await inStep(keysInStep, async () => (await statusWith(url, key)) === 401);
  }
  const counts = await pressing.stop();
  const kept = await expectKept(counts, database.url());
  expect(await deadlocks()).toBe(before);
  expect(await twice()).toEqual([]);
  recordFault({
    fault: `two servers, ${ROUNDS} changes of each kind`,
    counts,
    kept,
    also: `0 deadlocks; rules in step after ${medianAndMost(packsInStep)}, keys after ${medianAndMost(keysInStep)}; a decision shows rules, list and weight after ${medianAndMost(rulesInStep)}, and takes ${medianAndMost(decisions)} by itself`,
  });
});

function medianAndMost(figures: readonly number[]): string {
  return `${Math.round(quantile(figures, 0.5))} ms (at most ${Math.round(Math.max(...figures))})`;
}

/** Which pack a server runs. */
async function packOf({ ask }: SignedIn): Promise<string> {
  return PackState.parse(await ask("GET", "/api/v1/pack/state")).version;
}

async function deadlocks(): Promise<number> {
  const { rows } = await database.pool.query<{ deadlocks: number }>(
    "select deadlocks::integer from pg_stat_database where datname = current_database()",
  );
  return rows[0]?.deadlocks ?? 0;
}

/** Users with a counter or a status that is not what their rows and their score say. */
async function twice(): Promise<readonly unknown[]> {
  const { rows } = await database.pool.query<{ name: string }>(
    `select u.name from users u join apps a using (app_id) join scores s using (user_id)
     where u.event_count <> (select count(*) from events e where e.user_id = u.user_id)
       or u.ip_count <> (select count(*) from user_ips i where i.user_id = u.user_id)
       or u.device_count <> (select count(*) from user_devices d where d.user_id = u.user_id)
       or u.session_count <> (select count(*) from sessions n where n.user_id = u.user_id)
       or (u.review_since is not null) <> (s.score <= a.review_threshold)`,
  );
  return rows;
}

async function statusWith(url: string, key: string): Promise<number> {
  return (await fetch(`${url}/sensor/`, { method: "POST", headers: { "api-key": key } })).status;
}

/** What a server makes of somebody at this address, as text. */
async function decision({ url, apiKey }: ServerUnderFault, ipAddress: string): Promise<string> {
  const event = { userName: `at ${ipAddress}`, ipAddress, url: "/", eventTime: new Date().toISOString() };
  const answer = await fetch(`${url}/api/v1/events?decide=true`, {
    method: "POST",
    headers: { "api-key": apiKey, "content-type": "application/json" },
    body: JSON.stringify({ events: [event] }),
  });
  return answer.text();
}
