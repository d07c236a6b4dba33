import { sql } from "kysely";
import type { Sql } from "../functions/function-row.ts";
import { FUNCTION_ROWS } from "../functions/functions.ts";
import { safeRange } from "../functions/safe-range.ts";
import type { ArithmeticExpr, CallExpr, CompareExpr, Expr, MapLookupExpr, ShareExpr } from "../plan/expr.ts";
import { checkedPattern } from "../../dsl/regex/create-matcher.ts";
import { elementOf } from "../plan/element-of.ts";
import { valuesOf } from "../plan/list-entries.ts";
import { lowerListTest, lowerOverlaps } from "./lower-list.ts";
import { lowerIsNew, unlessCut } from "./row-history.ts";
import { lowerTextTest } from "./lower-text-test.ts";
import { postgresPattern } from "./postgres-pattern.ts";
import { CLOSE_MARK, openMark } from "../shown/marks.ts";
import type { SqlScope } from "./sql-scope.ts";
import { boundArray, boundScalar, sqlType } from "./sql-type.ts";

/**
 * One expression of the plan as SQL, three-valued as the language is. Every literal is bound.
 * PostgreSQL's own NULL logic is Kleene for comparisons, AND, OR and NOT; all else guards by itself (see `compiler/functions`).
 */
export function lowerExpr(expr: Expr, scope: SqlScope): Sql {
  const origin = scope.originOf?.(expr) ?? null;
  const lowered = plainExpr(expr, scope);
  return origin === null ? lowered : sql`${sql.raw(openMark(origin))}${lowered}${sql.raw(CLOSE_MARK)}`;
}

function plainExpr(expr: Expr, scope: SqlScope): Sql {
  const lower = (operand: Expr): Sql => lowerExpr(operand, scope);
  switch (expr.kind) {
    case "literal":
      return boundScalar(expr.value, expr.type);
    case "list_ref":
      return boundArray(valuesOf(scope.index.list(expr.name)), elementOf(expr.type));
    case "list_literal":
      return boundArray(expr.values, elementOf(expr.type));
    case "attribute":
      return scope.attribute(expr.name);
    case "user_field":
      return scope.userField(expr.path);
    case "row_field":
      return scope.rowField(expr.path);
    case "aggregate":
      return scope.aggregate(expr.id);
    case "tied":
      return scope.tied(expr);
    case "arithmetic":
      return arithmetic(expr, lower);
    case "coalesce":
      return sql`coalesce(${lower(expr.left)}, ${lower(expr.right)})`;
    case "call":
      return call(expr, scope, lower);
    case "map_lookup":
      return mapLookup(expr, scope, lower);
    case "compare":
      return compare(expr, lower);
    case "share":
      return share(expr, lower);
    case "in_list":
      return lowerListTest(expr, scope, lower);
    case "overlaps":
      return lowerOverlaps(expr, lower);
    case "text_test":
      return lowerTextTest(expr, scope, lower);
    case "matches": {
      const pattern = postgresPattern(checkedPattern(expr.pattern, expr.ignoringCase));
      return sql`(${lower(expr.subject)} COLLATE "C" ~ ${pattern}::text)`;
    }
    case "is": {
      const value = lower(expr.operand);
      const test = expr.present ? sql`(${value} IS NOT NULL)` : sql`(${value} IS NULL)`;
      return expr.nullable ? unlessCut(test) : test;
    }
    case "is_new":
      return lowerIsNew(expr);
    case "before":
      return sql`(${scope.moment} < ${expr.moment}::bigint)`;
    case "not":
      return sql`(NOT ${lower(expr.operand)})`;
    case "and":
      return sql`(${sql.join(expr.operands.map(lower), sql` AND `)})`;
    case "or":
      return sql`(${sql.join(expr.operands.map(lower), sql` OR `)})`;
  }
}

type Lower = (operand: Expr) => Sql;

const COMPARE_SQL = {
  "==": sql`=`,
  "!=": sql`<>`,
  "<": sql`<`,
  "<=": sql`<=`,
  ">": sql`>`,
  ">=": sql`>=`,
} as const satisfies Record<CompareExpr["op"], Sql>;

function compare({ op, left, right }: CompareExpr, lower: Lower): Sql {
  return sql`(${lower(left)} ${COMPARE_SQL[op]} ${lower(right)})`;
}

/** No division, so nothing is rounded. */
function share({ op, kept, all, percent }: ShareExpr, lower: Lower): Sql {
  const total = lower(all);
  return sql`(CASE WHEN ${total} > 0 THEN ${lower(kept)} * 100 ${COMPARE_SQL[op]} ${total} * ${percent}::bigint END)`;
}

function arithmetic({ op, left, right, guard }: ArithmeticExpr, lower: Lower): Sql {
  const a = lower(left);
  const b = lower(right);
  switch (op) {
    case "+":
      return guard ? safeRange(sql`${a} + ${b}`) : sql`(${a} + ${b})`;
    case "-":
      return guard ? safeRange(sql`${a} - ${b}`) : sql`(${a} - ${b})`;
    // Two safe integers can leave bigint, not numeric.
    case "*":
      return guard ? safeRange(sql`${a}::numeric * ${b}`) : sql`(${a} * ${b})`;
    case "div":
      return sql`(${a} / nullif(${b}, 0))`;
    case "mod":
      return sql`(${a} % nullif(${b}, 0))`;
  }
}

function call({ fn, args, guard }: CallExpr, { dayStart }: SqlScope, lower: Lower): Sql {
  return FUNCTION_ROWS[fn].sql({ args: args.map(lower), dayStart, nullable: args.some((arg) => arg.nullable), guard });
}

/** A missing or unknown key finds no position, and no position is no element. */
function mapLookup({ map, key }: MapLookupExpr, { index, forms }: SqlScope, lower: Lower): Sql {
  const { entries, key: keyType, value: valueType } = index.map(map);
  const side = (form: "keys" | "values", place: 0 | 1) =>
    forms.of(entries, form, (all) => all.map((entry) => entry[place]));
  const keys = boundArray(side("keys", 0), keyType);
  const values = boundArray(side("values", 1), valueType);
  return sql`(${values})[array_position(${keys}, ${lower(key)}::${sqlType(keyType)})]`;
}
