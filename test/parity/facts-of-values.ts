import { ENUMERATIONS } from "../../dsl/types/enumerations.ts";
import { emailOf, type History } from "./history.ts";

/** The types that were sent with an answer that tells of an error; an event of no known type is a page view. */
export function sentTypesWithError({ requests }: History): ReadonlySet<string> {
  const refused = requests.filter(({ httpCode }) => Number(httpCode) >= 400);
  return new Set(
    refused.map(({ eventType }) => ENUMERATIONS.event_type.find((type) => type === eventType) ?? "page_view"),
  );
}

export function firstEventAt({ requests }: History): number {
  return Math.min(...requests.map(({ eventTime = "" }) => Date.parse(`${eventTime.replace(" ", "T")}Z`)));
}

export function uncheckedAddresses({ user }: History): ReadonlySet<string> {
  return new Set(user.ips.filter(({ checked }) => !checked).map(({ ip }) => ip));
}

/** Most users at one of the addresses, looked up or not. */
export function highestUserCount({ user }: History): number {
  return Math.max(...user.ips.map(({ shared }) => shared));
}

export function hasNetwork({ user }: History, network: unknown): boolean {
  return user.ips.some(({ asn }) => asn === network);
}

/** The reference system gives a bot's name where others have their operating system. */
export function botNames({ user: { context } }: History): ReadonlySet<string> {
  const kinds = listOf(context["eup_device"]);
  const names = listOf(context["eup_os_name"]).filter((_, device) => kinds[device] === "bot");
  return new Set(names.map(String));
}

/** Addresses of the user whose look-up was answered with an error. */
export function failedEmailLookUps({ requests, enrichment }: History): ReadonlySet<string> {
  const sent = requests.map(({ emailAddress }) => emailOf(emailAddress));
  return new Set(sent.filter((email) => enrichment.email[email]?.["error"] !== undefined));
}

function listOf(value: unknown): readonly unknown[] {
  return Array.isArray(value) ? value : [];
}
