import type { Span } from "../ast/node.ts";
import type { BoundCondition } from "./bound.ts";

/** One condition of several; nested ones of the same kind become one, so that a guard counts for all of them. */
export function joinConditions(
  op: "and" | "or",
  conditions: readonly BoundCondition[] | null,
  span: Span,
): BoundCondition | null {
  if (conditions === null) return null;
  const operands = conditions.flatMap((condition) => (condition.kind === op ? condition.operands : [condition]));
  const [first] = operands;
  if (first === undefined) return null;
  return operands.length === 1 ? first : { kind: op, operands, span };
}
