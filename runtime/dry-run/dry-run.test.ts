import { fileURLToPath } from "node:url";
import { beforeAll, expect, it } from "vitest";
import { testDatabase } from "../../test/database/test-database.ts";
import { compileSql } from "../../compiler/sql/compile-sql.ts";
import { planNeeds } from "../context/context-needs.ts";
import { createContextLoader } from "../context/load-contexts.ts";
import { createStoredRelations } from "../context/stored-relations.ts";
import { loadPack, packOf, type LoadedPack } from "../packs/load-pack.ts";
import { runtimeTester, type RuntimeTester } from "../testing/runtime-tester.ts";
import { storyOf } from "../testing/stories.ts";
import { dryRun, DryRunCancelled } from "./dry-run.ts";

const database = testDatabase();
const AS_OF = Date.UTC(2026, 10, 20, 12);
const USERS = 120;
const pack = packOf([
  { path: "rules/X01_all.tocsin", text: 'rule X01 "All" { when user.event_count >= 1 }' },
  { path: "rules/X02_tor.tocsin", text: 'rule X02 "Tor" { when any ip { .tor } }' },
  {
    path: "rules/X03_recent.tocsin",
    text: 'rule X03 "Recent" { when count(events last 5 within 2h where .http_code == 404) >= 1 }',
  },
  {
    path: "rules/X04_device.tocsin",
    text: 'rule X04 "New device abroad" { when any event as e last 25 { .device.last_seen - .device.first_seen < 3h\n count(ips where .country == e.ip.country) == 1 } }',
  },
  {
    path: "rules/X05_email.tocsin",
    text: 'rule X05 "Mail" { when user.email.disposable or user.phone.country == DE }',
  },
  { path: "rules/X06_session.tocsin", text: 'rule X06 "Session" { when any session { .ip_count > 1 } }' },
  { path: "rules/X07_age.tocsin", text: 'rule X07 "Age" { when days_since(user.created) < 7 }' },
]);
let tester: RuntimeTester;

beforeAll(async () => {
  tester = await runtimeTester(database.pool, {
    facts: { ips: { "5.5.5.1": { tor: true, country: "FR" }, "5.5.5.2": { tor: false, country: "DE" } } },
  });
  await Promise.all(Array.from({ length: USERS }, (_, index) => Promise.all(storyOf(index, AS_OF).map(tester.send))));
});

const ids = pack.plan.rules.map(({ id }) => id);
const ask = (scope: "sample" | "all", rules: readonly string[] = ids) =>
  dryRun(tester.store, pack.plan, { appId: tester.appId, rules, scope, asOf: AS_OF });

it("asks all users, with matches, unknowns and the newest matching users", async () => {
  const { tested, tier, rules } = await ask("all");
  const users = Number(
    (await database.pool.query("select count(*) from users where first_seen <= to_timestamp($1)", [AS_OF / 1000]))
      .rows[0].count,
  );
  expect({ tested, tier }).toEqual({ tested: users, tier: "events" });
  expect(rules[0]).toMatchObject({ rule: "X01", matched: users, unknown: 0, rate: 1 });
  expect(rules[0]?.users).toHaveLength(25);
  const tor = rules.find(({ rule }) => rule === "X02");
  expect(tor?.matched).toBeGreaterThan(0);
  expect(tor?.unknown).toBeGreaterThan(0);
});

it("gives the same answer for a sample that holds everybody", async () => {
  const [all, sample] = [await ask("all"), await ask("sample")];
  expect(sample.tier).toBe("sample");
  expect(sample.rules).toEqual(all.rules);
});

it("is cancelled by its signal", async () => {
  const cancelled = AbortSignal.abort();
  await expect(
    dryRun(tester.store, pack.plan, { appId: tester.appId, rules: ids, scope: "all", asOf: AS_OF, signal: cancelled }),
  ).rejects.toThrow(DryRunCancelled);
});

it("tells how far it is, up to everybody", async () => {
  const progress: { tested: number; of: number }[] = [];
  const { tested } = await dryRun(tester.store, pack.plan, {
    appId: tester.appId,
    rules: ids,
    scope: "all",
    asOf: AS_OF,
    onProgress: (step) => progress.push(step),
  });
  expect(progress.at(-1)).toEqual({ tested, of: tested });
});

it("judges stored users in SQL exactly as their contexts in TypeScript", async () => {
  await expectEqualTargets(pack);
});

it("looks along the history of stored users alike on both targets, with no row more than is asked for", async () => {
  const change = (eventTime: string, fields: object) =>
    tester.send({
      userName: "editor",
      eventType: "field_edit",
      eventTime,
      fieldHistory: JSON.stringify([{ field_id: "iban", new_value: "B", ...fields }]),
    });
  await change("2026-11-20 09:00:00", {});
  await change("2026-11-20 09:30:00", { old_value: "A", parent_id: "account" });
  const history = packOf(
    [
      "share(events within 1d where .http_code in 400..499) >= 20%",
      "peak(10m of events within 7d) >= 2",
      "any event last 3 { .ip.country is new within 30d }",
      "count(events last 2 where .previous.ip.address is present) >= 2",
      "any event last 1 { .ip.address is new }",
      'any field_change { .field == "iban" and .old_value == "A" and .parent == "account" }',
      "count(field_changes where .new_value is new) == 1",
    ].map((when, i) => ({ path: `rules/X2${i}_history.tocsin`, text: `rule X2${i} "History" { when ${when} }` })),
  );
  await expectEqualTargets(history);
  const { rules } = await dryRun(tester.store, history.plan, {
    appId: tester.appId,
    rules: history.plan.rules.map(({ id }) => id),
    scope: "all",
    asOf: AS_OF,
  });
  expect(rules.filter(({ matched }) => matched === 0)).toEqual([]);
  expect(rules.slice(-2).map(({ matched }) => matched)).toEqual([1, 1]);
});

it("judges stored users by the built-in rules in SQL exactly as in TypeScript", async () => {
  await expectEqualTargets(await loadPack({ builtIn: fileURLToPath(new URL("../..", import.meta.url)) }));
});

async function expectEqualTargets({ plan, evaluator }: LoadedPack): Promise<void> {
  const { rows: users } = await database.pool.query<{ user_id: string }>(
    "select user_id from users where first_seen <= to_timestamp($1)",
    [AS_OF / 1000],
  );
  const userIds = users.map(({ user_id }) => user_id);
  const attributes = plan.attributes.map(({ name }) => name);
  const statement = compileSql(plan, {
    attributes,
    asOf: AS_OF,
    relations: createStoredRelations(tester.appId, { kind: "ids", ids: userIds }),
  });
  const { rows } = await database.pool.query(statement.query.sql, [...statement.query.parameters]);
  const inSql = new Map(rows.map((row) => statement.decode(row)).map((judged) => [judged.userId, judged]));
  const contexts = await createContextLoader(tester.store, planNeeds(plan)).load(userIds, AS_OF);
  expect(contexts).toHaveLength(inSql.size);
  const seen = new Set<string>();
  for (const { userId, context } of contexts) {
    const outcomes = evaluator.evaluate(context, AS_OF);
    for (const [index, outcome] of outcomes.entries()) seen.add(`${evaluator.rules[index]} ${outcome}`);
    expect(inSql.get(userId)?.outcomes).toEqual([...outcomes]);
    expect(inSql.get(userId)?.attributes).toEqual(evaluator.attributes(context, AS_OF));
  }
  // Equal answers prove something only where they differ between users.
  const telling = evaluator.rules.filter((id) => [...seen].filter((key) => key.startsWith(`${id} `)).length > 1);
  expect(telling.length).toBeGreaterThanOrEqual(Math.min(evaluator.rules.length - 1, 40));
}
