import { COUNTRIES } from "../../../dsl/types/enumerations.ts";
import type { IpFactColumns } from "../../db/schema.ts";
import { overlay, type FactsProvider, type Provenance } from "../facts.ts";
import type { Bundled } from "./open-bundled.ts";

/** SpaceX's own network. Others carry the name "Starlink" as well: it is never told by name. */
const STARLINK_ASN = 14_593;
/** After so many days a network may have gone to somebody else: what is not found then says nothing. */
export const MAX_AGE_DAYS = 365;
const DAY = 86_400_000;

/**
 * The facts of `base` with what the bundled tables say of public addresses laid over them. That an address is in a hosting network is
 * known by the network; that it is in none is not: no list of them is complete.
 */
export function withBundled(base: FactsProvider, bundled: Bundled, now: () => number): FactsProvider {
  const dates = new Map<string, string>([...bundled.tables, bundled.hosting].map(({ id, date }) => [id, date]));
  const isOld = () => now() - Date.parse(dates.get("networks") ?? "") > MAX_AGE_DAYS * DAY;
  return {
    ...base,
    ip: (address) => {
      const below = base.ip(address);
      if (below.values.lan) return below;
      const known: Provenance[] = [];
      const tell = (source: string, values: object) =>
        known.push({ source, asOf: dates.get(source) ?? null, fields: Object.keys(values) });
      const country = COUNTRIES.find((code) => code === bundled.countryOf(address)) ?? null;
      if (country !== null) tell("countries", { country });
      const network = networkFacts(bundled, address, isOld());
      if (network !== null) tell("networks", network);
      const hosting = network !== null && bundled.isHosting(network.asn) ? { data_center: true } : {};
      if ("data_center" in hosting) tell("hosting", hosting);
      if (known.length === 0) return below;
      const values: Partial<IpFactColumns> = { checked: true, country, ...network, ...hosting };
      return overlay(below, { values, known, unknown: [] });
    },
  };
}

function networkFacts(bundled: Bundled, address: string, isOld: boolean) {
  const network = bundled.networkOf(address);
  if (network === null) return null;
  const { asn, organisation, subnet } = network;
  const starlink = asn === STARLINK_ASN;
  return {
    asn,
    subnet,
    ...(organisation === null ? {} : { organisation }),
    ...(starlink || !isOld ? { starlink } : {}),
  };
}
