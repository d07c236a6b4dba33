import { parsePhoneNumberFromString } from "libphonenumber-js/max";
import { COUNTRIES, PHONE_TYPES, type PhoneType } from "../../dsl/types/enumerations.ts";
import type { PhoneFactColumns } from "../db/schema.ts";

const KNOWN_COUNTRIES: ReadonlySet<string> = new Set(COUNTRIES);

/** What the numbering plans say of a number. One without its country code says nothing: the country is not known. */
export function phoneFacts(number: string): PhoneFactColumns {
  if (!number.startsWith("+")) return { valid: null, country: null, type: null };
  const parsed = parsePhoneNumberFromString(number);
  if (parsed === undefined || !parsed.isValid()) return { valid: false, country: null, type: null };
  const country = parsed.country ?? null;
  return {
    valid: true,
    country: country !== null && KNOWN_COUNTRIES.has(country) ? country : null,
    type: phoneType(parsed.getType()),
  };
}

/** `FIXED_LINE_OR_MOBILE` of the library as the language writes it. */
function phoneType(type: string | undefined): PhoneType | null {
  const word = type?.toLowerCase();
  return PHONE_TYPES.find((member) => member === word) ?? null;
}
