import type { SourceName } from "./sources.ts";

/** Both ends included; an end that is left out is that of every stored integer. */
export interface FieldRange {
  readonly low: number;
  readonly high?: number;
}

const COUNT: FieldRange = { low: 0 };

/** What ingest lets into integer fields, where that is less than four bytes hold. Only the linter counts on it. */
export const FIELD_RANGES: Readonly<Partial<Record<SourceName, Readonly<Record<string, FieldRange>>>>> = {
  user: { event_count: COUNT, ip_count: COUNT, device_count: COUNT, country_count: COUNT, session_count: COUNT },
  events: { http_code: { low: 0, high: 32_767 }, local_hour: { low: 0, high: 23 } },
  ips: { asn: { low: 0, high: 2 ** 32 - 1 }, domain_count: COUNT, user_count: COUNT, event_count: COUNT },
  devices: { browser_major: COUNT, event_count: COUNT },
  sessions: { event_count: COUNT, ip_count: COUNT, device_count: COUNT, country_count: COUNT },
  emails: { rank: COUNT },
  phones: { user_count: COUNT },
};
