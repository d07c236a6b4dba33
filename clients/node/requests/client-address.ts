import { BlockList, isIP } from "node:net";
import type { WebRequest } from "./web-request.ts";

/**
 * Whose word is taken for the address of the user's client: nobody's (`socket`, the default), or that of proxies, by address or network
 * (`10.0.0.0/8`, `loopback`).
 */
export type AddressChoice = "socket" | { readonly trustedProxies: readonly string[] };

export type AddressOf = (request: Pick<WebRequest, "headers" | "socket">) => string;

const NONE = "0.0.0.0";
const NAMED: Readonly<Record<string, readonly string[]>> = {
  loopback: ["127.0.0.0/8", "::1/128"],
  private: ["10.0.0.0/8", "172.16.0.0/12", "192.168.0.0/16", "fc00::/7"],
};

/**
 * Reads the address of a request. Of `X-Forwarded-For` the last address that no trusted proxy has counts: what stands before it was
 * written by whoever sent the request.
 *
 * @throws TypeError for a proxy that is neither an address nor a network.
 */
export function addressReader(choice: AddressChoice = "socket"): AddressOf {
  if (choice === "socket") return ({ socket }) => plainAddress(socket.remoteAddress ?? "") ?? NONE;
  const trusted = proxyList(choice.trustedProxies);
  const isTrusted = (address: string) => trusted.check(address, isIP(address) === 6 ? "ipv6" : "ipv4");
  return (request) => {
    let client = plainAddress(request.socket.remoteAddress ?? "") ?? NONE;
    const forwarded = request.headers["x-forwarded-for"];
    const hops = (typeof forwarded === "string" ? forwarded : (forwarded ?? []).join(",")).split(",").reverse();
    for (const hop of hops) {
      if (!isTrusted(client)) break;
      const before = plainAddress(hop);
      if (before === null) break;
      client = before;
    }
    return client;
  };
}

function proxyList(proxies: readonly string[]): BlockList {
  const list = new BlockList();
  for (const proxy of proxies.flatMap((each) => NAMED[each] ?? each)) {
    const [address = "", bits] = proxy.split("/");
    const version = isIP(address);
    const length = bits === undefined ? (version === 6 ? 128 : 32) : Number(bits);
    const isNetwork = version !== 0 && Number.isInteger(length) && length >= 0 && length <= (version === 6 ? 128 : 32);
    if (!isNetwork) throw new TypeError(`tocsin: ${proxy} is no address or network of a proxy`);
    list.addSubnet(address, length, version === 6 ? "ipv6" : "ipv4");
  }
  return list;
}

/** `[2001:db8::1]:443`, `203.0.113.7:80`, `::ffff:203.0.113.7`, `fe80::1%eth0` as addresses alone; null for anything else. */
export function plainAddress(text: string): string | null {
  const trimmed = text.trim();
  const bare = /^\[(.+)\](?::\d+)?$/.exec(trimmed)?.[1] ?? /^([\d.]+):\d+$/.exec(trimmed)?.[1] ?? trimmed;
  const address = bare.replace(/%.*$/, "").replace(/^::ffff:(?=[\d.]+$)/i, "");
  return isIP(address) === 0 ? null : address;
}
