import fc from "fast-check";
import { fileURLToPath } from "node:url";
import { beforeAll, expect, it } from "vitest";
import { testDatabase } from "../../test/database/test-database.ts";
import { isPeerSource } from "../../dsl/types/row-words.ts";
import { decide } from "../decisions/decide.ts";
import type { Committed } from "../ingest/create-writer.ts";
import { loadPack } from "../packs/load-pack.ts";
import { runtimeTester, type RuntimeTester } from "../testing/runtime-tester.ts";
import { planNeeds, type ContextNeeds } from "./context-needs.ts";
import { createHotUsers, type HotUsers } from "./hot-users.ts";
import { createContextLoader, type LoadedUser } from "./load-contexts.ts";

const database = testDatabase();
const ROOT = fileURLToPath(new URL("../..", import.meta.url));
const START = Date.UTC(2026, 10, 20, 10);
const MINUTE = 60_000;
let needs: ContextNeeds;
/** The one whose rows are kept, and another process of the same app. */
let here: RuntimeTester;
let elsewhere: RuntimeTester;
let hot: HotUsers;

const facts = {
  ips: { "85.1.1.1": { country: "DE" }, "85.1.1.2": { country: "NO", vpn: true }, "2001:db8::1": {} },
} as const;

beforeAll(async () => {
  needs = planNeeds((await loadPack({ builtIn: ROOT })).plan);
  const onCommitted = (committed: Committed) => hot.committed(committed);
  here = await runtimeTester(database.pool, { facts, onCommitted });
  elsewhere = await runtimeTester(database.pool, { facts, appId: here.appId, installation: here.installation });
  hot = createHotUsers(here.store, needs);
});

const eventArbitrary = fc.record({
  userName: fc.constantFrom("anna", "ben", "carl"),
  // Most go on where they were: minutes later, a moment earlier, at the same time.
  minutes: fc.constantFrom(0, 0, 1, 1, 2, 3, -1, 45),
  ipAddress: fc.constantFrom("85.1.1.1", "85.1.1.1", "85.1.1.2", "2001:db8::1"),
  userAgent: fc.constantFrom("agent", "agent", "other"),
  emailAddress: fc.constantFrom("a@gmail.com", "a@gmail.com", "b@example.org", undefined),
  phoneNumber: fc.constantFrom("+4915112345678", undefined),
  eventType: fc.constantFrom("page_view", "account_login", "account_login_fail", "page_search", "field_edit"),
  url: fc.constantFrom("/", "/a?b=c", "https://x.example/y"),
  httpCode: fc.constantFrom("200", "404", undefined),
  firstName: fc.constantFrom("A", undefined, undefined),
  userCreated: fc.constantFrom("2026-01-01 00:00:00", undefined, undefined, undefined),
  /** What happens besides. */
  place: fc.constantFrom("here", "here", "here", "here", "elsewhere", "decision"),
});

const sensorTime = (time: number) => new Date(time).toISOString().slice(0, 23).replace("T", " ");

async function happen(
  { place, minutes, ...fields }: typeof eventArbitrary extends fc.Arbitrary<infer T> ? T : never,
  clock: number,
) {
  const { appId } = here;
  if (place === "decision") {
    await decide(here.store, { appId, userName: fields.userName, decision: "blacklist", operatorId: null });
    return;
  }
  const sent = Object.fromEntries(Object.entries(fields).filter(([, value]) => value !== undefined));
  const search = fields.eventType === "page_search" ? { payload: '{"field_id":"q","value":"v"}' } : {};
  await (place === "here" ? here : elsewhere).send({ ...sent, ...search, eventTime: sensorTime(clock) });
}

const byId = (users: readonly LoadedUser[]) => users.toSorted((a, b) => (a.userId < b.userId ? -1 : 1));

/** As far as it was read: rows that are kept have what they had when they were nearer to the front. */
function readPart(kept: unknown, read: unknown): unknown {
  if (Array.isArray(kept) && Array.isArray(read)) return kept.map((each, index) => readPart(each, read[index]));
  if (!isObject(kept) || !isObject(read)) return kept;
  return Object.fromEntries(Object.keys(read).map((key) => [key, readPart(kept[key], read[key])]));
}

function isObject(value: unknown): value is Record<string, unknown> {
  return typeof value === "object" && value !== null && !(value instanceof Date);
}

it("gives what reading gives, whatever happens to users here and elsewhere", async () => {
  const company = needs.sources.map(({ source }) => source).filter(isPeerSource);
  const loader = createContextLoader(here.store, needs, { company });
  const events = fc.sample(eventArbitrary, { numRuns: 160, seed: 20261126 });
  let clock = START;
  for (const event of events) {
    clock += event.minutes * MINUTE;
    await happen(event, clock);
    const { rows } = await database.pool.query<{ user_id: string }>("select user_id from users where app_id = $1", [
      here.appId,
    ]);
    const ids = rows.map(({ user_id }) => user_id);
    const asOf = clock + 10 * MINUTE;
    const read = byId(await loader.load(ids, asOf));
    await hot.use(ids, asOf, async (users) => expect(readPart(byId(users), read)).toEqual(read));
  }
  // Most users did go on as before.
  expect(hot.counts.hits).toBeGreaterThan(hot.counts.misses);
  expect(hot.counts.misses).toBeGreaterThan(20);
});

it("does not change the rows that are in use", async () => {
  const { userId } = await here.send({ userName: "dora", eventTime: sensorTime(START) });
  await hot.use([userId], START + MINUTE, async () => undefined);
  const before = await hot.use([userId], START + MINUTE, async ([user]) => {
    await here.send({ userName: "dora", eventTime: sensorTime(START + MINUTE) });
    return user?.context.events.length;
  });
  expect(before).toBe(1);
  const hits = hot.counts.hits;
  expect(await hot.use([userId], START + 2 * MINUTE, async ([user]) => user?.context.events.length)).toBe(2);
  expect(hot.counts.hits).toBe(hits + 1);
});

it("reads again for a moment before the rows that are kept", async () => {
  const { userId } = await here.send({ userName: "emil", eventTime: sensorTime(START) });
  const count = (asOf: number) => hot.use([userId], asOf, async ([user]) => user?.context.events.length);
  await here.send({ userName: "emil", eventTime: sensorTime(START + 5 * MINUTE) });
  expect(await count(START + 6 * MINUTE)).toBe(2);
  expect(await count(START + MINUTE)).toBe(1);
});

it("forgets those it met longest ago", async () => {
  const few = createHotUsers(here.store, needs, { mostUsers: 1 });
  const ids: string[] = [];
  for (const userName of ["fritz", "greta"]) ids.push((await here.send({ userName })).userId);
  for (const id of [...ids, ...ids]) await few.use([id], START + MINUTE, async () => undefined);
  expect(few.counts).toEqual({ hits: 0, misses: 4 });
});
