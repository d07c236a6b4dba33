import { sql, type SelectQueryBuilder } from "kysely";
import type { Database } from "../db/schema.ts";
import type { Store } from "../db/store.ts";
import { matchedRules } from "../scoring/stored-matches.ts";
import { findUserId } from "./find-user.ts";
import { userStatus, type Decision, type UserStatus } from "./user-status.ts";
import type { ListUsersOptions, Overview, UserDetail, UserSummary } from "./user-views.ts";

const MOST_USERS = 1000;
const LOWEST_SCORES = 10;

interface SummaryRow {
  readonly user_id: string;
  readonly name: string;
  readonly score: number | null;
  readonly decision: Decision | null;
  readonly review_since: Date | null;
  readonly first_seen: Date;
  readonly created_sent: Date | null;
  readonly last_seen: Date;
  readonly event_count: number;
  readonly anonymous: boolean;
}

const SUMMARY = [
  "users.user_id",
  "users.name",
  "scores.score",
  "users.decision",
  "users.review_since",
  "users.first_seen",
  "users.created_sent",
  "users.last_seen",
  "users.event_count",
  "users.anonymous",
] as const;

function withScores({ db }: Store) {
  return db.selectFrom("users").leftJoin("scores", "scores.user_id", "users.user_id");
}

/** Null when the app has no such user. */
export async function getUser(store: Store, appId: number, name: string): Promise<UserDetail | null> {
  const userId = await findUserId(store, appId, name);
  if (userId === null) return null;
  const row = await withScores(store)
    .selectAll("users")
    .select(["scores.score", "scores.matched", "scores.as_of"])
    .where("users.user_id", "=", userId)
    .executeTakeFirst();
  if (row === undefined) return null;
  return {
    ...summaryOf(row),
    firstName: row.first_name,
    lastName: row.last_name,
    fullName: row.full_name,
    email: row.last_email,
    phone: row.last_phone,
    ipCount: row.ip_count,
    deviceCount: row.device_count,
    countryCount: row.country_count,
    sessionCount: row.session_count,
    matched: matchedRules(row.matched ?? {}).toSorted((a, b) => b.weight - a.weight),
    scoredAsOf: row.as_of?.getTime() ?? null,
    decision: row.decision,
    decidedBy: row.decided_by,
    decidedAt: row.decided_at?.getTime() ?? null,
    reviewSince: row.review_since?.getTime() ?? null,
  };
}

export async function listUsers(store: Store, options: ListUsersOptions): Promise<readonly UserSummary[]> {
  const { appId, search, status, anonymous, order = "last_seen", limit = 50 } = options;
  let query = withScores(store).select(SUMMARY).where("users.app_id", "=", appId);
  if (search !== undefined && search !== "")
    query = query.where(sql<boolean>`strpos(lower(users.name), lower(${search})) > 0`);
  if (status !== undefined) query = whereStatus(query, status);
  if (anonymous !== undefined) query = query.where("users.anonymous", "=", anonymous);
  if (order === "score") query = query.orderBy("scores.score", (by) => by.asc().nullsLast());
  if (order === "review") query = query.orderBy("users.review_since", (by) => by.asc().nullsLast());
  // The index knows the hour.
  if (order === "last_seen") query = query.orderBy("users.last_hour", "desc");
  const rows = await query
    .orderBy("users.last_seen", "desc")
    .orderBy("users.user_id", "desc")
    .limit(Math.min(Math.max(limit, 1), MOST_USERS))
    .execute();
  return rows.map(summaryOf);
}

type UsersQuery = SelectQueryBuilder<Database, "users" | "scores", SummaryRow>;

/** The predicates of `userStatus`, for the database. */
function whereStatus<Q extends Pick<UsersQuery, "where">>(query: Q, status: UserStatus): Q {
  const conditions = {
    blacklisted: sql<boolean>`users.decision = 'blacklist'`,
    whitelisted: sql<boolean>`users.decision = 'whitelist'`,
    in_review: sql<boolean>`users.review_since is not null and coalesce(users.decision, 'review') = 'review'`,
    normal: sql<boolean>`users.review_since is null and coalesce(users.decision, 'review') = 'review'`,
  } as const satisfies Record<UserStatus, unknown>;
  return query.where(conditions[status]) as unknown as Q; // `where` narrows no column: the query stays what it was
}

/** All numbers and users are those of visitors without an account, or of users with one, when `anonymous` is given. */
export async function overview(
  store: Store,
  appId: number,
  { anonymous }: { readonly anonymous?: boolean | undefined } = {},
): Promise<Overview> {
  const isAsked = anonymous === undefined ? sql<boolean>`true` : sql<boolean>`users.anonymous = ${anonymous}`;
  const [numbers, lowestScores] = await Promise.all([
    store.db
      .selectFrom("users")
      .select([
        sql<string>`coalesce(sum(event_count), 0)`.as("events"),
        sql<string>`count(*)`.as("users"),
        sql<string>`count(*) filter (where anonymous)`.as("anonymous"),
        sql<string>`count(*) filter (where review_since is not null and coalesce(decision, 'review') = 'review')`.as(
          "in_review",
        ),
        sql<string>`count(*) filter (where decision = 'blacklist')`.as("blacklisted"),
        sql<string>`count(*) filter (where decision = 'whitelist')`.as("whitelisted"),
        sql<string>`count(*) filter (where due_at is not null
          or user_id > (select a.due_after from apps a where a.app_id = users.app_id))`.as("due"),
        sql<Date | null>`max(last_seen)`.as("last_event_at"),
      ])
      .where("app_id", "=", appId)
      .where(isAsked)
      .executeTakeFirstOrThrow(),
    withScores(store)
      .select(SUMMARY)
      .where("users.app_id", "=", appId)
      .where("scores.app_id", "=", appId)
      .where(isAsked)
      .where(sql<boolean>`coalesce(users.decision, 'review') = 'review'`)
      .orderBy("scores.score")
      .orderBy("users.last_seen", "desc")
      .limit(LOWEST_SCORES)
      .execute(),
  ]);
  return {
    events: Number(numbers.events),
    users: Number(numbers.users),
    anonymous: Number(numbers.anonymous),
    inReview: Number(numbers.in_review),
    blacklisted: Number(numbers.blacklisted),
    whitelisted: Number(numbers.whitelisted),
    due: Number(numbers.due),
    lastEventAt: numbers.last_event_at?.getTime() ?? null,
    lowestScores: lowestScores.map(summaryOf),
  };
}

function summaryOf(row: SummaryRow): UserSummary {
  return {
    userId: row.user_id,
    name: row.name,
    score: row.score,
    status: userStatus(row),
    lastSeen: row.last_seen.getTime(),
    created: (row.created_sent ?? row.first_seen).getTime(),
    eventCount: row.event_count,
    anonymous: row.anonymous,
  };
}
