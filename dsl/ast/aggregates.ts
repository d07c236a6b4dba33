import type { Expr } from "./expr.ts";
import type { NodeBase } from "./node.ts";
import type { SourceSelect } from "./source-select.ts";

/** Aggregates written `fn(SRC)` or `fn(EXPR of SRC)`. */
export const AGGREGATE_FUNCTIONS = [
  "count",
  "count_distinct",
  "sum",
  "min",
  "max",
  "oldest",
  "newest",
  "distinct",
  "peak_rows",
  "peak_span",
] as const;
export type AggregateFunction = (typeof AGGREGATE_FUNCTIONS)[number];

/** Functions whose value is a number of rows: what no source can have more of than `ROW_CAP`. */
export function countsRows(fn: AggregateFunction): boolean {
  return fn === "count" || fn === "count_distinct" || fn === "peak_rows" || fn === "peak_span";
}

/** `count(events last 25 where …)`, `max(.user_count of ips)`, `peak(8 rows of …)`, `peak(10m of …)` */
export interface AggregateExpr extends NodeBase {
  readonly kind: "aggregate";
  readonly fn: AggregateFunction;
  /** The expression before `of`; null for `count(SRC)` and both forms of `peak`. */
  readonly value: Expr | null;
  /** N of `peak(N rows of …)`, D of `peak(D of …)`. */
  readonly window: Expr | null;
  readonly source: SourceSelect;
}

/** `share(events where …)`: no value of its own, only one side of a comparison with a percentage. */
export interface ShareExpr extends NodeBase {
  readonly kind: "share";
  readonly source: SourceSelect;
}
