import { COUNTRIES } from "../../../dsl/types/enumerations.ts";
import type { IpFactColumns } from "../../db/schema.ts";
import { overlay, type FactsProvider, type IpFacts, type Unknown } from "../facts.ts";
import type { Bundled } from "./open-bundled.ts";

/** SpaceX's own network. Others carry the name "Starlink" as well: it is never told by name. */
const STARLINK_ASN = 14_593;
/** After so many days a network may have gone to somebody else: what is not found then says nothing. */
export const MAX_AGE_DAYS = 365;
const DAY = 86_400_000;

/** What each table tells, in the order of the columns. */
const TOLD = {
  countries: ["country"],
  networks: ["asn", "subnet", "organisation", "starlink"],
  hosting: ["data_center"],
} as const satisfies Readonly<Record<string, readonly (keyof IpFactColumns)[]>>;

type Told = Pick<IpFactColumns, (typeof TOLD)[keyof typeof TOLD][number]>;

/**
 * The facts of `base` with what the bundled tables say of public addresses laid over them. That an address is in a hosting network is
 * known by the network; that it is in none is not: no list of them is complete. An address that stands in no table was looked up all the same.
 */
export function withBundled(base: FactsProvider, bundled: Bundled, now: () => number): FactsProvider {
  const dates = new Map<string, string>([...bundled.tables, bundled.hosting].map(({ id, date }) => [id, date]));
  const isOld = () => now() - Date.parse(dates.get("networks") ?? "") > MAX_AGE_DAYS * DAY;
  const sourcesOf = createSources(dates);
  return {
    ...base,
    ip: (address) => {
      const below = base.ip(address);
      if (below.values.lan) return below;
      return sourcesOf(below, tell(bundled, address, isOld()));
    },
  };
}

function tell(bundled: Bundled, address: string, isOld: boolean): Told {
  const { country, network } = bundled.placeOf(address);
  const isStarlink = network?.asn === STARLINK_ASN;
  return {
    country: country !== null && isCountry(country) ? country : null,
    asn: network?.asn ?? null,
    subnet: network?.subnet ?? null,
    organisation: network?.organisation ?? null,
    starlink: network === null || (isOld && !isStarlink) ? null : isStarlink,
    data_center: network !== null && bundled.isHosting(network.asn) ? true : null,
  };
}

/** Where facts come from is the same for all addresses of which the same facts are known: it is worked out once. */
function createSources(dates: ReadonlyMap<string, string>) {
  const known = new Map<string, Pick<IpFacts, "known" | "unknown">>();
  return (below: IpFacts, told: Told): IpFacts => {
    const values = { ...below.values, ...told, checked: true };
    const names = Object.values(TOLD).flat();
    const key = names.map((name) => (told[name] === null ? "-" : "+")).join("");
    let sources = known.get(key);
    if (sources === undefined) {
      const entries = Object.entries(TOLD).map(([source, facts]) => ({
        source,
        asOf: dates.get(source) ?? null,
        fields: facts.filter((name) => told[name] !== null),
      }));
      // Of a network that is known only age keeps back whether it is Starlink's.
      const isStale = told.asn !== null && told.starlink === null;
      const stale = isStale ? [{ reason: "stale" as const, fields: ["starlink"] }] : [];
      const unknown = [...stale, ...notFound(told, isStale)];
      const top = { values: told, known: entries.filter(({ fields }) => fields.length > 0), unknown };
      const laid = overlay(below, top);
      sources = { known: laid.known, unknown: laid.unknown };
      known.set(key, sources);
    }
    return { values, ...sources };
  };
}

/** That no list of hosting networks has it is no finding. */
function notFound(told: Told, isStale: boolean): readonly Unknown[] {
  const names = [...TOLD.countries, ...TOLD.networks].filter((name) => name !== "starlink" || !isStale);
  const fields = names.filter((name) => told[name] === null);
  return fields.length === 0 ? [] : [{ reason: "not_found", fields }];
}

const KNOWN_COUNTRIES: ReadonlySet<string> = new Set(COUNTRIES);

function isCountry(code: string): code is (typeof COUNTRIES)[number] {
  return KNOWN_COUNTRIES.has(code);
}
