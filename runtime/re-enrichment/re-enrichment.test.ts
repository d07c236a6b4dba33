import { expect, it } from "vitest";
import { testDatabase } from "../../test/database/test-database.ts";
import { originOf, runtimeTester, type RuntimeTester } from "../testing/runtime-tester.ts";
import { createFacts } from "../enrichment/create-facts.ts";
import { describeFactsFile } from "../enrichment/describe-facts-file.ts";
import { factsFileSchema, type FactsFileInput } from "../enrichment/facts-file.ts";
import { parseSensorRequest } from "../ingest/parse-sensor-request.ts";
import { packOf } from "../packs/load-pack.ts";
import { createScoring } from "../scoring/create-scoring.ts";
import { createReEnrichment } from "./create-re-enrichment.ts";
import { factsOfEvents } from "./facts-of-events.ts";
import { keptFields, mergedFacts } from "./kept-facts.ts";
import { beginReEnrichment, readReEnrichment } from "./progress.ts";
import { createReEnrichBatch } from "./re-enrich-batch.ts";

const database = testDatabase();
const pack = packOf([{ path: "rules/X01_tor.tocsin", text: 'rule X01 "Tor" { when any ip { .tor } }' }]);

const fileOf = (file: Omit<FactsFileInput, "source">) => factsFileSchema.parse({ source: "lookups", ...file });
const factsOf = (file: Omit<FactsFileInput, "source">) => createFacts({ files: [fileOf(file)] });
const reEnrichment = (
  { store }: Pick<RuntimeTester, "store">,
  file: Omit<FactsFileInput, "source">,
  sizes = { values: 3, users: 2 },
) => createReEnrichment({ store, facts: factsOf(file), sources: () => [describeFactsFile(fileOf(file))], sizes });

async function rowsOf<R extends object>(text: string, values: readonly unknown[] = []): Promise<readonly R[]> {
  return (await database.pool.query<R>(text, [...values])).rows;
}
const userRows = ({ appId }: RuntimeTester) =>
  rowsOf<{ name: string; revision: string; country_count: number; due: boolean }>(
    `select name, revision::text, country_count, due_at is not null as due from users where app_id = $1 order by name`,
    [appId],
  );
const ipRows = ({ appId }: RuntimeTester) =>
  rowsOf(
    `select u.name, host(i.address) as address, i.country, i.tor, i.event_count from user_ips i join users u using (user_id)
     where i.app_id = $1 order by 1, 2`,
    [appId],
  );

it("asks again about addresses when a source arrives, and judges the users who have them", async () => {
  const tester = await runtimeTester(database.pool);
  const scoring = createScoring({ store: tester.store, pack });
  for (const [userName, ipAddress] of [
    ["exit 1", "85.10.20.30"],
    ["exit 2", "85.10.20.30"],
    ["exit 3", "85.10.20.30"],
    ["other", "85.10.20.31"],
  ])
    await tester.send({ userName, ipAddress });
  await scoring.settle();
  const matched = () =>
    rowsOf<{ name: string }>(
      `select name from users join scores using (user_id) where users.app_id = $1 and matched ? 'X01' order by 1`,
      [tester.appId],
    );
  const before = await userRows(tester);

  const file = { asOf: "2026-11-24", ips: { "85.10.20.30": { tor: true, country: "DE" as const } } };
  await reEnrichment(tester, file).run();
  expect(await ipRows(tester)).toMatchObject([
    { name: "exit 1", country: "DE", tor: true, event_count: 1 },
    { name: "exit 2", country: "DE", tor: true },
    { name: "exit 3", country: "DE", tor: true },
    { name: "other", country: null, tor: null },
  ]);
  const after = await userRows(tester);
  expect(after.map(({ due }) => due)).toEqual([true, true, true, false]);
  expect(after.map(({ revision }) => revision)).not.toEqual(before.map(({ revision }) => revision));
  expect(after[3]).toEqual(before[3]);
  expect(await matched()).toEqual([]);
  await scoring.settle();
  expect((await matched()).map(({ name }) => name)).toEqual(["exit 1", "exit 2", "exit 3"]);

  const settled = await userRows(tester);
  await reEnrichment(tester, file).run();
  expect(await userRows(tester)).toEqual(settled);
  await reEnrichment(tester, { ...file, asOf: "2026-11-25" }).run();
  expect(await userRows(tester)).toEqual(settled);
  expect(await readReEnrichment(tester.store)).toMatchObject([
    { kind: "ips", total: 2, done: 2, changed: 0, finishedAt: expect.any(Number) as unknown },
    { kind: "emails", total: 0, done: 0 },
  ]);
  await tester.ingest.close();
});

it("counts the countries of a user anew", async () => {
  const tester = await runtimeTester(database.pool);
  for (const ipAddress of ["85.10.21.1", "85.10.21.2", "85.10.21.3"])
    await tester.send({ userName: "anna", ipAddress });
  expect(await userRows(tester)).toMatchObject([{ country_count: 1 }]);
  await reEnrichment(tester, { ips: { "85.10.21.1": { country: "DE" }, "85.10.21.2": { country: "FR" } } }).run();
  expect(await userRows(tester)).toMatchObject([{ country_count: 3 }]);
  // Ingest does not go on with what it remembers of her.
  await tester.send({ userName: "anna", ipAddress: "85.10.21.4" });
  expect(await userRows(tester)).toMatchObject([{ country_count: 3 }]);
  await reEnrichment(tester, { ips: { "85.10.21.1": { country: "DE" }, "85.10.21.2": { country: "DE" } } }).run();
  expect(await userRows(tester)).toMatchObject([{ country_count: 2 }]);
  await tester.ingest.close();
});

it("asks again about e-mail addresses", async () => {
  const tester = await runtimeTester(database.pool);
  await tester.send({ userName: "anna", emailAddress: "a@shop.example" });
  await tester.send({ userName: "bob", emailAddress: "b@gmail.com" });
  await reEnrichment(tester, {
    domains: { "shop.example": { disposable: true, rank: 9, domain_created: "2026-01-02" } },
  }).run();
  expect(
    await rowsOf(
      "select address, disposable, free, rank, domain_created from user_emails where app_id = $1 order by 1",
      [tester.appId],
    ),
  ).toEqual([
    {
      address: "a@shop.example",
      disposable: true,
      free: false,
      rank: 9,
      domain_created: new Date("2026-01-02T00:00:00Z"),
    },
    { address: "b@gmail.com", disposable: false, free: true, rank: null, domain_created: null },
  ]);
  await tester.ingest.close();
});

it("keeps what was known when nobody is asked any more, with its source and its day", async () => {
  const tester = await runtimeTester(database.pool, {
    facts: { asOf: "2026-11-20", ips: { "85.10.22.1": { country: "DE" } } },
  });
  await tester.send({ userName: "anna", ipAddress: "85.10.22.1" });
  await reEnrichment(tester, { asOf: "2026-11-24", ips: { "85.10.22.1": { tor: true } } }).run();
  expect(await ipRows(tester)).toMatchObject([{ country: "DE", tor: true }]);
  expect(await rowsOf("select facts from ips where app_id = $1", [tester.appId])).toMatchObject([
    {
      facts: {
        known: expect.arrayContaining([
          { source: "lookups", asOf: "2026-11-24", fields: ["tor", "checked"] },
          { source: "test", asOf: "2026-11-20", fields: ["country"] },
        ]) as unknown,
      },
    },
  ]);
  await tester.ingest.close();
});

it("keeps what was asked for over the network while no other source knows better", () => {
  const stored = {
    known: [
      { source: "dnsbl", asOf: "2026-11-20", fields: ["spam_listed"] },
      { source: "a list", asOf: "2026-11-20", fields: ["tor"] },
    ],
    unknown: [],
  };
  const stale = { values: {}, known: [], unknown: [{ reason: "stale" as const, fields: ["spam_listed", "tor"] }] };
  expect(keptFields(stored, stale)).toEqual(["spam_listed"]);
  expect(mergedFacts(stored, stale)).toEqual({
    known: [{ source: "dnsbl", asOf: "2026-11-20", fields: ["spam_listed"] }],
    unknown: [{ reason: "stale", fields: ["tor"] }],
  });
  const listed = { source: "a list", asOf: "2026-11-24", fields: ["spam_listed"] };
  expect(mergedFacts(stored, { values: {}, known: [listed], unknown: [] })).toEqual({ known: [listed], unknown: [] });
});

it("tells what was known of an event's address when it was stored, and of which day that was", async () => {
  const tester = await runtimeTester(database.pool, {
    facts: { asOf: "2026-11-20", ips: { "85.10.23.1": { country: "DE" } } },
  });
  await tester.send({ userName: "anna", ipAddress: "85.10.23.1" });
  // Ids rise by the millisecond: what comes after is stored later.
  await new Promise((resolve) => setTimeout(resolve, 5));
  await reEnrichment(tester, { asOf: "2026-11-24", ips: { "85.10.23.1": { country: "FR" } } }).run();
  await new Promise((resolve) => setTimeout(resolve, 5));
  await tester.send({ userName: "anna", ipAddress: "85.10.23.1", eventTime: "2026-11-20 10:00:01" });
  const [user] = await rowsOf<{ userId: string }>(`select user_id::text as "userId" from users where app_id = $1`, [
    tester.appId,
  ]);
  const told = await factsOfEvents(tester.store, { userId: user?.userId ?? "", limit: 10 });
  expect(told).toMatchObject([
    { values: { country: "FR" }, known: [{ source: "lookups", asOf: "2026-11-24" }, {}], until: null },
    {
      address: "85.10.23.1",
      values: { country: "DE", lan: false },
      known: [{ source: "test", asOf: "2026-11-20" }, {}],
      until: expect.any(Number) as unknown,
    },
  ]);
  await tester.ingest.close();
});

it("goes on where a process was killed, and lets several take turns", async () => {
  const tester = await runtimeTester(database.pool);
  const addresses = Array.from({ length: 20 }, (_, n) => `85.10.24.${n + 1}`);
  await Promise.all(addresses.map((ipAddress, n) => tester.send({ userName: `user ${n}`, ipAddress })));
  const file = fileOf({ ips: Object.fromEntries(addresses.map((address) => [address, { tor: true }])) });
  const asked: string[] = [];
  const { ip, ...others } = createFacts({ files: [file] });
  const facts = { ...others, ip: (address: string) => (asked.push(address), ip(address)) };
  const batchOf = () => createReEnrichBatch(tester.store, "ips", facts, { values: 3, users: 50 });
  const { rows } = await database.pool.query<{ total: number }>("select count(*)::integer as total from ips");
  const total = rows[0]?.total ?? 0;
  await beginReEnrichment(tester.store, "one", Date.now());
  expect(await beginReEnrichment(tester.store, "one", Date.now())).toBeNull();
  const progress = async () => (await readReEnrichment(tester.store)).find(({ kind }) => kind === "ips");

  await batchOf()("one");
  expect(await progress()).toMatchObject({ total, done: 3, finishedAt: null });
  // A process that dies in a batch: what it wrote is rolled back, and its place is free again.
  const dying = await database.pool.connect();
  await dying.query("begin");
  await dying.query("select from re_enrichment for update");
  expect(await batchOf()("one")).toBe("busy");
  await dying.query("rollback");
  dying.release();
  expect(await batchOf()("another")).toBe("superseded");

  const toTheEnd = async () => {
    const batch = batchOf();
    for (let outcome = await batch("one"); outcome !== "finished"; outcome = await batch("one"));
  };
  await Promise.all([toTheEnd(), toTheEnd()]);
  expect(await progress()).toMatchObject({ total, done: total, finishedAt: expect.any(Number) as unknown });
  const own = await ipRows(tester);
  expect(own).toHaveLength(20);
  expect(own).toEqual(own.map((row) => ({ ...row, tor: true })));
  // The revision that the event gave, and one more for the fact.
  const more = await rowsOf(
    "select distinct u.revision - e.event_id as more from users u join events e using (user_id) where u.app_id = $1",
    [tester.appId],
  );
  expect(more).toEqual([{ more: "1" }]);
  expect(asked.filter((address) => addresses.includes(address)).sort()).toEqual([...addresses].sort());
  await tester.ingest.close();
});

it("asks again about what another process stored with older sources behind the run", async () => {
  const tester = await runtimeTester(database.pool);
  await tester.send({ userName: "anna", ipAddress: "85.10.26.1" });
  const ips = { "85.10.26.1": { tor: true }, "85.10.26.2": { tor: true } };
  const first = reEnrichment(tester, { ips });
  await first.run();
  // This process has not taken up the file yet, and stores behind the run.
  await tester.send({ userName: "bob", ipAddress: "85.10.26.2" });
  const later = reEnrichment(tester, { ips });
  await later.run();
  const told = async () => (await ipRows(tester)).map((row) => (row as { tor: boolean | null }).tor);
  expect(await told()).toEqual([true, null]);
  later.sourcesChanged();
  await later.run();
  expect(await told()).toEqual([true, true]);
  await tester.ingest.close();
});

it("waits for what was prepared with the facts before, when the sources change", async () => {
  const tester = await runtimeTester(database.pool);
  const file = { ips: { "85.10.27.1": { tor: true } } };
  const again = createReEnrichment({
    store: tester.store,
    facts: factsOf(file),
    sources: () => [describeFactsFile(fileOf(file))],
    stored: () => tester.send({ userName: "on the way", ipAddress: "85.10.27.1" }),
  });
  again.sourcesChanged();
  await again.run();
  expect(await ipRows(tester)).toMatchObject([{ name: "on the way", tor: true }]);
  await tester.ingest.close();
});

it("loses no event of ingest that goes on meanwhile", async () => {
  const facts = { ips: { "85.10.25.1": { country: "DE" as const }, "85.10.25.2": { country: "DE" as const } } };
  const tester = await runtimeTester(database.pool, { facts });
  const { ingest, appId } = tester;
  const sendAll = Promise.all(
    Array.from({ length: 400 }, async (_, n) => {
      const accepted = parseSensorRequest(
        { userName: `user ${n % 7}`, url: "/", ipAddress: `85.10.25.${(n % 3) + 1}`, eventTime: "2026-11-20 10:00:00" },
        { now: Date.now() },
      );
      if (accepted.kind === "rejected") throw new Error(accepted.message);
      await ingest.submit(originOf(appId), accepted);
      if (n % 20 === 0) await ingest.settle();
    }),
  );
  const again = async () => {
    for (const country of ["FR", "DE", "FR"] as const)
      await reEnrichment(tester, { ips: { "85.10.25.1": { country }, "85.10.25.3": { country } } }).run();
  };
  await Promise.all([sendAll, again()]);
  await ingest.settle();
  // The file of the last run is the newest; what ingest gave out of its own is asked about once more.
  await reEnrichment(tester, { ips: { "85.10.25.1": { country: "IT" }, "85.10.25.3": { country: "IT" } } }).run();
  expect(
    await rowsOf(
      `select sum(u.event_count)::integer as events,
         sum((select sum(event_count) from user_ips i where i.user_id = u.user_id))::integer as by_address,
         (select count(*) from events e where e.app_id = $1)::integer as stored,
         bool_and(u.country_count = (select count(distinct coalesce(i.country, '')) from user_ips i where i.user_id = u.user_id)) as counted
       from users u where app_id = $1`,
      [appId],
    ),
  ).toEqual([{ events: 400, by_address: 400, stored: 400, counted: true }]);
  expect(
    await rowsOf("select distinct host(address) as address, country from user_ips where app_id = $1 order by 1", [
      appId,
    ]),
  ).toEqual([
    { address: "85.10.25.1", country: "IT" },
    { address: "85.10.25.2", country: "DE" },
    { address: "85.10.25.3", country: "IT" },
  ]);
  await tester.ingest.close();
});
