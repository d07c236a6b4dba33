import { sql } from "kysely";
import type { Store } from "../db/store.ts";
import type { MxAnswer } from "./resolve-mx.ts";

const HOUR = 3_600_000;
/** A domain that takes mail keeps doing so; one that does not may be set up tomorrow; a failure is over soon. */
const KEPT_MS = { yes: 7 * 24 * HOUR, no: 24 * HOUR, failure: HOUR / 6 } as const;

/** What is remembered of these domains and not yet to be asked again; null is a failure. */
export async function rememberedMx(
  { db }: Store,
  domains: readonly string[],
  now: number,
): Promise<ReadonlyMap<string, boolean | null>> {
  if (domains.length === 0) return new Map();
  const rows = await db
    .selectFrom("lookups")
    .select(["subject", "answer"])
    .where("kind", "=", "mx")
    .where("subject", "in", domains)
    .where("expires_at", ">", new Date(now))
    .execute();
  return new Map(rows.map(({ subject, answer }) => [subject, answer]));
}

/** Remembers an answer; a failure does not replace one. */
export async function rememberMx({ db }: Store, domain: string, answer: MxAnswer, now: number): Promise<void> {
  const isAnswer = answer.kind === "answer";
  const kept = isAnswer ? (answer.mx ? KEPT_MS.yes : KEPT_MS.no) : KEPT_MS.failure;
  const row = {
    answer: isAnswer ? answer.mx : null,
    failure: isAnswer ? null : answer.reason,
    asked_at: new Date(now),
    expires_at: new Date(now + kept),
  };
  await db
    .insertInto("lookups")
    .values({ kind: "mx", subject: domain, ...row })
    .onConflict((conflict) => conflict.columns(["kind", "subject"]).doUpdateSet(row))
    .execute();
}

/** The domains of valid addresses of these users of which it is not known whether they take mail. */
export async function domainsWithoutMx({ db }: Store, userIds: readonly string[]): Promise<readonly string[]> {
  const rows = await db
    .selectFrom("user_emails")
    .select("domain")
    .distinct()
    .where("user_id", "in", userIds)
    .where("valid", "=", true)
    .where("mx", "is", null)
    .where("domain", "is not", null)
    .execute();
  return rows.flatMap(({ domain }) => domain ?? []);
}

/**
 * Writes what is known to the addresses of these users, and has those judged again of whom anything changed. The users are
 * locked first, in the order of their ids, as ingest does.
 */
export async function writeMx(
  { db }: Store,
  userIds: readonly string[],
  answers: ReadonlyMap<string, boolean>,
): Promise<readonly string[]> {
  if (answers.size === 0) return [];
  const { rows } = await sql<{ user_id: string }>`with told as materialized (
      select * from unnest(${[...answers.keys()]}::text[], ${[...answers.values()]}::boolean[]) as t (domain, mx)
    ),
    locked as materialized (
      select u.user_id from users u where u.user_id = any(${userIds}::bigint[])
        and exists (select from user_emails e join told using (domain) where e.user_id = u.user_id and e.mx is null)
      order by u.user_id for no key update
    ),
    changed as (
      update user_emails e set mx = told.mx from told, locked
      where e.user_id = locked.user_id and e.domain = told.domain and e.mx is null
      returning e.user_id
    )
    update users u set revision = u.revision + 1, due_at = coalesce(u.due_at, clock_timestamp())
    where u.user_id in (select user_id from changed) returning u.user_id`.execute(db);
  return rows.map(({ user_id }) => user_id);
}
