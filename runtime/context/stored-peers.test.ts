import { beforeAll, expect, it } from "vitest";
import { testDatabase } from "../../test/database/test-database.ts";
import { type AsPeer, type Member, withPeers } from "../../compiler/verify/population.ts";
import type { UserContext } from "../../dsl/types/user-context.ts";
import { decide } from "../decisions/decide.ts";
import { dryRun } from "../dry-run/dry-run.ts";
import { packOf } from "../packs/load-pack.ts";
import { createScoring } from "../scoring/create-scoring.ts";
import { runtimeTester, type RuntimeTester } from "../testing/runtime-tester.ts";
import { getUser } from "../users/user-queries.ts";
import { compileRaw } from "../db/store.ts";
import { allNeeds, planNeeds } from "./context-needs.ts";
import { contextQuery } from "./context-query.ts";
import { createContextLoader } from "./load-contexts.ts";
import { moment } from "./stored-relations.ts";
import { sql } from "kysely";

const database = testDatabase();
const AS_OF = Date.UTC(2026, 10, 20, 12);
const DAY = 86_400_000;
const pack = packOf([
  {
    path: "rules/X01_blacklisted.tocsin",
    text: 'rule X01 "Shared" { when count(distinct .user of peers by ip within 30d where .blacklisted) >= 1 }',
  },
  { path: "rules/X02_subnet.tocsin", text: 'rule X02 "Net" { when count(peers by subnet) >= 2 }' },
  { path: "rules/X03_device.tocsin", text: 'rule X03 "Device" { when any peer by device { .blacklisted } }' },
  { path: "rules/X04_phone.tocsin", text: 'rule X04 "Phone" { when any peer by phone { .shared == "+331" } }' },
  { path: "rules/X05_email.tocsin", text: 'rule X05 "Email" { when newest(.user of peers by email) == "anna" }' },
  {
    path: "rules/X06_fail.tocsin",
    text: 'rule X06 "Fail" { when any peer by ip { .last_login_fail > .created } }',
  },
]);
let tester: RuntimeTester;

const at = (daysAgo: number) => new Date(AS_OF - daysAgo * DAY).toISOString().slice(0, 23).replace("T", " ");

beforeAll(async () => {
  const subnet = "5.5.5.0/24";
  tester = await runtimeTester(database.pool, {
    facts: { ips: { "5.5.5.1": { subnet }, "5.5.5.2": { subnet }, "6.6.6.6": { subnet: "6.6.6.0/24" } } },
  });
  const send = (userName: string, ipAddress: string, daysAgo: number, more: Record<string, string> = {}) =>
    tester.send({ userName, ipAddress, eventTime: at(daysAgo), ...more });
  await send("anna", "5.5.5.1", 40, { emailAddress: "a@gmail.com", phoneNumber: "+331", userAgent: "curl/8.4.0" });
  await send("anna", "5.5.5.2", 3, { eventType: "account_login_fail" });
  await send("bob", "5.5.5.1", 2, { emailAddress: "a@gmail.com", userAgent: "curl/8.4.0" });
  await send("bob", "5.5.5.2", 1);
  await send("carl", "5.5.5.2", 5, { phoneNumber: "+331", userAgent: "curl/8.4.0", browserLanguage: "de" });
  await send("dora", "6.6.6.6", 5);
});

async function contexts(asOf: number): Promise<ReadonlyMap<string, UserContext>> {
  const { rows } = await database.pool.query<{ user_id: string; name: string }>("select user_id, name from users");
  const names = new Map(rows.map(({ user_id, name }) => [user_id, name]));
  const loaded = await createContextLoader(tester.store, allNeeds()).load([...names.keys()], asOf);
  return new Map(loaded.map(({ userId, context }) => [names.get(userId) ?? "", context]));
}

it("gives every user a row for each other user and shared value, the newest use first", async () => {
  const all = await contexts(AS_OF);
  const seen = (name: string) =>
    all.get(name)?.peers_by_ip.map(({ user, shared, last_used }) => [user, shared, (AS_OF - last_used) / DAY]);
  expect(seen("anna")).toEqual([
    ["bob", "5.5.5.2", 1],
    ["bob", "5.5.5.1", 2],
    ["carl", "5.5.5.2", 5],
  ]);
  expect(seen("dora")).toEqual([]);
  expect(all.get("anna")?.peers_by_subnet.map(({ user, shared }) => [user, shared])).toEqual([
    ["bob", "5.5.5.0/24"],
    ["carl", "5.5.5.0/24"],
  ]);
  expect(all.get("bob")?.peers_by_device).toMatchObject([{ user: "anna", shared: "curl/8.4.0" }]);
  expect(all.get("carl")?.peers_by_phone).toMatchObject([{ user: "anna", shared: "+331" }]);
  expect(all.get("bob")?.peers_by_email).toMatchObject([{ user: "anna", shared: "a@gmail.com" }]);
});

it("tells what the other user is, as of the moment", async () => {
  const [anna] = (await contexts(AS_OF)).get("bob")?.peers_by_email ?? [];
  expect(anna).toEqual({
    user: "anna",
    shared: "a@gmail.com",
    last_used: AS_OF - 40 * DAY,
    blacklisted: false,
    created: AS_OF - 40 * DAY,
    last_seen: AS_OF - 3 * DAY,
    last_login_fail: AS_OF - 3 * DAY,
  });
  const before = (await contexts(AS_OF - 4 * DAY)).get("carl")?.peers_by_phone[0];
  expect(before).toMatchObject({ last_login_fail: null, last_seen: AS_OF - 4 * DAY });
  expect((await contexts(AS_OF - 4 * DAY)).get("carl")?.peers_by_ip).toEqual([]);
});

it("finds what the model in memory finds among the same users, also with the caps reached", async () => {
  const { rows } = await database.pool.query<{ user_id: string; name: string }>("select user_id, name from users");
  const all = await contexts(AS_OF);
  const members = rows.map(({ user_id, name }): Member => {
    const context = all.get(name);
    if (context === undefined) throw new Error(`${name} was not loaded`);
    return { userId: user_id.padStart(20, "0"), context, asPeer: asPeerOf(context) };
  });
  for (const caps of [
    { value: 1001, rows: 1000 },
    { value: 2, rows: 2 },
    { value: 2, rows: 1 },
  ]) {
    const stored = await contextsWith(caps);
    for (const { userId, context } of withPeers(members, caps)) {
      const found = stored.get(String(BigInt(userId)));
      for (const source of ["peers_by_ip", "peers_by_device", "peers_by_phone", "peers_by_email"] as const)
        expect(found?.[source].map(({ user, shared, last_used }) => [user, shared, last_used])).toEqual(
          context[source].map(({ user, shared, last_used }) => [user, shared, last_used]),
        );
    }
  }
});

function asPeerOf({ ips, devices, phones, emails }: UserContext): AsPeer {
  const use = (key: string, last: number) => ({ key, shared: key, at: last });
  return {
    blacklisted: false,
    lastLoginFail: null,
    uses: {
      peers_by_ip: ips.map(({ address, last_seen }) => use(address, last_seen)),
      peers_by_subnet: [],
      peers_by_device: devices.flatMap(({ user_agent, language, last_seen }) =>
        user_agent === null ? [] : [{ key: `${user_agent} ${language}`, shared: user_agent, at: last_seen }],
      ),
      peers_by_phone: phones.map(({ number, last_seen }) => use(number, last_seen)),
      peers_by_email: emails.map(({ address, last_seen }) => use(address, last_seen)),
    },
  };
}

async function contextsWith(peerCaps: { readonly value: number; readonly rows: number }) {
  const query = contextQuery({
    needs: allNeeds(),
    asOf: moment(AS_OF),
    population: sql`select t.* from users t`,
    peerCaps,
  });
  const { sql: text, parameters } = compileRaw(tester.store, query);
  const { rows } = await database.pool.query(text, [...parameters]);
  return new Map<string, UserContext>(
    rows.map((row) => [
      row.user_id,
      Object.fromEntries(
        Object.entries(row).map(([column, value]) => [column.replace(/_0$/, ""), value ?? []]),
      ) as unknown as UserContext, // one slice a source
    ]),
  );
}

it("judges by peers in SQL exactly as in TypeScript", async () => {
  const rules = pack.plan.rules.map(({ id }) => id);
  const options = { appId: tester.appId, rules, scope: "all", asOf: AS_OF } as const;
  const inSql = (await dryRun(tester.store, pack.plan, options)).rules.map(({ rule, users }) => [
    rule,
    users.map(({ name }) => name).toSorted(),
  ]);
  const { rows } = await database.pool.query<{ user_id: string; name: string }>("select user_id, name from users");
  const loaded = await createContextLoader(tester.store, planNeeds(pack.plan)).load(
    rows.map(({ user_id }) => user_id),
    AS_OF,
  );
  const names = new Map(rows.map(({ user_id, name }) => [user_id, name]));
  const judged = loaded.map(({ userId, context }) => ({
    name: names.get(userId) ?? "",
    outcomes: [...pack.evaluator.evaluate(context, AS_OF)],
  }));
  const inMemory = rules.map((rule, index) => [
    rule,
    judged.flatMap(({ name, outcomes }) => (outcomes[index] === true ? [name] : [])).toSorted(),
  ]);
  expect(inSql).toEqual(inMemory);
  expect(inMemory).toEqual([
    ["X01", []],
    ["X02", ["anna", "bob", "carl"]],
    ["X03", []],
    ["X04", ["anna", "carl"]],
    ["X05", ["bob"]],
    ["X06", ["bob", "carl"]],
  ]);
});

it("has those judged again who share something with a user on whom an operator decides", async () => {
  const scoring = createScoring({ store: tester.store, pack, clock: () => AS_OF });
  const matched = async (name: string) => {
    await scoring.settle();
    return (await getUser(tester.store, tester.appId, name))?.matched.map(({ rule }) => rule);
  };
  const { appId, store } = tester;
  expect(await matched("bob")).not.toContain("X01");
  await decide(store, { appId, userName: "anna", decision: "blacklist", operatorId: null });
  expect(await matched("bob")).toEqual(expect.arrayContaining(["X01", "X03"]));
  expect(await matched("dora")).toEqual([]);
  await decide(store, { appId, userName: "anna", decision: "review", operatorId: null });
  expect(await matched("bob")).not.toContain("X01");
  await scoring.stop();
});

it("does not count whom a threshold blacklisted", async () => {
  await database.pool.query("update users set decision = 'blacklist', decided_by = 'threshold' where name = 'anna'");
  expect((await contexts(AS_OF)).get("bob")?.peers_by_email).toMatchObject([{ user: "anna", blacklisted: false }]);
});

it("reports whatever the judged users share with more users than are seen", async () => {
  const rules = ["X02", "X03", "X04", "X05", "X06"];
  const ask = async () =>
    (await dryRun(tester.store, pack.plan, { appId: tester.appId, rules, scope: "all", asOf: AS_OF })).crowded;
  const crowd = async (users: number) => {
    const { pool } = database;
    const [from, to] = [AS_OF - 9 * DAY, AS_OF - 8 * DAY].map((time) => new Date(time).toISOString());
    await pool.query(
      `insert into users (user_id, app_id, name, first_seen, last_seen, anonymous, event_count, ip_count, device_count,
          country_count, session_count, session_id, revision)
        select n, $1, 'crowd ' || n, $2, $3, false, 1, 1, 1, 1, 1, n, 1 from generate_series(1, $4::integer) n
        on conflict do nothing`,
      [tester.appId, from, to, users],
    );
    const behind = "from users u where u.app_id = $1 and u.name like 'crowd %' on conflict do nothing";
    await pool.query(
      `insert into user_ips (user_id, address, app_id, subnet, lan, checked, blacklisted, user_count, event_count, first_seen, last_seen)
        select u.user_id, '5.5.5.1', $1, '5.5.5.0/24', false, false, false, 1, 1, u.first_seen, u.last_seen ${behind}`,
      [tester.appId],
    );
    await pool.query(
      `insert into user_devices (user_id, device_id, app_id, user_agent, bot, ai_bot, event_count, first_seen, last_seen)
        select u.user_id, (select d.device_id from user_devices d join users w using (user_id) where w.name = 'bob' and d.user_agent is not null), $1, 'curl/8.4.0', false, false, 1, u.first_seen, u.last_seen ${behind}`,
      [tester.appId],
    );
  };
  expect(await ask()).toEqual([]);
  // With anna and bob as many as are seen.
  await crowd(999);
  expect((await ask()).filter(({ by }) => by !== "subnet")).toEqual([]);
  await crowd(1000);
  expect(await ask()).toEqual(
    expect.arrayContaining([
      { by: "ip", values: 1 },
      { by: "subnet", values: 1 },
      { by: "device", values: 1 },
    ]),
  );
  expect(await ask()).toHaveLength(3);
});
