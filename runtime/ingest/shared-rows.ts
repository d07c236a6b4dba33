import type { Facts } from "../enrichment/facts.ts";
import { groupSightings, type Sightings } from "./batch-rows.ts";
import { OWN_TABLES, type OwnKind } from "./own-kinds.ts";
import type { Owned } from "./owned.ts";
import type { PreparedEvent } from "./prepared-event.ts";
import type { TotalTable } from "./totals-statement.ts";
import type { GivenRow } from "../db/statement.ts";
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
): { readonly [T in SharedTable]: readonly GivenRow[] } {
  const rows = (kind: OwnKind, columns: (latest: PreparedEvent, value: string, users: number) => GivenRow) => {
    const users = newUsers(events, owned, kind);
    return sharedRows(events, OWN_TABLES[kind].valueOf).map(({ key, value, latest, first_seen, last_seen }) => ({
      app_id: latest.origin.appId,
      ...columns(latest, value, users.get(key) ?? 0),
      blacklisted: false,
      first_seen,
      last_seen,
    }));
  };
  return {
    ips: rows("ip", ({ ip }, address, users) => ({
      address,
      ...ip.values,
      facts: provenance(ip),
      ...counts(users),
      event_count: 0,
    })),
    emails: rows("email", ({ email }, address, users) => ({
      address,
      facts: email === null ? "{}" : provenance(email),
      user_count: users,
    })),
    phones: rows("phone", ({ phone }, number, users) => ({
      number,
      facts: phone === null ? "{}" : provenance(phone),
      ...counts(users),
    })),
  };
}

/** A value that is new here has no older rows to tell: both counts start equal. */
function counts(users: number) {
  return { user_count: users, spread_count: users };
}

function provenance<C>({ known, unknown }: Facts<C>): string {
  return JSON.stringify({ known, unknown });
}

function sharedRows(
  events: readonly PreparedEvent[],
  valueOf: (event: PreparedEvent) => string | null,
): readonly (Sightings & { readonly key: string; readonly value: string })[] {
  const sightings = groupSightings(events, (prepared) => {
    const value = valueOf(prepared);
    return value === null ? null : appKey(prepared.origin.appId, value);
  });
  return [...sightings].map(([key, seen]) => ({ ...seen, key, value: valueOf(seen.latest) ?? "" }));
}

type AppRows = { readonly [T in TotalTable]: readonly GivenRow[] };

/** Pages, referers, countries and all else that is counted for the whole app. */
export function appRows(events: readonly PreparedEvent[], ids: ValueIds): AppRows {
  const rows = (
    valueOf: (event: PreparedEvent) => string | null,
    columns: (latest: PreparedEvent, value: string) => GivenRow,
  ): readonly GivenRow[] =>
    sharedRows(events, valueOf).map(({ key: _, value, latest, ...seen }) => ({
      app_id: latest.origin.appId,
      ...columns(latest, value),
      ...seen,
    }));
  return {
    domains: rows(domainOf, (_, domain) => ({ domain })),
    user_agents: rows(
      ({ event }) => event.userAgent,
      ({ origin, device }, userAgent) => ({
        user_agent_id: ids(origin.appId, "user_agent", userAgent),
        user_agent: userAgent,
        ...device.values,
      }),
    ),
    urls: rows(
      ({ event }) => event.url,
      ({ origin, event }, url) => ({
        url_id: ids(origin.appId, "url", url),
        url,
        title: event.pageTitle,
        http_code: event.httpCode,
      }),
    ),
    referers: rows(
      ({ event }) => event.referer,
      ({ origin }, referer) => ({ referer_id: ids(origin.appId, "referer", referer), referer }),
    ),
    countries: rows(
      ({ ip }) => ip.values.country ?? "",
      (_, country) => ({ country }),
    ),
    networks: rows(
      ({ ip }) => (ip.values.asn === null ? null : String(ip.values.asn)),
      ({ ip }, asn) => ({ asn, organisation: ip.values.organisation }),
    ),
    fields: fieldRows(events),
  };
}

/** How often addresses were seen; the addresses themselves are there. */
export function ipTotals(events: readonly PreparedEvent[]): readonly GivenRow[] {
  return sharedRows(events, ({ event }) => event.ip.address).map(({ value, latest, event_count, last_seen }) => ({
    app_id: latest.origin.appId,
    address: value,
    event_count,
    last_seen,
  }));
}

type ValueIds = (appId: number, kind: "user_agent" | "url" | "referer", value: string) => string;

function domainOf({ event }: PreparedEvent): string | null {
  const address = event.email?.address ?? "";
  const at = address.lastIndexOf("@");
  return at === -1 || at === address.length - 1 ? null : address.slice(at + 1);
}

/** One event may change several fields: each counts once an event. */
function fieldRows(events: readonly PreparedEvent[]): AppRows["fields"] {
  const single = events.flatMap((prepared) =>
    [...new Map(prepared.event.fieldChanges.map((change) => [change.fieldId, change])).values()].map((change) => ({
      ...prepared,
      event: { ...prepared.event, fieldChanges: [change] },
    })),
  );
  return sharedRows(single, ({ event }) => event.fieldChanges[0]?.fieldId ?? null).map(
    ({ key: _, value, latest, ...seen }) => ({
      app_id: latest.origin.appId,
      field_id: value,
      field_name: latest.event.fieldChanges[0]?.fieldName ?? null,
      ...seen,
    }),
  );
}
