import { beforeAll, expect, it } from "vitest";
import { testDatabase } from "../../test/database/test-database.ts";
import { runtimeTester, type RuntimeTester } from "../testing/runtime-tester.ts";
import { readBacklog } from "./read-backlog.ts";

const database = testDatabase();
let tester: RuntimeTester;
beforeAll(async () => {
  tester = await runtimeTester(database.pool);
});

it("counts nothing where everything is done", async () =>
  expect(await readBacklog(tester.store)).toEqual({
    dueUsers: 0,
    oldestDueSeconds: 0,
    inboxEvents: 0,
    oldestInboxSeconds: 0,
    setAsideEvents: 0,
    webhookMessages: 0,
  }));

it("counts who waits for a score, and for how long the first has waited", async () => {
  for (const userName of ["anna", "ben"]) await tester.send({ userName });
  await database.pool.query("update users set due_at = now() - interval '1 hour' where name = 'anna'");
  const { dueUsers, oldestDueSeconds } = await readBacklog(tester.store);
  expect(dueUsers).toBe(2);
  expect(Math.floor(oldestDueSeconds / 60)).toBe(60);
});

it("tells events that wait from those that were set aside", async () => {
  const line = (eventId: number, failure: string | null) =>
    database.pool.query(
      `insert into inbox (user_id, event_id, app_id, api_key_id, received_at, raw, failure)
       values (1, $1, 1, 1, now() - interval '2 minutes', '{}', $2)`,
      [eventId, failure],
    );
  await line(1, null);
  await line(2, null);
  await line(3, "value too long");
  const { inboxEvents, setAsideEvents, oldestInboxSeconds } = await readBacklog(tester.store);
  expect([inboxEvents, setAsideEvents, Math.floor(oldestInboxSeconds / 60)]).toEqual([2, 1, 2]);
});
