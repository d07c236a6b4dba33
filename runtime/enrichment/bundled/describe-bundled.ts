import type { DataSource } from "../data-source.ts";
import type { Bundled } from "./open-bundled.ts";
import { MAX_AGE_DAYS } from "./with-bundled.ts";

const DAY = 86_400_000;
const FACTS = {
  countries: ["country"],
  networks: ["asn", "organisation", "subnet", "starlink"],
  hosting: ["data_center"],
} as const;

/** The tables that come with Tocsin, with the credit that their licences ask for. */
export function describeBundled({ tables, hosting }: Bundled, now: number): readonly DataSource[] {
  const all = [...tables, { ...hosting, size: null, entries: hosting.asns.length, sha256: null, version: null }];
  return all.map(({ id, title, licence, attribution, version, date, size, entries, sha256 }) => {
    const isOld = now - Date.parse(date) > MAX_AGE_DAYS * DAY;
    // Only of Starlink can it be said that an address does not belong to it.
    const stale = isOld && id === "networks" ? ["starlink"] : [];
    return {
      id,
      title,
      kind: "bundled",
      facts: FACTS[id],
      licence,
      attribution,
      version,
      date: new Date(date),
      size,
      entries,
      sha256,
      status: stale.length > 0 ? "stale" : "ready",
      maxAgeDays: id === "networks" ? { starlink: MAX_AGE_DAYS } : {},
      stale,
    };
  });
}
