import { isSpecialAddress } from "../../runtime/enrichment/special-ranges.ts";
import { emailOf, type History, type Identities } from "./history.ts";

/** What the reference system stored in place of an address that is none. */
const PLACEHOLDERS: ReadonlySet<string> = new Set(["broken@user.local", "unknown@localhost"]);
const DAY_MS = 86_400_000;

export function lastEmailIsReplaced({ user: { context } }: History): boolean {
  return PLACEHOLDERS.has(context.le_email ?? "");
}

export function someEmailIsReplaced(history: History): boolean {
  return lastEmailIsReplaced(history) || (history.user.context.ee_email ?? []).some((email) => PLACEHOLDERS.has(email));
}

export function sentRefusedLogin({ requests }: History): boolean {
  return requests.some(({ eventType, httpCode }) => eventType === "account_login_fail" && Number(httpCode) >= 400);
}

export function sentUserCreated({ requests }: History): boolean {
  return requests.some(({ userCreated }) => userCreated !== undefined && userCreated !== "");
}

export function sentSomethingAtFive({ requests }: History): boolean {
  return requests.some(({ eventTime }) => eventTime?.slice(11).startsWith("05:00:00") === true);
}

/** PHP takes the text `0` for empty. */
export function sentZeroForName({ requests }: History): boolean {
  return requests.some(({ firstName, lastName }) => firstName === "0" || lastName === "0");
}

/** Several events within one millisecond: the reference system takes such a session for a night. */
export function hasInstantSession({ user }: History): boolean {
  return user.sessions.some(({ created, lastseen, total_visit }) => total_visit > 1 && created === lastseen);
}

export function hasUncheckedAddress({ user }: History): boolean {
  return user.ips.some(({ checked }) => !checked);
}

/** Private, or of a range that nobody was given: the reference system calls those bogons. */
export function hasLocalAddress({ user, enrichment }: History): boolean {
  return user.ips.some(({ ip }) => isSpecialAddress(ip) || enrichment.ip[ip]?.["error"] === "IP is bogon");
}

export function hasRelay({ user, enrichment }: History): boolean {
  return user.ips.some(({ ip }) => enrichment.ip[ip]?.["relay"] === true);
}

export function sentEmailOf({ requests }: History, { emails }: Identities): boolean {
  return requests.some(({ emailAddress }) => emails.has(emailOf(emailAddress)));
}

export function sentPhoneOf({ requests }: History, { phones }: Identities): boolean {
  return requests.some(({ phoneNumber }) => phones.has(phoneNumber ?? ""));
}

/** Some networks are registered for a region: `EU`, `AP`. */
export function hasRegionForCountry({ user, enrichment }: History): boolean {
  return user.ips.some(({ ip }) => ["EU", "AP"].includes(String(enrichment.ip[ip]?.["country"])));
}

export function hasFailedEmailLookUp({ requests, enrichment }: History): boolean {
  return requests.some(({ emailAddress = "" }) => {
    const answer = enrichment.email[emailOf(emailAddress)];
    return emailAddress !== "" && (answer === undefined || "error" in answer);
  });
}

/** Whole days from the user's first event to the start of the day of judgement, in UTC and without sign. */
export function daysSinceFirstEvent({ requests, asOf }: History): number {
  const first = Math.min(...requests.map(({ eventTime = "" }) => utc(eventTime.replace(" ", "T"))));
  return Math.floor(Math.abs(asOf - (asOf % DAY_MS) - first) / DAY_MS);
}

/** Days between the last two sessions; 0 with fewer. */
export function silenceBeforeLastVisit({ user }: History): number {
  const sessions = user.sessions.toSorted((a, b) => utc(b.created) - utc(a.created));
  const [last, previous] = sessions;
  return last && previous ? (utc(last.created) - utc(previous.lastseen)) / DAY_MS : 0;
}

/** Times of the data are UTC without saying so. */
function utc(time: string): number {
  return Date.parse(`${time}Z`);
}
