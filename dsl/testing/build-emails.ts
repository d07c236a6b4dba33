import type { RowOf } from "../types/user-context.ts";
import { useOf, type EventDraft } from "./event-draft.ts";
import { hasFact } from "./has-fact.ts";
import { referredRow, rowField, textOf } from "./input-value.ts";
import { mergeRows, type Mention, type RowDraft } from "./merge-rows.ts";
import type { InputRow } from "./user-input.ts";

const FACTS = [
  "free",
  "disposable",
  "educational",
  "government",
  "alias",
  "mx",
  "website_up",
  "domain_created",
  "rank",
  "breached",
  "first_breach",
  "spam_listed",
  "domain_spam_listed",
] as const;

/** One row an address, from the events that carry one and from the given rows. Facts that are not given are missing. */
export function buildEmails(
  events: readonly EventDraft[],
  own: readonly InputRow[],
  asOf: number,
): readonly RowOf<"emails">[] {
  const mentions: Mention[] = events.flatMap((event) => {
    const { email } = event.given;
    if (email === undefined || email === null) return [];
    const given = referredRow(email, "address");
    return [{ key: addressOf(given, 0), given, event }];
  });
  const alone = own.map((given, index) => ({ key: addressOf(given, index), given, event: null }));
  return mergeRows([...mentions, ...alone]).map((draft) => buildEmail(draft, asOf));
}

/** The address in lower case; put together from its parts where only they are given. */
function addressOf(given: InputRow, index: number): string {
  const address = textOf(given["address"], "address");
  if (address !== null) return address.toLowerCase();
  const local = textOf(given["local_part"], "local_part") ?? `person${index === 0 ? "" : index + 1}`;
  return `${local}@${textOf(given["domain"], "domain") ?? "example.com"}`.toLowerCase();
}

function buildEmail({ key, given, events }: RowDraft, asOf: number): RowOf<"emails"> {
  const field = rowField(given);
  const { last_seen, first_seen } = useOf(events, asOf);
  const lastSeen = field.number("last_seen", last_seen);
  const at = key.lastIndexOf("@");
  return {
    address: key,
    valid: field.bool("valid", /^[^\s@]+@[^\s@.]+(\.[^\s@.]+)+$/.test(key)),
    local_part: field.text("local_part", at < 0 ? key : key.slice(0, at)),
    domain: field.textOrNull("domain", at < 0 ? null : key.slice(at + 1)),
    free: field.boolOrNull("free"),
    disposable: field.boolOrNull("disposable"),
    educational: field.boolOrNull("educational"),
    government: field.boolOrNull("government"),
    alias: field.boolOrNull("alias"),
    mx: field.boolOrNull("mx"),
    website_up: field.boolOrNull("website_up"),
    domain_created: field.numberOrNull("domain_created"),
    rank: field.numberOrNull("rank"),
    breached: field.boolOrNull("breached"),
    first_breach: field.numberOrNull("first_breach"),
    spam_listed: field.boolOrNull("spam_listed"),
    domain_spam_listed: field.boolOrNull("domain_spam_listed"),
    blacklisted: field.bool("blacklisted", false),
    checked: field.bool("checked", hasFact(given, FACTS)),
    first_seen: field.number("first_seen", Math.min(first_seen, lastSeen)),
    last_seen: lastSeen,
  };
}
