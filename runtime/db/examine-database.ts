import { sql } from "kysely";
import type { Store } from "./store.ts";

/** What a PostgreSQL is and how it is set, as far as Tocsin relies on it. */
export interface ExaminedDatabase {
  /** `17.2`. */
  readonly version: string;
  /** `on` or `off`; `synchronousCommit` also `local`, `remote_write`, `remote_apply`. */
  readonly fsync: string;
  readonly fullPageWrites: string;
  readonly synchronousCommit: string;
  readonly maxConnections: number;
  /** Its log gets the values of statements, in which people are named. */
  readonly logsValues: boolean;
  /** How far its clock is ahead of ours; behind is negative. Known to half of the time that the answer took. */
  readonly clockAheadMs: number;
  /** How much longer or shorter it may be. */
  readonly clockWithinMs: number;
  /** Bytes of this database. */
  readonly size: number;
  /** Of `events`: `events_2026_11`, in their order; empty before the schema is there. */
  readonly months: readonly string[];
}

interface Row extends Omit<ExaminedDatabase, "clockAheadMs" | "clockWithinMs" | "months"> {
  readonly now: number;
}

/** Changes nothing. @throws the database's error. */
export async function examineDatabase({ db }: Pick<Store, "db">, clock: () => number): Promise<ExaminedDatabase> {
  // A connection that has to be made first would count as distance between the clocks.
  await sql`select 1`.execute(db);
  const before = clock();
  const clockRow = await sql<{
    now: number;
  }>`select extract(epoch from clock_timestamp())::double precision * 1000 as now`.execute(db);
  const after = clock();
  const { rows } = await sql<Omit<Row, "now">>`select
      split_part(current_setting('server_version'), ' ', 1) as version,
      current_setting('fsync') as fsync,
      current_setting('full_page_writes') as "fullPageWrites",
      current_setting('synchronous_commit') as "synchronousCommit",
      current_setting('max_connections')::integer as "maxConnections",
      ((current_setting('log_statement') in ('mod', 'all') or current_setting('log_min_duration_statement') <> '-1')
        and current_setting('log_parameter_max_length') <> '0')
        or current_setting('log_parameter_max_length_on_error') <> '0' as "logsValues",
      pg_database_size(current_database())::double precision as size`.execute(db);
  const [row] = rows;
  const now = clockRow.rows[0]?.now;
  if (row === undefined || now === undefined) throw new Error("invariant: a query of settings has one row");
  return {
    ...row,
    clockAheadMs: Math.round(now - (before + after) / 2),
    clockWithinMs: Math.ceil((after - before) / 2),
    months: await monthsOf(db),
  };
}

async function monthsOf(db: Store["db"]): Promise<readonly string[]> {
  const { rows } = await sql<{ name: string }>`select c.relname as name
    from pg_inherits i join pg_class c on c.oid = i.inhrelid
    where i.inhparent = to_regclass('events') and c.relname ~ '^events_[0-9]{4}_[0-9]{2}$' order by 1`.execute(db);
  return rows.map(({ name }) => name);
}
