import ipaddr from "ipaddr.js";

/** Whether every address of the second network is in the first one. Both in canonical text; families never meet. */
export function coversNetwork(outer: string, inner: string): boolean {
  const [network, bits] = ipaddr.parseCIDR(outer);
  const [base, length] = ipaddr.parseCIDR(inner);
  if (length < bits) return false;
  if (network instanceof ipaddr.IPv4) return base instanceof ipaddr.IPv4 && base.match(network, bits);
  return base instanceof ipaddr.IPv6 && base.match(network, bits);
}
