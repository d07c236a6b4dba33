import { isSpecialAddress } from "../../enrichment/special-ranges.ts";

const LOOPBACK: ReadonlySet<string> = new Set(["localhost", "127.0.0.1", "[::1]"]);

/** Whether a URL leads to this machine. */
export function isLoopback({ hostname }: URL): boolean {
  return LOOPBACK.has(hostname);
}

/** What may be asked when a person names it: by https, or this machine's own server. */
export function isAskable(text: string): boolean {
  if (!URL.canParse(text)) return false;
  const url = new URL(text);
  return url.protocol === "https:" || (url.protocol === "http:" && isLoopback(url));
}

/**
 * Whether a URL that `from` names may be asked: by https and by a public name or address. Only this machine may send us to this machine.
 */
export function mayLeadTo(from: URL, url: URL): boolean {
  if (isLoopback(from) && isLoopback(url)) return url.protocol === "https:" || url.protocol === "http:";
  const host = url.hostname.replace(/^\[|\]$|\.$/g, "");
  const isAddress = host.includes(":") || /^[\d.]+$/.test(host);
  if (isAddress ? isSpecialAddress(host) : !host.includes(".") || host.endsWith(".localhost")) return false;
  return url.protocol === "https:" && url.username === "" && url.password === "";
}
