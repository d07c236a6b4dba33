import { sql } from "kysely";
import type { Store } from "../db/store.ts";
import { retried } from "../ingest/database-failures.ts";
import { exemption, IDENTITIES } from "./identities.ts";
import { lockFlags, settleFlags } from "./settle-flags.ts";

/**
 * Of these users, whom an operator has blacklisted: blacklists what they have brought since, and takes off what too many have by now.
 * Before their scores are stored, so that whoever ends in between leaves them due. Answers the users whose rows changed.
 */
export async function settleListed(store: Store, userIds: readonly string[]): Promise<readonly string[]> {
  if (userIds.length === 0) return [];
  const changed = new Set<string>();
  for (const { user_id: userId, app_id: appId } of await readUnsettled(store, userIds)) {
    const due = await retried(() =>
      store.db.transaction().execute(async (db) => {
        await lockFlags(db, appId);
        const { rows } = await sql<{
          listed: boolean;
        }>`select decision = 'blacklist' and decided_by = 'operator' as listed
          from users where user_id = ${userId}`.execute(db);
        const [user] = rows;
        // Another decision has settled them.
        if (user?.listed !== true) return [];
        return settleFlags(db, { appId, userId, listed: true, forgetCleared: false });
      }),
    );
    for (const each of due) changed.add(each);
  }
  return [...changed];
}

/** Who has something that is blacklisted and should not be, or the other way round. */
async function readUnsettled(
  { db }: Store,
  userIds: readonly string[],
): Promise<readonly { readonly user_id: string; readonly app_id: number }[]> {
  const unsettled = IDENTITIES.map((identity) => {
    const value = sql.ref(identity.column);
    return sql`exists (
        select from ${sql.table(identity.owners)} o join ${sql.table(identity.shared)} s on s.app_id = o.app_id and s.${value} = o.${value}
        where o.user_id = u.user_id and s.blacklisted <> (${exemption(identity, "s", "a")} is null)
      )`;
  });
  const { rows } = await sql<{ user_id: string; app_id: number }>`select u.user_id, u.app_id
    from users u join apps a on a.app_id = u.app_id
    where u.user_id in (select unnest(${[...userIds]}::bigint[])) and (${sql.join(unsettled, sql` or `)}) order by u.user_id`.execute(
    db,
  );
  return rows;
}
