import fc from "fast-check";
import { sql } from "kysely";
import { beforeAll, expect, it } from "vitest";
import { compileStatements } from "../../compiler/index.ts";
import { type Member, type PeerCaps, PEER_SOURCES, withPeers } from "../../compiler/verify/population.ts";
import type { UserContext } from "../../dsl/types/user-context.ts";
import { testDatabase } from "../../test/database/test-database.ts";
import { compileRaw } from "../db/store.ts";
import { packOf } from "../packs/load-pack.ts";
import { runtimeTester, type RuntimeTester } from "../testing/runtime-tester.ts";
import { allNeeds, type ContextNeeds, planNeeds } from "./context-needs.ts";
import { contextQuery } from "./context-query.ts";
import { createStoredRelations, moment } from "./stored-relations.ts";

/** A crowd behind few addresses of few networks, who used them within few hours: both caps are reached in every way. */
const database = testDatabase();
const AS_OF = Date.UTC(2026, 10, 20, 12);
const HOUR = 3_600_000;
const USERS = 60;
const UNREACHED: PeerCaps = { value: 1001, rows: 1000 };
const CAPS: readonly PeerCaps[] = [
  UNREACHED,
  { value: 12, rows: 20 },
  { value: 7, rows: 6 },
  { value: 4, rows: 5 },
  { value: 3, rows: 1 },
];
const RULES = {
  X01: "count(peers by ip) >= 5",
  X02: "count(peers by ip within 3h where .blacklisted) >= 1",
  X03: "any peer by subnet { .blacklisted }",
  X04: "every peer by ip { .last_used > .created }",
  X05: "count(peers by ip where .blacklisted and .created > user.created) >= 1",
  X06: 'any peer by subnet last 3 { .user starts with "user 1" }',
  X07: "count(peers by subnet within 2h) == 0",
  X08: "count(distinct .user of peers by ip where .shared == 10.0.0.1) >= 2",
  X09: "any peer by ip as p { count(ips where .address == p.shared) == 1 }",
  X10: "newest(.blacklisted of peers by ip where .shared != 10.0.0.1) == true",
} as const;
const pack = packOf(
  Object.entries(RULES).map(([id, when]) => ({ path: `${id}_x.tocsin`, text: `rule ${id} "x" { when ${when} }` })),
);
const ids = Object.keys(RULES);

interface Person {
  readonly userId: number;
  readonly blacklisted: boolean;
  readonly created: number;
  readonly uses: readonly { readonly address: string; readonly at: number }[];
}

const ADDRESSES = ["10.0.0.1", "10.0.0.2", "10.0.1.1", "10.0.1.2", "10.0.2.1", "10.0.2.2"];
const subnetOf = (address: string): string => `${address.slice(0, 6)}.0/24`;
const momentArbitrary = fc.integer({ min: 0, max: 20 }).map((quarters) => AS_OF - quarters * (HOUR / 4));
const people: readonly Person[] = fc
  .sample(
    fc.record({
      blacklisted: fc.boolean(),
      created: momentArbitrary.map((at) => at - 24 * HOUR),
      uses: fc.uniqueArray(fc.record({ address: fc.constantFrom(...ADDRESSES), at: momentArbitrary }), {
        maxLength: 4,
        selector: ({ address }) => address,
      }),
    }),
    { numRuns: USERS, seed: 20261120 },
  )
  .map((person, index) => ({ userId: index + 1, ...person }));

let tester: RuntimeTester;

beforeAll(async () => {
  tester = await runtimeTester(database.pool);
  const iso = (at: number) => new Date(at).toISOString();
  for (const { userId, blacklisted, created, uses } of people) {
    await database.pool.query(
      `insert into users (user_id, app_id, name, first_seen, last_seen, anonymous, event_count, ip_count, device_count,
          country_count, session_count, session_id, revision, decision, decided_by)
        values ($1, $2, $3, $4, $5, false, 1, $6, 1, 1, 1, $1, 1, $7, $8)`,
      [
        ...[userId, tester.appId, `user ${userId}`, iso(created), iso(AS_OF), uses.length],
        ...(blacklisted ? ["blacklist", "operator"] : [null, null]),
      ],
    );
    for (const { address, at } of uses)
      await database.pool.query(
        `insert into user_ips (user_id, address, app_id, subnet, lan, checked, blacklisted, user_count, event_count, first_seen, last_seen)
          values ($1, $2, $3, $4, false, false, false, 1, 1, $5, $6)`,
        [userId, address, tester.appId, subnetOf(address), iso(created), iso(at)],
      );
  }
});

async function stored(needs: ContextNeeds, peerCaps: PeerCaps): Promise<ReadonlyMap<string, UserContext>> {
  const population = sql`select t.* from users t where t.app_id = ${tester.appId}`;
  const { sql: text, parameters } = compileRaw(
    tester.store,
    contextQuery({ needs, asOf: moment(AS_OF), population, peerCaps }),
  );
  const { rows } = await database.pool.query(text, [...parameters]);
  const sources = Object.fromEntries(needs.sources.map(({ source }) => [source, []]));
  return new Map(
    rows.map((row): [string, UserContext] => {
      const lists = Object.entries(row).map(([column, value]) => [column.replace(/_0$/, ""), value ?? []]);
      // One slice a source.
      return [row.user_id, { ...sources, ...Object.fromEntries(lists) } as unknown as UserContext];
    }),
  );
}

/** The same people in memory: what they see of each other follows from the model. */
function inMemory(contexts: ReadonlyMap<string, UserContext>, caps: PeerCaps) {
  const members = people.map(({ userId, blacklisted, uses }): Member => {
    const context = contexts.get(String(userId));
    if (context === undefined) throw new Error(`user ${userId} was not loaded`);
    const used = uses.map(({ address, at }) => ({ key: address, shared: address, at }));
    const networks = uses.map(({ address, at }) => ({ key: subnetOf(address), shared: subnetOf(address), at }));
    const none = { peers_by_device: [], peers_by_phone: [], peers_by_email: [] };
    return {
      userId: String(userId).padStart(20, "0"),
      context,
      asPeer: { blacklisted, lastLoginFail: null, uses: { peers_by_ip: used, peers_by_subnet: networks, ...none } },
    };
  });
  return withPeers(members, caps).map(({ userId, context }) => ({ userId: String(BigInt(userId)), context }));
}

const judge = (context: UserContext) => [...pack.evaluator.evaluate(context, AS_OF)];

it.each(CAPS)("finds the peers that the model finds, $value users a value and $rows rows a user", async (caps) => {
  const contexts = await stored(allNeeds(), caps);
  for (const { userId, context } of inMemory(contexts, caps))
    for (const source of PEER_SOURCES) expect(contexts.get(userId)?.[source]).toEqual(context[source]);
});

it.each(CAPS)("judges by them in SQL as in memory, $value users a value and $rows rows a user", async (caps) => {
  const model = inMemory(await stored(allNeeds(), caps), caps);
  const expected = new Map(model.map(({ userId, context }) => [userId, judge(context)]));

  const relations = createStoredRelations(tester.appId, { kind: "range", from: "0", to: null }, { peerCaps: caps });
  const { statements, join } = compileStatements(pack.plan, { rules: ids, asOf: AS_OF, relations });
  const answers = [];
  for (const { query } of statements) answers.push((await database.pool.query(query.sql, [...query.parameters])).rows);
  expect(new Map(join(answers).map(({ userId, outcomes }) => [userId, outcomes]))).toEqual(expected);

  // What a score reads are only the rows that tell something.
  const read = await stored(planNeeds(pack.plan), caps);
  expect(new Map([...read].map(([userId, context]) => [userId, judge(context)]))).toEqual(expected);
});

it("reads for a score only the peers that tell a rule something", async () => {
  const { plan } = packOf([{ path: "X01_x.tocsin", text: `rule X01 "x" { when ${RULES.X02} }` }]);
  const [all, told] = [await stored(allNeeds(), UNREACHED), await stored(planNeeds(plan), UNREACHED)];
  const kept = [...all].map(([userId, { peers_by_ip: peers }]) => [
    userId,
    peers.filter(({ blacklisted, last_used }) => blacklisted && last_used > AS_OF - 3 * HOUR).length,
  ]);
  expect([...told].map(([userId, { peers_by_ip: peers }]) => [userId, peers.length])).toEqual(kept);
  expect(kept.some(([, rows]) => Number(rows) > 0)).toBe(true);
});
