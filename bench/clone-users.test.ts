import { expect, it } from "vitest";
import { fileURLToPath } from "node:url";
import { demoFacts } from "../cli/demo/facts.ts";
import { population } from "../cli/demo/population.ts";
import { dryRun, loadPack } from "../runtime/index.ts";
import { runtimeTester } from "../runtime/testing/runtime-tester.ts";
import { testDatabase } from "../test/database/test-database.ts";
import { cloneUsers } from "./clone-users.ts";

const database = testDatabase();
const ROOT = fileURLToPath(new URL("..", import.meta.url));
const COPIES = 3;

it("makes people of whom every built-in rule says what it says of the originals", async () => {
  const pack = await loadPack({ builtIn: ROOT });
  const now = Date.UTC(2026, 10, 20, 12);
  const events = population({ users: 150, seed: 7, now });
  const { store, appId, installation, ingest, send } = await runtimeTester(database.pool, { facts: demoFacts(events) });
  await Promise.all(events.map(({ fields }) => send(fields)));
  await ingest.close();
  const ask = async () => {
    const rules = pack.plan.rules.map(({ id }) => id);
    const answer = await dryRun(store, pack.plan, { appId, rules, scope: "all", asOf: now, limit: 0 });
    return {
      tested: answer.tested,
      rules: answer.rules.map(({ rule, matched, unknown }) => ({ rule, matched, unknown })),
    };
  };
  const before = await ask();
  for (let copy = 1; copy <= COPIES; copy += 1) await cloneUsers(store, { appId, installation, copy });
  const times = COPIES + 1;
  expect(before.tested).toBe(150);
  expect(before.rules.filter(({ matched }) => matched > 0).length).toBeGreaterThan(20);
  expect(await ask()).toEqual({
    tested: before.tested * times,
    rules: before.rules.map(({ rule, matched, unknown }) => ({
      rule,
      matched: matched * times,
      unknown: unknown * times,
    })),
  });
  const { rows } = await database.pool.query(
    `select (select sum(event_count) from users)::int as counted, (select count(*) from events)::int as stored,
       (select sum(user_count) from ips)::int as users_of_ips, (select count(*) from user_ips)::int as pairs,
       (select sum(event_count) from countries)::int as by_country`,
  );
  const stored = events.length * times;
  expect(rows).toEqual([expect.objectContaining({ counted: stored, stored, by_country: stored })]);
  expect(rows[0].users_of_ips).toBe(rows[0].pairs);
});
