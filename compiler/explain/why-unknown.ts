import { createExplaining } from "./explaining.ts";
import type { ExplainQuestion } from "./explain.ts";
import { outcomeOf } from "./explain.ts";
import type { Blame } from "./explanation.ts";
import { blameOf } from "./blame-of.ts";
import { createInterpreter } from "./interpreter.ts";

/** What is missing of one user, so that a rule is neither true nor false; the first few, none of a rule that is one of the two. */
export function whyUnknown({
  lowered: { plan, places },
  rule: id,
  textOf,
  ...judged
}: Omit<ExplainQuestion, "because">): readonly Blame[] {
  const rule = plan.rules.find((each) => each.id === id);
  if (rule === undefined) throw new Error(`invariant: the plan has no rule ${id}`);
  const interpreter = createInterpreter(plan, judged);
  if (outcomeOf(rule, interpreter) !== null) return [];
  return blameOf(rule.when, null, createExplaining(interpreter, places, textOf));
}
