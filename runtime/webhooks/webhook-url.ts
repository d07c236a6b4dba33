import { isIP } from "node:net";
import ipaddr from "ipaddr.js";

/** Whether an address is one of the internet: not of this machine, this network, or of nobody. */
export function isPublic(address: string): boolean {
  // An IPv4 address in the clothes of IPv6 is what it is inside.
  return ipaddr.isValid(address) && ipaddr.process(address).range() === "unicast";
}

/**
 * Why an address is none that a webhook may have; null when it may. Names are looked at again when they are resolved.
 * With `allowPrivate` servers of one's own network may be told as well, also without TLS.
 */
export function urlComplaint(text: string, { allowPrivate }: { readonly allowPrivate: boolean }): string | null {
  const url = URL.canParse(text) ? new URL(text) : null;
  if (url === null) return "it is no URL";
  if (url.username !== "" || url.password !== "") return "it must not hold a name or password";
  if (url.protocol !== "https:" && !(allowPrivate && url.protocol === "http:")) return "it must begin with https://";
  const host = hostOf(url);
  if (!allowPrivate && isIP(host) !== 0 && !isPublic(host)) return "it must not lead into a private network";
  return null;
}

/** Without the brackets of IPv6. */
export function hostOf(url: URL): string {
  return url.hostname.replace(/^\[(.*)\]$/, "$1");
}
