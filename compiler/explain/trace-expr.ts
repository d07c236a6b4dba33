import { typeText } from "../../dsl/types/type-text.ts";
import { children } from "../plan/children.ts";
import type { Expr } from "../plan/expr.ts";
import { blameOf } from "./blame-of.ts";
import { isSamePlace } from "./excerpts.ts";
import type { TraceNode } from "./explanation.ts";
import type { Explaining } from "./explaining.ts";
import { allOf } from "./kleene.ts";
import type { SourceRow } from "./row.ts";
import type { RowsTracer } from "./trace-rows.ts";
import { shownValue, truthOf } from "./value.ts";

/** An expression and everything below it, each with its value. */
export function traceExpr(expr: Expr, row: SourceRow | null, explaining: Explaining, rows: RowsTracer): TraceNode {
  const trace = (operand: Expr): TraceNode => traceExpr(operand, row, explaining, rows);
  const value = explaining.interpreter.value(expr, row);
  const node: TraceNode = {
    kind: expr.kind,
    ...explaining.excerpt(expr),
    type: typeText(expr.type),
    value: shownValue(value, expr.type),
    children: [],
    attribute: null,
    rows: null,
    blame: value === null ? blameOf(expr, row, explaining) : [],
  };
  switch (expr.kind) {
    case "literal":
    case "list_ref":
    case "list_literal":
    case "user_field":
    case "row_field":
    case "before":
      return node;
    case "attribute":
      return { ...node, attribute: expr.name };
    case "aggregate":
    case "tied":
      return {
        ...node,
        children: children(expr).map(trace),
        rows: rows(expr, row, (condition, each) => traceExpr(condition, each, explaining, rows)),
      };
    case "not": {
      // `none { … }` and `no ROW { … }` are one thing to the reader: what they hold stands right below them.
      const operand = trace(expr.operand);
      if (!isSamePlace(expr, expr.operand, explaining.places)) return { ...node, children: [operand] };
      return { ...node, children: operand.children, rows: operand.rows };
    }
    case "and":
    case "or":
      return { ...node, children: traceOperands(expr, node, trace) };
    case "arithmetic":
    case "coalesce":
    case "compare":
    case "share":
    case "overlaps":
    case "call":
    case "map_lookup":
    case "in_list":
    case "text_test":
    case "matches":
    case "is":
    case "is_new":
      return { ...node, children: children(expr).map(trace) };
  }
}

/** The bounds of one `x in 1..9` are one line, which holds where both do. */
function traceOperands(
  { operands }: Extract<Expr, { kind: "and" | "or" }>,
  node: TraceNode,
  trace: (expr: Expr) => TraceNode,
): readonly TraceNode[] {
  const lines = linesOf(operands);
  // A range that stands alone is its own line.
  if (lines.length < 2) return operands.map(trace);
  return lines.map((line) => {
    const [first, ...more] = line.map(trace);
    if (first === undefined) throw new Error("invariant: a line holds an expression");
    if (more.length === 0) return first;
    const parts = [first, ...more];
    return {
      ...node,
      ...first,
      kind: "and",
      value: allOf(parts.map(({ value }) => truthOf(value))),
      children: parts,
      blame: parts.flatMap(({ blame }) => blame),
    };
  });
}

/** The bounds of one range stand side by side, each an operand of its own. */
export function linesOf(operands: readonly Expr[]): readonly (readonly Expr[])[] {
  const lines: Expr[][] = [];
  for (const operand of operands) {
    const line = lines.at(-1);
    const first = line?.[0];
    if (line !== undefined && first !== undefined && isOneRange(first, operand)) line.push(operand);
    else lines.push([operand]);
  }
  return lines;
}

/** Lowering gives both comparisons the very same subject; two uses of a `define` have each their own. */
function isOneRange(a: Expr, b: Expr): boolean {
  return a.kind === "compare" && b.kind === "compare" && a.left === b.left;
}
