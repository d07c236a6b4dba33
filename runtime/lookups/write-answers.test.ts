import { expect, it } from "vitest";
import { testDatabase } from "../../test/database/test-database.ts";
import { runtimeTester } from "../testing/runtime-tester.ts";
import { createWriteAnswers } from "./write-answers.ts";

const database = testDatabase();
const now = Date.parse("2026-11-20T10:00:00Z");

it("writes to all who have an address, however many are locked at once, and tells each of them", async () => {
  const { store, appId, send, ingest } = await runtimeTester(database.pool);
  for (const n of [1, 2, 3, 4, 5]) await send({ userName: `user ${n}`, emailAddress: "team@shop.com" });
  const told = { appId, value: "team@shop.com", source: "breach", askedAt: now, isOfAddress: true };
  const write = createWriteAnswers(store, "emails", 2);
  const facts = { breached: true, first_breach: "2016-08-31T00:00:00.000Z" };
  const concerned = await write([{ ...told, facts }], now);
  const { rows } = await database.pool.query(
    'select user_id::text, breached, first_breach, checked from user_emails where app_id = $1 order by user_emails.user_id::text collate "C"',
    [appId],
  );
  expect(rows).toEqual(
    concerned.toSorted().map((user_id) => ({
      user_id,
      breached: true,
      first_breach: new Date(facts.first_breach),
      checked: true,
    })),
  );
  expect(new Set(concerned).size).toBe(5);
  expect(await write([{ ...told, facts }], now + 1)).toEqual([]);
  await ingest.close();
});

it("takes back with an answer what the one before said, and nothing that others told", async () => {
  const { store, appId, send, ingest } = await runtimeTester(database.pool, {
    facts: { asOf: "2026-11-20", emails: { "b@shop.com": { breached: false } }, domains: { "shop.com": { mx: true } } },
  });
  const write = createWriteAnswers(store, "emails");
  const told = { appId, source: "breach", askedAt: now, isOfAddress: true };
  const stored = async (address: string) =>
    (
      await database.pool.query(
        "select breached, first_breach, mx from user_emails where app_id = $1 and address = $2",
        [appId, address],
      )
    ).rows;
  await send({ userName: "anna", emailAddress: "a@shop.com" });
  await write([{ ...told, value: "a@shop.com", facts: { breached: true, first_breach: "2016-08-31" } }], now);
  await write([{ ...told, value: "a@shop.com", facts: { breached: false, first_breach: null } }], now + 1);
  expect(await stored("a@shop.com")).toEqual([{ breached: false, first_breach: null, mx: true }]);
  await send({ userName: "bert", emailAddress: "b@shop.com" });
  expect(await write([{ ...told, value: "b@shop.com", facts: { breached: true } }], now)).toEqual([]);
  expect(await stored("b@shop.com")).toEqual([{ breached: false, first_breach: null, mx: true }]);
  await ingest.close();
});
