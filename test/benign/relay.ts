import type { DemoNetwork } from "../../cli/demo/network.ts";

/** The exits of a privacy relay, which the demo has none of. */
export const RELAY: DemoNetwork = {
  prefix: "44.70",
  country: "US",
  asn: 64_700,
  organisation: "Quiet Relay",
  kind: "residential",
};
