import { sql } from "kysely";
import { sealOfErasure, TRAIL_START, type ErasureReason, type TrailPoint } from "../audit/field-link.ts";
import type { Installation } from "../db/installation.ts";
import { forgetShared } from "./forget-shared.ts";
import { PERSONAL_TABLES, type PersonalTable, type Subject } from "./personal-tables.ts";
import type { RunSql } from "./run-sql.ts";

export interface Removal {
  readonly reason: ErasureReason;
  /** Null from the command line, and by retention. */
  readonly operatorId: number | null;
  /** Milliseconds. */
  readonly at: number;
}

/**
 * Removes a user who has no events any more, with all that is stored of them, and leaves a sealed tombstone: that there was somebody, how many field changes
 * there were and what the last seal was. The caller has locked the user. Answers how many addresses, e-mails and phones went with them.
 */
export async function removeUser(
  run: RunSql,
  { trailKey }: Pick<Installation, "trailKey">,
  subject: Subject,
  { reason, operatorId, at }: Removal,
): Promise<number> {
  const { userId, appId } = subject;
  const left = await forgetLeft(run, appId, userId);
  const [trail] = await run<{ sequence: string; mac: string }>(
    sql`select sequence, mac from field_trails where user_id = ${userId}`,
  );
  const end: TrailPoint = trail === undefined ? TRAIL_START : { sequence: Number(trail.sequence), mac: trail.mac };
  for (const [table, { erase, rows }] of Object.entries<PersonalTable>(PERSONAL_TABLES))
    if (erase === "delete") await run(sql`delete from ${sql.table(table)} t where ${rows(subject)}`);
  const erasure = { userId, appId, reason, operatorId, at };
  await run(sql`insert into user_erasures (user_id, erased_at, app_id, reason, operator_id, changes, mac, seal)
    values (${userId}, ${new Date(at).toISOString()}, ${appId}, ${reason}, ${operatorId}, ${end.sequence}, ${end.mac}, ${sealOfErasure(trailKey, erasure, end)})`);
  return left;
}

/** What was kept without an event that names it. */
async function forgetLeft(run: RunSql, appId: number, userId: string): Promise<number> {
  const left = (table: string, value: string) =>
    run<{ user_id: string; value: string }>(
      sql`select user_id, ${sql.ref(value)}::text as value from ${sql.table(table)} where user_id = ${userId}`,
    );
  const orphans = {
    ip: (await left("user_ips", "address")).map(({ value, ...row }) => ({
      ...row,
      value: value.replace(/\/\d+$/, ""),
    })),
    email: await left("user_emails", "address"),
    phone: await left("user_phones", "number"),
  };
  await forgetShared(run, { appId, gone: [], orphans });
  return Object.values(orphans).reduce((sum, rows) => sum + rows.length, 0);
}
