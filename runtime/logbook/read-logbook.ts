import { sql, type RawBuilder, type SqlBool } from "kysely";
import type { LogbookOutcome } from "../db/schema.ts";
import type { Store } from "../db/store.ts";
import { namesUser } from "../rights/names-user.ts";
import { findUserId } from "../users/find-user.ts";

export interface LogbookFilter {
  readonly appId: number;
  /** Requests that arrived within these moments, milliseconds. */
  readonly from?: number | undefined;
  readonly to?: number | undefined;
  /** The least and the greatest, both included. */
  readonly status?: readonly [number, number] | undefined;
  readonly outcome?: LogbookOutcome | undefined;
  readonly userName?: string | undefined;
  readonly apiKeyId?: number | undefined;
  readonly endpoint?: string | undefined;
  /** Somewhere in what was corrected or refused, in any case. */
  readonly text?: string | undefined;
  /** Only what was stored otherwise than it was sent. */
  readonly corrected?: boolean | undefined;
}

export interface LogbookPage {
  /** Only lines before this one. */
  readonly before?: string | undefined;
  readonly limit: number;
}

/** One request, or one event of a request of many. */
export interface LogbookLine {
  readonly id: string;
  /** When it arrived, milliseconds. */
  readonly at: number;
  readonly endpoint: string;
  readonly status: number;
  readonly outcome: LogbookOutcome;
  readonly messages: readonly string[];
  /** Milliseconds until the answer; null when nobody knows. */
  readonly tookMs: number | null;
  readonly apiKeyId: number;
  /** Null when the key is gone. */
  readonly keyName: string | null;
  /** Of the HTTP client. */
  readonly remoteAddress: string | null;
  readonly user: string | null;
  readonly eventId: string | null;
  /** What was sent, without secrets; null when it could not be read, or was not looked at. */
  readonly raw: Readonly<Record<string, string>> | null;
}

/**
 * Lines of the logbook, the newest first: in the order of their ids, which begin with the moment they were written at, so that a page ends where
 * the next one begins even if many have one time.
 */
export async function readLogbook(
  store: Store,
  filter: LogbookFilter,
  { before, limit }: LogbookPage,
): Promise<readonly LogbookLine[]> {
  let query = store.db
    .selectFrom("logbook as l")
    .leftJoin("api_keys as k", "k.api_key_id", "l.api_key_id")
    .leftJoin("users as u", "u.user_id", "l.user_id")
    .select([
      "l.logbook_id",
      "l.started",
      "l.ended",
      "l.endpoint",
      "l.status",
      "l.outcome",
      "l.messages",
      "l.api_key_id",
    ])
    .select(["l.remote_address", "l.event_id", "l.raw", "k.name as key_name", "u.name as user_name"])
    .where("l.app_id", "=", filter.appId)
    .where(await matching(store, filter))
    .orderBy("l.logbook_id", "desc")
    .limit(limit);
  if (before !== undefined) query = query.where("l.logbook_id", "<", before);
  return (await query.execute()).map(({ started, ended, raw, ...row }) => ({
    id: row.logbook_id,
    at: started.getTime(),
    endpoint: row.endpoint,
    status: row.status,
    outcome: row.outcome,
    messages: row.messages ?? [],
    tookMs: ended === null ? null : Math.max(0, ended.getTime() - started.getTime()),
    apiKeyId: row.api_key_id,
    keyName: row.key_name,
    remoteAddress: row.remote_address,
    user: row.user_name ?? raw?.["userName"] ?? null,
    eventId: row.event_id,
    raw,
  }));
}

/** All that is asked for at once. */
async function matching(store: Store, filter: LogbookFilter): Promise<RawBuilder<SqlBool>> {
  const { appId, from, to, status, outcome, userName, apiKeyId, endpoint, text, corrected } = filter;
  const wanted: RawBuilder<unknown>[] = [sql`true`];
  if (from !== undefined) wanted.push(sql`l.started >= ${new Date(from)}`);
  if (to !== undefined) wanted.push(sql`l.started < ${new Date(to)}`);
  if (status !== undefined) wanted.push(sql`l.status between ${status[0]} and ${status[1]}`);
  if (outcome !== undefined) wanted.push(sql`l.outcome = ${outcome}`);
  if (apiKeyId !== undefined) wanted.push(sql`l.api_key_id = ${apiKeyId}`);
  if (endpoint !== undefined) wanted.push(sql`l.endpoint = ${endpoint}`);
  if (corrected === true) wanted.push(sql`l.outcome = 'corrected'`);
  if (text !== undefined) wanted.push(sql`strpos(lower(l.messages::text), lower(${quoted(text)})) > 0`);
  if (userName !== undefined) {
    const userId = await findUserId(store, appId, userName);
    wanted.push(
      sql`(l.user_id = ${userId}::bigint or (l.user_id is null and ${namesUser(sql`l.raw::text`, userName)}))`,
    );
  }
  return sql<SqlBool>`${sql.join(wanted, sql` and `)}`;
}

/** As it stands in JSON. */
function quoted(text: string): string {
  return JSON.stringify(text).slice(1, -1);
}
