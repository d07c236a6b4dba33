import type { FieldPath } from "../../compiler/index.ts";
import type { Continuation } from "../ingest/continuation.ts";
import type { PreparedEvent } from "../ingest/prepared-event.ts";
import { fieldsOf, writtenThing } from "./continue-things.ts";

type Row = Record<string, unknown>;

/** Things that the user itself names, by what was sent last. */
const NAMED = [
  { field: "email", kind: "email", told: "last_email", key: "address", valueOf: ({ event }) => event.email?.address },
  { field: "phone", kind: "phone", told: "last_phone", key: "number", valueOf: ({ event }) => event.phone },
] as const satisfies readonly {
  readonly field: string;
  readonly kind: "email" | "phone";
  readonly told: string;
  readonly key: string;
  readonly valueOf: (prepared: PreparedEvent) => string | null | undefined;
}[];
type Named = (typeof NAMED)[number];

const TOLD_NAMES = ["first_name", "last_name", "full_name"] as const;
const COUNTERS = ["event_count", "ip_count", "device_count", "session_count"] as const;

/** Lays what a batch added over the user's own fields, in place; false when that cannot be said. */
export type ContinueUser = (user: Row, continuation: Continuation) => boolean;

export function createContinueUser(paths: readonly FieldPath[]): ContinueUser {
  const namedFields = new Map(NAMED.map(({ field }) => [field as string, fieldsOf(paths, field)]));
  return (user, continuation) => {
    const { events, change, answer } = continuation;
    if (!continueCreated(user, continuation)) return false;
    const latest = Math.max(...events.map(({ prepared }) => prepared.event.time));
    if (typeof user["last_seen"] === "number") user["last_seen"] = Math.max(user["last_seen"], latest);
    for (const name of COUNTERS) if (typeof user[name] === "number") user[name] += Number(change[name]);
    if (answer !== null && answer.countryCount !== null && "country_count" in user)
      user["country_count"] = answer.countryCount;
    for (const name of TOLD_NAMES) if (name in user && change[name] !== null) user[name] = change[name];
    return NAMED.every((named) => continueNamed(user, named, continuation, namedFields.get(named.field) ?? []));
  };
}

function continueCreated(user: Row, { events, change }: Continuation): boolean {
  const { created } = user;
  if (typeof created !== "number") return true;
  const sent = change["created_sent"];
  if (typeof sent === "string") user["created"] = Date.parse(sent);
  // It may be that of the first event, which one of these is before.
  else if (events.some(({ prepared }) => prepared.event.time < created)) return false;
  return true;
}

/** The thing that the user names is that of before, another that is new, or another of which the rows of the user do not tell. */
function continueNamed(user: Row, named: Named, continuation: Continuation, fields: readonly string[]): boolean {
  const { field, kind, told, key, valueOf } = named;
  if (!(field in user)) return true;
  const before = user[field] as Row | null; // an object of fields, or missing
  const value = continuation.change[told] ?? before?.[key] ?? null;
  if (value === null) return true;
  const isSame = before?.[key] === value;
  const thing = continuation.things.find((each) => each.kind === kind && each.value === value);
  if (thing === undefined && !isSame) return false;
  if (thing !== undefined) {
    if (thing.had && !isSame) return false;
    const written = writtenThing(thing, fields, thing.had ? before : null, continuation.answer);
    if (written === undefined) return false;
    user[field] = written;
  }
  const row = user[field] as Row; // one of the two
  for (const { prepared } of continuation.events) if (valueOf(prepared) === value) seeAgain(row, prepared.event.time);
  return true;
}

/** One event more of a thing. */
export function seeAgain(row: Row, time: number): void {
  if (typeof row["first_seen"] === "number") row["first_seen"] = Math.min(row["first_seen"], time);
  if (typeof row["last_seen"] === "number") row["last_seen"] = Math.max(row["last_seen"], time);
  if (typeof row["event_count"] === "number") row["event_count"] += 1;
}

/** The user's fields before the first event. */
export function emptyUser(paths: readonly FieldPath[], { change }: Continuation): Row {
  const { created_sent, first_seen } = change;
  const values: Row = {
    name: change["name"],
    anonymous: change["anonymous"],
    created: Date.parse(String(created_sent ?? first_seen)),
    last_seen: -Infinity,
    event_count: 0,
    ip_count: 0,
    device_count: 0,
    session_count: 0,
    country_count: change["country_count"],
    blacklisted: false,
    whitelisted: false,
  };
  return Object.fromEntries(fieldsOf(paths).map((field) => [field, values[field] ?? null]));
}
