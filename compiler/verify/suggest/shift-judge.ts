import type { BoundPack } from "../../../dsl/binder/bound.ts";
import type { UserContext } from "../../../dsl/types/user-context.ts";
import { lower } from "../../plan/lower.ts";
import type { Plan } from "../../plan/plan.ts";
import type { InputValues } from "../../typescript/evaluator.ts";
import { loadEvaluator } from "../../typescript/load-evaluator.ts";

/** Judges a rule as it is, and as it would be with each of some thresholds moved. */
export interface ShiftJudge {
  readonly plan: Plan;
  /** Whether the rule matches. */
  readonly matches: (judged: JudgedUser) => boolean;
  /** Which moves change that, as places in the given packs; of some of them, where only those are of interest. */
  readonly noticed: (judged: JudgedUser, among?: Iterable<number>) => readonly number[];
}

export interface JudgedUser {
  readonly context: UserContext;
  readonly asOf: number;
  readonly inputs?: InputValues;
}

/** @param moved The pack with one threshold moved each; all have only the rule, and the same attributes are given. */
export function createShiftJudge(
  pack: BoundPack,
  moved: readonly BoundPack[],
  inputs: ReadonlySet<string> = new Set(),
): ShiftJudge {
  const plan = lower(pack, { inputs });
  const judgeBy = (each: Plan) => {
    const evaluator = loadEvaluator(each);
    return (judged: JudgedUser) => evaluator.evaluate(judged.context, judged.asOf, judged.inputs)[0] === true;
  };
  const matches = judgeBy(plan);
  const others = moved.map((each) => judgeBy(lower(each, { inputs })));
  return {
    plan,
    matches,
    noticed: (judged, among = others.keys()) => {
      const answer = matches(judged);
      return [...among].filter((i) => others[i]?.(judged) === !answer);
    },
  };
}
