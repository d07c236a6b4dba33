import { sql } from "kysely";
import type { Sql } from "../functions/function-row.ts";
import { asciiLower } from "../functions/text.ts";
import type { Expr, TextTestExpr } from "../plan/expr.ts";
import { falseUnlessMissing, staticValues } from "./lower-list.ts";
import type { SqlScope } from "./sql-scope.ts";

/** Up to so many needles are tried one by one in the text of the statement; more come as one array. */
const INLINE_NEEDLES = 8;

type Lower = (operand: Expr) => Sql;

/** Never LIKE: `%` and `_` in a needle are characters like any other. */
export function lowerTextTest(expr: TextTestExpr, { index, forms }: SqlScope, lower: Lower): Sql {
  const subject = fold(lower(expr.subject), expr);
  if (!expr.anyOf) return test(subject, foldedNeedle(expr, lower), expr);
  const values = staticValues(expr.needle, index);
  if (values === null) return anyOf(expr, subject, { list: lower(expr.needle), needle: fold(NEEDLE, expr) });
  const needles = forms.of(values, expr.ignoringCase ? "folded needles" : "needles", (all) =>
    all.map((value) => foldText(String(value), expr)),
  );
  if (needles.length === 0) return falseUnlessMissing(subject);
  if (needles.length > INLINE_NEEDLES) return anyOf(expr, subject, { list: sql`${needles}::text[]`, needle: NEEDLE });
  return sql`(${sql.join(
    needles.map((needle) => test(subject, sql`${needle}::text`, expr)),
    sql` OR `,
  )})`;
}

function test(subject: Sql, needle: Sql, { op }: TextTestExpr): Sql {
  switch (op) {
    case "contains":
      return sql`(strpos(${subject}, ${needle}) > 0)`;
    case "starts_with":
      return sql`starts_with(${subject}, ${needle})`;
    case "ends_with":
      return sql`(right(${subject}, length(${needle})) = ${needle})`;
  }
}

const NEEDLE = sql.ref("needle");
const HAYSTACK = sql.ref("haystack");

interface Needles {
  readonly list: Sql;
  /** One of the list, folded. */
  readonly needle: Sql;
}

/** OFFSET 0 keeps the subject a row of its own: it is folded once, not once a needle. */
function anyOf(expr: TextTestExpr, subject: Sql, { list, needle }: Needles): Sql {
  const found = sql`EXISTS (SELECT 1 FROM (SELECT ${subject} AS haystack OFFSET 0) AS subject, unnest(${list}) AS needles (needle) WHERE ${test(HAYSTACK, needle, expr)})`;
  if (!expr.subject.nullable && !expr.needle.nullable) return found;
  return sql`(CASE WHEN ${subject} IS NOT NULL AND ${list} IS NOT NULL THEN ${found} END)`;
}

function foldedNeedle(expr: TextTestExpr, lower: Lower): Sql {
  if (expr.needle.kind !== "literal") return fold(lower(expr.needle), expr);
  return sql`${foldText(String(expr.needle.value), expr)}::text`;
}

function fold(text: Sql, { ignoringCase }: TextTestExpr): Sql {
  return ignoringCase ? sql`lower(${text} COLLATE "C")` : text;
}

function foldText(text: string, { ignoringCase }: TextTestExpr): string {
  return ignoringCase ? asciiLower(text) : text;
}
