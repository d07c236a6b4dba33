import type { Declaration } from "./declaration.ts";
import type { Expr } from "./expr.ts";
import type { SourceSelect } from "./source-select.ts";
import type { GivenValue } from "./test-decl.ts";

/** The expressions directly inside an expression, in source order. */
export function exprChildren(expr: Expr): readonly Expr[] {
  switch (expr.kind) {
    case "bool_literal":
    case "int_literal":
    case "string_literal":
    case "time_literal":
    case "duration_literal":
    case "percent_literal":
    case "ip_literal":
    case "cidr_literal":
    case "name":
    case "row_field":
    case "error":
      return [];
    case "list_literal":
      return expr.elements;
    case "field":
      return [expr.object];
    case "call":
      return expr.args;
    case "index":
      return [expr.key];
    case "negate":
    case "matches":
    case "is":
    case "not":
      return [expr.operand];
    case "is_new":
      return [expr.operand, ...given(expr.within)];
    case "paren":
      return [expr.inner];
    case "arithmetic":
    case "coalesce":
    case "compare":
    case "text_test":
    case "logical":
      return [expr.left, expr.right];
    case "in":
      return expr.haystack.kind === "range"
        ? [expr.operand, expr.haystack.low, expr.haystack.high]
        : [expr.operand, expr.haystack];
    case "aggregate":
      return [...given(expr.window), ...given(expr.value), ...selectChildren(expr.source)];
    case "share":
      return selectChildren(expr.source);
    case "group":
      return expr.body.conditions;
    case "quantifier":
      return [...given(expr.last), ...given(expr.within), ...expr.body.conditions];
    case "sequence":
      return [
        ...given(expr.by),
        ...selectChildren(expr.source),
        expr.spanning,
        ...expr.steps.flatMap(({ body, times }) => [...body.conditions, ...given(times)]),
        ...(expr.until?.body.conditions ?? []),
      ];
  }
}

/** The outermost expressions of a declaration, in source order. */
export function declarationExprs(declaration: Declaration): readonly Expr[] {
  switch (declaration.kind) {
    case "const":
      return [declaration.value];
    case "list":
      return declaration.value.kind === "list_file" || declaration.value.kind === "list_runtime"
        ? []
        : [declaration.value];
    case "map":
      return declaration.entries.flatMap(({ key, value }) => [key, value]);
    case "attribute":
      return [declaration.body];
    case "define":
      return declaration.body.conditions;
    case "rule":
      return [
        ...declaration.metadata.map(({ value }) => value),
        ...(declaration.when?.conditions ?? []),
        ...declaration.exceptions.flatMap(({ block }) => block.conditions),
      ];
    case "preset":
      return [
        ...declaration.thresholds.flatMap(({ atOrBelow }) => given(atOrBelow)),
        ...declaration.entries.flatMap(({ weight }) => (weight.kind === "named_weight" ? [] : [weight])),
      ];
    case "extend":
      return declaration.value.kind === "list_file" ? [] : [declaration.value];
    case "override":
      return [declaration.value];
    case "fixture":
      return givenExprs(declaration.given);
    case "test":
      return [
        ...given(declaration.asOf),
        ...(declaration.given?.entries ?? []).flatMap(({ value }) => givenExprs(value)),
        ...(declaration.table?.rows ?? []).flatMap(({ cells }) => cells.flatMap(givenExprs)),
        ...declaration.expectations.flatMap((expectation) =>
          expectation.kind === "expect_condition" ? [expectation.condition] : [],
        ),
      ];
  }
}

function givenExprs(value: GivenValue): readonly Expr[] {
  switch (value.kind) {
    case "ago":
      return [value.duration];
    case "missing":
      return [];
    case "object":
      return value.entries.flatMap((entry) => givenExprs(entry.value));
    case "array":
      return value.items.flatMap(givenExprs);
    default:
      return [value];
  }
}

function selectChildren({ last, within, where }: SourceSelect): readonly Expr[] {
  return [...given(last), ...given(within), ...given(where)];
}

function given(expr: Expr | null): readonly Expr[] {
  return expr === null ? [] : [expr];
}
