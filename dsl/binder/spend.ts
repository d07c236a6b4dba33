import type { Span } from "../ast/node.ts";
import { diagnostic } from "../diagnostics/diagnostic.ts";
import { LIMITS } from "../types/limits.ts";
import type { Scope } from "./scope.ts";

/** Counts one node of the declaration; false, after one report, when it has grown past the limit. */
export function spend(scope: Scope, span: Span): boolean {
  const { budget } = scope;
  if (budget.overrun) return false;
  budget.nodes += 1;
  if (budget.nodes <= budget.most) return true;
  budget.overrun = true;
  scope.report(diagnostic("TC0401", span, { limit: LIMITS.nodes }));
  return false;
}
