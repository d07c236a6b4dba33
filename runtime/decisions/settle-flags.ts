import { sql, type RawBuilder, type Transaction } from "kysely";
import type { Database } from "../db/schema.ts";
import { dueMark } from "../scoring/due-mark.ts";
import { exemption, IDENTITIES, type Identity } from "./identities.ts";

export interface Settling {
  readonly appId: number;
  readonly userId: string;
  /** Whether an operator has the user blacklisted once the transaction is over. */
  readonly listed: boolean;
  /** A new decision to blacklist takes back that an operator took something off. */
  readonly forgetCleared: boolean;
}

interface Changed {
  readonly identity: Identity;
  readonly values: readonly string[];
}

/**
 * Blacklists what the user has, or takes it off, for everyone who has it: a value is blacklisted while an operator has one of its users
 * blacklisted and nothing speaks against it (`exemption`). Answers the users whose rows changed; they are due.
 *
 * Whoever settles flags of an app waits for who does already: of two who share an address and are taken off the blacklist at once, the
 * second one sees that the first is gone.
 */
export async function settleFlags(db: Transaction<Database>, settling: Settling): Promise<readonly string[]> {
  await lockFlags(db, settling.appId);
  if (settling.forgetCleared) await forgetCleared(db, settling);
  const changed: Changed[] = [];
  for (const identity of IDENTITIES) {
    const { rows } = await sql<{ value: string }>`select s.${sql.ref(identity.column)}::text as value
      from (${sharedOf(identity, settling)}) s where s.blacklisted <> s.wanted`.execute(db);
    if (rows.length > 0) changed.push({ identity, values: rows.map(({ value }) => value) });
  }
  return changeFlags(db, settling.appId, changed);
}

/** One transaction at a time in an app: they are few, and each asks about users whom another may be deciding on. */
export async function lockFlags(db: Transaction<Database>, appId: number): Promise<void> {
  await sql`select pg_advisory_xact_lock(${FLAGS_LOCK}::integer, ${appId}::integer)`.execute(db);
}

const FLAGS_LOCK = 0x746f6366;

/** What the user has, with the flags that the values should have. */
function sharedOf(identity: Identity, { appId, userId, listed }: Settling): RawBuilder<unknown> {
  const value = sql.ref(identity.column);
  const others = sql`exists (
      select from ${sql.table(identity.owners)} o join users u on u.user_id = o.user_id
      where o.app_id = s.app_id and o.${value} = s.${value} and o.user_id <> ${userId}
        and u.decision = 'blacklist' and u.decided_by = 'operator'
    )`;
  // A value that many share is never looked up in the rows of all of them.
  return sql`select s.*, case when ${exemption(identity, "s", "a")} is not null then false
        when ${listed}::boolean then true else ${others} end as wanted
    from ${sql.table(identity.shared)} s join apps a on a.app_id = s.app_id
    where s.app_id = ${appId} and s.${value} in (select ${value} from ${sql.table(identity.owners)} where user_id = ${userId})`;
}

async function forgetCleared(db: Transaction<Database>, { appId, userId }: Settling): Promise<void> {
  for (const { shared, owners, column } of IDENTITIES) {
    const value = sql.ref(column);
    await sql`update ${sql.table(shared)} set cleared_at = null where app_id = ${appId} and cleared_at is not null
      and ${value} in (select ${value} from ${sql.table(owners)} where user_id = ${userId})`.execute(db);
  }
}

/** Turns the flags of these values around. Locks their users in the order of their ids, then the values: the order of all writers. */
export async function changeFlags(
  db: Transaction<Database>,
  appId: number,
  changed: readonly Changed[],
): Promise<readonly string[]> {
  if (changed.length === 0) return [];
  const owners = changed.map(
    ({ identity, values }) => sql`select o.user_id from ${sql.table(identity.owners)} o
      where o.app_id = ${appId} and o.${sql.ref(identity.column)} in (${given(identity, values)})`,
  );
  await sql`select user_id from users where user_id in (${sql.join(owners, sql` union `)}) order by user_id for update`.execute(
    db,
  );
  const due = new Set<string>();
  for (const { identity, values } of changed) {
    const value = sql.ref(identity.column);
    const [shared, own] = [sql.table(identity.shared), sql.table(identity.owners)];
    await sql`with locked as (
        select ${value} as value from ${shared} where app_id = ${appId} and ${value} in (${given(identity, values)})
        order by ${value} for update
      ) update ${shared} s set blacklisted = not s.blacklisted from locked where s.app_id = ${appId} and s.${value} = locked.value`.execute(
      db,
    );
    // Also of who came between the two locks.
    const { rows } = await sql<{ user_id: string }>`with changed as (
        update ${own} o set blacklisted = s.blacklisted from ${shared} s
        where s.app_id = ${appId} and s.${value} in (${given(identity, values)}) and o.app_id = s.app_id and o.${value} = s.${value}
          and o.blacklisted <> s.blacklisted returning o.user_id
      ) update users set ${dueMark("shared")} where user_id in (select user_id from changed) returning user_id`.execute(
      db,
    );
    for (const { user_id } of rows) due.add(user_id);
  }
  return [...due];
}

function given({ kind }: Identity, values: readonly string[]): RawBuilder<unknown> {
  return sql`select unnest(${[...values]}::${sql.raw(kind === "ip" ? "inet[]" : "text[]")})`;
}
