import type { GivenRow } from "../db/statement.ts";
import type { PreparedEvent } from "./prepared-event.ts";
import type { TotalTable } from "./totals-statement.ts";

type ValueIds = (appId: number, kind: "user_agent" | "url" | "referer", value: string) => string;

/** Rows for the totals of apps, and `ips`: how often addresses were seen. */
export type TotalRows = { readonly [T in TotalTable | "ips"]: readonly GivenRow[] };

export interface TotalsCount {
  add(prepared: PreparedEvent): void;
  /** What was counted since the last time. */
  take(): TotalRows;
}

/** Counts event by event: nothing of an event is held on to, so that it can be forgotten while it is young. */
export function createTotalsCount(ids: ValueIds): TotalsCount {
  const domains = createCounter((_, domain) => ({ domain }));
  const userAgents = createCounter((appId, userAgent, facts: PreparedEvent["device"]["values"]) => ({
    user_agent_id: ids(appId, "user_agent", userAgent),
    user_agent: userAgent,
    ...facts,
  }));
  const urls = createCounter(
    (appId, url, page: { readonly title: string | null; readonly httpCode: number | null }) => ({
      url_id: ids(appId, "url", url),
      url,
      title: page.title,
      http_code: page.httpCode,
    }),
  );
  const referers = createCounter((appId, referer) => ({ referer_id: ids(appId, "referer", referer), referer }));
  const countries = createCounter((_, country) => ({ country }));
  const networks = createCounter((_, asn, organisation: string | null) => ({ asn, organisation }));
  const fields = createCounter((_, fieldId, name: string | null) => ({ field_id: fieldId, field_name: name }));
  const ips = createCounter((_, address) => ({ address }));
  return {
    add: (prepared) => {
      const { event, ip, device } = prepared;
      domains.add(prepared, domainOf(event.email?.address ?? ""), null);
      userAgents.add(prepared, event.userAgent, device.values);
      urls.add(prepared, event.url, { title: event.pageTitle, httpCode: event.httpCode });
      referers.add(prepared, event.referer, null);
      countries.add(prepared, ip.values.country ?? "", null);
      networks.add(prepared, ip.values.asn === null ? null : String(ip.values.asn), ip.values.organisation);
      // One event may change a field several times: it counts once.
      for (const [id, name] of new Map(event.fieldChanges.map(({ fieldId, fieldName }) => [fieldId, fieldName])))
        fields.add(prepared, id, name);
      ips.add(prepared, event.ip.address, null);
    },
    take: () => ({
      domains: domains.take(),
      user_agents: userAgents.take(),
      urls: urls.take(),
      referers: referers.take(),
      countries: countries.take(),
      networks: networks.take(),
      fields: fields.take(),
      ips: ips
        .take()
        .map(({ app_id, address, event_count, last_seen }) => ({ app_id, address, event_count, last_seen })),
    }),
  };
}

interface Counter<T> {
  /** `told` is what the event says of the value beside it: the last one wins. */
  add(prepared: PreparedEvent, value: string | null, told: T): void;
  take(): readonly Record<string, GivenRow[string]>[];
}

interface Count<T> {
  readonly appId: number;
  readonly value: string;
  told: T;
  /** ISO texts of the earliest and the latest, which may not have arrived in this order. */
  first: string;
  last: string;
  events: number;
}

function createCounter<T = null>(columns: (appId: number, value: string, told: T) => GivenRow): Counter<T> {
  let counts = new Map<string, Count<T>>();
  return {
    add: ({ origin: { appId }, time }, value, told) => {
      if (value === null) return;
      const key = `${appId} ${value}`;
      const count = counts.get(key);
      if (count === undefined) {
        counts.set(key, { appId, value, told, first: time, last: time, events: 1 });
        return;
      }
      if (time < count.first) count.first = time;
      if (time > count.last) count.last = time;
      count.told = told;
      count.events += 1;
    },
    take: () => {
      const taken = counts;
      counts = new Map();
      return [...taken.values()].map(({ appId, value, told, first, last, events }) => ({
        app_id: appId,
        ...columns(appId, value, told),
        first_seen: first,
        last_seen: last,
        event_count: events,
      }));
    },
  };
}

function domainOf(address: string): string | null {
  const at = address.lastIndexOf("@");
  return at === -1 || at === address.length - 1 ? null : address.slice(at + 1);
}
