import { parse as parseDomain } from "tldts";
import validator from "validator";
import type { AcceptedEmail } from "./accepted-event.ts";

/** What the reference system's clients send for "no address known". */
export const PLACEHOLDER_EMAIL = "unknown@localhost";

export interface SensorEmail extends AcceptedEmail {
  /** The text has the form of an address, whatever its domain. */
  readonly hasForm: boolean;
}

/** `valid` asks for the form and a public top-level domain. The text of one without the form stays as it was sent. */
export function parseSensorEmail(text: string): SensorEmail {
  const address = text.replaceAll(" ", "").toLowerCase();
  if (!hasEmailForm(address)) return { address: text, valid: false, hasForm: false };
  const { isIcann } = parseDomain(address.slice(address.lastIndexOf("@") + 1), { allowPrivateDomains: false });
  return { address, valid: isIcann === true, hasForm: true };
}

/** The form of an address, in ASCII. Says nothing about its domain. */
function hasEmailForm(address: string): boolean {
  return (
    /^[\x21-\x7e]+$/.test(address) &&
    validator.isEmail(address, { allow_utf8_local_part: false, allow_underscores: true })
  );
}
