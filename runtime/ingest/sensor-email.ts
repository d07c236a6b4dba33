import { parse as parseDomain } from "tldts";
import validator from "validator";
import { uncounted, type CacheCounts } from "../cache/cache-book.ts";
import { LRUCache } from "../cache/lru-cache.ts";
import type { AcceptedEmail } from "./accepted-event.ts";

/** What the reference system's clients send for "no address known". */
export const PLACEHOLDER_EMAIL = "unknown@localhost";

export interface SensorEmail {
  readonly email: AcceptedEmail;
  /** The text has the form of an address, whatever its domain. */
  readonly hasForm: boolean;
}

export type ReadEmail = (text: string) => SensorEmail;

/** `valid` asks for the form and a public top-level domain. The text of one without the form stays as it was sent. */
export function parseSensorEmail(text: string): SensorEmail {
  const address = text.replaceAll(" ", "").toLowerCase();
  if (!hasEmailForm(address)) return { email: { address: text, valid: false }, hasForm: false };
  const { isIcann } = parseDomain(address.slice(address.lastIndexOf("@") + 1), { allowPrivateDomains: false });
  return { email: { address, valid: isIcann === true }, hasForm: true };
}

/** People send the address that they have with each event: as many are remembered. */
const REMEMBERED = 20_000;

/** Reads as `parseSensorEmail` does. */
export function rememberEmails(counts: CacheCounts = uncounted()): ReadEmail {
  const emails = new LRUCache<string, SensorEmail>(REMEMBERED, counts);
  return (text) => emails.get(text, () => parseSensorEmail(text));
}

/** The form of an address, in ASCII. Says nothing about its domain. */
function hasEmailForm(address: string): boolean {
  return (
    /^[\x21-\x7e]+$/.test(address) &&
    validator.isEmail(address, { allow_utf8_local_part: false, allow_underscores: true })
  );
}
