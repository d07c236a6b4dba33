import { sql, type RawBuilder } from "kysely";
import type { Database } from "../db/schema.ts";
import { namesUser } from "./names-user.ts";

type TableName = keyof Database;

/** Whose data is meant. */
export interface Subject {
  readonly userId: string;
  readonly appId: number;
  /** As it is stored: its beginning, when it is longer than that. */
  readonly name: string;
}

export interface PersonalTable {
  /** The rows `t` that tell something of a user. */
  readonly rows: (subject: Subject) => RawBuilder<unknown>;
  /** In which order they are exported. */
  readonly order: readonly string[];
  /**
   * What erasing does with them. `delete`: they go. `shared`: they go when nobody else has the value.
   * `keep`: they prove what was done, and say nothing but an id.
   */
  readonly erase: "delete" | "shared" | "keep";
}

const own = (...order: readonly string[]): PersonalTable => ({
  rows: ({ userId }) => sql`t.user_id = ${userId}`,
  order,
  erase: "delete",
});

const values = (table: "user_ips" | "user_emails" | "user_phones", column: string, userId: string) =>
  sql`select ${sql.ref(column)} from ${sql.table(table)} where user_id = ${userId}`;

const textsOf = (userId: string) =>
  sql`select host(address) from user_ips where user_id = ${userId} union select address from user_emails where user_id = ${userId}`;

/** Every table that holds data of users, and which rows are of one of them. */
export const PERSONAL_TABLES = {
  users: own("user_id"),
  scores: own("user_id"),
  score_history: own("as_of"),
  events: own("time", "event_id"),
  sessions: own("session_id"),
  user_ips: own("address"),
  user_devices: own("device_id"),
  user_emails: own("address"),
  user_phones: own("number"),
  field_changes: own("sequence", "change_id"),
  field_trails: own("user_id"),
  inbox: {
    rows: ({ userId, appId, name }) =>
      sql`(t.user_id = ${userId} or (t.app_id = ${appId} and ${namesUser(sql`t.raw`, name)}))`,
    order: ["event_id"],
    erase: "delete",
  },
  // A request that was refused names nobody but in what was sent.
  logbook: {
    rows: ({ userId, appId, name }) =>
      sql`t.app_id = ${appId} and (t.user_id = ${userId} or (t.user_id is null and ${namesUser(sql`t.raw::text`, name)}))`,
    order: ["logbook_id"],
    erase: "delete",
  },
  user_id_overrides: {
    rows: ({ appId, name }) => sql`t.app_id = ${appId} and t.name = ${name}`,
    order: ["rehash"],
    erase: "delete",
  },
  ips: {
    rows: ({ userId, appId }) => sql`t.app_id = ${appId} and t.address in (${values("user_ips", "address", userId)})`,
    order: ["address"],
    erase: "shared",
  },
  emails: {
    rows: ({ userId, appId }) =>
      sql`t.app_id = ${appId} and t.address in (${values("user_emails", "address", userId)})`,
    order: ["address"],
    erase: "shared",
  },
  phones: {
    rows: ({ userId, appId }) => sql`t.app_id = ${appId} and t.number in (${values("user_phones", "number", userId)})`,
    order: ["number"],
    erase: "shared",
  },
  earlier_facts: {
    rows: ({ userId, appId }) => sql`t.app_id = ${appId} and t.value in (${textsOf(userId)})`,
    order: ["kind", "value", "until"],
    erase: "shared",
  },
  lookups: {
    rows: ({ userId }) => sql`t.subject in (${textsOf(userId)})`,
    order: ["kind", "subject"],
    erase: "shared",
  },
  webhook_messages: own("message_id"),
  operator_actions: { rows: ({ userId }) => sql`t.user_id = ${userId}`, order: ["action_id"], erase: "keep" },
  user_erasures: { rows: ({ userId }) => sql`t.user_id = ${userId}`, order: ["erased_at"], erase: "keep" },
} as const satisfies Partial<Record<TableName, PersonalTable>>;

export type PersonalTableName = keyof typeof PERSONAL_TABLES;

/** The others, and why they are not among those. */
export const OTHER_TABLES = {
  installation: "of the installation",
  apps: "of the product that is watched",
  api_keys: "of the product that is watched",
  operators: "operators are not users",
  operator_sessions: "operators are not users",
  drafts: "what operators write",
  saved_dry_runs: "what operators ask, and numbers",
  webhooks: "of the product that is watched",
  rule_weights: "of the product that is watched",
  list_changes: "what operators did with a list",
  list_entries: "what operators put on a list stays until they take it off",
  domains: "totals: a domain that no event names any more goes with its last event",
  user_agents: "totals: a user agent goes with its last event",
  urls: "totals: an address of a page goes with its last event",
  referers: "totals: a referer goes with its last event",
  countries: "totals of countries",
  networks: "totals of networks",
  logbook_hours: "totals of requests",
  fields: "totals of the fields of forms, without their values",
  re_enrichment: "how far a job has come",
  judging_anew: "how far a job has come",
  retention_runs: "how far a job has come",
} as const satisfies Partial<Record<TableName, string>>;
