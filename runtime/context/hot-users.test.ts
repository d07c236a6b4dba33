import fc from "fast-check";
import { fileURLToPath } from "node:url";
import { beforeAll, beforeEach, expect, it } from "vitest";
import { testDatabase } from "../../test/database/test-database.ts";
import { isPeerSource } from "../../dsl/types/row-words.ts";
import { decide } from "../decisions/decide.ts";
import type { Committed } from "../ingest/create-writer.ts";
import { loadPack } from "../packs/load-pack.ts";
import { runtimeTester, type RuntimeTester } from "../testing/runtime-tester.ts";
import { PREVIOUS } from "../../dsl/types/sources.ts";
import { allNeeds, planNeeds, type ContextNeeds } from "./context-needs.ts";
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
  ips: {
    "85.1.1.1": { country: "DE", asn: 3320, organisation: "Network", subnet: "85.1.0.0/16", domain_count: 3 },
    "85.1.1.2": { country: "NO", vpn: true },
    "2001:db8::1": {},
  },
  emails: { "a@gmail.com": { breached: true, first_breach: "2020-02-03" } },
  domains: { "example.org": { mx: true, rank: 7, domain_created: "1995-08-14" } },
} as const;
const FIREFOX = "Mozilla/5.0 (X11; Linux x86_64; rv:144.0) Gecko/20100101 Firefox/144.0";

beforeAll(async () => {
  needs = planNeeds((await loadPack({ builtIn: ROOT })).plan);
  const onCommitted = (committed: Committed) => hot.committed(committed);
  here = await runtimeTester(database.pool, { facts, onCommitted });
  elsewhere = await runtimeTester(database.pool, { facts, appId: here.appId, installation: here.installation });
});
beforeEach(() => {
  hot = createHotUsers(here.store, needs);
});

const eventArbitrary = fc.record({
  userName: fc.constantFrom("anna", "ben", "carl", "dirk", "edda", "finn", "gerd", "hans"),
  // Most go on where they were: minutes later, a moment earlier, at the same time.
  minutes: fc.constantFrom(0, 0, 1, 1, 2, 3, -1, 45),
  ipAddress: fc.constantFrom("85.1.1.1", "85.1.1.1", "85.1.1.2", "2001:db8::1"),
  userAgent: fc.constantFrom(FIREFOX, FIREFOX, "other", undefined),
  browserLanguage: fc.constantFrom("de-CH,de;q=0.9", undefined),
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

it.each([
  ["the built-in rules read", () => needs],
  ["any rule could read", everyField],
])("gives what reading gives of what %s, whatever happens to users here and elsewhere", async (_, needsOf) => {
  const company = needsOf()
    .sources.map(({ source }) => source)
    .filter(isPeerSource);
  const loader = createContextLoader(here.store, needsOf(), { company });
  hot = createHotUsers(here.store, needsOf());
  const events = fc.sample(eventArbitrary, { numRuns: 200, seed: 20261126 });
  const { rows: existing } = await database.pool.query<{ latest: Date | null }>(
    "select max(last_seen) as latest from users",
  );
  let clock = Math.max(START, existing[0]?.latest?.getTime() ?? START) + 60 * MINUTE;
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
  // What is new of a user is laid over as well; what was done elsewhere, and changes of fields, are read.
  expect(hot.counts.hits).toBeGreaterThan(5 * hot.counts.misses);
  expect(hot.counts.misses).toBeGreaterThan(20);
});

/** Without the event before one, which no row holds. */
function everyField(): ContextNeeds {
  const { user, sources } = allNeeds();
  const slices = (of: ContextNeeds["sources"][number]["slices"]) =>
    of.map((slice) => ({ ...slice, paths: slice.paths.filter(([field]) => field !== PREVIOUS) }));
  return { user, sources: sources.map((source) => ({ ...source, slices: slices(source.slices) })) };
}

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

it("knows whom a batch has made, and what the next one brings them", async () => {
  const { userId } = await here.send({ userName: "nora", ipAddress: "85.1.1.1", eventTime: sensorTime(START) });
  await here.send({ userName: "nora", ipAddress: "85.1.1.2", eventTime: sensorTime(START + 45 * MINUTE) });
  const seen = await hot.use([userId], START + 50 * MINUTE, async ([user]) => user?.context);
  expect(seen?.ips).toMatchObject([{ vpn: true }, { country: "DE" }]);
  expect(seen?.sessions).toHaveLength(2);
  expect(hot.counts).toEqual({ hits: 1, misses: 0 });
});

it("reads again for a moment before the rows that are kept", async () => {
  const { userId } = await here.send({ userName: "emil", eventTime: sensorTime(START) });
  const count = (asOf: number) => hot.use([userId], asOf, async ([user]) => user?.context.events.length);
  await here.send({ userName: "emil", eventTime: sensorTime(START + 5 * MINUTE) });
  expect(await count(START + 6 * MINUTE)).toBe(2);
  expect(await count(START + MINUTE)).toBe(1);
});

it("does not keep who has many events, also when they came one after the other", async () => {
  hot = createHotUsers(here.store, needs, { mostEvents: 2 });
  const counts = [];
  for (const minutes of [0, 1, 2]) {
    const { userId } = await here.send({ userName: "otto", eventTime: sensorTime(START + minutes * MINUTE) });
    await hot.use([userId], START + 5 * MINUTE, async () => undefined);
    counts.push({ ...hot.counts });
  }
  expect(counts).toEqual([
    { hits: 1, misses: 0 },
    { hits: 2, misses: 0 },
    { hits: 2, misses: 1 },
  ]);
});

it("forgets those it met longest ago", async () => {
  const few = createHotUsers(here.store, needs, { mostUsers: 1 });
  const ids: string[] = [];
  for (const userName of ["fritz", "greta"]) ids.push((await here.send({ userName })).userId);
  for (const id of [...ids, ...ids]) await few.use([id], START + MINUTE, async () => undefined);
  expect(few.counts).toEqual({ hits: 0, misses: 4 });
});
