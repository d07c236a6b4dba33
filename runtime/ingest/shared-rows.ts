import type { Facts } from "../enrichment/facts.ts";
import { groupSightings, type Sightings } from "./batch-rows.ts";
import { OWN_TABLES, type OwnKind } from "./own-kinds.ts";
import type { Owned } from "./owned.ts";
import type { PreparedEvent } from "./prepared-event.ts";
import type { LayeredRow } from "../db/statement.ts";
import type { SharedTable } from "./write-statement.ts";

const appKey = (appId: number, value: string) => `${appId} ${value}`;

/** Users of the batch who have the value for the first time, by app and value. */
function newUsers(events: readonly PreparedEvent[], owned: Owned, kind: OwnKind): ReadonlyMap<string, number> {
  const { valueOf } = OWN_TABLES[kind];
  const counted = new Set<string>();
  const counts = new Map<string, number>();
  for (const prepared of events) {
    const value = valueOf(prepared);
    if (value === null || owned.had(kind, prepared.userId, value)) continue;
    const pair = `${prepared.userId} ${value}`;
    if (counted.has(pair)) continue;
    counted.add(pair);
    const key = appKey(prepared.origin.appId, value);
    counts.set(key, (counts.get(key) ?? 0) + 1);
  }
  return counts;
}

/** What users share, once a value. */
export function sharedRowsOf(
  events: readonly PreparedEvent[],
  owned: Owned,
): { readonly [T in SharedTable]: readonly LayeredRow[] } {
  const rows = (kind: OwnKind, columns: (latest: PreparedEvent, value: string, users: number) => LayeredRow) => {
    const users = newUsers(events, owned, kind);
    return sharedRows(events, OWN_TABLES[kind].valueOf).map(({ key, value, latest, seen }) => [
      { app_id: latest.origin.appId, blacklisted: false, first_seen: seen.first_seen, last_seen: seen.last_seen },
      ...columns(latest, value, users.get(key) ?? 0),
    ]);
  };
  return {
    // A value that is new here has no older rows to tell: both counts start equal.
    ips: rows("ip", ({ ip }, address, users) => [
      { address, facts: provenance(ip), user_count: users, spread_count: users, event_count: 0 },
      ip.values,
    ]),
    emails: rows("email", ({ email }, address, users) => [
      { address, facts: email === null ? "{}" : provenance(email), user_count: users },
    ]),
    phones: rows("phone", ({ phone }, number, users) => [
      { number, facts: phone === null ? "{}" : provenance(phone), user_count: users, spread_count: users },
    ]),
  };
}

function provenance<C>({ known, unknown }: Facts<C>): string {
  return JSON.stringify({ known, unknown });
}

interface Shared {
  readonly key: string;
  readonly value: string;
  readonly latest: PreparedEvent;
  readonly seen: Sightings;
}

function sharedRows(
  events: readonly PreparedEvent[],
  valueOf: (event: PreparedEvent) => string | null,
): readonly Shared[] {
  const sightings = groupSightings(events, (prepared) => {
    const value = valueOf(prepared);
    return value === null ? null : appKey(prepared.origin.appId, value);
  });
  return [...sightings].map(([key, seen]) => ({ key, value: valueOf(seen.latest) ?? "", latest: seen.latest, seen }));
}
