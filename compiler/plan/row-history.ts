import { PREVIOUS, ROW_CAP } from "../../dsl/types/sources.ts";
import { walk } from "./children.ts";
import type { Expr, RowFieldExpr } from "./expr.ts";
import { rowPaths } from "./fields-read.ts";
import type { PlanAggregate } from "./plan.ts";
import { partsOf } from "./reach.ts";

type Path = readonly string[];

/** How far some expressions over a row look along the rows before it. */
export interface RowHistory {
  /** Fields of the previous row, `previous` included; each once. */
  readonly previous: readonly Path[];
  /** Fields of which it is asked whether an earlier row had the same value; each once. */
  readonly earlier: readonly RowFieldExpr[];
}

export function rowHistory(exprs: readonly Expr[]): RowHistory {
  const earlier = new Map<string, RowFieldExpr>();
  for (const expr of exprs) {
    walk(expr, (node) => {
      if (node.kind === "is_new") earlier.set(node.operand.path.join("."), node.operand);
    });
  }
  return { previous: rowPaths(exprs).filter(isPrevious), earlier: [...earlier.values()] };
}

/** The fields that must be read of the rows themselves. */
export function storedPaths(exprs: readonly Expr[]): readonly Path[] {
  const paths = rowPaths(exprs).map((path) => (isPrevious(path) ? path.slice(1) : path));
  return [...new Map(paths.map((path) => [path.join("."), path])).values()];
}

/** How many of the newest rows an aggregate must see, those that its own rows look back at included. */
export function rowsReached(aggregate: PlanAggregate): number {
  const { previous, earlier } = rowHistory(partsOf(aggregate));
  if (earlier.length > 0) return ROW_CAP;
  return Math.min((aggregate.last ?? ROW_CAP) + (previous.length > 0 ? 1 : 0), ROW_CAP);
}

function isPrevious([first]: Path): boolean {
  return first === PREVIOUS;
}
