import type { RawFields } from "../ingest/accepted-event.ts";
import { nestsWithin, MOST_LEVELS } from "../ingest/raw-fields.ts";

/** What stands where a secret was sent. */
export const HIDDEN = "***";

/** Fields that are addresses: secrets are among their parameters, or before their host. */
const ADDRESSES = ["url", "httpReferer"] as const;
/** Fields that are JSON, and name other fields in it. */
const OBJECTS = ["payload", "fieldHistory"] as const;

/**
 * The fields that were sent without what is nobody's to read: values under names as `password` or `token`, in parameters of addresses and
 * in what forms held, and numbers of payment cards. The same object when there was none: that is the case for nearly every event.
 */
export function hideSecrets(raw: RawFields): RawFields {
  let hidden: Record<string, string> | null = null;
  const replace = (field: string, safe: (text: string) => string) => {
    const sent = raw[field];
    if (sent === undefined || sent === "") return;
    const text = safe(sent);
    if (text !== sent) hidden = { ...(hidden ?? raw), [field]: text };
  };
  for (const field of ADDRESSES) replace(field, inAddress);
  for (const field of OBJECTS) replace(field, inObjects);
  return hidden ?? raw;
}

const CONTAINED =
  /pass(?:word|wd|phrase|code)|pwd|secret|token|credential|authorization|apikey|accesskey|privatekey|signature|jwt|cvv|cvc|cardn|creditcard|ccn|iban|ssn/;
const WHOLE: ReadonlySet<string> = new Set(
  "key pin otp tan sid auth code sig pass card session sessionid phpsessid jsessionid".split(" "),
);

/** Whether what is sent under this name is a secret: `user[Pass-Word]` is, `passenger` is not. */
export function isSecretName(name: string): boolean {
  const plain = name.toLowerCase().replaceAll(/[^a-z0-9]/g, "");
  return WHOLE.has(plain) || CONTAINED.test(plain);
}

const PARAMETER = /([?&;#])([^=&;#]+)=([^&;#]*)/g;
const PASSWORD = /(\/\/[^/?#@:\s]*):[^/?#@\s]*@/;

function inAddress(address: string): string {
  let text = address;
  if (text.includes("="))
    text = text.replaceAll(PARAMETER, (whole, before: string, name: string) =>
      isSecretName(decoded(name)) ? `${before}${name}=${HIDDEN}` : whole,
    );
  if (text.includes("@")) text = text.replace(PASSWORD, `$1:${HIDDEN}@`);
  return withoutCards(text);
}

function decoded(name: string): string {
  try {
    return decodeURIComponent(name);
  } catch {
    return name;
  }
}

/** 13 to 19 digits, as people write them. */
const CARD = /(?<![\d.])[2-6]\d{3}(?:[ -]?\d){9,15}(?![\d.])/g;

function withoutCards(text: string): string {
  return text.replaceAll(CARD, (number) => (hasCheckDigit(number.replaceAll(/\D/g, "")) ? HIDDEN : number));
}

/** By Luhn's formula, as every card's number. */
function hasCheckDigit(digits: string): boolean {
  let sum = 0;
  for (let place = 0; place < digits.length; place += 1) {
    const digit = Number(digits[digits.length - 1 - place]);
    const twice = digit * 2;
    sum += place % 2 === 0 ? digit : twice > 9 ? twice - 9 : twice;
  }
  return sum % 10 === 0;
}

/** What is no object of an event is hidden whole when anything in it looks like the name of a secret. */
function inObjects(json: string): string {
  const value = parsed(json);
  if (value === undefined) return json.split(/[^\w-]+/).some(isSecretName) ? HIDDEN : withoutCards(json);
  const found = { any: false };
  const safe = withoutSecrets(value, found);
  // Left as it was written where nothing is hidden.
  return found.any ? JSON.stringify(safe) : json;
}

/** Undefined for what is no JSON, or deeper than anything that is read. */
function parsed(json: string): unknown {
  try {
    const value: unknown = JSON.parse(json);
    return nestsWithin(value, MOST_LEVELS) ? value : undefined;
  } catch {
    return undefined;
  }
}

const NAMES = ["field_id", "field_name"] as const;
const VALUES: ReadonlySet<string> = new Set(["value", "new_value", "old_value"]);

function withoutSecrets(value: unknown, found: { any: boolean }): unknown {
  if (typeof value === "string") {
    const text = withoutCards(value);
    if (text !== value) found.any = true;
    return text;
  }
  if (typeof value !== "object" || value === null) return value;
  if (Array.isArray(value)) return value.map((each) => withoutSecrets(each, found));
  const fields = new Map(Object.entries(value));
  const isSecretField = NAMES.some((name) => isSecretName(String(fields.get(name) ?? "")));
  const safe = [...fields].map(([name, inner]) => {
    const isHidden = isSecretName(name) || (isSecretField && VALUES.has(name));
    if (!isHidden || inner === null || inner === "") return [name, withoutSecrets(inner, found)];
    found.any = true;
    return [name, HIDDEN];
  });
  return Object.fromEntries(safe);
}
