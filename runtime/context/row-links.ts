import { sql } from "kysely";
import type { FieldPath } from "../../compiler/index.ts";
import { ROW_CAP, type PeerSource, type RowSource } from "../../dsl/types/sources.ts";
import type { SourceNeeds } from "./context-needs.ts";
import type { Sql } from "./field-sql.ts";

/** A field of an event that names a row of another source: the event carries the row's key, and the row comes once. */
export interface RowLink {
  readonly field: string;
  readonly source: Exclude<RowSource, PeerSource>;
  readonly column: string;
}

export const EVENT_LINKS: readonly RowLink[] = [
  { field: "ip", source: "ips", column: "address" },
  { field: "device", source: "devices", column: "device_id" },
  { field: "session", source: "sessions", column: "session_id" },
];

/** The property of a linked row that holds its key, beside its fields. No field is named so. */
export const LINK_KEY = "$key";

export function linkKey(row: string, { column }: RowLink): Sql {
  return sql`${sql.id(row, column)}::text`;
}

/** Fields behind a link are read from the linked source, which is then read whole: up to the cap, in one slice. */
export function withLinks(sources: readonly SourceNeeds[]): readonly SourceNeeds[] {
  const events = sources.find(({ source }) => source === "events");
  if (events === undefined) return sources;
  const linked = new Map<RowSource, FieldPath[]>();
  const slices = events.slices.map((slice) => ({
    ...slice,
    paths: distinct(
      slice.paths.map((path) => {
        const link = EVENT_LINKS.find(({ field }) => path.length > 1 && field === path[0]);
        if (link === undefined) return path;
        linked.set(link.source, [...(linked.get(link.source) ?? []), path.slice(1)]);
        return [link.field];
      }),
    ),
  }));
  const others = sources.filter(({ source }) => source !== "events" && !linked.has(source));
  const targets = [...linked].map(([source, behind]): SourceNeeds => {
    const own = sources.find((each) => each.source === source)?.slices.flatMap(({ paths }) => paths) ?? [];
    return { source, slices: [{ from: 0, to: ROW_CAP, paths: distinct([...own, ...behind]) }], linked: true };
  });
  return [{ ...events, slices }, ...others, ...targets];
}

type JsonRow = Record<string, unknown>;

/** Puts the rows in the place of their keys, in events that have one. */
export function linkRows(events: readonly JsonRow[], field: string, rows: readonly JsonRow[]): void {
  const byKey = new Map(rows.map((row) => [row[LINK_KEY], row]));
  for (const event of events) if (field in event) event[field] = byKey.get(event[field]);
}

function distinct(paths: readonly FieldPath[]): readonly FieldPath[] {
  return [...new Map(paths.map((path) => [path.join("."), path])).values()];
}
