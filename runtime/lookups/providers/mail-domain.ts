import { parse } from "tldts";

/** Names for documentation (RFC 2606). Other names for special use, such as `.local` and `.test`, have no public suffix. */
const SPECIAL: ReadonlySet<string> = new Set(["example.com", "example.net", "example.org"]);

export interface MailDomain {
  /** All that stands behind the last `@`. */
  readonly whole: string;
  /** What somebody registered: `shop.co.uk` of `mail.shop.co.uk`. */
  readonly registered: string;
}

/** The domain of an e-mail address; null where nobody is asked about it: it is for special use, or none at all. */
export function mailDomain(address: string): MailDomain | null {
  const whole = address.slice(address.lastIndexOf("@") + 1);
  const { domain: registered, isIcann } = parse(whole, { extractHostname: false });
  if (whole === address || registered === null || isIcann !== true || SPECIAL.has(registered)) return null;
  return { whole, registered };
}
