import { sql } from "kysely";
import { compileRaw, inTransaction, type Store } from "./store.ts";

/** Months before the current one that get a partition of their own when an event arrives for them. */
const MONTHS_BACK = 120;
/** Months after the current one that are made ahead. */
export const MONTHS_AHEAD = 2;

// One maker at a time, whatever the process: two would wait for each other's lock on `events`.
const LOCK = 7_205_001;

/** Makes partitions of `events` and remembers which months have one. */
export interface Partitions {
  /** Makes what is missing for these moments (milliseconds). Months far away stay in the default partition. */
  ensure(times: Iterable<number>): Promise<void>;
  /** Makes the partitions of this month and the next ones; called at the start and now and then. */
  ensureAhead(): Promise<void>;
}

export function createPartitions(store: Store, clock: () => number = Date.now): Partitions {
  const made = new Set<number>();
  const ensureMonths = async (months: Iterable<number>) => {
    for (const month of months) {
      if (made.has(month)) continue;
      await makePartition(store, month);
      made.add(month);
    }
  };
  return {
    ensure: (times) => {
      const current = monthOf(clock());
      const wanted = new Set<number>();
      for (const time of times) {
        const month = monthOf(time);
        if (month >= current - MONTHS_BACK && month <= current + MONTHS_AHEAD && !made.has(month)) wanted.add(month);
      }
      return ensureMonths(wanted);
    },
    ensureAhead: () => ensureMonths(Array.from({ length: MONTHS_AHEAD + 1 }, (_, ahead) => monthOf(clock()) + ahead)),
  };
}

/** Months since the year 0, in UTC. */
function monthOf(time: number): number {
  const date = new Date(time);
  return date.getUTCFullYear() * 12 + date.getUTCMonth();
}

function firstDay(month: number): string {
  return new Date(Date.UTC(Math.floor(month / 12), month % 12, 1)).toISOString();
}

/** `events_2026_11`. */
function partitionName(month: number): string {
  return `events_${Math.floor(month / 12)}_${String((month % 12) + 1).padStart(2, "0")}`;
}

/** Also moves what arrived before into the default partition: the new one could not be attached otherwise. */
async function makePartition(store: Store, month: number): Promise<void> {
  const name = partitionName(month);
  const table = sql.table(name);
  // Bounds of a partition cannot be bound parameters; both are dates made above.
  const from = sql.lit(firstDay(month));
  const to = sql.lit(firstDay(month + 1));
  await inTransaction(store, async (client) => {
    const run = (statement: ReturnType<typeof sql>) => {
      const { sql: text, parameters } = compileRaw(store, statement);
      return client.query(text, [...parameters]);
    };
    await run(sql`select pg_advisory_xact_lock(${LOCK})`);
    const { rows } = await run(sql`select 1 from pg_class where relname = ${name} and relkind = 'r'`);
    if (rows.length > 0) return;
    await run(sql`create table ${table} (like events including defaults including constraints)`);
    await run(sql`lock table events in access exclusive mode`);
    await run(
      sql`with moved as (delete from events_default where time >= ${from}::timestamptz and time < ${to}::timestamptz returning *)
          insert into ${table} select * from moved`,
    );
    await run(sql`alter table events attach partition ${table} for values from (${from}) to (${to})`);
  });
}

/** Ingest waits for who waits for this lock: whoever asks about events for long has the month dropped another time. */
const LOCKED_WITHIN = "1s";

/**
 * Drops the months that end before this moment (milliseconds) and hold no event; null drops none. Answers their partitions. An event that comes for such a
 * month later lives in the default partition, or in a new one of a process that has not made it before.
 */
export async function dropMonths(store: Store, before: number | null): Promise<readonly string[]> {
  if (before === null) return [];
  const { rows } = await sql<{
    name: string;
  }>`select c.relname as name from pg_inherits i join pg_class c on c.oid = i.inhrelid
    where i.inhparent = 'events'::regclass order by 1`.execute(store.db);
  const past = rows.map(({ name }) => name).filter((name) => isOver(name, before));
  const dropped: string[] = [];
  for (const name of past) if (await dropMonth(store, name)) dropped.push(name);
  return dropped;
}

function isOver(partition: string, before: number): boolean {
  const [, year, month] = /^events_(\d{4})_(\d{2})$/.exec(partition) ?? [];
  if (year === undefined || month === undefined) return false;
  return Date.parse(firstDay(Number(year) * 12 + Number(month))) <= before;
}

async function dropMonth({ db }: Store, name: string): Promise<boolean> {
  const table = sql.table(name);
  try {
    return await db.transaction().execute(async (transaction) => {
      await sql`set local lock_timeout = ${sql.lit(LOCKED_WITHIN)}`.execute(transaction);
      await sql`select pg_advisory_xact_lock(${LOCK})`.execute(transaction);
      const events = await sql`select 1 from ${table} limit 1`.execute(transaction);
      if (events.rows.length > 0) return false;
      await sql`lock table events in access exclusive mode`.execute(transaction);
      // An event may have come since.
      const { rows } = await sql`select 1 from ${table} limit 1`.execute(transaction);
      if (rows.length === 0) await sql`drop table ${table}`.execute(transaction);
      return rows.length === 0;
    });
  } catch (error) {
    if (isLockTimeout(error)) return false;
    throw error;
  }
}

function isLockTimeout(error: unknown): boolean {
  return typeof error === "object" && error !== null && "code" in error && error.code === "55P03";
}
