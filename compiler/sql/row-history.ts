import { sql } from "kysely";
import { ROW_CAP } from "../../dsl/types/sources.ts";
import type { Sql } from "../functions/function-row.ts";
import type { IsNewExpr } from "../plan/expr.ts";
import type { RowHistory } from "../plan/row-history.ts";
import { columnOf, type FieldPath } from "./source-relations.ts";

/** The clock of the oldest visible row where the cap cut off rows before it, else NULL. */
const CUT = sql.id("r", "cut");

/** Adds what the rows before each row say: the previous row's fields, and when a value was seen before. Rows are numbered. */
export function addHistory(rows: Sql, { previous, earlier }: RowHistory): Sql {
  const fields = previous.map((path) => {
    const field = sql.id("r", columnOf(path.slice(1)));
    return sql`lead(${field}) OVER (PARTITION BY r.user_id ORDER BY r.rn) AS ${sql.id(columnOf(path))}`;
  });
  const withPrevious = fields.length === 0 ? rows : sql`SELECT r.*, ${sql.join(fields)} FROM (${rows}) AS r`;
  if (earlier.length === 0) return withPrevious;
  const seen = earlier.map(({ path }) => {
    const value = sql.id("r", columnOf(path));
    return sql`lead(r.clock) OVER (PARTITION BY r.user_id, ${value} ORDER BY r.rn) AS ${sql.id(earlierColumn(path))}`;
  });
  const cut = sql`max(r.clock) FILTER (WHERE r.rn = ${ROW_CAP}::bigint) OVER (PARTITION BY r.user_id ORDER BY r.rn ROWS BETWEEN UNBOUNDED PRECEDING AND UNBOUNDED FOLLOWING) AS cut`;
  return sql`SELECT r.*, ${sql.join([cut, ...seen])} FROM (${withPrevious}) AS r`;
}

/** Rows that the cap cut off may have had the value where the span reaches behind the oldest visible row. */
export function lowerIsNew({ operand, withinMs }: IsNewExpr): Sql {
  const value = sql.id("r", columnOf(operand.path));
  const seen = sql.id("r", earlierColumn(operand.path));
  const since = sql`r.clock - ${withinMs}::bigint`;
  const [found, open] =
    withinMs === null
      ? [sql`${seen} IS NOT NULL`, sql`${CUT} IS NOT NULL`]
      : [sql`${seen} > ${since}`, sql`${CUT} > ${since}`];
  return sql`(CASE WHEN ${value} IS NULL THEN NULL WHEN ${found} THEN false WHEN ${open} THEN NULL ELSE true END)`;
}

/** NULL for the oldest of as many rows as there can be: nobody knows whether one stood before it. */
export function unlessCut(test: Sql): Sql {
  return sql`(CASE WHEN r.rn <> ${ROW_CAP}::bigint THEN ${test} END)`;
}

/** No field begins with this word. */
function earlierColumn(path: FieldPath): string {
  return columnOf(["earlier", ...path]);
}
