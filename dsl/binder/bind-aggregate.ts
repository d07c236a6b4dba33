import type { AggregateExpr, AggregateFunction } from "../ast/aggregates.ts";
import type { Expr } from "../ast/expr.ts";
import { diagnostic } from "../diagnostics/diagnostic.ts";
import { typeText } from "../types/type-text.ts";
import type { Type } from "../types/type.ts";
import { bindRowCount, bindSpan } from "./bind-constant.ts";
import { bindValue } from "./bind-value.ts";
import type { BoundAggregate, BoundSelect, BoundValue } from "./bound.ts";
import { elementOf } from "./element-of.ts";
import { mayOverflow } from "./may-fail.ts";
import { rowsOf } from "./rows-of.ts";
import type { Scope } from "./scope.ts";

/** `count(events where …)`, `max(.rank of emails)`, `peak(8 rows of events)` … */
export function bindAggregate(expr: AggregateExpr, scope: Scope): BoundAggregate | null {
  const bound = scope.env.parts.select(expr.source, scope);
  const window = expr.window === null ? null : (bindWindow(expr, expr.window, scope) ?? undefined);
  if (bound === null || window === undefined) return null;
  if (bound.select.differs !== null && expr.fn !== "count") {
    scope.report(diagnostic("TC0235", bound.select.differs.inner.span, {}));
    return null;
  }
  const value = expr.value === null ? null : bindRowValue(expr, bound.rows, bound.select);
  if (value === null && expr.value !== null) return null;
  const type = resultType(expr, value, scope);
  if (type === null) return null;
  const { fn, span } = expr;
  const optional = fn === "min" || fn === "max" || fn === "oldest" || fn === "newest";
  const aggregate: BoundAggregate = {
    kind: "aggregate",
    fn,
    select: bound.select,
    value,
    window,
    type,
    optional,
    span,
  };
  return mayOverflow(aggregate, scope.env.attributeInterval) ? { ...aggregate, optional: true } : aggregate;
}

/** The rows or milliseconds of a `peak`. */
function bindWindow({ fn }: AggregateExpr, window: Expr, scope: Scope): number | null {
  return fn === "peak_rows" ? bindRowCount(window, scope, "the rows of `peak`") : bindSpan(window, scope, "`peak`");
}

/** The expression before `of`: about the row that is counted and no other. */
function bindRowValue({ value: expr, source }: AggregateExpr, rows: Scope, select: BoundSelect): BoundValue | null {
  if (expr === null) return null;
  const value = bindValue(expr, rows, null);
  if (value === null) return null;
  const strangers = [...rowsOf(value)].filter((row) => row !== select.row && row !== "user");
  if (strangers.length === 0) return value;
  rows.report(diagnostic("TC0224", expr.span, { name: rows.env.text(expr.span), source: source.source.text }));
  return null;
}

const INT: Type = { kind: "int" };

function resultType({ fn, value: expr, span }: AggregateExpr, value: BoundValue | null, scope: Scope): Type | null {
  if (value === null || expr === null) {
    if (!needsValue(fn)) return INT;
    scope.report(diagnostic("TC0223", span, { what: `\`${fn}\``, missing: "a value before `of`" }));
    return null;
  }
  const element = elementOf(value.type);
  const wanted = wantedTypes(fn);
  if (element === null || (wanted !== null && !wanted.includes(element.kind))) {
    const expected = wanted === null ? "a single value" : wanted.join("`, `");
    scope.report(diagnostic("TC0201", expr.span, { expected, found: typeText(value.type) }));
    return null;
  }
  if (fn === "distinct") return { kind: "list", element };
  return fn === "count_distinct" ? INT : element;
}

function needsValue(fn: AggregateFunction): boolean {
  return fn !== "count" && fn !== "peak_rows" && fn !== "peak_span";
}

/** The kinds of value the function works on; null for all. */
function wantedTypes(fn: AggregateFunction): readonly string[] | null {
  if (fn === "sum") return ["int", "duration"];
  if (fn === "min" || fn === "max") return ["int", "time", "duration"];
  return null;
}
