import { sql, type Kysely } from "kysely";

/**
 * The first schema. `user_id` comes first in every key of a per-user table, nothing references one, there are no triggers.
 * Texts that rules read are compared by code point (`COLLATE "C"`); times are whole milliseconds.
 */
export async function up(db: Kysely<never>): Promise<void> {
  for (const statement of [...OPERATIONS, ...PER_USER, ...SHARED, ...EVENTS]) await statement.execute(db);
}

/** What people set up: small tables, local to one installation. */
const OPERATIONS = [
  sql`create table installation (name text primary key, value text not null)`,
  sql`create table apps (
    app_id integer generated always as identity primary key,
    name text not null unique check (name <> ''),
    time_zone text not null default 'UTC',
    preset text not null,
    review_threshold smallint default 33 check (review_threshold between 0 and 99),
    blacklist_threshold smallint check (blacklist_threshold between 0 and 98),
    retention_weeks integer not null default 0 check (retention_weeks >= 0),
    created_at timestamptz(3) not null default now(),
    check (review_threshold > blacklist_threshold)
  )`,
  sql`create table api_keys (
    api_key_id integer generated always as identity primary key,
    app_id integer not null references apps,
    name text not null,
    key_hash bytea not null unique check (octet_length(key_hash) = 32),
    rate_limit text check (rate_limit in ('reference')),
    created_at timestamptz(3) not null default now(),
    revoked_at timestamptz(3)
  )`,
  sql`create table operators (
    operator_id integer generated always as identity primary key,
    email text not null unique check (email = lower(email)),
    password_hash text not null,
    created_at timestamptz(3) not null default now()
  )`,
  sql`create table operator_sessions (
    token_hash bytea primary key check (octet_length(token_hash) = 32),
    operator_id integer not null references operators on delete cascade,
    created_at timestamptz(3) not null default now(),
    expires_at timestamptz(3) not null
  )`,
  sql`create table rule_weights (
    app_id integer not null references apps,
    rule_id text collate "C" not null,
    weight integer not null check (weight between -1000 and 1000),
    primary key (app_id, rule_id)
  )`,
  sql`create table logbook (
    app_id integer not null,
    logbook_id bigint not null,
    api_key_id integer not null,
    endpoint text not null,
    remote_address text,
    user_id bigint,
    event_id bigint,
    outcome text not null check (outcome in ('stored', 'corrected', 'rejected', 'failed', 'rate_limited')),
    messages json,
    raw json,
    started timestamptz(3) not null,
    ended timestamptz(3) not null default now(),
    primary key (app_id, logbook_id)
  )`,
];

/** One shard each on the second machine: everything of a user, keyed by the user. */
const PER_USER = [
  // Room on the pages, so that a score does not move the row: its indexes stay untouched.
  sql`create table users (
    user_id bigint primary key check (user_id >= 0),
    app_id integer not null,
    name text collate "C" not null,
    created_sent timestamptz check (created_sent = date_trunc('milliseconds', created_sent)),
    first_seen timestamptz not null check (first_seen = date_trunc('milliseconds', first_seen)),
    last_seen timestamptz not null check (last_seen = date_trunc('milliseconds', last_seen)),
    first_name text collate "C",
    last_name text collate "C",
    full_name text collate "C",
    anonymous boolean not null,
    event_count integer not null,
    ip_count integer not null,
    device_count integer not null,
    country_count integer not null,
    session_count integer not null,
    session_id bigint not null,
    last_email text collate "C",
    last_phone text collate "C",
    revision bigint not null,
    due_at timestamptz,
    decision text check (decision in ('blacklist', 'whitelist', 'review')),
    decided_by text check (decided_by in ('operator', 'threshold')),
    decided_operator integer,
    decided_at timestamptz,
    review_since timestamptz,
    check ((decision is null) = (decided_by is null))
  ) with (fillfactor = 80)`,
  sql`create index users_name on users (app_id, name)`,
  sql`create index users_last_seen on users (app_id, last_seen desc, user_id desc)`,
  sql`create index users_due on users (due_at, user_id) where due_at is not null`,
  sql`create index users_review on users (app_id, review_since) where review_since is not null`,
  sql`create index users_decision on users (app_id, decision) where decision is not null`,
  sql`create table scores (
    user_id bigint primary key,
    app_id integer not null,
    score smallint not null check (score between 0 and 99),
    matched jsonb not null,
    as_of timestamptz not null,
    next_change_at timestamptz,
    plan text not null
  ) with (fillfactor = 80)`,
  sql`create index scores_score on scores (app_id, score)`,
  sql`create index scores_next_change on scores (next_change_at) where next_change_at is not null`,
  sql`create table user_ips (
    user_id bigint not null,
    address inet not null,
    app_id integer not null,
    country text collate "C",
    asn bigint,
    organisation text collate "C",
    subnet cidr,
    tor boolean, vpn boolean, relay boolean, starlink boolean, data_center boolean, spam_listed boolean,
    lan boolean not null,
    domain_count integer,
    checked boolean not null,
    blacklisted boolean not null,
    user_count integer not null,
    event_count integer not null,
    first_seen timestamptz not null check (first_seen = date_trunc('milliseconds', first_seen)),
    last_seen timestamptz not null check (last_seen = date_trunc('milliseconds', last_seen)),
    primary key (user_id, address)
  )`,
  sql`create index user_ips_address on user_ips (app_id, address)`,
  sql`create table user_devices (
    user_id bigint not null,
    device_id bigint not null,
    app_id integer not null,
    user_agent text collate "C",
    language text collate "C",
    primary_language text collate "C",
    type text collate "C",
    browser text collate "C",
    browser_version text collate "C",
    browser_major integer,
    os text collate "C",
    bot boolean not null,
    bot_name text collate "C",
    ai_bot boolean not null,
    event_count integer not null,
    first_seen timestamptz not null check (first_seen = date_trunc('milliseconds', first_seen)),
    last_seen timestamptz not null check (last_seen = date_trunc('milliseconds', last_seen)),
    primary key (user_id, device_id)
  )`,
  sql`create table sessions (
    user_id bigint not null,
    session_id bigint not null,
    app_id integer not null,
    started timestamptz not null check (started = date_trunc('milliseconds', started)),
    last_seen timestamptz not null check (last_seen = date_trunc('milliseconds', last_seen)),
    event_count integer not null,
    ip_count integer not null,
    device_count integer not null,
    country_count integer not null,
    addresses text[] not null,
    device_ids bigint[] not null,
    countries text[] not null,
    primary key (user_id, session_id)
  )`,
  sql`create table user_emails (
    user_id bigint not null,
    address text collate "C" not null,
    app_id integer not null,
    email_id bigint not null,
    valid boolean not null,
    local_part text collate "C" not null,
    domain text collate "C",
    free boolean, disposable boolean, educational boolean, mx boolean, website_up boolean,
    domain_created timestamptz,
    rank integer,
    breached boolean,
    first_breach timestamptz,
    spam_listed boolean, domain_spam_listed boolean,
    checked boolean not null,
    blacklisted boolean not null,
    first_seen timestamptz not null check (first_seen = date_trunc('milliseconds', first_seen)),
    last_seen timestamptz not null check (last_seen = date_trunc('milliseconds', last_seen)),
    primary key (user_id, address)
  )`,
  sql`create index user_emails_address on user_emails (app_id, address)`,
  sql`create table user_phones (
    user_id bigint not null,
    number text collate "C" not null,
    app_id integer not null,
    phone_id bigint not null,
    valid boolean,
    country text collate "C",
    type text collate "C",
    blacklisted boolean not null,
    user_count integer not null,
    first_seen timestamptz not null check (first_seen = date_trunc('milliseconds', first_seen)),
    last_seen timestamptz not null check (last_seen = date_trunc('milliseconds', last_seen)),
    primary key (user_id, number)
  )`,
  sql`create index user_phones_number on user_phones (app_id, number)`,
  sql`create table field_changes (
    user_id bigint not null,
    time timestamptz not null check (time = date_trunc('milliseconds', time)),
    change_id bigint not null,
    app_id integer not null,
    event_id bigint not null,
    field_id text collate "C" not null,
    field_name text collate "C",
    old_value text collate "C",
    new_value text collate "C" not null,
    parent_id text collate "C",
    parent_name text collate "C",
    primary key (user_id, time, change_id)
  )`,
];

/** What many users of an app share, keyed by the value. */
const SHARED = [
  sql`create table ips (
    app_id integer not null,
    address inet not null,
    country text collate "C",
    asn bigint,
    organisation text collate "C",
    subnet cidr,
    tor boolean, vpn boolean, relay boolean, starlink boolean, data_center boolean, spam_listed boolean,
    lan boolean not null,
    domain_count integer,
    checked boolean not null,
    blacklisted boolean not null,
    user_count integer not null,
    spread_count integer not null,
    event_count integer not null,
    first_seen timestamptz not null,
    last_seen timestamptz not null,
    facts json not null,
    primary key (app_id, address)
  ) with (fillfactor = 80)`,
  sql`create index ips_to_spread on ips (app_id, address) where user_count <> spread_count`,
  sql`create table emails (
    app_id integer not null,
    address text collate "C" not null,
    blacklisted boolean not null,
    user_count integer not null,
    first_seen timestamptz not null,
    last_seen timestamptz not null,
    facts json not null,
    primary key (app_id, address)
  ) with (fillfactor = 80)`,
  sql`create table domains (
    app_id integer not null,
    domain text collate "C" not null,
    event_count integer not null,
    first_seen timestamptz not null,
    last_seen timestamptz not null,
    primary key (app_id, domain)
  ) with (fillfactor = 80)`,
  sql`create table phones (
    app_id integer not null,
    number text collate "C" not null,
    blacklisted boolean not null,
    user_count integer not null,
    spread_count integer not null,
    first_seen timestamptz not null,
    last_seen timestamptz not null,
    facts json not null,
    primary key (app_id, number)
  ) with (fillfactor = 80)`,
  sql`create index phones_to_spread on phones (app_id, number) where user_count <> spread_count`,
  sql`create table user_agents (
    app_id integer not null,
    user_agent_id bigint not null,
    user_agent text collate "C" not null,
    type text collate "C",
    browser text collate "C",
    browser_version text collate "C",
    browser_major integer,
    os text collate "C",
    bot boolean not null,
    bot_name text collate "C",
    ai_bot boolean not null,
    event_count integer not null,
    first_seen timestamptz not null,
    last_seen timestamptz not null,
    primary key (app_id, user_agent_id)
  ) with (fillfactor = 80)`,
  sql`create table urls (
    app_id integer not null,
    url_id bigint not null,
    url text collate "C" not null,
    title text,
    http_code smallint,
    event_count integer not null,
    first_seen timestamptz not null,
    last_seen timestamptz not null,
    primary key (app_id, url_id)
  ) with (fillfactor = 80)`,
  sql`create table referers (
    app_id integer not null,
    referer_id bigint not null,
    referer text collate "C" not null,
    event_count integer not null,
    first_seen timestamptz not null,
    last_seen timestamptz not null,
    primary key (app_id, referer_id)
  ) with (fillfactor = 80)`,
  sql`create table countries (
    app_id integer not null,
    country text collate "C" not null,
    event_count integer not null,
    first_seen timestamptz not null,
    last_seen timestamptz not null,
    primary key (app_id, country)
  ) with (fillfactor = 80)`,
  sql`create table networks (
    app_id integer not null,
    asn bigint not null,
    organisation text,
    event_count integer not null,
    first_seen timestamptz not null,
    last_seen timestamptz not null,
    primary key (app_id, asn)
  ) with (fillfactor = 80)`,
  sql`create table fields (
    app_id integer not null,
    field_id text collate "C" not null,
    field_name text,
    event_count integer not null,
    first_seen timestamptz not null,
    last_seen timestamptz not null,
    primary key (app_id, field_id)
  ) with (fillfactor = 80)`,
];

/** One partition a month, made ahead or on demand (`partitions.ts`); times far away live in the default one. */
const EVENTS = [
  sql`create table events (
    user_id bigint not null,
    time timestamptz not null check (time = date_trunc('milliseconds', time)),
    event_id bigint not null,
    session_id bigint not null,
    device_id bigint not null,
    email_id bigint,
    phone_id bigint,
    app_id integer not null,
    http_code smallint,
    local_hour smallint not null check (local_hour between 0 and 23),
    address inet not null,
    type text collate "C" not null,
    http_method text collate "C",
    url text collate "C" not null,
    path text collate "C",
    query text collate "C",
    referer text collate "C",
    page_title text collate "C",
    search_field text collate "C",
    search_value text collate "C",
    trace_id text,
    payload json,
    primary key (user_id, time, event_id)
  ) partition by range (time)`,
  sql`create table events_default partition of events default`,
];
