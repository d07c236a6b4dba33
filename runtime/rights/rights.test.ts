import { beforeAll, afterAll, expect, it } from "vitest";
import { EXPORTED_TABLES, UserExport } from "../../api/index.ts";
import { testDatabase } from "../../test/database/test-database.ts";
import { verifyTrails } from "../audit/verify-trails.ts";
import { decide } from "../decisions/decide.ts";
import { createLogbook } from "../logbook/create-logbook.ts";
import { spreadCounts } from "../scoring/spread-counts.ts";
import { originOf, runtimeTester, type RuntimeTester } from "../testing/runtime-tester.ts";
import { createWebhook, listWebhooks } from "../webhooks/webhooks.ts";
import { eraseUser, type Erased } from "./erase-user.ts";
import { exportUser } from "./export-user.ts";
import { listActions } from "./operator-actions.ts";
import { OTHER_TABLES, PERSONAL_TABLES } from "./personal-tables.ts";

const database = testDatabase();
let tester: RuntimeTester;
beforeAll(async () => {
  tester = await runtimeTester(database.pool);
});
afterAll(() => tester.ingest.close());

const AT = Date.UTC(2026, 10, 26, 6);
let lastErasure = AT;

/** Someone with something in every place that holds data of users; what only they have says `name` in it. */
async function live(name: string): Promise<string> {
  const { pool } = database;
  const fields = {
    userName: name,
    ipAddress: "203.0.113.9",
    url: `/${name}/profile`,
    httpReferer: `https://${name}.example/`,
    userAgent: `agent of ${name}`,
    emailAddress: `${name}@${name}.example`,
    phoneNumber: "+4915112345678",
    firstName: name,
  };
  const { userId } = await tester.send(fields);
  await tester.send({ ...fields, ipAddress: "203.0.113.10", eventTime: "2026-11-20 11:00:00" });
  const fieldHistory = JSON.stringify([{ field_id: "iban", new_value: `IBAN of ${name}` }]);
  await tester.send({ ...fields, eventType: "field_edit", fieldHistory });
  const logbook = createLogbook({ store: tester.store });
  logbook.note(originOf(tester.appId), {
    outcome: "rejected",
    status: 400,
    message: "no",
    raw: { userName: name, note: `refused ${name}` },
  });
  await logbook.close();
  await tester.ingest.close();
  tester = await runtimeTester(pool, { appId: tester.appId });
  const { store, installation, appId } = tester;
  if ((await listWebhooks(store, appId)).length === 0)
    await createWebhook(store, installation.box, {
      appId,
      url: "https://app.example/",
      types: ["user.review_entered"],
    });
  await decide(tester.store, { appId: tester.appId, userName: name, decision: "review", operatorId: null });
  await pool.query(
    `insert into scores (user_id, app_id, score, matched, as_of, plan) values ($1, $2, 50, '{}', now(), 'p')`,
    [userId, tester.appId],
  );
  await pool.query(
    `insert into inbox (user_id, event_id, app_id, api_key_id, received_at, raw) values ($1, 1, $2, 1, now(), $3)`,
    [userId, tester.appId, JSON.stringify({ userName: name, note: "\0\ud800" })],
  );
  await pool.query(
    `insert into earlier_facts (app_id, kind, value, until, fact_values, facts) values ($1, 'emails', $2, now(), '{}', '{}')`,
    [tester.appId, `${name}@${name}.example`],
  );
  await pool.query(
    `insert into lookups (kind, subject, failure, asked_at, expires_at) values ('breach', $1, 'timeout', now(), now())`,
    [`${name}@${name}.example`],
  );
  await pool.query(
    `insert into user_id_overrides (app_id, name_digest, name, rehash) values ($1, sha256($2::bytea), $3, 1)`,
    [tester.appId, name, name],
  );
  return userId;
}

function erase(userName: string, eventsAStep = 1000): Promise<Erased | null> {
  const erasing = { appId: tester.appId, userName, operatorId: null, at: (lastErasure += 1) };
  return eraseUser(tester.store, tester.installation, erasing, { eventsAStep, countedWithinMs: 0 });
}

/** Tables with a row that has the text anywhere in it. */
async function tablesWith(text: string): Promise<readonly string[]> {
  const found = await Promise.all(
    (await allTables()).map(async (table) => {
      const { rows } = await database.pool.query(
        `select 1 from ${table} t where strpos(row_to_json(t)::text, $1) > 0 limit 1`,
        [text],
      );
      return rows.length > 0 ? [table] : [];
    }),
  );
  return found.flat();
}

async function allTables(): Promise<readonly string[]> {
  const { rows } = await database.pool.query<{ name: string }>(
    `select relname as name from pg_class where relnamespace = 'public'::regnamespace and relkind in ('r', 'p')
       and not relispartition and relname not like 'kysely%' order by 1`,
  );
  return rows.map(({ name }) => name);
}

it("knows of every table of the schema whether it holds data of users", async () => {
  const named = [...Object.keys(PERSONAL_TABLES), ...Object.keys(OTHER_TABLES)].toSorted();
  expect(named).toEqual(await allTables());
});

it("exports all that is stored of a user, in the documented shape, with ids as texts", async () => {
  const userId = await live("exported");
  const found = await exportUser(tester.store, { appId: tester.appId, app: "shop", userName: "exported", at: AT });
  let json = "";
  for await (const piece of found?.json ?? []) json += piece;
  const { tables, ...head } = UserExport.parse(JSON.parse(json));
  expect(head).toEqual({
    version: 1,
    kind: "user-export",
    app: "shop",
    user: "exported",
    exportedAt: "2026-11-26T06:00:00.000Z",
  });
  expect(Object.keys(tables)).toEqual([...EXPORTED_TABLES]);
  expect(Object.keys(PERSONAL_TABLES)).toEqual([...EXPORTED_TABLES]);
  const counts = Object.fromEntries(Object.entries(tables).map(([table, rows]) => [table, rows.length]));
  expect(counts).toEqual({
    users: 1,
    scores: 1,
    score_history: 0,
    events: 3,
    sessions: 3,
    user_ips: 2,
    user_devices: 1,
    user_emails: 1,
    user_phones: 1,
    field_changes: 1,
    field_trails: 1,
    inbox: 1,
    logbook: 4,
    user_id_overrides: 1,
    ips: 2,
    emails: 1,
    phones: 1,
    earlier_facts: 1,
    lookups: 1,
    webhook_messages: 1,
    operator_actions: 0,
    user_erasures: 0,
  });
  expect(tables.users[0]).toMatchObject({ user_id: userId, name: "exported", first_name: "exported" });
});

it("gives the connection back when a reader leaves in the middle", async () => {
  await live("left");
  const before = database.pool.idleCount;
  const found = await exportUser(tester.store, { appId: tester.appId, app: "shop", userName: "left", at: AT });
  for await (const piece of found?.json ?? []) {
    expect(piece).toContain("user-export");
    break;
  }
  expect(database.pool.idleCount).toBeGreaterThanOrEqual(before);
  expect(database.pool.waitingCount).toBe(0);
});

it("erases a user from every table, in steps, and leaves a tombstone and an entry that name nobody", async () => {
  const userId = await live("wilhelmina");
  expect(await tablesWith("wilhelmina")).not.toEqual([]);
  expect(await erase("wilhelmina", 2)).toEqual({ userId, events: 3, identities: 8 });
  expect(await tablesWith("wilhelmina")).toEqual([]);
  expect(await tablesWith(userId)).toEqual(["operator_actions", "user_erasures"]);
  const [action] = await listActions(tester.store, { appId: tester.appId, limit: 1 });
  expect(action).toMatchObject({ kind: "user_erased", userId, operator: null, details: { events: 3, identities: 8 } });
  const { rows } = await database.pool.query("select reason, changes from user_erasures where user_id = $1", [userId]);
  expect(rows).toEqual([{ reason: "operator", changes: "1" }]);
  expect(await erase("wilhelmina")).toBeNull();
});

it("finds an erasure that was pretended", async () => {
  const userId = await live("victim");
  const verify = () => verifyTrails(tester.store, { key: tester.installation.trailKey, userId });
  for (const table of ["field_changes", "field_trails", "users"])
    await database.pool.query(`delete from ${table} where user_id = $1`, [userId]);
  await database.pool.query(
    `insert into user_erasures (user_id, erased_at, app_id, reason, changes, mac, seal) values ($1, now()::timestamptz(3), $2, 'operator', 1, '', 'x')`,
    [userId, tester.appId],
  );
  expect((await verify()).broken).toMatchObject([{ userId, fault: "changed", of: "erasure" }]);
});

it("counts the others who share something anew, and lets them keep it", async () => {
  const shared = { ipAddress: "203.0.113.77", phoneNumber: "+4915100000000", emailAddress: "both@shared.example" };
  await tester.send({ userName: "stays", ...shared, url: "/both" });
  await tester.send({ userName: "goes", ...shared, url: "/both" });
  await tester.ingest.close();
  tester = await runtimeTester(database.pool, { appId: tester.appId });
  while (await spreadCounts(tester.store));
  const told = async () => {
    const { rows } = await database.pool.query(
      `select i.user_count as ips, p.user_count as phones, ui.user_count as told, e.user_count as emails, i.event_count as ip_events,
         (select event_count from urls where url = '/both') as url_events
       from ips i, phones p, emails e, user_ips ui, users u where i.address = '203.0.113.77' and p.number = '+4915100000000'
         and e.address = 'both@shared.example' and ui.address = i.address and ui.user_id = u.user_id and u.name = 'stays'`,
    );
    return rows;
  };
  expect(await told()).toEqual([{ ips: 2, phones: 2, told: 2, emails: 2, ip_events: 2, url_events: 2 }]);
  await erase("goes");
  while (await spreadCounts(tester.store));
  expect(await told()).toEqual([{ ips: 1, phones: 1, told: 1, emails: 1, ip_events: 1, url_events: 1 }]);
});

it("takes off the blacklist what only the erased user had there, and leaves what others have there", async () => {
  const { store, appId } = tester;
  const own = { ipAddress: "203.0.113.81", phoneNumber: "+4915100000081", emailAddress: "own@shared.example" };
  const both = { ipAddress: "203.0.113.82", phoneNumber: "+4915100000082", emailAddress: "listed@shared.example" };
  for (const userName of ["erased", "neutral"]) await tester.send({ userName, ...own });
  for (const userName of ["erased", "listed"]) await tester.send({ userName, ...both });
  for (const userName of ["erased", "listed"])
    await decide(store, { appId, userName, decision: "blacklist", operatorId: null });
  const flagged = async () => {
    const { rows } = await database.pool.query<{ value: string }>(
      `select host(address) as value from ips where app_id = $1 and blacklisted
       union all select address from emails where app_id = $1 and blacklisted
       union all select number from phones where app_id = $1 and blacklisted
       union all select 'of neutral' from user_ips o join users u using (user_id) where u.name = 'neutral' and o.blacklisted
       order by 1`,
      [appId],
    );
    return rows.map(({ value }) => value);
  };
  const shared = Object.values(both);
  expect(await flagged()).toEqual([...Object.values(own), ...shared, "of neutral"].toSorted());
  await erase("erased");
  expect(await flagged()).toEqual(shared.toSorted());
});

it("makes a new user of events that arrive afterwards, also in a process that remembers the old one", async () => {
  const other = await runtimeTester(database.pool, { appId: tester.appId });
  const edit = (newValue: string) => ({
    userName: "back",
    eventType: "field_edit",
    fieldHistory: JSON.stringify([{ field_id: "f", new_value: newValue }]),
  });
  const { userId } = await other.send(edit("1"));
  await other.send(edit("2"));
  await erase("back");
  await tester.send(edit("3"));
  await tester.send(edit("4"));
  await other.send(edit("5"));
  const { rows } = await database.pool.query("select event_count, ip_count from users where user_id = $1", [userId]);
  expect(rows).toEqual([{ event_count: 3, ip_count: 1 }]);
  const { changes, broken } = await verifyTrails(tester.store, { key: tester.installation.trailKey, userId });
  expect([changes, broken]).toEqual([3, []]);
  await other.ingest.close();
});

it("erases a user whose events keep coming, from two processes", async () => {
  const other = await runtimeTester(database.pool, { appId: tester.appId });
  let sending = true;
  let sent = 0;
  const send = async ({ send: submit }: RuntimeTester) => {
    while (sending) {
      await submit({ userName: "busy", ipAddress: `203.0.113.${sent % 5}` });
      sent += 1;
    }
  };
  const senders = [tester, other, tester, other].map(send);
  await expect.poll(() => sent).toBeGreaterThan(20);
  let erased = 0;
  for (let round = 0; round < 3; round += 1) erased += (await erase("busy", 10))?.events ?? 0;
  sending = false;
  await Promise.all(senders);
  const { rows } = await database.pool.query<{ counted: number; stored: number }>(
    `select event_count as counted, (select count(*)::integer from events e where e.user_id = u.user_id) as stored
     from users u where name = 'busy'`,
  );
  const left = rows[0] ?? { counted: 0, stored: 0 };
  expect(left.counted).toBe(left.stored);
  expect(erased + left.stored).toBe(sent);
  await other.ingest.close();
});
