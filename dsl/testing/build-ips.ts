import type { RowOf } from "../types/user-context.ts";
import { useOf, type EventDraft } from "./event-draft.ts";
import { hasFact } from "./has-fact.ts";
import { referredRow, rowField, textOf } from "./input-value.ts";
import { mergeRows, type Mention, type RowDraft } from "./merge-rows.ts";
import type { InputRow } from "./user-input.ts";

/** The address of events that name none: one for documentation, by RFC 5737. */
const DEFAULT_ADDRESS = "192.0.2.1";

const FACTS = [
  "country",
  "asn",
  "organisation",
  "subnet",
  "tor",
  "vpn",
  "relay",
  "starlink",
  "data_center",
  "spam_listed",
  "domain_count",
] as const;

export interface BuiltRows<R> {
  readonly rows: readonly R[];
  readonly ofEvent: (event: EventDraft) => R;
}

/** One row an address. Facts that are not given are missing; `checked` follows from whether any is given. */
export function buildIps(
  events: readonly EventDraft[],
  own: readonly InputRow[],
  asOf: number,
): BuiltRows<RowOf<"ips">> {
  const mentions: Mention[] = events.map((event) => ({
    key: addressOf(event),
    given: referredRow(event.given["ip"], "address"),
    event,
  }));
  // a row without an address is a different one each time: 2001:db8::1, …
  const alone = own.map((given, index) => ({
    key: textOf(given["address"], "address") ?? `2001:db8::${(index + 1).toString(16)}`,
    given,
    event: null,
  }));
  const byAddress = new Map(mergeRows([...mentions, ...alone]).map((draft) => [draft.key, buildIp(draft, asOf)]));
  return { rows: [...byAddress.values()], ofEvent: (event) => known(byAddress.get(addressOf(event))) };
}

function addressOf({ given }: EventDraft): string {
  return textOf(given["ip"], "address") ?? DEFAULT_ADDRESS;
}

function buildIp({ key, given, events }: RowDraft, asOf: number): RowOf<"ips"> {
  const field = rowField(given);
  const { last_seen, first_seen, event_count } = useOf(events, asOf);
  const lastSeen = field.number("last_seen", last_seen);
  return {
    address: key,
    country: field.textOrNull("country") as RowOf<"ips">["country"], // the binder checked the member
    asn: field.numberOrNull("asn"),
    organisation: field.textOrNull("organisation"),
    subnet: field.textOrNull("subnet"),
    tor: field.boolOrNull("tor"),
    vpn: field.boolOrNull("vpn"),
    relay: field.boolOrNull("relay"),
    starlink: field.boolOrNull("starlink"),
    data_center: field.boolOrNull("data_center"),
    spam_listed: field.boolOrNull("spam_listed"),
    lan: field.bool("lan", false),
    blacklisted: field.bool("blacklisted", false),
    domain_count: field.numberOrNull("domain_count"),
    user_count: field.number("user_count", 1),
    checked: field.bool("checked", hasFact(given, FACTS)),
    first_seen: field.number("first_seen", Math.min(first_seen, lastSeen)),
    last_seen: lastSeen,
    event_count: field.number("event_count", event_count),
  };
}

export function known<R>(row: R | undefined): R {
  // invariant: every event was a mention
  if (row === undefined) throw new Error("an event refers to a row that was not built");
  return row;
}
