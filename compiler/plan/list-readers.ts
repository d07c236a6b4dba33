import { walk } from "./children.ts";
import type { Plan } from "./plan.ts";
import { expressionsOf, reach } from "./reach.ts";

/** Ids of the rules whose answer depends on a list, also by way of attributes; in the order of the plan. */
export function listReaders(plan: Plan, list: string): readonly string[] {
  return plan.rules.map(({ id }) => id).filter((id) => reads(plan, id, list));
}

function reads(plan: Plan, rule: string, list: string): boolean {
  let found = false;
  for (const expr of expressionsOf(reach(plan, { rules: [rule] })))
    walk(expr, (node) => {
      if (node.kind === "list_ref" && node.name === list) found = true;
    });
  return found;
}
