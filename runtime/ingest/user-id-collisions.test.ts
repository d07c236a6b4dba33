import { afterAll, expect, it } from "vitest";
import { testDatabase } from "../../test/database/test-database.ts";
import { openInstallation } from "../db/installation.ts";
import { listenForChanges } from "../db/listen.ts";
import { createStore } from "../db/store.ts";
import { keyedHash, type IdHash } from "../db/user-ids.ts";
import { decide } from "../decisions/decide.ts";
import { runtimeTester, TEST_SECRET, type RuntimeTester } from "../testing/runtime-tester.ts";
import { getUser } from "../users/user-queries.ts";
import { COLLISION } from "./logbook-rows.ts";
import type { Collision } from "./resolve-collision.ts";

const database = testDatabase();
const strong = keyedHash(TEST_SECRET);
/** Users of all apps share 256 ids, so that names collide, and some of them again; everything else is hashed as ever. */
const weak: IdHash = (message) => (message.startsWith("4:user") ? strong(message) % 256n : strong(message));

interface Process extends RuntimeTester {
  readonly collisions: readonly Collision[];
}

const processes: Process[] = [];
afterAll(() => Promise.all(processes.map(({ ingest }) => ingest.close())));

/** Another process of the installation, which knows what is stored when it starts. */
async function startProcess(appId?: number, hash = weak): Promise<Process> {
  const collisions: Collision[] = [];
  const installation = await openInstallation(createStore(database.pool), { secret: TEST_SECRET, hash });
  const onCollision = (collision: Collision) => void collisions.push(collision);
  const app = appId === undefined ? {} : { appId };
  const started = { ...(await runtimeTester(database.pool, { ...app, installation, onCollision })), collisions };
  processes.push(started);
  return started;
}

const namesOf = (prefix: string, count = 30) => Array.from({ length: count }, (_, n) => `${prefix} ${n}`);
/** Answers with the ids that the users have once all is stored. */
const sendAll = async ({ send, installation, appId }: Process, names: readonly string[]) => {
  await Promise.all(names.map((userName) => send({ userName })));
  return names.map((name) => installation.ids.userId(appId, name));
};

/** What is stored of the users of an app: name, id, its counter and its events. */
async function storedUsers(appId: number) {
  const { rows } = await database.pool.query<{ name: string; id: string; counted: number; stored: number }>(
    `select name, user_id::text as id, event_count as counted,
       (select count(*) from events e where e.user_id = u.user_id)::int as stored
     from users u where app_id = $1`,
    [appId],
  );
  return new Map(rows.map(({ name, ...row }) => [name, row]));
}

async function overriddenNames(appId: number): Promise<readonly string[]> {
  const { rows } = await database.pool.query<{ name: string }>(
    "select name from user_id_overrides where app_id = $1 order by name",
    [appId],
  );
  return rows.map(({ name }) => name);
}

it("stores every event of names that collide in one batch, each under an id of its own", async () => {
  const first = await startProcess();
  const names = namesOf("batch");
  const ids = await sendAll(first, names);
  expect(new Set(ids).size).toBe(names.length);
  expect(await sendAll(first, names)).toEqual(ids);
  const stored = await storedUsers(first.appId);
  expect(names.map((name) => stored.get(name))).toEqual(ids.map((id) => ({ id, counted: 2, stored: 2 })));
  const overridden = await overriddenNames(first.appId);
  expect(overridden.length).toBeGreaterThan(0);
  expect(overridden.length).toBeLessThan(names.length);
});

it("reports a collision once, by ids alone, and notes it in the logbook beside the event", async () => {
  const first = await startProcess();
  const names = namesOf("reported", 40);
  await sendAll(first, names);
  await sendAll(first, names);
  const stored = [...(await storedUsers(first.appId)).values()].map(({ id }) => id);
  const overridden = await overriddenNames(first.appId);
  // A name that collides again with its second hash is reported again.
  expect(first.collisions.length).toBeGreaterThanOrEqual(overridden.length);
  expect(new Set(first.collisions.map(({ taken, given }) => `${taken} ${given}`)).size).toBe(first.collisions.length);
  for (const { appId, ...rest } of first.collisions) {
    expect(appId).toBe(first.appId);
    expect(Object.keys(rest)).toEqual(["taken", "given"]);
  }
  const { rows } = await database.pool.query<{ outcome: string; user_id: string; events: number }>(
    `select outcome, user_id::text, (select count(*) from events e where e.event_id = l.event_id)::int as events
     from logbook l where app_id = $1 and messages::text like '%' || $2 || '%'`,
    [first.appId, COLLISION],
  );
  expect(rows).toHaveLength(overridden.length);
  for (const row of rows) expect(row).toMatchObject({ outcome: "corrected", events: 1 });
  expect(stored).toEqual(expect.arrayContaining(rows.map((row) => row.user_id)));
});

it("lets two processes meet the same collisions at once, and neither splits nor merges a user", async () => {
  const first = await startProcess();
  const second = await startProcess(first.appId);
  const names = namesOf("raced", 40);
  const rounds = 5;
  for (let round = 0; round < rounds; round += 1)
    await Promise.all([sendAll(first, names), sendAll(second, names.toReversed())]);
  const stored = await storedUsers(first.appId);
  expect(stored.size).toBe(names.length);
  for (const user of stored.values()) expect(user).toMatchObject({ counted: 2 * rounds, stored: 2 * rounds });
  expect((await overriddenNames(first.appId)).length).toBeGreaterThan(0);
  expect(await sendAll(first, names)).toEqual(await sendAll(second, names));
});

it("knows after a start who has another id", async () => {
  const first = await startProcess();
  const names = namesOf("restarted");
  const ids = await sendAll(first, names);
  const again = await startProcess(first.appId);
  expect(names.map((name) => again.installation.ids.userId(first.appId, name))).toEqual(ids);
  expect(await sendAll(again, names)).toEqual(ids);
  expect(again.collisions).toEqual([]);
});

it("tells the other processes, which read anew; they and the operators find each user by the name", async () => {
  const reader = await startProcess();
  const { installation, store, appId } = reader;
  let loads = 0;
  const listener = listenForChanges({
    connectionString: database.url(),
    onChange: ({ kind }) => {
      if (kind === "user_ids") void installation.overrides.load().then(() => (loads += 1));
    },
    log: { warn: () => undefined },
  });
  await listener.listening;
  const writer = await startProcess(appId);
  const names = namesOf("read");
  const ids = await sendAll(writer, names);
  await expect.poll(() => loads).toBe(writer.collisions.length);
  expect(names.map((name) => installation.ids.userId(appId, name))).toEqual(ids);
  await listener.stop();

  const [overridden = ""] = await overriddenNames(appId);
  expect(await decide(store, { appId, userName: overridden, decision: "blacklist", operatorId: null })).toBe(
    "blacklisted",
  );
  const found = await Promise.all(names.map((name) => getUser(store, appId, name)));
  expect(found.filter((user) => user?.status === "blacklisted").map((user) => user?.name)).toEqual([overridden]);
});

it("tells names apart that were cut to the same text", async () => {
  const same: IdHash = (message) =>
    message.startsWith("4:user") && !message.endsWith("1:1") ? 1000n : strong(message);
  const { send, appId } = await startProcess(undefined, same);
  const long = "long name ".repeat(12);
  const [one, two] = [await send({ userName: `${long}one` }), await send({ userName: `${long}two` })];
  expect(two.userId).not.toBe(one.userId);
  expect((await send({ userName: `${long}one` })).userId).toBe(one.userId);
  expect((await send({ userName: `${long}two` })).userId).toBe(two.userId);
  const other = await startProcess(undefined, same);
  expect(other.appId).not.toBe(appId);
  expect((await other.send({ userName: `${long}one` })).userId).not.toBe(one.userId);
});

it("refuses the event, and only that, while the ids cannot be given", async () => {
  const { send, appId } = await startProcess(undefined, (message) =>
    message.startsWith("4:user") && !message.endsWith("1:1") ? 2000n : strong(message),
  );
  await send({ userName: "there" });
  await database.pool.query("alter table user_id_overrides rename to elsewhere");
  try {
    await expect(send({ userName: "late" })).rejects.toThrow("the event could not be stored");
    await send({ userName: "there" });
  } finally {
    await database.pool.query("alter table elsewhere rename to user_id_overrides");
  }
  await send({ userName: "late" });
  const stored = await storedUsers(appId);
  expect(["there", "late"].map((name) => stored.get(name)?.stored)).toEqual([2, 1]);
});
