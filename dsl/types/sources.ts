import type { EnumName } from "./enumerations.ts";
import type { ScalarName } from "./type.ts";

/** The most rows of one source a rule can see. Part of the meaning, on both targets. */
export const ROW_CAP = 1000;

/** A field's type in the language's own notation; `row X` is one row of the source X. */
export type FieldTypeText = `${ScalarName | EnumName | `row ${SourceName}`}${"" | "?"}`;

/**
 * `moment`: known as of any moment (events and first uses).
 * `current`: as stored now, which is all that is stored: facts, counters, latest values. A last use is never later than the
 * judged moment.
 */
export type KnownAt = "moment" | "current";

export interface FieldSpec {
  readonly type: FieldTypeText;
  readonly known: KnownAt;
  readonly doc: string;
}

const moment = <T extends FieldTypeText>(type: T, doc: string) => ({ type, known: "moment", doc }) as const;
const current = <T extends FieldTypeText>(type: T, doc: string) => ({ type, known: "current", doc }) as const;

/** What users can share: `peers by ip` are the other users of the user's addresses. */
export const SHARED_THINGS = ["ip", "subnet", "device", "phone", "email"] as const;
export type SharedThing = (typeof SHARED_THINGS)[number];
/** Never written so: a rule says `peers by ip`. */
export type PeerSource = `peers_by_${SharedThing}`;

export type SourceName =
  "user" | "events" | "ips" | "devices" | "sessions" | "emails" | "phones" | "field_changes" | PeerSource;

/** The field of an event that leads to the event before it. It is stored nowhere: both targets look one row further. */
export const PREVIOUS = "previous";

/** The most users of one shared value a rule can see, those of the newest use: the user itself may be one of them. */
export const VALUE_CAP = ROW_CAP + 1;

const peer = <T extends FieldTypeText>(shared: T, doc: string) =>
  ({
    user: moment("string", "the name of the other user"),
    shared: moment(shared, doc),
    last_used: current("time", "when the other user used it last"),
    blacklisted: current("bool", "an operator put the other user on the blacklist; a threshold does not count"),
    created: moment("time", "when the other user's account was created"),
    last_seen: current("time", "the largest event time of the other user"),
    last_login_fail: moment("time?", "the latest failed login of the other user"),
  }) as const;

/** The fields of each source, in the order of the documentation. */
export const FIELDS = {
  user: {
    name: moment("string", "the name the application gave the user (`userName`)"),
    created: moment(
      "time",
      "when the account was created: `userCreated` if ever sent, else the time of the first event",
    ),
    last_seen: current("time", "the largest event time"),
    first_name: current("string?", "the latest first name sent"),
    last_name: current("string?", "the latest last name sent"),
    full_name: current("string?", "the latest full name sent"),
    event_count: current("int", "events stored"),
    ip_count: current("int", "distinct addresses"),
    device_count: current("int", "distinct devices"),
    country_count: current("int", "distinct countries; all addresses without a known country count as one more"),
    session_count: current("int", "sessions"),
    anonymous: moment("bool", "a visitor without an account: named `N/A`, or by an address with `*` for its last part"),
    blacklisted: current("bool", "an operator or a threshold put the user on the blacklist"),
    whitelisted: current("bool", "an operator decided that the user is fine"),
    email: current("row emails?", "the e-mail address sent last"),
    phone: current("row phones?", "the phone number sent last"),
  },
  events: {
    type: moment("event_type", "what happened; `page_error` when it was not said and the HTTP code was 400 or more"),
    time: moment("time", "when it happened, as the application said"),
    url: moment("string", "the address of the page without its query"),
    path: moment("string", "the path of `url`"),
    query: moment("string?", "the query of the address, with its `?`"),
    referer: moment("string?", "the referring page; missing when none was sent"),
    http_method: moment("http_method?", "the method of the request"),
    http_code: moment("int?", "the status the application answered with"),
    page_title: moment("string?", "the title of the page"),
    search_field: moment("string?", "the field searched in (`page_search`)"),
    search_value: moment("string?", "what was searched for (`page_search`)"),
    ip: moment("row ips", "the address it came from"),
    device: moment("row devices", "the device it came from"),
    session: moment("row sessions", "the session it belongs to"),
    local_hour: moment("int", "hour of the day, 0..23, in the time zone of the app at that time"),
    [PREVIOUS]: moment("row events?", "the user's event before it; missing for the first one"),
  },
  ips: {
    address: moment("ip", "the address"),
    country: current("country?", "where the address is"),
    asn: current("int?", "number of the autonomous system"),
    organisation: current("string?", "who runs the network"),
    subnet: current("cidr?", "the announced network the address belongs to"),
    tor: current("bool?", "a Tor exit"),
    vpn: current("bool?", "a commercial VPN"),
    relay: current("bool?", "a privacy relay such as iCloud Private Relay"),
    starlink: current("bool?", "the Starlink network"),
    data_center: current("bool?", "a hosting network"),
    spam_listed: current("bool?", "on a spam list or blocklist"),
    lan: current("bool", "a private, reserved or invalid address"),
    blacklisted: current("bool", "used by a user whom an operator blacklisted"),
    domain_count: current("int?", "domains hosted at the address"),
    user_count: current("int", "users of the app seen at the address"),
    checked: current("bool", "facts for the address were looked up"),
    first_seen: moment("time", "the user's first event from it"),
    last_seen: current("time", "the user's latest event from it"),
    event_count: current("int", "the user's events from it"),
  },
  devices: {
    type: current("device_type?", "kind of device; missing when the user agent was not understood"),
    browser: current("string?", "name of the browser, application or library"),
    browser_version: current("string?", "its version"),
    browser_major: current("int?", "the first number of its version"),
    os: current("string?", "name of the operating system"),
    bot: current("bool", "a bot, crawler or agent"),
    bot_name: current("string?", "the name of the bot"),
    ai_bot: current("bool", "a crawler or agent of an AI company"),
    program_class: current(
      "string?",
      "what a bot or HTTP library is for, such as `search-engine`, `seo`, `scanner`, `ai-training`, `http-library`",
    ),
    browser_released: current("time?", "the day on which this version of the browser came out"),
    reduced: current("bool?", "a browser that keeps the versions of its system and device to itself"),
    user_agent: moment("string?", "the user agent as sent; missing when none was sent"),
    language: moment("string?", "the browser's language as sent (`Accept-Language`)"),
    primary_language: moment("string?", "the first language of `language`, without region, in capitals"),
    first_seen: moment("time", "the first event from it"),
    last_seen: current("time", "the latest event from it"),
    event_count: current("int", "events from it"),
  },
  sessions: {
    started: moment("time", "its first event"),
    last_seen: current("time", "its latest event"),
    event_count: current("int", "events in it"),
    ip_count: current("int", "distinct addresses in it"),
    device_count: current("int", "distinct devices in it"),
    country_count: current("int", "distinct countries in it; all addresses without a known country count as one more"),
  },
  emails: {
    address: moment("string", "the address in lower case, as sent if it is not valid"),
    valid: moment("bool", "it has the form of an address and a public top-level domain"),
    local_part: moment("string", "what stands before the last `@`; all of it without one"),
    domain: moment("string?", "what stands after the last `@`"),
    free: current("bool?", "a free mail provider"),
    disposable: current("bool?", "a disposable-mail provider"),
    educational: current("bool?", "a university or school"),
    government: current("bool?", "a government, its administration or its military"),
    alias: current(
      "bool?",
      "a service that passes mail on to a mailbox that it hides, such as DuckDuckGo or SimpleLogin",
    ),
    mx: current("bool?", "the domain has an MX record"),
    website_up: current("bool?", "the domain's website answers"),
    domain_created: current("time?", "when the domain was registered"),
    rank: current("int?", "popularity rank of the domain, 1 is the most popular"),
    breached: current("bool?", "the address is in a known breach"),
    first_breach: current("time?", "the oldest known breach"),
    spam_listed: current("bool?", "the address is on a spam list"),
    domain_spam_listed: current("bool?", "the domain is on a spam list"),
    blacklisted: current("bool", "used by a user whom an operator blacklisted"),
    checked: current("bool", "facts for the address were looked up"),
    first_seen: moment("time", "the user's first event that carried it"),
    last_seen: current("time", "the user's latest event that carried it"),
  },
  phones: {
    number: moment("string", "the number as sent, without spaces"),
    valid: current("bool?", "the number can exist"),
    country: current("country?", "country of the number"),
    type: current("phone_type?", "kind of line"),
    user_count: current("int", "users of the app who gave the number"),
    blacklisted: current("bool", "used by a user whom an operator blacklisted"),
    first_seen: moment("time", "the user's first event that carried it"),
    last_seen: current("time", "the user's latest event that carried it"),
  },
  field_changes: {
    time: moment("time", "when it was changed"),
    field: moment("string", "the field, by the id that the application gave it (`field_id`)"),
    old_value: moment("string?", "its value before; missing when none was sent"),
    new_value: moment("string", "its value since"),
    parent: moment("string?", "what the field belongs to, by its id (`parent_id`); missing when none was sent"),
  },
  peers_by_ip: peer("ip", "the address that both used"),
  peers_by_subnet: peer("cidr", "the announced network of addresses that both used"),
  peers_by_device: peer("string", "the user agent that both used, with the same language"),
  peers_by_phone: peer("string", "the phone number that both gave"),
  peers_by_email: peer("string", "the e-mail address that both gave"),
} as const satisfies Record<SourceName, Readonly<Record<string, FieldSpec>>>;

export interface SourceSpec {
  /** The word for one row, as in `any event { … }`. */
  readonly row: string;
  /** The field that orders the rows (newest first) and that `within` looks at. */
  readonly clock: string;
  readonly doc: string;
  /** What is shared, of `peers`: it is part of the source's name in a rule. */
  readonly by?: SharedThing;
}

const peers = <B extends SharedThing>(by: B, doc: string) => ({ row: "peer", by, clock: "last_used", doc }) as const;

/** Sources of many rows. `user` is one row and has no clock. */
export const SOURCES = {
  events: { row: "event", clock: "time", doc: "what the user did, newest first" },
  ips: { row: "ip", clock: "last_seen", doc: "the user's distinct addresses, newest use first" },
  devices: { row: "device", clock: "last_seen", doc: "the user's devices (user agent and language), newest use first" },
  sessions: { row: "session", clock: "started", doc: "runs of events with gaps of at most 30 minutes, newest first" },
  emails: { row: "email", clock: "last_seen", doc: "the user's e-mail addresses, newest use first" },
  phones: { row: "phone", clock: "last_seen", doc: "the user's phone numbers, newest use first" },
  field_changes: {
    row: "field_change",
    clock: "time",
    doc: "what the user changed in forms (`field_edit`), newest first",
  },
  peers_by_ip: peers("ip", "other users of the user's addresses, newest use first"),
  peers_by_subnet: peers("subnet", "other users of the user's networks, newest use first"),
  peers_by_device: peers("device", "other users with the user's user agent and language, newest use first"),
  peers_by_phone: peers("phone", "other users who gave the user's phone numbers, newest use first"),
  peers_by_email: peers("email", "other users who gave the user's e-mail addresses, newest use first"),
} as const satisfies Record<Exclude<SourceName, "user">, SourceSpec>;
export type RowSource = keyof typeof SOURCES;
