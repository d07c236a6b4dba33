import { LIMITS } from "../ingest/parse-sensor-request.ts";
import { canonicalAddress } from "../ingest/sensor-address.ts";
import { parseSensorEmail } from "../ingest/sensor-email.ts";
import { cutBytes, storableText } from "../ingest/text.ts";
import type { IdentityKind } from "./identities.ts";

/** The value as the sensor stores it; null for an address that is none, and for nothing. */
export function identityValue(kind: IdentityKind, given: string): string | null {
  const text = storableText(given);
  const compact = text.replaceAll(" ", "");
  if (compact === "") return null;
  switch (kind) {
    case "ip":
      return canonicalAddress(compact);
    case "email":
      return parseSensorEmail(cutBytes(text, LIMITS.emailAddress)).email.address;
    case "phone":
      return cutBytes(compact, LIMITS.phoneNumber);
  }
}
