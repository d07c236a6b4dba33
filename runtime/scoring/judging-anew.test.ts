import { afterAll, beforeAll, expect, it } from "vitest";
import { testDatabase } from "../../test/database/test-database.ts";
import type { Evaluator } from "../../compiler/index.ts";
import { setRuleWeight } from "../apps/apps.ts";
import { addEntries } from "../lists/change-list.ts";
import type { KeptList } from "../lists/list-types.ts";
import { packOf } from "../packs/load-pack.ts";
import { runtimeTester, type RuntimeTester } from "../testing/runtime-tester.ts";
import { getUser, overview } from "../users/user-queries.ts";
import { createScoring } from "./create-scoring.ts";
import { CURRENT_PACK } from "./current-pack.ts";
import { endJudgingAnew, markAllDue, markNextDue, readJudgingAnew } from "./judging-anew.ts";
import { USERS_A_ROUND } from "./round-size.ts";

const database = testDatabase();
const packWith = (condition: string) =>
  packOf([
    { path: "lists.tocsin", text: "list nets : list<cidr> = runtime\n" },
    { path: "rules/X01_nets.tocsin", text: `rule X01 "Nets" { when ${condition} }` },
    { path: "rules/X02_named.tocsin", text: 'rule X02 "Named" { when user.name == "nobody" }' },
  ]);
const pack = packWith("any ip { .address in nets }");
const NETS: KeptList = { name: "nets", element: { kind: "cidr" } };
/** More than are marked at once. */
const CROWD = 1100;
let tester: RuntimeTester;

beforeAll(async () => {
  tester = await runtimeTester(database.pool);
  await Promise.all(Array.from({ length: CROWD }, (_, n) => tester.send({ userName: `user ${n}` })));
  await createScoring({ store: tester.store, pack }).settle();
});
afterAll(() => tester.ingest.close());

const due = async () => (await overview(tester.store, tester.appId)).due;
const add = (entry: string, { store, appId } = tester) =>
  addEntries(store, {
    appId,
    list: NETS,
    entries: [entry],
    operatorId: null,
    reason: null,
    at: Date.now(),
    expiresAt: null,
  });

it("changes a list while users are locked, and marks them afterwards, some at a time", async () => {
  const client = await database.pool.connect();
  try {
    await client.query("begin");
    await client.query("select from users for update");
    await add("9.9.9.9");
  } finally {
    await client.query("rollback");
    client.release();
  }
  expect(await due()).toBe(CROWD);
  const marked: number[] = [];
  for (let next = await markNextDue(tester.store); next !== null; next = await markNextDue(tester.store))
    marked.push(next.length);
  expect(marked).toEqual([500, 500, 100, 0]);
  await createScoring({ store: tester.store, pack }).settle();
  expect(await due()).toBe(0);
});

it("tells how far it has come, and begins from the first user at a newer change", async () => {
  const { store, appId } = tester;
  const progress = () => readJudgingAnew(store, appId);
  const scoring = createScoring({ store, pack });
  await scoring.settle();
  expect(await progress()).toMatchObject({ why: ["list"], total: CROWD, done: CROWD, leftMs: 0 });
  expect((await progress())?.finishedAt).not.toBeNull();
  await markAllDue(store, appId, "weights");
  expect(await progress()).toMatchObject({ why: ["weights"], finishedAt: null, total: null, done: 0, leftMs: null });
  const [first] = (await markNextDue(store)) ?? [];
  // Marked is not judged; this process ends before it judges more than one of them, and another one goes on.
  expect(await progress()).toMatchObject({ total: CROWD, done: 0, finishedAt: null });
  await createScoring({ store, pack }).judgeNow([first ?? ""]);
  expect(await progress()).toMatchObject({ total: CROWD, done: 1, finishedAt: null });
  expect((await progress())?.leftMs).toBeGreaterThan(0);
  await markAllDue(store, appId, "preset");
  await markAllDue(store, appId, "weights");
  expect(await progress()).toMatchObject({ why: ["weights", "preset"], total: null, done: 0 });
  await createScoring({ store, pack }).settle();
  expect(await progress()).toMatchObject({ why: ["weights", "preset"], total: CROWD, done: CROWD });
});

it("does not end a run whose change was made while it looked", async () => {
  const { store, appId } = tester;
  await markAllDue(store, appId, "weights");
  while ((await markNextDue(store)) !== null);
  await createScoring({ store, pack }).settle();
  await database.pool.query("update judging_anew set finished_at = null");
  const client = await database.pool.connect();
  let ended: Promise<void>;
  try {
    await client.query("begin");
    await client.query("update apps set due_after = -1 where app_id = $1", [appId]);
    await client.query("update judging_anew set changed_at = clock_timestamp() where app_id = $1", [appId]);
    ended = endJudgingAnew(store);
    await expect
      .poll(async () => (await database.pool.query("select from pg_locks where not granted")).rows.length)
      .toBeGreaterThan(0);
    await client.query("commit");
  } finally {
    client.release();
  }
  await ended;
  expect((await readJudgingAnew(store, appId))?.finishedAt).toBeNull();
  await createScoring({ store, pack }).settle();
  expect((await readJudgingAnew(store, appId))?.finishedAt).not.toBeNull();
});

it("answers whom somebody waits for while others cannot be marked yet", async () => {
  const { store, appId } = tester;
  const { userId } = await tester.send({ userName: "waited for" });
  await createScoring({ store, pack }).settle();
  await markAllDue(store, appId, "weights");
  const scoring = createScoring({ store, pack });
  const client = await database.pool.connect();
  try {
    await client.query("begin");
    await client.query("select from apps for update");
    scoring.judgeAnew();
    expect((await scoring.judgeNow([userId])).get(userId)?.score).toBe(99);
  } finally {
    await client.query("rollback");
    client.release();
  }
  await scoring.stop();
  await database.pool.query("delete from scores where user_id = $1", [userId]);
  await database.pool.query("delete from users where user_id = $1", [userId]);
  await createScoring({ store, pack }).settle();
});

it("begins again for everybody when another change comes in between", async () => {
  await markAllDue(tester.store, tester.appId, "weights");
  await markNextDue(tester.store);
  await setRuleWeight(tester.store, tester.appId, "X01", 20);
  let marked = 0;
  for (let next = await markNextDue(tester.store); next !== null; next = await markNextDue(tester.store))
    marked += next.length;
  expect(marked).toBe(CROWD);
  await createScoring({ store: tester.store, pack }).settle();
});

it("judges users of fresh events before those who are judged anew", async () => {
  const order: string[] = [];
  const recording: Evaluator = {
    ...pack.evaluator,
    withLists: (entries) => {
      const filled = pack.evaluator.withLists(entries);
      return {
        ...filled,
        evaluate: (context, ...rest) => {
          order.push(String(context.user.name));
          return filled.evaluate(context, ...rest);
        },
      };
    },
  };
  await markAllDue(tester.store, tester.appId, "weights");
  await markNextDue(tester.store);
  await database.pool.query("update users set due_at = due_at - interval '1 minute' where due_at is not null");
  const scoring = createScoring({ store: tester.store, pack: { ...pack, evaluator: recording } });
  const client = await database.pool.connect();
  try {
    // The first round waits until the event is there.
    await client.query("begin");
    await client.query("select from users where due_at is not null for update");
    scoring.start();
    await expect.poll(() => order.length).toBe(USERS_A_ROUND);
    const { userId } = await tester.send({ userName: "fresh" });
    scoring.committed({ userIds: [userId], continuations: [], acknowledged: new Map(), staleCounts: false });
  } finally {
    await client.query("rollback");
    client.release();
  }
  await expect.poll(due).toBe(0);
  await scoring.stop();
  // In the round after the one that ran.
  expect(Math.floor(order.indexOf("fresh") / USERS_A_ROUND)).toBe(1);
  expect(new Set(order).size).toBe(CROWD + 1);
});

it("judges by entries that another process added a moment ago", async () => {
  const scoring = createScoring({ store: tester.store, pack });
  const matched = async () => {
    const { userId } = await tester.send({ userName: "listed", ipAddress: "6.6.6.6" });
    scoring.committed({ userIds: [userId], continuations: [], acknowledged: new Map(), staleCounts: false });
    await scoring.settle();
    return (await getUser(tester.store, tester.appId, "listed"))?.matched.map(({ rule }) => rule);
  };
  expect(await matched()).toEqual([]);
  const other = await runtimeTester(database.pool, { appId: tester.appId });
  await add("6.6.6.0/24", other);
  expect(await matched()).toEqual(["X01"]);
  await other.ingest.close();
  await scoring.stop();
});

it("leaves to the newer pack whom a server with an older one judged meanwhile", async () => {
  const newer = packWith("user.event_count >= 1");
  const [old, current] = [pack, newer].map((each) => createScoring({ store: tester.store, pack: each }));
  const value = newer.fingerprint;
  await tester.store.db.insertInto("installation").values({ name: CURRENT_PACK, value }).execute();
  try {
    await markAllDue(tester.store, tester.appId, "weights");
    const { userId } = await tester.send({ userName: "between" });
    old?.committed({ userIds: [userId], continuations: [], acknowledged: new Map(), staleCounts: false });
    await old?.settle();
    expect((await getUser(tester.store, tester.appId, "between"))?.matched).toEqual([]);
    expect(await due()).toBeGreaterThan(CROWD);
    await current?.settle();
    expect(await due()).toBe(0);
    expect((await getUser(tester.store, tester.appId, "between"))?.matched.map(({ rule }) => rule)).toEqual(["X01"]);
  } finally {
    await tester.store.db.deleteFrom("installation").where("name", "=", CURRENT_PACK).execute();
  }
});
