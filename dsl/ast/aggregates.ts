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
] as const;
export type AggregateFunction = (typeof AGGREGATE_FUNCTIONS)[number];

/** `count(events last 25 where …)`, `max(.user_count of ips)`, `peak(8 rows of …)` */
export interface AggregateExpr extends NodeBase {
  readonly kind: "aggregate";
  readonly fn: AggregateFunction;
  /** The expression before `of`; null for `count(SRC)` and `peak(N rows of SRC)`. */
  readonly value: Expr | null;
  /** N of `peak(N rows of …)`. */
  readonly rows: Expr | null;
  readonly source: SourceSelect;
}
