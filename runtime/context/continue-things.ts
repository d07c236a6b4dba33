import type { FieldPath } from "../../compiler/index.ts";
import { FIELDS } from "../../dsl/types/sources.ts";
import { UPSERTS } from "../ingest/batch-columns.ts";
import { givenOf, type NewsAnswer, type OwnThing } from "../ingest/continuation.ts";
import { ownKey } from "../ingest/known-users.ts";
import { OWN_TABLES, type OwnKind } from "../ingest/own-kinds.ts";
import type { Merge } from "../db/upsert.ts";

type Row = Record<string, unknown>;

/** The source of the rows of each kind of thing. */
export const SOURCE_OF = {
  ip: "ips",
  device: "devices",
  email: "emails",
  phone: "phones",
} as const satisfies Readonly<Record<OwnKind, string>>;

/** Counted event by event afterwards. */
const SEEN: Readonly<Record<string, unknown>> = { first_seen: Infinity, last_seen: -Infinity, event_count: 0 };

/**
 * What a row of a thing holds once it was written whole, but for when and how often it was seen: of these fields, by what was given, what it
 * held before (null of a new one) and the merges of the table. Undefined when the database's answer does not tell.
 */
export function writtenThing(
  thing: OwnThing,
  fields: readonly string[],
  before: Row | null,
  answer: NewsAnswer | null,
): Row | undefined {
  const { kind, value } = thing;
  const flags = kind === "device" ? null : answer?.flags.get(ownKey(kind, value));
  if (flags === undefined) return undefined;
  const copied: Row = flags === null ? {} : { blacklisted: flags.blacklisted, user_count: flags.userCount };
  const after: Row = {};
  for (const field of fields)
    if (field in SEEN) after[field] = before === null ? SEEN[field] : before[field];
    else if (field in copied) after[field] = copied[field];
    else after[field] = merged(kind, field, before, given(thing, field));
  return after;
}

function merged(kind: OwnKind, field: string, before: Row | null, value: unknown): unknown {
  if (before === null) return value;
  const columns: Readonly<Record<string, readonly [string, Merge]>> = UPSERTS[OWN_TABLES[kind].table];
  switch (columns[field]?.[1]) {
    case "replace":
      return value;
    case "known":
      return value ?? before[field];
    case "or":
      return before[field] === true || value === true;
    default:
      return before[field];
  }
}

/** As it reads from the table. */
function given({ kind, row }: OwnThing, field: string): unknown {
  const value = givenOf(row, field);
  if (value === null || value === undefined) return null;
  const { type } = (FIELDS[SOURCE_OF[kind]] as Readonly<Record<string, { readonly type: string }>>)[field] ?? {
    type: "",
  };
  if (type.startsWith("time")) return value instanceof Date ? value.getTime() : Date.parse(String(value));
  return type.startsWith("int") ? Number(value) : value;
}

/** The fields that these paths read: those of a row itself when `of` is null, else those behind that field. */
export function fieldsOf(paths: readonly FieldPath[], of: string | null = null): readonly string[] {
  const own = of === null ? paths : paths.filter(([field]) => field === of).map((path) => path.slice(1));
  return [...new Set(own.flatMap(([field]) => (field === undefined ? [] : [field])))];
}
