import { beforeAll, expect, it } from "vitest";
import { testDatabase } from "../../test/database/test-database.ts";
import { dryRun } from "../dry-run/dry-run.ts";
import { packOf } from "../packs/load-pack.ts";
import { createScoring } from "../scoring/create-scoring.ts";
import { runtimeTester, type RuntimeTester } from "../testing/runtime-tester.ts";
import { getUser } from "../users/user-queries.ts";
import { addEntries, expireEntries, removeEntries } from "./change-list.ts";
import type { KeptList } from "./list-types.ts";
import { entriesAsOf, listHistory, listState, standingEntries } from "./read-list.ts";

const database = testDatabase();
const pack = packOf([
  { path: "lists.tocsin", text: "list nets : list<cidr> = runtime\nlist names : list<string> = runtime\n" },
  { path: "rules/X01_nets.tocsin", text: 'rule X01 "Nets" { when any ip { .address in nets } }' },
  { path: "rules/X02_names.tocsin", text: 'rule X02 "Names" { when user.name contains any of names ignoring case }' },
]);
const NETS: KeptList = { name: "nets", element: { kind: "cidr" } };
const NAMES: KeptList = { name: "names", element: { kind: "string" } };
const DAY = 86_400_000;
const START = Date.UTC(2026, 10, 20, 12);
let tester: RuntimeTester;
let at = START;

beforeAll(async () => {
  tester = await runtimeTester(database.pool);
  await tester.send({ userName: "anna", ipAddress: "5.5.5.5", eventTime: "2026-11-01 10:00:00" });
  await tester.send({ userName: "bob", ipAddress: "6.6.6.6", eventTime: "2026-11-01 10:00:00" });
});

const change = (list: KeptList, entries: readonly string[]) => ({
  appId: tester.appId,
  list,
  entries,
  operatorId: null,
  reason: "test",
  at: (at += 1000),
});
const add = (list: KeptList, entries: readonly string[], expiresAt: number | null = null) =>
  addEntries(tester.store, { ...change(list, entries), expiresAt });
const remove = (list: KeptList, entries: readonly string[]) => removeEntries(tester.store, change(list, entries));
const entries = async (list: KeptList, moment: number) =>
  [...((await entriesAsOf(tester.store, pack.plan, tester.appId, moment)).get(list.name) ?? [])].toSorted();

/** Who matches a rule, by the statement over all users and by the evaluator over their contexts. */
async function matching(rule: string, asOf: number): Promise<readonly string[]> {
  const { appId, store } = tester;
  const { rules } = await dryRun(store, pack.plan, { appId, rules: [rule], scope: "all", asOf });
  return (rules[0]?.users ?? []).map(({ name }) => name).toSorted();
}

it("adds all entries or none, and says of each what is wrong with it", async () => {
  expect(await add(NETS, ["5.5.5.0/24", " 7.7.7.7 ", "5.5.5.1/24", "x"])).toEqual({
    kind: "refused",
    problems: [
      {
        index: 2,
        entry: "5.5.5.1/24",
        reason: "it sets bits behind `/24`; the network is `5.5.5.0/24`",
      },
      { index: 3, entry: "x", reason: "IPv4 has four numbers from 0 to 255" },
    ],
  });
  expect(await listState(tester.store, tester.appId, "nets", at)).toEqual({ version: 0, entries: 0, changedAt: null });
});

it("keeps every version, so that a question about the past is asked of the list of its moment", async () => {
  const before = at;
  expect(await add(NETS, ["5.5.5.0/24", "7.7.7.7"])).toEqual({ kind: "changed", version: 1, entries: 2, unchanged: 0 });
  const first = at;
  expect(await add(NETS, ["7.7.7.7/32", "6.6.6.6"])).toEqual({ kind: "changed", version: 2, entries: 1, unchanged: 1 });
  expect(await remove(NETS, ["5.5.5.0/24", "9.9.9.9"])).toEqual({
    kind: "changed",
    version: 3,
    entries: 1,
    unchanged: 1,
  });
  expect(await remove(NETS, ["9.9.9.9"])).toEqual({ kind: "unchanged" });
  expect(await entries(NETS, before)).toEqual([]);
  expect(await entries(NETS, first)).toEqual(["5.5.5.0/24", "7.7.7.7/32"]);
  expect(await entries(NETS, first + 999)).toEqual(["5.5.5.0/24", "7.7.7.7/32"]);
  expect(await entries(NETS, at)).toEqual(["6.6.6.6/32", "7.7.7.7/32"]);
  expect(await matching("X01", before)).toEqual([]);
  expect(await matching("X01", first)).toEqual(["anna"]);
  expect(await matching("X01", at)).toEqual(["bob"]);
  const history = await listHistory(tester.store, { appId: tester.appId, list: "nets", limit: 10 });
  expect(history.map(({ version, kind, entries: count, reason }) => [version, kind, count, reason])).toEqual([
    [3, "removed", 1, "test"],
    [2, "added", 1, "test"],
    [1, "added", 2, "test"],
  ]);
});

it("drops an entry at its expiry, whenever that is noticed", async () => {
  const until = at + DAY;
  await add(NAMES, ["ANN"], until);
  expect(await add(NAMES, ["ANN"], until)).toEqual({ kind: "unchanged" });
  expect([await entries(NAMES, until - 1), await entries(NAMES, until)]).toEqual([["ANN"], []]);
  expect(await matching("X02", until - 1)).toEqual(["anna"]);
  expect(await expireEntries(tester.store, until - 1)).toBe(0);
  expect(await expireEntries(tester.store, until + 60_000)).toBe(1);
  expect(await expireEntries(tester.store, until + 60_000)).toBe(0);
  expect([await entries(NAMES, until - 1), await entries(NAMES, until)]).toEqual([["ANN"], []]);
  at = until + 120_000;
  expect((await listHistory(tester.store, { appId: tester.appId, list: "names", limit: 1 }))[0]).toMatchObject({
    kind: "expired",
    operator: null,
  });
});

it("gives an entry that stands a new expiry", async () => {
  await add(NAMES, ["carl"], at + DAY);
  expect(await add(NAMES, ["carl"])).toMatchObject({ kind: "changed", entries: 1 });
  const shown = { appId: tester.appId, list: "names", at, limit: 10 };
  expect(await standingEntries(tester.store, shown)).toMatchObject([{ value: "carl", expiresAt: null }]);
  expect(await standingEntries(tester.store, { ...shown, search: "CAR" })).toHaveLength(1);
  expect(await standingEntries(tester.store, { ...shown, search: "%" })).toEqual([]);
});

it("refuses more than a list may hold, and keeps it as it was", async () => {
  const many = Array.from({ length: 100_000 }, (_, i) => `name ${i}`);
  expect(await add(NAMES, many)).toEqual({ kind: "full" });
  expect(await listState(tester.store, tester.appId, "names", at)).toMatchObject({ entries: 1 });
});

it("takes changes of two people one after the other", async () => {
  const before = (await listState(tester.store, tester.appId, "nets", at)).version;
  const made = await Promise.all(["1.1.1.1", "1.1.1.2", "1.1.1.3", "1.1.1.4"].map((entry) => add(NETS, [entry])));
  expect(made.map((answer) => (answer.kind === "changed" ? answer.version : 0)).toSorted((a, b) => a - b)).toEqual(
    [1, 2, 3, 4].map((step) => before + step),
  );
});

it("leaves out what was stored under another type of the list", async () => {
  await add({ ...NETS, element: { kind: "string" } }, ["not a network"]);
  expect(await entries(NETS, at)).not.toContain("not a network");
  expect(await remove(NETS, ["not a network"])).toMatchObject({ kind: "changed", entries: 1 });
});

it("has every user judged again by the new entries", async () => {
  const scoring = createScoring({ store: tester.store, pack, clock: () => at });
  const matched = async (name: string) => {
    await scoring.settle();
    return (await getUser(tester.store, tester.appId, name))?.matched.map(({ rule }) => rule);
  };
  expect(await matched("anna")).toEqual([]);
  await add(NETS, ["5.5.5.5"]);
  expect(await matched("anna")).toEqual(["X01"]);
  await add(NAMES, ["Ann"], at + DAY);
  expect(await matched("anna")).toEqual(["X01", "X02"]);
  await remove(NETS, ["5.5.5.5"]);
  expect(await matched("anna")).toEqual(["X02"]);
  at += 2 * DAY;
  await expireEntries(tester.store, at);
  expect(await matched("anna")).toEqual([]);
  await scoring.stop();
});

it("keeps the lists of another app apart", async () => {
  const other = await runtimeTester(database.pool);
  expect((await entriesAsOf(other.store, pack.plan, other.appId, at)).get("nets")).toEqual([]);
});
