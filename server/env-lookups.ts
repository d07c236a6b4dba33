import { z } from "zod";
import { HAVE_I_BEEN_PWNED, IANA_BOOTSTRAP, isAskable, LOOKUP_IDS, type LookupId } from "../runtime/index.ts";
import { commaList } from "./comma-list.ts";

const WebAddress = z.string().refine(isAskable, "a URL that begins with https:// (or http:// on this machine)");
const ZONE = /^([a-z0-9_]([a-z0-9_-]{0,61}[a-z0-9])?\.)+[a-z][a-z0-9-]*[a-z0-9]\.?$/i;

/** What may be asked of others over the network. Nobody is asked when nothing is given. */
export const lookupVariables = {
  TOCSIN_LOOKUPS: z
    .string()
    .transform(commaList)
    .pipe(z.array(z.enum(LOOKUP_IDS, `a list of look-ups, separated by commas: ${LOOKUP_IDS.join(", ")}`)))
    .default([]),
  /** Name servers to ask, `address:port`, separated by commas; those of the machine when not given. */
  TOCSIN_DNS_SERVERS: z
    .string()
    .regex(/^\s*(([\d.]+|\[[\da-f:]+\])(:\d+)?\s*(,\s*|$))+$/i, "addresses of name servers, with ports or without")
    .optional(),
  /** The document that says which registry answers for which top-level domain. */
  TOCSIN_RDAP_BOOTSTRAP: WebAddress.default(IANA_BOOTSTRAP),
  /** A server that answers like Have I Been Pwned. */
  TOCSIN_HIBP_URL: WebAddress.optional(),
  TOCSIN_HIBP_KEY: z
    .string()
    .regex(/^[\x21-\x7e]+$/, "a key without spaces")
    .optional(),
  /** DNS blocklists of addresses, separated by commas. */
  TOCSIN_DNSBL_ZONES: z
    .string()
    .transform(commaList)
    .pipe(z.array(z.string().max(190).regex(ZONE, "names of DNS zones, separated by commas")).max(10))
    .default([]),
};

type LookupVariables = z.infer<z.ZodObject<typeof lookupVariables>>;

/** Some look-ups need to be told whom to ask. */
export function checkLookups(
  { TOCSIN_LOOKUPS: on, TOCSIN_HIBP_KEY: key, TOCSIN_HIBP_URL: url, TOCSIN_DNSBL_ZONES: zones }: LookupVariables,
  context: z.RefinementCtx,
): void {
  const report = (variable: keyof LookupVariables, message: string) =>
    context.addIssue({ code: "custom", path: [variable], message });
  if (on.includes("breach") && key === undefined && url === undefined)
    report("TOCSIN_HIBP_KEY", "look-ups of breaches need a key, or a server of your own in TOCSIN_HIBP_URL");
  if (on.includes("dnsbl") && zones.length === 0)
    report("TOCSIN_DNSBL_ZONES", "look-ups in DNS blocklists need the zones of at least one");
}

export interface LookupSettings {
  readonly on: readonly LookupId[];
  readonly dnsServers: readonly string[];
  readonly rdapBootstrap: URL;
  readonly hibpUrl: URL;
  /** A secret. */
  readonly hibpKey: string | null;
  readonly dnsblZones: readonly string[];
}

export function lookupSettings(variables: LookupVariables): LookupSettings {
  return {
    on: LOOKUP_IDS.filter((id) => variables.TOCSIN_LOOKUPS.includes(id)),
    dnsServers: commaList(variables.TOCSIN_DNS_SERVERS),
    rdapBootstrap: new URL(variables.TOCSIN_RDAP_BOOTSTRAP),
    hibpUrl: new URL(variables.TOCSIN_HIBP_URL ?? HAVE_I_BEEN_PWNED),
    hibpKey: variables.TOCSIN_HIBP_KEY ?? null,
    dnsblZones: variables.TOCSIN_DNSBL_ZONES.map((zone) => zone.toLowerCase().replace(/\.$/, "")),
  };
}
