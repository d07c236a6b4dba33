import type { ColumnType, Generated, GeneratedAlways } from "kysely";
import type { DeviceType, EventType, HttpMethod, PhoneType } from "../../dsl/types/enumerations.ts";
import type { ErasureReason } from "../audit/field-link.ts";
import type { RateLimit } from "../apps/rate-limit.ts";
import type { LookupId } from "../lookups/lookup-ids.ts";
import type { LookupFailure } from "../lookups/lookup-provider.ts";
import type { OperatorActionKind } from "../rights/operator-actions.ts";
import type { DueWhy } from "../scoring/due-mark.ts";
import type { JudgeChange } from "../scoring/judging-anew.ts";
import type { Decision, UserStatus } from "../users/user-status.ts";

/** `timestamptz` in whole milliseconds. `bigint` columns are strings: a JavaScript number cannot hold a user id. */
type Id = string;
/** Written as JSON text, read as the value. */
type Json<T> = ColumnType<T, string, string>;

export interface InstallationTable {
  readonly name: string;
  readonly value: string;
}

export interface AppsTable {
  readonly app_id: GeneratedAlways<number>;
  readonly name: string;
  readonly time_zone: Generated<string>;
  readonly preset: string;
  readonly review_threshold: Generated<number | null>;
  readonly blacklist_threshold: Generated<number | null>;
  readonly retention_weeks: Generated<number>;
  /** What judges has changed: users with a greater id are still to be marked due. Null when all are. */
  readonly due_after: Generated<Id | null>;
  /** An address that more users have is not blacklisted with one of them; null sets no limit. */
  readonly blacklist_most_users: Generated<number | null>;
  /** What the logbook keeps of the app. */
  readonly logbook_days: Generated<number>;
  readonly logbook_mb: Generated<number>;
  readonly created_at: Generated<Date>;
}

export interface ApiKeysTable {
  readonly api_key_id: GeneratedAlways<number>;
  readonly app_id: number;
  readonly name: string;
  /** SHA-256 of the key; the key itself is shown once and kept nowhere. */
  readonly key_hash: Buffer;
  readonly rate_limit: RateLimit | null;
  readonly created_at: Generated<Date>;
  readonly revoked_at: Date | null;
}

export interface OperatorsTable {
  readonly operator_id: GeneratedAlways<number>;
  readonly email: string;
  readonly password_hash: string;
  readonly created_at: Generated<Date>;
}

export interface OperatorSessionsTable {
  /** SHA-256 of the token in the cookie. */
  readonly token_hash: Buffer;
  readonly operator_id: number;
  readonly created_at: Generated<Date>;
  readonly expires_at: Date;
}

export interface RuleWeightsTable {
  readonly app_id: number;
  readonly rule_id: string;
  readonly weight: number;
}

/** Who has another id than the hash of the name: another user of the app had that one before. */
export interface UserIdOverridesTable {
  readonly app_id: number;
  /** SHA-256 of the whole name. */
  readonly name_digest: Buffer;
  readonly name: string;
  /** Which other hash: 1, 2, 3 … */
  readonly rehash: number;
  readonly created_at: Generated<Date>;
}

export interface UsersTable {
  readonly user_id: Id;
  readonly app_id: number;
  readonly name: string;
  /** Of the whole name, when `name` is only its beginning; null otherwise, and for users stored before there was one. */
  readonly name_check: Id | null;
  /** `userCreated` if ever sent. */
  readonly created_sent: Date | null;
  readonly first_seen: Date;
  readonly last_seen: Date;
  readonly first_name: string | null;
  readonly last_name: string | null;
  readonly full_name: string | null;
  readonly anonymous: boolean;
  readonly event_count: number;
  readonly ip_count: number;
  readonly device_count: number;
  readonly country_count: number;
  readonly session_count: number;
  /** The session that the next event may continue. */
  readonly session_id: Id;
  readonly last_email: string | null;
  readonly last_phone: string | null;
  /** Grows with every change that a score may depend on. */
  readonly revision: Id;
  /** Since when the user waits to be judged; null when the score is up to date. */
  readonly due_at: Date | null;
  /** Why the user is due; null of an event, and of who is not due. */
  readonly due_why: DueWhy | null;
  readonly decision: Decision | null;
  readonly decided_by: "operator" | "threshold" | null;
  readonly decided_operator: number | null;
  readonly decided_at: Date | null;
  readonly review_since: Date | null;
  /** Of `last_seen`. */
  readonly last_hour: GeneratedAlways<Date>;
}

/** Weights at the time, by the ids of the rules that matched. */
export type StoredMatches = Readonly<Record<string, number>>;

export interface ScoresTable {
  readonly user_id: Id;
  readonly app_id: number;
  readonly score: number;
  readonly matched: Json<StoredMatches>;
  readonly as_of: Date;
  /** The first moment at which time alone can change an answer. */
  readonly next_change_at: Date | null;
  /** What judged: the fingerprint of the plan. */
  readonly plan: string;
}

export const HISTORY_WHYS = ["event", "time", "change", "facts", "shared", "decision"] as const;
/** What had a user judged: an event, time alone, or what `DueWhy` says. */
export type HistoryWhy = (typeof HISTORY_WHYS)[number];

/** A judgement that changed a user's score, status or matches; what it said holds until the next row. */
export interface ScoreHistoryTable {
  readonly user_id: Id;
  readonly as_of: Date;
  readonly app_id: number;
  readonly score: number;
  readonly status: UserStatus;
  readonly matched: Json<StoredMatches>;
  /** The pack that said so first. */
  readonly plan: string;
  readonly why: HistoryWhy;
}

/** How far judging everybody of an app anew has come. */
export interface JudgingAnewTable {
  readonly app_id: number;
  /** What has changed since everybody was judged last. */
  readonly why: readonly JudgeChange[];
  /** When the newest of these changes was made: it began anew then. */
  readonly changed_at: Date;
  /** Users there were; null until the first are marked. */
  readonly total: Id | null;
  /** Users who were marked as due. */
  readonly marked: Id;
  readonly finished_at: Date | null;
}

export interface EventsTable {
  readonly user_id: Id;
  readonly time: Date;
  readonly event_id: Id;
  readonly app_id: number;
  readonly type: EventType;
  readonly http_method: HttpMethod | null;
  readonly http_code: number | null;
  readonly local_hour: number;
  readonly session_id: Id;
  readonly device_id: Id;
  readonly address: string;
  readonly url: string;
  /** Null when it is the whole `url`. */
  readonly path: string | null;
  readonly query: string | null;
  readonly referer: string | null;
  readonly page_title: string | null;
  readonly search_field: string | null;
  readonly search_value: string | null;
  readonly email_id: Id | null;
  readonly phone_id: Id | null;
  readonly trace_id: string | null;
  readonly payload: Json<unknown> | null;
}

/** What is known about an address; null is unknown. */
export interface IpFactColumns {
  readonly country: string | null;
  readonly asn: number | null;
  readonly organisation: string | null;
  readonly subnet: string | null;
  readonly tor: boolean | null;
  readonly vpn: boolean | null;
  readonly relay: boolean | null;
  readonly starlink: boolean | null;
  readonly data_center: boolean | null;
  readonly spam_listed: boolean | null;
  readonly lan: boolean;
  readonly domain_count: number | null;
  readonly checked: boolean;
}

interface SeenColumns {
  readonly first_seen: Date;
  readonly last_seen: Date;
}

/** What `peers` are found by. */
interface SharedColumns {
  /** The hour of `last_seen`, UTC: it changes seldom, so that most events change no index. */
  readonly last_hour: GeneratedAlways<Date>;
}

export interface UserIpsTable extends IpFactColumns, SeenColumns, SharedColumns {
  readonly user_id: Id;
  readonly address: string;
  readonly app_id: number;
  readonly blacklisted: boolean;
  readonly user_count: number;
  readonly event_count: number;
}

export interface IpsTable extends IpFactColumns, SeenColumns {
  readonly app_id: number;
  readonly address: string;
  readonly blacklisted: boolean;
  /** When an operator took it off the blacklist; null after a new decision about somebody who has it. */
  readonly cleared_at: Date | null;
  readonly user_count: number;
  /** The `user_count` that the rows of `user_ips` were told last. */
  readonly spread_count: number;
  readonly event_count: number;
  /** Where each fact came from, when, and why it is unknown. */
  readonly facts: Json<unknown>;
}

export interface DeviceFactColumns {
  readonly type: DeviceType | null;
  readonly browser: string | null;
  readonly browser_version: string | null;
  readonly browser_major: number | null;
  readonly os: string | null;
  readonly bot: boolean;
  readonly bot_name: string | null;
  readonly ai_bot: boolean;
  /** What a bot or program is for. */
  readonly program_class: string | null;
  readonly browser_released: Date | null;
  readonly reduced: boolean | null;
}

export interface UserDevicesTable extends DeviceFactColumns, SeenColumns, SharedColumns {
  readonly user_id: Id;
  readonly device_id: Id;
  readonly app_id: number;
  readonly user_agent: string | null;
  readonly language: string | null;
  readonly primary_language: string | null;
  readonly event_count: number;
}

export interface UserAgentsTable extends DeviceFactColumns, SeenColumns {
  readonly app_id: number;
  readonly user_agent_id: Id;
  readonly user_agent: string;
  readonly event_count: number;
}

export interface SessionsTable {
  readonly user_id: Id;
  readonly session_id: Id;
  readonly app_id: number;
  readonly started: Date;
  readonly last_seen: Date;
  readonly event_count: number;
  readonly ip_count: number;
  readonly device_count: number;
  readonly country_count: number;
  /** What was counted; each list ends at 1,000. An unknown country is an empty text. */
  readonly addresses: readonly string[];
  readonly device_ids: readonly Id[];
  readonly countries: readonly string[];
}

export interface EmailFactColumns {
  readonly free: boolean | null;
  readonly disposable: boolean | null;
  readonly educational: boolean | null;
  readonly government: boolean | null;
  readonly alias: boolean | null;
  readonly mx: boolean | null;
  readonly website_up: boolean | null;
  readonly domain_created: Date | null;
  readonly rank: number | null;
  readonly breached: boolean | null;
  readonly first_breach: Date | null;
  readonly spam_listed: boolean | null;
  readonly domain_spam_listed: boolean | null;
  readonly checked: boolean;
}

export interface UserEmailsTable extends EmailFactColumns, SeenColumns, SharedColumns {
  readonly user_id: Id;
  readonly address: string;
  readonly app_id: number;
  readonly email_id: Id;
  readonly valid: boolean;
  readonly local_part: string;
  readonly domain: string | null;
  readonly blacklisted: boolean;
}

export interface EmailsTable extends SeenColumns {
  readonly app_id: number;
  readonly address: string;
  readonly blacklisted: boolean;
  /** When an operator took it off the blacklist; null after a new decision about somebody who has it. */
  readonly cleared_at: Date | null;
  readonly user_count: number;
  readonly facts: Json<unknown>;
}

export interface DomainsTable extends SeenColumns {
  readonly app_id: number;
  readonly domain: string;
  readonly event_count: number;
}

export interface PhoneFactColumns {
  readonly valid: boolean | null;
  readonly country: string | null;
  readonly type: PhoneType | null;
}

export interface UserPhonesTable extends PhoneFactColumns, SeenColumns, SharedColumns {
  readonly user_id: Id;
  readonly number: string;
  readonly app_id: number;
  readonly phone_id: Id;
  readonly blacklisted: boolean;
  readonly user_count: number;
}

export interface PhonesTable extends SeenColumns {
  readonly app_id: number;
  readonly number: string;
  readonly blacklisted: boolean;
  /** When an operator took it off the blacklist; null after a new decision about somebody who has it. */
  readonly cleared_at: Date | null;
  readonly user_count: number;
  readonly spread_count: number;
  readonly facts: Json<unknown>;
}

export interface UrlsTable extends SeenColumns {
  readonly app_id: number;
  readonly url_id: Id;
  readonly url: string;
  readonly title: string | null;
  readonly http_code: number | null;
  readonly event_count: number;
}

export interface ReferersTable extends SeenColumns {
  readonly app_id: number;
  readonly referer_id: Id;
  readonly referer: string;
  readonly event_count: number;
}

/** `country` is empty for events from addresses without a known country. */
export interface CountriesTable extends SeenColumns {
  readonly app_id: number;
  readonly country: string;
  readonly event_count: number;
}

export interface NetworksTable extends SeenColumns {
  readonly app_id: number;
  readonly asn: number;
  readonly organisation: string | null;
  readonly event_count: number;
}

export interface FieldsTable extends SeenColumns {
  readonly app_id: number;
  readonly field_id: string;
  readonly field_name: string | null;
  readonly event_count: number;
}

export interface FieldChangesTable {
  readonly user_id: Id;
  readonly time: Date;
  readonly change_id: Id;
  readonly app_id: number;
  readonly event_id: Id;
  readonly field_id: string;
  readonly field_name: string | null;
  readonly old_value: string | null;
  readonly new_value: string;
  readonly parent_id: string | null;
  readonly parent_name: string | null;
  /** The place in the user's trail: 1, 2, 3 …; 0 of changes from before there were trails. */
  readonly sequence: Id;
  /** The seal over the change, its place and the seal before; null at place 0. */
  readonly mac: string | null;
}

/** Where the trail of a user's field changes begins and ends. */
export interface FieldTrailsTable {
  readonly user_id: Id;
  readonly app_id: number;
  /** The last change that retention removed; 0 and empty texts when it removed none. */
  readonly anchor_sequence: Id;
  readonly anchor_mac: string;
  readonly anchor_seal: string;
  /** The last change. */
  readonly sequence: Id;
  readonly mac: string;
  readonly seal: string;
  /** Stored changes from before there were trails. */
  readonly older: Generated<number>;
}

export const LOGBOOK_OUTCOMES = [
  "stored",
  "corrected",
  "repeated",
  "answered",
  "rejected",
  "failed",
  "rate_limited",
] as const;
export type LogbookOutcome = (typeof LOGBOOK_OUTCOMES)[number];

export interface LogbookTable {
  readonly app_id: number;
  readonly logbook_id: Id;
  readonly api_key_id: number;
  readonly endpoint: string;
  readonly remote_address: string | null;
  readonly user_id: Id | null;
  readonly event_id: Id | null;
  readonly outcome: LogbookOutcome;
  /** Texts of corrections or of the reason of a refusal. */
  readonly messages: Json<readonly string[]> | null;
  readonly raw: Json<Readonly<Record<string, string>>> | null;
  readonly started: Date;
  /** When the answer went out; null when nobody knows. */
  readonly ended: Date | null;
  /** Of the answer, or what it would have been for this event alone. */
  readonly status: Generated<number>;
}

/** How many requests an app had in an hour. */
export interface LogbookHoursTable {
  readonly app_id: number;
  readonly hour: Date;
  readonly endpoint: string;
  readonly outcome: LogbookOutcome;
  readonly requests: Id;
}

/** An event that was acknowledged and is not stored yet. */
export interface InboxTable {
  /** The id of the user when the event was acknowledged; a collision may give the user another. */
  readonly user_id: Id;
  readonly event_id: Id;
  readonly app_id: number;
  readonly api_key_id: number;
  readonly remote_address: string | null;
  readonly trace_id: string | null;
  readonly received_at: Date;
  /** The fields that were sent, as JSON: what is made of them is made again. */
  readonly raw: string;
  /** Why the event could not be stored; null of those that wait. */
  readonly failure: string | null;
}

export const LIST_CHANGES = ["added", "removed", "expired"] as const;
export type ListChangeKind = (typeof LIST_CHANGES)[number];

export interface ListChangesTable {
  readonly app_id: number;
  readonly list: string;
  /** 1, 2, 3 … of each list. */
  readonly version: number;
  readonly kind: ListChangeKind;
  readonly entries: number;
  readonly changed_at: Date;
  /** Null when changed from the command line, or by time. */
  readonly operator_id: number | null;
  readonly reason: string | null;
}

/** Valid from `added_version` to before `removed_version`, and before `expires_at`. */
export interface ListEntriesTable {
  readonly app_id: number;
  readonly list: string;
  /** Canonical text, whatever the type of the list. */
  readonly value: string;
  readonly added_version: number;
  readonly removed_version: number | null;
  readonly expires_at: Date | null;
}

/** What was asked of others over the network. */
export interface LookupsTable {
  readonly kind: LookupId;
  readonly subject: string;
  /** Facts by column; null when nobody told. */
  readonly answer: Json<unknown> | null;
  readonly failure: LookupFailure | null;
  readonly asked_at: Date;
  /** Until then nobody is asked again. */
  readonly expires_at: Date;
}

/** What was seen before and can be asked about again. */
export type ReEnrichedKind = "ips" | "emails";

export interface ReEnrichmentTable {
  readonly kind: ReEnrichedKind;
  /** Of the sources that are asked. */
  readonly fingerprint: string;
  readonly started: Date;
  readonly finished: Date | null;
  /** Values there were when it began. */
  readonly total: Id;
  readonly done: Id;
  /** Rows of users that were written. */
  readonly changed: Id;
  /** The last value that was asked about; of app 0 before the first. */
  readonly last_app_id: number;
  readonly last_value: string | null;
}

/** What was known of a value until a moment, for which newer facts were laid over it. */
export interface EarlierFactsTable {
  readonly app_id: number;
  readonly kind: ReEnrichedKind;
  readonly value: string;
  readonly until: Date;
  readonly fact_values: Json<unknown>;
  readonly facts: Json<unknown>;
}

/** What an operator did with data of users and files of rules. */
export interface OperatorActionsTable {
  readonly app_id: number;
  readonly action_id: Id;
  /** Null from the command line. */
  readonly operator_id: number | null;
  readonly kind: OperatorActionKind;
  readonly user_id: Id | null;
  readonly details: Json<Readonly<Record<string, number | string>>> | null;
  readonly at: Date;
}

/** What is left of a user who was erased. */
export interface UserErasuresTable {
  readonly user_id: Id;
  readonly erased_at: Date;
  readonly app_id: number;
  readonly reason: ErasureReason;
  readonly operator_id: number | null;
  /** The end of the trail there was: how many field changes, and the last seal. */
  readonly changes: Id;
  readonly mac: string;
  readonly seal: string;
}

/** How far the retention of an app has come. */
export interface RetentionRunsTable {
  readonly app_id: number;
  /** Events before it go. */
  readonly cutoff: Date;
  readonly started: Date;
  readonly finished: Date | null;
  /** The user that the last batch ended with; -1 before the first. */
  readonly after_user_id: Id;
  /** What is deleted so far. */
  readonly events: Generated<Id>;
  readonly changes: Generated<Id>;
  readonly identities: Generated<Id>;
  readonly users: Generated<Id>;
}

/** A text of a rule file that an operator has changed and not saved yet. */
export interface DraftsTable {
  readonly app_id: number;
  readonly operator_id: number;
  readonly path: string;
  readonly text: string;
  /** SHA-256 of the pack's text that it began from; null for a file that the pack does not have. */
  readonly based_on: string | null;
  /** Another one with every change, of any draft. */
  readonly version: Generated<number>;
  readonly updated_at: Date;
}

/** A dry-run kept for a link. */
export interface SavedDryRunsTable {
  readonly saved_id: string;
  readonly app_id: number;
  /** Null when the account has ended. */
  readonly operator_id: number | null;
  readonly path: string;
  readonly rule_id: string;
  readonly text: string;
  /** Of the API's contract. */
  readonly question: ColumnType<unknown, string, never>;
  readonly answer: ColumnType<unknown, string, never>;
  readonly saved_at: Date;
}

/** The stored schema; what each table is for stands in `README.md` beside this file. */
export interface WebhooksTable {
  readonly webhook_id: GeneratedAlways<number>;
  readonly app_id: number;
  readonly url: string;
  readonly types: readonly string[];
  /** Of `SecretBox`. */
  readonly sealed_secret: string;
  readonly created_at: Generated<Date>;
}

export interface WebhookMessagesTable {
  readonly message_id: GeneratedAlways<Id>;
  readonly webhook_id: number;
  readonly app_id: number;
  /** Null of a test. */
  readonly user_id: Id | null;
  readonly type: string;
  readonly body: string;
  readonly created_at: Generated<Date>;
  readonly attempts: Generated<number>;
  /** When it is to be sent next; null once it was taken or given up. */
  readonly next_at: Generated<Date | null>;
  readonly ended_at: Date | null;
  /** Of the latest answer. */
  readonly status: number | null;
  /** Why there was no answer. */
  readonly failure: string | null;
}

export interface Database {
  readonly installation: InstallationTable;
  readonly apps: AppsTable;
  readonly api_keys: ApiKeysTable;
  readonly operators: OperatorsTable;
  readonly operator_sessions: OperatorSessionsTable;
  readonly drafts: DraftsTable;
  readonly saved_dry_runs: SavedDryRunsTable;
  readonly webhooks: WebhooksTable;
  readonly webhook_messages: WebhookMessagesTable;
  readonly rule_weights: RuleWeightsTable;
  readonly list_changes: ListChangesTable;
  readonly list_entries: ListEntriesTable;
  readonly user_id_overrides: UserIdOverridesTable;
  readonly inbox: InboxTable;
  readonly users: UsersTable;
  readonly scores: ScoresTable;
  readonly score_history: ScoreHistoryTable;
  readonly judging_anew: JudgingAnewTable;
  readonly events: EventsTable;
  readonly user_ips: UserIpsTable;
  readonly ips: IpsTable;
  readonly user_devices: UserDevicesTable;
  readonly user_agents: UserAgentsTable;
  readonly sessions: SessionsTable;
  readonly user_emails: UserEmailsTable;
  readonly emails: EmailsTable;
  readonly domains: DomainsTable;
  readonly user_phones: UserPhonesTable;
  readonly phones: PhonesTable;
  readonly urls: UrlsTable;
  readonly referers: ReferersTable;
  readonly countries: CountriesTable;
  readonly networks: NetworksTable;
  readonly fields: FieldsTable;
  readonly field_changes: FieldChangesTable;
  readonly field_trails: FieldTrailsTable;
  readonly logbook: LogbookTable;
  readonly logbook_hours: LogbookHoursTable;
  readonly operator_actions: OperatorActionsTable;
  readonly user_erasures: UserErasuresTable;
  readonly retention_runs: RetentionRunsTable;
  readonly lookups: LookupsTable;
  readonly re_enrichment: ReEnrichmentTable;
  readonly earlier_facts: EarlierFactsTable;
}
