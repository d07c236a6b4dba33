import { sql } from "kysely";
import { safeRange } from "../functions/safe-range.ts";
import type { Sql } from "../functions/function-row.ts";
import { endsSequence } from "./sequence-sql.ts";
import type { PlanAggregate } from "../plan/plan.ts";

/** What an aggregate is over rows that do not exist: the rows' group is then missing from the join. */
const OF_NO_ROWS = {
  count: sql`0`,
  count_distinct: sql`0`,
  peak_rows: sql`0`,
  peak_span: sql`0`,
  sum: sql`0`,
  min: null,
  max: null,
  oldest: null,
  newest: null,
  distinct: sql`'{}'`,
  any: sql`false`,
  sequence: sql`false`,
  every: sql`true`,
} as const satisfies Record<PlanAggregate["fn"], Sql | null>;

export interface AggregateParts {
  /** Which rows are kept, without `where`'s unknown rows; null keeps all. */
  readonly kept: Sql | null;
  readonly value: Sql | null;
  /** The column of the window that counts kept rows, for `peak`. */
  readonly peak: Sql;
}

/** One aggregate as an expression over the rows `r` of a group. */
export function aggregateSql(aggregate: PlanAggregate, { kept, value, peak }: AggregateParts): Sql {
  const filter = kept === null ? sql`` : sql` FILTER (WHERE ${kept})`;
  const present = (operand: Sql): Sql =>
    sql` FILTER (WHERE ${kept === null ? sql`` : sql`${kept} AND `}${operand} IS NOT NULL)`;
  switch (aggregate.fn) {
    case "count":
      return sql`count(*)${filter}`;
    case "peak_rows":
    case "peak_span":
      return sql`coalesce(max(${peak}), 0)`;
    case "count_distinct":
      return sql`count(DISTINCT ${needed(value)})${filter}`;
    case "sum": {
      const total = sql`coalesce(sum(${needed(value)})${filter}, 0)`;
      return aggregate.nullable ? safeRange(total) : sql`${total}::bigint`;
    }
    case "min":
      return sql`min(${needed(value)})${filter}`;
    case "max":
      return sql`max(${needed(value)})${filter}`;
    // The row's field, also where it is missing: that is why rows without it are not skipped.
    case "oldest":
      return sql`(array_agg(${needed(value)} ORDER BY r.rn DESC)${filter})[1]`;
    case "newest":
      return sql`(array_agg(${needed(value)} ORDER BY r.rn)${filter})[1]`;
    case "distinct":
      return sql`coalesce(array_agg(DISTINCT ${needed(value)})${present(needed(value))}, '{}')`;
    case "sequence":
      return sql`coalesce(bool_or(${sequenceEnd(aggregate)}), false)`;
    case "any":
      return quantifier(needed(value), filter, { found: sql`true`, none: sql`false` });
    case "every":
      return quantifier(sql`(NOT ${needed(value)})`, filter, { found: sql`false`, none: sql`true` });
  }
}

/** A reference to an aggregate's column behind a LEFT JOIN: `group` is NULL where there were no rows. */
export function aggregateRef(aggregate: PlanAggregate, column: Sql, group: Sql): Sql {
  const none = OF_NO_ROWS[aggregate.fn];
  if (none === null) return column;
  if (aggregate.nullable) return sql`(CASE WHEN ${group} IS NULL THEN ${none} ELSE ${column} END)`;
  return sql`coalesce(${column}, ${none})`;
}

/** True where the rows must be numbered. */
export function needsRowNumber({ fn, last }: PlanAggregate): boolean {
  return last !== null || fn === "peak_rows" || fn === "oldest" || fn === "newest" || fn === "sequence";
}

function sequenceEnd({ id, sequence }: PlanAggregate): Sql {
  if (sequence === null) throw new Error("invariant: a sequence has steps");
  return endsSequence({ id, ...sequence });
}

/** Kleene: found if one row decides, else unknown if one is unknown; `bool_or` itself skips NULL. */
function quantifier(decides: Sql, filter: Sql, { found, none }: { found: Sql; none: Sql }): Sql {
  return sql`CASE WHEN bool_or(${decides})${filter} THEN ${found} WHEN bool_or(${decides} IS NULL)${filter} THEN NULL ELSE ${none} END`;
}

function needed(value: Sql | null): Sql {
  if (value === null) throw new Error("invariant: the aggregate has no value");
  return value;
}
