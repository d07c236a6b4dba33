import { beforeAll, expect, it } from "vitest";
import { testDatabase } from "../../test/database/test-database.ts";
import { ROW_CAP } from "../../dsl/types/sources.ts";
import { dryRun } from "../dry-run/dry-run.ts";
import { packOf } from "../packs/load-pack.ts";
import { runtimeTester, type RuntimeTester } from "../testing/runtime-tester.ts";
import { allNeeds, planNeeds } from "./context-needs.ts";
import { milliseconds } from "./field-sql.ts";
import { createContextLoader } from "./load-contexts.ts";
import { sql } from "kysely";

const database = testDatabase();
const AS_OF = Date.UTC(2026, 10, 20, 12);
const pack = packOf([
  { path: "rules/X01_german.tocsin", text: 'rule X01 "German" { when any event last 25 { .ip.country == DE } }' },
]);
let tester: RuntimeTester;
let userId: string;

beforeAll(async () => {
  tester = await runtimeTester(database.pool, { facts: { ips: { "5.5.5.5": { country: "DE" } } } });
  ({ userId } = await tester.send({ userName: "rotating", ipAddress: "5.5.5.5", userAgent: "a" }));
});

const load = async () => {
  const [user] = await createContextLoader(tester.store, planNeeds(pack.plan)).load([userId], AS_OF);
  if (user === undefined) throw new Error("the user is there");
  return user.context;
};

it("puts the address that an event names into the event, once for all events", async () => {
  await tester.send({ userName: "rotating", ipAddress: "5.5.5.5", userAgent: "a" });
  const { events } = await load();
  expect(events).toHaveLength(2);
  expect(events[0]?.ip).toMatchObject({ country: "DE" });
  expect(events[1]?.ip).toBe(events[0]?.ip);
});

it("finds the address of an event behind the newest thousand of the user, as the SQL does", async () => {
  await database.pool.query(
    `insert into user_ips (user_id, address, app_id, lan, checked, blacklisted, user_count, event_count, first_seen, last_seen)
     select $1, '10.0.0.0'::inet + n, $2, true, true, false, 1, 1, first_seen, last_seen + interval '1 minute'
     from users, generate_series(1, $3::bigint) n where user_id = $1`,
    [userId, tester.appId, ROW_CAP],
  );
  await database.pool.query("update users set ip_count = $2 where user_id = $1", [userId, ROW_CAP + 1]);
  const context = await load();
  expect(context.ips).toHaveLength(ROW_CAP);
  expect(context.ips).not.toContainEqual(expect.objectContaining({ country: "DE" }));
  expect(context.events[0]?.ip).toMatchObject({ country: "DE" });
  expect(pack.evaluator.evaluate(context, AS_OF)).toEqual([true]);
  const { rules } = await dryRun(tester.store, pack.plan, {
    ...{ appId: tester.appId, rules: ["X01"], scope: "all", asOf: AS_OF },
  });
  expect(rules[0]).toMatchObject({ matched: 1, unknown: 0 });
});

it("reads every field of every source", async () => {
  const [user] = await createContextLoader(tester.store, allNeeds()).load([userId], AS_OF);
  expect(user?.context.events[0]?.device).toMatchObject({ user_agent: "a" });
  expect(user?.context.events[0]?.session).toMatchObject({ event_count: 2 });
});

it.each([
  "1970-01-01T00:00:00.001Z",
  "2026-11-20T12:00:00.999Z",
  "2262-04-11T23:47:16.854Z",
  "2999-12-31T23:59:59.999Z",
])("reads %s to the millisecond", async (time) => {
  const { sql: text, parameters } = sql`select ${milliseconds(sql`${time}::timestamptz`)} as ms`.compile(
    tester.store.db,
  );
  expect((await database.pool.query(text, [...parameters])).rows).toEqual([{ ms: String(Date.parse(time)) }]);
});
