import { planNeeds } from "../context/context-needs.ts";
import { createContextLoader } from "../context/load-contexts.ts";
import type { Store } from "../db/store.ts";
import { createAppEvaluators } from "../scoring/app-evaluators.ts";
import type { ScoringPack } from "../scoring/scoring-types.ts";
import { guardEvaluator } from "../scoring/guard-evaluator.ts";

/** Which rules of the pack match users, by their ids; who does not exist any more is left out. */
export type JudgeUsers = (userIds: readonly string[], asOf: number) => Promise<ReadonlyMap<string, readonly string[]>>;

/** Judges users in memory, as scoring does, and stores nothing. A rule that fails on a user does not match them. */
export function createJudgeUsers(store: Store, { plan, evaluator }: ScoringPack): JudgeUsers {
  const loader = createContextLoader(store, planNeeds(plan));
  const guarded = guardEvaluator({ plan, evaluator }, () => undefined);
  const evaluators = createAppEvaluators(store, { plan, evaluator: guarded });
  return async (userIds, asOf) => {
    const users = await loader.load(userIds, asOf);
    const evaluatorOf = await evaluators.of(new Map(users.map(({ appId, appVersion }) => [appId, appVersion])), asOf);
    return new Map(
      users.map(({ userId, appId, context }) => {
        const { rules, evaluate } = evaluatorOf(appId);
        const outcomes = evaluate(context, asOf);
        return [userId, rules.filter((_, index) => outcomes[index] === true)];
      }),
    );
  };
}
