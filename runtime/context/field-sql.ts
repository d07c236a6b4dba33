import { sql, type RawBuilder } from "kysely";
import type { FIELDS, SourceName } from "../../dsl/types/sources.ts";

export type Sql = RawBuilder<unknown>;

/** What a field's expression may use: the alias of its row and the judged moment as a `timestamptz`. */
interface FieldScope {
  readonly row: string;
  readonly asOf: Sql;
}
type FieldSql = (scope: FieldScope) => Sql;

/** Fields that are rows themselves are reached by joins (`stored-relations.ts`), not by an expression. */
type ValueFields<S extends SourceName> = {
  [F in keyof (typeof FIELDS)[S]]: (typeof FIELDS)[S][F] extends { readonly type: `row ${string}` } ? never : F;
}[keyof (typeof FIELDS)[S]];

const column =
  (name: string): FieldSql =>
  ({ row }) =>
    sql.id(row, name);
const int =
  (name: string): FieldSql =>
  ({ row }) =>
    sql`${sql.id(row, name)}::bigint`;
const time =
  (name: string): FieldSql =>
  ({ row }) =>
    milliseconds(sql.id(row, name));
/** Never later than the judged moment: what lies after it has not happened yet. */
const seen =
  (name: string): FieldSql =>
  ({ row, asOf }) =>
    milliseconds(sql`least(${sql.id(row, name)}, ${asOf})`);

/**
 * Exact: stored times are whole milliseconds, and the nearest one to their seconds in double precision is theirs for any year that
 * the sensor takes. (`extract` computes in `numeric`, which takes several times as long.)
 */
export function milliseconds(value: Sql): Sql {
  return sql`(date_part('epoch', ${value}) * 1000)::bigint`;
}

/** Of a peer: a row of `users` with what is shared (`stored-peers.ts`). */
const PEER_FIELDS = {
  user: column("name"),
  shared: column("shared"),
  last_used: seen("last_used"),
  blacklisted: ({ row }: FieldScope) =>
    sql`coalesce(${sql.id(row, "decision")} = 'blacklist' and ${sql.id(row, "decided_by")} = 'operator', false)`,
  created: ({ row }: FieldScope) =>
    milliseconds(sql`coalesce(${sql.id(row, "created_sent")}, ${sql.id(row, "first_seen")})`),
  last_seen: seen("last_seen"),
  // By an index of failed logins alone: nobody keeps a column for it. Exact at any moment. Between the user's first event and the last, so that
  // months before and after are not looked into: each has an index of its own.
  last_login_fail: ({ row, asOf }: FieldScope) =>
    milliseconds(sql`(select max(f.time) from events f
      where f.user_id = ${sql.id(row, "user_id")} and f.type = 'account_login_fail' and f.time <= ${asOf}
        and f.time >= ${sql.id(row, "first_seen")} and f.time <= ${sql.id(row, "last_seen")})`),
};

/** How every field of the language reads from the stored tables. */
export const FIELD_SQL: { readonly [S in SourceName]: { readonly [F in ValueFields<S>]: FieldSql } } = {
  user: {
    name: column("name"),
    created: ({ row }) => milliseconds(sql`coalesce(${sql.id(row, "created_sent")}, ${sql.id(row, "first_seen")})`),
    last_seen: seen("last_seen"),
    first_name: column("first_name"),
    last_name: column("last_name"),
    full_name: column("full_name"),
    event_count: int("event_count"),
    ip_count: int("ip_count"),
    device_count: int("device_count"),
    country_count: int("country_count"),
    session_count: int("session_count"),
    anonymous: column("anonymous"),
    blacklisted: ({ row }) => sql`coalesce(${sql.id(row, "decision")} = 'blacklist', false)`,
    whitelisted: ({ row }) => sql`coalesce(${sql.id(row, "decision")} = 'whitelist', false)`,
  },
  events: {
    type: column("type"),
    time: time("time"),
    url: column("url"),
    path: ({ row }) => sql`coalesce(${sql.id(row, "path")}, ${sql.id(row, "url")})`,
    query: column("query"),
    referer: column("referer"),
    http_method: column("http_method"),
    http_code: int("http_code"),
    page_title: column("page_title"),
    search_field: column("search_field"),
    search_value: column("search_value"),
    local_hour: int("local_hour"),
  },
  ips: {
    address: column("address"),
    country: column("country"),
    asn: column("asn"),
    organisation: column("organisation"),
    subnet: column("subnet"),
    tor: column("tor"),
    vpn: column("vpn"),
    relay: column("relay"),
    starlink: column("starlink"),
    data_center: column("data_center"),
    spam_listed: column("spam_listed"),
    lan: column("lan"),
    blacklisted: column("blacklisted"),
    domain_count: int("domain_count"),
    user_count: int("user_count"),
    checked: column("checked"),
    first_seen: time("first_seen"),
    last_seen: seen("last_seen"),
    event_count: int("event_count"),
  },
  devices: {
    type: column("type"),
    browser: column("browser"),
    browser_version: column("browser_version"),
    browser_major: int("browser_major"),
    os: column("os"),
    bot: column("bot"),
    bot_name: column("bot_name"),
    ai_bot: column("ai_bot"),
    program_class: column("program_class"),
    browser_released: time("browser_released"),
    reduced: column("reduced"),
    user_agent: column("user_agent"),
    language: column("language"),
    primary_language: column("primary_language"),
    first_seen: time("first_seen"),
    last_seen: seen("last_seen"),
    event_count: int("event_count"),
  },
  sessions: {
    started: time("started"),
    last_seen: seen("last_seen"),
    event_count: int("event_count"),
    ip_count: int("ip_count"),
    device_count: int("device_count"),
    country_count: int("country_count"),
  },
  emails: {
    address: column("address"),
    valid: column("valid"),
    local_part: column("local_part"),
    domain: column("domain"),
    free: column("free"),
    disposable: column("disposable"),
    educational: column("educational"),
    government: column("government"),
    alias: column("alias"),
    mx: column("mx"),
    website_up: column("website_up"),
    domain_created: time("domain_created"),
    rank: int("rank"),
    breached: column("breached"),
    first_breach: time("first_breach"),
    spam_listed: column("spam_listed"),
    domain_spam_listed: column("domain_spam_listed"),
    blacklisted: column("blacklisted"),
    checked: column("checked"),
    first_seen: time("first_seen"),
    last_seen: seen("last_seen"),
  },
  phones: {
    number: column("number"),
    valid: column("valid"),
    country: column("country"),
    type: column("type"),
    user_count: int("user_count"),
    blacklisted: column("blacklisted"),
    first_seen: time("first_seen"),
    last_seen: seen("last_seen"),
  },
  field_changes: {
    time: time("time"),
    field: column("field_id"),
    old_value: column("old_value"),
    new_value: column("new_value"),
    parent: column("parent_id"),
  },
  peers_by_ip: PEER_FIELDS,
  peers_by_subnet: PEER_FIELDS,
  peers_by_device: PEER_FIELDS,
  peers_by_phone: PEER_FIELDS,
  peers_by_email: PEER_FIELDS,
};
