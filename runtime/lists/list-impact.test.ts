import { beforeAll, expect, it } from "vitest";
import { lockedTable } from "../../test/database/locked-table.ts";
import { testDatabase } from "../../test/database/test-database.ts";
import { setRuleWeight, updateThresholds } from "../apps/apps.ts";
import { packOf } from "../packs/load-pack.ts";
import { runtimeTester, type RuntimeTester } from "../testing/runtime-tester.ts";
import { addEntries } from "./change-list.ts";
import { listImpact, ListImpactCancelled, type ImpactQuestion, type ListImpact } from "./list-impact.ts";
import type { KeptList } from "./list-types.ts";
import { listState } from "./read-list.ts";

const database = testDatabase();
const pack = packOf([
  {
    path: "lists.tocsin",
    text: "list nets : list<cidr> = runtime\nlist mails : list<string> = runtime\nlist unread : list<string> = runtime\n",
  },
  { path: "rules/X01_nets.tocsin", text: 'rule X01 "Nets" { when any ip { .address in nets } }' },
  { path: "rules/X02_mails.tocsin", text: 'rule X02 "Mails" { when any email { .address in mails } }' },
  { path: "rules/X03_elsewhere.tocsin", text: 'rule X03 "Elsewhere" { when no ip { .address in nets } }' },
]);
const NETS: KeptList = { name: "nets", element: { kind: "cidr" } };
const MAILS: KeptList = { name: "mails", element: { kind: "string" } };
const UNREAD: KeptList = { name: "unread", element: { kind: "string" } };
const AT = Date.UTC(2026, 10, 20, 12);
let tester: RuntimeTester;

beforeAll(async () => {
  tester = await runtimeTester(database.pool);
  const { store, appId, send } = tester;
  await send({ userName: "anna", ipAddress: "5.5.5.5", emailAddress: "anna@example.com" });
  await send({ userName: "bob", ipAddress: "6.6.6.6", emailAddress: "bob@example.com" });
  await send({ userName: "carl", ipAddress: "2001:db8::1" });
  await setRuleWeight(store, appId, "X01", 70);
  await updateThresholds(store, appId, { review: 33, blacklist: null });
  await addEntries(store, {
    ...{ appId, list: NETS, entries: ["6.6.6.0/24"], operatorId: null, reason: null },
    ...{ at: AT, expiresAt: null },
  });
});

const impact = (list: KeptList, entries: readonly string[], change: ImpactQuestion["change"] = "add") =>
  listImpact(tester.store, pack, { appId: tester.appId, list, entries, change, at: AT + 1000 });

/** The part of an answer that a test is about. */
const part = async (answer: Promise<ListImpact>, ...keys: readonly string[]) => {
  const known = Object.entries(await answer);
  return Object.fromEntries(known.filter(([key]) => keys.includes(key)));
};

it("says whose rules answer otherwise, and what that makes of them", async () => {
  expect(await impact(NETS, ["5.5.0.0/16", "6.6.6.0/24"])).toEqual({
    kind: "counted",
    changing: 1,
    unchanged: 1,
    covered: 1,
    users: 3,
    judged: 3,
    rules: [
      { rule: "X01", before: 1, gained: 1, lost: 0 },
      { rule: "X03", before: 2, gained: 0, lost: 1 },
    ],
    touched: 1,
    moves: [{ from: "normal", to: "in_review", users: 1 }],
    named: [{ name: "anna", gained: ["X01"], lost: ["X03"], before: 99, after: 29, from: "normal", to: "in_review" }],
  });
  expect((await listState(tester.store, tester.appId, "nets", AT + 1000)).version).toBe(1);
});

it("says the same of taking away", async () =>
  expect(
    await part(impact(NETS, ["6.6.6.0/24", "7.7.7.7"], "remove"), "changing", "unchanged", "covered", "named"),
  ).toEqual({
    changing: 1,
    unchanged: 1,
    covered: 1,
    named: [{ name: "bob", gained: ["X03"], lost: ["X01"], before: 29, after: 99, from: "in_review", to: "normal" }],
  }));

it("finds users by addresses of both families, and by e-mail addresses", async () => {
  expect(await part(impact(NETS, ["2001:db8::/32"]), "covered", "touched")).toEqual({ covered: 1, touched: 1 });
  expect(await part(impact(MAILS, ["bob@example.com", "x@example.com"]), "covered", "rules")).toEqual({
    covered: 1,
    rules: [{ rule: "X02", before: 0, gained: 1, lost: 0 }],
  });
});

it("judges nobody when nothing would change, or no rule would see it", async () => {
  expect(await part(impact(NETS, ["6.6.6.0/24"]), "changing", "judged")).toEqual({ changing: 0, judged: 0 });
  expect(await part(impact(UNREAD, ["anna@example.com"]), "covered", "judged", "rules")).toEqual({
    covered: 1,
    judged: 0,
    rules: [],
  });
});

it("refuses what cannot stand on the list, each with its reason", async () =>
  expect(await impact(NETS, ["5.5.5.5", "office"])).toEqual({
    kind: "refused",
    problems: [{ index: 1, entry: "office", reason: expect.any(String) }],
  }));

it("judges whom the entries name before those seen last", async () => {
  const { store, appId, send } = await runtimeTester(database.pool);
  await send({ userName: "long ago", ipAddress: "9.9.9.9", eventTime: "2026-01-01 10:00:00" });
  await Promise.all(Array.from({ length: 1003 }, (_, n) => send({ userName: `crowd ${n}` })));
  const answer = await listImpact(store, pack, { appId, list: NETS, entries: ["9.9.9.9"], change: "add", at: AT });
  expect(answer).toMatchObject({ users: 1004, judged: 1000, touched: 1, named: [{ name: "long ago" }] });
});

it("reads no more users once it is cancelled", async () => {
  const { store, appId, send } = await runtimeTester(database.pool);
  await Promise.all(Array.from({ length: 150 }, (_, n) => send({ userName: `crowd ${n}` })));
  const addresses = lockedTable(database.pool, "user_ips");
  const left = new AbortController();
  await addresses.lock();
  const question = { appId, list: MAILS, entries: ["a@example.com"], change: "add", at: AT } as const;
  const answer = listImpact(store, pack, { ...question, signal: left.signal });
  const outcome = answer.catch((error: unknown) => error);
  await expect.poll(() => addresses.waiting()).toBe(1);
  // Whoever reads after those who wait already waits for this.
  await addresses.lockNext();
  left.abort();
  await addresses.unlock();
  expect(await outcome).toBeInstanceOf(ListImpactCancelled);
});
