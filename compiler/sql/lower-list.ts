import { sql } from "kysely";
import type { Scalar } from "../../dsl/binder/bound.ts";
import type { Sql } from "../functions/function-row.ts";
import { networkBounds } from "../functions/networks.ts";
import type { Expr, InListExpr, OverlapsExpr } from "../plan/expr.ts";
import { elementOf } from "../plan/element-of.ts";
import { valuesOf } from "../plan/list-entries.ts";
import type { PlanIndex } from "../plan/plan-index.ts";
import type { SqlScope } from "./sql-scope.ts";
import { boundArray, boundScalar } from "./sql-type.ts";

/** Up to so many values are compared one by one; longer lists go into a hash table. */
const INLINE_VALUES = 8;

type Lower = (operand: Expr) => Sql;

/** `x in LIST`. A missing operand is unknown, also in an empty list, where PostgreSQL by itself would say false. */
export function lowerListTest(expr: InListExpr, { index, forms }: SqlScope, lower: Lower): Sql {
  const operand = lower(expr.operand);
  const values = staticValues(expr.list, index);
  if (values === null) return inComputedList(expr, operand, lower(expr.list));
  if (values.length === 0) return falseUnlessMissing(operand);
  if (expr.containment) return inNetworks(operand, forms.of(values, "networks", boundsOf));
  const { type } = expr.operand;
  if (values.length <= INLINE_VALUES)
    return sql`(${operand} IN (${sql.join(values.map((value) => boundScalar(value, type)))}))`;
  // Not `= ANY($1)`: from its sixth run on, a named statement would compare the values one by one.
  return sql`(${operand} IN (SELECT unnest(${boundArray(values, elementOf(type))})))`;
}

export function lowerOverlaps({ left, right }: OverlapsExpr, lower: Lower): Sql {
  return sql`(${lower(left)} && ${lower(right)})`;
}

/** The entries of a list that is known when compiling; null for one that is computed. */
export function staticValues(list: Expr, index: PlanIndex): readonly Scalar[] | null {
  if (list.kind === "list_literal") return list.values;
  return list.kind === "list_ref" ? valuesOf(index.list(list.name)) : null;
}

/** NULL if the operand is missing, else false: what any test against nothing gives. */
export function falseUnlessMissing(operand: Sql): Sql {
  return sql`nullif(${operand} IS NULL, true)`;
}

function inComputedList({ operand: { nullable }, list, containment }: InListExpr, operand: Sql, array: Sql): Sql {
  const test = containment ? sql`${operand} <<= ANY(${array}::inet[])` : sql`${operand} = ANY(${array})`;
  if (!nullable && !list.nullable) return sql`(${test})`;
  return sql`(CASE WHEN ${operand} IS NOT NULL AND ${array} IS NOT NULL THEN ${test} END)`;
}

/**
 * By halving over sorted boundaries, see `networkBounds`. IPv4 addresses are searched as numbers, which PostgreSQL reaches
 * in an array without walking it.
 */
function inNetworks(operand: Sql, { v4, v6 }: BoundsText): Sql {
  const v4Array = sql`${v4}::bigint[]`;
  const v6Array = sql`${v6}::inet[]`;
  const count = sql`CASE family(${operand}) WHEN 4 THEN width_bucket(${operand} - '0.0.0.0'::inet, ${v4Array}) WHEN 6 THEN width_bucket(${operand}, ${v6Array}) END`;
  return sql`((${count}) % 2 = 1)`;
}

interface BoundsText {
  readonly v4: readonly string[];
  readonly v6: readonly string[];
}

function boundsOf(networks: readonly Scalar[]): BoundsText {
  const { v4, v6 } = networkBounds(networks.map(String));
  return { v4: v4.map(String), v6: v6.filter((bound) => bound < 1n << 128n).map(addressText) };
}

function addressText(value: bigint): string {
  const hex = value.toString(16).padStart(32, "0");
  return hex.replace(/(.{4})(?=.)/g, "$1:");
}
