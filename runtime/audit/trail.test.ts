import fc from "fast-check";
import { afterAll, beforeAll, expect, it } from "vitest";
import { testDatabase } from "../../test/database/test-database.ts";
import { runtimeTester, type RuntimeTester } from "../testing/runtime-tester.ts";
import { readTrail } from "./read-trail.ts";
import { createTrailKey } from "./trail-key.ts";
import { verifyTrails, type VerifiedTrails } from "./verify-trails.ts";

const database = testDatabase();
let testers: readonly [RuntimeTester, RuntimeTester];

beforeAll(async () => {
  const first = await runtimeTester(database.pool);
  testers = [first, await runtimeTester(database.pool, { appId: first.appId })];
});
afterAll(() => Promise.all(testers.map(({ ingest }) => ingest.close())));

interface Edit {
  readonly field_id: string;
  readonly new_value: string;
  readonly [name: string]: string;
}

async function edit(userName: string, changes: readonly Edit[], process: 0 | 1 = 0): Promise<string> {
  const fields = { userName, eventType: "field_edit", fieldHistory: JSON.stringify(changes) };
  return (await testers[process].send(fields)).userId;
}

function verify(userId?: string): Promise<VerifiedTrails> {
  return verifyTrails(testers[0].store, { key: testers[0].installation.trailKey, userId });
}

it("proves what was written: nested parents, nulls, late events, several changes of one event", async () => {
  const userId = await edit("honest", [
    { field_id: "iban", new_value: "A", old_value: "", parent_id: "account", parent_name: "Account" },
    { field_id: "iban", new_value: "B" },
  ]);
  await testers[0].send({
    userName: "honest",
    eventType: "field_edit",
    eventTime: "2020-01-01 00:00:00",
    fieldHistory: JSON.stringify([{ field_id: "name", new_value: "ünï😀", field_name: "Name" }]),
  });
  expect(await verify(userId)).toEqual({ users: 1, changes: 3, older: 0, broken: [] });
  const page = await readTrail(testers[0].store, testers[0].installation.trailKey, { userId, limit: 2 });
  expect(page.changes.map(({ sequence, newValue, proof }) => [sequence, newValue, proof])).toEqual([
    [3, "ünï😀", "proven"],
    [2, "B", "proven"],
  ]);
  const rest = await readTrail(testers[0].store, testers[0].installation.trailKey, {
    userId,
    before: page.next ?? undefined,
    limit: 2,
  });
  expect(rest.changes.map(({ sequence, parentId, parentName }) => [sequence, parentId, parentName])).toEqual([
    [1, "account", "Account"],
  ]);
  expect(rest.next).toBeNull();
});

it("makes one trail of what two processes write at once", async () => {
  const sent = Array.from({ length: 40 }, (_, n) =>
    edit(
      "busy",
      [
        { field_id: "a", new_value: `${n}` },
        { field_id: "b", new_value: `${n}` },
      ],
      n % 2 === 0 ? 0 : 1,
    ),
  );
  const [userId = ""] = await Promise.all(sent);
  expect(await verify(userId)).toEqual({ users: 1, changes: 80, older: 0, broken: [] });
});

/** What somebody with the database, but without the secret, may do to the trail of one user. */
const MUTATIONS = {
  "a value is changed": "update field_changes set new_value = new_value || '!' where user_id = $1 and sequence = $2",
  "an old value is taken away": "update field_changes set old_value = null where user_id = $1 and sequence = $2",
  "a parent is changed": "update field_changes set parent_id = 'other' where user_id = $1 and sequence = $2",
  "a time is changed": "update field_changes set time = time + interval '1 s' where user_id = $1 and sequence = $2",
  "a change is deleted": "delete from field_changes where user_id = $1 and sequence = $2",
  "the end is cut off": "delete from field_changes where user_id = $1 and sequence >= $2",
  "a seal is changed": "update field_changes set mac = md5(mac) where user_id = $1 and sequence = $2",
  "a copy is added at the end": `insert into field_changes (user_id, time, change_id, app_id, event_id, field_id, new_value, sequence, mac)
    select user_id, time, change_id + 100000, app_id, event_id, field_id, new_value, (select max(sequence) + 1 from field_changes f where f.user_id = $1), mac
    from field_changes where user_id = $1 and sequence = $2`,
  "a change is added as if from before there were trails": `insert into field_changes (user_id, time, change_id, app_id, event_id, field_id, new_value, sequence)
    select user_id, time, change_id + 100000, app_id, event_id, field_id, new_value, 0 from field_changes where user_id = $1 and sequence = $2`,
  "a change is put where another was": `with moved as (
      delete from field_changes where user_id = $1 and sequence in ($2::bigint, $2::bigint + 1) returning *
    )
    insert into field_changes select user_id, time, change_id, app_id, event_id, field_id, field_name, old_value, new_value, parent_id, parent_name,
      case sequence when $2::bigint then $2::bigint + 1 else $2::bigint end, mac from moved order by sequence`,
  "the values of two are swapped": `update field_changes a set new_value = b.new_value from field_changes b
    where a.user_id = $1 and b.user_id = $1 and a.sequence in ($2::bigint, $2::bigint + 1) and b.sequence in ($2::bigint, $2::bigint + 1) and a.sequence <> b.sequence`,
  "the end is said to be earlier": `update field_trails t set sequence = c.sequence, mac = c.mac from field_changes c
    where t.user_id = $1 and c.user_id = $1 and c.sequence = $2`,
  "the beginning is said to be later": `update field_trails t set anchor_sequence = c.sequence, anchor_mac = c.mac, anchor_seal = t.seal from field_changes c
    where t.user_id = $1 and c.user_id = $1 and c.sequence = $2`,
  "nothing says where it ends": "delete from field_trails where user_id = $1 and $2 > 0",
} as const;

const FAULTS: Partial<Record<keyof typeof MUTATIONS, object>> = {
  "a value is changed": { fault: "changed", of: "change" },
  "a change is deleted": { fault: "missing", of: "change" },
  "the end is cut off": { fault: "missing", of: "change" },
  "a copy is added at the end": { fault: "inserted", of: "change" },
  "a change is added as if from before there were trails": { sequence: 0, fault: "inserted", of: "change" },
  "a change is put where another was": { fault: "reordered", of: "change" },
  "the end is said to be earlier": { fault: "changed", of: "end" },
  "the beginning is said to be later": { fault: "changed", of: "start" },
  "nothing says where it ends": { fault: "missing", of: "end" },
};

it("finds whatever is done to a trail, and where", async () => {
  const mutation = fc.record({
    what: fc.constantFrom(...(Object.keys(MUTATIONS) as (keyof typeof MUTATIONS)[])), // its own keys
    length: fc.integer({ min: 2, max: 6 }),
    at: fc.nat(),
  });
  let run = 0;
  await fc.assert(
    fc.asyncProperty(mutation, async ({ what, length, at }) => {
      const changes = Array.from({ length }, (_, n) => ({ field_id: "f", new_value: `${n}`, old_value: `${n - 1}` }));
      const userId = await edit(`mutated ${(run += 1)}`, changes);
      expect((await verify(userId)).broken).toEqual([]);
      // Two neighbours are swapped: not the last one. And an end that stays where it is was not moved.
      const sequence = 1 + (at % (length - 1));
      const { rowCount } = await database.pool.query(MUTATIONS[what], [userId, sequence]);
      expect(rowCount, what).toBeGreaterThan(0);
      const { broken } = await verify(userId);
      const isOfPlace = what.startsWith("a value") || what === "a change is deleted" || what === "the end is cut off";
      expect(broken, what).toMatchObject([{ userId, ...FAULTS[what], ...(isOfPlace ? { sequence } : {}) }]);
    }),
    {
      numRuns: 80,
      examples: Object.keys(MUTATIONS).map((what) => [{ what: what as keyof typeof MUTATIONS, length: 4, at: 1 }]),
    }, // its own keys
  );
}, 60_000);

it("says of each user what is broken, and of each change whether it is proven", async () => {
  const userId = await edit("half", [
    { field_id: "a", new_value: "1" },
    { field_id: "a", new_value: "2" },
    { field_id: "a", new_value: "3" },
  ]);
  await database.pool.query("update field_changes set new_value = '9' where user_id = $1 and sequence = 2", [userId]);
  const page = await readTrail(testers[0].store, testers[0].installation.trailKey, { userId, limit: 10 });
  expect(page.broken).toEqual({ sequence: 2, fault: "changed", of: "change" });
  expect(page.changes.map(({ proof }) => proof)).toEqual(["broken", "broken", "proven"]);
  const all = await verifyTrails(testers[0].store, { key: testers[0].installation.trailKey, appId: testers[0].appId });
  expect(all.broken).toContainEqual({ userId, appId: testers[0].appId, name: "half", ...page.broken });
});

it("is not proven under another secret", async () => {
  const userId = await edit("other key", [{ field_id: "a", new_value: "1" }]);
  const { broken } = await verifyTrails(testers[0].store, { key: createTrailKey(Buffer.alloc(32, 8)), userId });
  expect(broken).toMatchObject([{ fault: "changed", of: "end" }]);
});
