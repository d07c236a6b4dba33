import { afterAll, beforeAll, beforeEach, expect, it } from "vitest";
import { testDatabase } from "../../test/database/test-database.ts";
import { setRuleWeight, updateThresholds } from "../apps/apps.ts";
import { decide } from "../decisions/decide.ts";
import { packOf } from "../packs/load-pack.ts";
import { runtimeTester, type RuntimeTester } from "../testing/runtime-tester.ts";
import { findUserId } from "../users/find-user.ts";
import { createScoring, type Scoring } from "./create-scoring.ts";
import { forgetScoreHistory, readScoreHistory } from "./score-history.ts";

const database = testDatabase();
const packWith = (limit: number) =>
  packOf([
    { path: "rules/X01_busy.tocsin", text: `rule X01 "Busy" { when user.event_count >= ${limit} }` },
    {
      path: "rules/X02_fails.tocsin",
      text: 'rule X02 "Fails" { when count(events within 1h where .type == account_login_fail) >= 1 }',
    },
  ]);
const pack = packWith(3);
let tester: RuntimeTester;
let scoring: Scoring;
let now = 0;

beforeAll(async () => {
  tester = await runtimeTester(database.pool);
  await setRuleWeight(tester.store, tester.appId, "X01", 20);
  await setRuleWeight(tester.store, tester.appId, "X02", 70);
  await updateThresholds(tester.store, tester.appId, { review: 33, blacklist: null });
});
beforeEach(() => {
  now = Date.UTC(2026, 10, 20, 12);
  scoring = createScoring({ store: tester.store, pack, clock: () => now });
});
afterAll(() => tester.ingest.close());

const send = async (userName: string, fields: Record<string, unknown> = {}, count = 1) => {
  for (let n = 0; n < count; n += 1) await tester.send({ userName, ...fields });
  await scoring.settle();
};
const history = async (name: string) => {
  const userId = (await findUserId(tester.store, tester.appId, name)) ?? "";
  return readScoreHistory(tester.store, { userId, limit: 100 });
};
const told = async (name: string) =>
  (await history(name)).map(({ score, status, why }) => `${score} ${status} by ${why}`);

it("keeps a row for the first judgement, and none for those that change nothing", async () => {
  await send("calm");
  now += 60_000;
  await send("calm");
  expect(await history("calm")).toEqual([
    {
      asOf: Date.UTC(2026, 10, 20, 12),
      score: 99,
      status: "normal",
      matched: [],
      pack: pack.fingerprint,
      why: "event",
    },
  ]);
});

it("tells what events, time and weights did, with the rules and their weights of then", async () => {
  await send("told", { eventType: "account_login_fail", eventTime: "2026-11-20 11:30:00" });
  now += 31 * 60_000;
  await scoring.settle();
  now += 1000;
  await send("told", { eventTime: "2026-11-20 12:31:00" }, 2);
  now += 1000;
  await setRuleWeight(tester.store, tester.appId, "X01", 10);
  await scoring.settle();
  expect(await told("told")).toEqual([
    "89 normal by change",
    "79 normal by event",
    "99 normal by time",
    "29 in_review by event",
  ]);
  expect((await history("told")).map(({ matched }) => matched)).toEqual([
    [{ rule: "X01", weight: 10 }],
    [{ rule: "X01", weight: 20 }],
    [],
    [{ rule: "X02", weight: 70 }],
  ]);
});

it("has the hash of the pack that said so first", async () => {
  await send("packed", {}, 2);
  const stricter = packWith(2);
  now += 1000;
  scoring = createScoring({ store: tester.store, pack: stricter, clock: () => now });
  await send("packed");
  const looser = packWith(1);
  now += 1000;
  scoring = createScoring({ store: tester.store, pack: looser, clock: () => now });
  await send("packed");
  expect((await history("packed")).map((entry) => entry.pack)).toEqual([stricter.fingerprint, pack.fingerprint]);
});

it("keeps decisions, and what a threshold decides", async () => {
  const { store, appId } = tester;
  now = Date.now();
  const decideOn = (decision: "blacklist" | "whitelist") =>
    decide(store, { appId, userName: "decided", decision, operatorId: null });
  await send("decided");
  for (const decision of ["blacklist", "blacklist", "whitelist"] as const) await decideOn(decision);
  expect(await told("decided")).toEqual([
    "99 whitelisted by decision",
    "99 blacklisted by decision",
    "99 normal by event",
  ]);
  await updateThresholds(store, appId, { review: 33, blacklist: 30 });
  await send("doomed", {
    eventType: "account_login_fail",
    eventTime: new Date(now).toISOString().slice(0, 19).replace("T", " "),
  });
  await updateThresholds(store, appId, { review: 33, blacklist: null });
  expect(await told("doomed")).toEqual(["29 blacklisted by event"]);
});

it("is read in pages, and forgotten up to a moment, some rows at a time", async () => {
  const { store, appId } = tester;
  const userId = (await findUserId(store, appId, "told")) ?? "";
  const [newest, ...older] = await readScoreHistory(store, { userId, limit: 100 });
  expect(await readScoreHistory(store, { userId, before: newest?.asOf, limit: 2 })).toEqual(older.slice(0, 2));
  const forget = (limit: number) => forgetScoreHistory(store, { appId, before: new Date(newest?.asOf ?? 0), limit });
  const { rows } = await database.pool.query<{ count: number }>(
    "select count(*)::integer from score_history where app_id = $1 and as_of < $2",
    [appId, new Date(newest?.asOf ?? 0)],
  );
  const total = rows[0]?.count ?? 0;
  expect(total).toBeGreaterThan(2);
  expect([await forget(2), await forget(1000), await forget(1000)]).toEqual([2, total - 2, 0]);
  expect(await readScoreHistory(store, { userId, limit: 100 })).toEqual([newest]);
});
