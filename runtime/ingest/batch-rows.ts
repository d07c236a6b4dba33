import type { PreparedEvent } from "./prepared-event.ts";

/** The first and the latest time of events that name one thing, and how many there are. */
export interface Sightings {
  readonly latest: PreparedEvent;
  readonly first_seen: string;
  readonly last_seen: string;
  readonly event_count: number;
}

/**
 * Groups events by a key, in the order of arrival; events whose key is null are left out.
 * `latest` is the event that arrived last: what it says of the thing wins.
 */
export function groupSightings(
  events: readonly PreparedEvent[],
  keyOf: (event: PreparedEvent) => string | null,
): Map<string, Sightings> {
  const groups = new Map<string, Group>();
  for (const prepared of events) {
    const key = keyOf(prepared);
    if (key === null) continue;
    const group = groups.get(key);
    if (group === undefined) {
      groups.set(key, { first: prepared, last: prepared, latest: prepared, count: 1 });
      continue;
    }
    const { time } = prepared.event;
    if (time < group.first.event.time) group.first = prepared;
    if (time > group.last.event.time) group.last = prepared;
    group.count += 1;
    group.latest = prepared;
  }
  const sightings = new Map<string, Sightings>();
  for (const [key, { first, last, count, latest }] of groups)
    sightings.set(key, { latest, first_seen: first.time, last_seen: last.time, event_count: count });
  return sightings;
}

interface Group {
  first: PreparedEvent;
  last: PreparedEvent;
  latest: PreparedEvent;
  count: number;
}
