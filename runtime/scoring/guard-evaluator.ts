import { type Evaluator, type ListEntries, type Outcome, type Plan, NO_ENTRIES } from "../../compiler/index.ts";
import { loadEvaluator } from "../../compiler/typescript/load-evaluator.ts";

/** Told of a rule that failed on a user. */
export type OnRuleFailure = (rule: string, error: unknown) => void;

/**
 * Judges as `evaluator` does, and goes on where that fails. No rule may fail, whatever the data: one that does is our mistake. It costs
 * its users this one rule, which is unknown of them, and not their scores, nor those of the others of their round.
 */
export function guardEvaluator(
  { plan, evaluator }: { readonly plan: Plan; readonly evaluator: Evaluator },
  onRuleFailure: OnRuleFailure,
  entries: ListEntries = NO_ENTRIES,
): Evaluator {
  let alone: readonly Evaluator[] | undefined;
  // One rule at a time finds the one that failed. Compiled when first needed, which should be never.
  const evaluateAlone: Evaluator["evaluate"] = (context, asOf, inputs) => {
    alone ??= plan.rules.map((rule) => loadEvaluator({ ...plan, rules: [rule] }).withLists(entries));
    return alone.map((each): Outcome => {
      try {
        return each.evaluate(context, asOf, inputs)[0] ?? null;
      } catch (error) {
        onRuleFailure(each.rules[0] ?? "", error);
        return null;
      }
    });
  };
  return {
    ...evaluator,
    evaluate(context, asOf, inputs) {
      try {
        return evaluator.evaluate(context, asOf, inputs);
      } catch {
        return evaluateAlone(context, asOf, inputs);
      }
    },
    withLists: (lists) => guardEvaluator({ plan, evaluator: evaluator.withLists(lists) }, onRuleFailure, lists),
  };
}
