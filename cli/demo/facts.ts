import type { FactsFileInput } from "../../runtime/index.ts";
import { networkAt, type DemoNetwork } from "./network.ts";
import type { DemoEvent } from "./story.ts";

/** What there is to know about the invented addresses, as a facts file: the server reads it with `TOCSIN_FACTS`. */
export function demoFacts(events: readonly DemoEvent[]): FactsFileInput {
  const addresses = new Set(events.map(({ fields }) => fields["ipAddress"] ?? ""));
  return {
    source: "the demo's invented networks",
    ips: Object.fromEntries(
      [...addresses].flatMap((address) => {
        const network = networkAt(address);
        return network === undefined ? [] : [[address, factsOf(address, network)]];
      }),
    ),
  };
}

function factsOf(address: string, { country, asn, organisation, kind }: DemoNetwork) {
  return {
    country,
    asn,
    organisation,
    subnet: `${address.slice(0, address.lastIndexOf("."))}.0/24`,
    tor: kind === "tor",
    vpn: kind === "vpn",
    relay: false,
    starlink: false,
    data_center: kind === "hosting" || kind === "vpn",
    spam_listed: kind === "tor",
    domain_count: kind === "hosting" ? 3 : 0,
  };
}
