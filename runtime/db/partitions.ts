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
