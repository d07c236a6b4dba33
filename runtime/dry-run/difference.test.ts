import { beforeAll, expect, it } from "vitest";
import { testDatabase } from "../../test/database/test-database.ts";
import { packOf } from "../packs/load-pack.ts";
import { runtimeTester, type RuntimeTester } from "../testing/runtime-tester.ts";
import { dryRun } from "./dry-run.ts";
import type { DryRunOptions } from "./dry-run-types.ts";

const database = testDatabase();
const AS_OF = Date.UTC(2026, 10, 20, 12);
const rulesOf = (...conditions: readonly string[]) =>
  packOf(
    conditions.map((when, i) => ({
      path: `rules/X0${i + 1}_rule.tocsin`,
      text: `rule X0${i + 1} "Rule" { when ${when} }`,
    })),
  );
let tester: RuntimeTester;
const ids = new Map<string, string>();

beforeAll(async () => {
  tester = await runtimeTester(database.pool);
  for (const [userName, events] of [
    ["one", 1],
    ["two", 2],
    ["three", 3],
    ["four", 4],
    ["five", 5],
    ["six", 6],
  ] as const)
    for (let n = 0; n < events; n++) await tester.send({ userName, eventTime: `2026-11-20 10:0${n}:00` });
  const { rows } = await database.pool.query<{ user_id: string; name: string }>("select user_id, name from users");
  for (const { user_id: id, name } of rows) ids.set(name, id);
  await scored("two", { X01: 20, X02: 0, X04: 0 });
  await scored("three", { X01: 20, X02: 0, X03: 10, X04: 0 });
  for (const other of ["four", "five", "six"]) await scored(other, { X04: 0 });
});

const scored = (name: string, weights: Readonly<Record<string, number>>) =>
  database.pool.query(
    "insert into scores (user_id, app_id, score, matched, as_of, plan) values ($1, $2, 50, $3, now(), 'p')",
    [ids.get(name), tester.appId, JSON.stringify(weights)],
  );

async function ask(plan: DryRunOptions["deployed"] & object, options: Partial<DryRunOptions>) {
  const { appId } = tester;
  const asked = { appId, rules: ["X01"], scope: "all", asOf: AS_OF, ...options } as const;
  const [rule] = (await dryRun(tester.store, plan, asked)).rules;
  if (rule === undefined) throw new Error("one rule was asked about");
  return rule;
}
const names = (users: readonly { readonly name: string }[]) => users.map(({ name }) => name).toSorted();

it("names who is newly flagged and who no longer", async () => {
  const now = rulesOf("user.event_count in [1, 2]").plan;
  const { difference } = await ask(now, { deployed: rulesOf("user.event_count >= 2").plan });
  expect(difference).toMatchObject({ isNew: false, gained: { count: 1 }, lost: { count: 4 } });
  expect(names(difference?.gained.users ?? [])).toEqual(["one"]);
  expect(names(difference?.lost.users ?? [])).toEqual(["five", "four", "six", "three"]);
});

it("is the same for a sample", async () => {
  const now = rulesOf("user.event_count in [1, 2]").plan;
  const deployed = rulesOf("user.event_count >= 2").plan;
  expect((await ask(now, { deployed, scope: "sample" })).difference).toEqual((await ask(now, { deployed })).difference);
});

it("counts unknown as not flagged", async () => {
  const now = rulesOf("any ip { .tor }").plan;
  const answer = await ask(now, { deployed: rulesOf("user.event_count >= 1").plan });
  expect(answer).toMatchObject({ matched: 0, unknown: 6, difference: { gained: { count: 0 }, lost: { count: 6 } } });
});

it("gains everybody with a rule that is not deployed", async () => {
  const now = rulesOf("user.event_count >= 1", "user.event_count >= 3").plan;
  const deployed = rulesOf("user.event_count >= 1").plan;
  expect((await ask(now, { rules: ["X02"], deployed })).difference).toMatchObject({
    isNew: true,
    gained: { count: 4 },
    lost: { count: 0 },
  });
});

it("compares with nothing when nothing is given", async () =>
  expect(await ask(rulesOf("user.event_count >= 1").plan, {})).toMatchObject({ difference: null, overlap: null }));

it("counts whom other rules match too, and whom no other rule with a weight matches", async () => {
  const { matched, overlap } = await ask(rulesOf("user.event_count <= 3").plan, { overlap: true });
  expect(matched).toBe(3);
  expect(overlap).toEqual({
    compared: 5,
    matched: 2,
    alone: 1,
    // X04 shares more users than X03, and is less like the rule: it matches everybody.
    rules: [
      { rule: "X02", both: 2, total: 2 },
      { rule: "X03", both: 1, total: 1 },
      { rule: "X04", both: 2, total: 5 },
    ],
    matrix: {
      rules: ["X01", "X02", "X03", "X04"],
      both: [
        [2, 2, 1, 2],
        [2, 2, 1, 2],
        [1, 1, 1, 1],
        [2, 2, 1, 5],
      ],
    },
    older: null,
  });
});

it("says how many scores another pack made than the one that scores now", async () => {
  const { plan } = rulesOf("user.event_count <= 3");
  await database.pool.query(
    "update scores set plan = 'now' where user_id in (select user_id from scores order by user_id limit 2)",
  );
  expect((await ask(plan, { overlap: true, fingerprint: "now" })).overlap).toMatchObject({ compared: 5, older: 3 });
});
