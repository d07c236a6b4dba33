import fc from "fast-check";
import { afterAll, beforeAll, expect, it } from "vitest";
import { testDatabase } from "../../test/database/test-database.ts";
import { decide } from "../decisions/decide.ts";
import { runtimeTester, type RuntimeTester } from "../testing/runtime-tester.ts";

const database = testDatabase();
let testers: readonly [RuntimeTester, RuntimeTester];
const FACTS = { ips: { "5.5.5.1": { country: "DE" as const }, "5.5.5.2": { country: "FR" as const } } };

beforeAll(async () => {
  const first = await runtimeTester(database.pool, { facts: FACTS });
  const second = await runtimeTester(database.pool, { facts: FACTS, appId: first.appId });
  testers = [first, second];
});
afterAll(() => Promise.all(testers.map(({ ingest }) => ingest.close())));

interface Counted {
  readonly counted: object;
  readonly stored: object;
}

/** The counters of a user next to what is stored of the user. */
async function countersOf(name: string): Promise<Counted | undefined> {
  const { rows } = await database.pool.query<Counted>(
    `select json_build_object('events', event_count, 'ips', ip_count, 'devices', device_count, 'sessions', session_count,
        'countries', country_count, 'first', first_seen, 'last', last_seen) as counted,
      json_build_object('events', (select count(*) from events e where e.user_id = u.user_id),
        'ips', (select count(*) from user_ips i where i.user_id = u.user_id and i.event_count > 0),
        'devices', (select count(*) from user_devices d where d.user_id = u.user_id),
        'sessions', (select count(*) from sessions s where s.user_id = u.user_id and s.event_count > 0),
        'countries', (select count(distinct coalesce(i.country, '')) from user_ips i where i.user_id = u.user_id),
        'first', (select min(time) from events e where e.user_id = u.user_id),
        'last', (select max(time) from events e where e.user_id = u.user_id)) as stored
    from users u where name = $1`,
    [name],
  );
  return rows[0];
}

it("keeps counters exact while two processes write the same users, each from what it remembers", async () => {
  const step = fc.record({
    process: fc.nat(1),
    user: fc.nat(2),
    ipAddress: fc.constantFrom("5.5.5.1", "5.5.5.2", "85.1.1.1"),
    userAgent: fc.constantFrom("a", "b"),
    minute: fc.nat(200),
    together: fc.boolean(),
  });
  let run = 0;
  await fc.assert(
    fc.asyncProperty(fc.array(step, { minLength: 1, maxLength: 25 }), async (steps) => {
      const prefix = `run ${(run += 1)}`;
      let sent: Promise<unknown>[] = [];
      for (const { process, user, minute, together, ...fields } of steps) {
        const eventTime = new Date(Date.UTC(2026, 10, 20, 8, minute)).toISOString().slice(0, 19).replace("T", " ");
        sent.push(testers[process === 0 ? 0 : 1].send({ ...fields, eventTime, userName: `${prefix} ${user}` }));
        if (!together) sent = await Promise.all(sent).then(() => []);
      }
      await Promise.all(sent);
      for (const user of new Set(steps.map((each) => each.user))) {
        const found = await countersOf(`${prefix} ${user}`);
        expect(found?.counted).toEqual(found?.stored);
      }
    }),
    { numRuns: 40 },
  );
});

it("sees what an operator decided in between", async () => {
  const [{ send, store, appId }] = testers;
  const event = { userName: "decided", ipAddress: "9.9.9.1" };
  await send(event);
  await decide(store, { appId, userName: "decided", decision: "blacklist", operatorId: null });
  await send(event);
  const { rows } = await database.pool.query(
    `select u.event_count, u.decision, i.blacklisted, i.event_count as at_address
     from users u join user_ips i using (user_id) where u.name = 'decided'`,
  );
  expect(rows).toEqual([{ event_count: 2, decision: "blacklist", blacklisted: true, at_address: 2 }]);
});

it("makes a user anew who was deleted", async () => {
  const [{ send }] = testers;
  await send({ userName: "deleted" });
  for (const table of ["user_ips", "user_devices", "sessions", "events"])
    await database.pool.query(
      `delete from ${table} where user_id = (select user_id from users where name = 'deleted')`,
    );
  await database.pool.query("delete from users where name = 'deleted'");
  await send({ userName: "deleted" });
  expect(await countersOf("deleted")).toMatchObject({ counted: { events: 1, sessions: 1 } });
});
