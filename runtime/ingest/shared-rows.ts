import type { IpTotalRow, KnownPairRow, TotalTable, writeShared, writeTotals } from "./batch-statements.ts";
import { groupSightings, type Sightings } from "./batch-rows.ts";
import type { Facts } from "../enrichment/facts.ts";
import type { PreparedEvent } from "./prepared-event.ts";

/** What users had before the batch, by `pairKey`; the value is the country of an address. */
export type KnownPairs = ReadonlyMap<string, string | null>;

export function pairKey(kind: KnownPairRow["kind"], userId: string, value: string): string {
  return `${kind} ${userId} ${value}`;
}

const appKey = (appId: number, value: string) => `${appId} ${value}`;

/** Users of the batch who have the value for the first time, by app and value. */
function newUsers(
  events: readonly PreparedEvent[],
  known: KnownPairs,
  kind: KnownPairRow["kind"],
  valueOf: (event: PreparedEvent) => string | null,
): ReadonlyMap<string, number> {
  const counted = new Set<string>();
  const counts = new Map<string, number>();
  for (const prepared of events) {
    const value = valueOf(prepared);
    if (value === null) continue;
    const pair = pairKey(kind, prepared.userId, value);
    if (known.has(pair) || counted.has(pair)) continue;
    counted.add(pair);
    const key = appKey(prepared.origin.appId, value);
    counts.set(key, (counts.get(key) ?? 0) + 1);
  }
  return counts;
}

type SharedRows = Parameters<typeof writeShared>[0];

export function ipRows(events: readonly PreparedEvent[], known: KnownPairs): SharedRows["ips"] {
  const valueOf = ({ event }: PreparedEvent) => event.ip.address;
  const users = newUsers(events, known, "ip", valueOf);
  return sharedRows(events, valueOf).map(({ key, value, latest, ...seen }) => ({
    app_id: latest.origin.appId,
    address: value,
    ...latest.ip.values,
    facts: provenance(latest.ip),
    ...shared(users.get(key) ?? 0),
    ...seen,
    event_count: 0,
  }));
}

export type ContactRows = Pick<SharedRows, "emails" | "phones">;

export function contactRows(events: readonly PreparedEvent[], known: KnownPairs): ContactRows {
  const emailOf = ({ event }: PreparedEvent) => event.email?.address ?? null;
  const phoneOf = ({ event }: PreparedEvent) => event.phone;
  const emailUsers = newUsers(events, known, "email", emailOf);
  const phoneUsers = newUsers(events, known, "phone", phoneOf);
  return {
    emails: sharedRows(events, emailOf).map(({ key, value, latest, event_count: _, ...seen }) => ({
      app_id: latest.origin.appId,
      address: value,
      facts: latest.email === null ? {} : provenance(latest.email),
      blacklisted: false,
      user_count: emailUsers.get(key) ?? 0,
      ...seen,
    })),
    phones: sharedRows(events, phoneOf).map(({ key, value, latest, event_count: _, ...seen }) => ({
      app_id: latest.origin.appId,
      number: value,
      facts: latest.phone === null ? {} : provenance(latest.phone),
      ...shared(phoneUsers.get(key) ?? 0),
      ...seen,
    })),
  };
}

/** A value that is new here has no older rows to tell: both counts start equal. */
function shared(users: number) {
  return { blacklisted: false, user_count: users, spread_count: users };
}

function provenance<C>({ known, unknown }: Facts<C>) {
  return { known, unknown };
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

type AppRows = Parameters<typeof writeTotals>[0];

/** Pages, referers, countries and all else that is counted for the whole app. */
export function appRows(events: readonly PreparedEvent[], ids: ValueIds): AppRows {
  const rows = <T extends TotalTable>(
    valueOf: (event: PreparedEvent) => string | null,
    columns: (latest: PreparedEvent, value: string) => object,
  ) =>
    sharedRows(events, valueOf).map(({ key: _, value, latest, ...seen }) => ({
      app_id: latest.origin.appId,
      ...columns(latest, value),
      ...seen,
    })) as unknown as AppRows[T]; // each call below gives the columns of its table
  return {
    domains: rows<"domains">(domainOf, (_, domain) => ({ domain })),
    user_agents: rows<"user_agents">(
      ({ event }) => event.userAgent,
      ({ origin, device }, userAgent) => ({
        user_agent_id: ids(origin.appId, "user_agent", userAgent),
        user_agent: userAgent,
        ...device.values,
      }),
    ),
    urls: rows<"urls">(
      ({ event }) => event.url,
      ({ origin, event }, url) => ({
        url_id: ids(origin.appId, "url", url),
        url,
        title: event.pageTitle,
        http_code: event.httpCode,
      }),
    ),
    referers: rows<"referers">(
      ({ event }) => event.referer,
      ({ origin }, referer) => ({ referer_id: ids(origin.appId, "referer", referer), referer }),
    ),
    countries: rows<"countries">(
      ({ ip }) => ip.values.country ?? "",
      (_, country) => ({ country }),
    ),
    networks: rows<"networks">(
      ({ ip }) => (ip.values.asn === null ? null : String(ip.values.asn)),
      ({ ip }, asn) => ({ asn, organisation: ip.values.organisation }),
    ),
    fields: fieldRows(events),
  };
}

/** How often addresses were seen; the addresses themselves are there. */
export function ipTotals(events: readonly PreparedEvent[]): readonly IpTotalRow[] {
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
