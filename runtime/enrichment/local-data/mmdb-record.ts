import { COUNTRIES } from "../../../dsl/types/enumerations.ts";
import type { IpFact } from "./source-kind.ts";

const KNOWN_COUNTRIES: ReadonlySet<string> = new Set(COUNTRIES);

/** What one record of a MMDB says. A fact that is missing here was not said. */
export interface MmdbFacts {
  readonly country?: string;
  readonly asn?: number;
  readonly organisation?: string;
  readonly tor?: boolean;
  readonly vpn?: boolean;
  readonly relay?: boolean;
  readonly data_center?: boolean;
  readonly starlink?: boolean;
}

/**
 * The facts of a record, whoever made the file: MaxMind (GeoLite2, GeoIP2), DB-IP, IPinfo (Lite, country_asn, ASN, Privacy,
 * Core, Plus) and `@ip-location-db`. The record's own shape tells, for files are renamed and their types are many.
 */
export function factsOfRecord(record: unknown): MmdbFacts {
  if (!isMap(record)) return {};
  const traits = isMap(record["traits"]) ? { ...record["traits"], ...record } : record;
  const facts: { -readonly [K in keyof MmdbFacts]: MmdbFacts[K] | undefined } = {
    country: countryOf(record),
    asn: asnOf(traits),
    organisation: organisationOf(traits),
    tor: flag(traits, ["is_tor_exit_node", "tor", "is_tor"]),
    vpn: flag(traits, ["is_anonymous_vpn", "vpn", "is_vpn"]),
    relay: flag(traits, ["relay", "is_relay"]),
    data_center: flag(traits, ["is_hosting_provider", "hosting", "is_hosting"]) ?? hostingByType(traits),
  };
  // The keys of the interface that are said.
  return Object.fromEntries(Object.entries(facts).filter(([, value]) => value !== undefined)) as MmdbFacts;
}

/** Files that keep silent about what is false (MaxMind's anonymity files leave false flags out, whole records too). */
export const FLAGS = ["tor", "vpn", "relay", "data_center"] as const satisfies readonly IpFact[];

type Fields = Readonly<Record<string, unknown>>;

// `country` is an object (MaxMind, DB-IP), a code (old IPinfo), or a name beside a `country_code` (IPinfo Lite).
function countryOf(record: Fields): string | undefined {
  const nested = [record["country"], record["registered_country"]].filter(isMap).map((each) => each["iso_code"]);
  const code = [record["country_code"], ...nested, record["country"]].find(
    (each) => typeof each === "string" && KNOWN_COUNTRIES.has(each),
  );
  return typeof code === "string" ? code : undefined;
}

// A number, or `AS15169`, or an empty text.
function asnOf(record: Fields): number | undefined {
  const value = record["autonomous_system_number"] ?? record["asn"];
  if (typeof value === "number") return value > 0 ? value : undefined;
  const digits = typeof value === "string" ? /^AS(\d{1,10})$/i.exec(value)?.[1] : undefined;
  return digits === undefined ? undefined : Number(digits);
}

function organisationOf(record: Fields): string | undefined {
  // `name` is the network's only where an `asn` stands beside it.
  const names = ["autonomous_system_organization", "as_name", "isp", "organization"];
  const value = [...names.map((name) => record[name]), "asn" in record ? record["name"] : undefined].find(
    (each) => typeof each === "string" && each !== "",
  );
  return typeof value === "string" ? value : undefined;
}

// Booleans; old IPinfo files have `"true"` and an empty text instead.
function flag(record: Fields, names: readonly string[]): boolean | undefined {
  const value = names.map((name) => record[name]).find((each) => each !== undefined);
  if (typeof value === "boolean") return value;
  return typeof value === "string" ? value === "true" : undefined;
}

function hostingByType(record: Fields): boolean | undefined {
  const type = record["type"] ?? record["as_type"] ?? record["user_type"];
  return typeof type === "string" && type !== "" ? type === "hosting" : undefined;
}

function isMap(value: unknown): value is Fields {
  return typeof value === "object" && value !== null && !Array.isArray(value);
}
