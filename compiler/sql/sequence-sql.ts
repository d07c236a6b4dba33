import { sql } from "kysely";
import type { Sql } from "../functions/function-row.ts";
import type { Expr } from "../plan/expr.ts";
import type { PlanAggregate, PlanSequence } from "../plan/plan.ts";

/** What the stages of a sequence ask of the rows. */
export interface SequenceParts {
  readonly lower: (expr: Expr) => Sql;
  /** Which rows are candidates at all; null for all. */
  readonly kept: (aggregate: PlanAggregate) => Sql | null;
}

interface Sequence extends PlanSequence {
  readonly id: number;
}

/**
 * Adds what sequences need to the numbered rows, in stages of windows: which steps a row fits, then step by step the
 * newest start of a row that completes the steps so far. Never a join: rows of one user are looked at once a step.
 * Numbers fall as time goes by, so the newest start is the smallest number.
 */
export function addSequences(rows: Sql, aggregates: readonly PlanAggregate[], parts: SequenceParts): Sql {
  const sequences = aggregates.flatMap(({ id, sequence }) => (sequence === null ? [] : [{ id, ...sequence }]));
  if (sequences.length === 0) return rows;
  const fits = aggregates.flatMap((aggregate) => fitColumns(aggregate, parts));
  const longest = Math.max(...sequences.map(({ steps }) => steps.length));
  let staged = stage(rows, fits);
  for (let step = 0; step < longest; step++) {
    staged = stage(
      staged,
      sequences.flatMap((sequence) => repeatedColumns(sequence, step)),
    );
    staged = stage(
      staged,
      sequences.flatMap((sequence) => completedColumns(sequence, step)),
    );
  }
  return staged;
}

/** True for the rows at which the sequence ends. */
export function endsSequence({ id, spanMs, steps, until }: Sequence): Sql {
  const last = steps.length - 1;
  const start = candidate({ id, steps }, last);
  const conditions = [
    sql`${start.rn} IS NOT NULL`,
    sql`r.clock < ${start.clock} + ${spanMs}::bigint`,
    ...(until === null ? [] : [sql`coalesce(${column(id, "until")} >= ${start.rn}, true)`]),
  ];
  return sql`(${sql.join(conditions, sql` AND `)})`;
}

function fitColumns(aggregate: PlanAggregate, { lower, kept }: SequenceParts): readonly Sql[] {
  const { id, sequence } = aggregate;
  if (sequence === null) return [];
  const { by, steps, until } = sequence;
  const rows = [kept(aggregate), by === null ? null : sql`(${lower(by)} IS NOT NULL)`].filter((part) => part !== null);
  const fits = (condition: Expr): Sql => sql`(${sql.join([...rows, lower(condition)], sql` AND `)})`;
  return [
    ...(by === null ? [] : [sql`${lower(by)} AS ${name(id, "key")}`]),
    ...steps.map(({ where }, i) => sql`${fits(where)} AS ${name(id, `fits_${i}`)}`),
    ...(until === null ? [] : [sql`${fits(until)} AS ${name(id, "ends")}`]),
  ];
}

/** For a step of several rows: the start as it was at the first of the newest so many rows that fit it. */
function repeatedColumns({ id, by, steps }: Sequence, step: number): readonly Sql[] {
  const times = steps[step]?.times ?? 1;
  if (times === 1) return [];
  const fits = column(id, `fits_${step}`);
  const window = sql`OVER (PARTITION BY ${partition(id, by, fits)} ORDER BY r.rn DESC)`;
  const before = startBefore(id, step);
  return [
    sql`lag(CASE WHEN ${fits} THEN ${before.rn} END, ${times - 1}::integer) ${window} AS ${name(id, `repeated_${step}`)}`,
    sql`lag(CASE WHEN ${fits} THEN ${before.clock} END, ${times - 1}::integer) ${window} AS ${name(id, `repeated_${step}_clock`)}`,
  ];
}

/** Behind every step but the last: the newest start of what an older row completed; and the newest older row that ends all. */
function completedColumns({ id, by, steps, until }: Sequence, step: number): readonly Sql[] {
  const older = sql`OVER (PARTITION BY ${partition(id, by)} ORDER BY r.rn DESC ROWS BETWEEN UNBOUNDED PRECEDING AND 1 PRECEDING)`;
  const ends =
    until === null || step > 0
      ? []
      : [sql`min(r.rn) FILTER (WHERE ${column(id, "ends")}) ${older} AS ${name(id, "until")}`];
  if (step >= steps.length - 1) return ends;
  const start = candidate({ id, steps }, step);
  return [
    ...ends,
    sql`min(${start.rn}) ${older} AS ${name(id, `start_${step}`)}`,
    sql`max(${start.clock}) ${older} AS ${name(id, `start_${step}_clock`)}`,
  ];
}

interface Start {
  readonly rn: Sql;
  readonly clock: Sql;
}

/** The start of the sequence that the row itself continues with this step, NULL where it does not. */
function candidate({ id, steps }: Pick<Sequence, "id" | "steps">, step: number): Start {
  const fits = column(id, `fits_${step}`);
  const repeated = (steps[step]?.times ?? 1) > 1;
  const start = repeated
    ? { rn: column(id, `repeated_${step}`), clock: column(id, `repeated_${step}_clock`) }
    : startBefore(id, step);
  return { rn: sql`CASE WHEN ${fits} THEN ${start.rn} END`, clock: sql`CASE WHEN ${fits} THEN ${start.clock} END` };
}

/** The start that a row of this step continues; a row of the first step is itself one. */
function startBefore(id: number, step: number): Start {
  if (step === 0) return { rn: sql`r.rn`, clock: sql`r.clock` };
  return { rn: column(id, `start_${step - 1}`), clock: column(id, `start_${step - 1}_clock`) };
}

function partition(id: number, by: Expr | null, ...more: readonly Sql[]): Sql {
  return sql.join([sql.id("r", "user_id"), ...(by === null ? [] : [column(id, "key")]), ...more]);
}

function stage(rows: Sql, columns: readonly Sql[]): Sql {
  return columns.length === 0 ? rows : sql`SELECT r.*, ${sql.join(columns)} FROM (${rows}) AS r`;
}

function column(id: number, what: string): Sql {
  return sql.id("r", `s${id}_${what}`);
}

function name(id: number, what: string): Sql {
  return sql.id(`s${id}_${what}`);
}
