import ipaddr from "ipaddr.js";

/** Groups of hexadecimal digits that name a network, without `::`. */
const IPV6_NETWORK = /^(?:[0-9a-f]{1,4}:){2,7}\*$/i;

/**
 * Whether a user name is that of a visitor without an account: `N/A`, or an address with `*` for its last part. `192.168.1.*`; of IPv6 the
 * address as it is written with `*` for its last group (`2001:db8::7:*`, `2001:db8::*`), or the groups of a network and `*`
 * (`2001:db8:1:2:*`).
 */
export function isAnonymous(userName: string): boolean {
  if (!userName.endsWith("*")) return userName === "N/A";
  const address = `${userName.slice(0, -1)}0`;
  if (userName.endsWith(".*") && !userName.includes(":")) return ipaddr.IPv4.isValidFourPartDecimal(address);
  return (
    IPV6_NETWORK.test(userName) || (address.includes("::") && !address.includes("%") && ipaddr.IPv6.isValid(address))
  );
}
