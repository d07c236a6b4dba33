import { expect, it } from "vitest";
import { testDatabase } from "../../test/database/test-database.ts";
import { runtimeTester } from "../testing/runtime-tester.ts";
import { createFactCoverage } from "./fact-coverage.ts";

const database = testDatabase();
const MINUTE = 60_000;

it("counts for how many addresses and e-mails of an app each fact is known, once a minute", async () => {
  const facts = { ips: { "85.10.20.1": { country: "DE" as const, tor: false } } };
  const tester = await runtimeTester(database.pool, { facts });
  const other = await runtimeTester(database.pool);
  for (const n of [1, 2, 3, 4])
    await tester.send({ userName: `user ${n}`, ipAddress: `85.10.20.${n}`, emailAddress: "a@gmail.com" });
  await other.send({ userName: "else", ipAddress: "85.10.20.9" });
  let now = 0;
  const coverage = createFactCoverage(tester.store, () => now);
  const known = async (fact: string) => {
    const [ips] = await coverage(tester.appId);
    return { counted: ips?.counted, known: ips?.facts.find((each) => each.fact === fact)?.known };
  };
  expect(await known("country")).toEqual({ counted: 4, known: 0.25 });
  expect(await known("tor")).toEqual({ counted: 4, known: 0.25 });
  expect(await known("lan")).toEqual({ counted: 4, known: 1 });
  const [, emails] = await coverage(tester.appId);
  expect(emails).toMatchObject({ of: "emails", counted: 4, sampled: false });
  expect(emails?.facts).toContainEqual({ fact: "free", known: 1 });
  expect(emails?.facts).toContainEqual({ fact: "rank", known: 0 });

  await tester.send({ userName: "user 5", ipAddress: "85.10.20.5" });
  now += MINUTE - 1;
  expect(await known("tor")).toEqual({ counted: 4, known: 0.25 });
  now += 1;
  expect(await known("tor")).toEqual({ counted: 5, known: 0.2 });
  await Promise.all([tester.ingest.close(), other.ingest.close()]);
});

it("reads a sample of a large table, and says so", async () => {
  const tester = await runtimeTester(database.pool);
  await database.pool.query(
    `insert into ips (app_id, address, lan, tor, checked, blacklisted, user_count, spread_count, event_count, first_seen, last_seen, facts)
     select $1, '10.0.0.0'::inet + n, true, n % 2 = 0, true, false, 1, 1, 1, now(), now(), '{}' from generate_series(1, 20000) n`,
    [tester.appId],
  );
  await database.pool.query("analyze ips");
  const [ips] = await createFactCoverage(tester.store, Date.now, 5000)(tester.appId);
  expect(ips?.sampled).toBe(true);
  expect(ips?.counted).toBeGreaterThan(0);
  expect(ips?.counted).toBeLessThan(20_000);
  expect(ips?.facts).toContainEqual({ fact: "tor", known: 1 });
  expect(ips?.facts).toContainEqual({ fact: "country", known: 0 });
  await tester.ingest.close();
});
