import type { PreparedEvent } from "./prepared-event.ts";

/** The first and the latest time of events that name one thing, and how many there are. */
export interface Sightings {
  readonly latest: PreparedEvent;
  readonly first_seen: string;
  readonly last_seen: string;
  readonly event_count: number;
}

/** Times reach the database as ISO text: whole milliseconds, no rounding on the way. */
export function iso(time: number): string {
  return new Date(time).toISOString();
}

/**
 * Groups events by a key, in the order of arrival; events whose key is null are left out.
 * `latest` is the event that arrived last: what it says of the thing wins.
 */
export function groupSightings(
  events: readonly PreparedEvent[],
  keyOf: (event: PreparedEvent) => string | null,
): Map<string, Sightings> {
  const groups = new Map<string, { first: number; last: number; count: number; latest: PreparedEvent }>();
  for (const prepared of events) {
    const key = keyOf(prepared);
    if (key === null) continue;
    const { time } = prepared.event;
    const group = groups.get(key);
    if (group === undefined) {
      groups.set(key, { first: time, last: time, count: 1, latest: prepared });
      continue;
    }
    group.first = Math.min(group.first, time);
    group.last = Math.max(group.last, time);
    group.count += 1;
    group.latest = prepared;
  }
  const sightings = new Map<string, Sightings>();
  for (const [key, { first, last, count, latest }] of groups)
    sightings.set(key, { latest, first_seen: iso(first), last_seen: iso(last), event_count: count });
  return sightings;
}
