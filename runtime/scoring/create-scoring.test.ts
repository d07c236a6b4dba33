import { afterAll, beforeAll, beforeEach, expect, it } from "vitest";
import { lockedTable } from "../../test/database/locked-table.ts";
import { testDatabase } from "../../test/database/test-database.ts";
import { applyPreset, setRuleWeight, updateThresholds } from "../apps/apps.ts";
import { decide } from "../decisions/decide.ts";
import { packOf } from "../packs/load-pack.ts";
import { runtimeTester, type RuntimeTester } from "../testing/runtime-tester.ts";
import { getUser, overview } from "../users/user-queries.ts";
import { createScoring, type Scoring } from "./create-scoring.ts";

const database = testDatabase();
const pack = packOf([
  { path: "rules/X01_busy.tocsin", text: 'rule X01 "Busy" { when user.event_count >= 3 }' },
  { path: "rules/X02_tor.tocsin", text: 'rule X02 "Tor" { when any ip { .tor } }' },
  { path: "rules/X03_crowd.tocsin", text: 'rule X03 "Crowd" { when any ip { .user_count > 1 } }' },
  {
    path: "rules/X04_fails.tocsin",
    text: 'rule X04 "Fails" { when count(events within 1h where .type == account_login_fail) >= 1 }',
  },
  { path: "rules/X05_listed.tocsin", text: 'rule X05 "Listed" { when any ip { .blacklisted } }' },
  {
    path: "presets/strict.tocsin",
    text: 'preset strict "Strict" {\n review at or below 33\n blacklist off\n X01 high\n X02 extreme\n X03 medium\n X04 extreme\n}',
  },
]);
const FACTS = { ips: { "5.5.5.5": { tor: true }, "5.5.5.6": { tor: false } } };
let tester: RuntimeTester;
let scoring: Scoring;
let now = Date.UTC(2026, 10, 20, 12);

beforeAll(async () => {
  tester = await runtimeTester(database.pool, {
    facts: FACTS,
    onCommitted: (committed) => scoring.committed(committed),
  });
});
beforeEach(async () => {
  now = Date.UTC(2026, 10, 20, 12);
  scoring = createScoring({ store: tester.store, pack, clock: () => now });
  const preset = pack.presets.find(({ name }) => name === "strict");
  if (preset !== undefined) await applyPreset(tester.store, tester.appId, preset);
});
afterAll(() => tester.ingest.close());

const fail = () => {
  throw new Error("nothing fails here");
};
const user = async (name: string) => {
  await scoring.settle();
  return getUser(tester.store, tester.appId, name);
};

it("scores a user right after the commit, with the rules that matched and their weights", async () => {
  await tester.send({ userName: "tor", ipAddress: "5.5.5.5" });
  expect(await user("tor")).toMatchObject({
    score: 29,
    matched: [{ rule: "X02", weight: 70 }],
    status: "in_review",
    scoredAsOf: now,
  });
  expect(await overview(tester.store, tester.appId)).toMatchObject({ due: 0, inReview: 1, events: 1 });
});

it("judges whom somebody waits for beside those who are being read", async () => {
  const { userId: asked } = await tester.send({ userName: "asked for", ipAddress: "5.5.5.5" });
  const { userId: other } = await tester.send({ userName: "in the round", ipAddress: "5.5.5.6" });
  await scoring.stop();
  scoring = createScoring({ store: tester.store, pack, clock: () => now });
  // Their rows are kept from now on: only what may have changed is read.
  await scoring.judgeNow([asked]);
  const addresses = lockedTable(database.pool, "user_ips");
  await addresses.lock();
  scoring.committed({ userIds: [other], continuations: [], acknowledged: new Map(), staleCounts: false });
  await expect.poll(() => addresses.waiting()).toBe(1);
  expect((await scoring.judgeNow([asked])).get(asked)).toMatchObject({ verdict: "review" });
  expect(scoring.backlog()).toBe(1);
  await addresses.unlock();
  await expect.poll(() => scoring.backlog()).toBe(0);
  await scoring.stop();
});

it("says how long a user has waited for the score, once and not of events that had one", async () => {
  const waits: number[] = [];
  const observer = {
    judged: () => undefined,
    scored: (seconds: number) => waits.push(seconds),
    failed: fail,
    ruleFailed: fail,
  };
  scoring = createScoring({ store: tester.store, pack, clock: () => now, observer });
  const before = performance.now();
  for (const userName of ["waits", "waits too", "waits"]) await tester.send({ userName });
  await expect.poll(() => scoring.backlog()).toBe(0);
  await scoring.stop();
  const longest = (performance.now() - before) / 1000;
  expect(waits.length).toBeGreaterThanOrEqual(2); // "waits" may have been judged between its events
  expect(waits.length).toBeLessThanOrEqual(3);
  for (const wait of waits) {
    expect(wait).toBeGreaterThan(0);
    expect(wait).toBeLessThan(longest);
  }
});

it("judges again at once whose next event has come while a slow database was read", async () => {
  await scoring.stop();
  let reads = 0;
  // The first moment is that of a judgement whose reading takes a minute.
  const clock = () => ((reads += 1) === 1 ? now : now + 60_000);
  scoring = createScoring({ store: tester.store, pack, clock });
  await tester.send({ userName: "stalled", eventTime: "2026-11-20 12:00:30" });
  await expect.poll(async () => (await getUser(tester.store, tester.appId, "stalled"))?.scoredAsOf).toBe(now + 60_000);
  await scoring.stop();
});

it("leaves a rule without facts out of the score", async () => {
  await tester.send({ userName: "unknown", ipAddress: "85.1.1.1" });
  expect(await user("unknown")).toMatchObject({ score: 99, matched: [], status: "normal" });
});

it("tells the first user of an address when a second arrives, and judges both", async () => {
  await tester.send({ userName: "crowd 1", ipAddress: "85.2.2.2" });
  await tester.send({ userName: "crowd 2", ipAddress: "85.2.2.2" });
  expect((await user("crowd 2"))?.matched).toEqual([{ rule: "X03", weight: 10 }]);
  expect((await user("crowd 1"))?.matched).toEqual([{ rule: "X03", weight: 10 }]);
});

it("judges again when time alone changes the answer", async () => {
  await tester.send({
    userName: "failing",
    ipAddress: "85.3.3.3",
    eventType: "account_login_fail",
    eventTime: "2026-11-20 11:30:00",
  });
  expect(await user("failing")).toMatchObject({ score: 29, status: "in_review" });
  now += 31 * 60_000;
  expect(await user("failing")).toMatchObject({ score: 99, status: "normal" });
});

it("judges an event of the future when it happens", async () => {
  await tester.send({
    userName: "ahead",
    ipAddress: "85.3.3.4",
    eventType: "account_login_fail",
    eventTime: "2026-11-20 12:05:00",
  });
  expect(await user("ahead")).toMatchObject({ score: 99 });
  now += 10 * 60_000;
  expect(await user("ahead")).toMatchObject({ score: 29 });
});

it("judges again by itself: at the moment of an event that was ahead, and when the last row has left a window", async () => {
  await tester.send({
    userName: "minutes ahead",
    ipAddress: "85.3.3.5",
    eventType: "account_login_fail",
    eventTime: "2026-11-20 12:03:00",
  });
  expect(await user("minutes ahead")).toMatchObject({ score: 99 });
  const found = async () => (await getUser(tester.store, tester.appId, "minutes ahead"))?.score;
  const asOf = async () => (await getUser(tester.store, tester.appId, "minutes ahead"))?.scoredAsOf;
  // Just before its time the sweep finds nobody: the event is not seen yet.
  now = Date.UTC(2026, 10, 20, 12, 2, 59, 999);
  const early = createScoring({ store: tester.store, pack, clock: () => now });
  await early.settle();
  expect([await found(), await asOf()]).toEqual([99, Date.UTC(2026, 10, 20, 12)]);
  scoring.start();
  now = Date.UTC(2026, 10, 20, 12, 3);
  await expect.poll(found).toBe(29);
  now = Date.UTC(2026, 10, 20, 13, 3);
  await expect.poll(found).toBe(99);
  await scoring.stop();
});

it("judges everybody again when a weight changes", async () => {
  await tester.send({ userName: "weighed", ipAddress: "5.5.5.5" });
  await setRuleWeight(tester.store, tester.appId, "X02", 10);
  expect((await user("weighed"))?.matched).toContainEqual({ rule: "X02", weight: 10 });
});

it("lifts a user out of review with a better score, unless an operator put them there", async () => {
  await tester.send({ userName: "lifted", ipAddress: "5.5.5.5" });
  await tester.send({ userName: "kept", ipAddress: "5.5.5.5" });
  await user("kept");
  await decide(tester.store, { appId: tester.appId, userName: "kept", decision: "review", operatorId: null });
  await setRuleWeight(tester.store, tester.appId, "X02", 0);
  expect(await user("lifted")).toMatchObject({ status: "normal" });
  expect(await user("kept")).toMatchObject({ status: "in_review", decision: "review", decidedBy: "operator" });
});

it("blacklists at the threshold, but never a user whom an operator whitelisted", async () => {
  await tester.send({ userName: "auto", ipAddress: "5.5.5.5" });
  await tester.send({ userName: "white", ipAddress: "5.5.5.5" });
  await decide(tester.store, { appId: tester.appId, userName: "white", decision: "whitelist", operatorId: null });
  await updateThresholds(tester.store, tester.appId, { review: 40, blacklist: 30 });
  expect(await user("auto")).toMatchObject({ status: "blacklisted", decidedBy: "threshold" });
  expect(await user("white")).toMatchObject({ status: "whitelisted" });
  // Only an operator's decision flags what others may share.
  expect((await user("white"))?.matched.map(({ rule }) => rule)).not.toContain("X05");
});

it("flags what a blacklisted user shares, and clears it with the whitelist", async () => {
  await tester.send({ userName: "culprit", ipAddress: "85.4.4.4" });
  await tester.send({ userName: "neighbour", ipAddress: "85.4.4.4" });
  await decide(tester.store, { appId: tester.appId, userName: "culprit", decision: "blacklist", operatorId: 1 });
  const rules = async (name: string) => (await user(name))?.matched.map(({ rule }) => rule);
  expect(await rules("neighbour")).toContain("X05");
  await tester.send({ userName: "newcomer", ipAddress: "85.4.4.4" });
  expect(await rules("newcomer")).toContain("X05");
  await decide(tester.store, { appId: tester.appId, userName: "culprit", decision: "whitelist", operatorId: 1 });
  expect(await rules("neighbour")).not.toContain("X05");
});

it("judges what another process acknowledged and left", async () => {
  const silent = await runtimeTester(database.pool, { facts: FACTS });
  await silent.send({ userName: "orphan", ipAddress: "5.5.5.5" });
  await silent.ingest.close();
  await scoring.settle();
  expect(await getUser(tester.store, silent.appId, "orphan")).toMatchObject({
    score: 99,
    matched: [{ rule: "X02", weight: 0 }],
  });
});

it("judges again whom a clock that was ahead has judged, once it is set back", async () => {
  const right = now;
  await tester.send({ userName: "tomorrow", ipAddress: "5.5.5.5" });
  now = right + 6 * 3_600_000;
  expect(await user("tomorrow")).toMatchObject({ scoredAsOf: now });
  scoring.start();
  now = right;
  await expect.poll(async () => (await getUser(tester.store, tester.appId, "tomorrow"))?.scoredAsOf).toBe(right);
  await scoring.stop();
});

it("stores the same scores whichever of two processes is faster", async () => {
  const other = createScoring({ store: tester.store, pack, clock: () => now });
  const names = Array.from({ length: 40 }, (_, index) => `raced ${index}`);
  await Promise.all(names.map((userName) => tester.send({ userName, ipAddress: "5.5.5.5" })));
  await Promise.all([scoring.settle(), other.settle()]);
  const users = await Promise.all(names.map((name) => getUser(tester.store, tester.appId, name)));
  expect(new Set(users.map((found) => JSON.stringify(found?.matched))).size).toBe(1);
  expect(users[0]?.matched.map(({ rule }) => rule)).toContain("X02");
  expect(await overview(tester.store, tester.appId)).toMatchObject({ due: 0 });
});
