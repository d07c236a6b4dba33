import { sql } from "kysely";
import { DAY_MS } from "../functions/numbers.ts";
import type { Sql } from "../functions/function-row.ts";
import type { PlanAggregate } from "../plan/plan.ts";
import type { PlanIndex } from "../plan/plan-index.ts";
import { tellingRows, type RowTest, type TellingRows } from "../plan/telling-rows.ts";
import { createDataForms } from "./data-forms.ts";
import { lowerExpr } from "./lower-expr.ts";
import { columnOf } from "./source-relations.ts";
import type { SqlScope } from "./sql-scope.ts";

export interface TellingRowsOptions {
  readonly index: PlanIndex;
  /** The judged moment, `bigint` milliseconds. */
  readonly moment: Sql;
}

/** A condition over a row `r` that is true for every row that tells these aggregates something; null where each may. */
export function tellingRowsSql(
  aggregates: readonly PlanAggregate[],
  { index, moment }: TellingRowsOptions,
): Sql | null {
  const telling = tellingRows(aggregates, index);
  if (telling === null || telling.length === 0) return null;
  const scope: SqlScope = {
    index,
    forms: createDataForms(),
    moment,
    dayStart: sql`(${moment} - mod(${moment}, ${DAY_MS}::bigint))`,
    rowField: (path) => sql.id("r", columnOf(path)),
    userField: notOfRow,
    attribute: notOfRow,
    aggregate: notOfRow,
    tied: notOfRow,
  };
  const rows = new Map(telling.map((one) => [JSON.stringify(one), one]));
  return sql`(${sql.join(
    Array.from(rows.values(), (one) => allOf(one, scope)),
    sql` OR `,
  )})`;
}

function allOf({ withinMs, tests }: TellingRows, scope: SqlScope): Sql {
  const clock = sql.id("r", "clock");
  const within = withinMs === null ? [] : [sql`${clock} > ${scope.moment} - ${withinMs}::bigint`];
  return sql`(${sql.join([...within, ...tests.map((test) => holds(test, scope))], sql` AND `)})`;
}

function holds({ condition, is }: RowTest, scope: SqlScope): Sql {
  const value = lowerExpr(condition, scope);
  switch (is) {
    case "true":
      return value;
    case "not false":
      return sql`(${value} IS NOT FALSE)`;
    case "not true":
      return sql`(${value} IS NOT TRUE)`;
  }
}

function notOfRow(): never {
  throw new Error("invariant: what tells a row from others reads nothing but the row");
}
