import type { QueryPlanNode } from "../../api/index.ts";

/** A step of a statement as one line of a table. */
export interface PlanRow {
  readonly key: string;
  readonly depth: number;
  readonly node: QueryPlanNode;
  /** What the step costs itself, without its inputs: a part of the whole, 0 to 1. */
  readonly share: number;
}

/** Steps from the last one to the first, each above those that it reads from. */
export function planRows(root: QueryPlanNode): readonly PlanRow[] {
  const visit = (node: QueryPlanNode, depth: number, key: string): readonly PlanRow[] => [
    { key, depth, node, share: root.cost === 0 ? 0 : ownCost(node) / root.cost },
    ...node.inputs.flatMap((input, i) => visit(input, depth + 1, `${key}.${i}`)),
  ];
  return visit(root, 0, "0");
}

/** Inputs that are asked once for each row count more than once in the whole: never below nothing. */
function ownCost({ cost, inputs }: QueryPlanNode): number {
  return Math.max(0, cost - inputs.reduce((sum, input) => sum + input.cost, 0));
}
